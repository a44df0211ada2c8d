/** Code lists from KLASS as files beside a query: CSV in UTF-8, one row a code, ascending. */

import type { KlassCode, KlassPair } from "./klass-api.ts";

/** Further columns by code, such as groups of industries that KLASS does not have. */
export interface FurtherColumns {
  readonly names: readonly string[];
  readonly cells: ReadonlyMap<string, readonly string[]>;
}

/** `code,name,…`: codes with their names. */
export function codeListCsv(codes: readonly KlassCode[], further: FurtherColumns): string {
  const rows = codes.map(({ code, name }) => [
    code,
    name,
    ...further.names.map((_, column) => further.cells.get(code)?.[column] ?? ""),
  ]);
  return csv(["code", "name", ...further.names], rows);
}

/** `code,code_name,region,name`: the codes of one classification with those of the other to which they belong. */
export function correspondenceCsv(pairs: readonly KlassPair[]): string {
  return csv(
    ["code", "code_name", "region", "name"],
    pairs.map(({ sourceCode, sourceName, targetCode, targetName }) => [
      sourceCode,
      sourceName,
      targetCode,
      targetName,
    ]),
  );
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const sorted = [...rows].sort((a, b) => byCodePoint(a.join("\n"), b.join("\n")));
  return [header, ...sorted].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
