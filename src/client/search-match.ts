/** Which entries of the search index answer a query, best first. */

import { fold, matches } from "./fold.ts";

/** An entry of the index: title, address, kind of page, edition. */
export interface SearchEntry {
  readonly t: string;
  readonly u: string;
  readonly k: string;
  readonly e?: string;
}

/** Entries from what was fetched; whatever is no entry is left out, and so is an address that is not of this site. */
export function readEntries(json: unknown): readonly SearchEntry[] {
  return Array.isArray(json) ? json.filter(isEntry) : [];
}

function isEntry(value: unknown): value is SearchEntry {
  if (typeof value !== "object" || value === null) return false;
  const { t, u, k, e } = value as Readonly<Record<string, unknown>>;
  return (
    typeof t === "string" &&
    typeof k === "string" &&
    typeof u === "string" &&
    /^\/(?![/\\])/.test(u) &&
    (e === undefined || typeof e === "string")
  );
}

export interface SearchIndex {
  readonly entries: readonly SearchEntry[];
  readonly folded: readonly string[];
}

export function indexEntries(entries: readonly SearchEntry[]): SearchIndex {
  return { entries, folded: entries.map(({ t, k, e = "" }) => fold(`${t} ${k} ${e}`)) };
}

/**
 * Entries that hold every word of the query: first those whose title begins with it, then those with a word
 * that does, then the rest; each in the order of the index. An empty query finds nothing.
 */
export function findEntries(
  { entries, folded }: SearchIndex,
  query: string,
): readonly SearchEntry[] {
  const wanted = fold(query).trim();
  if (wanted === "") return [];
  const groups: readonly [SearchEntry[], SearchEntry[], SearchEntry[]] = [[], [], []];
  for (const [index, entry] of entries.entries()) {
    const text = folded[index] ?? "";
    if (!matches(text, wanted)) continue;
    groups[text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : 2].push(entry);
  }
  return groups.flat();
}
