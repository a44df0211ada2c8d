/** What add says at its end. */

import { dirname } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import { type Diagnostic, Failure } from "../site/failure.ts";
import type { AddOutcome } from "../sources/add-edition.ts";
import type { OptionValues, Outcome } from "./command.ts";
import { countText } from "./numbers.ts";
import { sourceFolder, textOption } from "./site-options.ts";

type Added = Extract<AddOutcome, { readonly ok: true }>;

/** Sentences for people, and the same for programs. The edition is in place, whatever becomes of the comparison. */
export async function report(
  values: OptionValues,
  edition: string,
  before: Dataset | undefined,
  outcome: Added,
): Promise<Outcome> {
  const { dataset, folder, findings, notes, receipts, warnings } = outcome;
  const { diagnosticOf } = await import("../site/inputs.ts");
  const changes =
    folder === undefined || before === undefined
      ? undefined
      : await changesSince(before, edition, dirname(folder), sourceFolder(values, "content"));
  return {
    lines: [
      folder === undefined
        ? `Edition ${edition} would be added: ${summary(dataset)}. Nothing is written.`
        : `Edition ${edition} is added in ${folder}: ${summary(dataset)}.`,
      ...notes,
      ...(findings.length === 0 && textOption(values, "accept") !== undefined
        ? ["Nothing was remarkable: there was nothing to accept, and no reason is kept."]
        : []),
      ...(findings.length === 0 ? [] : ["", "Accepted, and kept with the edition"]),
      ...findings.map(({ message }) => `  ${message}`),
      ...(changes?.lines ?? []),
      ...(folder === undefined ? [] : ["", ...nextSteps(edition, changes !== undefined)]),
    ],
    result: {
      edition,
      folder,
      before: before?.id,
      years: dataset.years,
      regions: dataset.regions.length,
      sectors: dataset.sectors.length,
      findings,
      notes,
      receipts,
      changes: changes?.result,
    },
    warnings: [...warnings.map(diagnosticOf), ...(changes?.warnings ?? [])],
  };
}

function summary({ years, regions, sectors, lines }: Dataset): string {
  const cells = lines.filter((line) => line > 0).length;
  return `${countText(cells, "cell")} of ${countText(regions.length, "region")} and ${countText(sectors.length, "sector")}, ${years.join(", ")}`;
}

interface Changes {
  readonly lines: readonly string[];
  /** Undefined where the editions could not be compared; the warnings then say why. */
  readonly result: unknown;
  readonly warnings: readonly Diagnostic[];
}

/** What diff says of the two editions, sentences that no longer hold among it. */
async function changesSince(
  before: Dataset,
  edition: string,
  dataDir: string,
  contentDir: string,
): Promise<Changes> {
  const [{ comparePair }, { diffSections }, { claimSection }] = await Promise.all([
    import("../site/edition-pair.ts"),
    import("../pages/edition-diff-words.ts"),
    import("../pages/claim-changes.ts"),
  ]);
  const compared = await comparePair(dataDir, contentDir, before.id, edition).catch(
    (error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    },
  );
  if (compared instanceof Failure)
    return {
      lines: [
        "",
        `What changed cannot be told: ${compared.message} Mend that, then: klyngeatlas diff ${before.id} ${edition}`,
      ],
      result: undefined,
      warnings: compared.diagnostics.map((one) => ({ ...one, severity: "warning" as const })),
    };
  const { diff, claims, speech } = compared;
  const sections = [
    ...diffSections(diff, speech),
    claimSection(claims, before.id, edition, speech),
  ];
  return {
    lines: sections.flatMap(({ heading, sentences }) => [
      "",
      heading,
      ...sentences.map((sentence) => `  ${sentence}`),
    ]),
    result: { ...diff, claims },
    warnings: [],
  };
}

function nextSteps(edition: string, compared: boolean): readonly string[] {
  return [
    "Next",
    `  Look at data of the edition ${edition}: its description, and the names of regions and sectors.`,
    ...(compared
      ? [
          `  Narratives belong to editions by their front matter: add "${edition}" where one is to speak of it, and mend sentences that no longer hold.`,
        ]
      : []),
    "  klyngeatlas check, then build; publish when the site is put on its host.",
  ];
}
