/** A harvest as files: tables that are read back as they were, and a description with what is known. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readEdition } from "../../src/read/edition.ts";
import { composeDescription, type Known, type Wishes } from "../../src/sources/description.ts";
import { descriptorFile, type Harvest, tableFiles } from "../../src/sources/edition-files.ts";
import { nameCodes } from "../../src/sources/name-codes.ts";
import { datasetOf } from "../model/dataset-of.ts";

const cell = (year: number, region: string, sector: string, jobs: number | undefined) => ({
  year,
  region,
  sector,
  jobs,
  firms: jobs === undefined ? undefined : 2,
  flags: jobs === undefined ? "c" : "",
});

const HARVEST: Harvest = {
  cells: [
    cell(2000, "a", "s", 10.5),
    cell(2000, "b", "s", undefined),
    cell(2001, "a", "t", 7),
    cell(2001, "b", "s", 3),
  ],
  nation: [
    { year: 2000, region: undefined, sector: "s", jobs: 80, firms: undefined, flags: "" },
    { year: 2001, region: undefined, sector: "s", jobs: 90, firms: undefined, flags: "" },
    { year: 2001, region: undefined, sector: "t", jobs: 7, firms: 2, flags: "" },
  ],
  regions: [
    { id: "a", name: 'Ås, "the" town', longitude: "10.5", latitude: "59.25", extra: { zone: "1" } },
    { id: "b", name: "Bø", extra: { area: "x,y" } },
  ],
  sectors: [
    { id: "s", name: "Ships", group: "Sea", branch: "Yards" },
    { id: "t", name: "Tiles", group: "Land" },
  ],
  crosswalk: [{ kind: "region", from: "old", to: "a", since: 2000, note: "Old, now Ås" }],
};

const WISHES: Wishes = {
  edition: "2001",
  before: undefined,
  like: false,
  title: undefined,
  published: undefined,
  jobsUnit: undefined,
  firmsUnit: undefined,
  clusterYears: undefined,
  periods: undefined,
  now: () => "2002-03-04T05:06:07Z",
};

const KNOWN: Known = {
  given: undefined,
  carried: undefined,
  receipts: [],
  notes: [],
  units: {},
  decisions: [],
};

let folder = "";
beforeEach(async () => {
  const desk = await mkdtemp(join(tmpdir(), "klyngeatlas-files-"));
  folder = join(desk, "2001");
  await mkdir(folder);
  return () => rm(desk, { recursive: true, force: true });
});

describe("the files of an edition", () => {
  it("are read back as they were, without a warning", async () => {
    const tables = tableFiles(HARVEST);
    expect([...tables.keys()]).toEqual([
      "regions.csv",
      "sectors.csv",
      "employment.csv",
      "national.csv",
      "crosswalk.csv",
    ]);
    for (const [name, text] of tables) await writeFile(join(folder, name), text);
    const description = composeDescription(HARVEST, WISHES, KNOWN);
    await writeFile(join(folder, "datapackage.json"), descriptorFile(description, tables));
    const reading = await readEdition(folder);
    if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(" "));
    expect(reading.warnings).toEqual([]);
    const { regions, sectors, years, jobs, firms, national, crosswalk, descriptor } = reading.value;
    expect(years).toEqual([2000, 2001]);
    expect(regions).toMatchObject([
      { name: 'Ås, "the" town', longitude: 10.5, latitude: 59.25, extra: { zone: "1", area: "" } },
      { name: "Bø", longitude: undefined, extra: { zone: "", area: "x,y" } },
    ]);
    expect(sectors).toMatchObject([{ branch: "Yards" }, { group: "Land" }]);
    expect([...jobs]).toEqual([10.5, 0, Number.NaN, 0, 0, 7, 3, 0]);
    expect([...firms]).toEqual([2, 0, Number.NaN, 0, 0, 2, 2, 0]);
    expect([...(national?.jobs ?? [])]).toEqual([80, Number.NaN, 90, 7]);
    expect(crosswalk).toMatchObject([{ from: "old", to: "a", note: "Old, now Ås" }]);
    expect(descriptor).toMatchObject({ created: "2002-03-04T05:06:07Z", clusterYears: [2001] });
  });

  it("leaves out tables without rows, and columns that nothing fills", () => {
    const tables = tableFiles({
      ...HARVEST,
      nation: [],
      crosswalk: [],
      sectors: [{ id: "s", name: "Ships", group: "Sea" }],
    });
    expect([...tables.keys()]).not.toContain("national.csv");
    expect([...tables.keys()]).not.toContain("crosswalk.csv");
    expect(tables.get("sectors.csv")).toBe("sector,name,group\ns,Ships,Sea\n");
  });
});

describe("the description of an edition", () => {
  const before = datasetOf({
    id: "1995",
    cells: { 1990: { a: { s: 1 } }, 1995: { a: { s: 1 } } },
    criteria: { jobs: { atLeast: 50 } },
    clusterYears: [1990, 1995],
    descriptor: {
      jobsUnit: "man-years",
      notes: ["An old note."],
      breaks: [{ year: 1995, note: "B" }],
    },
  });

  it("of a first edition has the published criteria and the last year's clusters", () => {
    expect(composeDescription(HARVEST, WISHES, KNOWN)).toMatchObject({
      title: "Jobs and firms by region and sector, 2000 and 2001",
      published: "2002-03-04",
      status: "observed",
      criteria: { locationQuotient: { above: 3 }, jobs: { atLeast: 200 }, firms: { atLeast: 10 } },
      clusterYears: [2001],
      periods: [],
      breaks: [],
    });
  });

  it("lists three years and more in words", () => {
    const cells = [1970, 1990, 1994].map((year) => cell(year, "a", "s", 1));
    const { title } = composeDescription({ ...HARVEST, cells }, WISHES, KNOWN);
    expect(title).toBe("Jobs and firms by region and sector, 1970, 1990 and 1994");
  });

  it("takes units from the queries, then from the edition before, and the options before all", () => {
    const wishes = { ...WISHES, before };
    const units = (own: Partial<Wishes>, known: Known["units"]) =>
      composeDescription(HARVEST, { ...wishes, ...own }, { ...KNOWN, units: known }).jobsUnit;
    expect(units({}, {})).toBe("man-years");
    expect(units({}, { jobs: "employees" })).toBe("employees");
    expect(units({ jobsUnit: "contracts" }, { jobs: "employees" })).toBe("contracts");
  });

  it("keeps criteria, and marks the break where carried years have another unit", () => {
    const carried = {
      years: [1990, 1995],
      rows: [],
      notes: [],
      heirs: { region: new Map(), sector: new Map() },
    };
    const cells = [1990, 1995, 2000, 2001].map((year) => cell(year, "a", "s", 1));
    const known = { ...KNOWN, carried, units: { jobs: "employees" } };
    const made = composeDescription({ ...HARVEST, cells }, { ...WISHES, before }, known);
    expect(made).toMatchObject({
      criteria: { jobs: { atLeast: 50 } },
      clusterYears: [1990, 1995, 2001],
      breaks: [
        { year: 1995, note: "B" },
        { year: 2000, note: expect.stringContaining("employees, before as man-years") },
      ],
      notes: ["Figures of 1990 and 1995 are carried over from edition 1995."],
    });
    expect(made.periods).toContainEqual([1995, 2001]);
  });

  it("takes over notes of the edition before only where the same is asked again", () => {
    const notes = (like: boolean) =>
      composeDescription(HARVEST, { ...WISHES, before, like }, KNOWN).notes;
    expect([notes(false), notes(true)]).toEqual([[], ["An old note."]]);
  });

  it("says modelled where any cell is", () => {
    const cells = [{ ...cell(2000, "a", "s", 1), flags: "m" }];
    expect(composeDescription({ ...HARVEST, cells }, WISHES, KNOWN).status).toBe("modelled");
  });
});

describe("names of regions and sectors", () => {
  const named = (
    given: Parameters<typeof nameCodes>[1],
    facts: Parameters<typeof nameCodes>[2],
    heirs?: ReadonlyMap<string, string>,
  ) =>
    nameCodes(
      { cells: [cell(2000, "a", "s", 1)], nation: [] },
      given,
      facts,
      datasetOf({
        cells: { 1990: { a: { s: 1 }, b: { s: 1 } } },
        regions: { a: "From before", b: "Another" },
      }),
      heirs === undefined ? undefined : { region: heirs, sector: new Map() },
    ).regions[0]?.name;
  const nothing = { region: new Map(), sector: new Map() };
  const fact = { region: new Map([["a", { name: "From a list" }]]), sector: new Map() };

  it("come from tables that are given, then from lists and sources, then from before", () => {
    const given = { regions: [{ id: "a", name: "Given" }], sectors: [] };
    expect(named(given, fact)).toBe("Given");
    expect(named({ regions: [], sectors: [] }, fact)).toBe("From a list");
    expect(named({ regions: [], sectors: [] }, nothing)).toBe("From before");
  });

  it("go with an id that was renamed, and with none of several that merged", () => {
    const renamed = (ids: readonly string[]) =>
      nameCodes(
        { cells: [cell(2000, "new", "s", 1)], nation: [] },
        { regions: [], sectors: [] },
        nothing,
        datasetOf({
          cells: { 1990: { a: { s: 1 }, b: { s: 1 } } },
          regions: { a: "A town", b: "B town" },
        }),
        { region: new Map(ids.map((id) => [id, "new"])), sector: new Map() },
      ).regions[0]?.name;
    expect(renamed(["a"])).toBe("A town");
    expect(renamed(["a", "b"])).toBe("new");
  });
});
