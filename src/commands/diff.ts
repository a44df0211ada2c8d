/** diff: what changed from one edition to another, in sentences. */

import type { Command } from "./command.ts";
import { CONTENT_OPTION, DATA_OPTION, sourceFolder, textOption } from "./site-options.ts";

export const diffCommand: Command = {
  name: "diff",
  summary:
    "tells what changed between two editions: clusters, criteria, code lists, figures, claims",
  details: [
    "Writes nothing. Regions and sectors are matched by their ids; the clusters are those of each edition’s last cluster year.",
    "Claims are those of the narratives of OLD, evaluated over the data of NEW.",
    "Differences are a result, not a failure: the exit code is 0 whether or not there are any.",
  ],
  operands: [
    { name: "OLD", description: "id of the earlier edition: the name of its folder" },
    { name: "NEW", description: "id of the later edition" },
  ],
  options: {
    data: DATA_OPTION,
    content: CONTENT_OPTION,
    "release-note": {
      description: "print the draft of a release note in Markdown instead",
    },
  },
  run: async (values, terminal) => {
    const folders = [sourceFolder(values, "data"), sourceFolder(values, "content")] as const;
    terminal.progress("Reading editions");
    // Loaded only now: help and wrong usage need not wait for it.
    const { comparePair } = await import("../site/edition-pair.ts");
    const { diffSections } = await import("../pages/edition-diff-words.ts");
    const { claimSection } = await import("../pages/claim-changes.ts");
    const before = textOption(values, "OLD") ?? "";
    const after = textOption(values, "NEW") ?? "";
    const { diff, claims, warnings, speech } = await comparePair(...folders, before, after);
    const { total, lasting, changed } = claims;
    const result = { ...diff, claims: { total, lasting, changed } };
    if (values["release-note"] === true) {
      const { releaseNote } = await import("../pages/release-note.ts");
      const turned =
        changed.length > 0 ? claimSection(claims, before, after, speech).sentences : [];
      const note = releaseNote(diff, turned, speech);
      return {
        lines: note.trimEnd().split("\n"),
        result: { ...result, releaseNote: note },
        warnings,
      };
    }
    return {
      lines: [...diffSections(diff, speech), claimSection(claims, before, after, speech)].flatMap(
        ({ heading, sentences }, n) => [
          ...(n === 0 ? [] : [""]),
          heading,
          ...sentences.map((sentence) => `  ${sentence}`),
        ],
      ),
      result,
      warnings,
    };
  },
};
