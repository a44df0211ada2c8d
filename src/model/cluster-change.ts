/** Which clusters entered and left between two editions, and which criterion made the difference. */

import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";
import { firmsInterval, jobsInterval } from "./bounds.ts";
import type { Status } from "./cluster.ts";
import { holds } from "./criterion.ts";
import { type Criterion, cellIndex } from "./dataset.ts";
import { type Interval, point } from "./interval.ts";
import type { CriterionName } from "./near-miss.ts";
import { byPair, type Pair, pairOf } from "./pair.ts";

/** A pair's figure for one criterion in one edition. */
export interface CriterionState {
  /** Undefined where the figure is withheld, or not defined. */
  readonly value: number | undefined;
  /** Whether the edition's criterion holds; open where withheld figures leave it so. */
  readonly holds: "yes" | "no" | "open";
}

/** A pair in the last cluster year of an edition. */
export interface PairState extends Readonly<Record<CriterionName, CriterionState>> {
  readonly year: number;
  /** Undefined where the edition does not list the pair. */
  readonly status: Status | undefined;
}

/**
 * What made a criterion hold in one edition and not in the other: the figure, the edition's own threshold, either of
 * them alone, only the two together; or that the figure is withheld where the pair is not listed.
 */
export type CauseKind = "figure" | "threshold" | "either" | "both" | "withheld";

export interface Cause {
  readonly criterion: CriterionName;
  readonly by: CauseKind;
}

/** A pair that is a cluster in one edition's last cluster year and not in the other's. */
export interface ClusterMove extends Pair {
  /** Undefined where the edition does not have the pair. */
  readonly before: PairState | undefined;
  readonly after: PairState | undefined;
  /** What the edition that does not list the pair lacks; empty where it has both. */
  readonly missing: readonly ("region" | "sector")[];
  /** In the order location quotient, jobs, firms; empty where the pair is missing. */
  readonly causes: readonly Cause[];
}

/** A pair that stays on the list, or off it, with another status; undefined where an edition does not list it. */
export interface StatusChange extends Pair {
  readonly before: Status | undefined;
  readonly after: Status | undefined;
}

/** Each list ordered by region id, then sector id. */
export interface ClusterChanges {
  readonly entered: readonly ClusterMove[];
  readonly left: readonly ClusterMove[];
  readonly stayed: readonly Pair[];
  readonly statusChanged: readonly StatusChange[];
}

const CRITERIA: readonly CriterionName[] = ["locationQuotient", "jobs", "firms"];

/**
 * The clusters of the last cluster year of `after` against those of `before`, matched by the ids of region and sector.
 * Ex-clusters are on neither list, but a pair that becomes or ceases to be one without moving has another status.
 */
export function clusterChanges(before: Atlas, after: Atlas): ClusterChanges {
  const then = statuses(before);
  const now = statuses(after);
  const entered: ClusterMove[] = [];
  const left: ClusterMove[] = [];
  const stayed: Pair[] = [];
  const statusChanged: StatusChange[] = [];
  const places = new Map([...then, ...now].map(([key, { place }]) => [key, place]));
  for (const [key, { region, sector }] of places) {
    const was = then.get(key)?.status;
    const is = now.get(key)?.status;
    const pair = pairOf([after, before], region, sector);
    if (onList(was) && onList(is)) stayed.push(pair);
    if (onList(was) !== onList(is)) {
      const states = [stateOf(before, pair, was), stateOf(after, pair, is)] as const;
      if (onList(is)) entered.push(moveOf(pair, states, before, after, before));
      else left.push(moveOf(pair, states, before, after, after));
    } else if (was !== is) {
      statusChanged.push({ ...pair, before: was, after: is });
    }
  }
  return {
    entered: entered.sort(byPair),
    left: left.sort(byPair),
    stayed: stayed.sort(byPair),
    statusChanged: statusChanged.sort(byPair),
  };
}

interface Listed {
  readonly place: { readonly region: string; readonly sector: string };
  readonly status: Status;
}

function statuses({ clusters }: Atlas): ReadonlyMap<string, Listed> {
  return new Map(
    clusters.map(({ region, sector, status }) => [
      `${region}/${sector}`,
      { place: { region, sector }, status },
    ]),
  );
}

function onList(status: Status | undefined): boolean {
  return status !== undefined && status !== "ex";
}

function moveOf(
  pair: Pair,
  [was, is]: readonly [PairState | undefined, PairState | undefined],
  before: Atlas,
  after: Atlas,
  unlisted: Atlas,
): ClusterMove {
  return {
    ...pair,
    before: was,
    after: is,
    missing: [
      ...(unlisted.regionIndex.has(pair.region) ? [] : (["region"] as const)),
      ...(unlisted.sectorIndex.has(pair.sector) ? [] : (["sector"] as const)),
    ],
    causes: was === undefined || is === undefined ? [] : causesOf(was, is, before, after),
  };
}

/** The criteria that hold in one edition and not, or not certainly, in the other. */
function causesOf(was: PairState, is: PairState, before: Atlas, after: Atlas): readonly Cause[] {
  return CRITERIA.filter((criterion) => was[criterion].holds !== is[criterion].holds).map(
    (criterion) => ({
      criterion,
      by: causeKind(
        was[criterion],
        is[criterion],
        before.dataset.descriptor.criteria[criterion],
        after.dataset.descriptor.criteria[criterion],
      ),
    }),
  );
}

/** Tries the new figure under the old criterion, and the old figure under the new one. */
function causeKind(
  was: CriterionState,
  is: CriterionState,
  before: Criterion,
  after: Criterion,
): CauseKind {
  if (was.holds === "open" || is.holds === "open") return "withheld";
  if (was.value === undefined || is.value === undefined) return "figure";
  const result = holds(after, is.value);
  const byFigure = holds(before, is.value) === result;
  const byThreshold = holds(after, was.value) === result;
  if (byFigure) return byThreshold ? "either" : "figure";
  return byThreshold ? "threshold" : "both";
}

function stateOf(atlas: Atlas, pair: Pair, status: Status | undefined): PairState | undefined {
  const { dataset, totals, lq } = atlas;
  const r = atlas.regionIndex.get(pair.region);
  const s = atlas.sectorIndex.get(pair.sector);
  const year = dataset.descriptor.clusterYears.at(-1);
  const y = year === undefined ? undefined : atlas.yearIndex.get(year);
  if (r === undefined || s === undefined || year === undefined || y === undefined) return undefined;
  const i = cellIndex(dataset, y, r, s);
  const { criteria } = dataset.descriptor;
  const quotient = { low: at(atlas.lqLow ?? lq, i), high: at(atlas.lqHigh ?? lq, i) };
  return {
    year,
    status,
    locationQuotient: criterionState(criteria.locationQuotient, at(lq, i), quotient),
    jobs: criterionState(
      criteria.jobs,
      at(dataset.jobs, i),
      jobsInterval(dataset, totals, y, r, s),
    ),
    firms: criterionState(
      criteria.firms,
      at(dataset.firms, i),
      firmsInterval(dataset, totals, y, r, s),
    ),
  };
}

function criterionState(criterion: Criterion, value: number, bounds: Interval): CriterionState {
  const { low, high } = Number.isNaN(value) ? bounds : point(value);
  return {
    value: Number.isNaN(value) ? undefined : value,
    holds: holds(criterion, low) ? "yes" : holds(criterion, high) ? "open" : "no",
  };
}
