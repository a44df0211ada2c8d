/**
 * Any CSV, described by the own part of a query file: which column is what, in long or wide form. All
 * properties are described in docs/mapping.md.
 */

import { z } from "zod";
import type { ProblemLog } from "../read/problem-log.ts";
import type { RowReader } from "../read/table.ts";
import { codeReader, type Figure, type Header, type YearReader, yearReader } from "./header.ts";
import { codeColumn, layout, text, yearColumn } from "./layout.ts";
import type { Measure } from "./observation.ts";
import { flagsReader, NO_FLAGS, type RowFlags } from "./row-flags.ts";
import { createSought, guess, type Sought } from "./sought.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import { readFiles } from "./tabular.ts";
import { createYearSight, type YearSight } from "./year-sight.ts";

const measure = z.enum(["jobs", "firms"], "jobs or firms");
const names = z.union([text, z.array(text).min(1)], "a text in quotes, or a list of such texts");

const schema = z
  .strictObject(
    {
      ...layout,
      columns: z.strictObject(
        {
          year: yearColumn.optional(),
          region: codeColumn.optional(),
          sector: codeColumn.optional(),
          jobs: text.optional(),
          firms: text.optional(),
          flag: text.optional(),
        },
        "an object with the names of columns",
      ),
      /** Long form: a column says what the figure beside it counts. */
      measure: z
        .strictObject(
          { column: text, value: text, jobs: names.optional(), firms: names.optional() },
          "an object with column, value, and jobs or firms or both",
        )
        .refine((long) => long.jobs !== undefined || long.firms !== undefined, {
          error: "an object with jobs or firms or both: what the column says of them",
        })
        .optional(),
      /** Wide form: columns whose names match hold the years, sectors or regions (the first group of the pattern). */
      wide: z
        .strictObject(
          {
            pattern: text.refine(isPattern, {
              error: "a regular expression with one group, such as ^(\\d{4})$",
            }),
            holds: z.enum(["year", "sector", "region"], "year, sector or region"),
            measure,
          },
          "an object with pattern, holds and measure",
        )
        .optional(),
      /** Figures are multiplied by it: 1000 where the table counts thousands. */
      scale: z.number("a number above 0").positive("a number above 0").default(1),
      /** The file's own letters of flags → flags of the edition; an empty text for letters that say nothing. */
      flags: z
        .record(
          z.string(),
          z.enum(["", "c", "x", "e", "m", "r", "b"], 'one of c, x, e, m, r, b and ""'),
          "an object such as {K: c}",
        )
        .default({}),
    },
    "an object; docs/mapping.md says with what",
  )
  .refine(
    ({ measure: long, wide, columns }) => {
      const direct = columns.jobs !== undefined || columns.firms !== undefined;
      return [direct, long !== undefined, wide !== undefined].filter(Boolean).length === 1;
    },
    { error: "one of three: columns.jobs and columns.firms, measure (long form), or wide" },
  )
  .refine(({ wide, columns }) => wide === undefined || columns[wide.holds] === undefined, {
    path: ["wide", "holds"],
    error: "what is not named under columns: a figure has one year, region and sector",
  });

export type TableQuery = z.output<typeof schema>;

export const table: Source<TableQuery> = { name: "table", schema, read: readTables };

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec("")?.length === 2;
  } catch {
    return false;
  }
}

/** What is remembered from file to file. */
interface Memory {
  readonly regions: Map<string, string>;
  readonly sectors: Map<string, string>;
  readonly years: YearSight;
  readonly measures: Sought;
}

async function readTables(task: SourceTask<TableQuery>): Promise<Delivery> {
  const memory: Memory = {
    regions: new Map(),
    sectors: new Map(),
    years: createYearSight(task.years),
    measures: createSought(measuresOf(task.query).keys()),
  };
  const before = task.log.total();
  const receipts = await readFiles(task, (header, log) => {
    task.progress(`Reading ${log.file}.`);
    return rowReader(header, task, memory, log);
  });
  if (task.log.total() === before) reportMeasures(task, memory.measures);
  memory.years.report(task.log);
  return {
    regionNames: memory.regions,
    sectorNames: memory.sectors,
    receipts,
    notes: [],
    crosswalk: [],
  };
}

/** Undefined where the file lacks columns, which the log says. */
function rowReader(
  header: Header,
  task: SourceTask<TableQuery>,
  memory: Memory,
  log: ProblemLog,
): RowReader | undefined {
  const { columns, wide } = task.query;
  const before = task.log.total() + log.total();
  const yearOf = yearReaderOf(header, task, log);
  const regionOf = codeReader(header, columns.region, "columns.region");
  const sectorOf = codeReader(header, columns.sector, "columns.sector");
  const flagsOf = flagsReader(header, columns.flag, task.query.flags, log);
  const figures = figureColumns(header, task);
  const measureOf = longMeasure(header, task, memory.measures);
  if (columns.sector === undefined && wide?.holds !== "sector") reportNoSector(task.log);
  if (task.log.total() + log.total() > before) return undefined;
  const takeFigure = figureTaker(header, task);
  return (cells, line) => {
    const named = measureOf?.(cells);
    if (measureOf !== undefined && named === undefined) return;
    const rowYear = yearOf?.(cells, line);
    if (yearOf !== undefined && (rowYear === undefined || !memory.years.wants(rowYear))) return;
    const [place, industry] = [regionOf?.(cells), sectorOf?.(cells)];
    if (place?.label !== undefined) memory.regions.set(place.code, place.label);
    if (industry?.label !== undefined) memory.sectors.set(industry.code, industry.label);
    const flags = flagsOf?.(cells, line) ?? NO_FLAGS;
    let withheld = false;
    for (const column of figures) {
      const year = column.year ?? rowYear;
      if (year === undefined || (column.year !== undefined && !memory.years.wants(year))) continue;
      const cell = {
        year,
        region: column.region ?? place?.code,
        sector: column.sector ?? industry?.code ?? "",
        measure: named ?? column.measure,
        line,
      };
      withheld = takeFigure(cell, cells, column.at, flags) || withheld;
    }
    if (flags.withheld !== undefined && !withheld && wide === undefined)
      reportFlagBesideFigures(flags.withheld, columns.flag, line, log);
  };
}

interface CellPlace {
  readonly year: number;
  readonly region: string | undefined;
  readonly sector: string;
  readonly measure: Measure;
  readonly line: number;
}

/** Reads one figure and passes it on; answers whether it is withheld, or not readable. */
function figureTaker(
  header: Header,
  { query, take }: SourceTask<TableQuery>,
): (place: CellPlace, cells: readonly string[], at: number, flags: RowFlags) => boolean {
  return (place, cells, at, { withheld, beside }) => {
    const figure = figureAt(header, cells, at, place.line, withheld);
    if (figure === undefined) return true;
    if ("flag" in figure) {
      take({ ...place, value: undefined, flag: figure.flag });
      return true;
    }
    const [flag, ...others] = beside;
    take({ ...place, value: scaled(figure.value, query.scale), flag });
    // An observation has one flag: the others come with nothing more to add.
    for (const other of others) take({ ...place, value: 0, flag: other });
    return false;
  };
}

/** An empty cell is accounted for where the row's flag says why; else it is a fault unless `missing` names it. */
function figureAt(
  header: Header,
  cells: readonly string[],
  at: number,
  line: number,
  flag: RowFlags["withheld"],
): Figure {
  if (flag !== undefined && (cells[at] ?? "").trim() === "") return { flag };
  return header.figure(cells, at, line);
}

/** Twelve digits: 1.005 thousand are 1005, and not what binary fractions make of it. */
function scaled(value: number, scale: number): number {
  return scale === 1 ? value : Number((value * scale).toPrecision(12));
}

function yearReaderOf(
  header: Header,
  { query, years, log: queryLog }: SourceTask<TableQuery>,
  log: ProblemLog,
): YearReader | undefined {
  if (query.wide?.holds === "year") return undefined;
  return yearReader(header, query.columns.year, years, queryLog, log);
}

function reportNoSector(log: ProblemLog): void {
  log.error({
    rule: "column-not-named",
    column: "query.columns.sector",
    message: "The query file does not say where the sector stands.",
    remedy: "Name the column of the sector.",
  });
}

/** Never both: a figure that is confidential must not be published because a flag was overlooked. */
function reportFlagBesideFigures(
  flag: string,
  column: string | undefined,
  line: number,
  log: ProblemLog,
): void {
  log.error({
    rule: "flag-beside-figures",
    line,
    column,
    value: flag,
    message: `The flag says ${flag === "c" ? "confidential" : "not available"}, and all figures of the row are given.`,
    remedy:
      "Empty the figure that is meant, or remove the flag; where the file means something else by it, say so under flags (an empty text for nothing).",
  });
}

/** A column with figures, and what it says of them beyond the row. */
interface FigureColumn {
  readonly at: number;
  readonly measure: Measure;
  readonly year?: number | undefined;
  readonly sector?: string | undefined;
  readonly region?: string | undefined;
}

function figureColumns(
  header: Header,
  { query: { columns, measure: long, wide }, log }: SourceTask<TableQuery>,
): readonly FigureColumn[] {
  if (wide !== undefined) return wideColumns(header, wide, log);
  if (long !== undefined) {
    const at = header.position(long.value, "measure.value");
    return at === undefined ? [] : [{ at, measure: "jobs" }];
  }
  return (["jobs", "firms"] as const).flatMap((name): readonly FigureColumn[] => {
    const column = columns[name];
    const at = column === undefined ? undefined : header.position(column, `columns.${name}`);
    return at === undefined ? [] : [{ at, measure: name }];
  });
}

function wideColumns(
  header: Header,
  wide: NonNullable<TableQuery["wide"]>,
  log: ProblemLog,
): readonly FigureColumn[] {
  const pattern = new RegExp(wide.pattern);
  const matched = header.names.flatMap((name, at): readonly (FigureColumn & { code: string })[] => {
    const code = pattern.exec(name)?.[1];
    if (code === undefined) return [];
    const held = wide.holds === "year" ? { year: Number(code) } : { [wide.holds]: code };
    return [{ at, measure: wide.measure, code, ...held }];
  });
  const place = { column: "query.wide.pattern", value: wide.pattern };
  const strange = matched.find(({ code }) => wide.holds === "year" && !/^[1-9]\d{3}$/.test(code));
  if (matched.length === 0)
    log.error({
      rule: "no-column-matches",
      ...place,
      message: `No column of the file matches. Its header has: ${header.names.join(" | ")}.`,
      remedy: `Correct the pattern; its first group is the ${wide.holds}.`,
    });
  if (strange !== undefined)
    log.error({
      rule: "pattern-no-year",
      ...place,
      message: `In the column ${header.names[strange.at] ?? ""} the group is “${strange.code}”, no year of four digits.`,
      remedy: "Write the group around the year alone, such as ^(\\d{4})$.",
    });
  return matched;
}

/** What a column says of a figure → what it counts. */
function measuresOf({ measure: long }: TableQuery): ReadonlyMap<string, Measure> {
  return new Map(
    (["jobs", "firms"] as const).flatMap((name) =>
      [long?.[name] ?? []].flat().map((value) => [value, name] as const),
    ),
  );
}

/** What a row of the long form counts; undefined for rows that count something else. */
function longMeasure(
  header: Header,
  { query }: SourceTask<TableQuery>,
  sought: Sought,
): ((cells: readonly string[]) => Measure | undefined) | undefined {
  if (query.measure === undefined) return undefined;
  const at = header.position(query.measure.column, "measure.column");
  if (at === undefined) return undefined;
  const known = measuresOf(query);
  return (cells) => {
    const value = (cells[at] ?? "").trim();
    sought.see(value);
    return known.get(value);
  };
}

function reportMeasures({ query, log }: SourceTask<TableQuery>, sought: Sought): void {
  const measures = measuresOf(query);
  for (const { value, near } of sought.unseen())
    log.error({
      rule: "no-such-measure",
      column: `query.measure.${measures.get(value) ?? ""}`,
      value,
      message: `No wanted row says this in the column ${query.measure?.column ?? ""}${guess(near)}.`,
      remedy: "Write it letter by letter as the file does, or remove it.",
    });
}
