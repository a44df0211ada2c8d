/** The country's totals of the same year that two editions give differently. */

import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";

/** The country's total of a year that both editions have, where it moved. Undefined where it is not known. */
export interface NationalChange {
  readonly year: number;
  readonly measure: "jobs" | "firms";
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Sums of fractions that are added in another order differ in their last digits; that is no change. */
const ROUNDING = 1e-9;

/** By year, jobs before firms. Totals are over each edition's own sectors, so that a sector more moves them. */
export function nationalChanges(before: Atlas, after: Atlas): readonly NationalChange[] {
  return before.dataset.years.flatMap((year, y) => {
    const yearIs = after.yearIndex.get(year);
    if (yearIs === undefined) return [];
    const changes: readonly NationalChange[] = [
      {
        year,
        measure: "jobs",
        before: known(at(before.totals.countryJobs, y)),
        after: known(at(after.totals.countryJobs, yearIs)),
      },
      {
        year,
        measure: "firms",
        before: known(countryFirms(before, y)),
        after: known(countryFirms(after, yearIs)),
      },
    ];
    return changes.filter((change) => moved(change.before, change.after));
  });
}

/** NaN where a sector's firms are not known. */
function countryFirms({ dataset, totals }: Atlas, y: number): number {
  const width = dataset.sectors.length;
  return totals.sectorFirms.subarray(y * width, (y + 1) * width).reduce((sum, n) => sum + n, 0);
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

function moved(before: number | undefined, after: number | undefined): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return Math.abs(after - before) > ROUNDING * Math.max(Math.abs(before), Math.abs(after));
}
