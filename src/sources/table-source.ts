/**
 * Any CSV, described by the own part of a query file: which column is what, in long or wide form. All
 * properties are described in docs/mapping.md.
 */

import type { ProblemLog } from "../read/problem-log.ts";
import type { RowReader } from "../read/table.ts";
import { type CellsGiven, createCellsGiven } from "./cells-given.ts";
import { codeReader, type Figure, type Header, type YearReader, yearReader } from "./header.ts";
import type { Measure } from "./observation.ts";
import { flagsReader, NO_FLAGS, type RowFlags } from "./row-flags.ts";
import { createSought, guess, type Sought } from "./sought.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import { type TableQuery, tableQuery, usesOf } from "./table-query.ts";
import { readFiles } from "./tabular.ts";
import { type FigureColumn, wideColumns } from "./wide-columns.ts";
import { createYearSight, type YearSight } from "./year-sight.ts";

export type { TableQuery };

export const table: Source<TableQuery> = { name: "table", schema: tableQuery, read: readTables };

/** What is remembered from file to file. */
interface Memory {
  readonly regions: Map<string, string>;
  readonly sectors: Map<string, string>;
  readonly years: YearSight;
  readonly measures: Sought;
  readonly cells: CellsGiven;
}

async function readTables(task: SourceTask<TableQuery>): Promise<Delivery> {
  const memory: Memory = {
    regions: new Map(),
    sectors: new Map(),
    years: createYearSight(task.years),
    measures: createSought(measuresOf(task.query).keys()),
    cells: createCellsGiven(),
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
  const partOf = partReader(header, task.query);
  if (columns.sector === undefined && wide?.holds !== "sector") reportNoSector(task.log);
  if (task.log.total() + log.total() > before) return undefined;
  const takeFigure = figureTaker(header, task);
  const give = memory.cells.of(header, namedColumns(header, task.query, figures), log);
  keepLabels(figures, memory);
  return (cells, line) => {
    const faults = log.total();
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
      if (year === undefined) continue;
      if (column.year !== undefined && !memory.years.wants(year)) {
        withheld ||= header.isMissing(cells, column.at);
        continue;
      }
      const cell = {
        year,
        region: column.region ?? place?.code,
        sector: column.sector ?? industry?.code ?? "",
        measure: named ?? column.measure,
        line,
      };
      withheld = takeFigure(cell, cells, column.at, flags) || withheld;
    }
    if (flags.withheld !== undefined && !withheld)
      reportFlagBesideFigures(flags.withheld, columns.flag, line, log);
    if (log.total() > faults) return;
    give(
      {
        year: rowYear,
        region: place?.code ?? "",
        sector: industry?.code ?? "",
        part: partOf(cells),
      },
      line,
    );
  };
}

/** Names of regions and sectors that columns have in their own names. */
function keepLabels(figures: readonly FigureColumn[], { regions, sectors }: Memory): void {
  for (const { region, sector, label } of figures) {
    if (label === undefined) continue;
    if (region !== undefined) regions.set(region, label);
    if (sector !== undefined) sectors.set(sector, label);
  }
}

/** Cells in which the query says that rows of one year, region and sector differ: what they count, and what they are parts of. */
function partReader(
  header: Header,
  { measure: long, where, sumOver }: TableQuery,
): (cells: readonly string[]) => string {
  const several = Object.keys(where).filter((name) => [where[name] ?? []].flat().length > 1);
  const told = long === undefined ? [] : [long.column];
  const positions = [...told, ...several].map((name) => header.names.indexOf(name));
  const summed = sumOver.map((name, i) => header.position(name, `sumOver.${i}`) ?? -1);
  const all = [...new Set([...positions, ...summed])];
  return (cells) => all.map((at) => cells[at] ?? "").join("\t");
}

function namedColumns(
  { names }: Header,
  query: TableQuery,
  figures: readonly FigureColumn[],
): ReadonlySet<string> {
  return new Set([
    ...usesOf(query).map(({ name }) => name),
    ...Object.keys(query.where),
    ...figures.map(({ at }) => names[at] ?? ""),
  ]);
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
  const scale =
    typeof query.scale === "number" ? { jobs: query.scale, firms: query.scale } : query.scale;
  return ({ year, region, sector, measure, line }, cells, at, { withheld, beside }) => {
    const figure = figureAt(header, cells, at, line, withheld);
    if (figure === undefined) return true;
    // Written out, as spreading the place into each observation takes half of all the time.
    if ("flag" in figure) {
      take({ year, region, sector, measure, value: undefined, flag: figure.flag, line });
      return true;
    }
    const value = scaled(figure.value, scale[measure] ?? 1);
    take({ year, region, sector, measure, value, flag: beside[0], line });
    // An observation has one flag: the others come with nothing more to add.
    for (const flag of beside.slice(1))
      take({ year, region, sector, measure, value: 0, flag, line });
    return false;
  };
}

/**
 * An empty cell is accounted for where the row's flag says why; else it is a fault unless `missing` names it. What the
 * flag says of a figure that is not given goes before what its symbol says.
 */
function figureAt(
  header: Header,
  cells: readonly string[],
  at: number,
  line: number,
  flag: RowFlags["withheld"],
): Figure {
  return flag !== undefined && header.isMissing(cells, at)
    ? { flag }
    : header.figure(cells, at, line);
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

function figureColumns(
  header: Header,
  { query: { columns, measure: long, wide }, log }: SourceTask<TableQuery>,
): readonly FigureColumn[] {
  if (wide !== undefined) return wideColumns(header, wide, log);
  if (long !== undefined) {
    const at = header.position(long.value ?? "", "measure.value");
    return at === undefined ? [] : [{ at, measure: "jobs" }];
  }
  return (["jobs", "firms"] as const).flatMap((name): readonly FigureColumn[] => {
    const column = columns[name];
    const at = column === undefined ? undefined : header.position(column, `columns.${name}`);
    return at === undefined ? [] : [{ at, measure: name }];
  });
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
