import { at } from "./at.ts";
import { type Cell, cellsOfPeriod } from "./cluster.ts";
import { cellIndex, type Dataset } from "./dataset.ts";
import type { SectorClass } from "./sector-class.ts";
import type { Totals } from "./totals.ts";

export type GrowthLevel = "sector" | "branch" | "group" | "all";

/** Jobs at both ends of a period. A figure is undefined where a cell behind it is withheld. */
export interface JobsChange {
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** to − from, in jobs. */
  readonly change: number | undefined;
  /** In percent of `from`; undefined where that is 0. */
  readonly changePercent: number | undefined;
}

/** The clusters of a sector, branch, group or of all, beside the same sectors in the whole country. */
export interface GrowthRow {
  readonly period: readonly [number, number];
  readonly level: GrowthLevel;
  /** Of the sector, branch or group; "all" at the level `all`. */
  readonly id: string;
  readonly name: string;
  /** The cells the period covers: stable, new and ex-clusters; ordered by region, then sector. */
  readonly clusters: readonly Cell[];
  readonly jobsFrom: number | undefined;
  readonly jobsTo: number | undefined;
  readonly change: number | undefined;
  readonly changePercent: number | undefined;
  /** The country's jobs in the sectors in which those clusters lie, and no others. */
  readonly nationalFrom: number | undefined;
  readonly nationalTo: number | undefined;
  readonly nationalChange: number | undefined;
  readonly nationalChangePercent: number | undefined;
  /** changePercent − nationalChangePercent, in percentage points. */
  readonly gap: number | undefined;
}

/** What growth is computed from. */
export interface GrowthBasis {
  readonly dataset: Dataset;
  readonly totals: Totals;
  readonly branches: readonly SectorClass[];
  readonly groups: readonly SectorClass[];
  /** The clusters of each cluster year. */
  readonly clusterCells: ReadonlyMap<number, readonly Cell[]>;
}

/**
 * Growth of the clusters against the same sectors nationally, for each period of the edition
 * (Isaksen 1998, figures 1 and 2). A row only where the period covers a cluster.
 * Ordered by period as declared, then sector, branch, group, all, then id.
 */
export function growth(basis: GrowthBasis): readonly GrowthRow[] {
  return basis.dataset.descriptor.periods.flatMap((period) => growthOfPeriod(basis, period));
}

/** The rows of one period, whether or not the edition declares it; both years are of the data. */
export function growthOfPeriod(
  basis: GrowthBasis,
  period: readonly [number, number],
): readonly GrowthRow[] {
  const { sectors } = basis.dataset;
  const covered = cellsOfPeriod(basis.clusterCells, period);
  const singles = sectors.map(({ id, name }, s) => ({ id, name, sectors: [s] }));
  const all = { id: "all", name: "All sectors", sectors: sectors.map((_, s) => s) };
  const levels: readonly (readonly [GrowthLevel, readonly SectorClass[]])[] = [
    ["sector", singles],
    ["branch", basis.branches],
    ["group", basis.groups],
    ["all", [all]],
  ];
  return levels.flatMap(([level, classes]) =>
    cellsByClass(covered, classes)
      .filter(([, cells]) => cells.length > 0)
      .map(([{ id, name }, cells]) => ({
        period,
        level,
        id,
        name,
        clusters: cells,
        ...compare(basis, period, cells),
      })),
  );
}

/** The cells of each class, in the order given. A cell whose sector is in no class is left out. */
function cellsByClass(
  cells: readonly Cell[],
  classes: readonly SectorClass[],
): readonly (readonly [SectorClass, readonly Cell[]])[] {
  const members = classes.map((): Cell[] => []);
  const membersOfSector = new Map(
    classes.flatMap(({ sectors }, n) => sectors.map((s) => [s, members[n]] as const)),
  );
  for (const cell of cells) membersOfSector.get(cell.s)?.push(cell);
  return classes.map((sectorClass, n) => [sectorClass, members[n] ?? []]);
}

function compare(basis: GrowthBasis, period: readonly [number, number], cells: readonly Cell[]) {
  const [from, to] = period.map((year) => basis.dataset.years.indexOf(year));
  const own = jobsChange(sumOfCells(basis, cells, from), sumOfCells(basis, cells, to));
  const nation = jobsChange(sumNationally(basis, cells, from), sumNationally(basis, cells, to));
  return {
    jobsFrom: own.from,
    jobsTo: own.to,
    change: own.change,
    changePercent: own.changePercent,
    nationalFrom: nation.from,
    nationalTo: nation.to,
    nationalChange: nation.change,
    nationalChangePercent: nation.changePercent,
    gap: defined((own.changePercent ?? Number.NaN) - (nation.changePercent ?? Number.NaN)),
  };
}

/** Change between two figures in jobs; NaN stands for a figure that is not known. */
export function jobsChange(from: number, to: number): JobsChange {
  return {
    from: defined(from),
    to: defined(to),
    change: defined(to - from),
    changePercent: defined(((to - from) / from) * 100),
  };
}

/** The number, or undefined where it is NaN or infinite (a percentage of 0). */
export function defined(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** Jobs of the cells in a year of the data, given by position; NaN where one is withheld or the year unknown. */
function sumOfCells({ dataset }: GrowthBasis, cells: readonly Cell[], y = -1): number {
  return cells.reduce((sum, { r, s }) => sum + at(dataset.jobs, cellIndex(dataset, y, r, s)), 0);
}

function sumNationally({ dataset, totals }: GrowthBasis, cells: readonly Cell[], y = -1): number {
  const sectors = [...new Set(cells.map(({ s }) => s))].sort((a, b) => a - b);
  return sectors.reduce((sum, s) => sum + at(totals.sectorJobs, y * dataset.sectors.length + s), 0);
}
