/** Reads the files of a query row by row: what tables and micro-data have in common. */

import type { ProblemLog } from "../read/problem-log.ts";
import { type RecordFault, type RowReader, streamRecords } from "../read/table.ts";
import { createHeader, type Header } from "./header.ts";
import type { Layout } from "./layout.ts";
import type { Receipt } from "./receipt.ts";
import { createSought, guess, type Sought } from "./sought.ts";
import type { SourceTask } from "./source.ts";
import { FileFault, openTextFile, type TextFile } from "./text-file.ts";

/** Is given the header of a file and its log; answers what reads its rows, or undefined where a log says why it cannot. */
export type StartFile = (header: Header, log: ProblemLog) => RowReader | undefined;

/** Reads all files of a query, one after the other; answers what came in. The logs say what is wrong. */
export async function readFiles(
  task: SourceTask<Layout>,
  start: StartFile,
): Promise<readonly Receipt[]> {
  const { query, queryName, now } = task;
  const selection = createSelection(query.where);
  const receipts: Receipt[] = [];
  for (const file of query.files) {
    const received = await readRows(file, task, selection, start);
    if (received === undefined) continue;
    const same = receipts.find(({ sha256 }) => sha256 === received.sha256);
    if (same !== undefined) reportSameFile(file, same.from, task.log);
    receipts.push({
      title: query.title ?? received.from,
      query: queryName,
      retrieved: now(),
      licence: query.licence,
      ...received,
    });
  }
  selection.report(task.log);
  return receipts;
}

function reportSameFile(file: string, other: string, queryLog: ProblemLog): void {
  queryLog.error({
    rule: "same-file",
    column: "query.files",
    value: file,
    message: `The file is byte for byte the same as ${other}, and its figures would be counted twice.`,
    remedy: "Remove one of them, or give the file that was meant.",
  });
}

async function readRows(
  name: string,
  { query: form, resolve, log: queryLog, logFor }: SourceTask<Layout>,
  selection: Selection,
  start: StartFile,
): Promise<ReturnType<TextFile["received"]> | undefined> {
  const log = logFor(name);
  try {
    const file = await openTextFile(resolve(name), form.encoding);
    const { header, all } = await withoutFirst(file.pieces, form.skipLines);
    const reader = createFileReader(form, selection, start, queryLog, log);
    const delimiter = form.delimiter ?? delimiterOf(header);
    const fault = await streamRecords(all, delimiter, reader.take, form.skipLines + 1);
    if (fault === undefined) reader.finish();
    else reportQuote(fault, log);
    return file.received();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    log.error(error.finding);
    return undefined;
  }
}

/** Reads the header, then the rows that are wanted. */
function createFileReader(
  form: Layout,
  selection: Selection,
  start: StartFile,
  queryLog: ProblemLog,
  log: ProblemLog,
): { readonly take: RowReader; readonly finish: () => void } {
  let width = 0;
  let rows = 0;
  let read: RowReader | undefined;
  const begin = (cells: readonly string[], line: number): void => {
    width = cells.length;
    const header = createHeader(cells, line, form, queryLog, log);
    const wants = selection.of(header);
    const reader = start(header, log);
    if (wants === undefined || reader === undefined) return;
    read = (row, at) => {
      if (wants(row)) reader(row, at);
    };
  };
  return {
    take: (cells, line) => {
      // Spreadsheets leave such rows above and below a table.
      if (cells.every((cell) => cell.trim() === "")) return;
      if (width === 0) begin(cells, line);
      else if (cells.length === width) {
        rows += 1;
        read?.(cells, line);
      } else reportRagged(cells, line, width, log);
    },
    finish: () => {
      if (rows > 0) return;
      log.error({
        rule: "no-rows",
        message:
          width === 0
            ? "The file has no header beyond the lines that are skipped."
            : "The file has a header and no rows.",
        remedy: "Correct skipLines, or take the file out of the query.",
      });
    },
  };
}

function reportRagged(
  cells: readonly string[],
  line: number,
  width: number,
  log: ProblemLog,
): void {
  const count = cells.length === 1 ? "1 cell" : `${cells.length} cells`;
  log.error({
    rule: "ragged-row",
    line,
    value: cells.join(" | "),
    message: `The row has ${count}, the header ${width}.`,
    remedy:
      "Mend the row; remove notes that stand below the table; or tell the right delimiter or skipLines.",
  });
}

function reportQuote({ code, lines, record }: RecordFault, log: ProblemLog): void {
  log.error(
    code === "CSV_QUOTE_NOT_CLOSED"
      ? {
          rule: "unclosed-quote",
          line: record,
          message: "A double quote opens in this row and is not closed.",
          remedy: "Close it at the end of its cell, or remove it.",
        }
      : {
          rule: "misplaced-quote",
          line: record,
          message: `A double quote stands within a cell (noticed on line ${lines}).`,
          remedy:
            "Put the whole cell in double quotes and write the quote within it twice; or tell the right delimiter.",
        },
  );
}

/** The rows that count, and whether the files have what `where` names. */
interface Selection {
  /** What says whether a row is wanted; undefined where the file lacks a column. */
  readonly of: (header: Header) => ((cells: readonly string[]) => boolean) | undefined;
  readonly report: (queryLog: ProblemLog) => void;
}

interface Condition {
  readonly name: string;
  readonly wanted: ReadonlySet<string>;
  readonly sought: Sought;
}

function createSelection(where: Layout["where"]): Selection {
  const conditions = Object.entries(where).map(([name, values]): Condition => {
    const wanted = new Set([values].flat());
    return { name, wanted, sought: createSought(wanted) };
  });
  let seen = 0;
  let chosen = 0;
  return {
    of: (header) => {
      const filters = conditions.flatMap((condition) => {
        const at = header.position(condition.name, `where.${condition.name}`);
        return at === undefined ? [] : [{ ...condition, at }];
      });
      if (filters.length < conditions.length) return undefined;
      return (cells) => {
        let wants = true;
        for (const { at, wanted, sought } of filters) {
          const cell = (cells[at] ?? "").trim();
          sought.see(cell);
          wants &&= wanted.has(cell);
        }
        seen += 1;
        if (wants) chosen += 1;
        return wants;
      };
    },
    report: (queryLog) => {
      if (seen > 0) reportUnmet(conditions, chosen, queryLog);
    },
  };
}

function reportUnmet(conditions: readonly Condition[], chosen: number, queryLog: ProblemLog): void {
  const unmet = conditions.flatMap(({ name, sought }) =>
    sought.unseen().map((one) => ({ name, ...one })),
  );
  for (const { name, value, near } of unmet) {
    queryLog.error({
      rule: "where-value",
      column: `query.where.${name}`,
      value,
      message: `No row has this in the column ${name}${guess(near)}.`,
      remedy: "Write it letter by letter as the file does, or remove it.",
    });
  }
  if (unmet.length > 0 || chosen > 0) return;
  queryLog.error({
    rule: "where-no-row",
    column: "query.where",
    message: "Each of the values stands in the files, but no row has all of them.",
    remedy: "Remove one of the conditions.",
  });
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
    if (done === true) break;
    head += value;
    start = startOfLine(head, lines);
    if (start !== undefined && /[\r\n]/.test(head.slice(start).trimStart())) break;
  }
  const rest = head.slice(start ?? head.length).replace(/^\ufeff/, "");
  return {
    header: rest.split(/[\r\n]/).find((line) => line.trim() !== "") ?? "",
    all: (async function* () {
      try {
        yield rest;
        for (;;) {
          const { value, done } = await iterator.next();
          if (done === true) return;
          yield value;
        }
      } finally {
        await iterator.return?.();
      }
    })(),
  };
}

/** Where a line begins, counted from 0; undefined where the text has fewer. */
function startOfLine(text: string, line: number): number | undefined {
  const breaks = /\r\n|\n|\r/g;
  for (let n = 0; n < line; n += 1) if (breaks.exec(text) === null) return undefined;
  return line === 0 ? 0 : breaks.lastIndex;
}

const MARKS = [
  [",", "commas"],
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "vertical bars"],
] as const;

/** The mark that the header has most of. Throws `FileFault` where there are two. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, "");
  const [first, second] = MARKS.map(([mark, name]) => ({
    mark,
    name,
    count: bare.split(mark).length - 1,
  })).sort((a, b) => b.count - a.count);
  if (first === undefined || second === undefined) return ",";
  if (first.count === 0 || first.count > second.count) return first.mark;
  throw new FileFault({
    rule: "which-delimiter",
    value: header,
    message: `The header has as many ${first.name} as ${second.name}.`,
    remedy: `Say in the query file which of them divide the columns: delimiter: "${first.mark}".`,
  });
}
