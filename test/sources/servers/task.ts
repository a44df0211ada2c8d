/** Runs a source as the product does, and collects what it gives. */

import type { Problem } from "../../../src/read/problem.ts";
import { createLog } from "../../../src/read/problem-log.ts";
import type { Observation } from "../../../src/sources/observation.ts";
import { type Delivery, type Source, SourceFailure } from "../../../src/sources/source.ts";
import type { Web } from "../../../src/sources/web.ts";

export interface Run {
  readonly delivery: Delivery;
  readonly observations: readonly Observation[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly progress: readonly string[];
}

/** `query` is the own part of a query file, as it is written there; throws where the schema refuses it. */
export async function runSource<Query>(
  source: Source<Query>,
  query: unknown,
  web: Web,
  years?: readonly number[],
): Promise<Run> {
  const log = createLog("queries/made.yaml");
  const observations: Observation[] = [];
  const progress: string[] = [];
  const delivery = await source.read({
    query: source.schema.parse(query),
    queryName: "queries/made.yaml",
    years,
    resolve: (name) => name,
    log,
    logFor: createLog,
    web,
    now: () => "2026-09-01T08:00:00Z",
    take: (observation) => observations.push(observation),
    progress: (text) => progress.push(text),
  });
  return { delivery, observations, errors: log.errors(), warnings: log.warnings(), progress };
}

/** The failure of a source, where it fails as it should. */
export async function failureOf(promise: Promise<unknown>): Promise<SourceFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SourceFailure) return error;
  throw new Error(`expected a SourceFailure, got ${String(error)}`);
}
