/** Earlier years under the ids of a new edition: merged, renamed, divided, ended, and the country's own totals. */

import { describe, expect, it } from "vitest";
import type { Dataset } from "../../src/model/dataset.ts";
import { createAssembly, type HarvestRow } from "../../src/sources/assembly.ts";
import { carryYears } from "../../src/sources/carry.ts";
import type { CrosswalkEntry } from "../../src/sources/source.ts";
import { datasetOf } from "../model/dataset-of.ts";

const BEFORE = datasetOf({
  id: "1995",
  cells: {
    1990: {
      north: { boats: [100, 5], nets: [10, 2] },
      south: { boats: [30, 3, "e"], nets: [undefined, undefined, "c"] },
      west: { boats: [7, 1] },
    },
    1995: { north: { boats: [110, 6] }, south: { boats: [40, 4] } },
  },
  regions: { north: "The North" },
  sectors: { nets: { name: "Fishing nets" } },
  national: { 1990: { boats: [500, 20], nets: [90, 9] }, 1995: { boats: [550, 21] } },
});

const row = (
  kind: "region" | "sector",
  from: string,
  to: string,
  since = 2000,
): CrosswalkEntry => ({ kind, from, to, since, note: "" });

/** A row of the new statistics. */
const cell = (region: string, sector = "boats", year = 2000): HarvestRow => ({
  year,
  region,
  sector,
  jobs: 50,
  firms: 5,
  flags: "",
});

/** What is carried, added up, one text a row: year, region, sector, jobs, firms, flags. */
function carried(
  fresh: readonly HarvestRow[],
  crosswalk: readonly CrosswalkEntry[],
  { before = BEFORE, hasNation = true }: { before?: Dataset; hasNation?: boolean } = {},
) {
  const { rows, notes, years, heirs } = carryYears(before, fresh, crosswalk, hasNation);
  const sums = createAssembly();
  for (const each of rows) sums.add(each);
  const texts = (all: readonly HarvestRow[]): readonly string[] =>
    all.map(({ year, region, sector, jobs, firms, flags }) =>
      [year, region ?? "-", sector, jobs ?? "?", firms ?? "?", flags].join(" ").trim(),
    );
  return {
    cells: texts(sums.cells()),
    nation: texts(sums.nation()),
    notes,
    years,
    heirs,
  };
}

describe("earlier years", () => {
  it("go on as they are where no code changed, flags and withheld figures with them", () => {
    const { cells, nation, notes, years } = carried([cell("north"), cell("south")], []);
    expect(years).toEqual([1990, 1995]);
    expect(notes).toEqual([]);
    expect(cells).toEqual([
      "1990 north boats 100 5",
      "1990 north nets 10 2",
      "1990 south boats 30 3 e",
      "1990 south nets ? ? c",
      "1990 west boats 7 1",
      "1995 north boats 110 6",
      "1995 south boats 40 4",
    ]);
    expect(nation).toEqual(["1990 - boats 500 20", "1990 - nets 90 9", "1995 - boats 550 21"]);
  });

  it("are only those that the new statistics lack", () => {
    const { cells, years } = carried([cell("north"), cell("north", "boats", 1995)], []);
    expect(years).toEqual([1990]);
    expect(cells.every((text) => text.startsWith("1990 "))).toBe(true);
  });

  it("of regions that merged are added together; what is withheld in one is withheld in the sum", () => {
    const crosswalk = [row("region", "north", "coast"), row("region", "south", "coast")];
    const { cells, heirs } = carried([cell("coast"), cell("west")], crosswalk);
    expect(cells).toEqual([
      "1990 coast boats 130 8 e",
      "1990 coast nets ? ? c",
      "1990 west boats 7 1",
      "1995 coast boats 150 10",
    ]);
    expect([...heirs.region]).toEqual([
      ["north", "coast"],
      ["south", "coast"],
      ["west", "west"],
    ]);
  });

  it("of a region that another took in are added to that one’s own", () => {
    const { cells } = carried([cell("north")], [row("region", "south", "north")]);
    expect(cells.filter((text) => text.startsWith("1995"))).toEqual(["1995 north boats 150 10"]);
  });

  it("follow a region through several changes", () => {
    const crosswalk = [
      row("region", "north", "arctic", 1997),
      row("region", "arctic", "polar", 1999),
    ];
    const { cells } = carried([cell("polar"), cell("south"), cell("west")], crosswalk);
    expect(cells).toContain("1990 polar boats 100 5");
    expect(cells.join()).not.toMatch(/north|arctic/);
  });

  it("of what was divided, or gave a part away, are left out with a sentence", () => {
    const crosswalk = [row("region", "north", "fjord"), row("region", "north", "cape")];
    const divided = carried([cell("fjord"), cell("cape"), cell("south")], crosswalk);
    expect(divided.cells.join()).not.toMatch(/north|fjord|cape/);
    expect(divided.notes).toEqual([
      "Earlier years of the region The North (north) are left out: it was divided between cape and fjord, and its figures cannot be.",
    ]);
    const gave = carried([cell("north"), cell("cape")], [row("region", "north", "cape")]);
    expect(gave.cells.join()).not.toMatch(/north|cape/);
    expect(gave.notes).toHaveLength(1);
    // The country's totals are not divided with the region.
    expect(gave.nation).toContain("1990 - boats 500 20");
  });

  it("of what ended keep its id", () => {
    const { cells, notes } = carried(
      [cell("north"), cell("south")],
      [row("region", "west", ""), row("sector", "nets", "")],
    );
    expect(notes).toEqual([]);
    expect(cells).toContain("1990 west boats 7 1");
    expect(cells).toContain("1990 north nets 10 2");
  });

  it("are not divided by a change that the edition before has already", () => {
    const crosswalk = [row("region", "north", "south", 1992)];
    const { cells, notes } = carried([cell("north"), cell("south")], crosswalk);
    expect(notes).toEqual([]);
    expect(cells).toContain("1995 north boats 110 6");
  });

  it("add up sectors that merged, in regions and in the country", () => {
    const crosswalk = [row("sector", "boats", "marine"), row("sector", "nets", "marine")];
    const { cells, nation } = carried([cell("north", "marine")], crosswalk);
    expect(cells).toContain("1990 north marine 110 7");
    expect(nation).toEqual(["1990 - marine 590 29", "1995 - marine 550 21"]);
  });

  it("have no totals of the country where the new ones have none, which a sentence says", () => {
    const { nation, notes } = carried([cell("north"), cell("south")], [], { hasNation: false });
    expect(nation).toEqual([]);
    expect(notes).toEqual([expect.stringContaining("the country is the sum of its regions")]);
  });

  it("have the sums of regions as totals where only the new ones have the country's own", () => {
    const before = datasetOf({
      id: "1990",
      cells: {
        1990: { north: { boats: [5, 1] }, south: { boats: [7, 2], nets: [undefined, 1, "c"] } },
      },
    });
    const { nation, notes } = carried([cell("north"), cell("south")], [], { before });
    // A sum with a part that is withheld is not known.
    expect(nation).toEqual(["1990 - boats 12 3", "1990 - nets ? 1"]);
    expect(notes).toEqual([]);
  });

  it("of a sector that was divided are left out, its totals too", () => {
    const crosswalk = [row("sector", "nets", "ropes"), row("sector", "nets", "trawls")];
    const { cells, nation, notes } = carried(
      [cell("north"), cell("north", "ropes"), cell("north", "trawls")],
      crosswalk,
    );
    expect([...cells, ...nation].join()).not.toMatch(/nets|ropes|trawls/);
    expect(notes).toEqual([
      "Earlier years of the sector Fishing nets (nets) are left out: it was divided between ropes and trawls, and its figures cannot be.",
    ]);
  });
});
