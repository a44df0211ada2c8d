/** What is wrong in the prose of all editions, as commands print it. */

import type { ClaimPolicy } from "../pages/claims.ts";
import { sortProblems } from "../pages/claims.ts";
import { PLACEHOLDER_BASE_URL } from "../pages/context.ts";
import { proseProblems } from "../pages/plan.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import { sealedNarratives } from "./seal.ts";

/**
 * Resolves every figure, link and claim of every narrative in every edition that it belongs to. Throws `Failure` with
 * all errors; answers what the policy lets pass, as warnings.
 */
export function checkProse(
  {
    atlases,
    narratives,
    languages: [language],
    seals,
  }: Pick<Inputs, "atlases" | "narratives" | "languages" | "seals">,
  policy: ClaimPolicy | undefined,
): readonly Diagnostic[] {
  const site = { baseUrl: PLACEHOLDER_BASE_URL, pathPrefix: "/", title: "", language };
  const problems = proseProblems({ atlases, narratives, sealed: sealedNarratives(seals), site });
  const { errors, warnings } = sortProblems(problems, policy);
  if (errors.length > 0) throw new Failure("The narratives have problems.", errors);
  return warnings;
}
