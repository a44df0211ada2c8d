/** What is wrong in the prose of all editions, as commands print it. */

import type { Narrative } from "../model/narrative.ts";
import { publishedLanguages } from "../pages/alternates.ts";
import type { ClaimPolicy } from "../pages/claims.ts";
import { sortProblems } from "../pages/claims.ts";
import { PLACEHOLDER_BASE_URL } from "../pages/context.ts";
import { proseProblems } from "../pages/plan.ts";
import type { ProseProblem } from "../pages/prose.ts";
import { translatedProseProblems } from "../pages/translated-prose.ts";
import type { Translation } from "../read/translations.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import type { Inputs } from "./inputs.ts";

/**
 * Resolves every figure, link and claim of every narrative in every language and edition that it belongs to. Throws `Failure` with
 * all errors; answers what the policy lets pass, as warnings.
 */
export function checkProse(
  {
    atlases,
    narratives,
    languages,
    translations,
    seals,
  }: Pick<Inputs, "atlases" | "narratives" | "languages" | "translations" | "seals">,
  policy: ClaimPolicy | undefined,
): readonly Diagnostic[] {
  const place = { baseUrl: PLACEHOLDER_BASE_URL, pathPrefix: "/", title: "" };
  const all = publishedLanguages(languages);
  const problems = languages.flatMap((language) => {
    const own = translations.find(({ code }) => code === language.code);
    const site = { ...place, language, languages: all };
    const sealed = new Set(seals.keys());
    return proseProblems({ atlases, narratives: own?.narratives ?? narratives, sealed, site });
  });
  const strayed = translations.flatMap((translation) => strayProse(narratives, translation));
  const { errors, warnings } = sortProblems([...problems, ...strayed], policy);
  if (errors.length > 0) throw new Failure("The narratives have problems.", errors);
  return warnings;
}

/** What narratives in a language show or claim beyond their originals, which have the same kind, slug and editions. */
function strayProse(
  originals: readonly Narrative[],
  { narratives }: Translation,
): readonly ProseProblem[] {
  const placeOf = ({ kind, slug, editions }: Narrative): string =>
    [kind, slug, ...editions].join(" ");
  const known = new Map(originals.map((original) => [placeOf(original), original]));
  return narratives.flatMap((narrative) => {
    const original = known.get(placeOf(narrative));
    return original === undefined ? [] : translatedProseProblems(original, narrative);
  });
}
