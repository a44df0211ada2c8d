/** What the command verify does: the gates on a built site, and whether it keeps what was sealed and published. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Ledger, readLedger } from "../read/ledger.ts";
import { checkSite, listFiles, type SiteCheck } from "./check-site.ts";
import { judgeDescribed } from "./described-files.ts";
import { editionOf, editionsOf } from "./edition-files.ts";
import type { Diagnostic } from "./failure.ts";
import { Failure } from "./failure.ts";
import { inputFailure } from "./inputs.ts";
import { type BuiltSite, editionHash, judgeLedger, publishedHash } from "./ledger.ts";
import { addressOf } from "./link-check.ts";
import { readMarker } from "./marker.ts";
import { movedAddresses, REDIRECTS_FILE } from "./redirects.ts";
import { readSeal, type Seal, sha256 } from "./seal.ts";
import { unpackSeal } from "./seal-archive.ts";

export interface SiteVerdict {
  readonly check: SiteCheck;
  readonly problems: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  readonly sealed: readonly string[];
  readonly ledger: Ledger | undefined;
}

/** Throws `Failure` where the folder is no site of this program. */
export function openBuiltSite(root: string): BuiltSite {
  const address = readMarker(root);
  if (address === undefined || !existsSync(join(root, "index.html")))
    throw new Failure(`${root} is no site made by klyngeatlas build.`);
  const files = listFiles(root);
  const redirects = join(root, REDIRECTS_FILE);
  const text = existsSync(redirects) ? readFileSync(redirects, "utf8") : "";
  return {
    root,
    files,
    editions: editionsOf(files),
    moved: movedAddresses(text, address.pathPrefix),
  };
}

/** Whether every edition of the site is in the data folder, so that its seals and ledger are this site's. */
export function belongsToSite(dataDir: string, { editions }: BuiltSite): boolean {
  return editions.every((edition) => existsSync(join(dataDir, edition, "datapackage.json")));
}

/**
 * Judges a built site; with a data folder also against its seals and ledger. Throws `Failure` where the folder is no
 * site, or a seal or the ledger cannot be read.
 */
export async function verifySite(
  site: BuiltSite,
  dataDir: string | undefined,
): Promise<SiteVerdict> {
  const check = checkSite(
    site.root,
    readMarker(site.root) ?? { baseUrl: undefined, pathPrefix: "/" },
  );
  const problems = [
    ...check.problems,
    ...site.editions.flatMap((edition) => judgeDescribed(site.root, edition)),
  ];
  if (dataDir === undefined) {
    problems.push(...check.overweight);
    return { check, problems, warnings: check.large, sealed: [], ledger: undefined };
  }
  const seals = readSeals(dataDir, site.editions);
  for (const seal of seals) problems.push(...(await judgeSealed(site, seal)));
  const reading = await readLedger(dataDir);
  if (!reading.ok) throw inputFailure(reading);
  const ledger = reading.value;
  problems.push(...judgeLedger(ledger, new Set(site.files)));
  const sealed = seals.map(({ record }) => record.edition);
  // What is sealed stays as heavy as it was.
  const isSealed = ({ page = "" }: Diagnostic): boolean =>
    sealed.includes(editionOf(page.slice(1), site.editions) ?? "");
  problems.push(...check.overweight.filter((diagnostic) => !isSealed(diagnostic)));
  const kept = check.overweight.filter(isSealed);
  const changed = site.editions
    .filter((edition) => !sealed.includes(edition))
    .flatMap((edition) => judgeFrozen(site, ledger, edition));
  const warnings = [
    ...changed,
    ...kept.map((diagnostic) => ({ ...diagnostic, severity: "warning" as const })),
    ...check.large,
  ];
  return { check, problems, warnings, sealed, ledger };
}

function readSeals(dataDir: string, editions: readonly string[]): readonly Seal[] {
  const readings = editions.flatMap((edition) => readSeal(dataDir, edition) ?? []);
  const problems = readings.flatMap((reading) => ("problems" in reading ? reading.problems : []));
  if (problems.length > 0)
    throw new Failure("What is sealed is no longer as it was sealed.", problems);
  return readings.flatMap((reading) => ("seal" in reading ? [reading.seal] : []));
}

/** Opens the archive, and compares every file of the site with it; files that only lead elsewhere may be added. */
async function judgeSealed(site: BuiltSite, seal: Seal): Promise<readonly Diagnostic[]> {
  const { edition } = seal.record;
  await unpackSeal(seal, () => {});
  const problem = (file: string, message: string): Diagnostic => ({
    page: `/${file}`,
    rule: "sealed-site",
    message: `${message} the edition ${edition} was sealed.`,
    remedy: "Build the site again.",
  });
  const found = [...seal.hashes].flatMap(([file, hash]) => {
    const path = join(site.root, file);
    if (!existsSync(path)) return [problem(file, "The file is missing, and was there when")];
    return sha256(readFileSync(path)) === hash
      ? []
      : [problem(file, "The file is another than when")];
  });
  const added = site.files.filter(
    (file) =>
      editionOf(file, site.editions) === edition &&
      !seal.hashes.has(file) &&
      !site.moved.has(addressOf(file)),
  );
  return [...found, ...added.map((file) => problem(file, "The file is there, and was not when"))];
}

/** A published edition that is not sealed, and no longer the bytes that were published. */
export function judgeFrozen(
  site: BuiltSite,
  ledger: Ledger,
  edition: string,
): readonly Diagnostic[] {
  const published = publishedHash(ledger, edition);
  if (published === undefined) return [];
  if (editionHash(site, edition) === published.sha256) return [];
  return [
    {
      severity: "warning",
      file: ledger.file,
      line: published.line,
      value: edition,
      rule: "edition-changed",
      message: `The files of the edition ${edition} are no longer those that were published on ${published.date}: whoever cited a page of it may find another.`,
      remedy: `Go back to the program, design and narratives it was published with; then klyngeatlas seal ${edition} keeps it from changing.`,
    },
  ];
}
