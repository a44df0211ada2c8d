/** Seals an edition: builds the whole site, with all its gates, and keeps the edition's part of it beside its data. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { errorCode, shownPath } from "../read/file.ts";
import { type BuildOptions, makeSite } from "./build-site.ts";
import { listFiles } from "./check-site.ts";
import { editionOf, editionsOf } from "./edition-files.ts";
import { Failure } from "./failure.ts";
import { loadInputs } from "./inputs.ts";
import { programIn } from "./program.ts";
import {
  ARCHIVE_FILE,
  inputHashes,
  LIST_FILE,
  listText,
  readSeal,
  SEAL_FILE,
  SEAL_FOLDER,
  type SealRecord,
  sealFolder,
  sha256,
} from "./seal.ts";
import { writeArchive } from "./seal-archive.ts";

export interface SealOptions extends Omit<BuildOptions, "outputDir"> {
  readonly edition: string;
  /** Why a seal that is there is replaced; undefined where none may be. */
  readonly again: string | undefined;
}

export interface SealReport {
  readonly edition: string;
  readonly folder: string;
  readonly files: number;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  /** What became of a seal that was there; "restored" where its own archive was damaged. */
  readonly outcome: "sealed" | "unchanged" | "restored" | "replaced";
}

/**
 * Throws `Failure` where the edition does not exist, is sealed already and `again` gives no reason, or the site
 * cannot be built. Until the new seal is complete, an earlier one stays as it is.
 */
export async function sealEdition(options: SealOptions): Promise<SealReport> {
  const { edition, dataDir, contentDir, again, onProgress = () => {} } = options;
  const earlier = earlierSeal(dataDir, edition, again);
  onProgress("Reading editions");
  const inputs = await loadInputs(dataDir, contentDir, {
    unsealed: edition,
    languages: options.languages,
  });
  const known = inputs.atlases.map(({ dataset }) => dataset.id);
  if (!known.includes(edition))
    throw new Failure(`There is no edition ${edition}. There are: ${known.join(", ")}.`);
  const work = mkdtempSync(join(tmpdir(), "klyngeatlas-seal-"));
  try {
    const site = join(work, "site");
    const fresh = join(work, SEAL_FOLDER);
    mkdirSync(site);
    mkdirSync(fresh);
    await makeSite(site, inputs, options);
    onProgress("Sealing");
    const record = writeSeal(fresh, site, options);
    const { outcome, replaced } = compare(record, earlier, again);
    const folder = sealFolder(dataDir, edition);
    if (outcome !== "unchanged") {
      writeRecord(fresh, { ...record, replaced });
      putInPlace(fresh, folder);
    }
    return {
      edition,
      folder: shownPath(folder),
      files: record.list.files,
      pages: record.pages,
      bytes: record.archive.bytes,
      sha256: record.archive.sha256,
      outcome,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A seal that is there. A damaged one is replaced like any other. */
interface Earlier {
  /** Undefined where it cannot be read. */
  readonly record: SealRecord | undefined;
  /** Hash of the archive as it is; null where it is lost. */
  readonly archive: string | null;
}

function earlierSeal(
  dataDir: string,
  edition: string,
  again: string | undefined,
): Earlier | undefined {
  const reading = readSeal(dataDir, edition);
  if (reading === undefined) {
    if (again === undefined) return undefined;
    throw new Failure(`The edition ${edition} is not sealed yet: leave out --again.`);
  }
  if (again === undefined)
    throw new Failure(
      `The edition ${edition} is sealed already, and was perhaps cited as it is. Put what is wrong with it into an erratum (content/errata); or replace the seal with --again "why".`,
    );
  const archive = join(sealFolder(dataDir, edition), ARCHIVE_FILE);
  return {
    record: "seal" in reading ? reading.seal.record : undefined,
    archive: existsSync(archive) ? sha256(readFileSync(archive)) : null,
  };
}

type Unlinked = Omit<SealRecord, "replaced">;

/**
 * What becomes of the seal that is there. The same archive for the same address and data is the same seal, of which
 * no reason is kept: nothing is replaced, or its archive is put back.
 */
function compare(
  record: Unlinked,
  earlier: Earlier | undefined,
  again: string | undefined,
): Pick<SealReport, "outcome"> & Pick<SealRecord, "replaced"> {
  if (earlier === undefined || again === undefined) return { outcome: "sealed", replaced: [] };
  const replaced = earlier.record?.replaced ?? [];
  if (earlier.record !== undefined && isSame(record, earlier.record)) {
    const isSound = earlier.archive === record.archive.sha256;
    return { outcome: isSound ? "unchanged" : "restored", replaced };
  }
  return {
    outcome: "replaced",
    replaced: [...replaced, { archive: earlier.archive, reason: again }],
  };
}

/** Whether two seals hold the same pages of the same data for the same address. */
function isSame(record: Unlinked, before: SealRecord): boolean {
  return (
    record.archive.sha256 === before.archive.sha256 &&
    record.list.sha256 === before.list.sha256 &&
    record.baseUrl === before.baseUrl &&
    record.pathPrefix === before.pathPrefix &&
    JSON.stringify(record.inputs) === JSON.stringify(before.inputs)
  );
}

/** Fills a folder with the archive and the list of a seal; answers what is to be said of them. */
function writeSeal(
  folder: string,
  site: string,
  { edition, projectDir, dataDir, baseUrl, pathPrefix }: SealOptions,
): Unlinked {
  const files = filesToSeal(site, edition);
  const archive = join(folder, ARCHIVE_FILE);
  writeArchive(archive, site, files);
  const hashes = files.map((file) => [file, sha256(readFileSync(join(site, file)))] as const);
  const list = listText(new Map(hashes));
  writeFileSync(join(folder, LIST_FILE), list);
  return {
    format: 1,
    edition,
    baseUrl: baseUrl ?? null,
    pathPrefix,
    program: programIn(projectDir).version,
    archive: { bytes: statSync(archive).size, sha256: sha256(readFileSync(archive)) },
    list: { files: files.length, sha256: sha256(list) },
    pages: files.filter((file) => file.endsWith(".html")).length,
    charts: files.filter((file) => file.endsWith(".vl.json")).length,
    figures: countFigures(site, files),
    inputs: inputHashes(dataDir, edition),
  };
}

function writeRecord(folder: string, record: SealRecord): void {
  writeFileSync(join(folder, SEAL_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** Copies a complete seal beside the data; an earlier one is taken away only once it is there. */
function putInPlace(from: string, folder: string): void {
  const fresh = join(dirname(folder), `.${SEAL_FOLDER}-${process.pid}`);
  const aside = `${fresh}-earlier`;
  try {
    cpSync(from, fresh, { recursive: true });
    if (existsSync(folder)) renameSync(folder, aside);
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(aside) && !existsSync(folder)) renameSync(aside, folder);
    throw new Failure(
      `The seal could not be written to ${shownPath(folder)} (${errorCode(error)}).`,
    );
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Every file of the edition, and the assets that its pages name, or that those name in turn. */
function filesToSeal(site: string, edition: string): readonly string[] {
  const all = listFiles(site);
  const editions = editionsOf(all);
  const own = all.filter((file) => editionOf(file, editions) === edition);
  const assets = all.filter((file) => file.startsWith("assets/"));
  const needed = new Set<string>();
  const look = (file: string): void => {
    const text = readFileSync(join(site, file), "utf8");
    for (const asset of assets) {
      // Names hold a hash of the content, so that a mention can mean nothing else.
      if (needed.has(asset) || !text.includes(basename(asset))) continue;
      needed.add(asset);
      if (/\.(?:css|js|svg)$/.test(asset)) look(asset);
    }
  };
  for (const page of own.filter((file) => file.endsWith(".html"))) look(page);
  return [...own, ...needed].sort();
}

/** Different figures that the pages show. */
function countFigures(site: string, files: readonly string[]): number {
  const met = new Set<string>();
  for (const file of files.filter((name) => name.endsWith(".html")))
    for (const [, id = ""] of readFileSync(join(site, file), "utf8").matchAll(
      / data-figure="([^"]*)"/g,
    ))
      met.add(id);
  return met.size;
}
