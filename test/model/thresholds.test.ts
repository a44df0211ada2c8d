import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { fragileClusters, nearMisses } from "../../src/model/near-miss.ts";
import { gridAround, sensitivity } from "../../src/model/sensitivity.ts";
import { fullDataset, LAX_CRITERIA, withholding } from "./arbitrary-dataset.ts";
import { datasetOf, PAPER_CRITERIA } from "./dataset-of.ts";

// Sector x is 2,000 of 10,000 jobs: a region's quotient is five times its share of x.
const atlas = buildAtlas(
  datasetOf({
    cells: {
      1990: {
        cluster: { x: [900, 30], y: 100 },
        fragile: { x: [204, 30], y: 46 },
        "few-firms": { x: [300, 9], y: 0 },
        "few-jobs": { x: [190, 30], y: 0 },
        "low-quotient": { x: [300, 30], y: [210, 1] },
        "two-fail": { x: [106, 9], y: 0 },
        rest: { x: [0, 0], y: [7644, 1] },
      },
    },
  }),
);

describe("nearMisses(atlas, year, limit)", () => {
  it("are the cells that fail exactly one criterion, nearest first, with the shortfall in percent", () => {
    const found = nearMisses(atlas, 1990);
    expect(found.map(({ region, criterion }) => `${region} ${criterion}`)).toEqual([
      "low-quotient locationQuotient",
      "few-jobs jobs",
      "few-firms firms",
    ]);
    expect(found[0]?.shortfall).toBeCloseTo((1 - (5 * 300) / 510 / 3) * 100, 9);
    expect(found[1]?.shortfall).toBe(5);
    expect(found[2]?.shortfall).toBe(10);
    expect(found[2]).toMatchObject({ jobs: 300, firms: 9, sector: "x" });
  });

  it("are at most as many as asked for, and none of an unknown year", () => {
    expect(nearMisses(atlas, 1990, 1).map(({ region }) => region)).toEqual(["low-quotient"]);
    expect(nearMisses(atlas, 1980)).toEqual([]);
  });

  it("leave out cells of which a figure is withheld", () => {
    const partial = datasetOf({
      cells: { 1990: { a: { x: [300, undefined, "c"] }, z: { z: [100_000, 1] } } },
    });
    expect(nearMisses(buildAtlas(partial), 1990)).toEqual([]);
  });
});

describe("fragileClusters(atlas, year, within)", () => {
  it("are the clusters within 5 % of a threshold, with the criterion they satisfy by least", () => {
    expect(fragileClusters(atlas, 1990)).toMatchObject([
      { region: "fragile", criterion: "jobs", margin: 2 },
    ]);
  });

  it("are fewer or more as the limit is", () => {
    expect(fragileClusters(atlas, 1990, 1)).toEqual([]);
    expect(fragileClusters(atlas, 1990, 1000)).toHaveLength(2);
  });
});

describe("sensitivity(atlas, year, grid)", () => {
  it("counts the clusters for every pair of thresholds, each compared as in the edition", () => {
    const grid = { locationQuotient: [2, 3, 4.5], jobs: [100, 200, 204, 300], firms: [9, 10, 31] };
    const { counts, countsByFirms } = sensitivity(atlas, 1990, grid);
    // Quotients: cluster 4.5, fragile 4.08, low-quotient 2.94, few-jobs 5. At exactly 4.5, "above" does not hold.
    expect([...counts]).toEqual([4, 3, 3, 2, 3, 2, 2, 1, 1, 0, 0, 0]);
    expect([...countsByFirms]).toEqual([3, 2, 0]);
  });

  it("says up to which quotient threshold each cluster remains", () => {
    const { ranges } = sensitivity(atlas, 1990);
    expect(ranges.map(({ region, upTo }) => [region, upTo])).toEqual([
      ["cluster", 4.5],
      ["fragile", 4.08],
    ]);
    expect(ranges.every(({ inclusive }) => inclusive)).toBe(false);
  });

  it("tries thresholds around the edition's own, which are among them", () => {
    expect(gridAround(PAPER_CRITERIA)).toEqual({
      locationQuotient: [1.5, 2, 2.5, 3, 3.5, 4, 5, 6],
      jobs: [50, 100, 150, 200, 300, 400, 500, 1000],
      firms: [2, 5, 8, 10, 12, 15, 20, 30],
    });
  });

  it("at the edition's criteria counts its clusters, also where figures are withheld", () => {
    const grid = { locationQuotient: [1.2], jobs: [200], firms: [10] };
    fc.assert(
      fc.property(
        fullDataset({ national: true }),
        fc.array(fc.nat(), { maxLength: 3 }),
        (full, hidden) => {
          const partial = buildAtlas({
            ...withholding(full, hidden, hidden),
            descriptor: { ...full.descriptor, criteria: LAX_CRITERIA },
          });
          const { counts, countsByFirms, ranges } = sensitivity(partial, 1990, grid);
          expect([...counts]).toEqual([partial.clusters.length]);
          expect([...countsByFirms]).toEqual([partial.clusters.length]);
          expect(ranges.map(({ region, sector }) => region + sector)).toEqual(
            partial.clusters.map(({ region, sector }) => region + sector),
          );
        },
      ),
    );
  });

  it("never counts more clusters at a stricter threshold", () => {
    fc.assert(
      fc.property(fullDataset(), (full) => {
        const { counts, grid } = sensitivity(buildAtlas(full), 1990);
        const J = grid.jobs.length;
        for (const [n, count] of counts.entries()) {
          if (n % J > 0) expect(count).toBeLessThanOrEqual(counts[n - 1] ?? 0);
          if (n >= J) expect(count).toBeLessThanOrEqual(counts[n - J] ?? 0);
        }
      }),
    );
  });
});
