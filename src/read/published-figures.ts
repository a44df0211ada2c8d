/** `published-figures.csv` → the figures of a publication to set beside those computed. */

import type { PublishedFigure } from "../model/dataset.ts";
import { checkName, checkText, furtherCells, signedCell, yearCell } from "./cell.ts";
import type { InputFile } from "./file.ts";
import type { ProblemLog } from "./problem-log.ts";
import { enterName } from "./register.ts";
import { readTable } from "./table.ts";
import { checkTranslations, translatedColumns } from "./translated-columns.ts";

const REQUIRED = [
  "id",
  "section",
  "year_from",
  "year_to",
  "subject",
  "measure",
  "relation",
  "value",
  "unit",
  "note",
] as const;
const OPTIONAL = ["figure", "against", "reason"] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** What readers see, which may also be given in languages. */
const WORDS: readonly Column[] = ["section", "subject", "measure", "note", "reason"];

/** Columns that no row may leave empty. */
const NEEDED: readonly Column[] = ["id", "subject", "measure", "relation"];
const FREE: readonly Column[] = ["section", "unit", "note", "figure", "against", "reason"];

/** Reads the figures in the order of the file; none where there is no such file. */
export async function readPublishedFigures(file: InputFile): Promise<readonly PublishedFigure[]> {
  const figures: PublishedFigure[] = [];
  const lines = new Map<string, number>();
  const form = {
    required: REQUIRED,
    optional: OPTIONAL,
    further: "unknown",
    translated: WORDS,
  } as const;
  await readTable(file, form, (columns) => (cells, line) => {
    const translated = translatedColumns(columns.further, WORDS);
    const extra = furtherCells(cells, columns.further);
    checkTranslations(extra, translated, line, file.log);
    const cell = (column: Column): string => cells[columns.of(column)] ?? "";
    for (const column of NEEDED) checkName(cell(column), { line, column }, file.log);
    for (const column of FREE) checkText(cell(column), { line, column }, file.log);
    enterName(cell("id"), { line, column: "id" }, lines, file.log);
    figures.push({
      id: cell("id"),
      section: cell("section"),
      yearFrom: optionalYear(cell("year_from"), "year_from", line, file.log),
      yearTo: optionalYear(cell("year_to"), "year_to", line, file.log),
      subject: cell("subject"),
      measure: cell("measure"),
      relation: cell("relation"),
      value: signedCell(cell("value"), { line, column: "value" }, file.log),
      unit: cell("unit"),
      note: cell("note"),
      figure: cell("figure"),
      against: cell("against"),
      reason: cell("reason"),
      ...(translated.length === 0
        ? {}
        : {
            translations: Object.fromEntries(translated.map((name) => [name, extra[name] ?? ""])),
          }),
      line,
    });
  });
  return figures;
}

function optionalYear(
  text: string,
  column: Column,
  line: number,
  log: ProblemLog,
): number | undefined {
  return text === "" ? undefined : yearCell(text, { line, column }, log);
}
