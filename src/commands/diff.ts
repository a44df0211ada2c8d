/** diff: what changed from one edition to another, in sentences. */

import type { Command } from "./command.ts";
import { DATA_OPTION, sourceFolder, textOption } from "./site-options.ts";

export const diffCommand: Command = {
  name: "diff",
  summary: "tells what changed between two editions: clusters, criteria, code lists, figures",
  details: [
    "Writes nothing. Regions and sectors are matched by their ids; the clusters are those of each edition’s last cluster year.",
    "Differences are a result, not a failure: the exit code is 0 whether or not there are any.",
  ],
  operands: [
    { name: "OLD", description: "id of the earlier edition: the name of its folder" },
    { name: "NEW", description: "id of the later edition" },
  ],
  options: { data: DATA_OPTION },
  run: async (values, terminal) => {
    const dataDir = sourceFolder(values, "data");
    terminal.progress("Reading editions");
    // Loaded only now: help and wrong usage need not wait for it.
    const { comparePair } = await import("../site/edition-pair.ts");
    const { diffSections } = await import("../pages/edition-diff-words.ts");
    const [before, after] = [textOption(values, "OLD"), textOption(values, "NEW")];
    const { diff, warnings } = await comparePair(dataDir, before ?? "", after ?? "");
    return {
      lines: diffSections(diff).flatMap(({ heading, sentences }, n) => [
        ...(n === 0 ? [] : [""]),
        heading,
        ...sentences.map((sentence) => `  ${sentence}`),
      ]),
      result: { ...diff },
      warnings,
    };
  },
};
