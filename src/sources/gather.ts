/** Asks every source that the queries name, one after the other, and adds up what they give. */

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { Receipt } from "../model/dataset.ts";
import { createLog, type ProblemLog } from "../read/problem-log.ts";
import type { Assembly } from "./assembly.ts";
import { type CodeFacts, type CodeKind, type Codes, openCodes } from "./code-mapping.ts";
import type { CodeMapping } from "./query.ts";
import { readOwnPart, yearsOf } from "./query-file.ts";
import { inOrder, type NamedQuery } from "./query-folder.ts";
import type { CrosswalkEntry, Delivery, SourceTask } from "./source.ts";
import { sourceNamed } from "./sources.ts";
import type { Web } from "./web.ts";

export interface GatherTask {
  readonly edition: string;
  readonly queries: readonly NamedQuery[];
  /** The new edition's `queries/`, where code lists are written and looked for first. */
  readonly target: string;
  /** Years instead of those that the queries name; undefined for those. */
  readonly years: readonly number[] | undefined;
  readonly assembly: Assembly;
  readonly web: Web;
  readonly now: () => string;
  readonly progress: (text: string) => void;
}

export interface Gathered {
  readonly receipts: readonly Receipt[];
  readonly notes: readonly string[];
  readonly crosswalk: readonly CrosswalkEntry[];
  /** What the sources and code lists say of ids. */
  readonly facts: Readonly<Record<CodeKind, ReadonlyMap<string, CodeFacts>>>;
  readonly units: { readonly jobs?: string | undefined; readonly firms?: string | undefined };
  /** Everything that was read; what is wrong stands in them. */
  readonly logs: readonly ProblemLog[];
}

/** Throws `SourceFailure` where a source cannot be read at all; other problems are in the logs. */
export async function gather(task: GatherTask): Promise<Gathered> {
  const logs = new Map<string, ProblemLog>();
  const logFor = (file: string): ProblemLog => {
    const known = logs.get(file) ?? createLog(file);
    logs.set(file, known);
    return known;
  };
  const receipts: Receipt[] = [];
  const notes: string[] = [];
  const crosswalk: CrosswalkEntry[] = [];
  const facts = { region: new Map<string, CodeFacts>(), sector: new Map<string, CodeFacts>() };
  let units: Gathered["units"] = {};
  for (const query of inOrder(task.queries)) {
    const delivery = await ask(query, task, facts, logFor);
    if (delivery === undefined) continue;
    receipts.push(...delivery.receipts);
    notes.push(...delivery.notes);
    crosswalk.push(...delivery.crosswalk);
    const own = query.reading.query.units;
    units = { jobs: own?.jobs ?? units.jobs, firms: own?.firms ?? units.firms };
    for (const [name, text] of delivery.codeLists ?? []) await writeList(task.target, name, text);
  }
  return {
    receipts,
    notes,
    crosswalk,
    facts,
    units,
    logs: [...task.queries.map(({ log }) => log), ...logs.values()],
  };
}

async function writeList(target: string, name: string, text: string): Promise<void> {
  const path = join(target, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** The delivery of one query; undefined where the query itself is wrong, which its log says. */
async function ask(
  query: NamedQuery,
  task: GatherTask,
  facts: Record<CodeKind, Map<string, CodeFacts>>,
  logFor: (file: string) => ProblemLog,
): Promise<Delivery | undefined> {
  const { reading, log, name } = query;
  const { source: sourceName, gives } = reading.query;
  const source = await sourceNamed(sourceName);
  if (typeof source === "string") {
    log.error({
      rule: "query-source",
      line: reading.lineOf(["source"]),
      column: "source",
      value: sourceName,
      message: source,
      remedy: "Name one of them.",
    });
    return undefined;
  }
  const own = readOwnPart(source.schema, reading, log);
  const years = task.years ?? yearsOf(reading, task.edition, log);
  if (log.total() > 0) return undefined;
  const resolve = (file: string): string => locate(file, query, task.target);
  const codes = (kind: CodeKind, mapping: CodeMapping | undefined): Promise<Codes> =>
    openCodes(kind, mapping ?? {}, resolve, log, logFor);
  const regions = gives === "cells" ? await codes("region", reading.query.regions) : undefined;
  const sectors =
    gives === "cells" || gives === "nation"
      ? await codes("sector", reading.query.sectors)
      : undefined;
  const take: SourceTask<unknown>["take"] =
    sectors === undefined ? () => {} : task.assembly.taking(regions, sectors);
  const delivery = await source.read({
    query: reading.query.query,
    queryName: name,
    years,
    resolve,
    log,
    logFor,
    web: task.web,
    now: task.now,
    take,
    progress: task.progress,
  });
  if (own === undefined) return undefined;
  const leftOut = [regions, sectors].flatMap((one) => one?.finish() ?? []);
  collect(facts.region, regions, delivery.regionNames);
  collect(facts.sector, sectors, delivery.sectorNames);
  return { ...delivery, notes: [...delivery.notes, ...leftOut] };
}

/** The new edition's own code lists stand before those beside the query. */
function locate(file: string, { folder }: NamedQuery, target: string): string {
  if (isAbsolute(file)) return file;
  const own = join(target, file);
  return existsSync(own) ? own : join(folder, file);
}

/** Facts of a code list; and, for an id that one code of the source led to, the source's own name. */
function collect(
  facts: Map<string, CodeFacts>,
  codes: Codes | undefined,
  names: ReadonlyMap<string, string>,
): void {
  if (codes === undefined) return;
  for (const [id, known] of codes.facts) if (!facts.has(id)) facts.set(id, known);
  for (const [id, sourceCodes] of codes.used) {
    const [code, ...others] = sourceCodes;
    const name = code === undefined || others.length > 0 ? undefined : names.get(code);
    const known = facts.get(id);
    if (name !== undefined && known?.name === undefined) facts.set(id, { ...known, name });
  }
}
