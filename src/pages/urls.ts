/**
 * Every address of the site (docs: contract of URLs). Paths start at the site's root and end in "/";
 * `href` puts the path prefix before them, `fileOf` says which file answers.
 */

export const paths = {
  front: () => "/",
  about: () => "/about/",
  design: () => "/about/design/",
  search: () => "/search/",
  changes: () => "/changes/",
  feed: () => "/changes/feed.xml",
  errata: () => "/errata/",
  errataOf: (edition: string) => `/errata/${edition}/`,
  notFound: () => "/404.html",
  life: (region: string, sector: string) => `/clusters/${region}/${sector}/`,
  regionHistories: () => "/regions/",
  regionHistory: (region: string) => `/regions/${region}/`,
  sectorHistories: () => "/sectors/",
  sectorHistory: (sector: string) => `/sectors/${sector}/`,
  edition: (edition: string) => `/${edition}/`,
  clusters: (edition: string) => `/${edition}/clusters/`,
  cluster: (edition: string, region: string, sector: string) =>
    `/${edition}/clusters/${region}/${sector}/`,
  sectors: (edition: string) => `/${edition}/sectors/`,
  sector: (edition: string, sector: string) => `/${edition}/sectors/${sector}/`,
  regions: (edition: string) => `/${edition}/regions/`,
  region: (edition: string, region: string) => `/${edition}/regions/${region}/`,
  growth: (edition: string) => `/${edition}/growth/`,
  method: (edition: string) => `/${edition}/method/`,
  sensitivity: (edition: string) => `/${edition}/sensitivity/`,
  nearMisses: (edition: string) => `/${edition}/near-misses/`,
  reproduction: (edition: string) => `/${edition}/reproduction/`,
  cases: (edition: string) => `/${edition}/cases/`,
  caseStudy: (edition: string, slug: string) => `/${edition}/cases/${slug}/`,
  argument: (edition: string) => `/${edition}/argument/`,
  argumentPage: (edition: string, slug: string) => `/${edition}/argument/${slug}/`,
  data: (edition: string) => `/${edition}/data/`,
  citationFile: (edition: string) => `/${edition}/CITATION.cff`,
  archive: (edition: string) => `/${edition}/archive.zip`,
  archiveHash: (edition: string) => `/${edition}/archive.zip.sha256`,
  addressList: (edition: string) => `/${edition}/urls.txt`,
  linkset: (edition: string) => `/${edition}/linkset.json`,
  report: (edition: string) => `/${edition}/report.pdf`,
} as const;

/** Below the data of an edition: explanations of its figures, in small files. */
export const FIGURES_FOLDER = "figures/";

/**
 * First segments of addresses outside editions, those of the languages and those kept for later: no edition may take
 * one as its id. `RESERVED_EDITION_IDS` of src/read/edition.ts says the same.
 */
export const RESERVED_SEGMENTS = [
  "about",
  "assets",
  "changes",
  "clusters",
  "data",
  "en",
  "errata",
  "nb",
  "regions",
  "search",
  "sectors",
] as const;

/** What stands before a path: one text, or one for most paths and another for those of some editions. */
export type PathPrefix = string | SplitPrefix;

/** Editions that were sealed before a language came have no pages in it: links to them lead to the first language's. */
export interface SplitPrefix {
  readonly prefix: string;
  readonly editions: readonly string[];
  readonly ofEditions: string;
}

/** The address as a page writes it: the path prefix before a path from the site's root. */
export function href(pathPrefix: PathPrefix, path: string): string {
  return prefixOf(pathPrefix, path) + path.slice(1);
}

function prefixOf(pathPrefix: PathPrefix, path: string): string {
  if (typeof pathPrefix === "string") return pathPrefix;
  const { prefix, editions, ofEditions } = pathPrefix;
  return editions.includes(path.split("/")[1] ?? "") ? ofEditions : prefix;
}

/** The file below the site's root that answers a path. */
export function fileOf(path: string): string {
  return path.endsWith("/") ? `${path.slice(1)}index.html` : path.slice(1);
}

/** The absolute address; the base URL stands before the path prefix. */
export function absolute(baseUrl: string, pathPrefix: PathPrefix, path: string): string {
  return baseUrl.replace(/\/+$/, "") + href(pathPrefix, path);
}
