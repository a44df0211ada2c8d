/** `crosswalk.csv`: regions or sectors that merged, split or were renamed. Checked here; nothing computes from it yet. */

import { checkId, checkText, yearCell } from "./cell.ts";
import type { InputFile } from "./file.ts";
import { readTable } from "./table.ts";

/** Says in the log what is wrong with the table. Ids need not be known: one of the two is an earlier one. */
export async function checkCrosswalk({ log, ...file }: InputFile): Promise<void> {
  const form = {
    required: ["kind", "from", "to", "since", "note"],
    optional: [],
    further: "unknown",
  } as const;
  await readTable({ log, ...file }, form, (columns) => (cells, line) => {
    const cell = (column: (typeof form.required)[number]): string =>
      cells[columns.of(column)] ?? "";
    const kind = cell("kind");
    if (kind !== "region" && kind !== "sector") {
      log.error({
        rule: "crosswalk-kind",
        line,
        column: "kind",
        value: kind,
        message: "A row tells of regions or of sectors.",
        remedy: "Write region or sector.",
      });
    }
    checkId(cell("from"), { line, column: "from" }, log);
    checkId(cell("to"), { line, column: "to" }, log);
    yearCell(cell("since"), { line, column: "since" }, log);
    checkText(cell("note"), { line, column: "note" }, log);
  });
}
