/** What charts in every language share. */

import type { Speech } from "../words/speech.ts";
import type { RowKeys } from "./chart.ts";

/** Code point order: the same on every machine. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a row for a cell stands for: `region/sector`. */
export function cellKeys(cell: string): RowKeys {
  const [region = "", sector = ""] = cell.split("/");
  return { region, sector };
}

/** Labels of an axis with the marks of the language: Vega writes "1,000.5" whatever the format. */
export function axisMarks(speech: Speech): { readonly labelExpr?: string } {
  const { group, decimal } = marksOf(speech);
  if (group === "," && decimal === ".") return {};
  const grouped = `replace(datum.label, regexp(",", "g"), ${JSON.stringify(group)})`;
  return { labelExpr: `replace(${grouped}, ".", ${JSON.stringify(decimal)})` };
}

/** What stands between the digits of a language's numbers. */
export function marksOf({ number }: Speech): { readonly group: string; readonly decimal: string } {
  return { group: number(1000).slice(1, -3), decimal: number(0.5, 1).slice(1, -1) };
}
