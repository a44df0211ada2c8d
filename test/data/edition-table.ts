/**
 * The bundled edition read with nothing but csv-parse, so that its figures are checked by a second
 * path beside the product's own reading and computing.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

export type CsvRow = Readonly<Record<string, string>>;

export const editionFolder = join(import.meta.dirname, "../../data/1998");

export function readTable(path: string): readonly CsvRow[] {
  return parse(readFileSync(join(editionFolder, path), "utf8"), { columns: true }) as CsvRow[];
}

export interface CellFigures {
  readonly year: number;
  readonly region: string;
  readonly sector: string;
  readonly jobs: number;
  readonly firms: number;
}

export const cells: readonly CellFigures[] = readTable("employment.csv").map((row) => ({
  year: Number(row.year),
  region: row.region ?? "",
  sector: row.sector ?? "",
  jobs: Number(row.jobs),
  firms: Number(row.firms),
}));

export const sectors: readonly CsvRow[] = readTable("sectors.csv");
export const regions: readonly CsvRow[] = readTable("regions.csv");
export const groupOf = new Map(sectors.map((row) => [row.sector, row.group]));
export const branchOf = new Map(sectors.map((row) => [row.sector, row.branch]));

/** Jobs of every cell that satisfies the condition. */
export function jobsWhere(condition: (cell: CellFigures) => boolean): number {
  return cells.reduce((total, cell) => (condition(cell) ? total + cell.jobs : total), 0);
}

/** Pairs "region/sector" that meet the three criteria of section 4 of the paper in the year. */
export function clusterPairs(year: number): ReadonlySet<string> {
  const ofYear = cells.filter((cell) => cell.year === year);
  const total = (key: (cell: CellFigures) => string): ReadonlyMap<string, number> => {
    const totals = new Map<string, number>();
    for (const cell of ofYear) totals.set(key(cell), (totals.get(key(cell)) ?? 0) + cell.jobs);
    return totals;
  };
  const byRegion = total((cell) => cell.region);
  const bySector = total((cell) => cell.sector);
  const all = jobsWhere((cell) => cell.year === year);
  const pairs = ofYear.filter((cell) => {
    const regionalShare = cell.jobs / (byRegion.get(cell.region) ?? Number.NaN);
    const nationalShare = (bySector.get(cell.sector) ?? Number.NaN) / all;
    return regionalShare / nationalShare > 3 && cell.jobs >= 200 && cell.firms >= 10;
  });
  return new Set(pairs.map((cell) => `${cell.region}/${cell.sector}`));
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly percent: number;
}

/** Change in jobs of the given pairs, and of their sectors in the whole country. */
export function changeOf(
  pairs: ReadonlySet<string>,
  [from, to]: readonly [number, number],
): { readonly clusters: Change; readonly nation: Change } {
  const own = new Set([...pairs].map((pair) => pair.split("/")[1]));
  const inPairs = (cell: CellFigures): boolean => pairs.has(`${cell.region}/${cell.sector}`);
  const change = (condition: (cell: CellFigures) => boolean): Change => {
    const before = jobsWhere((cell) => cell.year === from && condition(cell));
    const after = jobsWhere((cell) => cell.year === to && condition(cell));
    return { from: before, to: after, percent: (100 * (after - before)) / before };
  };
  return { clusters: change(inPairs), nation: change((cell) => own.has(cell.sector)) };
}

/** The pairs whose sector satisfies the condition. */
export function pairsIn(
  pairs: ReadonlySet<string>,
  condition: (sector: string) => boolean,
): ReadonlySet<string> {
  return new Set([...pairs].filter((pair) => condition(pair.split("/")[1] ?? "")));
}
