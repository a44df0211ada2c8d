import { firmsInterval, jobsInterval } from "./bounds.ts";
import { type Cell, type Cluster, cellsWith, clusters } from "./cluster.ts";
import { holds } from "./criterion.ts";
import type { Dataset } from "./dataset.ts";
import { type GrowthRow, growth } from "./growth.ts";
import { locationQuotient } from "./location-quotient.ts";
import { quotientBounds } from "./quotient-bounds.ts";
import { branchesOf, groupsOf, type SectorClass } from "./sector-class.ts";
import { type Totals, totals } from "./totals.ts";
import { VERDICT, verdict } from "./verdict.ts";

/** All that is computed of one edition. Arrays are laid out as the dataset's: `cellIndex(dataset, y, r, s)`. */
export interface Atlas {
  readonly dataset: Dataset;
  readonly totals: Totals;
  /** Positions in the dataset's arrays by id, and by year. */
  readonly regionIndex: ReadonlyMap<string, number>;
  readonly sectorIndex: ReadonlyMap<string, number>;
  readonly yearIndex: ReadonlyMap<number, number>;
  /** Ordered by id; branches are empty where the edition has no such level. */
  readonly branches: readonly SectorClass[];
  readonly groups: readonly SectorClass[];
  /** year × region × sector; NaN where undefined, or where a withheld figure enters it. */
  readonly lq: Float64Array;
  /** Bounds of the quotients; only where the edition withholds the jobs of any cell. */
  readonly lqLow: Float64Array | undefined;
  readonly lqHigh: Float64Array | undefined;
  /** year × region × sector, codes of VERDICT. */
  readonly verdicts: Uint8Array;
  /** The clusters of each cluster year; each list ordered by region id, then sector id. */
  readonly clusterCells: ReadonlyMap<number, readonly Cell[]>;
  /** The pairs that are clusters in either of the last two cluster years; ordered by region id, then sector id. */
  readonly clusters: readonly Cluster[];
  /** The cells of the last cluster year that withheld figures leave undecided; ordered alike. */
  readonly possible: readonly Cell[];
  /** All periods; see growth.ts for the order. */
  readonly growth: readonly GrowthRow[];
}

/** Computes the atlas of an edition: the one composition of the model. */
export function buildAtlas(dataset: Dataset): Atlas {
  const sums = totals(dataset);
  const lq = quotients(dataset, sums);
  const bounds = sums.jobsWithheld ? quotientBounds(dataset, sums, lq) : undefined;
  const lqLow = bounds?.low;
  const lqHigh = bounds?.high;
  const verdicts = judge(dataset, sums, lqLow ?? lq, lqHigh ?? lq);
  const { clusterYears } = dataset.descriptor;
  const lastClusterYear = clusterYears.at(-1);
  const clusterCells = new Map(
    clusterYears.map((year) => [year, cellsWith(dataset, verdicts, VERDICT.cluster, year)]),
  );
  const branches = branchesOf(dataset);
  const groups = groupsOf(dataset);
  return {
    dataset,
    totals: sums,
    regionIndex: positions(dataset.regions.map(({ id }) => id)),
    sectorIndex: positions(dataset.sectors.map(({ id }) => id)),
    yearIndex: positions(dataset.years),
    branches,
    groups,
    lq,
    lqLow,
    lqHigh,
    verdicts,
    clusterCells,
    clusters: clusters(dataset, verdicts),
    possible:
      lastClusterYear === undefined
        ? []
        : cellsWith(dataset, verdicts, VERDICT.possible, lastClusterYear),
    growth: growth({ dataset, totals: sums, branches, groups, clusterCells }),
  };
}

function positions<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  return new Map(keys.map((key, position) => [key, position]));
}

/** Array elements are read in place, as in totals.ts, for speed. */
function quotients({ years, regions, sectors, jobs }: Dataset, sums: Totals): Float64Array {
  const { regionJobs, sectorJobs, countryJobs } = sums;
  const lq = new Float64Array(jobs.length);
  for (let y = 0, row = 0, i = 0; y < years.length; y += 1) {
    const jobsN = countryJobs[y] ?? Number.NaN;
    for (let r = 0; r < regions.length; r += 1, row += 1) {
      const jobsR = regionJobs[row] ?? Number.NaN;
      for (
        let s = 0, column = y * sectors.length;
        s < sectors.length;
        s += 1, i += 1, column += 1
      ) {
        const jobsS = sectorJobs[column] ?? Number.NaN;
        lq[i] = locationQuotient(jobs[i] ?? Number.NaN, jobsR, jobsS, jobsN);
      }
    }
  }
  return lq;
}

/** The verdicts of all cells. A cell that is known to miss a criterion needs no bounds, which spares most of the work. */
function judge(
  dataset: Dataset,
  sums: Totals,
  lqLow: Float64Array,
  lqHigh: Float64Array,
): Uint8Array {
  const { years, regions, sectors, jobs } = dataset;
  const { criteria } = dataset.descriptor;
  const verdicts = new Uint8Array(jobs.length);
  for (let y = 0, i = 0; y < years.length; y += 1) {
    for (let r = 0; r < regions.length; r += 1) {
      for (let s = 0; s < sectors.length; s += 1, i += 1) {
        const high = lqHigh[i] ?? Number.NaN;
        const cellJobs = jobs[i] ?? Number.NaN;
        if (!holds(criteria.locationQuotient, high)) continue;
        if (!Number.isNaN(cellJobs) && !holds(criteria.jobs, cellJobs)) continue;
        const measures = {
          locationQuotient: { low: lqLow[i] ?? Number.NaN, high },
          jobs: jobsInterval(dataset, sums, y, r, s),
          firms: firmsInterval(dataset, sums, y, r, s),
        };
        verdicts[i] = VERDICT[verdict(criteria, measures)];
      }
    }
  }
  return verdicts;
}
