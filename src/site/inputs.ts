/** Reads everything a site is made from; what is wrong with it becomes one `Failure`. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Atlas, buildAtlas } from "../model/atlas.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Narrative } from "../model/narrative.ts";
import { NarrativeError } from "../pages/narratives.ts";
import type { SourceFile } from "../pages/plan.ts";
import { RESERVED_SEGMENTS } from "../pages/urls.ts";
import { readEditions } from "../read/editions.ts";
import { readNarratives } from "../read/narratives.ts";
import type { Problem, Reading } from "../read/problem.ts";
import { type Diagnostic, Failure } from "./failure.ts";

export interface Inputs {
  /** Oldest edition first. */
  readonly atlases: readonly Atlas[];
  readonly narratives: readonly Narrative[];
  /** What is odd but not wrong. */
  readonly warnings: readonly Diagnostic[];
}

/** Input files of an edition that are published as they are, under /E/data/source/. */
const SOURCE_FILES = [
  "crosswalk.csv",
  "datapackage.json",
  "employment.csv",
  "national.csv",
  "published-figures.csv",
  "regions.csv",
  "regions.geojson",
  "regions.topojson",
  "sectors.csv",
] as const;

/** Throws `Failure` with every problem of every file. */
export async function loadInputs(dataDir: string, contentDir: string): Promise<Inputs> {
  const editions = await readEditions(dataDir);
  const narratives = await readNarratives(contentDir, basename(contentDir));
  if (!editions.ok || !narratives.ok) throw inputFailure(editions, narratives);
  if (editions.value.length === 0)
    throw new Failure(
      `There is no edition in ${dataDir}: each is a folder with a datapackage.json.`,
    );
  for (const { id } of editions.value) refuseReserved(id);
  return {
    atlases: editions.value.toSorted(byPublication).map(buildAtlas),
    narratives: narratives.value,
    warnings: [...editions.warnings, ...narratives.warnings].map(diagnosticOf),
  };
}

/** Oldest first; ISO dates sort as text. */
function byPublication(a: Dataset, b: Dataset): number {
  const [first, second] = [a, b].map(({ descriptor, id }) => `${descriptor.published} ${id}`);
  return (first ?? "") < (second ?? "") ? -1 : 1;
}

/** The files of an edition that are there, ordered by name. */
export async function sourceFiles(
  dataDir: string,
  edition: string,
): Promise<readonly SourceFile[]> {
  const present = SOURCE_FILES.filter((name) => existsSync(join(dataDir, edition, name)));
  return Promise.all(
    present.map(async (name) => ({ name, content: await readFile(join(dataDir, edition, name)) })),
  );
}

/** Problems of narratives as a failure; any other error as it is. */
export function proseFailure(error: unknown): unknown {
  if (!(error instanceof NarrativeError)) return error;
  return new Failure("The narratives have problems.", error.problems);
}

/** What is wrong with all that was read, as one failure. */
export function inputFailure(...readings: readonly Reading<unknown>[]): Failure {
  const failed = readings.filter((reading) => !reading.ok);
  const total = failed.reduce((sum, reading) => sum + reading.total, 0);
  return new Failure(
    total === 1 ? "The input has one problem." : `The input has ${total} problems.`,
    failed.flatMap((reading) => reading.problems.map(diagnosticOf)),
    total,
  );
}

/** A problem of the input as commands print it. */
export function diagnosticOf({
  severity,
  file,
  line,
  column,
  value,
  rule,
  message,
  remedy,
}: Problem): Diagnostic {
  return { severity, file, line, column, value, rule, message, remedy };
}

function refuseReserved(id: string): void {
  if (RESERVED_SEGMENTS.some((segment) => segment === id))
    throw new Failure(
      `No edition may be called ${id}: the site’s own pages have that address. Rename its folder.`,
    );
}
