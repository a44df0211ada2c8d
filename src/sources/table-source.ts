/**
 * Any CSV, described by the own part of a query file: which column is what, in long or wide form. All
 * properties are described in docs/mapping.md.
 */

import { z } from "zod";
import { FLAG, type FlagCode } from "../model/dataset.ts";
import { shownPath } from "../read/file.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import type { RowReader } from "../read/table.ts";
import type { Measure } from "./observation.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import {
  type CodeColumn,
  codeColumn,
  codeReader,
  type Header,
  layout,
  readRows,
  yearIn,
} from "./tabular.ts";

const text = z.string("a text").min(1, "a text that is not empty");
const measure = z.enum(["jobs", "firms"], "jobs or firms");
const names = z.union([text, z.array(text).min(1)]);

const schema = z
  .strictObject({
    ...layout,
    columns: z.strictObject({
      year: z.union([text, z.strictObject({ value: z.int().min(1000).max(9999) })]).optional(),
      region: codeColumn.optional(),
      sector: codeColumn.optional(),
      jobs: text.optional(),
      firms: text.optional(),
      flag: text.optional(),
    }),
    /** Long form: a column says what the figure beside it counts. */
    measure: z
      .strictObject({ column: text, value: text, jobs: names.optional(), firms: names.optional() })
      .optional(),
    /** Wide form: columns whose names match hold the years, sectors or regions (the first group of the pattern). */
    wide: z
      .strictObject({
        pattern: text.refine(isPattern, "a regular expression with one group, such as ^(\\d{4})$"),
        holds: z.enum(["year", "sector", "region"], "year, sector or region"),
        measure,
      })
      .optional(),
    /** Figures are multiplied by it: 1000 where the table counts thousands. */
    scale: z.number().positive("a number above 0").default(1),
    /** The file's own letters of flags → flags of the edition; an empty text for letters that say nothing. */
    flags: z.record(z.string(), z.enum(["", "c", "x", "e", "m", "r", "b"])).default({}),
  })
  .refine(({ measure: long, wide, columns }) => {
    const direct = columns.jobs !== undefined || columns.firms !== undefined;
    return [direct, long !== undefined, wide !== undefined].filter(Boolean).length === 1;
  }, "one of three: columns.jobs and columns.firms, measure (long form), or wide");

export type TableQuery = z.output<typeof schema>;

export const table: Source<TableQuery> = { name: "table", schema, read: readTables };

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec("")?.length === 2;
  } catch {
    return false;
  }
}

interface Names {
  readonly regions: Map<string, string>;
  readonly sectors: Map<string, string>;
}

async function readTables(task: SourceTask<TableQuery>): Promise<Delivery> {
  const { query, queryName } = task;
  const found: Names = { regions: new Map(), sectors: new Map() };
  const receipts: Delivery["receipts"][number][] = [];
  for (const file of query.files) {
    const shown = shownPath(task.resolve(file));
    task.progress(`Reading ${shown}.`);
    const log = task.logFor(shown);
    const received = await readRows(
      { layout: query, path: task.resolve(file), shown, queryLog: task.log, log },
      (header) => rowReader(header, task, found, log),
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
    regionNames: found.regions,
    sectorNames: found.sectors,
    receipts,
    notes: [],
    crosswalk: [],
  };
}

/** A column with figures, and what it says of them beyond the row. */
interface FigureColumn {
  readonly at: number;
  readonly measure: Measure;
  readonly year?: number | undefined;
  readonly sector?: string | undefined;
  readonly region?: string | undefined;
}

/** Undefined where the file lacks columns, which the log says. */
function rowReader(
  header: Header,
  task: SourceTask<TableQuery>,
  found: Names,
  log: ProblemLog,
): RowReader | undefined {
  const { query, take, years: wanted } = task;
  const { columns } = query;
  const before = task.log.total();
  const year = yearReader(header, task, log);
  const region = readerOf(header, columns.region, "columns.region");
  const sector = readerOf(header, columns.sector, "columns.sector");
  const flagAt =
    columns.flag === undefined ? undefined : header.position(columns.flag, "columns.flag");
  const figures = figureColumns(header, task);
  const measureOf = longMeasure(header, query);
  requireColumn(sector !== undefined || query.wide?.holds === "sector", "sector", task.log);
  if (task.log.total() > before) return undefined;
  return (cells, line) => {
    const named = measureOf?.(cells);
    if (measureOf !== undefined && named === undefined) return;
    const rowYear = year?.(cells, line);
    const place = region?.(cells);
    const industry = sector?.(cells);
    if (place?.label !== undefined) found.regions.set(place.code, place.label);
    if (industry?.label !== undefined) found.sectors.set(industry.code, industry.label);
    const flag = flagAt === undefined ? undefined : flagOf(cells[flagAt] ?? "", query, line, log);
    for (const column of figures) {
      const at = column.year ?? rowYear;
      if (at === undefined || (wanted !== undefined && !wanted.includes(at))) continue;
      const figure = figureAt(header, cells, column.at, line, flag);
      if (figure === undefined) continue;
      take({
        year: at,
        region: column.region ?? place?.code,
        sector: column.sector ?? industry?.code ?? "",
        measure: named ?? column.measure,
        value: "value" in figure ? figure.value * query.scale : undefined,
        flag: "flag" in figure ? figure.flag : flag,
        line,
      });
    }
  };
}

/** An empty cell is accounted for where the row's flag says why; else it is a fault unless `missing` names it. */
function figureAt(
  header: Header,
  cells: readonly string[],
  at: number,
  line: number,
  flag: FlagCode | undefined,
): { readonly value: number } | { readonly flag: FlagCode } | undefined {
  if ((flag === "c" || flag === "x") && (cells[at] ?? "").trim() === "") return { flag };
  return header.figure(cells, at, line);
}

function readerOf(
  header: Header,
  column: CodeColumn | undefined,
  property: string,
): ReturnType<typeof codeReader> | undefined {
  if (column === undefined) return undefined;
  const at = header.position(typeof column === "string" ? column : column.column, property);
  return at === undefined ? undefined : codeReader(column, at);
}

function yearReader(
  header: Header,
  { query, years, log: queryLog }: SourceTask<TableQuery>,
  log: ProblemLog,
): ((cells: readonly string[], line: number) => number | undefined) | undefined {
  const { year } = query.columns;
  if (query.wide?.holds === "year") return undefined;
  if (typeof year === "object") return () => year.value;
  if (typeof year === "string") {
    const at = header.position(year, "columns.year");
    return at === undefined
      ? undefined
      : (cells, line) => yearIn((cells[at] ?? "").trim(), line, year, log);
  }
  const [only, ...others] = years ?? [];
  if (only !== undefined && others.length === 0) return () => only;
  requireColumn(false, "year", queryLog);
  return undefined;
}

function requireColumn(present: boolean, name: string, log: ProblemLog): void {
  if (present) return;
  log.error({
    rule: "column-not-named",
    column: `query.columns.${name}`,
    message: `The query file does not say where the ${name} stands.`,
    remedy:
      name === "year"
        ? "Name the column, write year: {value: 2000}, or ask for one year (years)."
        : `Name the column of the ${name}.`,
  });
}

function figureColumns(
  header: Header,
  { query, log }: SourceTask<TableQuery>,
): readonly FigureColumn[] {
  const { columns, measure: long, wide } = query;
  if (long !== undefined) {
    const at = header.position(long.value, "measure.value");
    return at === undefined ? [] : [{ at, measure: "jobs" }];
  }
  if (wide !== undefined) {
    const pattern = new RegExp(wide.pattern);
    const matched = header.names.flatMap((name, at): readonly FigureColumn[] => {
      const code = pattern.exec(name)?.[1];
      if (code === undefined) return [];
      if (wide.holds === "year") return [{ at, measure: wide.measure, year: Number(code) }];
      return [{ at, measure: wide.measure, [wide.holds]: code }];
    });
    if (matched.length === 0)
      log.error({
        rule: "no-column-matches",
        column: "query.wide.pattern",
        value: wide.pattern,
        message: `No column of the file matches. Its header has: ${header.names.join(" | ")}.`,
        remedy: "Correct the pattern; its first group is the year, sector or region.",
      });
    if (wide.holds === "year" && matched.some(({ year }) => !Number.isInteger(year)))
      log.error({
        rule: "no-year",
        column: "query.wide.pattern",
        value: wide.pattern,
        message: "The group of the pattern is no year of four digits.",
        remedy: "Write it around the year alone, such as (\\d{4}).",
      });
    return matched;
  }
  return (["jobs", "firms"] as const).flatMap((name): readonly FigureColumn[] => {
    const column = columns[name];
    const at = column === undefined ? undefined : header.position(column, `columns.${name}`);
    return at === undefined ? [] : [{ at, measure: name }];
  });
}

/** What a row of the long form counts; undefined for rows that count something else. */
function longMeasure(
  header: Header,
  { measure: long }: TableQuery,
): ((cells: readonly string[]) => Measure | undefined) | undefined {
  if (long === undefined) return undefined;
  const at = header.position(long.column, "measure.column");
  const known = new Map<string, Measure>();
  for (const name of ["jobs", "firms"] as const)
    for (const value of [long[name] ?? []].flat()) known.set(value, name);
  return at === undefined ? undefined : (cells) => known.get((cells[at] ?? "").trim());
}

function flagOf(
  letters: string,
  { flags }: TableQuery,
  line: number,
  log: ProblemLog,
): FlagCode | undefined {
  const text = letters.trim();
  if (text === "") return undefined;
  const told = Object.hasOwn(flags, text) ? flags[text] : text;
  if (told === "") return undefined;
  if (told !== undefined && isFlag(told)) return told;
  log.error({
    rule: "unknown-flag",
    line,
    value: text,
    message: "The query file does not say what this flag means.",
    remedy:
      "Name it under flags, such as flags: {K: c}; an empty text says that it means nothing here.",
  });
  return undefined;
}

function isFlag(text: string): text is FlagCode {
  return Object.hasOwn(FLAG, text);
}
