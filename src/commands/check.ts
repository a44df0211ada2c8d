/** check: reads and validates every edition and every claim of the prose; writes nothing. */

import { checkInputs } from "../site/check-inputs.ts";
import type { Command } from "./command.ts";
import { countText } from "./numbers.ts";
import { CONTENT_OPTION, DATA_OPTION, sourceFolder } from "./site-options.ts";

export const checkCommand: Command = {
  name: "check",
  summary: "reads and validates every edition and every figure that the prose names",
  details: ["Writes nothing. All problems of all files are listed at once, with line and column."],
  options: { data: DATA_OPTION, content: CONTENT_OPTION },
  run: async (values, terminal) => {
    terminal.progress("Reading editions");
    const { editions, narratives, clusters, warnings } = await checkInputs(
      sourceFolder(values, "data"),
      sourceFolder(values, "content"),
    );
    return {
      lines: [
        `${countText(editions.length, "edition")} (${editions.join(", ")}) with ${countText(clusters, "cluster")}, ${countText(narratives, "narrative")}: no problems.`,
      ],
      result: { editions, narratives, clusters },
      warnings,
    };
  },
};
