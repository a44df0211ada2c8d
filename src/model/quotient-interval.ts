/**
 * Bounds of a location quotient whose figures are intervals. Two cases, by where the country's totals come from:
 * given by the country's own statistics, or summed from the regions, the cell in question included.
 *
 * Bounds of a quotient that is not known are widened by four units of floating-point precision, so that rounding
 * never puts a possible quotient outside them. A known quotient is that of `locationQuotient`, to the last bit.
 */

import { type Interval, isPoint, point, shareOf, shareWith } from "./interval.ts";
import { locationQuotient } from "./location-quotient.ts";

/** The parts of a quotient where the country's totals are given. All non-negative, all in jobs. */
export interface QuotientOfGivenTotals {
  /** The cell. */
  readonly cell: Interval;
  /** The region's other sectors. */
  readonly restOfRegion: Interval;
  /** The country's sector. */
  readonly sector: Interval;
  /** The country. */
  readonly country: Interval;
}

/**
 * The quotient rises with the cell and with the country, and falls with the rest of the region and with the
 * country's sector, so each bound is taken at one corner.
 * NaN where the quotient is undefined whatever the parts are.
 */
export function quotientOfGivenTotals(parts: QuotientOfGivenTotals): Interval {
  const { cell, restOfRegion, sector, country } = parts;
  if ([cell, restOfRegion, sector, country].every(isPoint)) {
    return point(locationQuotient(cell.low, cell.low + restOfRegion.low, sector.low, country.low));
  }
  const share = shareOf(cell, restOfRegion);
  if (Number.isNaN(share.high) || sector.high === 0 || country.high === 0) return point(Number.NaN);
  return widened({
    low: share.low === 0 ? 0 : share.low / (sector.high / country.low),
    high: share.high === 0 ? 0 : share.high / (sector.low / country.high),
  });
}

/** The parts of a quotient where the country is the sum of its regions. All non-negative, all in jobs. */
export interface QuotientOfSums {
  readonly cell: Interval;
  /** The region's other sectors. */
  readonly restOfRegion: Interval;
  /** The sector in the other regions. */
  readonly restOfSector: Interval;
  /** The other sectors in the other regions. */
  readonly elsewhere: Interval;
}

/**
 * With a the cell, b the rest of the region, c the rest of the sector and d the jobs elsewhere, the quotient is
 * a(a+b+c+d) / ((a+b)(a+c)). It falls with b and with c and rises with d. With a it rises up to the positive root
 * of d·a² − 2bc·a − bc(b+c+d) = 0, where its derivative is 0, and falls beyond. The lowest is therefore at an end of
 * a, the highest at that root or at the end nearest to it.
 */
export function quotientOfSums(parts: QuotientOfSums): Interval {
  const { cell, restOfRegion, restOfSector, elsewhere } = parts;
  if ([cell, restOfRegion, restOfSector, elsewhere].every(isPoint)) {
    const [a, b, c, d] = [cell.low, restOfRegion.low, restOfSector.low, elsewhere.low];
    return point(locationQuotient(a, a + b, a + c, a + b + c + d));
  }
  if (cell.high === 0) return point(cannotBeDefined(parts) ? Number.NaN : 0);
  const lowest = (a: number) => quotient(a, restOfRegion.high, restOfSector.high, elsewhere.low);
  const highest = (a: number) => quotient(a, restOfRegion.low, restOfSector.low, elsewhere.high);
  const peak = peakOf(restOfRegion.low, restOfSector.low, elsewhere.high);
  return widened({
    low: Math.min(lowest(cell.low), lowest(cell.high)),
    high: highest(Math.min(Math.max(peak, cell.low), cell.high)),
  });
}

/** Whether the region or the sector has certainly no jobs. The cell is known to have none. */
function cannotBeDefined({ restOfRegion, restOfSector }: QuotientOfSums): boolean {
  return restOfRegion.high === 0 || restOfSector.high === 0;
}

/** Where the quotient is highest as the cell varies. */
function peakOf(b: number, c: number, d: number): number {
  if (d === 0) return Number.POSITIVE_INFINITY;
  if (d === Number.POSITIVE_INFINITY) return 0;
  const bc = b * c;
  return (bc + Math.sqrt(bc * (b + d) * (c + d))) / d;
}

/** a(a+b+c+d) / ((a+b)(a+c)), with its limits where a part is 0 or endless. */
function quotient(a: number, b: number, c: number, d: number): number {
  const endless = Number.POSITIVE_INFINITY;
  if (a === endless) return 1;
  if (a === 0 && b > 0 && c > 0) return d === endless ? endless : 0;
  if (d === endless) return endless;
  if (b === endless) return c === endless ? 0 : shareWith(a, c);
  if (c === endless) return shareWith(a, b);
  const total = a + b + c + d;
  // What remains as the cell goes to 0 where it is all of its region, of its sector or of both.
  if (total === 0) return 1;
  if (a === 0 && b === 0) return total / c;
  if (a === 0) return total / b;
  return locationQuotient(a, a + b, a + c, total);
}

const FOUR_UNITS = 4 * Number.EPSILON;

function widened({ low, high }: Interval): Interval {
  return { low: low * (1 - FOUR_UNITS), high: high * (1 + FOUR_UNITS) };
}
