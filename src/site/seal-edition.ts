/** Seals an edition: builds the whole site, with all its gates, and keeps the edition's part of it beside its data. */

import {
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
import { basename, join } from "node:path";
import { narrativeEntries } from "../pages/plan.ts";
import { errorCode, shownPath } from "../read/file.ts";
import { type BuildOptions, makeSite } from "./build-site.ts";
import { listFiles } from "./check-site.ts";
import { editionOf, editionsOf } from "./edition-files.ts";
import { Failure } from "./failure.ts";
import { type Inputs, loadInputs } from "./inputs.ts";
import {
  ARCHIVE_FILE,
  inputHashes,
  LIST_FILE,
  listText,
  readSeal,
  SEAL_FILE,
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
  /** Whether a seal was there, and what became of it. */
  readonly outcome: "sealed" | "unchanged" | "replaced";
}

/**
 * Throws `Failure` where the edition does not exist, is sealed already and `again` gives no reason, or the site
 * cannot be built. Until the new seal is complete, an earlier one stays as it is.
 */
export async function sealEdition(options: SealOptions): Promise<SealReport> {
  const { edition, dataDir, contentDir, again, onProgress = () => {} } = options;
  const earlier = earlierSeal(dataDir, edition, again);
  onProgress("Reading editions");
  const inputs = await loadInputs(dataDir, contentDir, { unsealed: edition });
  const known = inputs.atlases.map(({ dataset }) => dataset.id);
  if (!known.includes(edition))
    throw new Failure(`There is no edition ${edition}. There are: ${known.join(", ")}.`);
  const site = mkdtempSync(join(tmpdir(), "klyngeatlas-seal-"));
  const fresh = join(dataDir, edition, `.sealed-${process.pid}`);
  try {
    await makeSite(site, inputs, options);
    onProgress("Sealing");
    makeFolder(fresh);
    const record = writeSeal(fresh, site, inputs, options, earlier);
    const outcome = outcomeOf(record, earlier);
    const folder = sealFolder(dataDir, edition);
    if (outcome !== "unchanged") replace(folder, fresh);
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
    rmSync(site, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new Failure(`Nothing can be written beside the edition’s data: ${errorCode(error)}.`);
  }
}

/** Undefined where there is none. A damaged one is replaced like any other; what it replaced is not known then. */
type Earlier = { readonly record: SealRecord | undefined } | undefined;

function earlierSeal(dataDir: string, edition: string, again: string | undefined): Earlier {
  const reading = readSeal(dataDir, edition);
  if (reading === undefined) {
    if (again === undefined) return undefined;
    throw new Failure(`The edition ${edition} is not sealed yet: leave out --again.`);
  }
  if (again === undefined)
    throw new Failure(
      `The edition ${edition} is sealed already, and was perhaps cited as it is. Put what is wrong with it into an erratum (content/errata); or replace the seal with --again "why".`,
    );
  return { record: "seal" in reading ? reading.seal.record : undefined };
}

/** The same archive for the same address and data is the same seal: nothing is replaced, and no reason is kept. */
function outcomeOf(record: SealRecord, earlier: Earlier): SealReport["outcome"] {
  if (earlier === undefined) return "sealed";
  const { replaced: _, program: __, ...now } = record;
  if (earlier.record === undefined) return "replaced";
  const { replaced: ___, program: ____, ...before } = earlier.record;
  return JSON.stringify(now) === JSON.stringify(before) ? "unchanged" : "replaced";
}

/** Fills a folder with the three files of a seal. */
function writeSeal(
  folder: string,
  site: string,
  { narratives }: Inputs,
  { edition, projectDir, dataDir, baseUrl, pathPrefix, again }: SealOptions,
  earlier: Earlier,
): SealRecord {
  const files = filesToSeal(site, edition);
  const archive = join(folder, ARCHIVE_FILE);
  writeArchive(archive, site, files);
  const list = listText(
    new Map(files.map((file) => [file, sha256(readFileSync(join(site, file)))])),
  );
  writeFileSync(join(folder, LIST_FILE), list);
  const before = earlier?.record;
  const record: SealRecord = {
    format: 1,
    edition,
    baseUrl: baseUrl ?? null,
    pathPrefix,
    program: programVersion(projectDir),
    archive: { bytes: statSync(archive).size, sha256: sha256(readFileSync(archive)) },
    list: { files: files.length, sha256: sha256(list) },
    pages: files.filter((file) => file.endsWith(".html")).length,
    charts: files.filter((file) => file.endsWith(".vl.json")).length,
    figures: countFigures(site, files),
    inputs: inputHashes(dataDir, edition),
    narratives: narrativeEntries(narratives, edition),
    replaced: [
      ...(before?.replaced ?? []),
      ...(before === undefined || again === undefined
        ? []
        : [{ archive: before.archive.sha256, reason: again }]),
    ],
  };
  writeFileSync(join(folder, SEAL_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
  return record;
}

/** Puts a complete seal in its place; an earlier one is taken away only once it is there. */
function replace(folder: string, fresh: string): void {
  const aside = `${fresh}-earlier`;
  if (existsSync(folder)) renameSync(folder, aside);
  renameSync(fresh, folder);
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

function programVersion(projectDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}
