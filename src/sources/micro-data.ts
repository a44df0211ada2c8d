/**
 * Micro-data: one row for each establishment, counted while the file is read. Nothing of a row is kept, so that
 * a million of them need no more memory than a thousand; but for ids, where they are to be compared.
 */

import { z } from "zod";
import type { ProblemLog } from "../read/problem-log.ts";
import type { RowReader } from "../read/table.ts";
import { codeReader, type Header, yearReader } from "./header.ts";
import { createIdsSeen, type IdsSeen } from "./ids-seen.ts";
import { addSharedColumns, codeColumn, layout, text, usesIn, yearColumn } from "./layout.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import { readFiles } from "./tabular.ts";
import { createYearSight, type YearSight } from "./year-sight.ts";

const columns = z.strictObject(
  {
    year: yearColumn.optional(),
    region: codeColumn,
    sector: codeColumn,
    jobs: text,
    /** What tells establishments apart: one that comes twice in a year is then a fault. */
    id: text.optional(),
  },
  "an object with region, sector and jobs",
);

const schema = z
  .strictObject(
    {
      ...layout,
      columns,
      /** Establishments without jobs: counted as firms, or not. */
      withoutJobs: z.enum(["count", "leave-out"], "count or leave-out").default("leave-out"),
    },
    "an object; docs/mapping.md says with what",
  )
  .superRefine(({ columns: own }, context) => {
    const names = ["year", "region", "sector", "jobs", "id"] as const;
    addSharedColumns(
      names.flatMap((name) => usesIn(own[name], ["columns", name])),
      context,
    );
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
  const tally: Tally = { rows: 0, idle: 0, withheld: 0 };
  const names = { regions: new Map<string, string>(), sectors: new Map<string, string>() };
  const years = createYearSight(task.years);
  const ids = createIdsSeen();
  const receipts = await readFiles(task, (header, log) => {
    task.progress(`Counting ${log.file}.`);
    return rowReader(header, task, { tally, names, years, ids }, log);
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
  readonly ids: IdsSeen;
}

/** Undefined where the file lacks columns, which the log says. */
function rowReader(
  header: Header,
  { query, years: asked, take, log: queryLog, progress }: SourceTask<MicroDataQuery>,
  { tally, names, years, ids }: Counting,
  log: ProblemLog,
): RowReader | undefined {
  const { columns } = query;
  const faults = queryLog.total() + log.total();
  const yearOf = yearReader(header, columns.year, asked, queryLog, log);
  const regionOf = codeReader(header, columns.region, "columns.region");
  const sectorOf = codeReader(header, columns.sector, "columns.sector");
  const jobs = header.position(columns.jobs, "columns.jobs");
  if (yearOf === undefined || regionOf === undefined || sectorOf === undefined) return undefined;
  const checkId = idReader(header, columns.id, ids, log);
  if (jobs === undefined || queryLog.total() + log.total() > faults) return undefined;
  return (cells, line) => {
    const year = yearOf(cells, line);
    if (year === undefined || !years.wants(year)) return;
    const figure = header.figure(cells, jobs, line);
    if (figure === undefined) return;
    checkId?.(cells, year, line);
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

/** Looks for rows without an id and establishments that came before. Undefined where no column is named, or the file lacks it. */
function idReader(
  header: Header,
  column: string | undefined,
  ids: IdsSeen,
  log: ProblemLog,
): ((cells: readonly string[], year: number, line: number) => void) | undefined {
  const at = column === undefined ? undefined : header.position(column, "columns.id");
  if (at === undefined) return undefined;
  const see = ids.of(log.file);
  return (cells, year, line) => {
    const value = (cells[at] ?? "").trim();
    const place = { line, column, value };
    if (value === "")
      log.error({
        rule: "no-id",
        ...place,
        message: "The establishment has no id.",
        remedy:
          "Fill it in; or take id out of the query file, and count rows without comparing them.",
      });
    const before = value === "" ? undefined : see(value, year, line);
    if (before === undefined) return;
    log.error({
      rule: "id-twice",
      ...place,
      message: `${before} has the same establishment in ${year}, and it would be counted twice.`,
      remedy: "Remove one of the rows, or name another column as the id.",
    });
  };
}

function notesOf(
  { rows, idle, withheld }: Tally,
  { withoutJobs }: MicroDataQuery,
): readonly string[] {
  const notes = [
    `Counted from micro-data, ${rows === 1 ? "one row" : `${rows} rows`} with one establishment each.`,
  ];
  if (idle > 0)
    notes.push(
      withoutJobs === "count"
        ? `Establishments without jobs (${idle}) count as firms all the same.`
        : `Establishments without jobs (${idle}) are left out.`,
    );
  if (withheld > 0)
    notes.push(
      `Establishments whose jobs are withheld (${withheld}) count as firms; the jobs of the cells that they are in are withheld too.`,
    );
  return notes;
}
