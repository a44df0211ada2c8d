/** check: reads and validates every edition and every claim of the prose; writes nothing. */

import type { Command } from "./command.ts";
import { countText, languagesText } from "./numbers.ts";
import {
  CLAIMS_OPTION,
  CONTENT_OPTION,
  claimPolicy,
  DATA_OPTION,
  LANGUAGES_OPTION,
  languageChoice,
  sourceFolder,
} from "./site-options.ts";

export const checkCommand: Command = {
  name: "check",
  summary: "reads and validates every edition, every figure that the prose names, and every claim",
  details: ["Writes nothing. All problems of all files are listed at once, with line and column."],
  options: {
    data: DATA_OPTION,
    content: CONTENT_OPTION,
    languages: LANGUAGES_OPTION,
    claims: CLAIMS_OPTION,
  },
  run: async (values, terminal) => {
    const folders = [sourceFolder(values, "data"), sourceFolder(values, "content")] as const;
    const policy = claimPolicy(values);
    terminal.progress("Reading editions");
    // Loaded only now: help and wrong usage need not wait for it.
    const { checkInputs } = await import("../site/check-inputs.ts");
    const report = await checkInputs(...folders, policy, languageChoice(values));
    const { editions, languages, narratives, clusters, warnings } = report;
    return {
      lines: [
        `${countText(editions.length, "edition")} (${editions.join(", ")}) with ${countText(clusters, "cluster")}, ${countText(narratives, "narrative")} in ${languagesText(languages)}: no ${warnings.length === 0 ? "problems" : "errors"}.`,
      ],
      result: { editions, languages, narratives, clusters },
      warnings,
    };
  },
};
