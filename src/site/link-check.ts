/** Whether what pages refer to exists: files, fragments, and nothing of other hosts loaded with the page. */

import type { Diagnostic } from "./failure.ts";
import type { PageLink, PageScan } from "./page-scan.ts";

/** Where the site stands, as its addresses see it. */
export interface SiteAddress {
  readonly pathPrefix: string;
  /** Absolute addresses below it count as the site's own. */
  readonly baseUrl: string | undefined;
}

export interface LinkCheck {
  /** Notes a page's links and ids. */
  readonly add: (page: string, scan: Pick<PageScan, "ids" | "links">) => void;
  /**
   * Judges all links, once every page is in. `files`: every file below the site's root; `idsOf`: the ids of a page
   * that was not noted, since it is sealed.
   */
  readonly finish: (
    files: ReadonlySet<string>,
    idsOf?: (file: string) => readonly string[],
  ) => readonly Diagnostic[];
}

/** Stands for the site's own host while addresses are resolved. */
const HERE = "https://site.invalid";

/** Where an address leads: a file of the site, elsewhere, or nowhere that could be linked. */
type Judgement =
  | { readonly target: string; readonly fragment: string }
  | { readonly elsewhere: true }
  | { readonly wrong: string };

export function createLinkCheck(site: SiteAddress): LinkCheck {
  /** Ids of each page between line ends: as one text, they take a fraction of the room. */
  const idsOfPage = new Map<string, string>();
  /** The same links stand on thousands of pages: pages by link, so that each is judged once. */
  const sightings = new Map<string, string[]>();
  return {
    add: (page, scan) => {
      idsOfPage.set(page, detached(`\n${scan.ids.join("\n")}\n`));
      for (const link of scan.links) {
        const key = keyOf(page, link);
        const pages = sightings.get(key);
        if (pages === undefined) sightings.set(detached(key), [page]);
        else pages.push(page);
      }
    },
    finish: (files, idsOf = () => []) => {
      const lost = new Set<string>();
      const hasId = (file: string, id: string): boolean => {
        const page = addressOf(file);
        const ids = idsOfPage.get(page) ?? `\n${idsOf(file).join("\n")}\n`;
        idsOfPage.set(page, ids);
        return ids.includes(`\n${id}\n`);
      };
      return [...sightings].flatMap(([key, pages]): readonly Diagnostic[] => {
        const [first = ""] = pages;
        const link = linkOf(key);
        const { element, value } = link;
        const judgement = judge(first, link, files, site);
        if ("wrong" in judgement)
          return pages.map((page) => ({ page, element, value, message: judgement.wrong }));
        if ("elsewhere" in judgement) return [];
        const { target, fragment } = judgement;
        const place = `${target}#${fragment}`;
        if (fragment === "" || !target.endsWith(".html") || lost.has(place)) return [];
        if (hasId(target, fragment)) return [];
        lost.add(place);
        const message = `No element of ${target} has the id ${fragment}.`;
        return [{ page: first, element, value, message }];
      });
    },
  };
}

/** "1998/clusters/index.html" → "/1998/clusters/". */
export function addressOf(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
}

/** A text of its own. What a parser hands out is part of the page's text, and keeps all of it in memory. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}

/** All that is known of a link; with its page, unless it means the same on every page. */
function keyOf(page: string, { element, value, loads }: PageLink): string {
  return `${element}\n${loads ? "loads" : ""}\n${value.startsWith("/") ? "" : page}\n${value}`;
}

function linkOf(key: string): PageLink {
  const [element = "", loads, _page, ...value] = key.split("\n");
  return { element, loads: loads === "loads", value: value.join("\n") };
}

function judge(
  page: string,
  { value, loads }: PageLink,
  files: ReadonlySet<string>,
  site: SiteAddress,
): Judgement {
  if (value === "") return { wrong: "The address is empty." };
  const url = parseUrl(value, page, site);
  if (url === undefined) return { wrong: "This is not a well-formed address." };
  if (url.protocol === "data:" && loads) return { elsewhere: true };
  if (url.protocol === "mailto:" && !loads) return { elsewhere: true };
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { wrong: "Only http, https and mailto addresses may be linked." };
  const path = ownPath(url, site);
  if (path === undefined)
    return loads ? { wrong: "The page would load this from another host." } : { elsewhere: true };
  if (!path.startsWith(site.pathPrefix))
    return { wrong: `The address lies outside ${site.pathPrefix}.` };
  const target = targetFile(path.slice(site.pathPrefix.length), files);
  if (target === undefined) return { wrong: "There is no such file." };
  return { target, fragment: decoded(url.hash.slice(1)) };
}

function parseUrl(value: string, page: string, { pathPrefix }: SiteAddress): URL | undefined {
  try {
    return new URL(value, HERE + pathPrefix + page.slice(1));
  } catch {
    return undefined;
  }
}

/** The path on the site's own host; undefined for an address elsewhere. */
function ownPath(url: URL, { baseUrl }: SiteAddress): string | undefined {
  const path = decoded(url.pathname);
  if (url.origin === HERE) return path;
  if (baseUrl === undefined) return undefined;
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/+$/, "");
  return url.origin === base.origin && path.startsWith(`${folder}/`)
    ? path.slice(folder.length)
    : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file that answers a path below the prefix, as static hosts find it. */
function targetFile(path: string, files: ReadonlySet<string>): string | undefined {
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return files.has(file) ? file : undefined;
}
