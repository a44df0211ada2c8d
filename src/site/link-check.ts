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

/** `files`: every file below the site's root. */
export function createLinkCheck(files: ReadonlySet<string>, site: SiteAddress): LinkCheck {
  const idsOfPage = new Map<string, ReadonlySet<string>>();
  // The same few hundred links stand on thousands of pages: each target and fragment is asked for once.
  const wanted = new Map<string, WantedFragment>();

  const judge = (page: string, link: PageLink): Diagnostic | undefined => {
    const wrong = (message: string): Diagnostic => ({
      page,
      element: link.element,
      value: link.value,
      message,
    });
    if (link.value === "") return wrong("The address is empty.");
    const url = parseUrl(link.value, page, site);
    if (url === undefined) return wrong("This is not a well-formed address.");
    if (url.protocol === "data:" && link.loads) return undefined;
    if (url.protocol === "mailto:" && !link.loads) return undefined;
    if (url.protocol !== "https:" && url.protocol !== "http:")
      return wrong("Only http, https and mailto addresses may be linked.");
    const path = ownPath(url, site);
    if (path === undefined)
      return link.loads ? wrong("The page would load this from another host.") : undefined;
    if (!path.startsWith(site.pathPrefix))
      return wrong(`The address lies outside ${site.pathPrefix}.`);
    const target = targetFile(path.slice(site.pathPrefix.length), files);
    if (target === undefined) return wrong("There is no such file.");
    const fragment = decodeURIComponent(url.hash.slice(1));
    if (fragment !== "" && target.endsWith(".html")) {
      const key = `${target}#${fragment}`;
      if (!wanted.has(key)) wanted.set(key, { page, link, target, fragment });
    }
    return undefined;
  };

  return {
    add: (page, scan) => {
      idsOfPage.set(targetFile(page.slice(1), files) ?? page, new Set(scan.ids));
      return scan.links.flatMap((link) => judge(page, link) ?? []);
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

function parseUrl(value: string, page: string, { pathPrefix }: SiteAddress): URL | undefined {
  try {
    return new URL(value, HERE + pathPrefix + page.slice(1));
  } catch {
    return undefined;
  }
}

/** The path on the site's own host; undefined for an address elsewhere. */
function ownPath(url: URL, { baseUrl }: SiteAddress): string | undefined {
  const path = decodePath(url.pathname);
  if (url.origin === HERE) return path;
  if (baseUrl === undefined) return undefined;
  const base = new URL(baseUrl);
  const folder = base.pathname.replace(/\/+$/, "");
  return url.origin === base.origin && path.startsWith(`${folder}/`)
    ? path.slice(folder.length)
    : undefined;
}

function decodePath(path: string): string {
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
