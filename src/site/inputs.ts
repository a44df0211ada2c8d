/** Reads everything a site is made from; what is wrong with it becomes one `Failure`. */

import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Atlas, buildAtlas } from "../model/atlas.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Erratum } from "../model/erratum.ts";
import { belongsTo, type Narrative } from "../model/narrative.ts";
import type { Redirect } from "../model/redirect.ts";
import { editionAddresses } from "../pages/addresses.ts";
import { errataProblems } from "../pages/errata.ts";
import { NarrativeError } from "../pages/narratives.ts";
import type { SourceFile } from "../pages/plan.ts";
import { RESERVED_SEGMENTS } from "../pages/urls.ts";
import type { readEdition } from "../read/edition.ts";
import { readEditions } from "../read/editions.ts";
import { readErrata } from "../read/errata.ts";
import { FIRST_LANGUAGE, type Languages } from "../read/languages.ts";
import { type Ledger, readLedger } from "../read/ledger.ts";
import { readNarratives } from "../read/narratives.ts";
import type { Problem, Reading } from "../read/problem.ts";
import { readRedirects } from "../read/redirects.ts";
import { readTranslation, type Translation, translationProblems } from "../read/translations.ts";
import type { Language } from "../words/language.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { type LanguageChoice, loadLanguages } from "./languages.ts";
import { changedInputs, hasLanguage, readSeal, type Seal, sealedPages } from "./seal.ts";

export interface Inputs {
  /** Oldest edition first. */
  readonly atlases: readonly Atlas[];
  /** In the first language. */
  readonly narratives: readonly Narrative[];
  readonly languages: Languages;
  /** Prose in the other languages, in their order. */
  readonly translations: readonly Translation[];
  /** Seals by edition, oldest edition first; their archives are not opened yet. */
  readonly seals: ReadonlyMap<string, Seal>;
  /** Latest first. */
  readonly errata: readonly Erratum[];
  readonly redirects: readonly Redirect[];
  readonly ledger: Ledger;
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

export interface LoadOptions {
  /** An edition that is read as if it were not sealed, since it is about to be sealed again. */
  readonly unsealed?: string | undefined;
  /** All languages where it is not said. */
  readonly languages?: LanguageChoice | undefined;
  /** As those of src/read and src/model; may answer what they made of the same files before. */
  readonly readEdition?: typeof readEdition | undefined;
  readonly buildAtlas?: typeof buildAtlas | undefined;
}

/** Throws `Failure` with every problem of every file. */
export async function loadInputs(
  dataDir: string,
  contentDir: string,
  options: LoadOptions = {},
): Promise<Inputs> {
  const { unsealed } = options;
  const editions = await readEditions(dataDir, options.readEdition);
  const narratives = await readNarratives(contentDir, basename(contentDir));
  const languages = await loadLanguages(options.languages);
  const errata = await readErrata(contentDir, basename(contentDir), FIRST_LANGUAGE);
  const redirects = await readRedirects(dataDir);
  const ledger = await readLedger(dataDir);
  if (!editions.ok || !narratives.ok || !languages.ok || !errata.ok || !redirects.ok || !ledger.ok)
    throw inputFailure(editions, narratives, languages, errata, redirects, ledger);
  const [, ...others] = languages.value;
  const translations = await loadTranslations(contentDir, others);
  if (editions.value.length === 0)
    throw new Failure(
      `There is no edition in ${dataDir}: each is a folder with a datapackage.json.`,
    );
  for (const { id } of editions.value) refuseReserved(id, languages.value);
  const datasets = editions.value.toSorted(byPublication);
  const sealable = datasets.map(({ id }) => id).filter((id) => id !== unsealed);
  const atlases = datasets.map(options.buildAtlas ?? buildAtlas);
  const seals = loadSeals(dataDir, sealable);
  refuseStrayErrata(errata.value, atlases, narratives.value, seals);
  const originals = { narratives: narratives.value, errata: errata.value };
  refuseUntranslated(contentDir, originals, translations, editionsIn(datasets, seals));
  return {
    atlases,
    narratives: narratives.value,
    languages: languages.value,
    translations,
    seals,
    errata: errata.value,
    redirects: redirects.value,
    ledger: ledger.value,
    warnings: [editions, narratives, errata, redirects].flatMap(({ warnings }) =>
      warnings.map(diagnosticOf),
    ),
  };
}

/** Prose in languages other than the first. Throws `Failure` with what is wrong in any. */
async function loadTranslations(
  contentDir: string,
  languages: readonly Language[],
): Promise<readonly Translation[]> {
  const translations: Translation[] = [];
  const readings: Reading<Translation>[] = [];
  for (const { code } of languages) {
    const reading = await readTranslation(contentDir, basename(contentDir), code);
    readings.push(reading);
    if (reading.ok) translations.push(reading.value);
  }
  if (translations.length < readings.length) throw inputFailure(...readings);
  return translations;
}

/** Editions of which a language has pages: all but those that were sealed before it came. */
function editionsIn(
  datasets: readonly Dataset[],
  seals: Inputs["seals"],
): (code: string) => readonly string[] {
  return (code) =>
    datasets
      .map(({ id }) => id)
      .filter((id) => {
        const seal = seals.get(id);
        return seal === undefined || hasLanguage(seal, `${code}/`);
      });
}

/** Throws `Failure` where a narrative lacks its translation into a language that has pages of its edition. */
function refuseUntranslated(
  contentDir: string,
  originals: Pick<Inputs, "narratives" | "errata">,
  translations: readonly Translation[],
  editions: (code: string) => readonly string[],
): void {
  const shown = basename(contentDir);
  const problems = translations.flatMap((translation) => {
    const published = editions(translation.code);
    return translationProblems({ ...originals, shown }, translation, (narrative) =>
      published.some((edition) => belongsTo(narrative, edition)),
    );
  });
  if (problems.length > 0)
    throw new Failure("The translations have problems.", problems.map(diagnosticOf));
}

function refuseStrayErrata(
  errata: readonly Erratum[],
  atlases: readonly Atlas[],
  narratives: readonly Narrative[],
  seals: Inputs["seals"],
): void {
  if (errata.length === 0) return;
  const addresses = atlases.flatMap((atlas) => {
    const seal = seals.get(atlas.dataset.id);
    return seal === undefined ? editionAddresses(atlas, narratives) : sealedPages(seal);
  });
  const editions = atlases.map(({ dataset }) => dataset.id);
  const problems = errataProblems(errata, editions, new Set(addresses));
  if (problems.length > 0) throw new Failure("The errata have problems.", problems);
}

/** Throws `Failure` with all that is wrong with seals, short of what is in their archives. */
function loadSeals(dataDir: string, editions: readonly string[]): Inputs["seals"] {
  const problems: Diagnostic[] = [];
  const seals = new Map<string, Seal>();
  for (const edition of editions) {
    const reading = readSeal(dataDir, edition);
    if (reading === undefined) continue;
    if ("problems" in reading) problems.push(...reading.problems);
    else {
      seals.set(edition, reading.seal);
      problems.push(...changedInputs(dataDir, reading.seal));
    }
  }
  if (problems.length === 0) return seals;
  throw new Failure("What is sealed is no longer as it was sealed.", problems);
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
  const folder = join(dataDir, edition);
  const queries = existsSync(join(folder, "queries"))
    ? readdirSync(join(folder, "queries")).filter((name) => name.endsWith(".yaml"))
    : [];
  // Code lists that queries name may be under licences of their own: they stay with the data.
  const present = [...SOURCE_FILES, ...queries.map((name) => `queries/${name}`)]
    .filter((name) => existsSync(join(folder, name)))
    .sort();
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

function refuseReserved(id: string, languages: Languages): void {
  const segments = [...RESERVED_SEGMENTS, ...languages.map(({ code }) => code)];
  if (segments.some((segment) => segment === id))
    throw new Failure(
      `No edition may be called ${id}: the site’s own pages have that address. Rename its folder.`,
    );
}
