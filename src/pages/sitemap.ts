/** sitemap.xml and robots.txt: what search engines are told. */

import { type PublishedLanguage, pathWithout } from "./alternates.ts";
import { absolute } from "./urls.ts";

/** Most addresses one sitemap may hold (sitemaps.org, protocol 0.9). */
export const SITEMAP_LIMIT = 50_000;

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
/** For links to the same page in other languages. */
const LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"';

export interface SitemapFile {
  readonly file: string;
  readonly content: string;
}

export interface SitemapSite {
  /** Where the site will stand; addresses must be absolute. */
  readonly baseUrl: string;
  readonly pathPrefix: string;
  /** In which languages pages are, the first one first. */
  readonly languages: readonly PublishedLanguage[];
}

/**
 * The sitemap of pages, by their paths ("/1998/clusters/"), ascending by code point whatever their
 * order. Each names its versions in all languages that have it, itself included. Above the limit it is an index of parts. No date of change is given: none is known.
 */
export function sitemapFiles(
  pages: Iterable<string>,
  site: SitemapSite,
  limit = SITEMAP_LIMIT,
): readonly SitemapFile[] {
  const sorted = [...pages].sort();
  const known = new Set(sorted);
  const urls = (some: readonly string[]): string => urlSet(some, known, site);
  if (sorted.length <= limit) return [{ file: "sitemap.xml", content: urls(sorted) }];
  const parts = Array.from({ length: Math.ceil(sorted.length / limit) }, (_, part) => ({
    file: `sitemap-${part + 1}.xml`,
    content: urls(sorted.slice(part * limit, (part + 1) * limit)),
  }));
  const index = parts.map(({ file }) => `<sitemap>${location(`/${file}`, site)}</sitemap>`);
  return [{ file: "sitemap.xml", content: document("sitemapindex", [NAMESPACE], index) }, ...parts];
}

/** Everything may be read; the sitemap is named only where its absolute address is known. */
export function robotsText(baseUrl: string | undefined, pathPrefix: string): string {
  const sitemap =
    baseUrl === undefined ? [] : ["", `Sitemap: ${absolute(baseUrl, pathPrefix, "/sitemap.xml")}`];
  return `${["User-agent: *", "Allow: /", ...sitemap].join("\n")}\n`;
}

function urlSet(pages: readonly string[], known: ReadonlySet<string>, site: SitemapSite): string {
  return document(
    "urlset",
    site.languages.length > 1 ? [NAMESPACE, LINKS] : [NAMESPACE],
    pages.map((page) => `<url>${location(page, site)}${versions(page, known, site)}</url>`),
  );
}

/** Links to a page's versions; none where it is in one language alone. */
function versions(page: string, known: ReadonlySet<string>, site: SitemapSite): string {
  const path = pathWithout(page, site.languages);
  const there = site.languages
    .map(({ code, segment }) => ({ code, segment, path: `/${segment}${path.slice(1)}` }))
    .filter((version) => known.has(version.path));
  if (there.length < 2) return "";
  return there
    .flatMap(({ code, segment, path: target }) => [
      version(code, target, site),
      ...(segment === "" ? [version("x-default", target, site)] : []),
    ])
    .join("");
}

function version(language: string, path: string, site: SitemapSite): string {
  return `<xhtml:link rel="alternate" hreflang="${language}" href="${addressOf(path, site)}"/>`;
}

function document(root: string, namespaces: readonly string[], items: readonly string[]): string {
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} ${namespaces.join(" ")}>`,
    ...items,
    `</${root}>`,
  ].join("\n")}\n`;
}

function location(path: string, site: SitemapSite): string {
  return `<loc>${addressOf(path, site)}</loc>`;
}

function addressOf(path: string, { baseUrl, pathPrefix }: SitemapSite): string {
  const address = absolute(baseUrl, pathPrefix, path);
  return address.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
