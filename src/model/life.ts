/** Clusters through all editions: what each was in every one of them, and what happened between. */

import type { Atlas } from "./atlas.ts";
import type { Cluster, Status } from "./cluster.ts";
import {
  ancestorPlaces,
  type ClusterMove,
  type FollowedCluster,
  heirPlaces,
} from "./cluster-change.ts";
import { type Lineages, lineages, rowsBetween } from "./crosswalk.ts";
import { diffEditions, type EditionDiff } from "./edition-diff.ts";
import { byPair } from "./pair.ts";

/** A region and a sector by their ids. */
export interface Place {
  readonly region: string;
  readonly sector: string;
}

/**
 * What a pair is in an edition, seen from the editions before: a cluster that stays one, is one for the first time,
 * or again; one no longer; never one so far; left open by withheld figures; or not there, since the edition lacks its
 * region or sector. "current" is a cluster of the oldest edition, where that has no earlier cluster year.
 */
export type LifeStatus =
  | "current"
  | "stable"
  | "new"
  | "re-entered"
  | "ex"
  | "none"
  | "undecided"
  | "absent";

/** How a pair got on to the list of an edition, or off it, since the edition before. */
export type LifeEvent =
  | { readonly kind: "entered" | "left"; readonly diff: EditionDiff; readonly move: ClusterMove }
  | {
      /** The pair continues others, or itself in another form. */
      readonly kind: "joined";
      readonly diff: EditionDiff;
      readonly cluster: FollowedCluster;
    }
  | {
      /** Other pairs continue it. */
      readonly kind: "continued";
      readonly diff: EditionDiff;
      readonly clusters: readonly FollowedCluster[];
    };

/** A pair in one edition. */
export interface LifeStep {
  readonly atlas: Atlas;
  /** Against the edition before; undefined in the oldest. */
  readonly diff: EditionDiff | undefined;
  readonly status: LifeStatus;
  /** The edition's own status between its last two cluster years; undefined where it does not list the pair. */
  readonly listed: Status | undefined;
  /** False where withheld figures leave that status open, though the edition lists the pair. */
  readonly isCertain: boolean;
  /** Whether the pair is a cluster in the edition's last cluster year. */
  readonly isCluster: boolean;
  /** Other pairs of this edition of which something is in the pair of a later edition; by region, then sector. */
  readonly parts: readonly Place[];
  /** Other pairs of this edition that hold something of the pair of an earlier edition; by region, then sector. */
  readonly heirs: readonly Place[];
  /** In the order in which they are told; empty in the oldest edition, and where nothing happened. */
  readonly events: readonly LifeEvent[];
}

/** A pair that was a cluster in at least one cluster year of an edition, in every edition, oldest first. */
export interface Life extends Place {
  readonly steps: readonly LifeStep[];
}

/** All editions, and what lies between them; made once, asked for every life. */
export interface History {
  /** Oldest first. */
  readonly atlases: readonly Atlas[];
  /** Each edition against the one before: one fewer than there are editions. */
  readonly diffs: readonly EditionDiff[];
  /** Every pair with a life, by region, then sector. */
  readonly places: readonly Place[];
  readonly isListed: (place: Place) => boolean;
  readonly lifeOf: (place: Place) => Life;
  /** What became of regions and sectors from one edition to another, by their places in `atlases`; from < to. */
  readonly between: (from: number, to: number) => Lineages;
}

/** `atlases` oldest first. */
export function historyOf(atlases: readonly Atlas[]): History {
  const diffs = atlases.slice(1).flatMap((after, index) => {
    const before = atlases[index];
    return before === undefined ? [] : [diffEditions(before, after)];
  });
  const listed = atlases.map(listedIn);
  const events = diffs.map(eventsIn);
  const between = lineagesBetween(atlases);
  const byKey = new Map(
    atlases.flatMap(({ clusters }) =>
      clusters.map(
        ({ region, sector }) => [keyOf({ region, sector }), { region, sector }] as const,
      ),
    ),
  );
  return {
    atlases,
    diffs,
    places: [...byKey.values()].sort(byPair),
    isListed: (place) => byKey.has(keyOf(place)),
    between,
    lifeOf: (place) => ({
      ...place,
      steps: stepsOf(place, atlases, diffs, listed, events, between),
    }),
  };
}

const SEPARATOR = "/";

function keyOf({ region, sector }: Place): string {
  return `${region}${SEPARATOR}${sector}`;
}

/** What an edition lists of pairs. */
interface Listing {
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly possible: ReadonlySet<string>;
}

function listedIn({ clusters, possible }: Atlas): Listing {
  return {
    clusters: new Map(clusters.map((cluster) => [keyOf(cluster), cluster])),
    possible: new Set(possible.map(keyOf)),
  };
}

function eventsIn(diff: EditionDiff): ReadonlyMap<string, readonly LifeEvent[]> {
  const events = new Map<string, LifeEvent[]>();
  const add = (place: Place, event: LifeEvent): void => {
    const known = events.get(keyOf(place));
    if (known === undefined) events.set(keyOf(place), [event]);
    else known.push(event);
  };
  const { entered, left, followed } = diff.clusters;
  for (const move of entered) add(move, { kind: "entered", diff, move });
  for (const move of left) add(move, { kind: "left", diff, move });
  for (const cluster of followed) add(cluster, { kind: "joined", diff, cluster });
  const continued = new Map<string, FollowedCluster[]>();
  for (const cluster of followed) {
    for (const part of cluster.parts) {
      const key = keyOf(part);
      if (!part.isCluster || key === keyOf(cluster)) continue;
      const known = continued.get(key);
      if (known === undefined) continued.set(key, [cluster]);
      else known.push(cluster);
    }
  }
  for (const [key, clusters] of continued) {
    const [region = "", sector = ""] = key.split(SEPARATOR);
    add({ region, sector }, { kind: "continued", diff, clusters });
  }
  return events;
}

function lineagesBetween(atlases: readonly Atlas[]): History["between"] {
  const made = new Map<string, Lineages>();
  const datasets = atlases.map(({ dataset }) => dataset);
  return (from, to) => {
    const key = `${from} ${to}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const [before, after] = [datasets[from], datasets[to]];
    if (before === undefined || after === undefined) throw new RangeError(`no editions ${key}`);
    const found = lineages(before, after, rowsBetween(datasets, before.id, after.id));
    made.set(key, found);
    return found;
  };
}

function stepsOf(
  place: Place,
  atlases: readonly Atlas[],
  diffs: readonly EditionDiff[],
  listed: readonly Listing[],
  events: readonly ReadonlyMap<string, readonly LifeEvent[]>[],
  between: History["between"],
): readonly LifeStep[] {
  const key = keyOf(place);
  const stands = atlases.map(
    ({ regionIndex, sectorIndex }) =>
      regionIndex.has(place.region) && sectorIndex.has(place.sector),
  );
  const last = stands.lastIndexOf(true);
  const hasCrosswalk = atlases.some(({ dataset }) => dataset.crosswalk.length > 0);
  let wasCluster = false;
  let wasOnBefore = false;
  return atlases.map((atlas, n) => {
    const here = listed[n];
    const cluster = here?.clusters.get(key);
    const status = cluster?.status;
    const isCluster = status !== undefined && status !== "ex";
    const happened = n === 0 ? [] : (events[n - 1]?.get(key) ?? []);
    const continues = happened.some(({ kind }) => kind === "joined");
    const found = lifeStatus({
      isFirst: n === 0,
      stands: stands[n] === true,
      listed: status,
      isUndecided: here?.possible.has(key) ?? false,
      wasOnBefore: wasOnBefore || continues,
      wasCluster: wasCluster || continues,
    });
    wasOnBefore = isCluster;
    wasCluster ||= status !== undefined || continues;
    const before = stands.lastIndexOf(true, n - 1);
    const others = (places: readonly Place[]) => places.filter((other) => keyOf(other) !== key);
    return {
      atlas,
      diff: n === 0 ? undefined : diffs[n - 1],
      status: found,
      listed: status,
      isCertain: cluster?.certain ?? true,
      isCluster,
      parts: hasCrosswalk && n < last ? others(ancestorPlaces(between(n, last), place)) : [],
      heirs:
        hasCrosswalk && n > 0 && before >= 0 ? others(heirPlaces(between(before, n), place)) : [],
      events: happened,
    };
  });
}

function lifeStatus(known: {
  readonly isFirst: boolean;
  readonly stands: boolean;
  readonly listed: Status | undefined;
  readonly isUndecided: boolean;
  /** In the edition before. */
  readonly wasOnBefore: boolean;
  /** In any cluster year of any edition before. */
  readonly wasCluster: boolean;
}): LifeStatus {
  const { listed } = known;
  if (!known.stands) return "absent";
  if (listed !== undefined && listed !== "ex") {
    if (known.isFirst) return listed;
    if (known.wasOnBefore) return "stable";
    return known.wasCluster ? "re-entered" : "new";
  }
  if (known.isUndecided) return "undecided";
  return known.wasCluster || listed === "ex" ? "ex" : "none";
}
