/** publish: enters the built site into the ledger of published addresses, which later builds must keep. */

import { existsSync } from "node:fs";
import { isDay } from "../read/address.ts";
import { type Command, UsageError } from "./command.ts";
import { countText } from "./numbers.ts";
import {
  DATA_OPTION,
  OUTPUT_OPTION,
  outputFolder,
  sourceFolder,
  textOption,
} from "./site-options.ts";

export const publishCommand: Command = {
  name: "publish",
  summary: "enters the built site’s addresses into the ledger, so that no later build may drop one",
  details: [
    "To be run when the built site is put on its host. Passes the gates of verify, then adds what is new to published.txt in the data folder; run again, it adds nothing.",
    "It copies nothing to a host. The date is the only thing in which it differs from day to day: the day of publication, today where it is not given.",
  ],
  options: {
    on: { value: "YYYY-MM-DD", description: "day of the publication (default: today)" },
    data: DATA_OPTION,
    output: { ...OUTPUT_OPTION, description: "folder of the built site (default: _site)" },
  },
  run: async (values, terminal) => {
    const date = textOption(values, "on") ?? today();
    if (!isDay(date)) throw new UsageError(`--on must be a day such as 2027-01-31, not "${date}".`);
    const root = outputFolder(values, "output", "_site");
    if (!existsSync(root))
      throw new UsageError(`--output: there is no folder ${root}; build first.`);
    const dataDir = sourceFolder(values, "data");
    terminal.progress("Checking pages");
    // Loaded only now: help and wrong usage need not wait for it.
    const { recordPublication } = await import("../site/record-publication.ts");
    const { warnings, ...report } = await recordPublication({ root, dataDir, date });
    const { added, pages, total, editions, ledger } = report;
    return {
      lines: [
        added === 0
          ? `No new addresses: ${ledger} has all ${countText(total, "address", "addresses")}.`
          : `${countText(added, "address", "addresses")} added to ${ledger}, ${countText(pages, "page")} among them; ${countText(total, "address", "addresses")} in all.`,
        ...editions.map(
          (edition) => `Entered as published on ${date}: the files of edition ${edition}.`,
        ),
        ...(added + editions.length > 0 ? ["Commit the ledger with the data."] : []),
      ],
      result: { ...report, date },
      warnings,
    };
  },
};

/** The day of publication is a fact of the world: the one place where the program looks at the clock. UTC. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
