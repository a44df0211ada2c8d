/** Files that a test makes, and sources that read them. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Problem } from "../../../src/read/problem.ts";
import { createLog, type ProblemLog } from "../../../src/read/problem-log.ts";
import type { Observation } from "../../../src/sources/observation.ts";
import type { Delivery, Source } from "../../../src/sources/source.ts";

/** Writes a file and answers its path. The folder is removed after the tests that make files in it. */
export function madeFiles(): (content: string | Uint8Array, name?: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-files-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return (content, name) => {
    count += 1;
    const path = join(folder, name ?? `made-${count}.csv`);
    writeFileSync(path, content);
    return path;
  };
}

export interface FileRun {
  readonly observations: readonly Observation[];
  /** What was observed, one line each; see `told`. */
  readonly told: readonly string[];
  /** Of the query file, called made.yaml, and of all data files. */
  readonly errors: readonly Problem[];
  readonly delivery: Delivery;
  readonly progress: readonly string[];
}

/** Runs a source that reads files. */
export async function runOnFiles<Query>(
  source: Source<Query>,
  query: unknown,
  years?: readonly number[],
): Promise<FileRun> {
  const logs: ProblemLog[] = [];
  const logFor = (file: string): ProblemLog => {
    const log = createLog(file);
    logs.push(log);
    return log;
  };
  const observations: Observation[] = [];
  const progress: string[] = [];
  const delivery = await source.read({
    query: source.schema.parse(query),
    queryName: "queries/made.yaml",
    years,
    resolve: (name) => name,
    log: logFor("made.yaml"),
    logFor,
    web: { fetch: () => Promise.reject(new Error("files need no network")) },
    now: () => "2026-09-01T08:00:00Z",
    take: (observation) => observations.push(observation),
    progress: (text) => progress.push(text),
  });
  const errors = logs.flatMap((log) => log.errors());
  return { observations, told: observations.map(told), errors, delivery, progress };
}

/** An observation in one line: `1990 horten electronics jobs 1200 e (2)`, the number of the line last. */
export function told({ year, region, sector, measure, value, flag, line }: Observation): string {
  const what = value === undefined ? "–" : String(value);
  const said = flag === undefined ? "" : ` ${flag}`;
  return `${year} ${region ?? "nation"} ${sector} ${measure} ${what}${said} (${line ?? "no line"})`;
}
