/** The header of a table: which columns there are, and where. */

import type { ProblemLog } from "./problem-log.ts";
import { translatedColumns } from "./translated-columns.ts";

/** The columns a table has. `further` says whether others are kept, or are likely mistakes. */
export interface TableForm {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly further: "kept" | "unknown";
  /** Columns that may also be given in languages: `subject_nb` beside `subject`. They count as further ones, and are known. */
  readonly translated?: readonly string[] | undefined;
}

export interface NamedColumn {
  readonly name: string;
  readonly position: number;
}

/** Positions of the columns of a table. */
export interface Columns {
  /** Position of a column; -1 where the table lacks it. */
  readonly of: (name: string) => number;
  /** Columns that the form does not know. */
  readonly further: readonly NamedColumn[];
}

/** Checks the names of the columns; undefined where rows cannot be read by them. */
export function readHeader(
  names: readonly string[],
  line: number,
  form: TableForm,
  log: ProblemLog,
): Columns | undefined {
  const positions = namePositions(names, line, log);
  const known = [...form.required, ...form.optional];
  const further = [...positions]
    .map(([name, position]) => ({ name, position }))
    .filter(({ name }) => !known.includes(name));
  const missing = form.required.filter((name) => !positions.has(name));
  for (const name of missing) reportMissing(name, further, form, line, log);
  if (form.further === "unknown") {
    const translations = translatedColumns(further, form.translated ?? []);
    for (const { name } of further)
      if (!translations.includes(name)) warnOfUnknown(name, known, line, log);
  }
  return missing.length === 0 ? { of: (name) => positions.get(name) ?? -1, further } : undefined;
}

function namePositions(
  names: readonly string[],
  line: number,
  log: ProblemLog,
): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  names.forEach((name, position) => {
    const before = positions.get(name);
    if (name.trim() === "") {
      log.error({
        rule: "blank-header",
        line,
        column: `number ${position + 1}`,
        value: name,
        message: "The column has no name.",
        remedy: "Name it or remove it; an extra delimiter at the end of the line makes one.",
      });
    } else if (before === undefined) positions.set(name, position);
    else
      log.error({
        rule: "duplicate-header",
        line,
        column: name,
        value: name,
        message: `Columns ${before + 1} and ${position + 1} have the same name.`,
        remedy: "Rename or remove one of them.",
      });
  });
  return positions;
}

function reportMissing(
  name: string,
  further: readonly NamedColumn[],
  form: TableForm,
  line: number,
  log: ProblemLog,
): void {
  const alike = further.find((other) => other.name.trim().toLowerCase() === name)?.name;
  log.error({
    rule: "missing-column",
    line,
    column: name,
    value: alike,
    message:
      alike === undefined
        ? `The table lacks the column ${name}.`
        : `The table lacks the column ${name}; the one shown is written otherwise.`,
    remedy: `Write the header with the columns ${form.required.join(", ")}, in small letters and any order.`,
  });
}

function warnOfUnknown(
  name: string,
  known: readonly string[],
  line: number,
  log: ProblemLog,
): void {
  log.warning({
    rule: "unknown-column",
    line,
    column: name,
    value: name,
    message: "The table has no such column; it is not used.",
    remedy: `Remove it, or correct its name; known are ${known.join(", ")}.`,
  });
}
