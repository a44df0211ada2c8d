/**
 * The seal of an edition: its built pages, kept beside its data so that later builds lay them out unchanged.
 *
 *     data/E/sealed/site.tar.gz    every file under /E/, and the assets its pages load
 *     data/E/sealed/sha256.txt     a hash of each, as sha256sum writes and checks them
 *     data/E/sealed/seal.json      for which address, by which program, from which data
 *
 * This file reads what a seal says of itself; seal-archive.ts packs and unpacks, seal-edition.ts makes seals,
 * seal-layout.ts lays them out in a build.
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EDITION_FILES } from "../read/edition-files.ts";
import { shownPath } from "../read/file.ts";
import type { Diagnostic } from "./failure.ts";
import type { SiteAddress } from "./link-check.ts";
import { assertOutputPath } from "./output-path.ts";

/** Folder of a seal within its edition's. */
export const SEAL_FOLDER = "sealed";
export const ARCHIVE_FILE = "site.tar.gz";
export const LIST_FILE = "sha256.txt";
export const SEAL_FILE = "seal.json";

const RESTORE =
  "Restore the folder from version control, or seal the edition again: klyngeatlas seal";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

const sealShape = z.object({
  format: z.literal(1),
  edition: z.string(),
  baseUrl: z.string().nullable(),
  pathPrefix: z.string(),
  program: z.string(),
  archive: z.object({ bytes: count, sha256: hash }),
  list: z.object({ files: count, sha256: hash }),
  pages: count,
  charts: count,
  figures: count,
  inputs: z.record(z.string(), hash),
  replaced: z.array(z.object({ archive: hash.nullable(), reason: z.string() })),
});

/** What `seal.json` says. */
export interface SealRecord {
  readonly format: 1;
  readonly edition: string;
  /** Null where the edition was sealed before its address was known. */
  readonly baseUrl: string | null;
  readonly pathPrefix: string;
  /** Version of the program that rendered the pages. */
  readonly program: string;
  readonly archive: { readonly bytes: number; readonly sha256: string };
  readonly list: { readonly files: number; readonly sha256: string };
  readonly pages: number;
  readonly charts: number;
  readonly figures: number;
  /** Hash of each file that the edition was read from, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Seals that this one took the place of, oldest first: the hash of each archive as it was, null where it was lost. */
  readonly replaced: readonly { readonly archive: string | null; readonly reason: string }[];
}

/** A seal that is there and says what it must. */
export interface Seal {
  readonly folder: string;
  readonly record: SealRecord;
  /** Hash by file, of every file in the archive, ascending. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** A seal, or what is wrong with it. */
export type SealReading = { readonly seal: Seal } | { readonly problems: readonly Diagnostic[] };

export function sealFolder(dataDir: string, edition: string): string {
  return join(dataDir, edition, SEAL_FOLDER);
}

/** Reads what is beside an edition's data; undefined where the edition is not sealed. Opens no archive. */
export function readSeal(dataDir: string, edition: string): SealReading | undefined {
  const folder = sealFolder(dataDir, edition);
  if (!existsSync(folder)) return undefined;
  const missing = [SEAL_FILE, LIST_FILE, ARCHIVE_FILE].filter(
    (name) => !existsSync(join(folder, name)),
  );
  if (missing.length > 0)
    return {
      problems: missing.map((name) =>
        damaged(folder, name, edition, "The sealed edition lacks this file."),
      ),
    };
  const record = parseRecord(readFileSync(join(folder, SEAL_FILE), "utf8"));
  if (record === undefined || record.edition !== edition)
    return {
      problems: [
        damaged(
          folder,
          SEAL_FILE,
          edition,
          "This is not the seal of the edition in whose folder it lies.",
        ),
      ],
    };
  const list = readFileSync(join(folder, LIST_FILE));
  const hashes = sha256(list) === record.list.sha256 ? parseList(list.toString("utf8")) : undefined;
  if (hashes === undefined || hashes.size !== record.list.files)
    return {
      problems: [
        damaged(
          folder,
          LIST_FILE,
          edition,
          `The list of hashes is not the one that ${SEAL_FILE} names.`,
        ),
      ],
    };
  return { seal: { folder, record, hashes } };
}

/** Where the data of a sealed edition are no longer those it was sealed with: what the pages say would not be what the rest of the site says. */
export function changedInputs(dataDir: string, { record }: Seal): readonly Diagnostic[] {
  const { edition, inputs } = record;
  const now = inputHashes(dataDir, edition);
  const names = [...new Set([...Object.keys(inputs), ...Object.keys(now)])].sort();
  return names
    .filter((name) => inputs[name] !== now[name])
    .map((name) => ({
      file: shownPath(join(dataDir, edition, name)),
      rule: "sealed-data",
      message: `The edition ${edition} is sealed, and this file ${changeWords(inputs[name], now[name])} since.`,
      remedy: `Put the file back as it was, and give new figures an edition of their own (klyngeatlas add); or seal the edition again: klyngeatlas seal ${edition} --again "…".`,
    }));
}

function changeWords(before: string | undefined, now: string | undefined): string {
  if (before === undefined) return "has been added";
  return now === undefined ? "has been removed" : "has been changed";
}

/** Whether a site at an address can hold pages that were sealed for another. */
export function addressProblems(
  { record, folder }: Seal,
  site: SiteAddress,
): readonly Diagnostic[] {
  const { edition, pathPrefix, baseUrl } = record;
  const file = shownPath(join(folder, SEAL_FILE));
  if (site.pathPrefix !== pathPrefix)
    return [
      {
        file,
        rule: "sealed-address",
        value: site.pathPrefix,
        message: `The edition ${edition} was sealed for a site in ${pathPrefix}: its links would lead nowhere in ${site.pathPrefix}.`,
        remedy: `Build with ${addressOptions(record)}, or seal the edition again for the new place: klyngeatlas seal ${edition} --again "…".`,
      },
    ];
  // A site built without its address, to be looked at, may hold pages that know theirs.
  if (site.baseUrl === undefined || site.baseUrl === baseUrl) return [];
  return [
    {
      file,
      rule: "sealed-address",
      value: site.baseUrl,
      message:
        baseUrl === null
          ? `The edition ${edition} was sealed without a base URL: its citations name a placeholder.`
          : `The edition ${edition} was sealed for ${baseUrl}: its citations name that address.`,
      remedy: `${baseUrl === null ? "Build without --base-url" : `Build with ${addressOptions(record)}`}, or seal the edition again for the new address: klyngeatlas seal ${edition} --again "…".`,
    },
  ];
}

function addressOptions({ baseUrl, pathPrefix }: SealRecord): string {
  const base = baseUrl === null ? "" : `--base-url ${baseUrl} `;
  return `${base}--path-prefix ${pathPrefix}`;
}

/** Hash of each file that an edition is read from, by name. */
export function inputHashes(dataDir: string, edition: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    EDITION_FILES.toSorted()
      .map((name) => ({ name, path: join(dataDir, edition, name) }))
      .filter(({ path }) => existsSync(path))
      .map(({ name, path }) => [name, sha256(readFileSync(path))]),
  );
}

/** A fault of a seal's own files. */
export function damaged(
  folder: string,
  name: string,
  edition: string,
  message: string,
  value?: string,
): Diagnostic {
  return {
    file: shownPath(join(folder, name)),
    rule: "sealed-damage",
    value,
    message,
    remedy: `${RESTORE} ${edition} --again "…".`,
  };
}

/** Whether a seal holds the edition's pages in the language of a segment ("" or "nb/"). */
export function hasLanguage({ record, hashes }: Seal, segment: string): boolean {
  return hashes.has(`${segment}${record.edition}/index.html`);
}

/** Segments of the languages in which a seal holds its edition: "", "nb/". */
export function segmentsIn({ record, hashes }: Seal): readonly string[] {
  const front = `${record.edition}/index.html`;
  return [...hashes.keys()].flatMap((file) => {
    const segment = file.endsWith(front) ? file.slice(0, -front.length) : undefined;
    return segment !== undefined && /^(?:[a-z0-9-]+\/)?$/.test(segment) ? [segment] : [];
  });
}

/** Pages of a seal by address, "/1998/clusters/". */
export function sealedPages({ hashes }: Seal): readonly string[] {
  return [...hashes.keys()]
    .filter((file) => file.endsWith("/index.html"))
    .map((file) => `/${file.slice(0, -"index.html".length)}`);
}

/** `sha256.txt`: a line for each file, ascending by name. */
export function listText(hashes: ReadonlyMap<string, string>): string {
  return [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, sum]) => `${sum}  ${file}\n`)
    .join("");
}

/** Undefined where a line is no hash and name, or the name leads out of the site. */
function parseList(text: string): ReadonlyMap<string, string> | undefined {
  const hashes = new Map<string, string>();
  for (const line of text.split("\n").slice(0, -1)) {
    const [, sum, file] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || file === undefined || !isOutputPath(file)) return undefined;
    hashes.set(file, sum);
  }
  return hashes;
}

function isOutputPath(file: string): boolean {
  try {
    assertOutputPath(file);
    return true;
  } catch {
    return false;
  }
}

function parseRecord(text: string): SealRecord | undefined {
  try {
    const parsed = sealShape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}
