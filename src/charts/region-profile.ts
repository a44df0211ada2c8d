/** A region's largest location quotients. */

import type { Chart } from "./chart.ts";
import type { QuotientBarsInput } from "./inputs.ts";
import { quotientBars } from "./quotient-bars.ts";
import { quotientText } from "./words.ts";

/** What a region is specialised in: rows are its sectors, `name` is the region. */
export function regionProfile(input: QuotientBarsInput): Chart | undefined {
  return quotientBars(input, {
    kind: "region-profile",
    noun: "sector",
    headline: ({ name, lq }) =>
      `${input.name} is most specialised in ${name}: ${quotientText(lq)} times the country’s share of jobs`,
    opening: `Bar chart of the largest location quotients of sectors in ${input.name}, ${input.year}.`,
  });
}
