import { at } from "./at.ts";
import { firmsInterval, jobsInterval } from "./bounds.ts";
import { type Cell, type Cluster, cellsWith, clusters } from "./cluster.ts";
import { holds } from "./criterion.ts";
import { cellIndex, type Dataset } from "./dataset.ts";
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

function quotients(dataset: Dataset, sums: Totals): Float64Array {
  const [Y, R, S] = [dataset.years.length, dataset.regions.length, dataset.sectors.length];
  const lq = new Float64Array(Y * R * S);
  for (let y = 0, i = 0; y < Y; y += 1) {
    const jobsN = at(sums.countryJobs, y);
    for (let r = 0; r < R; r += 1) {
      const jobsR = at(sums.regionJobs, y * R + r);
      for (let s = 0; s < S; s += 1, i += 1) {
        lq[i] = locationQuotient(at(dataset.jobs, i), jobsR, at(sums.sectorJobs, y * S + s), jobsN);
      }
    }
  }
  return lq;
}

/** The verdicts of all cells. A cell that is known to miss a criterion needs no bounds, which spares most of the work. */
function judge(dataset: Dataset, sums: Totals, low: Float64Array, high: Float64Array): Uint8Array {
  const { criteria } = dataset.descriptor;
  const verdicts = new Uint8Array(low.length);
  for (const y of dataset.years.keys()) {
    for (const r of dataset.regions.keys()) {
      for (let s = 0; s < dataset.sectors.length; s += 1) {
        const i = cellIndex(dataset, y, r, s);
        const jobs = at(dataset.jobs, i);
        if (!holds(criteria.locationQuotient, at(high, i))) continue;
        if (!Number.isNaN(jobs) && !holds(criteria.jobs, jobs)) continue;
        verdicts[i] =
          VERDICT[
            verdict(criteria, {
              locationQuotient: { low: at(low, i), high: at(high, i) },
              jobs: jobsInterval(dataset, sums, y, r, s),
              firms: firmsInterval(dataset, sums, y, r, s),
            })
          ];
      }
    }
  }
  return verdicts;
}
