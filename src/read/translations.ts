/**
 * What is written in a language other than the first: the same folders of the content folder once more, in
 * `languages/<code>/`. A translation has the name of its original.
 */

import { join } from "node:path";
import type { Erratum } from "../model/erratum.ts";
import type { Narrative } from "../model/narrative.ts";
import { readErrata } from "./errata.ts";
import { readNarratives } from "./narratives.ts";
import type { Problem, Reading } from "./problem.ts";

/** Prose in one language. */
export interface Translation {
  /** BCP 47. */
  readonly code: string;
  readonly narratives: readonly Narrative[];
  readonly errata: readonly Erratum[];
}

/** The folder of a language within a content folder, by which its files are also named in problems. */
function folderIn(contentDir: string, code: string): string {
  return `${contentDir}/languages/${code}`;
}

/** Reads the prose of a language; whether it is that of its originals is for `translationProblems` to say. */
export async function readTranslation(
  contentDir: string,
  shown: string,
  code: string,
): Promise<Reading<Translation>> {
  const folder = join(contentDir, "languages", code);
  const narratives = await readNarratives(folder, folderIn(shown, code));
  const errata = await readErrata(folder, folderIn(shown, code), code);
  if (narratives.ok && errata.ok)
    return {
      ok: true,
      value: { code, narratives: narratives.value, errata: errata.value },
      warnings: [...narratives.warnings, ...errata.warnings],
    };
  const failed = [narratives, errata].filter((reading) => !reading.ok);
  return {
    ok: false,
    problems: failed.flatMap(({ problems }) => problems),
    total: failed.reduce((sum, { total }) => sum + total, 0),
  };
}

/** What is written in the first language. */
export interface Originals {
  /** The content folder, as it is named in problems. */
  readonly shown: string;
  readonly narratives: readonly Narrative[];
  readonly errata: readonly Erratum[];
}

/**
 * Where a translation is not that of the originals: a narrative is missing or has none to translate, or what its front
 * matter says of its place on the site is not the same. `isPublished` tells of which narratives the language has a page;
 * errata need no translation.
 */
export function translationProblems(
  { shown, narratives, errata }: Originals,
  translation: Translation,
  isPublished: (narrative: Narrative) => boolean,
): readonly Problem[] {
  const { code } = translation;
  const folder = folderIn(shown, code);
  const nameOf = ({ file }: { readonly file: string }): string => file.slice(folder.length + 1);
  const originalOf = <T extends { readonly file: string }>(all: readonly T[], one: T) =>
    all.find(({ file }) => file === `${shown}/${nameOf(one)}`);
  const translated = new Set(translation.narratives.map(nameOf));
  const missing = narratives
    .filter((narrative) => isPublished(narrative))
    .map(({ file }) => ({ original: file, name: file.slice(shown.length + 1) }))
    .filter(({ name }) => !translated.has(name))
    .map(({ original, name }) =>
      problem(`${folder}/${name}`, {
        rule: "narrative-untranslated",
        message: `${original} is not translated: the file is missing.`,
        remedy: `Write it in the language ${code}, with the same front matter, figures and claims.`,
      }),
    );
  const others = translation.narratives.flatMap((narrative): readonly Problem[] => {
    const original = originalOf(narratives, narrative);
    return original === undefined
      ? [stray(narrative.file, `${shown}/${nameOf(narrative)}`)]
      : differences(original, narrative, NARRATIVE_PROPERTIES);
  });
  const corrections = translation.errata.flatMap((erratum): readonly Problem[] => {
    const original = originalOf(errata, erratum);
    return original === undefined
      ? [stray(erratum.file, `${shown}/${nameOf(erratum)}`)]
      : differences(original, erratum, ERRATUM_PROPERTIES);
  });
  return [...missing, ...others, ...corrections];
}

/** What front matter says that is the same in all languages. */
const NARRATIVE_PROPERTIES = ["kind", "slug", "editions", "order", "clusters", "digits"] as const;
const ERRATUM_PROPERTIES = ["page", "date"] as const;

function differences<K extends string>(
  original: Readonly<Record<K, unknown>> & { readonly file: string },
  translation: Readonly<Record<K, unknown>> & { readonly file: string },
  properties: readonly K[],
): readonly Problem[] {
  return properties.flatMap((property) => {
    const [value, expected] = [translation, original].map((each) => JSON.stringify(each[property]));
    if (value === expected) return [];
    return [
      problem(translation.file, {
        column: property,
        value,
        rule: "translation-differs",
        message: `The property ${property} is not that of ${original.file}, which has ${expected}.`,
        remedy: "Give both the same: it says where the text stands, in every language.",
      }),
    ];
  });
}

function stray(file: string, original: string): Problem {
  return problem(file, {
    rule: "translation-original",
    message: `The file translates nothing: there is no ${original}.`,
    remedy: "Remove it, or give it the name of the file it translates.",
  });
}

function problem(
  file: string,
  finding: Pick<Problem, "rule" | "message" | "remedy"> & Partial<Problem>,
): Problem {
  return {
    severity: "error",
    file,
    line: undefined,
    column: undefined,
    value: undefined,
    ...finding,
  };
}
