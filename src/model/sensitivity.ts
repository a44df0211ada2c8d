import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";
import { firmsInterval, jobsInterval } from "./bounds.ts";
import { type Cell, cellAt } from "./cluster.ts";
import { holds, threshold, withThreshold } from "./criterion.ts";
import type { Criteria, Criterion } from "./dataset.ts";

/** Thresholds to try for each criterion, ascending; each is compared as the edition's own criterion is. */
export interface ThresholdGrid {
  readonly locationQuotient: readonly number[];
  readonly jobs: readonly number[];
  readonly firms: readonly number[];
}

/** Up to which location-quotient threshold a cluster remains one, its jobs and firms as they are. */
export interface ThresholdRange extends Cell {
  /** Its quotient: with `above` it remains while the threshold is less, with `atLeast` also when it is equal. */
  readonly upTo: number;
  readonly inclusive: boolean;
}

/** Number of clusters of a year as the thresholds vary. */
export interface Sensitivity {
  readonly year: number;
  readonly grid: ThresholdGrid;
  /** location quotient × jobs (row by row), the firms criterion as the edition has it. */
  readonly counts: Int32Array;
  /** By firms threshold, the other two as the edition has them. */
  readonly countsByFirms: Int32Array;
  /** The year's clusters at the edition's own criteria, ordered by region, then sector. */
  readonly ranges: readonly ThresholdRange[];
}

/** Fractions of the edition's threshold: for 3, 200 and 10 they give round numbers. */
const FRACTIONS = {
  locationQuotient: [
    [1, 2],
    [2, 3],
    [5, 6],
    [1, 1],
    [7, 6],
    [4, 3],
    [5, 3],
    [2, 1],
  ],
  jobs: [
    [1, 4],
    [1, 2],
    [3, 4],
    [1, 1],
    [3, 2],
    [2, 1],
    [5, 2],
    [5, 1],
  ],
  firms: [
    [1, 5],
    [1, 2],
    [4, 5],
    [1, 1],
    [6, 5],
    [3, 2],
    [2, 1],
    [3, 1],
  ],
} as const;

/** Thresholds around the edition's own, which are among them. */
export function gridAround(criteria: Criteria): ThresholdGrid {
  const around = (name: keyof Criteria) =>
    FRACTIONS[name].map(([parts, of]) => (threshold(criteria[name]) * parts) / of);
  return {
    locationQuotient: around("locationQuotient"),
    jobs: around("jobs"),
    firms: around("firms"),
  };
}

/**
 * Counts the clusters of a year for every pair of location-quotient and jobs thresholds, and for every firms threshold,
 * in one pass over the cells. Withheld figures count at the lowest they may be, as for the verdict `cluster`, so that
 * the count at the edition's own criteria is its number of clusters.
 */
export function sensitivity(
  atlas: Atlas,
  year: number,
  grid: ThresholdGrid = gridAround(atlas.dataset.descriptor.criteria),
): Sensitivity {
  const { dataset, totals } = atlas;
  const { criteria } = dataset.descriptor;
  const lq = atlas.lqLow ?? atlas.lq;
  const size = dataset.regions.length * dataset.sectors.length;
  const y = atlas.yearIndex.get(year) ?? -1;
  const [L, J] = [grid.locationQuotient.length, grid.jobs.length];
  const counts = new Int32Array(L * J);
  const countsByFirms = new Int32Array(grid.firms.length);
  const ranges: ThresholdRange[] = [];

  for (let position = 0; y >= 0 && position < size; position += 1) {
    const quotient = at(lq, y * size + position);
    // A row without jobs, or without a quotient, is no cluster at any threshold: most cells end here.
    if (Number.isNaN(quotient)) continue;
    const cell = cellAt(dataset, position);
    const jobs = jobsInterval(dataset, totals, y, cell.r, cell.s).low;
    const firms = firmsInterval(dataset, totals, y, cell.r, cell.s).low;
    const meetsQuotient = holds(criteria.locationQuotient, quotient);
    const meetsJobs = holds(criteria.jobs, jobs);
    if (holds(criteria.firms, firms)) {
      const met = numberMet(criteria.locationQuotient, grid.locationQuotient, quotient);
      const metJobs = numberMet(criteria.jobs, grid.jobs, jobs);
      for (let l = 0; l < met; l += 1) {
        for (let j = 0; j < metJobs; j += 1) increase(counts, l * J + j);
      }
      if (meetsQuotient && meetsJobs) {
        ranges.push({ ...cell, upTo: quotient, inclusive: "atLeast" in criteria.locationQuotient });
      }
    }
    if (meetsQuotient && meetsJobs) {
      const metFirms = numberMet(criteria.firms, grid.firms, firms);
      for (let f = 0; f < metFirms; f += 1) increase(countsByFirms, f);
    }
  }
  return { year, grid, counts, countsByFirms, ranges };
}

/** How many of the ascending thresholds a value satisfies. */
function numberMet(criterion: Criterion, thresholds: readonly number[], value: number): number {
  const failed = thresholds.findIndex((bound) => !holds(withThreshold(criterion, bound), value));
  return failed < 0 ? thresholds.length : failed;
}

function increase(counts: Int32Array, position: number): void {
  counts[position] = at(counts, position) + 1;
}
