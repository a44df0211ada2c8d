/** The ledger against a built site: what it would lose, what is new in it, and whether published editions have changed. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isPageAddress } from "../read/address.ts";
import { addressesOf, type EditionEntry, type Ledger, type LedgerEntry } from "../read/ledger.ts";
import { editionOf } from "./edition-files.ts";
import type { Diagnostic } from "./failure.ts";
import { addressOf } from "./link-check.ts";
import { listText, sha256 } from "./seal.ts";

/** A site that is there, as the ledger sees it. */
export interface BuiltSite {
  readonly root: string;
  readonly files: readonly string[];
  readonly editions: readonly string[];
  /** Addresses that only lead to others. */
  readonly moved: ReadonlySet<string>;
}

/** Every address of the ledger. */
export function publishedAddresses({ entries }: Ledger): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === "address" ? addressesOf(entry) : []));
}

/** Published addresses that no file of the site answers, ascending by line; a page stands for the files beside it. */
export function judgeLedger(ledger: Ledger, files: ReadonlySet<string>): readonly Diagnostic[] {
  const answers = (address: string): boolean =>
    files.has(isPageAddress(address) ? `${address.slice(1)}index.html` : address.slice(1));
  const seen = new Set<string>();
  return ledger.entries.flatMap((entry) => {
    if (entry.kind !== "address") return [];
    const lost = answers(entry.address)
      ? addressesOf(entry).filter((address) => !answers(address))
      : [entry.address];
    return lost
      .filter((address) => !seen.has(address))
      .map((address) => {
        seen.add(address);
        return dropped(ledger, entry, address);
      });
  });
}

function dropped({ file }: Ledger, { line, date }: LedgerEntry, address: string): Diagnostic {
  const what = isPageAddress(address) ? "page" : "file";
  return {
    file,
    line,
    column: "address",
    value: address,
    rule: "address-dropped",
    message: `The address was published on ${date}, and the site has no ${what} there any more.`,
    remedy: `Bring the ${what} back, or say in redirects.csv beside the ledger where it has gone: from,to,since,note.`,
  };
}

/** Files that belong to the site and not to what it says: nobody cites them, and they may go. */
const INFRASTRUCTURE =
  /^(?:assets\/.*|(?:[a-z-]+\/)?(?:search\/(?:index|pages\/.*|words\/.*)\.json|404\.html)|sitemap(?:-\d+)?\.xml|robots\.txt|(?:.*\/)?card\.png|_.*|\..*)$/;

/** What a site would add to the ledger on a day, ascending. */
export function newEntries(
  ledger: Ledger,
  { files, moved, editions }: BuiltSite,
  date: string,
): readonly LedgerEntry[] {
  const known = new Set(publishedAddresses(ledger));
  const pages = new Set(files.filter((file) => /(?:^|\/)index\.html$/.test(file)).map(folderOf));
  const byPage = new Map<string, string[]>();
  for (const file of files) {
    const folder = folderOf(file);
    const isPage = pages.has(folder) && file === `${folder}index.html`;
    const address = isPage ? `/${folder}` : `/${file}`;
    if (INFRASTRUCTURE.test(file) || known.has(address) || moved.has(address)) continue;
    const page = `/${pageAbove(folder, pages) ?? file}`;
    const beside = byPage.get(page) ?? [];
    if (address !== page) beside.push(address.slice(page.length));
    byPage.set(page, beside);
  }
  return [...byPage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, names]) => ({
      kind: "address",
      address,
      date,
      edition: editionOf(address.slice(1), editions),
      files: names.sort(),
      line: 0,
      comments: [],
    }));
}

/** "1998/data/growth.csv" → "1998/data/"; "robots.txt" → "". */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** The nearest folder, the one given or above it, that is a page; the front page does not count as one above others. */
function pageAbove(folder: string, pages: ReadonlySet<string>): string | undefined {
  let at = folder;
  while (at !== "") {
    if (pages.has(at)) return at;
    at = folderOf(at.slice(0, -1));
  }
  return folder === "" && pages.has("") ? "" : undefined;
}

/** Hash over the names and hashes of all files of an edition, as `sha256.txt` of a seal lists them; without what only leads elsewhere. */
export function editionHash({ root, files, moved, editions }: BuiltSite, edition: string): string {
  const own = files.filter(
    (file) => editionOf(file, editions) === edition && !moved.has(addressOf(file)),
  );
  const hashes = own.map((file) => [file, sha256(readFileSync(join(root, file)))] as const);
  return sha256(listText(new Map(hashes)));
}

/** The last hash that the ledger has of an edition; undefined where it was never published. */
export function publishedHash(ledger: Ledger, edition: string): EditionEntry | undefined {
  return ledger.entries
    .filter((entry): entry is EditionEntry => entry.kind === "edition" && entry.edition === edition)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .at(-1);
}
