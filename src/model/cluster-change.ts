/** Which clusters entered and left between two editions, and which criterion made the difference. */

import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";
import { firmsInterval, jobsInterval } from "./bounds.ts";
import type { Status } from "./cluster.ts";
import { holds } from "./criterion.ts";
import { type Lineage, type Lineages, lineages, type Reorganisation } from "./crosswalk.ts";
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

/** A pair of the other edition that the crosswalk binds to a pair: of which it was made, or that it became. */
export interface BoundPair extends Pair {
  /** Whether it is a cluster in the last cluster year of its edition. */
  readonly isCluster: boolean;
  /** Whether withheld figures leave that open. */
  readonly isUndecided: boolean;
  /** In that year; undefined where withheld. */
  readonly jobs: number | undefined;
  readonly firms: number | undefined;
}

/** A pair that is a cluster in one edition's last cluster year and not in the other's. */
export interface ClusterMove extends Pair {
  /** Of the pair, or of the only pair that it became or was made of; undefined where the edition has neither. */
  readonly before: PairState | undefined;
  readonly after: PairState | undefined;
  /**
   * The pairs of the other edition to which the crosswalk binds it, none of them a cluster; empty where the pair is
   * the same in both editions, or bound to none. For a pair that entered those of which it was made, for one that left
   * those that it became.
   */
  readonly bound: readonly BoundPair[];
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

/**
 * A cluster of the later edition that continues clusters of the earlier one whose region or sector merged, split or
 * has another id.
 */
export interface FollowedCluster extends Pair {
  /** Every pair of the earlier edition of which something is in it; at least one of them is a cluster. */
  readonly parts: readonly BoundPair[];
  /** Whether every part went into it as a whole, so that their sum may stand beside it. */
  readonly isWhole: boolean;
  /** Sums over the parts; undefined where a part is withheld, or went elsewhere too. */
  readonly jobsBefore: number | undefined;
  readonly firmsBefore: number | undefined;
  readonly after: PairState;
  /** How its region and its sector changed; undefined where they did not. */
  readonly regionChange: Reorganisation | undefined;
  readonly sectorChange: Reorganisation | undefined;
}

/** Each list ordered by region id, then sector id. */
export interface ClusterChanges {
  readonly entered: readonly ClusterMove[];
  readonly left: readonly ClusterMove[];
  readonly stayed: readonly Pair[];
  /** Clusters that continue by the crosswalk; neither they nor what they continue are in the other lists. */
  readonly followed: readonly FollowedCluster[];
  readonly statusChanged: readonly StatusChange[];
}

const CRITERIA: readonly CriterionName[] = ["locationQuotient", "jobs", "firms"];

/**
 * The clusters of the last cluster year of `after` against those of `before`, matched by the ids of region and sector,
 * and by the crosswalk where it says that these changed. Ex-clusters are on neither list, but a pair that becomes or
 * ceases to be one without moving has another status.
 */
export function clusterChanges(
  before: Atlas,
  after: Atlas,
  lines: Lineages = lineages(before.dataset, after.dataset),
): ClusterChanges {
  const between = {
    before,
    after,
    lines,
    listedBefore: statuses(before),
    listedAfter: statuses(after),
  };
  const entered: ClusterMove[] = [];
  const left: ClusterMove[] = [];
  const stayed: Pair[] = [];
  const followed: FollowedCluster[] = [];
  const statusChanged: StatusChange[] = [];
  const places = new Map(
    [...between.listedBefore, ...between.listedAfter].map(([key, { place }]) => [key, place]),
  );
  for (const [key, place] of places) {
    const was = between.listedBefore.get(key)?.status;
    const is = between.listedAfter.get(key)?.status;
    const pair = pairOf([after, before], place.region, place.sector);
    if (isBound(lines, place)) {
      if (onList(is)) {
        const found = followedTo(pair, between);
        if (found === undefined) entered.push(moveOf(pair, "entered", between));
        else followed.push(found);
      }
      if (onList(was) && heirsOf(pair, between).every(({ isCluster }) => !isCluster))
        left.push(moveOf(pair, "left", between));
    } else if (onList(was) && onList(is)) {
      stayed.push(pair);
      if (was !== is) statusChanged.push({ ...pair, before: was, after: is });
    } else if (onList(is)) {
      entered.push(moveOf(pair, "entered", between));
    } else if (onList(was)) {
      left.push(moveOf(pair, "left", between));
    } else if (was !== is) {
      statusChanged.push({ ...pair, before: was, after: is });
    }
  }
  return {
    entered: entered.sort(byPair),
    left: left.sort(byPair),
    stayed: stayed.sort(byPair),
    followed: followed.sort(byPair),
    statusChanged: statusChanged.sort(byPair),
  };
}

interface Place {
  readonly region: string;
  readonly sector: string;
}

interface Listed {
  readonly place: Place;
  readonly status: Status;
}

/** Two editions, what binds them, and the pairs that each lists. */
interface Between {
  readonly before: Atlas;
  readonly after: Atlas;
  readonly lines: Lineages;
  readonly listedBefore: ReadonlyMap<string, Listed>;
  readonly listedAfter: ReadonlyMap<string, Listed>;
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

/** Whether the crosswalk says of the pair's region or sector that it changed. */
function isBound({ region, sector }: Lineages, place: Place): boolean {
  return changes(region, place.region) || changes(sector, place.sector);
}

function changes(line: Lineage, id: string): boolean {
  return !line.isSame(id) && (line.heirs(id).length > 0 || line.ancestors(id).length > 0);
}

/** The pairs of the later edition that hold something of a pair of the earlier one, by region, then sector. */
export function heirPlaces({ region, sector }: Lineages, place: Place): readonly Place[] {
  return product(region.heirs(place.region), sector.heirs(place.sector));
}

/** The pairs of the earlier edition of which something is in a pair of the later one, by region, then sector. */
export function ancestorPlaces({ region, sector }: Lineages, place: Place): readonly Place[] {
  return product(region.ancestors(place.region), sector.ancestors(place.sector));
}

function product(regions: readonly string[], sectors: readonly string[]): readonly Place[] {
  return regions.flatMap((region) => sectors.map((sector) => ({ region, sector })));
}

function heirsOf(pair: Pair, { after, listedAfter, lines }: Between): readonly BoundPair[] {
  return heirPlaces(lines, pair).map((place) => boundPair(after, place, listedAfter));
}

function partsOf(pair: Pair, { before, listedBefore, lines }: Between): readonly BoundPair[] {
  return ancestorPlaces(lines, pair).map((place) => boundPair(before, place, listedBefore));
}

function boundPair(
  atlas: Atlas,
  { region, sector }: Place,
  listed: ReadonlyMap<string, Listed>,
): BoundPair {
  const pair = pairOf([atlas], region, sector);
  const state = stateOf(atlas, pair, undefined);
  return {
    ...pair,
    isCluster: onList(listed.get(`${region}/${sector}`)?.status),
    isUndecided: atlas.possible.some((cell) => cell.region === region && cell.sector === sector),
    jobs: state?.jobs.value,
    firms: state?.firms.value,
  };
}

/** Undefined where nothing of which the pair was made is a cluster. */
function followedTo(pair: Pair, between: Between): FollowedCluster | undefined {
  const { after, listedAfter, lines } = between;
  const parts = partsOf(pair, between);
  const state = stateOf(after, pair, listedAfter.get(`${pair.region}/${pair.sector}`)?.status);
  if (state === undefined || !parts.some(({ isCluster }) => isCluster)) return undefined;
  const isWhole = parts.every((part) => heirPlaces(lines, part).length === 1);
  return {
    ...pair,
    parts,
    isWhole,
    jobsBefore: isWhole ? sumOf(parts.map(({ jobs }) => jobs)) : undefined,
    firmsBefore: isWhole ? sumOf(parts.map(({ firms }) => firms)) : undefined,
    after: state,
    regionChange: lines.region.changeInto(pair.region),
    sectorChange: lines.sector.changeInto(pair.sector),
  };
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

function moveOf(pair: Pair, way: "entered" | "left", between: Between): ClusterMove {
  const { before, after, lines, listedBefore, listedAfter } = between;
  const key = `${pair.region}/${pair.sector}`;
  const bound = isBound(lines, pair)
    ? way === "entered"
      ? partsOf(pair, between)
      : heirsOf(pair, between)
    : [];
  const [only, second] = bound;
  const other = second === undefined ? only : undefined;
  const was =
    stateOf(before, pair, listedBefore.get(key)?.status) ??
    (way === "entered" && other !== undefined ? stateOf(before, other, undefined) : undefined);
  const is =
    stateOf(after, pair, listedAfter.get(key)?.status) ??
    (way === "left" && other !== undefined ? stateOf(after, other, undefined) : undefined);
  const unlisted = way === "entered" ? before : after;
  return {
    ...pair,
    before: was,
    after: is,
    bound,
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
