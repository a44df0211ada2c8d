/**
 * What a withheld figure may be. A withheld cell holds at least 0 and at most what the country's own total of
 * the sector leaves after the known cells of the regions; without such a total nothing bounds it above.
 * Flags c (confidential) and x (not available) are treated alike: both mean that the figure is not known.
 */

import { at } from "./at.ts";
import { cellIndex, type Dataset } from "./dataset.ts";
import { type Interval, point } from "./interval.ts";
import type { Totals } from "./totals.ts";

/** Jobs of a cell: the figure itself, or the bounds of a withheld one. */
export function jobsInterval(
  dataset: Dataset,
  totals: Totals,
  y: number,
  r: number,
  s: number,
): Interval {
  const jobs = at(dataset.jobs, cellIndex(dataset, y, r, s));
  return Number.isNaN(jobs) ? { low: 0, high: jobsLeft(dataset, totals, y, s) } : point(jobs);
}

/**
 * Firms of a cell: the figure itself, or the bounds of a withheld one. Where the cell is known to have jobs,
 * it has at least one firm.
 */
export function firmsInterval(
  dataset: Dataset,
  totals: Totals,
  y: number,
  r: number,
  s: number,
): Interval {
  const i = cellIndex(dataset, y, r, s);
  const firms = at(dataset.firms, i);
  if (!Number.isNaN(firms)) return point(firms);
  const low = at(dataset.jobs, i) > 0 ? 1 : 0;
  return { low, high: Math.max(low, firmsLeft(dataset, totals, y, s)) };
}

/** The most jobs a withheld cell of the sector may hold. */
function jobsLeft(dataset: Dataset, totals: Totals, y: number, s: number): number {
  return left(dataset.national?.jobs, totals.sectorKnownJobs, y * dataset.sectors.length + s);
}

function firmsLeft(dataset: Dataset, totals: Totals, y: number, s: number): number {
  return left(dataset.national?.firms, totals.sectorKnownFirms, y * dataset.sectors.length + s);
}

function left(national: Float64Array | undefined, known: Float64Array, column: number): number {
  const total = national === undefined ? Number.NaN : at(national, column);
  return Number.isNaN(total) ? Number.POSITIVE_INFINITY : Math.max(0, total - at(known, column));
}
