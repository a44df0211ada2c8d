/** Code lists: CSV files beside a query file, with whatever columns they have. */

import { readFile } from "node:fs/promises";
import { errorCode } from "../read/file.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { readTable } from "../read/table.ts";
import type { ColumnName } from "./query.ts";
import { SourceFailure } from "./source.ts";

export interface CodeListRow {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface CodeList {
  readonly names: readonly string[];
  readonly rows: readonly CodeListRow[];
}

/** Reads a code list; the log says what is wrong with it. Throws `SourceFailure` where there is no such file. */
export async function readCodeList(path: string, log: ProblemLog): Promise<CodeList> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new SourceFailure(
      log.file,
      `The code list cannot be read (${errorCode(error)}).`,
      "Correct its name in the query file; it is looked for beside it.",
    );
  });
  const names: string[] = [];
  const rows: CodeListRow[] = [];
  const form = { required: [], optional: [], further: "kept" } as const;
  await readTable({ name: log.file, log, bytes }, form, ({ further }) => {
    for (const { name, position } of further) names[position] = name;
    return (cells, line) => rows.push({ cells, line });
  });
  return { names, rows };
}

/** Position of the first of the columns that the list has; the log says where it has none of them, or cannot be read. */
export function columnOf(
  { names }: CodeList,
  column: ColumnName,
  log: ProblemLog,
): number | undefined {
  const wanted = typeof column === "string" ? [column] : column;
  const found = findColumn(names, wanted);
  // A list without a header lacks every column, and has been reported.
  if (found === undefined && names.length > 0)
    log.error({
      rule: "code-list-column",
      line: 1,
      value: names.join(","),
      message: `The code list has no column ${wanted.join(" or ")}.`,
      remedy: "Name the right column in the query file, or correct the header.",
    });
  return found;
}

/** As `columnOf`, for a column that the list may lack. */
export function optionalColumn({ names }: CodeList, column: ColumnName): number | undefined {
  return findColumn(names, typeof column === "string" ? [column] : column);
}

function findColumn(names: readonly string[], wanted: readonly string[]): number | undefined {
  return wanted.map((name) => names.indexOf(name)).find((at) => at >= 0);
}
