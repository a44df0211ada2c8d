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
  /** Notes a page's links; problems that need no other page are answered at once. */
  readonly add: (page: string, scan: PageScan) => readonly Diagnostic[];
  /** Once all pages are in: links to fragments that no element has. */
  readonly finish: () => readonly Diagnostic[];
}

interface WantedFragment {
  readonly page: string;
  readonly link: PageLink;
  readonly target: string;
  readonly fragment: string;
}

/** Stands for the site's own host while addresses are resolved. */
const HERE = "https://site.invalid";

/** Where an address leads: a file of the site, elsewhere, or nowhere that could be linked. */
type Judgement =
  | { readonly target: string; readonly fragment: string }
  | { readonly elsewhere: true }
  | { readonly wrong: string };

/** `files`: every file below the site's root. */
export function createLinkCheck(files: ReadonlySet<string>, site: SiteAddress): LinkCheck {
  const idsOfPage = new Map<string, ReadonlySet<string>>();
  // The same links stand on thousands of pages: each address is judged, and each fragment sought, once.
  const judged = new Map<string, Judgement>();
  const wanted = new Map<string, WantedFragment>();

  const judgementOf = (page: string, link: PageLink): Judgement => {
    // Only an address from the root means the same on every page; what a page loads is judged more strictly.
    const key = link.value.startsWith("/") ? `${link.loads}${link.value}` : undefined;
    const known = key === undefined ? undefined : judged.get(key);
    if (known !== undefined) return known;
    const judgement = judge(page, link, files, site);
    if (key !== undefined) judged.set(key, judgement);
    return judgement;
  };

  return {
    add: (page, scan) => {
      idsOfPage.set(targetFile(page.slice(1), files) ?? page, new Set(scan.ids));
      return scan.links.flatMap((link) => {
        const judgement = judgementOf(page, link);
        if ("wrong" in judgement)
          return { page, element: link.element, value: link.value, message: judgement.wrong };
        if ("elsewhere" in judgement) return [];
        const { target, fragment } = judgement;
        if (fragment !== "" && target.endsWith(".html")) {
          const key = `${target}#${fragment}`;
          if (!wanted.has(key)) wanted.set(key, { page, link, target, fragment });
        }
        return [];
      });
    },
    finish: () =>
      [...wanted.values()]
        .filter(({ target, fragment }) => idsOfPage.get(target)?.has(fragment) !== true)
        .map(({ page, link, target, fragment }) => ({
          page,
          element: link.element,
          value: link.value,
          message: `No element of ${target} has the id ${fragment}.`,
        })),
  };
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
