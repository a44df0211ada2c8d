/** Reads two editions of a data folder to compare them; of the others, the crosswalks between the two alone. */

import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { buildAtlas } from "../model/atlas.ts";
import { rowsBetween } from "../model/crosswalk.ts";
import type { CrosswalkRow, Dataset } from "../model/dataset.ts";
import { diffEditions, type EditionDiff } from "../model/edition-diff.ts";
import { type ClaimChanges, claimChanges } from "../pages/claim-changes.ts";
import { REQUIRED_FILES, readEdition } from "../read/edition.ts";
import { readNarratives } from "../read/narratives.ts";
import { createSpeech, type Speech } from "../words/speech.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { diagnosticOf, inputFailure } from "./inputs.ts";
import { loadLanguages } from "./languages.ts";

export interface PairReport {
  readonly diff: EditionDiff;
  /** What the narratives of the earlier edition claim, over the data of the later one. */
  readonly claims: ClaimChanges;
  /** What is odd but not wrong in either edition, and what is wrong in the prose of the earlier one. */
  readonly warnings: readonly Diagnostic[];
  /** The first language, in which the program speaks to analysts. */
  readonly speech: Speech;
}

/** Throws `Failure` where an edition does not exist, or with every problem of both, or of the narratives, that cannot be read. */
export async function comparePair(
  dataDir: string,
  contentDir: string,
  before: string,
  after: string,
): Promise<PairReport> {
  const known = editionNames(dataDir);
  for (const name of [before, after]) if (!known.includes(name)) throw unknown(name, known);
  const earlier = await readEdition(join(dataDir, before));
  const later = before === after ? earlier : await readEdition(join(dataDir, after));
  if (!earlier.ok || !later.ok)
    throw before === after ? inputFailure(earlier) : inputFailure(earlier, later);
  const narratives = await readNarratives(contentDir, basename(contentDir));
  const languages = await loadLanguages();
  if (!narratives.ok || !languages.ok) throw inputFailure(narratives, languages);
  const readings = before === after ? [earlier] : [earlier, later];
  const [first, second] = [buildAtlas(earlier.value), buildAtlas(later.value)];
  const speech = createSpeech(languages.value[0]);
  const claims = claimChanges(first, second, narratives.value, speech);
  return {
    diff: diffEditions(
      first,
      second,
      await crosswalkBetween(dataDir, known, earlier.value, later.value),
    ),
    claims,
    speech,
    warnings: [
      ...readings.flatMap(({ warnings }) => warnings.map(diagnosticOf)),
      ...claims.problems.map((problem) => ({ ...problem, severity: "warning" as const })),
    ],
  };
}

/**
 * The rows of crosswalks that lead from the one edition to the other. An edition between them that cannot be read is
 * passed over: what it would lead on is then told as if it had vanished.
 */
async function crosswalkBetween(
  dataDir: string,
  names: readonly string[],
  before: Dataset,
  after: Dataset,
): Promise<readonly CrosswalkRow[]> {
  const others = names.filter(
    (name) =>
      name !== before.id && name !== after.id && existsSync(join(dataDir, name, "crosswalk.csv")),
  );
  const editions = [before, after];
  for (const name of others) {
    const reading = await readEdition(join(dataDir, name));
    if (reading.ok) editions.push(reading.value);
  }
  const order = ({ descriptor, id }: Dataset): string => `${descriptor.published} ${id}`;
  editions.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return rowsBetween(editions, before.id, after.id);
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
