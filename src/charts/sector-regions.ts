/** The regions in which a sector weighs most. */

import type { Chart } from "./chart.ts";
import type { QuotientBarsInput } from "./inputs.ts";
import { quotientBars } from "./quotient-bars.ts";

/** Where a sector is concentrated: rows are its regions, `name` is the sector. */
export function sectorRegions(input: QuotientBarsInput): Chart | undefined {
  const { say, quotient } = input.speech;
  return quotientBars(input, {
    kind: "sector-regions",
    noun: "region",
    headline: ({ name, lq }) =>
      say("charts.sector-headline", { sector: input.name, region: name, quotient: quotient(lq) }),
    opening: say("charts.sector-opening", { sector: input.name, year: input.year }),
  });
}
