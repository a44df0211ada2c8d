/**
 * The index of the full-text search: for each language a list of pages and charts in parts, and the words in shards by
 * their first letters, so that a reader's browser fetches only what a query needs. docs/search.md describes the files.
 */

import { href } from "../pages/urls.ts";
import { shardOf, termsOf } from "../words/search-terms.ts";
import { detached } from "./link-check.ts";
import type { PageScan } from "./page-scan.ts";

/** Pages to a part of the list. */
const PART = 200;

/** What a word weighs by where it stands. */
const WEIGHT = { title: 40, address: 12, heading: 12, lede: 10, text: 3 } as const;

/** Kinds that a reader looks for first are listed first, other things being equal. */
const KIND_WEIGHT: Readonly<Record<string, number>> = {
  cluster: 1.4,
  sector: 1.3,
  region: 1.3,
  case: 1.2,
  argument: 1.2,
  chart: 0.7,
  life: 0.6,
  history: 0.5,
};
const EARLIER_EDITION = 0.6;

export interface SearchIndex {
  readonly add: (address: string, scan: PageScan) => void;
  /** The files, once all pages are in. `latest` is the latest edition. */
  readonly files: (latest: string | undefined) => readonly SearchFile[];
}

export interface SearchFile {
  readonly file: string;
  readonly content: string;
}

interface Entry {
  readonly title: string;
  readonly url: string;
  readonly kind: string;
  readonly edition: string;
  readonly lede: string;
  readonly words: WeighedWords;
}

/** Words of an entry by their numbers in the lexicon, each with its weight: a page has a thousand, a site millions. */
interface WeighedWords {
  readonly words: Uint32Array;
  readonly weights: Float64Array;
}

/** Every word of the site once, so that no page's text is kept for the sake of its words. */
interface Lexicon {
  readonly numberOf: (word: string) => number;
  readonly words: readonly string[];
}

function createLexicon(): Lexicon {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  return {
    words,
    numberOf: (word) => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      const own = detached(word);
      numbers.set(own, words.length);
      return words.push(own) - 1;
    },
  };
}

export function createSearchIndex(pathPrefix: string): SearchIndex {
  const folders = new Map<
    string,
    { readonly address: string; readonly entries: readonly Entry[] }[]
  >();
  const lexicon = createLexicon();
  return {
    add: (address, scan) => {
      if (!address.endsWith("/") || scan.refresh !== undefined) return;
      const language = scan.lang ?? "";
      const segment = address.startsWith(`/${language}/`) ? `${language}/` : "";
      const local = address.slice(segment.length);
      if (local === "/search/") return;
      const pages = folders.get(segment) ?? [];
      folders.set(segment, pages);
      pages.push({ address, entries: entriesOf(local, href(pathPrefix, address), scan, lexicon) });
    },
    files: (latest) =>
      [...folders].flatMap(([segment, pages]) => {
        const ordered = pages.toSorted((a, b) => (a.address < b.address ? -1 : 1));
        return indexFiles(
          `${segment}search/`,
          ordered.flatMap(({ entries }) => entries),
          lexicon.words,
          latest,
        );
      }),
  };
}

/** A page, and each of its charts that can be led to. */
function entriesOf(
  local: string,
  url: string,
  { text }: PageScan,
  lexicon: Lexicon,
): readonly Entry[] {
  const { kind, edition } = placeOf(local);
  const page: Entry = {
    title: detached(text.title),
    url,
    kind,
    edition,
    lede: detached(text.lede),
    words: weigh(lexicon, [
      [text.title, WEIGHT.title],
      [local, WEIGHT.address],
      [text.headings.join(" "), WEIGHT.heading],
      [text.lede, WEIGHT.lede],
      [text.words, WEIGHT.text],
    ]),
  };
  const charts = text.charts.flatMap(({ id, text: headline }) =>
    id === undefined || headline === ""
      ? []
      : [
          {
            title: detached(headline),
            url: detached(`${url}#${id}`),
            kind: "chart",
            edition,
            lede: page.title,
            words: weigh(lexicon, [
              [headline, WEIGHT.title],
              [`${text.title} ${local}`, WEIGHT.lede],
            ]),
          },
        ],
  );
  return [page, ...charts];
}

/** The sum of what a word weighs in each place; in a place it counts more the oftener it stands there, but ever less. */
function weigh(
  { numberOf }: Lexicon,
  places: readonly (readonly [string, number])[],
): WeighedWords {
  const total = new Map<string, number>();
  for (const [text, weight] of places) {
    const counts = new Map<string, number>();
    for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts)
      total.set(term, (total.get(term) ?? 0) + weight * (1 + Math.log(count)));
  }
  return {
    words: Uint32Array.from(total.keys(), numberOf),
    weights: Float64Array.from(total.values()),
  };
}

const SECTION_KINDS: Readonly<Record<string, string>> = {
  clusters: "cluster",
  sectors: "sector",
  regions: "region",
  cases: "case",
  argument: "argument",
  data: "data",
};

/** The kind of a page and its edition, by its address without the language. */
function placeOf(local: string): { readonly kind: string; readonly edition: string } {
  const [, first = "", second = "", third = ""] = local.split("/");
  if (first === "clusters") return { kind: "life", edition: "" };
  if (first === "regions" || first === "sectors") return { kind: "history", edition: "" };
  if (["", "about", "changes", "errata"].includes(first)) return { kind: "page", edition: "" };
  const kind = SECTION_KINDS[second];
  // A list of all clusters is no cluster.
  const isOne = third !== "" || second === "data";
  return { kind: kind !== undefined && isOne ? kind : "page", edition: first };
}

function indexFiles(
  folder: string,
  entries: readonly Entry[],
  lexicon: readonly string[],
  latest: string | undefined,
): readonly SearchFile[] {
  const postings = postingsOf(entries, latest);
  const shards = new Map<string, Map<string, readonly number[]>>();
  const numbered = [...postings].map(([number, pages]) => ({ term: lexicon[number] ?? "", pages }));
  for (const { term, pages } of numbered.sort((a, b) => (a.term < b.term ? -1 : 1))) {
    const shard = shards.get(shardOf(term)) ?? new Map<string, readonly number[]>();
    shards.set(shardOf(term), shard);
    shard.set(term, pages);
  }
  const parts = Math.ceil(entries.length / PART);
  const kinds = [...new Set(entries.map(({ kind }) => kind))].sort();
  return [
    {
      file: `${folder}index.json`,
      content: json({
        pages: entries.length,
        part: PART,
        kinds,
        kind: entries.map(({ kind }) => kinds.indexOf(kind).toString(36)).join(""),
        shards: [...shards.keys()],
      }),
    },
    ...Array.from({ length: parts }, (_, n) => ({
      file: `${folder}pages/${n}.json`,
      content: json(
        entries
          .slice(n * PART, (n + 1) * PART)
          .map(({ title, url, kind, edition, lede }) => [title, url, kind, edition, lede]),
      ),
    })),
    ...[...shards].map(([name, shard]) => ({
      file: `${folder}words/${name}.json`,
      content: json(Object.fromEntries(shard)),
    })),
  ];
}

/**
 * For each word by its number the pages that have it, each as the step from the one before and its weight in turn:
 * small numbers, which compress well.
 */
function postingsOf(
  entries: readonly Entry[],
  latest: string | undefined,
): ReadonlyMap<number, readonly number[]> {
  const postings = new Map<number, { last: number; readonly pages: number[] }>();
  for (const [n, { edition, kind, words: weighed }] of entries.entries()) {
    const isEarlier = edition !== "" && edition !== latest;
    const factor = (KIND_WEIGHT[kind] ?? 1) * (isEarlier ? EARLIER_EDITION : 1);
    for (const [at, word] of weighed.words.entries()) {
      const posting = postings.get(word) ?? { last: 0, pages: [] };
      postings.set(word, posting);
      const weight = Math.max(1, Math.round((weighed.weights[at] ?? 0) * factor));
      posting.pages.push(n - posting.last, weight);
      posting.last = n;
    }
  }
  return new Map([...postings].map(([word, { pages }]) => [word, pages]));
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
