import { describe, expect, it, test } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { type Reproduction, reproduce } from "../../src/model/reproduction.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { cells, readTable, sectors } from "./edition-table.ts";

type CellsByPlace = Record<number, Record<string, Record<string, [number, number, string]>>>;

const byPlace: CellsByPlace = {};
for (const { year, region, sector, jobs, firms } of cells) {
  byPlace[year] ??= {};
  const ofYear = byPlace[year];
  ofYear[region] ??= {};
  ofYear[region][sector] = [jobs, firms, "m"];
}

const numberOrNone = (text: string | undefined): number | undefined =>
  text === undefined || text === "" ? undefined : Number(text);

const atlas = buildAtlas(
  datasetOf({
    id: "1998",
    cells: byPlace,
    clusterYears: [1970, 1990],
    periods: [
      [1970, 1990],
      [1990, 1994],
    ],
    sectors: Object.fromEntries(
      sectors.map(({ sector = "", name = "", group = "", branch = "" }) => [
        sector,
        branch === "" ? { name, group } : { name, group, branch },
      ]),
    ),
    published: readTable("published-figures.csv").map((row) => ({
      ...row,
      value: numberOrNone(row.value),
      yearFrom: numberOrNone(row.year_from),
      yearTo: numberOrNone(row.year_to),
    })),
  }),
);

const reproductions = reproduce(atlas);

/** The one row in which the report contradicts itself; see data/1998/model/README.md. */
const CONTRADICTED = "change.manufacturing.1990_1994.percent";

describe("the published figures of the 1998 edition", () => {
  it("are all set beside one computed here", () => {
    expect(reproductions.length).toBe(60);
    expect(reproductions.filter((each) => each.agrees === "not computed")).toEqual([]);
  });

  test.each(
    reproductions
      .filter(({ row }) => row.id !== CONTRADICTED)
      .map((each): [string, Reproduction] => [each.row.id, each]),
  )("%s agrees", (_, { agrees, parts }) => {
    expect(agrees, JSON.stringify(parts.map((part) => part.difference))).toBe("agrees");
  });

  it("differ in one row, which says why: 5.8 % of a base that the report itself gives as larger", () => {
    const row = reproductions.find((each) => each.row.id === CONTRADICTED);
    expect(row?.agrees).toBe("differs");
    expect(row?.ours).toBeCloseTo(5.24, 2);
    expect(row?.reason).toMatch(/56,900/);
  });

  it("take their years from the rows: none names another year than its figure", () => {
    for (const row of readTable("published-figures.csv")) {
      const years = [row.year_from, row.year_to].filter((year) => year !== "");
      for (const figure of (row.figure ?? "").split(";")) {
        const own = figure.split(":")[2]?.split("-");
        if (own !== undefined && years.length === 2) expect(own, row.id).toEqual(years);
        if (own?.length === 1 && years.length === 1) expect(own, row.id).toEqual(years);
      }
    }
  });
});
