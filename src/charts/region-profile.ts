/** A region's largest location quotients. */

import type { Chart } from "./chart.ts";
import type { QuotientBarsInput } from "./inputs.ts";
import { quotientBars } from "./quotient-bars.ts";

/** What a region is specialised in: rows are its sectors, `name` is the region. */
export function regionProfile(input: QuotientBarsInput): Chart | undefined {
  const { say, quotient } = input.speech;
  return quotientBars(input, {
    kind: "region-profile",
    noun: "sector",
    headline: ({ name, lq }) =>
      say("charts.profile-headline", { region: input.name, sector: name, quotient: quotient(lq) }),
    opening: say("charts.profile-opening", { region: input.name, year: input.year }),
  });
}
