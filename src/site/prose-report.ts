/** What is wrong in the prose of all editions, as commands print it. */

import { publishedLanguages } from "../pages/alternates.ts";
import type { ClaimPolicy } from "../pages/claims.ts";
import { sortProblems } from "../pages/claims.ts";
import { PLACEHOLDER_BASE_URL } from "../pages/context.ts";
import { proseProblems } from "../pages/plan.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import { sealedNarratives } from "./seal.ts";

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
    const sealed = sealedNarratives(seals);
    return proseProblems({ atlases, narratives: own?.narratives ?? narratives, sealed, site });
  });
  const { errors, warnings } = sortProblems(problems, policy);
  if (errors.length > 0) throw new Failure("The narratives have problems.", errors);
  return warnings;
}
