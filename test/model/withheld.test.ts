import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/model/at.ts";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import { firmsInterval, jobsInterval } from "../../src/model/bounds.ts";
import { contains } from "../../src/model/interval.ts";
import { VERDICT, verdictAt } from "../../src/model/verdict.ts";
import { fullDataset, withholding } from "./arbitrary-dataset.ts";
import { datasetOf } from "./dataset-of.ts";

const withheld = [undefined, undefined, "c"] as const;

describe("A withheld cell", () => {
  const national = datasetOf({
    cells: { 1990: { a: { x: withheld, y: 50 }, b: { x: 30, y: 10 }, c: { x: withheld } } },
    national: { 1990: { x: [100, 40], y: [60, undefined] } },
  });

  it("holds at most what the country has beyond the known cells of the other regions", () => {
    const { totals } = buildAtlas(national);
    expect(jobsInterval(national, totals, 0, 0, 0)).toEqual({ low: 0, high: 70 });
    expect(firmsInterval(national, totals, 0, 0, 0)).toEqual({ low: 0, high: 30 });
    expect(jobsInterval(national, totals, 0, 1, 0)).toEqual({ low: 30, high: 30 });
  });

  it("has no upper bound where the country is not given", () => {
    const dataset = datasetOf({ cells: { 1990: { a: { x: withheld }, b: { x: 30 } } } });
    const { totals } = buildAtlas(dataset);
    expect(jobsInterval(dataset, totals, 0, 0, 0)).toEqual({
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
  });

  it("has at least one firm where it is known to have jobs", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: [30, undefined, "c"], y: [0, undefined, "x"] } } },
    });
    const { totals } = buildAtlas(dataset);
    expect(firmsInterval(dataset, totals, 0, 0, 0).low).toBe(1);
    expect(firmsInterval(dataset, totals, 0, 0, 1).low).toBe(0);
  });

  it("has at least one firm even where the known firms of the regions are all that the country has", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: [30, undefined, "c"] }, b: { x: [30, 20] } } },
      national: { 1990: { x: [100, 20] } },
    });
    const { totals } = buildAtlas(dataset);
    expect(firmsInterval(dataset, totals, 0, 0, 0)).toEqual({ low: 1, high: 1 });
  });

  it("is treated alike whether confidential (c) or not available (x)", () => {
    const atlasOf = (flag: string) =>
      buildAtlas(
        datasetOf({
          cells: { 1990: { a: { x: [undefined, 20, flag], y: 50 }, b: { x: 30, y: 900 } } },
        }),
      );
    expect(atlasOf("c").verdicts).toEqual(atlasOf("x").verdicts);
    expect(atlasOf("c").lqHigh).toEqual(atlasOf("x").lqHigh);
  });

  it("is never below 0 where the regions together exceed the country", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: withheld }, b: { x: 300 } } },
      national: { 1990: { x: 200 } },
    });
    const { totals } = buildAtlas(dataset);
    expect(jobsInterval(dataset, totals, 0, 0, 0)).toEqual({ low: 0, high: 0 });
  });

  it("leaves the other cells' verdicts certain where the country is given and decides them", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: 300, y: [undefined, 5, "c"] }, b: { x: 20, y: 1000 } } },
      national: { 1990: { x: 400, y: 1600 } },
    });
    const atlas = buildAtlas(dataset);
    // At most 600 jobs in a/y: at least 300/900 of the region against 400/2000 of the country, 1.67; at most 5.
    expect(at(atlas.lqLow ?? [], 0)).toBeCloseTo(5 / 3, 12);
    expect(at(atlas.lqHigh ?? [], 0)).toBeCloseTo(5, 12);
    expect(verdictAt(atlas.verdicts, 0)).toBe("possible");
    expect(atlas.possible).toEqual([{ r: 0, s: 0, region: "a", sector: "x" }]);
    expect(verdictAt(atlas.verdicts, 2)).toBe("none");
  });

  it("makes no bounds where only firms are withheld, and leaves the cell possible", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: [300, undefined, "c"], y: 100 }, b: { x: 100, y: 1500 } } },
    });
    const atlas = buildAtlas(dataset);
    expect(atlas.lqLow).toBeUndefined();
    expect(verdictAt(atlas.verdicts, 0)).toBe("possible");
  });
});

describe("Bounds", () => {
  it.each([false, true])(
    "contain the quotients of every completion of the withheld cells (country given: %s)",
    (national) => {
      fc.assert(
        fc.property(
          fullDataset({ national }),
          fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
          fc.array(fc.nat(), { maxLength: 3 }),
          (dataset, jobsOf, firmsOf) => {
            const whole = buildAtlas(dataset);
            const partial = buildAtlas(withholding(dataset, jobsOf, firmsOf));
            expectContained(whole, partial);
            expectSameVerdictWhereCertain(whole, partial);
          },
        ),
        { numRuns: 500 },
      );
    },
  );

  it("are the quotients themselves in a year in which nothing is withheld", () => {
    fc.assert(
      fc.property(fullDataset({ years: [1990, 1994] }), (dataset) => {
        const { lq, lqLow, lqHigh } = buildAtlas(withholding(dataset, [0]));
        const second = dataset.regions.length * dataset.sectors.length;
        expect(lqLow?.slice(second)).toEqual(lq.slice(second));
        expect(lqHigh?.slice(second)).toEqual(lq.slice(second));
      }),
    );
  });

  it("are never NaN for a cell whose quotient is defined for some completion", () => {
    const dataset = datasetOf({
      cells: { 1990: { a: { x: withheld, y: withheld }, b: { x: 1 } } },
    });
    const { lqLow, lqHigh } = buildAtlas(dataset);
    expect(at(lqLow ?? [], 0)).toBe(0);
    // All of sector y lies in region a: wherever its quotient is defined, it is at least 1.
    expect(at(lqLow ?? [], 1)).toBeCloseTo(1, 12);
    expect([...(lqHigh ?? [])].slice(0, 2).some(Number.isNaN)).toBe(false);
  });

  it("hold in a year for which national.csv lacks a sector", () => {
    fc.assert(
      fc.property(
        fullDataset({ national: true }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
        (dataset, jobsOf) => {
          const { national } = dataset;
          if (national === undefined) throw new Error("The dataset has no national totals.");
          const lacking = {
            ...national,
            jobs: national.jobs.map((v, s) => (s === 0 ? Number.NaN : v)),
          };
          const gappy = { ...dataset, national: lacking };
          expectContained(buildAtlas(gappy), buildAtlas(withholding(gappy, jobsOf)));
        },
      ),
    );
  });
});

function expectContained(whole: Atlas, partial: Atlas): void {
  const { lqLow, lqHigh } = partial;
  if (lqLow === undefined || lqHigh === undefined) throw new Error("There are no bounds.");
  for (const [i, value] of whole.lq.entries()) {
    if (Number.isNaN(value)) continue;
    const bounds = { low: at(lqLow, i), high: at(lqHigh, i) };
    expect(contains(bounds, value), `${value} in ${JSON.stringify(bounds)}`).toBe(true);
  }
}

function expectSameVerdictWhereCertain(whole: Atlas, partial: Atlas): void {
  for (const [i, code] of partial.verdicts.entries()) {
    if (code !== VERDICT.possible) expect(code).toBe(whole.verdicts[i]);
  }
}
