/** `crosswalk.csv` → its rows. What they say together is checked in crosswalk-check.ts and crosswalk-editions.ts. */

import type { CrosswalkRow } from "../model/dataset.ts";
import { checkId, checkText, yearCell } from "./cell.ts";
import type { InputFile } from "./file.ts";
import type { ProblemLog } from "./problem-log.ts";
import { readTable } from "./table.ts";

const COLUMNS = ["kind", "from", "to", "since", "note"] as const;

/** The rows that can be used, in the order of the file; the log says what is wrong with the others. */
export async function readCrosswalk(file: InputFile): Promise<readonly CrosswalkRow[]> {
  const rows: CrosswalkRow[] = [];
  const form = { required: COLUMNS, optional: [], further: "unknown" } as const;
  await readTable(file, form, (columns) => (cells, line) => {
    const cell = (column: (typeof COLUMNS)[number]): string => cells[columns.of(column)] ?? "";
    const row = crosswalkRow(cell, line, file.log);
    if (row !== undefined) rows.push(row);
  });
  return rows;
}

function crosswalkRow(
  cell: (column: (typeof COLUMNS)[number]) => string,
  line: number,
  log: ProblemLog,
): CrosswalkRow | undefined {
  const [from, to, note] = [cell("from"), cell("to"), cell("note")];
  const kind = kindOf(cell("kind"), line, log);
  const fromIsId = checkId(from, { line, column: "from" }, log);
  // Nothing in the place of a successor says that there is none.
  const toIsId = to === "" || checkId(to, { line, column: "to" }, log);
  const since = yearCell(cell("since"), { line, column: "since" }, log);
  checkText(note, { line, column: "note" }, log);
  if (kind === undefined || !fromIsId || !toIsId || since === undefined) return undefined;
  return { kind, from, to: to === "" ? undefined : to, since, note, line };
}

function kindOf(text: string, line: number, log: ProblemLog): CrosswalkRow["kind"] | undefined {
  if (text === "region" || text === "sector") return text;
  log.error({
    rule: "crosswalk-kind",
    line,
    column: "kind",
    value: text,
    message: "A row tells of regions or of sectors.",
    remedy: "Write region or sector.",
  });
  return undefined;
}
