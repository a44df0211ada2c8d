/** What changed in the registers of regions and sectors between two editions. */

import type { Lineage, Reorganisation } from "./crosswalk.ts";
import type { CrosswalkRow } from "./dataset.ts";
import { byId } from "./pair.ts";

/** A region or a sector; group and branch are those of a sector. */
export interface CodeListEntry {
  readonly id: string;
  readonly name: string;
  readonly group?: string | undefined;
  readonly branch?: string | undefined;
}

/** An entry that keeps its id and has another name, group or branch; undefined stands for no branch. */
export interface EntryChange {
  readonly id: string;
  readonly name: string;
  readonly property: "name" | "group" | "branch";
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Entries that merged, split or have another id, by the crosswalk. */
export interface CodeListMove {
  readonly change: Reorganisation["change"];
  /** Entries of the earlier edition, and those of the later one that they became; each list ordered by id. */
  readonly from: readonly CodeListEntry[];
  readonly to: readonly CodeListEntry[];
  /** What the crosswalk says of it, each note once, by year. */
  readonly notes: readonly CrosswalkNote[];
}

export interface CrosswalkNote {
  readonly since: number;
  /** Empty where the crosswalk has none. */
  readonly note: string;
}

export interface VanishedEntry extends CodeListEntry {
  /** What the crosswalk says of its end; undefined where it says nothing, or where it says what it became. */
  readonly ended?: CrosswalkNote | undefined;
}

/** Each list ordered by id; changes of one entry in the order name, group, branch. */
export interface CodeListChanges {
  /** Ids that only the later edition has, those that the crosswalk explains among them. */
  readonly appeared: readonly CodeListEntry[];
  readonly vanished: readonly VanishedEntry[];
  /** By the first id of the earlier edition. */
  readonly moved: readonly CodeListMove[];
  readonly changed: readonly EntryChange[];
}

const PROPERTIES = ["name", "group", "branch"] as const;

/** Compares two registers by id, and by the lineage from one to the other. */
export function codeListChanges(
  before: readonly CodeListEntry[],
  after: readonly CodeListEntry[],
  line: Lineage,
): CodeListChanges {
  const then = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  return {
    appeared: sorted(after.filter(({ id }) => !then.has(id))),
    vanished: sorted(before.filter(({ id }) => !now.has(id))).map((entry) => ({
      ...entry,
      ended: endOf(line, entry.id),
    })),
    moved: line.reorganisations.map((change) => codeListMove(change, then, now)),
    changed: after
      .toSorted((a, b) => byId(a.id, b.id))
      .flatMap((entry) => entryChanges(then.get(entry.id), entry)),
  };
}

/** A change of ids with the names of both editions, each given by its id. */
export function codeListMove(
  { change, from, to, rows }: Reorganisation,
  before: ReadonlyMap<string, CodeListEntry>,
  after: ReadonlyMap<string, CodeListEntry>,
): CodeListMove {
  return {
    change,
    from: sorted(from.flatMap((id) => before.get(id) ?? [])),
    to: sorted(to.flatMap((id) => after.get(id) ?? [])),
    notes: notesOf(rows),
  };
}

/** Each year and note once, in the order of the rows, which is that of years. */
function notesOf(rows: readonly CrosswalkRow[]): readonly CrosswalkNote[] {
  const notes = new Map(rows.map(({ since, note }) => [`${since} ${note}`, { since, note }]));
  return [...notes.values()];
}

function endOf(line: Lineage, id: string): CrosswalkNote | undefined {
  const descent = line.descent(id);
  if (descent?.fate !== "ended") return undefined;
  const last = descent.rows.findLast(({ to }) => to === undefined);
  return last === undefined ? undefined : { since: last.since, note: last.note };
}

function sorted(entries: readonly CodeListEntry[]): readonly CodeListEntry[] {
  return entries
    .map(({ id, name, group, branch }) => ({ id, name, group, branch }))
    .sort((a, b) => byId(a.id, b.id));
}

function entryChanges(
  before: CodeListEntry | undefined,
  after: CodeListEntry,
): readonly EntryChange[] {
  if (before === undefined) return [];
  return PROPERTIES.filter((property) => before[property] !== after[property]).map((property) => ({
    id: after.id,
    name: after.name,
    property,
    before: before[property],
    after: after[property],
  }));
}
