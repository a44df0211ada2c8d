/**
 * What became of regions and sectors from one edition to a later one, by the crosswalks between them.
 * An id that stands in both continues; rows lead on from the others, and tell of parts given and taken.
 */

import { type CrosswalkRow, cellIndex, type Dataset } from "./dataset.ts";
import { byId } from "./pair.ts";

export type Kind = CrosswalkRow["kind"];

/**
 * What became of one id: nothing changed, it has another id, it is one with others (under its own id or another), it
 * went to several, or it has no successor.
 */
export type Fate = "continued" | "renamed" | "merged" | "split" | "ended";

/** What became of an id of the earlier edition in the later one. */
export interface Descent {
  readonly id: string;
  readonly fate: Fate;
  /** Ids of the later edition that hold it or a part of it, ascending; empty where it ended. */
  readonly to: readonly string[];
  /** Other ids of the earlier edition of which something is in any of `to`, ascending. */
  readonly with: readonly string[];
  /** The rows that lead from it, by year, then as they stand. */
  readonly rows: readonly CrosswalkRow[];
}

/** Ids that changed together: every part of `from` is in `to`, and nothing else is. */
export interface Reorganisation {
  readonly change: "renamed" | "merged" | "split" | "reorganised";
  /** Ids of the earlier edition, ascending. */
  readonly from: readonly string[];
  /** Ids of the later edition, ascending. */
  readonly to: readonly string[];
  readonly rows: readonly CrosswalkRow[];
}

/** Regions, or sectors, from one edition to another. */
export interface Lineage {
  /** Undefined where the earlier edition has no such id. */
  readonly descent: (id: string) => Descent | undefined;
  /** Ids of the later edition that hold the id of the earlier one or a part of it, ascending. */
  readonly heirs: (id: string) => readonly string[];
  /** Ids of the earlier edition of which something is in the id of the later one, ascending. */
  readonly ancestors: (id: string) => readonly string[];
  /** Whether the id stands in both editions, and gave and took nothing. */
  readonly isSame: (id: string) => boolean;
  /** The change by which an id of the later edition came to be what it is; undefined where it is new or the same. */
  readonly changeInto: (id: string) => Reorganisation | undefined;
  /** All that changed together, by its first id. */
  readonly reorganisations: readonly Reorganisation[];
}

/** Regions and sectors between two editions. */
export type Lineages = Readonly<Record<Kind, Lineage>>;

/** What of an edition tells which ids stand in it. */
export interface Standing extends Pick<Dataset, "years" | "jobs"> {
  readonly regions: readonly { readonly id: string }[];
  readonly sectors: readonly { readonly id: string }[];
}

/**
 * The rows that lead from one edition to a later one: those of all crosswalks of editions published after the first,
 * up to and with the last. `editions` in the order of publication.
 */
export function rowsBetween(
  editions: readonly Dataset[],
  before: string,
  after: string,
): readonly CrosswalkRow[] {
  const from = editions.findIndex(({ id }) => id === before);
  const to = editions.findIndex(({ id }) => id === after);
  return editions.slice(from + 1, to + 1).flatMap(({ crosswalk }) => crosswalk);
}

/** Lineages by the rows given: those of the later edition where nothing else is said (see `rowsBetween`). */
export function lineages(
  before: Dataset,
  after: Dataset,
  rows: readonly CrosswalkRow[] = after.crosswalk,
): Lineages {
  return {
    region: lineage("region", before, after, rows),
    sector: lineage("sector", before, after, rows),
  };
}

/**
 * The lineage of one kind. A way leads on only by rows whose year is not before that of the row by which it came: what
 * an id had given away before, later comers have no part in. A row between two ids of which the earlier edition has
 * both, with figures of the row's year or a later one, is of no account where its first id still stands: the earlier
 * edition has that change already.
 */
export function lineage(
  kind: Kind,
  before: Dataset,
  after: Standing,
  given: readonly CrosswalkRow[],
): Lineage {
  const early = entriesOf(before, kind).map(({ id }) => id);
  const rows = applying(kind, before, after, given);
  const onward = byOrigin(rows);
  const late = standing(after, kind, onward);
  const ways = new Map(early.map((id) => [id, follow(id, onward, late)]));
  const ancestors = new Map<string, string[]>();
  for (const [id, { to }] of ways) {
    for (const heir of to) {
      const known = ancestors.get(heir);
      if (known === undefined) ancestors.set(heir, [id]);
      else known.push(id);
    }
  }
  const heirs = (id: string): readonly string[] => ways.get(id)?.to ?? [];
  const ancestorsOf = (id: string): readonly string[] => ancestors.get(id) ?? [];
  const isAlone = (ids: readonly string[], id: string): boolean =>
    ids.length === 1 && ids[0] === id;
  const isSame = (id: string): boolean => isAlone(heirs(id), id) && isAlone(ancestorsOf(id), id);
  const changes = reorganisations(
    early.filter((id) => !isSame(id) && heirs(id).length > 0),
    heirs,
    ancestorsOf,
    (id) => ways.get(id)?.rows ?? [],
  );
  const byHeir = new Map(changes.flatMap((each) => each.to.map((id) => [id, each] as const)));
  return {
    heirs,
    ancestors: ancestorsOf,
    isSame,
    changeInto: (id) => byHeir.get(id),
    descent: (id) => {
      const way = ways.get(id);
      if (way === undefined) return undefined;
      const others = new Set(way.to.flatMap(ancestorsOf).filter((other) => other !== id));
      const fate = fateOf(id, way.to, others.size);
      return { id, fate, to: way.to, with: [...others].sort(byId), rows: way.rows };
    },
    reorganisations: changes,
  };
}

function fateOf(id: string, to: readonly string[], others: number): Fate {
  if (to.length === 0) return "ended";
  if (to.length > 1) return "split";
  if (others > 0) return "merged";
  return to[0] === id ? "continued" : "renamed";
}

function entriesOf(dataset: Standing, kind: Kind): readonly { readonly id: string }[] {
  return kind === "region" ? dataset.regions : dataset.sectors;
}

/** The rows of the kind that tell of a change after the earlier edition, by year, then as they stand. */
function applying(
  kind: Kind,
  before: Dataset,
  after: Standing,
  given: readonly CrosswalkRow[],
): readonly CrosswalkRow[] {
  const early = new Set(entriesOf(before, kind).map(({ id }) => id));
  const late = standing(after, kind, byOrigin(given.filter((row) => row.kind === kind)));
  const lastYear = before.years.at(-1) ?? Number.NEGATIVE_INFINITY;
  const isKnown = ({ from, to, since }: CrosswalkRow): boolean =>
    to !== undefined && early.has(from) && early.has(to) && since <= lastYear && late.has(from);
  // An id that the earlier edition keeps for its first years alone had gone over already.
  const own = before.crosswalk.filter((row) => row.kind === kind);
  const stood = standing(before, kind, byOrigin(own));
  const gone = own.filter(({ from }) => early.has(from) && !stood.has(from));
  return [...gone, ...given.filter((row) => row.kind === kind && !isKnown(row))].sort(
    (a, b) => a.since - b.since,
  );
}

type Onward = ReadonlyMap<string, readonly CrosswalkRow[]>;

function byOrigin(rows: readonly CrosswalkRow[]): Onward {
  const groups = new Map<string, CrosswalkRow[]>();
  for (const row of rows) {
    const group = groups.get(row.from);
    if (group === undefined) groups.set(row.from, [row]);
    else group.push(row);
  }
  return groups;
}

/**
 * The ids that stand in an edition at its end: all of its register, save those from which rows lead and which have no
 * jobs, known or withheld, from the last of these rows on. Where no year is that late, the last year decides.
 */
function standing(dataset: Standing, kind: Kind, onward: Onward): ReadonlySet<string> {
  const ids = entriesOf(dataset, kind).map(({ id }) => id);
  return new Set(
    ids.filter((id, at) => {
      const rows = onward.get(id);
      if (rows === undefined) return true;
      return hasJobsSince(dataset, kind, at, Math.max(...rows.map(({ since }) => since)));
    }),
  );
}

function hasJobsSince(dataset: Standing, kind: Kind, at: number, since: number): boolean {
  const { years, regions, sectors, jobs } = dataset;
  const others = kind === "region" ? sectors : regions;
  return years.some(
    (year, y) =>
      (year >= since || y === years.length - 1) &&
      others.some((_, other) => {
        const [r, s] = kind === "region" ? [at, other] : [other, at];
        return jobs[cellIndex(dataset, y, r, s)] !== 0;
      }),
  );
}

interface Way {
  readonly to: readonly string[];
  readonly rows: readonly CrosswalkRow[];
}

/** Follows an id along rows whose years never go back, to the ids that stand in the later edition. */
function follow(start: string, onward: Onward, late: ReadonlySet<string>): Way {
  if (!onward.has(start)) return { to: late.has(start) ? [start] : [], rows: [] };
  // Earliest arrivals: an id is taken again only where it is reached in an earlier year than before.
  const arrival = new Map<string, number>([[start, Number.NEGATIVE_INFINITY]]);
  const used = new Set<CrosswalkRow>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const came = arrival.get(id) ?? Number.NEGATIVE_INFINITY;
    for (const row of onward.get(id) ?? []) {
      if (row.since < came) continue;
      used.add(row);
      if (row.to === undefined || row.since >= (arrival.get(row.to) ?? Number.POSITIVE_INFINITY))
        continue;
      arrival.set(row.to, row.since);
      open.push(row.to);
    }
  }
  return {
    to: [...arrival.keys()].filter((id) => late.has(id)).sort(byId),
    rows: [...used].sort((a, b) => a.since - b.since),
  };
}

/** Gathers ids that are bound together, each from the first of them that is met. */
function reorganisations(
  ids: readonly string[],
  heirs: (id: string) => readonly string[],
  ancestors: (id: string) => readonly string[],
  rowsOf: (id: string) => readonly CrosswalkRow[],
): readonly Reorganisation[] {
  const taken = new Set<string>();
  return ids.flatMap((first) => {
    if (taken.has(first)) return [];
    const from = new Set([first]);
    const to = new Set<string>();
    // Sets that grow while they are walked: all heirs of all ancestors of all heirs.
    for (const id of from) {
      taken.add(id);
      for (const heir of heirs(id)) {
        to.add(heir);
        for (const ancestor of ancestors(heir)) from.add(ancestor);
      }
    }
    const rows = new Set([...from].flatMap(rowsOf));
    return [
      {
        change: changeOf(from.size, to.size),
        from: [...from].sort(byId),
        to: [...to].sort(byId),
        rows: [...rows].sort((a, b) => a.since - b.since || a.line - b.line),
      },
    ];
  });
}

function changeOf(from: number, to: number): Reorganisation["change"] {
  if (from > 1) return to > 1 ? "reorganised" : "merged";
  return to > 1 ? "split" : "renamed";
}
