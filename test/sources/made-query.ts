/** Runs a query file over made data files, as `add` does: what it gives, and what is said to be wrong. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Problem } from "../../src/read/problem.ts";
import { createLog, type ProblemLog } from "../../src/read/problem-log.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import type { Observation } from "../../src/sources/observation.ts";
import { readOwnPart } from "../../src/sources/query-file.ts";
import { isQuery, readNamedQuery } from "../../src/sources/query-folder.ts";
import type { Delivery } from "../../src/sources/source.ts";
import { sourceNamed } from "../../src/sources/sources.ts";

export interface Asked {
  readonly observations: readonly Observation[];
  /** Each as `year region sector measure value flag`: what stands in the cells matters, not their lines. */
  readonly told: readonly string[];
  /** Undefined where the query file itself is wrong. */
  readonly delivery: Delivery | undefined;
  readonly problems: readonly Problem[];
  readonly progress: readonly string[];
}

export const NOW = "2026-09-01T08:00:00Z";

/** `yaml` is a whole query file; `files` are beside it. */
export async function ask(
  yaml: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  years?: readonly number[],
): Promise<Asked> {
  const folder = await mkdtemp(join(tmpdir(), "klyngeatlas-query-"));
  try {
    await writeFile(join(folder, "made.yaml"), yaml);
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), content);
    return await answered(folder, years);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function answered(folder: string, years: readonly number[] | undefined): Promise<Asked> {
  const observations: Observation[] = [];
  const progress: string[] = [];
  const query = await readNamedQuery(join(folder, "made.yaml"));
  const logs: ProblemLog[] = [query.log];
  const done = (delivery: Delivery | undefined): Asked => ({
    observations,
    told: observations.map(inWords),
    delivery,
    problems: logs
      .flatMap((log) => [...log.errors(), ...log.warnings()])
      .map((problem) => ({ ...problem, file: problem.file.replace(/^.*\//, "") })),
    progress,
  });
  if (!isQuery(query)) return done(undefined);
  const source = await sourceNamed(query.reading.query.source);
  if (typeof source === "string") throw new Error(source);
  if (readOwnPart(source.schema, query.reading, query.log) === undefined) return done(undefined);
  const delivery = await source.read({
    query: query.reading.query.query,
    queryName: query.name,
    years,
    resolve: (name) => join(folder, name),
    log: query.log,
    logFor: (file) => {
      const log = createLog(file);
      logs.push(log);
      return log;
    },
    web: createWeb({ offline: true }),
    now: () => NOW,
    take: (observation) => observations.push(observation),
    progress: (text) => progress.push(text),
  });
  return done(delivery);
}

function inWords({ year, region, sector, measure, value, flag }: Observation): string {
  return [year, region ?? "–", sector, measure, value ?? "", flag ?? ""].join(" ").trimEnd();
}
