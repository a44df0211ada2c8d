import { firmsOf } from "./firms.ts";
import { fitProportionally, type Matrix, sum, transpose } from "./proportional-fitting.ts";
import { roundToTotal } from "./rounding.ts";
import { seed } from "./seed.ts";
import type { Assumptions, PlannedCell, RegionRow, SectorRow } from "./tables.ts";
import { YEARS } from "./tables.ts";

/** Jobs and firms by region and sector, in the order of the assumption tables; integers. */
export interface ModelledYear {
  readonly year: number;
  readonly jobs: Matrix;
  readonly firms: Matrix;
}

type YearPosition = 0 | 1 | 2;

/** No cell but a planned one is more specialised than this: far enough below 3.0 to be no cluster. */
const ORDINARY_LOCATION_QUOTIENT = 2.5;
/** … unless it is this small, in jobs: far enough below 200 to be no cluster either. */
const ORDINARY_JOBS = 140;
const FIT = { tolerance: 0.01, iterations: 2000 } as const;

/**
 * Fills the table of regions by sectors for each year. Planned cells hold what the tables say; the
 * others share out what remains. 1990 starts from the affinities of types of region to sectors,
 * 1970 and 1994 start from the fitted 1990, so that ordinary cells change smoothly.
 */
export function modelYears(
  assumptions: Assumptions,
): readonly [ModelledYear, ModelledYear, ModelledYear] {
  const start = fitYear(assumptions, 1, seed(assumptions));
  return [
    roundYear(assumptions, 0, fitYear(assumptions, 0, start)),
    roundYear(assumptions, 1, start),
    roundYear(assumptions, 2, fitYear(assumptions, 2, start)),
  ];
}

/** Ordinary cells of a year as real numbers; planned cells are 0 here. */
function fitYear(assumptions: Assumptions, y: YearPosition, start: Matrix): Matrix {
  const { regions, sectors } = assumptions;
  const planned = plannedMatrix(assumptions, y);
  const isPlanned = plannedPositions(assumptions);
  const regionJobs = regionTotals(regions, sectors, y);
  const all = sum(regionJobs);
  const upper = regions.map((_, r) =>
    sectors.map((sector, s) =>
      isPlanned.has(`${r}/${s}`)
        ? 0
        : Math.max(
            ORDINARY_JOBS,
            (ORDINARY_LOCATION_QUOTIENT * sector.jobs[y] * (regionJobs[r] ?? 0)) / all,
          ),
    ),
  );
  return fitProportionally(
    start.map((row, r) => row.map((value, s) => (isPlanned.has(`${r}/${s}`) ? 0 : value))),
    regionJobs.map((jobs, r) => positive(jobs - sum(planned[r] ?? []), regions[r]?.id)),
    transpose(planned).map((column, s) =>
      positive((sectors[s]?.jobs[y] ?? 0) - sum(column), sectors[s]?.id),
    ),
    upper,
    FIT,
  );
}

/** Integers, sector by sector, so that each sector's national total is exactly the assumed one. */
function roundYear(assumptions: Assumptions, y: YearPosition, fitted: Matrix): ModelledYear {
  const planned = plannedMatrix(assumptions, y);
  const isPlanned = plannedPositions(assumptions);
  const plannedFirms = new Map(
    assumptions.planned.map((cell) => [positionOf(assumptions, cell), cell.firms[y]]),
  );
  const columns = assumptions.sectors.map((sector, s) => {
    const given = planned.map((row) => row[s] ?? 0);
    const ordinary = roundToTotal(
      fitted.map((row) => row[s] ?? 0),
      sector.jobs[y] - sum(given),
    );
    const firms = firmsOf(ordinary, sector.meanFirmJobs);
    return {
      jobs: ordinary.map((jobs, r) => (isPlanned.has(`${r}/${s}`) ? (given[r] ?? 0) : jobs)),
      firms: firms.map((count, r) => plannedFirms.get(`${r}/${s}`) ?? count),
    };
  });
  return {
    year: YEARS[y],
    jobs: transpose(columns.map((column) => column.jobs)),
    firms: transpose(columns.map((column) => column.firms)),
  };
}

function regionTotals(
  regions: readonly RegionRow[],
  sectors: readonly SectorRow[],
  y: YearPosition,
): readonly number[] {
  const all = sum(sectors.map((sector) => sector.jobs[y]));
  const weights = sum(regions.map((region) => region.weight[y]));
  return regions.map((region) => (all * region.weight[y]) / weights);
}

function plannedMatrix(assumptions: Assumptions, y: YearPosition): Matrix {
  const jobs = new Map(
    assumptions.planned.map((cell) => [positionOf(assumptions, cell), cell.jobs[y]]),
  );
  return assumptions.regions.map((_, r) =>
    assumptions.sectors.map((_, s) => jobs.get(`${r}/${s}`) ?? 0),
  );
}

function plannedPositions(assumptions: Assumptions): ReadonlySet<string> {
  return new Set(assumptions.planned.map((cell) => positionOf(assumptions, cell)));
}

function positionOf({ regions, sectors }: Assumptions, cell: PlannedCell): string {
  const r = regions.findIndex((region) => region.id === cell.region);
  const s = sectors.findIndex((sector) => sector.id === cell.sector);
  if (r < 0 || s < 0) throw new Error(`${cell.region}/${cell.sector}: no such region or sector`);
  return `${r}/${s}`;
}

function positive(jobs: number, id: string | undefined): number {
  if (jobs <= 0) throw new Error(`${id ?? "?"}: the planned cells leave no jobs for the others`);
  return jobs;
}
