/** Code lists that a query to KLASS names as files: which codes belong to which region, and further columns. */

import { readFile } from "node:fs/promises";
import { errorCode } from "../read/file.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { readTable } from "../read/table.ts";
import type { FurtherColumns } from "./klass-code-list.ts";
import type { Membership } from "./klass-crosswalk.ts";
import type { ColumnName } from "./query.ts";
import { SourceFailure } from "./source.ts";

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
  const table = await readCells(path, log);
  const [code, id, name] = [
    position(table, columns.code, log),
    position(table, columns.id, log),
    position(table, columns.name, log),
  ];
  if (code === undefined || id === undefined || name === undefined) return new Map();
  return new Map(
    table.rows
      .filter((cells) => !columns.leaveOut.includes(cells[code] ?? ""))
      .map((cells) => [
        cells[code] ?? "",
        { id: `${columns.prefix}${cells[id] ?? ""}`, name: cells[name] ?? "" },
      ]),
  );
}

/** All columns of a file but `code`, by code. */
export async function readFurther(path: string, log: ProblemLog): Promise<FurtherColumns> {
  const table = await readCells(path, log);
  const code = position(table, "code", log);
  if (code === undefined) return { names: [], cells: new Map() };
  const others = (cells: readonly string[]): readonly string[] =>
    cells.filter((_, column) => column !== code);
  return {
    names: others(table.names),
    cells: new Map(table.rows.map((cells) => [cells[code] ?? "", others(cells)])),
  };
}

interface Cells {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

async function readCells(path: string, log: ProblemLog): Promise<Cells> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new SourceFailure(
      log.file,
      `The code list cannot be read (${errorCode(error)}).`,
      "Correct its name in the query file; it is looked for beside it.",
    );
  });
  const names: string[] = [];
  const rows: (readonly string[])[] = [];
  const form = { required: [], optional: [], further: "kept" } as const;
  await readTable({ name: log.file, log, bytes }, form, ({ further }) => {
    for (const { name, position: at } of further) names[at] = name;
    return (cells) => rows.push(cells);
  });
  return { names, rows };
}

/** The first of the columns that the file has. */
function position({ names }: Cells, column: ColumnName, log: ProblemLog): number | undefined {
  const wanted = typeof column === "string" ? [column] : column;
  const found = wanted.map((name) => names.indexOf(name)).find((at) => at >= 0);
  if (found === undefined)
    log.error({
      rule: "code-list-column",
      line: 1,
      value: names.join(","),
      message: `The code list has no column ${wanted.join(" or ")}.`,
      remedy: "Name the right column in the query file, or correct the header.",
    });
  return found;
}
