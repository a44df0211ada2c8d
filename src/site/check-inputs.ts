/** What the command check does: reads everything, resolves every figure of the prose, and writes nothing. */

import { PLACEHOLDER_BASE_URL } from "../pages/context.ts";
import { proseProblems } from "../pages/plan.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { loadInputs } from "./inputs.ts";
import { sealedNarratives } from "./seal.ts";
import { unpackSeal } from "./seal-archive.ts";

export interface CheckReport {
  readonly editions: readonly string[];
  readonly narratives: number;
  readonly clusters: number;
  readonly warnings: readonly Diagnostic[];
}

/** Throws `Failure` with every problem of the editions; where they have none, with every problem of the prose. */
export async function checkInputs(dataDir: string, contentDir: string): Promise<CheckReport> {
  const { atlases, narratives, seals, warnings } = await loadInputs(dataDir, contentDir);
  const site = { baseUrl: PLACEHOLDER_BASE_URL, pathPrefix: "/", title: "" };
  const problems = proseProblems({ atlases, narratives, sealed: sealedNarratives(seals), site });
  if (problems.length > 0) throw new Failure("The narratives have problems.", problems);
  for (const seal of seals.values()) await unpackSeal(seal, () => {});
  return {
    editions: atlases.map(({ dataset }) => dataset.id),
    narratives: narratives.length,
    clusters: atlases.reduce((sum, { clusters }) => sum + clusters.length, 0),
    warnings,
  };
}
