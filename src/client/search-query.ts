/** From a query to the pages that answer it, best first: pure functions over parts of the index (src/site/search-index.ts). */

import { shardOf, termsOf } from "../words/search-terms.ts";

/** Words of a shard: for each, pages and weights in turn; a page is told by the step from the one before it. */
export type Shard = Readonly<Record<string, readonly number[]>>;

export interface Hits {
  /** Numbers of pages, best first. */
  readonly pages: readonly number[];
  /** Whether every word of the query is in each of them; else each has at least one. */
  readonly all: boolean;
}

/** How much a match is worth that is not the word itself. */
const PREFIX = 0.7;
const STEM = 0.6;
const TYPO = 0.35;
/** Shorter words have too many others one letter away. */
const TYPO_FROM = 5;
const STEM_FROM = 4;

/** Endings of nouns in English and Norwegian, longest first. */
const ENDINGS = ["enes", "ene", "ens", "ing", "ers", "es", "er", "en", "et", "s", "e", "a"];

/** The shards that a query needs. */
export function shardsOf(query: string): readonly string[] {
  return [...new Set(termsOf(query).map(shardOf))];
}

/**
 * All pages that answer a query, of those that are wanted. The last word may be unfinished, the others may be
 * beginnings too. Pages that have some of the words are an answer only where no wanted page has all.
 */
export function findPages(
  query: string,
  shards: ReadonlyMap<string, Shard>,
  pageCount: number,
  isWanted: (page: number) => boolean = () => true,
): Hits {
  const terms = [...new Set(termsOf(query))];
  const scores = terms.map((term) =>
    wanted(scoresOf(term, shards.get(shardOf(term)) ?? {}, pageCount), isWanted),
  );
  const known = scores.filter((each) => each.size > 0);
  const everywhere = scores.length > 0 && known.length === scores.length;
  const both = everywhere ? intersect(scores) : new Map<number, number>();
  return both.size > 0
    ? { pages: ranked(both), all: true }
    : { pages: ranked(union(known)), all: false };
}

/** The best score of each page for a word: the word itself, a longer one, its stem, or one a letter away. */
function scoresOf(term: string, shard: Shard, pageCount: number): ReadonlyMap<number, number> {
  const scores = new Map<number, number>();
  const stem = stemOf(term);
  for (const [word, postings] of Object.entries(shard)) {
    const worth = likeness(term, stem, word);
    if (worth === 0) continue;
    // A word of few pages says more about them.
    const rarity = Math.log(1 + pageCount / (postings.length / 2));
    let page = 0;
    for (let n = 0; n + 1 < postings.length; n += 2) {
      page += postings[n] ?? 0;
      const score = (postings[n + 1] ?? 0) * worth * rarity;
      if (score > (scores.get(page) ?? 0)) scores.set(page, score);
    }
  }
  return scores;
}

function likeness(term: string, stem: string, word: string): number {
  if (word === term) return 1;
  if (word.startsWith(term)) return PREFIX * (term.length / word.length) ** 0.5;
  if (stem !== term && word.startsWith(stem)) return STEM * (stem.length / word.length) ** 0.5;
  return term.length >= TYPO_FROM && isOneAway(term, word) ? TYPO : 0;
}

function stemOf(term: string): string {
  const ending = ENDINGS.find(
    (each) => term.endsWith(each) && term.length - each.length >= STEM_FROM,
  );
  return ending === undefined ? term : term.slice(0, -ending.length);
}

/** Whether one letter more, less, other, or two swapped make the words the same. */
export function isOneAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(a.length, b.length) - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

function wanted(
  scores: ReadonlyMap<number, number>,
  isWanted: (page: number) => boolean,
): ReadonlyMap<number, number> {
  return new Map([...scores].filter(([page]) => isWanted(page)));
}

function intersect(scores: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const [first = new Map<number, number>(), ...rest] = scores;
  return new Map(
    [...first].flatMap(([page, score]) => {
      const others = rest.map((each) => each.get(page));
      return others.every((each) => each !== undefined)
        ? [[page, others.reduce<number>((sum, each) => sum + (each ?? 0), score)] as const]
        : [];
    }),
  );
}

function union(scores: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const total = new Map<number, number>();
  for (const each of scores)
    for (const [page, score] of each) total.set(page, (total.get(page) ?? 0) + score);
  return total;
}

function ranked(scores: ReadonlyMap<number, number>): readonly number[] {
  return [...scores].sort(([a, x], [b, y]) => y - x || a - b).map(([page]) => page);
}
