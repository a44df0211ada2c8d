/** What the command check does: reads everything, resolves every figure of the prose, and writes nothing. */

import type { ClaimPolicy } from "../pages/claims.ts";
import type { Diagnostic } from "./failure.ts";
import { loadInputs } from "./inputs.ts";
import type { LanguageChoice } from "./languages.ts";
import { checkProse } from "./prose-report.ts";
import { unpackSeal } from "./seal-archive.ts";

export interface CheckReport {
  readonly editions: readonly string[];
  /** Codes, the first language first. */
  readonly languages: readonly string[];
  /** In the first language; each has a translation in the others, save those of sealed editions. */
  readonly narratives: number;
  readonly clusters: number;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Throws `Failure` with every problem of the editions; where they have none, with every problem of the prose. With the
 * policy "warn", claims that do not hold are warnings.
 */
export async function checkInputs(
  dataDir: string,
  contentDir: string,
  policy?: ClaimPolicy,
  choice?: LanguageChoice,
): Promise<CheckReport> {
  const inputs = await loadInputs(dataDir, contentDir, { languages: choice });
  const { atlases, narratives, languages, seals, warnings } = inputs;
  const doubts = checkProse(inputs, policy);
  for (const seal of seals.values()) await unpackSeal(seal, () => {});
  return {
    editions: atlases.map(({ dataset }) => dataset.id),
    languages: languages.map(({ code }) => code),
    narratives: narratives.length,
    clusters: atlases.reduce((sum, { clusters }) => sum + clusters.length, 0),
    warnings: [...warnings, ...doubts],
  };
}
