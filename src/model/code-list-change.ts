/** What changed in the registers of regions and sectors between two editions. */

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

/** Each list ordered by id; changes of one entry in the order name, group, branch. */
export interface CodeListChanges {
  readonly appeared: readonly CodeListEntry[];
  readonly vanished: readonly CodeListEntry[];
  readonly changed: readonly EntryChange[];
}

const PROPERTIES = ["name", "group", "branch"] as const;

/** Compares two registers by id. A renamed id is one entry that vanished and one that appeared. */
export function codeListChanges(
  before: readonly CodeListEntry[],
  after: readonly CodeListEntry[],
): CodeListChanges {
  const then = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  return {
    appeared: sorted(after.filter(({ id }) => !then.has(id))),
    vanished: sorted(before.filter(({ id }) => !now.has(id))),
    changed: after
      .toSorted((a, b) => byId(a.id, b.id))
      .flatMap((entry) => entryChanges(then.get(entry.id), entry)),
  };
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
