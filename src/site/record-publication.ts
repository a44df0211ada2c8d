/** What the command publish does: enters a built site into the ledger of published addresses. */

import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPageAddress } from "../read/address.ts";
import { errorCode, shownPath } from "../read/file.ts";
import { type EditionEntry, LEDGER_FILE, type Ledger, ledgerText } from "../read/ledger.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import {
  type BuiltSite,
  editionHash,
  newEntries,
  publishedAddresses,
  publishedHash,
} from "./ledger.ts";
import { belongsToSite, openBuiltSite, verifySite } from "./verify-site.ts";

export interface PublicationOptions {
  /** The built site. */
  readonly root: string;
  readonly dataDir: string;
  /** ISO date of the publication. */
  readonly date: string;
}

export interface PublicationReport {
  readonly ledger: string;
  /** Addresses that were entered, pages and files. */
  readonly added: number;
  readonly pages: number;
  /** Addresses of the ledger now. */
  readonly total: number;
  /** Editions of which the ledger has a new hash. */
  readonly editions: readonly string[];
  readonly warnings: readonly Diagnostic[];
}

const HEADER = [
  "# Addresses that were published, and must go on to answer: one page or file a line, with the day on which it was",
  "# first published, its edition, and the files published with it. Entered by klyngeatlas publish; docs/ledger.md.",
];

/** Throws `Failure` where the site does not pass its gates: what is broken is not to be promised. */
export async function recordPublication(options: PublicationOptions): Promise<PublicationReport> {
  const { root, dataDir, date } = options;
  const site = openBuiltSite(root);
  if (!belongsToSite(dataDir, site))
    throw new Failure(
      `The site in ${root} was not built from ${dataDir}, which lacks one of its editions (${site.editions.join(", ")}). Name the data folder with --data.`,
    );
  const { problems, warnings, ledger } = await verifySite(site, dataDir);
  if (problems.length > 0 || ledger === undefined)
    throw new Failure("The site does not pass its gates; nothing is entered.", problems);
  const entries = newEntries(ledger, site, date);
  const hashes = newHashes(site, ledger, date);
  const after = { ...ledger, entries: [...ledger.entries, ...entries, ...hashes] };
  if (entries.length + hashes.length > 0) writeLedger(dataDir, after);
  const known = new Set(publishedAddresses(ledger));
  const now = new Set(publishedAddresses(after));
  const added = [...now].filter((address) => !known.has(address));
  return {
    ledger: shownPath(join(dataDir, LEDGER_FILE)),
    added: added.length,
    pages: added.filter(isPageAddress).length,
    total: now.size,
    editions: hashes.map(({ edition }) => edition),
    warnings,
  };
}

/** Hashes of editions that were never published, or have changed since. */
function newHashes(site: BuiltSite, ledger: Ledger, date: string): readonly EditionEntry[] {
  return site.editions.flatMap((edition): readonly EditionEntry[] => {
    const sha256 = editionHash(site, edition);
    if (publishedHash(ledger, edition)?.sha256 === sha256) return [];
    return [{ kind: "edition", edition, date, sha256, line: 0, comments: [] }];
  });
}

/** In one step: a ledger that is half written would let addresses go. */
function writeLedger(dataDir: string, ledger: Ledger): void {
  const path = join(dataDir, LEDGER_FILE);
  const fresh = join(dataDir, `.${LEDGER_FILE}-${process.pid}`);
  const header = existsSync(path) ? [] : HEADER;
  try {
    writeFileSync(fresh, header.map((line) => `${line}\n`).join("") + ledgerText(ledger));
    renameSync(fresh, path);
  } catch (error) {
    throw new Failure(`The ledger ${path} cannot be written (${errorCode(error)}).`);
  }
}
