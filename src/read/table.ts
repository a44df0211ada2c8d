/** CSV bytes → rows, one at a time. The only file that knows csv-parse. */

import { once } from "node:events";
import { CsvError, parse } from "csv-parse";
import { checkVisible } from "./cell.ts";
import type { InputFile } from "./file.ts";
import type { ProblemLog } from "./problem-log.ts";
import { type Columns, readHeader, type TableForm } from "./table-header.ts";
import { cleanUtf8, decodeUtf8 } from "./text.ts";

/** Is given each row: as many cells as there are columns. `line` is where the row begins, 1-based. */
export type RowReader = (cells: readonly string[], line: number) => void;

const CHUNK = 1 << 16;

/**
 * Reads a table. `start` is given the columns and answers what reads the rows. Rows with too many or too
 * few cells are reported and left out. Answers whether the table has a usable header and was read to its end.
 */
export async function readTable(
  { bytes: source, log }: InputFile,
  form: TableForm,
  start: (columns: Columns) => RowReader,
): Promise<boolean> {
  const bytes = source && cleanUtf8(source, log);
  if (bytes === undefined) return false;
  const header = firstLine(bytes);
  if (header === undefined) {
    log.error({
      rule: "empty-file",
      line: 1,
      message: "The file is empty.",
      remedy: `Begin it with a header: ${form.required.join(",")}.`,
    });
    return false;
  }
  const delimiter = findDelimiter(header, log);
  if (delimiter === undefined) return false;

  let width = 0;
  let rows = 0;
  let read: RowReader | undefined;
  const fault = await streamRecords(pieces(bytes), delimiter, (cells, line) => {
    if (width === 0) {
      width = cells.length;
      const columns = readHeader(cells, line, form, log);
      read = columns && withFurtherChecked(columns, start(columns), log);
      return;
    }
    rows += 1;
    if (cells.length !== width) reportRagged(cells, width, line, delimiter, log);
    else if (cells.every((cell) => cell === "")) reportBlank(line, log);
    else read?.(cells, line);
  });
  if (fault !== undefined) {
    reportSyntax(fault, decodeUtf8(bytes), log);
    return false;
  }
  if (rows === 0) {
    log.error({
      rule: "no-rows",
      line: 1,
      message: "The file has a header and no rows.",
      remedy: "Add the rows, or remove the file where it is optional.",
    });
  }
  return read !== undefined;
}

/**
 * Checks the columns that no reader looks into as well: a quote that opens there by mistake makes the rows
 * up to the next one part of its cell, and they would be lost without a word.
 */
function withFurtherChecked(columns: Columns, read: RowReader, log: ProblemLog): RowReader {
  if (columns.further.length === 0) return read;
  return (cells, line) => {
    for (const { name, position } of columns.further) {
      checkVisible(cells[position] ?? "", { line, column: name }, log);
    }
    read(cells, line);
  };
}

function firstLine(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes.subarray(0, CHUNK));
  return text.split(/[\r\n]/).find((line) => line.trim() !== "");
}

/** Comma or semicolon, whichever the header has more of; undefined where it has more of something else. */
function findDelimiter(header: string, log: ProblemLog): "," | ";" | undefined {
  const bare = header.replace(/"[^"]*"/g, "");
  const count = (mark: string): number => bare.split(mark).length - 1;
  const legal = Math.max(count(","), count(";"));
  const name = count("\t") > legal ? "tabs" : count("|") > legal ? "vertical bars" : undefined;
  if (name === undefined) return count(";") > count(",") ? ";" : ",";
  log.error({
    rule: "wrong-delimiter",
    line: 1,
    value: header,
    message: `The columns are divided by ${name}.`,
    remedy: "Divide them by commas or semicolons.",
  });
  return undefined;
}

/** Bytes of UTF-8, or text, piece by piece. */
export type Pieces = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** Where and why a delimited text could not be read on. */
export interface RecordFault {
  /** csv-parse's name of the fault, such as CSV_QUOTE_NOT_CLOSED. */
  readonly code: string;
  /** The line, 1-based, at which the parser noticed it. */
  readonly lines: number;
  /** The line at which the record begins that cannot be read. */
  readonly record: number;
}

/**
 * Streams the records of a delimited text to `take`, which is not called for lines that are empty; answers the
 * fault at which the parser stopped. `firstLine` is the number of the first line of the pieces.
 */
export async function streamRecords(
  pieces: Pieces,
  delimiter: string,
  take: RowReader,
  firstLine = 1,
): Promise<RecordFault | undefined> {
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
  });
  // The parser can name lines itself, but then takes twice the time. It gives empty lines too, as one
  // empty cell, so that counting is exact.
  let line = firstLine;
  let breaks = 0;
  const next = (): readonly string[] | null => parser.read();
  const ended = new Promise<RecordFault | undefined>((resolve, reject) => {
    parser.on("readable", () => {
      try {
        for (let cells = next(); cells !== null; cells = next()) {
          if (cells.length > 1 || cells[0] !== "") take(cells, line);
          const within = lineBreaks(cells);
          breaks += within;
          line += 1 + within;
        }
      } catch (error) {
        reject(error);
      }
    });
    parser.on("end", () => resolve(undefined));
    parser.on("error", (error) => {
      if (error instanceof CsvError) resolve(faultOf(error, firstLine, breaks));
      else reject(error);
    });
  });
  // A fault may come while pieces are still being read; it is answered when it is waited for.
  ended.catch(() => {});
  for await (const piece of pieces) {
    if (parser.destroyed) break;
    if (!parser.write(piece)) await Promise.race([once(parser, "drain"), ended]);
  }
  if (!parser.destroyed) parser.end();
  return ended;
}

/** The parser counts lines and records from the beginning of the pieces; every line break within a cell makes one line more. */
function faultOf(
  { code, lines, records }: CsvError & { readonly lines?: unknown; readonly records?: unknown },
  firstLine: number,
  breaks: number,
): RecordFault {
  const count = (value: unknown, otherwise: number): number =>
    typeof value === "number" ? value : otherwise;
  return {
    code,
    lines: count(lines, 1) + firstLine - 1,
    record: count(records, 0) + firstLine + breaks,
  };
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Line breaks within cells. */
function lineBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    if (cell.includes("\n") || cell.includes("\r")) breaks += cell.split(/\r\n|\n|\r/).length - 1;
  }
  return breaks;
}

function reportRagged(
  cells: readonly string[],
  width: number,
  line: number,
  delimiter: string,
  log: ProblemLog,
): void {
  const extra = cells.length > width;
  log.error({
    rule: extra ? "extra-cells" : "too-few-cells",
    line,
    value: cells.join(delimiter),
    message: `The row has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, the header ${width}.`,
    remedy: extra
      ? `Remove the extra delimiter, or put a text that holds "${delimiter}" in double quotes.`
      : "Add the missing cells; an empty cell still needs its delimiter.",
  });
}

function reportBlank(line: number, log: ProblemLog): void {
  log.error({
    rule: "blank-row",
    line,
    message: "All cells of the row are empty.",
    remedy: "Delete the row; spreadsheets leave such rows below a table.",
  });
}

function reportSyntax(fault: RecordFault, text: string, log: ProblemLog): void {
  const stopped = fault.lines;
  switch (fault.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      log.error({
        rule: "unclosed-quote",
        ...openingQuote(text, Number.POSITIVE_INFINITY),
        message: "A double quote opens here and is not closed.",
        remedy: "Close it at the end of the cell; write a quote within a text twice.",
      });
      return;
    case "CSV_INVALID_CLOSING_QUOTE":
      log.error({
        rule: "misplaced-quote",
        ...openingQuote(text, stopped),
        message: `A double quote opens here, and the next one, on line ${stopped}, does not end its cell.`,
        remedy: "Close the quote at the end of its cell; write a quote within a text twice.",
      });
      return;
    case "INVALID_OPENING_QUOTE":
      log.error({
        rule: "misplaced-quote",
        line: stopped,
        value: text.split(/\r\n|\n|\r/, stopped)[stopped - 1],
        message: "A double quote stands within a cell that does not begin with one.",
        remedy: "Put the whole text in double quotes, and write the quote within it twice.",
      });
      return;
    default:
      log.error({
        rule: "csv-syntax",
        line: stopped,
        message: `The table cannot be read (${fault.code}).`,
        remedy:
          "Write it as RFC 4180 says: one row a line, cells divided by commas, texts in double quotes.",
      });
  }
}

/**
 * The quote that is still open when line `last` ends a cell: its line, and the text from it to the end of
 * that line. Quotes open and close in turn. One pass, since a table may quote every cell.
 */
function openingQuote(
  text: string,
  last: number,
): { readonly line: number; readonly value: string } {
  const marks = /"|\r\n|\n|\r/g;
  let line = 1;
  let open = false;
  let opened = { at: 0, line: 1 };
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] !== '"') line += 1;
    else if (open && line >= last) break;
    else {
      open = !open;
      if (open) opened = { at: mark.index, line };
    }
  }
  const rest = text.slice(opened.at);
  const end = rest.search(/[\r\n]/);
  return { line: opened.line, value: end < 0 ? rest : rest.slice(0, end) };
}
