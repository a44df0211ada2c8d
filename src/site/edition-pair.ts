/** Reads two editions of a data folder to compare them; the others may be as they are. */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildAtlas } from "../model/atlas.ts";
import { diffEditions, type EditionDiff } from "../model/edition-diff.ts";
import { REQUIRED_FILES, readEdition } from "../read/edition.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { diagnosticOf, inputFailure } from "./inputs.ts";

export interface PairReport {
  readonly diff: EditionDiff;
  /** What is odd but not wrong in either edition. */
  readonly warnings: readonly Diagnostic[];
}

/** Throws `Failure` where an edition does not exist, or with every problem of both where one cannot be read. */
export async function comparePair(
  dataDir: string,
  before: string,
  after: string,
): Promise<PairReport> {
  const known = editionNames(dataDir);
  for (const name of [before, after]) if (!known.includes(name)) throw unknown(name, known);
  const earlier = await readEdition(join(dataDir, before));
  const later = before === after ? earlier : await readEdition(join(dataDir, after));
  if (!earlier.ok || !later.ok)
    throw before === after ? inputFailure(earlier) : inputFailure(earlier, later);
  const readings = before === after ? [earlier] : [earlier, later];
  return {
    diff: diffEditions(buildAtlas(earlier.value), buildAtlas(later.value)),
    warnings: readings.flatMap(({ warnings }) => warnings.map(diagnosticOf)),
  };
}

/** Folders that hold any file of an edition, by code point. */
function editionNames(dataDir: string): readonly string[] {
  return readdirSync(dataDir)
    .filter((name) => !name.startsWith("."))
    .filter((name) => REQUIRED_FILES.some((file) => existsSync(join(dataDir, name, file))))
    .sort();
}

function unknown(name: string, known: readonly string[]): Failure {
  const there =
    known.length === 0 ? "The data folder holds none." : `There are: ${known.join(", ")}.`;
  return new Failure(`There is no edition ${name}. ${there}`);
}
