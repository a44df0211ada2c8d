import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { createNumbers } from "../../src/pages/numbers.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { SPEECH } from "../speech.ts";

const atlas = buildAtlas(
  datasetOf({
    cells: { 1990: { oslo: { boats: [1234, 11], ships: [66, 3] }, bergen: { ships: [700, 9] } } },
    criteria: { locationQuotient: { above: 3 }, jobs: { atLeast: 1250 } },
  }),
);

describe("figures as a reader sees them", () => {
  const numbers = createNumbers(atlas, SPEECH);

  it("have the decimals of their unit", () => {
    expect(numbers.figure("lq:oslo/boats:1990")).toMatchObject({ text: "1.54", unit: "" });
    expect(numbers.figure("share:oslo/ships:1990")).toMatchObject({ text: "8.6", unit: "%" });
    expect(numbers.figure("jobs:oslo/boats:1990", { round: 100 })).toMatchObject({ text: "1,200" });
  });

  it("are as they were written where a person has chosen them", () => {
    expect(numbers.figure("threshold-lq:edition").text).toBe("3");
    expect(numbers.figure("threshold-jobs:edition").text).toBe("1,250");
  });

  it("are noted, so that figures.json has them", () => {
    expect([...numbers.shown]).toContain("threshold-lq:edition");
  });
});
