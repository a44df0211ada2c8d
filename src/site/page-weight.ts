/** What pages weigh: by themselves, and with all that loads at once. */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Diagnostic } from "./failure.ts";
import type { SiteAddress } from "./link-check.ts";
import type { PageScan } from "./page-scan.ts";

/** Most bytes, compressed, that one page's HTML may have. */
export const PAGE_BUDGET = 300_000;
/** Most bytes, compressed, of style sheets and scripts that any page loads at once; fonts count as they are. */
export const ASSET_BUDGET = 44_000;
/** Most bytes, compressed, of a page with all that it loads at once: 60 KiB. */
export const FIRST_VIEW_BUDGET = 61_440;
/**
 * A page with more rows in its tables is a long list: its length is that of the data, and a reader asked for all of it.
 * Such pages may be heavier at first view, which is said but is no fault. No page of the bundled edition has so many.
 */
export const LONG_LIST_ROWS = 300;

export interface PageWeight {
  readonly page: string;
  /** Compressed with gzip. */
  readonly bytes: number;
}

export interface Scales {
  /** What is wrong with the weight of a page. */
  readonly weigh: (page: string, html: Buffer, scan: PageScan) => readonly Diagnostic[];
  /** The page with the heaviest HTML. */
  readonly heaviest: () => PageWeight | undefined;
  /** The page whose first view is heaviest. */
  readonly firstView: () => PageWeight | undefined;
  /** Of what loads with the page that loads most. */
  readonly assetBytes: () => number;
  /** Long lists whose first view is over budget, in one sentence. */
  readonly longLists: () => readonly Diagnostic[];
}

/** Weighs pages of the site in `root`, and what they load; each asset once. */
export function createScales(root: string, site: SiteAddress): Scales {
  const loads = createLoads(root, site);
  const long: PageWeight[] = [];
  let heaviest: PageWeight | undefined;
  let firstView: PageWeight | undefined;
  return {
    heaviest: () => heaviest,
    firstView: () => firstView,
    assetBytes: loads.most,
    longLists: () => sentenceOf(long),
    weigh: (page, html, scan) => {
      const found: Diagnostic[] = [];
      const { bytes: loaded, isNew } = loads.of(scan);
      if (isNew && loaded > ASSET_BUDGET)
        found.push(
          over(
            page,
            loaded,
            `Style, fonts and scripts that load with the page are heavier than ${ASSET_BUDGET} bytes compressed.`,
          ),
        );
      // What is light enough as it is need not be compressed.
      const known = Math.min(FIRST_VIEW_BUDGET, firstView?.bytes ?? 0);
      if (html.length <= (heaviest?.bytes ?? 0) && html.length + loaded <= known) return found;
      const bytes = gzipSync(html).length;
      if (heaviest === undefined || bytes > heaviest.bytes) heaviest = { page, bytes };
      const view = { page, bytes: bytes + loaded };
      if (firstView === undefined || view.bytes > firstView.bytes) firstView = view;
      if (bytes > PAGE_BUDGET)
        found.push(over(page, bytes, `The page is heavier than ${PAGE_BUDGET} bytes compressed.`));
      if (view.bytes <= FIRST_VIEW_BUDGET) return found;
      if (scan.rows > LONG_LIST_ROWS) long.push(view);
      else
        found.push(
          over(
            page,
            view.bytes,
            `The page and all that it loads at once are heavier than ${FIRST_VIEW_BUDGET} bytes compressed (the page ${bytes}, the rest ${loaded}).`,
          ),
        );
      return found;
    },
  };
}

function over(page: string, bytes: number, message: string): Diagnostic {
  return { page, value: `${bytes} bytes`, message };
}

function sentenceOf(long: readonly PageWeight[]): readonly Diagnostic[] {
  const [first, ...others] = long;
  if (first === undefined) return [];
  const worst = others.reduce((most, view) => (view.bytes > most.bytes ? view : most), first);
  return [
    {
      severity: "warning",
      rule: "long-list",
      ...over(
        worst.page,
        worst.bytes,
        `The first view of pages with more than ${LONG_LIST_ROWS} rows is heavier than ${FIRST_VIEW_BUDGET} bytes compressed; this is the heaviest of ${long.length}.`,
      ),
      remedy: "None is needed: their length is that of the data.",
    },
  ];
}

interface Loads {
  /** Of what a page loads at once, compressed; `isNew` where no page before loaded just this. */
  readonly of: (scan: PageScan) => { readonly bytes: number; readonly isNew: boolean };
  readonly most: () => number;
}

function createLoads(root: string, { pathPrefix }: SiteAddress): Loads {
  const assets = new Map<string, number>();
  const sets = new Map<string, number>();
  return {
    most: () => Math.max(0, ...sets.values()),
    of: ({ links }) => {
      const loaded = [...new Set(links.filter(({ loads }) => loads).map(({ value }) => value))]
        .filter((value) => value.startsWith(pathPrefix))
        .sort();
      const key = loaded.join(" ");
      const known = sets.get(key);
      if (known !== undefined) return { bytes: known, isNew: false };
      const bytes = loaded.reduce(
        (sum, value) => sum + weightOf(root, value.slice(pathPrefix.length), assets),
        0,
      );
      sets.set(key, bytes);
      return { bytes, isNew: true };
    },
  };
}

function weightOf(root: string, file: string, known: Map<string, number>): number {
  const before = known.get(file);
  if (before !== undefined) return before;
  const path = join(root, file);
  const size =
    statSync(path, { throwIfNoEntry: false })?.isFile() === true ? compressedSize(path) : 0;
  known.set(file, size);
  return size;
}

/** Fonts are compressed already. */
function compressedSize(path: string): number {
  const content = readFileSync(path);
  return path.endsWith(".woff2") ? content.length : gzipSync(content).length;
}
