/** A header that was read, and the cells of the rows below it, as a query file describes them. */

import { FLAG, type FlagCode } from "../model/dataset.ts";
import { nearest } from "../model/nearest.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import type { CodeColumn, Layout, YearColumn } from "./layout.ts";
import { createNumberReader } from "./number-format.ts";
import { guess } from "./sought.ts";

/** The number of a cell, or why it is not given; undefined where the cell is wrong, which the log says. */
export type Figure = { readonly value: number } | { readonly flag: FlagCode } | undefined;

export interface Header {
  readonly names: readonly string[];
  /** Position of a column; the log says where there is none, which `property` of the query asked for. */
  readonly position: (name: string, property: string) => number | undefined;
  readonly figure: (cells: readonly string[], at: number, line: number) => Figure;
  /** Whether a cell is empty, or has a symbol in place of a figure. */
  readonly isMissing: (cells: readonly string[], at: number) => boolean;
}

export function createHeader(
  cells: readonly string[],
  line: number,
  form: Layout,
  queryLog: ProblemLog,
  log: ProblemLog,
): Header {
  const names = cells.map((name) => name.trim());
  const readNumber = createNumberReader(form.numbers);
  const missing = new Map(Object.entries(form.missing));
  return {
    names,
    position: (name, property) => positionOf(name, property, names, line, queryLog, log),
    isMissing: (row, at) => {
      const cell = (row[at] ?? "").trim();
      return cell === "" || missing.has(cell);
    },
    figure: (row, at, rowLine) => {
      const cell = (row[at] ?? "").trim();
      const flag = missing.get(cell);
      if (flag !== undefined) return { flag };
      const place = { line: rowLine, column: names[at], value: cell };
      if (cell === "") {
        log.error({
          rule: "empty-figure",
          ...place,
          message: "The cell is empty.",
          remedy: 'Say in the query file what that means, such as missing: {"": x}.',
        });
        return undefined;
      }
      const value = readNumber(cell);
      if (typeof value === "number") return { value };
      log.error({ rule: "unread-number", ...place, ...value });
      return undefined;
    },
  };
}

function positionOf(
  name: string,
  property: string,
  names: readonly string[],
  line: number,
  queryLog: ProblemLog,
  log: ProblemLog,
): number | undefined {
  const at = names.indexOf(name);
  if (at < 0) {
    queryLog.error({
      rule: "no-such-column",
      column: `query.${property}`,
      value: name,
      message: `The file ${log.file} has no such column${guess(nearest(name, names))}. Its header, on line ${line}, has: ${names.join(" | ")}.`,
      remedy:
        "Write the name as it stands in the header; where that is no header, skipLines or delimiter is wrong.",
    });
    return undefined;
  }
  const again = names.indexOf(name, at + 1);
  if (again < 0) return at;
  log.error({
    rule: "column-twice",
    line,
    column: name,
    message: `Columns ${at + 1} and ${again + 1} have the same name, and the query file asks for it.`,
    remedy: "Rename one of them in the file.",
  });
  return undefined;
}

/** Code and label of a cell. */
export type CodeReader = (cells: readonly string[]) => {
  readonly code: string;
  readonly label: string | undefined;
};

/** Undefined where no column is named, or the file lacks it, which the log says. */
export function codeReader(
  header: Header,
  column: CodeColumn | undefined,
  property: string,
): CodeReader | undefined {
  if (column === undefined) return undefined;
  if (typeof column === "object" && "value" in column) {
    const fixed = { code: column.value, label: undefined };
    return () => fixed;
  }
  const at = header.position(typeof column === "string" ? column : column.column, property);
  if (at === undefined) return undefined;
  const codeOf = (cells: readonly string[]): string => (cells[at] ?? "").trim();
  if (typeof column === "string") return (cells) => ({ code: codeOf(cells), label: undefined });
  if ("split" in column) return (cells) => divided(codeOf(cells), column.split);
  const labelAt = header.position(column.name, `${property}.name`);
  if (labelAt === undefined) return undefined;
  return (cells) => ({ code: codeOf(cells), label: (cells[labelAt] ?? "").trim() || undefined });
}

/** A cell without the mark is a code without a label. */
function divided(cell: string, mark: string): ReturnType<CodeReader> {
  const gap = cell.indexOf(mark);
  return gap < 0
    ? { code: cell, label: undefined }
    : { code: cell.slice(0, gap).trim(), label: cell.slice(gap + mark.length).trim() || undefined };
}

/** Year of a row; undefined where the row has none, which the log says. */
export type YearReader = (cells: readonly string[], line: number) => number | undefined;

/** From a column, a fixed year, or the one year that is asked for. Undefined where there is none of these, which the log says. */
export function yearReader(
  header: Header,
  column: YearColumn | undefined,
  years: readonly number[] | undefined,
  queryLog: ProblemLog,
  log: ProblemLog,
): YearReader | undefined {
  if (typeof column === "object") return () => column.value;
  if (typeof column === "string") {
    const at = header.position(column, "columns.year");
    return at === undefined ? undefined : yearsOfColumn(at, column, log);
  }
  const [only, ...others] = years ?? [];
  if (only !== undefined && others.length === 0) return () => only;
  queryLog.error({
    rule: "column-not-named",
    column: "query.columns.year",
    message: "The query file does not say where the year stands.",
    remedy: "Name the column, write year: {value: 2000}, or ask for one year (years).",
  });
  return undefined;
}

/** The year that a cell is, or that stands in it as four digits. A file has few years and many rows. */
function yearsOfColumn(at: number, column: string, log: ProblemLog): YearReader {
  const known = new Map<string, number>();
  return (cells, line) => {
    const cell = cells[at] ?? "";
    const year = known.get(cell) ?? yearIn(cell);
    if (year !== undefined) {
      known.set(cell, year);
      return year;
    }
    log.error({
      rule: "no-year",
      line,
      column,
      value: cell,
      message: "There is no year of four digits in the cell.",
      remedy:
        "Correct it, name another column, or write year: {value: 2000} where the file has one year.",
    });
    return undefined;
  };
}

function yearIn(cell: string): number | undefined {
  const found = /(?<!\d)([1-9]\d{3})(?!\d)/.exec(cell)?.[1];
  return found === undefined ? undefined : Number(found);
}

export function isFlag(letter: string): letter is FlagCode {
  return Object.hasOwn(FLAG, letter);
}
