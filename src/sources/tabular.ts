/** What tables and micro-data have in common: how a file is written, its header, and the cells of its rows. */

import { z } from "zod";
import type { FlagCode } from "../model/dataset.ts";
import { nearest } from "../model/nearest.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { type RowReader, streamRecords } from "../read/table.ts";
import { createNumberReader, numberFormat } from "./number-format.ts";
import type { Receipt } from "./receipt.ts";
import { SourceFailure } from "./source.ts";
import { ENCODINGS, openTextFile } from "./text-file.ts";

const text = z.string("a text").min(1, "a text that is not empty");

/** How the files are written. */
export const layout = {
  files: z.array(text, "a list of files").min(1, "a list of at least one file"),
  encoding: z.enum(ENCODINGS, ENCODINGS.join(", ")).default("utf-8"),
  delimiter: z.enum([",", ";", "\t", "|"], 'one of ",", ";", "\\t" and "|"').optional(),
  /** Lines above the header, such as a title. */
  skipLines: z.int("a whole number").min(0).default(0),
  numbers: numberFormat.optional(),
  missing: z
    .record(z.string(), z.enum(["c", "x"], "c (confidential) or x (not available)"))
    .default({}),
  /** Rows that count: by column, the values that are wanted. */
  where: z.record(z.string(), z.union([text, z.array(text).min(1)])).default({}),
  title: text.optional(),
  licence: z
    .strictObject({ name: text.optional(), title: text.optional(), path: text.optional() })
    .optional(),
} as const;

const layoutShape = z.strictObject(layout);
export type Layout = z.output<typeof layoutShape>;

/** A column, perhaps with a code and its label in one cell, divided by the first space. */
export const codeColumn = z.union([
  text,
  z.strictObject({ column: text, split: z.literal(" ", 'a space in quotes: " "') }),
]);
export type CodeColumn = z.output<typeof codeColumn>;

/** A header that was read, and how its cells are asked for. */
export interface Header {
  readonly names: readonly string[];
  /** Position of a column; the log says where there is none, which `property` of the query asked for. */
  readonly position: (name: string, property: string) => number | undefined;
  /** Whether a row is wanted. */
  readonly wants: (cells: readonly string[]) => boolean;
  /** The number of a cell, or why it is not given; undefined where the cell is wrong, which the log says. */
  readonly figure: (
    cells: readonly string[],
    at: number,
    line: number,
  ) => { readonly value: number } | { readonly flag: FlagCode } | undefined;
}

export interface TableTask {
  readonly layout: Layout;
  readonly path: string;
  readonly shown: string;
  /** Problems of the query file. */
  readonly queryLog: ProblemLog;
  /** Problems of the data file. */
  readonly log: ProblemLog;
}

/** Reads a file row by row; answers what came in. `start` is given the header and answers what reads the rows. */
export async function readRows(
  { layout: form, path, shown, queryLog, log }: TableTask,
  start: (header: Header) => RowReader | undefined,
): Promise<Pick<Receipt, "from" | "sha256" | "bytes">> {
  const file = await openTextFile(path, shown, form.encoding);
  const pieces = await withoutFirst(file.pieces, form.skipLines);
  let width = 0;
  let read: RowReader | undefined;
  let wanted = 0;
  const fault = await streamRecords(
    pieces.all,
    form.delimiter ?? delimiterOf(pieces.header),
    (cells, line) => {
      if (width === 0) {
        width = cells.length;
        const header = createHeader(cells, line, form, queryLog, log);
        const reader = start(header);
        read =
          reader &&
          ((row, at) => {
            if (!header.wants(row)) return;
            wanted += 1;
            reader(row, at);
          });
      } else if (cells.length === width) read?.(cells, line);
      else if (cells.some((cell) => cell.trim() !== ""))
        log.error({
          rule: "ragged-row",
          line,
          message: `The row has ${cells.length} cells, the header ${width}.`,
          remedy: "Mend the row; where notes stand below the table, remove them.",
        });
    },
    form.skipLines + 1,
  );
  if (fault !== undefined)
    throw new SourceFailure(
      shown,
      `The table cannot be read beyond line ${form.skipLines + Number(fault.lines)} (${fault.code}).`,
      "A double quote opens there and is not closed at the end of its cell; mend it, or tell the right delimiter.",
    );
  if (width > 0 && wanted === 0 && read !== undefined)
    queryLog.error({
      rule: "no-rows",
      column: "query.where",
      message: `No row of ${shown} is wanted.`,
      remedy: "Compare the values under where with those of the file, letter by letter.",
    });
  return file.received();
}

/** The pieces without their first lines; and the line after them, which is the header. */
async function withoutFirst(
  source: AsyncIterable<string>,
  lines: number,
): Promise<{ readonly header: string; readonly all: AsyncIterable<string> }> {
  const iterator = source[Symbol.asyncIterator]();
  let head = "";
  let start: number | undefined;
  for (;;) {
    const { value, done } = await iterator.next();
    if (value !== undefined) head += value;
    start = startOfLine(head, lines);
    if (done === true || (start !== undefined && /[\r\n]/.test(head.slice(start).trimStart())))
      break;
  }
  const rest = head.slice(start ?? head.length).replace(/^\ufeff/, "");
  return {
    header: rest.split(/[\r\n]/).find((line) => line.trim() !== "") ?? "",
    all: (async function* () {
      yield rest;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done === true) return;
        yield value;
      }
    })(),
  };
}

function startOfLine(text: string, lines: number): number | undefined {
  let at = 0;
  for (let n = 0; n < lines; n += 1) {
    const end = text.indexOf("\n", at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return at;
}

function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((mark) => [mark, bare.split(mark).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function createHeader(
  cells: readonly string[],
  line: number,
  form: Layout,
  queryLog: ProblemLog,
  log: ProblemLog,
): Header {
  const names = cells.map((name) => name.trim());
  const position: Header["position"] = (name, property) => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    const near = nearest(name, names);
    queryLog.error({
      rule: "no-such-column",
      column: `query.${property}`,
      value: name,
      message: `The file ${log.file} has no such column${near === undefined ? "" : `; the nearest is “${near}”`}. Its header, on line ${line}, has: ${names.join(" | ")}.`,
      remedy: "Write the name as it stands in the header.",
    });
    return undefined;
  };
  const filters = Object.entries(form.where).flatMap(([name, wanted]) => {
    const at = position(name, `where.${name}`);
    return at === undefined ? [] : [{ at, wanted: new Set([wanted].flat()) }];
  });
  const readNumber = createNumberReader(form.numbers);
  const missing = new Map(Object.entries(form.missing));
  return {
    names,
    position,
    wants: (row) => filters.every(({ at, wanted }) => wanted.has((row[at] ?? "").trim())),
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

/** Code and label of a cell. */
export function codeReader(
  column: CodeColumn,
  at: number,
): (cells: readonly string[]) => { readonly code: string; readonly label: string | undefined } {
  if (typeof column === "string")
    return (cells) => ({ code: (cells[at] ?? "").trim(), label: undefined });
  return (cells) => {
    const cell = (cells[at] ?? "").trim();
    const gap = cell.indexOf(column.split);
    return gap < 0
      ? { code: cell, label: undefined }
      : { code: cell.slice(0, gap), label: cell.slice(gap + 1).trim() };
  };
}

/** The year that a text is, or that stands in it as four digits; undefined where the log says that there is none. */
export function yearIn(
  text: string,
  line: number,
  column: string | undefined,
  log: ProblemLog,
): number | undefined {
  const found = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1];
  if (found !== undefined) return Number(found);
  log.error({
    rule: "no-year",
    line,
    column,
    value: text,
    message: "There is no year of four digits in the cell.",
    remedy: "Name another column, or write year: {value: 2000} where the file has one year.",
  });
  return undefined;
}
