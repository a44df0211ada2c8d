/**
 * Micro-data: one row for each establishment, counted while the file is read. Nothing of a row is kept, so that
 * a million of them need no more memory than a thousand.
 */

import { z } from "zod";
import type { ProblemLog } from "../read/problem-log.ts";
import type { RowReader } from "../read/table.ts";
import { codeReader, type Header, yearReader } from "./header.ts";
import { codeColumn, layout, text, yearColumn } from "./layout.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import { readFiles } from "./tabular.ts";
import { createYearSight, type YearSight } from "./year-sight.ts";

const schema = z.strictObject(
  {
    ...layout,
    columns: z.strictObject(
      { year: yearColumn.optional(), region: codeColumn, sector: codeColumn, jobs: text },
      "an object with region, sector and jobs",
    ),
    /** Establishments without jobs: counted as firms, or not. */
    withoutJobs: z.enum(["count", "leave-out"], "count or leave-out").default("leave-out"),
  },
  "an object; docs/mapping.md says with what",
);

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
  const tally: Tally = { rows: 0, idle: 0, withheld: 0 };
  const names = { regions: new Map<string, string>(), sectors: new Map<string, string>() };
  const years = createYearSight(task.years);
  const receipts = await readFiles(task, (header, log) => {
    task.progress(`Counting ${log.file}.`);
    return rowReader(header, task, { tally, names, years }, log);
  });
  years.report(task.log);
  return {
    regionNames: names.regions,
    sectorNames: names.sectors,
    receipts,
    notes: notesOf(tally, task.query),
    crosswalk: [],
  };
}

interface Counting {
  readonly tally: Tally;
  readonly names: {
    readonly regions: Map<string, string>;
    readonly sectors: Map<string, string>;
  };
  readonly years: YearSight;
}

/** Undefined where the file lacks columns, which the log says. */
function rowReader(
  header: Header,
  { query, years: asked, take, log: queryLog, progress }: SourceTask<MicroDataQuery>,
  { tally, names, years }: Counting,
  log: ProblemLog,
): RowReader | undefined {
  const { columns } = query;
  const yearOf = yearReader(header, columns.year, asked, queryLog, log);
  const regionOf = codeReader(header, columns.region, "columns.region");
  const sectorOf = codeReader(header, columns.sector, "columns.sector");
  const jobs = header.position(columns.jobs, "columns.jobs");
  if (yearOf === undefined || regionOf === undefined || sectorOf === undefined) return undefined;
  if (jobs === undefined) return undefined;
  return (cells, line) => {
    const year = yearOf(cells, line);
    if (year === undefined || !years.wants(year)) return;
    const figure = header.figure(cells, jobs, line);
    if (figure === undefined) return;
    tally.rows += 1;
    if (tally.rows % STEP === 0) progress(`${tally.rows} establishments counted.`);
    const [place, industry] = [regionOf(cells), sectorOf(cells)];
    if (place.label !== undefined) names.regions.set(place.code, place.label);
    if (industry.label !== undefined) names.sectors.set(industry.code, industry.label);
    const value = "value" in figure ? figure.value : undefined;
    if (value === 0) tally.idle += 1;
    if (value === 0 && query.withoutJobs === "leave-out") return;
    if (value === undefined) tally.withheld += 1;
    const flag = "flag" in figure ? figure.flag : undefined;
    // Written out, as spreading a common part into both takes a third of all the time.
    const [region, sector] = [place.code, industry.code];
    take({ year, region, sector, measure: "jobs", value, flag, line });
    take({ year, region, sector, measure: "firms", value: 1, flag: undefined, line });
  };
}

function notesOf(
  { rows, idle, withheld }: Tally,
  { withoutJobs }: MicroDataQuery,
): readonly string[] {
  const notes = [`Counted from micro-data, ${rows} rows with one establishment each.`];
  if (idle > 0)
    notes.push(
      withoutJobs === "count"
        ? `Establishments without jobs (${idle}) count as firms all the same.`
        : `Establishments without jobs (${idle}) are left out.`,
    );
  if (withheld > 0)
    notes.push(
      `The jobs of ${withheld} establishments are withheld, and so are the jobs of the cells that they are in.`,
    );
  return notes;
}
