/** Numbers outside pages: for machines, and in what commands print. On pages they are said by a `Speech`. */

import { createNumerals } from "../words/numerals.ts";

/** Numbers as commands print them, whatever the languages of the site: 12,345.6. */
export const { number: formatNumber } = createNumerals({ decimal: ".", group: "," });

/** Full precision as plain machine text; undefined where the number is not defined. */
export function machineNumber(value: number | undefined): string | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : String(value);
}

/** Rounds to a multiple of `step`, halves away from zero: 63,017 → 63,000 for step 100. */
export function roundTo(value: number, step: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) / step) * step + 0;
}
