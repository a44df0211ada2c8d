/** Code lists that a query to KLASS names as files: which codes belong to which region, and further columns. */

import type { ProblemLog } from "../read/problem-log.ts";
import { columnOf, readCodeList } from "./code-list.ts";
import type { FurtherColumns } from "./klass-code-list.ts";
import type { Membership } from "./klass-crosswalk.ts";
import type { ColumnName } from "./query.ts";

export interface ListedColumns {
  readonly code: ColumnName;
  readonly id: ColumnName;
  readonly name: ColumnName;
  /** Put before the id. */
  readonly prefix: string;
  /** Codes that are passed over. */
  readonly leaveOut: readonly string[];
}

/** The region of each code of a file; the log says what is wrong with it. */
export async function readMembership(
  path: string,
  columns: ListedColumns,
  log: ProblemLog,
): Promise<Membership> {
  const table = await readCodeList(path, log);
  const [code, id, name] = [
    columnOf(table, columns.code, log),
    columnOf(table, columns.id, log),
    columnOf(table, columns.name, log),
  ];
  if (code === undefined || id === undefined || name === undefined) return new Map();
  return new Map(
    table.rows
      .filter(({ cells }) => !columns.leaveOut.includes(cells[code] ?? ""))
      .map(({ cells }) => [
        cells[code] ?? "",
        { id: `${columns.prefix}${cells[id] ?? ""}`, name: cells[name] ?? "" },
      ]),
  );
}

/** All columns of a file but `code`, by code. */
export async function readFurther(path: string, log: ProblemLog): Promise<FurtherColumns> {
  const table = await readCodeList(path, log);
  const code = columnOf(table, "code", log);
  if (code === undefined) return { names: [], cells: new Map() };
  const others = (cells: readonly string[]): readonly string[] =>
    cells.filter((_, column) => column !== code);
  return {
    names: others(table.names),
    cells: new Map(table.rows.map(({ cells }) => [cells[code] ?? "", others(cells)])),
  };
}
