/** What the explanation of a number is said with, in the language of a page; fetched when a reader asks for one. */

import { FLAG, type FlagCode } from "../model/dataset.ts";
import { MEASURES, type Measure } from "../model/figure.ts";
import { codeOf } from "../model/figure-code.ts";
import type { FigureWords } from "../words/figure-words.ts";
import type { EditionContext } from "./context.ts";
import { allFormulaWords } from "./formula-words.ts";
import { FIGURES_FOLDER, paths } from "./urls.ts";

/** Publishes the words for the edition's figures, beside the data page of the language. */
export async function publishFigureWords(context: EditionContext): Promise<void> {
  const folder = paths.data(context.atlas.dataset.id).slice(1);
  const words = JSON.stringify(figureWords(context));
  await context.write(`${folder}${FIGURES_FOLDER}words.json`, `${words}\n`);
}

export function figureWords({ atlas, site }: Pick<EditionContext, "atlas" | "site">): FigureWords {
  const { dataset, branches, groups } = atlas;
  const { speech, program } = site;
  const { say } = speech;
  return {
    say: {
      ...speech.templatesOf("figures"),
      copied: say("explorer.copied"),
      "not-copied": say("explorer.not-copied"),
    },
    marks: { decimal: say("language.decimal"), group: say("language.group") },
    units: {
      jobs: dataset.descriptor.jobsUnit,
      firms: dataset.descriptor.firmsUnit,
      ratio: say("figures.unit-ratio"),
      percent: say("figures.unit-percent"),
      "percentage points": say("figures.unit-percentage-points"),
      clusters: say("figures.unit-clusters"),
      regions: say("figures.unit-regions"),
      sectors: say("figures.unit-sectors"),
      branches: say("figures.unit-branches"),
      groups: say("figures.unit-groups"),
    },
    flags: Object.fromEntries(flagLetters().map((letter) => [letter, say(`frame.flag-${letter}`)])),
    formulas: allFormulaWords(speech),
    code: Object.fromEntries(
      measures().map((measure) => [
        measure,
        codeOf(measure).map(({ file, name }) => [file, name] as const),
      ]),
    ),
    ...(program === undefined ? {} : { program: `${program.name} ${program.version}` }),
    regions: namesOf(dataset.regions),
    sectors: namesOf(dataset.sectors),
    branches: namesOf(branches),
    groups: namesOf(groups),
  };
}

function namesOf(
  named: readonly { readonly id: string; readonly name: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(named.map(({ id, name }) => [id, name]));
}

function flagLetters(): readonly FlagCode[] {
  return Object.keys(FLAG) as FlagCode[];
}

function measures(): readonly Measure[] {
  return Object.keys(MEASURES) as Measure[];
}
