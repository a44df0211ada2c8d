import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/model/at.ts";
import { buildAtlas } from "../../src/model/atlas.ts";
import type { Cluster } from "../../src/model/cluster.ts";
import { cellIndex } from "../../src/model/dataset.ts";
import { VERDICT, verdict, verdictAt } from "../../src/model/verdict.ts";
import { fullDataset } from "./arbitrary-dataset.ts";
import { datasetOf, PAPER_CRITERIA } from "./dataset-of.ts";

const statuses = (clusters: readonly Cluster[]) =>
  clusters.map(({ region, sector, status }) => `${region}/${sector} ${status}`);

describe("verdict(criteria, measures)", () => {
  const known = (lq: number, jobs: number, firms: number) =>
    verdict(PAPER_CRITERIA, {
      locationQuotient: { low: lq, high: lq },
      jobs: { low: jobs, high: jobs },
      firms: { low: firms, high: firms },
    });

  it("is cluster only where all three criteria hold", () => {
    expect(known(3.1, 200, 10)).toBe("cluster");
    expect(known(3.0, 200, 10)).toBe("none");
    expect(known(3.1, 199, 10)).toBe("none");
    expect(known(3.1, 200, 9)).toBe("none");
    expect(known(Number.NaN, 200, 10)).toBe("none");
  });

  it("is possible where a criterion holds at the highest but not at the lowest", () => {
    const measures = {
      locationQuotient: { low: 3.1, high: 5 },
      jobs: { low: 0, high: 300 },
      firms: { low: 10, high: 10 },
    };
    expect(verdict(PAPER_CRITERIA, measures)).toBe("possible");
    expect(verdict(PAPER_CRITERIA, { ...measures, jobs: { low: 200, high: 300 } })).toBe("cluster");
  });

  it("is none where one criterion fails even at the highest, whatever the others", () => {
    const measures = {
      locationQuotient: { low: 0, high: Number.POSITIVE_INFINITY },
      jobs: { low: 0, high: 199 },
      firms: { low: 20, high: 20 },
    };
    expect(verdict(PAPER_CRITERIA, measures)).toBe("none");
  });

  it("is none outside the array", () => {
    expect(verdictAt(Uint8Array.of(VERDICT.cluster), 0)).toBe("cluster");
    expect(verdictAt(Uint8Array.of(VERDICT.cluster), 1)).toBe("none");
  });
});

describe("totals", () => {
  const cells = { 1990: { a: { x: 300, y: 100 }, b: { x: 100, y: 1500 } } };

  it("of the country are the sums of the regions where national.csv is absent", () => {
    const { totals } = buildAtlas(datasetOf({ cells }));
    expect([...totals.regionJobs]).toEqual([400, 1600]);
    expect([...totals.sectorJobs]).toEqual([400, 1600]);
    expect([...totals.countryJobs]).toEqual([2000]);
    expect([...totals.sectorFirms]).toEqual([20, 20]);
  });

  it("of the country are those of national.csv, summed over the edition's sectors", () => {
    const national = { 1990: { x: [500, 60], y: 3500 } as const };
    const { totals, lq } = buildAtlas(datasetOf({ cells, national }));
    expect([...totals.sectorJobs]).toEqual([500, 3500]);
    expect([...totals.countryJobs]).toEqual([4000]);
    expect([...totals.sectorFirms]).toEqual([60, Number.NaN]);
    expect(at(lq, 0)).toBe(6);
  });

  it("of a sector without a row in national.csv are the sum of the regions", () => {
    const { totals } = buildAtlas(datasetOf({ cells, national: { 1990: { y: 3500 } } }));
    expect([...totals.sectorJobs]).toEqual([400, 3500]);
  });

  it("are undefined where a cell in them is withheld", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: [undefined, 1, "c"], y: 1 }, b: { y: 2 } } },
    });
    const { totals } = buildAtlas(dataset);
    expect([...totals.regionJobs]).toEqual([Number.NaN, 2]);
    expect([...totals.sectorJobs]).toEqual([Number.NaN, 3]);
    expect([...totals.countryJobs]).toEqual([Number.NaN]);
    expect([...totals.regionKnownJobs]).toEqual([1, 2]);
  });

  it("carry the flags of their cells, save where national.csv gives them", () => {
    const flagged = { 1990: { a: { x: [5, 1, "m"], y: [5, 1, "e"] }, b: { x: 5 } } } as const;
    expect([...buildAtlas(datasetOf({ cells: flagged })).totals.sectorFlags]).toEqual([8, 4]);
    const given = datasetOf({ cells: flagged, national: { 1990: { x: 10, y: 10 } } });
    expect([...buildAtlas(given).totals.sectorFlags]).toEqual([0, 0]);
    expect([...buildAtlas(given).totals.regionFlags]).toEqual([12, 0]);
  });
});

describe("buildAtlas(dataset)", () => {
  it("gives the quotients worked by hand", () => {
    const { lq } = buildAtlas(
      datasetOf({ cells: { 1990: { a: { x: 300, y: 100 }, b: { x: 100, y: 1500 } } } }),
    );
    expect([...lq]).toEqual([3.75, 0.3125, 0.3125, 1.171875]);
  });

  it("finds stable, new and ex-clusters, ordered by region and sector", () => {
    const nation = { rest: { x: 0, y: 0, z: 100_000 } };
    const dataset = datasetOf({
      cells: {
        1970: { b: { x: 300 }, a: { y: 250, x: 400 }, ...nation },
        1990: { b: { x: 300 }, a: { y: 150, x: 400 }, c: { y: 900 }, ...nation },
      },
    });
    const atlas = buildAtlas(dataset);
    expect(statuses(atlas.clusters)).toEqual(["a/x stable", "a/y ex", "b/x stable", "c/y new"]);
    expect(atlas.clusters.every(({ certain }) => certain)).toBe(true);
    expect(atlas.clusterCells.get(1970)?.map(({ region, sector }) => region + sector)).toEqual([
      "ax",
      "ay",
      "bx",
    ]);
  });

  it("takes the status between the last two cluster years alone", () => {
    const z = { z: { z: 100_000 } };
    const dataset = datasetOf({
      cells: {
        1970: { a: { x: 300 }, ...z },
        1980: { b: { x: 300 }, ...z },
        1990: { b: { x: 300 }, ...z },
      },
    });
    expect(statuses(buildAtlas(dataset).clusters)).toEqual(["b/x stable"]);
  });

  it("has current clusters and no growth where there is a single year", () => {
    const dataset = datasetOf({ cells: { 1990: { a: { x: 300 }, z: { z: 100_000 } } } });
    const atlas = buildAtlas(dataset);
    expect(statuses(atlas.clusters)).toEqual(["a/x current"]);
    expect(atlas.growth).toEqual([]);
  });

  it("says that a status is uncertain where the other year is undecided", () => {
    const z = { z: { z: 100_000 } };
    const dataset = datasetOf({
      cells: { 1970: { a: { x: [300, undefined, "c"] }, ...z }, 1990: { a: { x: 300 }, ...z } },
    });
    expect(buildAtlas(dataset).clusters).toMatchObject([{ status: "new", certain: false }]);
    const reversed = datasetOf({
      cells: { 1970: { a: { x: 300 }, ...z }, 1990: { a: { x: [300, undefined, "c"] }, ...z } },
    });
    expect(buildAtlas(reversed).clusters).toMatchObject([{ status: "ex", certain: false }]);
  });

  it("has no clusters where no year is a cluster year, and none at exactly 3.0", () => {
    const cells = { 1990: { a: { x: 300, y: 100 }, b: { x: 100, y: 1100 } } };
    // (300/400) / (400/1600) = 3 exactly.
    const atlas = buildAtlas(datasetOf({ cells }));
    expect(at(atlas.lq, 0)).toBe(3);
    expect(atlas.clusters).toEqual([]);
    const lax = { criteria: { locationQuotient: { atLeast: 3 } } };
    expect(buildAtlas(datasetOf({ cells, ...lax })).clusters).toHaveLength(1);
    expect(buildAtlas(datasetOf({ cells, ...lax, clusterYears: [] })).clusters).toEqual([]);
  });

  it("stands an edition in which every figure is withheld", () => {
    const nothing = [undefined, undefined, "x"] as const;
    const row = { x: nothing, y: nothing };
    const dataset = datasetOf({ cells: { 1970: { a: row, b: row }, 1990: { a: row, b: row } } });
    const atlas = buildAtlas(dataset);
    expect(atlas.lq.every(Number.isNaN)).toBe(true);
    expect(atlas.clusters).toEqual([]);
    expect(atlas.possible).toHaveLength(4);
    expect(atlas.growth).toEqual([]);
  });

  it("stands an edition without regions, sectors or rows", () => {
    const atlas = buildAtlas(datasetOf({ cells: { 1990: {} } }));
    expect(atlas.clusters).toEqual([]);
    expect(atlas.growth).toEqual([]);
  });

  it("calls a cell a cluster where, and only where, its three figures satisfy the criteria", () => {
    fc.assert(
      fc.property(fullDataset({ national: true }), (dataset) => {
        const atlas = buildAtlas(dataset);
        for (const r of dataset.regions.keys()) {
          for (const s of dataset.sectors.keys()) {
            const i = cellIndex(dataset, 0, r, s);
            const holds =
              at(atlas.lq, i) > 1.2 && at(dataset.jobs, i) >= 200 && at(dataset.firms, i) >= 10;
            expect(verdictAt(atlas.verdicts, i)).toBe(holds ? "cluster" : "none");
          }
        }
      }),
    );
  });
});
