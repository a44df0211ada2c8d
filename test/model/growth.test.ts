import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { jobsChange } from "../../src/model/growth.ts";
import { fullDataset } from "./arbitrary-dataset.ts";
import { datasetOf } from "./dataset-of.ts";

const elsewhere = { rest: { x: 600, y: 100, z: 100_000 } };
const dataset = datasetOf({
  cells: {
    1970: { a: { x: 400 }, b: { y: 300 }, ...elsewhere },
    1990: { a: { x: 500 }, b: { y: 150 }, c: { x: 200 }, ...elsewhere },
    1994: { a: { x: 450 }, b: { y: 100 }, c: { x: 100 }, ...elsewhere },
  },
  clusterYears: [1970, 1990],
  sectors: {
    x: { name: "Sector X", group: "Manufacturing", branch: "Both" },
    y: { name: "Sector Y", group: "Other services", branch: "Both" },
    z: { group: "Manufacturing", branch: "Zed" },
  },
});
const atlas = buildAtlas(dataset);
const row = (period: string, level: string, id: string) =>
  atlas.growth.find((r) => r.period.join("-") === period && r.level === level && r.id === id);

describe("growth", () => {
  it("between cluster years covers stable, new and ex-clusters", () => {
    const all = row("1970-1990", "all", "all");
    expect(all?.clusters.map(({ region }) => region)).toEqual(["a", "b", "c"]);
    expect(all).toMatchObject({ jobsFrom: 700, jobsTo: 850, change: 150 });
    expect(all?.changePercent).toBeCloseTo(150 / 7, 12);
  });

  it("from a cluster year to a year that is none covers the clusters of the start", () => {
    const all = row("1990-1994", "all", "all");
    expect(all?.clusters.map(({ region }) => region)).toEqual(["a", "c"]);
    expect(all).toMatchObject({ jobsFrom: 700, jobsTo: 550, change: -150 });
  });

  it("sets beside the clusters the same sectors of the country, and no others", () => {
    // x: 1,000 → 1,300; y: 400 → 250. Sector z has no cluster and is left out at every level.
    expect(row("1970-1990", "sector", "x")).toMatchObject({ nationalFrom: 1000, nationalTo: 1300 });
    expect(row("1970-1990", "all", "all")).toMatchObject({ nationalFrom: 1400, nationalTo: 1550 });
    expect(row("1970-1990", "group", "manufacturing")).toMatchObject({ nationalFrom: 1000 });
    expect(row("1970-1990", "sector", "z")).toBeUndefined();
    expect(row("1970-1990", "branch", "zed")).toBeUndefined();
  });

  it("gives the gap in percentage points", () => {
    // x: 400 → 700 is +75 %; nationally 1,000 → 1,300 is +30 %.
    expect(row("1970-1990", "sector", "x")).toMatchObject({
      changePercent: 75,
      nationalChangePercent: 30,
      gap: 45,
    });
  });

  it("has rows by period, then sector, branch, group, all, then id", () => {
    const rows = atlas.growth.map(({ period, level, id }) => `${period[0]} ${level} ${id}`);
    expect(rows).toEqual([
      "1970 sector x",
      "1970 sector y",
      "1970 branch both",
      "1970 group manufacturing",
      "1970 group other-services",
      "1970 all all",
      "1990 sector x",
      "1990 branch both",
      "1990 group manufacturing",
      "1990 all all",
    ]);
    expect(row("1970-1990", "group", "other-services")?.name).toBe("Other services");
  });

  it("takes the national columns from national.csv where it is given", () => {
    const given = datasetOf({
      cells: { 1970: { a: { x: 300 } }, 1990: { a: { x: 330 } } },
      national: { 1970: { x: 1000, z: 9000 }, 1990: { x: 900, z: 9000 } },
    });
    const all = buildAtlas(given).growth.find(({ level }) => level === "all");
    expect(all).toMatchObject({ nationalFrom: 1000, nationalTo: 900, nationalChangePercent: -10 });
  });

  it("is undefined, not 0, where a figure behind it is withheld", () => {
    const z = { z: { z: 100_000 } };
    const partial = datasetOf({
      cells: { 1970: { a: { x: 300 }, ...z }, 1990: { a: { x: [undefined, 10, "c"] }, ...z } },
    });
    const all = buildAtlas(partial).growth.find(({ level }) => level === "all");
    expect(all).toMatchObject({
      jobsFrom: 300,
      jobsTo: undefined,
      change: undefined,
      gap: undefined,
    });
  });

  it("has no percentage of a start from nothing", () => {
    expect(jobsChange(0, 50)).toEqual({ from: 0, to: 50, change: 50, changePercent: undefined });
    expect(jobsChange(0, 0).changePercent).toBeUndefined();
  });

  it("is the jobs of the last year less those of the first, and adds up over groups and sectors", () => {
    fc.assert(
      fc.property(fullDataset({ years: [1970, 1990] }), (full) => {
        const rows = buildAtlas(full).growth;
        for (const { change, jobsFrom, jobsTo, nationalChange, nationalFrom, nationalTo } of rows) {
          expect(change).toBe((jobsTo ?? 0) - (jobsFrom ?? 0));
          expect(nationalChange).toBe((nationalTo ?? 0) - (nationalFrom ?? 0));
        }
        const sumOf = (level: string) =>
          rows.filter((r) => r.level === level).reduce((sum, { change }) => sum + (change ?? 0), 0);
        expect(sumOf("group")).toBe(sumOf("all"));
        expect(sumOf("branch")).toBe(sumOf("all"));
        expect(sumOf("sector")).toBe(sumOf("all"));
      }),
    );
  });
});
