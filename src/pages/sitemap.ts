/** sitemap.xml and robots.txt: what search engines are told. */

import { absolute } from "./urls.ts";

/** Most addresses one sitemap may hold (sitemaps.org, protocol 0.9). */
export const SITEMAP_LIMIT = 50_000;

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export interface SitemapFile {
  readonly file: string;
  readonly content: string;
}

export interface SitemapSite {
  /** Where the site will stand; addresses must be absolute. */
  readonly baseUrl: string;
  readonly pathPrefix: string;
}

/**
 * The sitemap of pages, by their paths ("/1998/clusters/"), ascending by code point whatever their
 * order. Above the limit it is an index of parts. No date of change is given: none is known.
 */
export function sitemapFiles(
  pages: Iterable<string>,
  site: SitemapSite,
  limit = SITEMAP_LIMIT,
): readonly SitemapFile[] {
  const sorted = [...pages].sort();
  if (sorted.length <= limit) return [{ file: "sitemap.xml", content: urlSet(sorted, site) }];
  const parts = Array.from({ length: Math.ceil(sorted.length / limit) }, (_, part) => ({
    file: `sitemap-${part + 1}.xml`,
    content: urlSet(sorted.slice(part * limit, (part + 1) * limit), site),
  }));
  const index = parts.map(({ file }) => `<sitemap>${location(`/${file}`, site)}</sitemap>`);
  return [{ file: "sitemap.xml", content: document("sitemapindex", index) }, ...parts];
}

/** Everything may be read; the sitemap is named only where its absolute address is known. */
export function robotsText(baseUrl: string | undefined, pathPrefix: string): string {
  const sitemap =
    baseUrl === undefined ? [] : ["", `Sitemap: ${absolute(baseUrl, pathPrefix, "/sitemap.xml")}`];
  return `${["User-agent: *", "Allow: /", ...sitemap].join("\n")}\n`;
}

function urlSet(pages: readonly string[], site: SitemapSite): string {
  return document(
    "urlset",
    pages.map((page) => `<url>${location(page, site)}</url>`),
  );
}

function document(root: string, items: readonly string[]): string {
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} ${NAMESPACE}>`,
    ...items,
    `</${root}>`,
  ].join("\n")}\n`;
}

function location(path: string, { baseUrl, pathPrefix }: SitemapSite): string {
  const address = absolute(baseUrl, pathPrefix, path);
  return `<loc>${address.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</loc>`;
}
