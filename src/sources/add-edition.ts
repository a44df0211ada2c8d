/**
 * Makes a new edition from new statistics: asks the sources, carries earlier years over, writes the files beside the
 * data, reads them as any edition is read, sets them against the edition before, and only then puts them in place.
 */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Dataset, Decision, Descriptor, Receipt } from "../model/dataset.ts";
import { readDescriptor } from "../read/descriptor.ts";
import { readEdition } from "../read/edition.ts";
import { errorCode, openInput, shownPath } from "../read/file.ts";
import { firstOfEachKind, type Problem } from "../read/problem.ts";
import { createLog, type ProblemLog } from "../read/problem-log.ts";
import { type Assembly, createAssembly, type HarvestRow } from "./assembly.ts";
import { carryYears } from "./carry.ts";
import {
  readGivenCrosswalk,
  readGivenRegions,
  readGivenSectors,
  readRows,
} from "./contract-files.ts";
import { composeDescription, type Known, type Wishes } from "./description.ts";
import { descriptorFile, type Harvest, tableFiles } from "./edition-files.ts";
import { gather } from "./gather.ts";
import { type Finding, guard } from "./guard.ts";
import { nameCodes } from "./name-codes.ts";
import { REGION_LIST } from "./query.ts";
import { copyCodes, inOrder, isQuery, type Outcome, writtenBy } from "./query-folder.ts";
import { type CrosswalkEntry, SourceFailure } from "./source.ts";
import type { Web } from "./web.ts";

export interface AddTask extends Wishes {
  readonly dataDir: string;
  readonly edition: string;
  /** The edition it is set against, and from which years are carried; undefined for a first edition. */
  readonly before: Dataset | undefined;
  readonly queries: readonly Outcome[];
  /** Tables in the contract's own form, by their paths. */
  readonly files: readonly string[];
  /** An own list of regions, in place of the one that queries would ask for. */
  readonly regionList: string | undefined;
  readonly years: readonly number[] | undefined;
  readonly carry: boolean;
  /** Why the findings of the guard are let stand; undefined where they stop the work. */
  readonly accept: string | undefined;
  readonly threshold: number;
  /** Nothing is put in place. */
  readonly dryRun: boolean;
  readonly web: Web;
  readonly now: () => string;
  readonly progress: (text: string) => void;
}

export type AddOutcome =
  | {
      readonly ok: true;
      /** Undefined after a dry run. */
      readonly folder: string | undefined;
      readonly dataset: Dataset;
      readonly findings: readonly Finding[];
      readonly notes: readonly string[];
      readonly receipts: readonly Receipt[];
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly total: number }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Throws `SourceFailure` where a source cannot be read at all. The data folder is as it was unless `ok`. */
export async function addEdition(task: AddTask): Promise<AddOutcome> {
  const { dataDir, edition } = task;
  // Names that begin with a point are no editions; on the same disk, so that one renaming puts it in place.
  const workshop = await mkdtemp(join(dataDir, `.adding-${process.pid}-`));
  try {
    return await make(task, workshop, join(workshop, edition));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function make(task: AddTask, workshop: string, folder: string): Promise<AddOutcome> {
  const broken = task.queries.flatMap((query) => (isQuery(query) ? [] : [query.log]));
  if (broken.length > 0) return failed(broken);
  const target = join(folder, "queries");
  const queries = await layOutQueries(task, target);
  const assembly = createAssembly();
  const given = await readGiven(task, assembly);
  const gathered = await gather({ ...task, queries, target, assembly });
  const logs = [...given.logs, ...gathered.logs];
  if (logs.some((log) => log.total() > 0)) return failed(logs);
  const crosswalk = [...given.crosswalk, ...gathered.crosswalk];
  const carried =
    task.carry && task.before !== undefined
      ? carryYears(task.before, assembly.cells(), crosswalk, assembly.nation().length > 0)
      : undefined;
  for (const row of carried?.rows ?? []) assembly.add(row);
  const cells = assembly.cells();
  const nation = assembly.nation().filter(({ jobs }) => jobs !== undefined);
  const harvest: Harvest = {
    cells,
    nation,
    ...nameCodes({ cells, nation }, given, gathered.facts, task.before, carried?.heirs),
    crosswalk,
  };
  const receipts = [...given.receipts, ...gathered.receipts];
  const parts = {
    receipts,
    notes: [...gathered.notes, ...(carried?.notes ?? [])],
    units: gathered.units,
    given: given.description,
    carried,
  };
  const write = (decisions: readonly Decision[]): Promise<void> =>
    writeEdition(folder, harvest, task, { ...parts, decisions });
  await write([]);
  await copyOthers(task.files, folder);
  const reading = await readEdition(folder);
  if (!reading.ok)
    return {
      ok: false,
      ...inPlace(reading.problems, workshop, task.dataDir),
      total: reading.total,
    };
  const findings =
    task.before === undefined
      ? []
      : guard(task.before, reading.value, { crosswalk, threshold: task.threshold });
  const { accept: reason, now } = task;
  if (findings.length > 0 && reason === undefined) return { ok: false, findings };
  if (findings.length > 0 && reason !== undefined)
    await write([
      { date: now().slice(0, 10), reason, findings: findings.map(({ message }) => message) },
    ]);
  // Read as it will stand: with the decision, where there is one.
  const final = findings.length > 0 ? await readEdition(folder) : reading;
  if (!final.ok)
    return { ok: false, ...inPlace(final.problems, workshop, task.dataDir), total: final.total };
  const place = join(task.dataDir, task.edition);
  if (!task.dryRun) await putInPlace(folder, place);
  return {
    ok: true,
    folder: task.dryRun ? undefined : place,
    dataset: final.value,
    findings,
    notes: parts.notes,
    receipts,
    warnings: [
      ...logs.flatMap((log) => log.warnings()),
      ...inPlace(final.warnings, workshop, task.dataDir).problems,
    ],
  };
}

/** Fails where another run was quicker: a folder with files is not replaced by a renaming. */
async function putInPlace(folder: string, place: string): Promise<void> {
  await rename(folder, place).catch((error: unknown) => {
    throw new SourceFailure(
      place,
      `The edition cannot be put in place (${errorCode(error)}).`,
      existsSync(place)
        ? "Another run added it meanwhile; editions are added, never overwritten."
        : "Look at the rights of the data folder.",
    );
  });
}

/** Problems of files that are not in place yet, under the names that they would have. */
function inPlace(
  problems: readonly Problem[],
  workshop: string,
  dataDir: string,
): { readonly problems: readonly Problem[] } {
  const [from, to] = [shownPath(workshop), shownPath(dataDir)];
  return { problems: problems.map((one) => ({ ...one, file: one.file.replace(from, to) })) };
}

function failed(logs: readonly ProblemLog[]): AddOutcome {
  const all = logs.flatMap((log) => [...log.errors(), ...log.warnings()]);
  const total = logs.reduce((sum, log) => sum + log.total() + log.totalWarnings(), 0);
  return { ok: false, problems: firstOfEachKind(all), total };
}

/** Copies the queries and their code lists; leaves out queries for a list that the analyst brings. */
async function layOutQueries(task: AddTask, target: string): Promise<ReturnType<typeof inOrder>> {
  const all = task.queries.filter(isQuery);
  await mkdir(target, { recursive: true });
  if (task.regionList !== undefined) {
    await mkdir(join(target, "codes"));
    await copyFile(resolve(task.regionList), join(target, REGION_LIST));
  }
  await copyCodes(all, target);
  const queries = inOrder(
    all.filter((query) => task.regionList === undefined || writtenBy(query) !== REGION_LIST),
  );
  for (const { name, text } of queries) await writeFile(join(target, basename(name)), text);
  if (queries.length === 0) await rm(target, { recursive: true });
  return queries;
}

export interface Given {
  readonly regions: Harvest["regions"];
  readonly sectors: Harvest["sectors"];
  readonly crosswalk: readonly CrosswalkEntry[];
  readonly receipts: readonly Receipt[];
  /** What a datapackage.json among the files says; undefined where there is none. */
  readonly description: Descriptor | undefined;
  readonly logs: readonly ProblemLog[];
}

/** Tables in the contract's form, and their description. */
async function readGiven({ files, now, years }: AddTask, assembly: Assembly): Promise<Given> {
  const add = (row: HarvestRow): void => {
    if (years === undefined || years.includes(row.year)) assembly.add(row);
  };
  const logs: ProblemLog[] = [];
  const receipts: Receipt[] = [];
  let regions: Harvest["regions"] = [];
  let sectors: Harvest["sectors"] = [];
  let crosswalk: readonly CrosswalkEntry[] = [];
  let description: Descriptor | undefined;
  for (const path of files) {
    const name = basename(path);
    const file = await openInput(resolve(path, ".."), name, "required");
    const log = file.log.total() > 0 ? file.log : createLog(shownPath(path));
    const input = { ...file, log };
    logs.push(log);
    if (name === "regions.csv") regions = await readGivenRegions(input);
    else if (name === "sectors.csv") sectors = await readGivenSectors(input);
    else if (name === "crosswalk.csv") crosswalk = await readGivenCrosswalk(input);
    else if (name === "employment.csv") await readRows(input, "employment", add);
    else if (name === "national.csv") await readRows(input, "national", add);
    else if (name === "datapackage.json") description = readDescriptor(input)?.descriptor;
    if (file.bytes !== undefined && name !== "datapackage.json")
      receipts.push(receiptOf(name, file.bytes, now()));
  }
  return { regions, sectors, crosswalk, receipts, description, logs };
}

function receiptOf(name: string, bytes: Uint8Array, retrieved: string): Receipt {
  return {
    title: name,
    from: name,
    query: "",
    retrieved,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
  };
}

async function writeEdition(
  folder: string,
  harvest: Harvest,
  task: AddTask,
  known: Known,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tables = tableFiles(harvest);
  const description = composeDescription(harvest, task, known);
  for (const [name, text] of tables) await writeFile(join(folder, name), text);
  await writeFile(join(folder, "datapackage.json"), descriptorFile(description, tables));
}

/** Files that are taken over as they are. */
const COPIED = ["regions.geojson", "regions.topojson", "published-figures.csv"];

async function copyOthers(files: readonly string[], folder: string): Promise<void> {
  for (const path of files)
    if (COPIED.includes(basename(path)) && existsSync(path))
      await copyFile(path, join(folder, basename(path)));
}
