/** The regions in which a sector weighs most. */

import type { Chart } from "./chart.ts";
import type { QuotientBarsInput } from "./inputs.ts";
import { quotientBars } from "./quotient-bars.ts";
import { quotientText } from "./words.ts";

/** Where a sector is concentrated: rows are its regions, `name` is the sector. */
export function sectorRegions(input: QuotientBarsInput): Chart | undefined {
  return quotientBars(input, {
    kind: "sector-regions",
    noun: "region",
    headline: ({ name, lq }) =>
      `${input.name} weighs most in ${name}: ${quotientText(lq)} times the country’s share of jobs`,
    opening: `Bar chart of the regions with the largest location quotients of ${input.name}, ${input.year}.`,
  });
}
