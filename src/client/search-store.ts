/** The parts of the search index, each fetched once and only when it is needed. */

import type { Shard } from "./search-query.ts";

export interface FoundPage {
  readonly title: string;
  readonly url: string;
  readonly kind: string;
  readonly edition: string;
  readonly lede: string;
}

export interface SearchIndex {
  /** How many pages and charts can be found. */
  readonly pages: number;
  /** The kind of a page or chart, by its number. */
  readonly kindOf: (number: number) => string;
  /** The words of a shard; none where there is no such shard. */
  readonly shard: (name: string) => Promise<Shard>;
  /** The pages of these numbers, in this order; addresses that are not of this site are left out. */
  readonly find: (numbers: readonly number[]) => Promise<readonly FoundPage[]>;
}

interface Manifest {
  readonly pages: number;
  readonly part: number;
  readonly kinds: readonly string[];
  /** A digit to the base of 36 for each page: its place in `kinds`. */
  readonly kind: string;
  readonly shards: readonly string[];
}

type Row = readonly [string, string, string, string, string];

/** Opens the index whose manifest has this address. Throws where it cannot be loaded. */
export async function openIndex(address: string): Promise<SearchIndex> {
  const folder = address.slice(0, address.lastIndexOf("/") + 1);
  const fetched = new Map<string, Promise<unknown>>();
  const load = <T>(file: string): Promise<T> => {
    const loading = fetched.get(file) ?? fetchJson(folder + file);
    fetched.set(file, loading);
    loading.catch(() => fetched.delete(file));
    return loading as Promise<T>;
  };
  const {
    pages,
    part,
    kinds,
    kind: kindOfEach,
    shards,
  } = await load<Manifest>(address.slice(folder.length));
  const known = new Set(shards);
  return {
    pages,
    kindOf: (number) => kinds[Number.parseInt(kindOfEach[number] ?? "", 36)] ?? "",
    shard: (name) => (known.has(name) ? load<Shard>(`words/${name}.json`) : Promise.resolve({})),
    find: async (wanted) => {
      const parts = new Map<number, readonly Row[]>();
      for (const n of new Set(wanted.map((number) => Math.floor(number / part))))
        parts.set(n, await load<readonly Row[]>(`pages/${n}.json`));
      return wanted.flatMap((number) => {
        const row = parts.get(Math.floor(number / part))?.[number % part];
        if (row === undefined || !/^\/(?![/\\])/.test(row[1])) return [];
        const [title, url, kind, edition, lede] = row;
        return [{ title, url, kind, edition, lede }];
      });
    },
  };
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
