/** The gates a built site passes before it is published, and whenever `verify` is asked. */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { href } from "../pages/urls.ts";
import { editionsOf } from "./edition-files.ts";
import type { Diagnostic } from "./failure.ts";
import { createFigureCheck } from "./figure-check.ts";
import { addressOf, createLinkCheck, type SiteAddress } from "./link-check.ts";
import { judgePage } from "./page-rules.ts";
import { type PageScan, scanHtml, scanPage } from "./page-scan.ts";
import { createScales, type SiteWeight } from "./page-weight.ts";

/** Pages over budget are right all the same: weight alone keeps no site from being published. */
export interface SiteCheck extends SiteWeight {
  readonly problems: readonly Diagnostic[];
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly figures: number;
}

/** Takes the pages of a site one by one, while others are still being made; judges what needs all of them at the end. */
export interface SiteInspection {
  /** Reads and notes a page, which is `file` below the site's root; keeps nothing of its text. */
  readonly add: (file: string) => PageScan;
  /** Once the site is complete and all its pages are in. */
  readonly finish: () => SiteCheck;
}

/** Checks the site in `root`. */
export function checkSite(root: string, site: SiteAddress): SiteCheck {
  const inspection = inspectSite(root, site);
  for (const file of listFiles(root).filter(isPage)) inspection.add(file);
  return inspection.finish();
}

/** `scan` reads a page; it may answer what an earlier reading of the same bytes found. */
export function inspectSite(
  root: string,
  site: SiteAddress,
  scan: (html: Buffer) => PageScan = scanHtml,
): SiteInspection {
  const links = createLinkCheck(site);
  const figures = createFigureCheck();
  const weights = createScales(root, site);
  const problems: Diagnostic[] = [];
  /** Pages that lead to others: they count for nothing, and no sitemap has them. */
  const moved = new Set<string>();
  return {
    add: (file) => {
      const html = readFileSync(join(root, file));
      const page = addressOf(file);
      const read = scan(html);
      if (read.refresh !== undefined) moved.add(page);
      problems.push(...judgePage(page, read), ...judgeCanonical(page, read, site));
      links.add(page, read);
      figures.add(page, read);
      weights.add(page, html, read);
      return read;
    },
    finish: () => {
      const files = listFiles(root);
      const names = new Set(files);
      const pages = files.filter((file) => isPage(file) && !moved.has(addressOf(file)));
      const shown = figures.finish(root, editionsOf(files));
      const unread = (file: string): readonly string[] => idsIn(root, file);
      const found = [...problems, ...links.finish(names, unread), ...shown.problems];
      return {
        problems: [...found.sort(byPage), ...judgeSitemap(root, pages, names, site)],
        ...weights.finish(files),
        pages: pages.length,
        files: files.length,
        bytes: files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0),
        figures: shown.count,
      };
    },
  };
}

/** Ids of a page that the inspection has not been given. */
export function idsIn(root: string, file: string): readonly string[] {
  return scanPage(readFileSync(join(root, file), "utf8")).ids;
}

/** Whether a file of a site is one of its pages. */
export function isPage(file: string): boolean {
  return file.endsWith(".html");
}

function byPage({ page: a = "" }: Diagnostic, { page: b = "" }: Diagnostic): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Every file below a folder, with "/" between names, ascending. */
export function listFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

function judgeCanonical(page: string, scan: PageScan, site: SiteAddress): readonly Diagnostic[] {
  if (site.baseUrl === undefined || page.endsWith("/404.html")) return [];
  // A page that has moved names the one it leads to.
  const own = scan.refresh?.replace(/#.*$/, "") ?? href(site.pathPrefix, page);
  const expected = site.baseUrl.replace(/\/+$/, "") + own;
  if (scan.canonical === expected) return [];
  return [
    {
      page,
      element: "<link rel=canonical>",
      value: scan.canonical,
      message: `The page must name its own address, or that to which it has moved, ${expected}.`,
    },
  ];
}

/** Every page but those for what is not found stands in the sitemap, and nothing else does. */
function judgeSitemap(
  root: string,
  pages: readonly string[],
  names: ReadonlySet<string>,
  site: SiteAddress,
): readonly Diagnostic[] {
  const element = "<loc>";
  if (!names.has("sitemap.xml")) return [{ file: "sitemap.xml", message: "There is no sitemap." }];
  const listed = new Set(
    [...names]
      .filter((name) => /^sitemap(?:-\d+)?\.xml$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(root, name), "utf8").matchAll(/<url><loc>([^<]*)<\/loc>/g),
      ])
      .map((match) => pathBelowPrefix(match[1] ?? "", site)),
  );
  const expected = pages.filter((page) => !/(?:^|\/)404\.html$/.test(page)).map(addressOf);
  const missing = expected.filter((page) => !listed.has(page));
  const known = new Set(expected);
  return [
    ...missing.map((page) => ({ page, element, message: "The sitemap does not list this page." })),
    ...[...listed]
      .filter((page) => !known.has(page))
      .map((page) => ({
        file: "sitemap.xml",
        element,
        value: page,
        message: "There is no such page.",
      })),
  ];
}

function pathBelowPrefix(location: string, { baseUrl, pathPrefix }: SiteAddress): string {
  const path =
    baseUrl !== undefined && location.startsWith(baseUrl.replace(/\/+$/, ""))
      ? location.slice(baseUrl.replace(/\/+$/, "").length)
      : location.replace(/^https?:\/\/[^/]*/, "");
  return path.startsWith(pathPrefix) ? `/${path.slice(pathPrefix.length)}` : path;
}
