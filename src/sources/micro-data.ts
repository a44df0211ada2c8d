/**
 * Micro-data: one row for each establishment, counted while the file is read. Nothing of a row is kept, so that
 * a million of them need no more memory than a thousand.
 */

import { z } from "zod";
import { shownPath } from "../read/file.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import type { RowReader } from "../read/table.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import { codeColumn, codeReader, type Header, layout, readRows, yearIn } from "./tabular.ts";

const text = z.string("a text").min(1, "a text that is not empty");

const schema = z.strictObject({
  ...layout,
  columns: z.strictObject({
    year: z.union([text, z.strictObject({ value: z.int().min(1000).max(9999) })]).optional(),
    region: codeColumn,
    sector: codeColumn,
    jobs: text,
  }),
  /** Establishments without jobs: counted as firms, or not. */
  withoutJobs: z.enum(["count", "leave-out"], "count or leave-out").default("leave-out"),
});

export type MicroDataQuery = z.output<typeof schema>;

export const microData: Source<MicroDataQuery> = {
  name: "micro-data",
  schema,
  read: readMicroData,
};

/** Rows between two words of progress. */
const STEP = 250_000;

interface Tally {
  rows: number;
  idle: number;
  withheld: number;
}

async function readMicroData(task: SourceTask<MicroDataQuery>): Promise<Delivery> {
  const { query, queryName } = task;
  const tally: Tally = { rows: 0, idle: 0, withheld: 0 };
  const receipts: Delivery["receipts"][number][] = [];
  const names = { regions: new Map<string, string>(), sectors: new Map<string, string>() };
  for (const file of query.files) {
    const shown = shownPath(task.resolve(file));
    task.progress(`Counting ${shown}.`);
    const log = task.logFor(shown);
    const received = await readRows(
      { layout: query, path: task.resolve(file), shown, queryLog: task.log, log },
      (header) => rowReader(header, task, tally, names, log),
    );
    receipts.push({
      title: query.title ?? received.from,
      query: queryName,
      retrieved: task.now(),
      licence: query.licence,
      ...received,
    });
  }
  return {
    regionNames: names.regions,
    sectorNames: names.sectors,
    receipts,
    notes: notesOf(tally, query),
    crosswalk: [],
  };
}

function rowReader(
  header: Header,
  { query, years, take, log: queryLog, progress }: SourceTask<MicroDataQuery>,
  tally: Tally,
  names: { readonly regions: Map<string, string>; readonly sectors: Map<string, string> },
  log: ProblemLog,
): RowReader | undefined {
  const { columns } = query;
  const at = (column: z.output<typeof codeColumn>, property: string): number | undefined =>
    header.position(typeof column === "string" ? column : column.column, property);
  const region = at(columns.region, "columns.region");
  const sector = at(columns.sector, "columns.sector");
  const jobs = header.position(columns.jobs, "columns.jobs");
  const year = yearReader(header, query, years, queryLog, log);
  if (region === undefined || sector === undefined || jobs === undefined || year === undefined)
    return undefined;
  const regionOf = codeReader(columns.region, region);
  const sectorOf = codeReader(columns.sector, sector);
  return (cells, line) => {
    tally.rows += 1;
    if (tally.rows % STEP === 0) progress(`${tally.rows} establishments counted.`);
    const rowYear = year(cells, line);
    const figure = header.figure(cells, jobs, line);
    if (rowYear === undefined || figure === undefined) return;
    if (years !== undefined && !years.includes(rowYear)) return;
    const [place, industry] = [regionOf(cells), sectorOf(cells)];
    if (place.label !== undefined) names.regions.set(place.code, place.label);
    if (industry.label !== undefined) names.sectors.set(industry.code, industry.label);
    const row = { year: rowYear, region: place.code, sector: industry.code, line };
    const isIdle = "value" in figure && figure.value === 0;
    if (isIdle) tally.idle += 1;
    if (isIdle && query.withoutJobs === "leave-out") return;
    if ("flag" in figure) tally.withheld += 1;
    take(
      "value" in figure
        ? { ...row, measure: "jobs", value: figure.value, flag: undefined }
        : { ...row, measure: "jobs", value: undefined, flag: figure.flag },
    );
    take({ ...row, measure: "firms", value: 1, flag: undefined });
  };
}

function yearReader(
  header: Header,
  { columns: { year } }: MicroDataQuery,
  years: readonly number[] | undefined,
  queryLog: ProblemLog,
  log: ProblemLog,
): ((cells: readonly string[], line: number) => number | undefined) | undefined {
  if (typeof year === "object") return () => year.value;
  if (typeof year === "string") {
    const at = header.position(year, "columns.year");
    return at === undefined
      ? undefined
      : (cells, line) => yearIn((cells[at] ?? "").trim(), line, year, log);
  }
  const [only, ...others] = years ?? [];
  if (only !== undefined && others.length === 0) return () => only;
  queryLog.error({
    rule: "column-not-named",
    column: "query.columns.year",
    message: "The query file does not say of which year the establishments are.",
    remedy: "Name a column, write year: {value: 2000}, or ask for one year (years).",
  });
  return undefined;
}

function notesOf(
  { rows, idle, withheld }: Tally,
  { withoutJobs }: MicroDataQuery,
): readonly string[] {
  const notes = [`Counted from micro-data, ${rows} rows with one establishment each.`];
  if (idle > 0)
    notes.push(
      withoutJobs === "count"
        ? `${idle} establishments have no jobs, and count as firms all the same.`
        : `${idle} establishments without jobs are left out.`,
    );
  if (withheld > 0)
    notes.push(`${withheld} establishments withhold their jobs; so do the cells that they are in.`);
  return notes;
}
