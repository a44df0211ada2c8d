/**
 * What pages weigh: by themselves, and with all that loads at once. Style sheets for paper or for a preference are not
 * counted, since browsers without it load them last.
 */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { editionOf, editionsOf } from "./edition-files.ts";
import type { Diagnostic } from "./failure.ts";
import type { SiteAddress } from "./link-check.ts";
import type { PageScan } from "./page-scan.ts";

/** Most bytes, compressed, that one page's HTML may have. */
export const PAGE_BUDGET = 300_000;
/** Most bytes, compressed, of style sheets and scripts that any page loads at once; fonts count as they are. */
export const ASSET_BUDGET = 45_000;
/** Most bytes, compressed, of a page with all that it loads at once: 60 KiB. */
export const FIRST_VIEW_BUDGET = 61_440;
/**
 * An edition with more regions or clusters is large: the length of its maps and lists is that of the data. First views
 * of its pages, and of pages outside editions where a site holds one, may be heavier, which is said but is no fault.
 */
export const LARGE_EDITION = { regions: 200, clusters: 500 } as const;

export interface PageWeight {
  readonly page: string;
  /** Compressed with gzip. */
  readonly bytes: number;
}

export interface Scales {
  /** Weighs a page. */
  readonly add: (page: string, html: Buffer, scan: PageScan) => void;
  /** Once all pages are weighed; `files` are all of the site. */
  readonly finish: (files: readonly string[]) => SiteWeight;
}

export interface SiteWeight {
  /** Pages over budget. */
  readonly overweight: readonly Diagnostic[];
  /** That first views of large editions are over budget, in one sentence. */
  readonly large: readonly Diagnostic[];
  /** The page with the heaviest HTML. */
  readonly heaviest: PageWeight | undefined;
  /** The page whose first view is heaviest, with all that loads at once. */
  readonly firstView: PageWeight | undefined;
  /** Style, fonts and scripts that load with the page that loads most. */
  readonly assetBytes: number;
}

interface FirstView extends PageWeight {
  /** Of the HTML alone. */
  readonly own: number;
}

/** Scales for pages of the site in `root`, and what they load; each asset is weighed once. */
export function createScales(root: string, site: SiteAddress): Scales {
  const loads = createLoads(root, site);
  const found: Diagnostic[] = [];
  const views: FirstView[] = [];
  let heaviest: PageWeight | undefined;
  let firstView: PageWeight | undefined;
  return {
    add: (page, html, scan) => {
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
      if (html.length <= (heaviest?.bytes ?? 0) && html.length + loaded <= known) return;
      const own = gzipSync(html).length;
      const view = { page, bytes: own + loaded, own };
      if (heaviest === undefined || own > heaviest.bytes) heaviest = { page, bytes: own };
      if (firstView === undefined || view.bytes > firstView.bytes)
        firstView = { page, bytes: view.bytes };
      if (own > PAGE_BUDGET)
        found.push(over(page, own, `The page is heavier than ${PAGE_BUDGET} bytes compressed.`));
      if (view.bytes > FIRST_VIEW_BUDGET) views.push(view);
    },
    finish: (files) => {
      const isLarge = largeIn(files);
      const few = views.filter(({ page }) => !isLarge(page));
      return {
        overweight: [...found, ...few.map(judged)],
        large: sentenceOf(views.filter(({ page }) => isLarge(page))),
        heaviest,
        firstView,
        assetBytes: loads.most(),
      };
    },
  };
}

/** Whether a page is of a large edition, or outside editions on a site that holds one. */
function largeIn(files: readonly string[]): (page: string) => boolean {
  const editions = editionsOf(files);
  const large = editions.filter((edition) => {
    const count = (form: RegExp): number =>
      files.filter((file) => file.startsWith(`${edition}/`) && form.test(file)).length;
    return (
      count(/^[^/]+\/regions\/[^/]+\/index\.html$/) > LARGE_EDITION.regions ||
      count(/^[^/]+\/clusters\/[^/]+\/[^/]+\/index\.html$/) > LARGE_EDITION.clusters
    );
  });
  return (page) => {
    const edition = editionOf(page.slice(1), editions);
    return edition === undefined ? large.length > 0 : large.includes(edition);
  };
}

function judged({ page, bytes, own }: FirstView): Diagnostic {
  return over(
    page,
    bytes,
    `The page and all that it loads at once are heavier than ${FIRST_VIEW_BUDGET} bytes compressed (the page ${own}, the rest ${bytes - own}).`,
  );
}

function over(page: string, bytes: number, message: string): Diagnostic {
  return { page, value: `${bytes} bytes`, message };
}

function sentenceOf(views: readonly PageWeight[]): readonly Diagnostic[] {
  const [first, ...others] = views;
  if (first === undefined) return [];
  const worst = others.reduce((most, view) => (view.bytes > most.bytes ? view : most), first);
  return [
    {
      severity: "warning",
      rule: "large-edition",
      ...over(
        worst.page,
        worst.bytes,
        `First views of an edition with more than ${LARGE_EDITION.regions} regions or ${LARGE_EDITION.clusters} clusters are heavier than ${FIRST_VIEW_BUDGET} bytes compressed: ${views.length}, of which this is the heaviest.`,
      ),
      remedy: "None is needed: the length of its maps and lists is that of the data.",
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
      const atOnce = links.filter(({ loads, comesLast }) => loads && comesLast === undefined);
      const loaded = [...new Set(atOnce.map(({ value }) => value))]
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
