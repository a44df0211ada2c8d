/**
 * A translation shows the figures of its original and makes its claims: the edition publishes them once, in one
 * figures.json and one claims.json, for the pages in all languages.
 */

import type { Narrative } from "../model/narrative.ts";
import { type ProseProblem, placeInFile } from "./prose.ts";
import { type ShortcodePiece, scanShortcodes } from "./shortcodes.ts";

/** Figures and claims of a translation that its original has not; fewer, or in another order, are as good. */
export function translatedProseProblems(
  original: Narrative,
  translation: Narrative,
): readonly ProseProblem[] {
  const known = new Set(bindings(original).map(nameOf));
  return bindings(translation)
    .filter((piece) => !known.has(nameOf(piece)))
    .map(({ name, argument = "", offset }) => ({
      rule: "prose-translation",
      file: translation.file,
      ...placeInFile(translation, offset),
      value: argument,
      message: `The translation has a ${name} that ${original.file} has not.`,
      remedy:
        "Use the figures and claims of the original: they are published once for all languages.",
    }));
}

function bindings({ body }: Narrative): readonly ShortcodePiece[] {
  return scanShortcodes(body)
    .filter((piece) => piece.kind === "shortcode")
    .filter(({ name }) => name === "figure" || name === "claim");
}

function nameOf({ name, argument = "" }: ShortcodePiece): string {
  return `${name} ${argument}`;
}
