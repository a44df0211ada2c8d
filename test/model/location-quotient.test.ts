import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/model/at.ts";
import { buildAtlas } from "../../src/model/atlas.ts";
import { cellIndex } from "../../src/model/dataset.ts";
import { locationQuotient } from "../../src/model/location-quotient.ts";
import { fullDataset, scaled } from "./arbitrary-dataset.ts";
import { datasetOf } from "./dataset-of.ts";

describe("locationQuotient(jobsRS, jobsR, jobsS, jobsN)", () => {
  it("is 2.5 for 5 % of the region over 2 % of the country (Isaksen 1998, footnote 4)", () => {
    expect(locationQuotient(5, 100, 2, 100)).toBe(2.5);
  });

  it("is the share of the region over the share of the country", () => {
    expect(locationQuotient(300, 400, 400, 2000)).toBe(3.75);
    expect(locationQuotient(1500, 1600, 1600, 2000)).toBe(1.171875);
  });

  it("is exactly 3 where the share is exactly three times the country's, for all whole numbers of jobs", () => {
    const jobs = fc.integer({ min: 1, max: 9999 });
    fc.assert(
      fc.property(jobs, jobs, jobs, (a, b, c) => {
        // (3ab / ac) / (b / c) = 3
        expect(locationQuotient(3 * a * b, a * c, b, c)).toBe(3);
      }),
    );
  });

  it("is 0 where the region has none of the sector", () => {
    expect(locationQuotient(0, 400, 400, 2000)).toBe(0);
  });

  it("is undefined where the region, the sector or the country has no jobs", () => {
    expect(locationQuotient(0, 0, 400, 2000)).toBeNaN();
    expect(locationQuotient(0, 400, 0, 2000)).toBeNaN();
    expect(locationQuotient(5, 400, 0, 2000)).toBeNaN();
    expect(locationQuotient(5, 0, 400, 2000)).toBeNaN();
    expect(locationQuotient(0, 0, 0, 0)).toBeNaN();
    expect(locationQuotient(5, 5, 5, 0)).toBeNaN();
  });

  it("is undefined where any figure is", () => {
    for (const missing of [0, 1, 2, 3]) {
      const [a, b, c, d] = [1, 2, 3, 4].map((value, n) => (n === missing ? Number.NaN : value));
      expect(locationQuotient(a ?? 0, b ?? 0, c ?? 0, d ?? 0)).toBeNaN();
    }
  });
});

describe("Laws of location quotients", () => {
  it("weighted by the regions' shares of all jobs, those of a sector average 1", () => {
    fc.assert(
      fc.property(fullDataset(), (dataset) => {
        const { lq, totals } = buildAtlas(dataset);
        const country = at(totals.countryJobs, 0);
        for (const s of dataset.sectors.keys()) {
          if (at(totals.sectorJobs, s) === 0) continue;
          const weighted = dataset.regions.map((_, r) =>
            at(totals.regionJobs, r) === 0
              ? 0
              : (at(totals.regionJobs, r) / country) * at(lq, cellIndex(dataset, 0, r, s)),
          );
          expect(weighted.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it("weighted by the sectors' national shares, those of a region average 1", () => {
    fc.assert(
      fc.property(fullDataset({ national: true }), (dataset) => {
        const { lq, totals } = buildAtlas(dataset);
        const country = at(totals.countryJobs, 0);
        for (const r of dataset.regions.keys()) {
          if (at(totals.regionJobs, r) === 0) continue;
          const weighted = dataset.sectors.map((_, s) =>
            at(totals.sectorJobs, s) === 0
              ? 0
              : (at(totals.sectorJobs, s) / country) * at(lq, cellIndex(dataset, 0, r, s)),
          );
          expect(weighted.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it("do not change when all jobs are multiplied", () => {
    fc.assert(
      fc.property(fullDataset(), fc.integer({ min: 2, max: 1000 }), (dataset, factor) => {
        const before = buildAtlas(dataset).lq;
        const after = buildAtlas(scaled(dataset, factor)).lq;
        for (const [i, value] of before.entries()) {
          if (Number.isNaN(value)) expect(after[i]).toBeNaN();
          else expect(after[i]).toBeCloseTo(value, 9);
        }
      }),
    );
  });

  it("of two merged regions never exceed the larger of the two", () => {
    const jobs = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(jobs, jobs, jobs, ([aIn, aRest], [bIn, bRest], [cIn, cRest]) => {
        fc.pre(aIn + bIn + cIn > 0);
        const quotientOf = (regions: Record<string, Record<string, number>>, region: string) => {
          const dataset = datasetOf({ cells: { 1990: regions } });
          const r = dataset.regions.findIndex(({ id }) => id === region);
          return at(buildAtlas(dataset).lq, cellIndex(dataset, 0, r, 0));
        };
        const c = { in: cIn, rest: cRest };
        const apart = { a: { in: aIn, rest: aRest }, b: { in: bIn, rest: bRest }, c };
        const merged = { ab: { in: aIn + bIn, rest: aRest + bRest }, c };
        const larger = Math.max(quotientOf(apart, "a"), quotientOf(apart, "b"));
        expect(quotientOf(merged, "ab")).toBeLessThanOrEqual(larger * (1 + 1e-12));
      }),
    );
  });
});
