/** Formulas as signs, with operands by their number in `inputs`: what a reader can do again with a calculator. */

import { CHANGE, CHANGE_PERCENT, LOCAL_SHARE, NATIONAL_SHARE } from "./figure-cell.ts";

const QUOTIENT = "({1} / {2}) / ({3} / {4})";

const EXPRESSIONS: ReadonlyMap<string, string> = new Map([
  ["(jobs in cell / jobs in region) / (jobs of sector in country / jobs in country)", QUOTIENT],
  ["(jobs in cells / jobs in region) / (jobs of sectors in country / jobs in country)", QUOTIENT],
  [NATIONAL_SHARE, "{1} / {2} × 100"],
  [LOCAL_SHARE, "{1} / {2} × 100"],
  [CHANGE, "{2} − {1}"],
  [CHANGE_PERCENT, "({2} − {1}) / {1} × 100"],
  ["(figure − threshold) / threshold × 100", "({1} − {2}) / {2} × 100"],
  ["percent change − percent change of the same sectors nationally", "{1} − {2}"],
]);

/** The expression of a formula; undefined where it counts, adds up or reads. */
export function expressionOf(formula: string): string | undefined {
  return EXPRESSIONS.get(formula);
}
