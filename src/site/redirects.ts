/** Redirects in a site that is being made: whether they can stand, and what static hosts are told of them. */

import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Redirect } from "../model/redirect.ts";
import type { PublishedLanguage } from "../pages/alternates.ts";
import { href } from "../pages/urls.ts";
import { isPageAddress } from "../read/address.ts";
import { withoutFragment } from "../read/redirects.ts";
import type { Diagnostic } from "./failure.ts";

export const REDIRECTS_FILE = "_redirects";

/** What is wrong with redirects in a site of these addresses, which are those it has without them. */
export function judgeRedirects(
  redirects: readonly Redirect[],
  addresses: ReadonlySet<string>,
): readonly Diagnostic[] {
  return redirects.flatMap(({ file, line, from, to, target }): readonly Diagnostic[] => {
    if (addresses.has(from))
      return [
        {
          file,
          line,
          column: "from",
          value: from,
          rule: "redirect-exists",
          message: "The site has this address: it cannot lead elsewhere.",
          remedy: "Remove the row, or the page.",
        },
      ];
    if (addresses.has(withoutFragment(target))) return [];
    const through = to === target ? "" : `, through ${to}`;
    return [
      {
        file,
        line,
        column: "to",
        value: target,
        rule: "redirect-target",
        message: `The site has no such address${through}.`,
        remedy: "Let the row lead to a page or file that exists.",
      },
    ];
  });
}

/**
 * The redirects, and after them the same in other languages: a page that moves moves in all of them. Those that are
 * given anyway, or would lead nowhere in the language, are left out. `addresses` are those of the site without redirects.
 */
export function inLanguages(
  redirects: readonly Redirect[],
  others: readonly PublishedLanguage[],
  addresses: ReadonlySet<string>,
): readonly Redirect[] {
  const given = new Set(redirects.map(({ from }) => from));
  const mirrored = others.flatMap(({ segment }) => {
    const within = (path: string): string => `/${segment}${path.slice(1)}`;
    return redirects
      .map(({ from, to, target, ...rest }) => ({
        ...rest,
        from: within(from),
        to: within(to),
        target: within(target),
      }))
      .filter(({ from, target }) => {
        const isFree = !given.has(from) && !addresses.has(from);
        return isFree && addresses.has(withoutFragment(target));
      });
  });
  return [...redirects, ...mirrored];
}

/** An address that answers with the content of another. */
export interface Copy {
  readonly from: string;
  readonly to: string;
}

/**
 * Files have no page that could lead on: an address that was a file's answers with the content of the file it has
 * moved to. The same holds for the files beside a page that has moved (citations, charts), as far as the page it
 * leads to has a file of the same name. `published` are the addresses of the ledger.
 */
export function redirectCopies(
  redirects: readonly Redirect[],
  published: Iterable<string>,
  addresses: ReadonlySet<string>,
): readonly Copy[] {
  const targets = new Map(redirects.map(({ from, target }) => [from, withoutFragment(target)]));
  const files = [...targets].flatMap(([from, to]) => (isPageAddress(from) ? [] : [{ from, to }]));
  const beside = [...published].flatMap((from): readonly Copy[] => {
    if (isPageAddress(from) || addresses.has(from) || targets.has(from)) return [];
    const slash = from.lastIndexOf("/") + 1;
    const page = targets.get(from.slice(0, slash));
    const to = `${page}${from.slice(slash)}`;
    return page !== undefined && addresses.has(to) ? [{ from, to }] : [];
  });
  return [...files, ...beside].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Copies files of the site in `folder`, whose files are complete. */
export function layOutCopies(folder: string, copies: readonly Copy[]): void {
  for (const { from, to } of copies) {
    const path = join(folder, from);
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(join(folder, to), path);
  }
}

/** `_redirects` as Netlify and Cloudflare Pages read it: a line for each address, with the path prefix. */
export function redirectsText(
  redirects: readonly Redirect[],
  copies: readonly Copy[],
  pathPrefix: string,
): string {
  const pages = redirects.map(({ from, target }) => ({ from, to: target }));
  const moved = new Map([...copies, ...pages].map(({ from, to }) => [from, to]));
  return [...moved]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, to]) => `${href(pathPrefix, from)} ${href(pathPrefix, to)} 301\n`)
    .join("");
}

/** Addresses that a site's `_redirects` says have moved. */
export function movedAddresses(text: string, pathPrefix: string): ReadonlySet<string> {
  return new Set(
    text
      .split("\n")
      .map((line) => line.split(" ", 1)[0] ?? "")
      .filter((path) => path.startsWith(pathPrefix))
      .map((path) => `/${path.slice(pathPrefix.length)}`),
  );
}
