import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, isPoint, point, shareOf, sum } from "../../src/model/interval.ts";
import { locationQuotient } from "../../src/model/location-quotient.ts";
import { quotientOfGivenTotals, quotientOfSums } from "../../src/model/quotient-interval.ts";

const endless = Number.POSITIVE_INFINITY;

describe("Intervals", () => {
  it("of a known figure are the figure", () => {
    expect(point(7)).toEqual({ low: 7, high: 7 });
    expect(isPoint(point(7))).toBe(true);
    expect(isPoint({ low: 0, high: 7 })).toBe(false);
  });

  it("contain their ends, and never an undefined value", () => {
    expect(contains({ low: 1, high: 2 }, 1)).toBe(true);
    expect(contains({ low: 1, high: 2 }, 2)).toBe(true);
    expect(contains({ low: 1, high: 2 }, 2.5)).toBe(false);
    expect(contains({ low: 0, high: endless }, Number.NaN)).toBe(false);
  });

  it("add up end by end, to 0 where there are none", () => {
    expect(sum([])).toEqual(point(0));
    expect(sum([point(3), { low: 1, high: endless }])).toEqual({ low: 4, high: endless });
  });
});

describe("shareOf(part, rest)", () => {
  it("takes the lowest part with the highest rest, and the reverse", () => {
    expect(shareOf({ low: 10, high: 30 }, { low: 10, high: 40 })).toEqual({ low: 0.2, high: 0.75 });
  });

  it("is 1 where there is nothing else, and undefined where there is nothing at all", () => {
    expect(shareOf(point(5), point(0))).toEqual(point(1));
    expect(shareOf(point(0), point(0)).low).toBeNaN();
    expect(shareOf(point(0), { low: 0, high: 9 })).toEqual(point(0));
  });

  it("runs from 0 to 1 where nothing bounds either", () => {
    const anything = { low: 0, high: endless };
    expect(shareOf(anything, anything)).toEqual({ low: 0, high: 1 });
  });
});

describe("quotientOfGivenTotals", () => {
  it("is the quotient itself where everything is known", () => {
    fc.assert(
      fc.property(
        fc.nat(999),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 9999 }),
        (cell, rest, sector) => {
          const country = sector + 5000;
          const bounds = quotientOfGivenTotals({
            cell: point(cell),
            restOfRegion: point(rest),
            sector: point(sector),
            country: point(country),
          });
          expect(bounds).toEqual(point(locationQuotient(cell, cell + rest, sector, country)));
        },
      ),
    );
  });

  it("is undefined where the country certainly has none of the sector", () => {
    const bounds = quotientOfGivenTotals({
      cell: { low: 0, high: 5 },
      restOfRegion: point(10),
      sector: point(0),
      country: point(100),
    });
    expect(bounds.low).toBeNaN();
    expect(bounds.high).toBeNaN();
  });
});

describe("quotientOfSums", () => {
  it("is the quotient itself where everything is known", () => {
    const bounds = quotientOfSums({
      cell: point(300),
      restOfRegion: point(100),
      restOfSector: point(100),
      elsewhere: point(1500),
    });
    expect(bounds).toEqual(point(3.75));
  });

  it("peaks inside the cell's interval where a larger cell also makes the sector common", () => {
    // With b = c = 10 and d = 100 the positive root of 100a² − 200a − 12000 is 1 + √121 = 12.
    const bounds = quotientOfSums({
      cell: { low: 0, high: 1000 },
      restOfRegion: point(10),
      restOfSector: point(10),
      elsewhere: point(100),
    });
    expect(bounds.low).toBe(0);
    expect(bounds.high).toBeCloseTo((12 * 132) / (22 * 22), 12);
  });

  it("has no upper bound where jobs elsewhere have none", () => {
    const bounds = quotientOfSums({
      cell: point(10),
      restOfRegion: point(10),
      restOfSector: point(10),
      elsewhere: { low: 70, high: endless },
    });
    expect(bounds.low).toBeCloseTo(2.5, 12);
    expect(bounds.high).toBe(endless);
  });

  it("is 0 where the cell is known to be empty, and undefined where its region is", () => {
    const parts = { restOfSector: point(10), elsewhere: { low: 0, high: endless } };
    expect(quotientOfSums({ cell: point(0), restOfRegion: point(10), ...parts })).toEqual(point(0));
    expect(quotientOfSums({ cell: point(0), restOfRegion: point(0), ...parts }).high).toBeNaN();
  });

  it("contains every quotient of parts within their intervals, and reaches no further than it must", () => {
    const interval = fc
      .tuple(fc.nat(60), fc.nat(60))
      .map(([low, width]) => ({ low, high: low + width }));
    fc.assert(
      fc.property(interval, interval, interval, interval, (a, b, c, d) => {
        const bounds = quotientOfSums({ cell: a, restOfRegion: b, restOfSector: c, elsewhere: d });
        let [least, most] = [endless, -endless];
        const steps = (i: { low: number; high: number }) => [i.low, (i.low + i.high) / 2, i.high];
        const fine = [...Array(61).keys()].map((n) => a.low + ((a.high - a.low) * n) / 60);
        for (const w of fine)
          for (const x of steps(b))
            for (const y of steps(c))
              for (const z of steps(d)) {
                const value = locationQuotient(w, w + x, w + y, w + x + y + z);
                if (Number.isNaN(value)) continue;
                expect(contains(bounds, value)).toBe(true);
                least = Math.min(least, value);
                most = Math.max(most, value);
              }
        if (least === endless || a.low === 0) return;
        expect(bounds.low).toBeGreaterThan(least * 0.999999);
        expect(bounds.high).toBeLessThan(most * 1.02);
      }),
      { numRuns: 60 },
    );
  });
});
