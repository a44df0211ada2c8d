import { describe, expect, it } from "vitest";
import type { ModelledYear } from "../../../data/1998/model/model.ts";
import type { Assumptions, PlannedStatus } from "../../../data/1998/model/tables.ts";
import { deviations } from "../../../data/1998/model/verification.ts";

const region = (id: string): Assumptions["regions"][number] => ({
  id,
  name: id,
  bokmaal: "",
  centre: id,
  longitude: "10",
  latitude: "60",
  weight: [1, 1, 1],
  type: "coast",
  basis: "assumed",
});

const sector = (id: string): Assumptions["sectors"][number] => ({
  id,
  name: id,
  group: "manufacturing",
  branch: "",
  groupId: "manufacturing",
  branchId: "",
  bokmaal: { name: "", group: "", branch: "" },
  isic2: "1",
  jobs: [1, 1, 1],
  meanFirmJobs: 10,
});

function planning(status: PlannedStatus): Assumptions {
  return {
    regions: [region("big"), region("small")],
    sectors: [sector("boats"), sector("rest")],
    planned: [
      { region: "small", sector: "boats", status, jobs: [300, 300, 300], firms: [10, 10, 10] },
    ],
    affinities: [],
  };
}

/** Boats are half of the small region's jobs and almost absent from the big one. */
const year = (boatFirms: number): ModelledYear => ({
  year: 1990,
  jobs: [
    [10, 4000],
    [300, 300],
  ],
  firms: [
    [1, 400],
    [boatFirms, 30],
  ],
});

const criteria = {
  locationQuotient: { above: 3 },
  jobs: { atLeast: 200 },
  firms: { atLeast: 10 },
};

describe("deviations", () => {
  it("is empty where the criteria find what was planned", () => {
    expect(deviations(planning("stable"), [year(10), year(10)], criteria)).toEqual([]);
    expect(deviations(planning("new"), [year(9), year(10)], criteria)).toEqual([]);
    expect(deviations(planning("ex"), [year(10), year(9)], criteria)).toEqual([]);
  });

  it("names the cell, what it is and what it was to be", () => {
    expect(deviations(planning("stable"), [year(10), year(9)], criteria)).toEqual([
      "small/boats is ex, planned stable",
    ]);
  });

  it("names a cluster that nobody planned", () => {
    const unplanned = { ...planning("none"), planned: [] };
    expect(deviations(unplanned, [year(10), year(10)], criteria)).toEqual([
      "small/boats is stable, planned none",
    ]);
  });
});
