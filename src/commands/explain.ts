/** explain: what stands behind a number of a page, down to the rows of the data. */

import type { Command } from "./command.ts";
import { DATA_OPTION, outputFolder, sourceFolder, textOption } from "./site-options.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "tells how a number of a page is computed: formula, operands, rows, flags, code",
  details: [
    "WHAT is a measure (lq), the id of a figure (lq:horten/electronics:1990), or left out for every figure of the page. Of a measure, the page of a region and sector tells those of its own.",
    "The page is read from the built site; the figures are computed anew from the data, and a page that shows another value is told of.",
  ],
  operands: [
    {
      name: "PAGE",
      description:
        "address of the page, such as /1998/clusters/horten/electronics/, or of a number on it (…#figure=ID)",
    },
    { name: "WHAT", description: "measure, or id of a figure", optional: true },
  ],
  options: {
    data: DATA_OPTION,
    site: { value: "DIR", description: "folder of the built site (default: _site)" },
    all: {
      description: "print every operand of every sum, and all figures of the measure on the page",
    },
  },
  run: async (values, terminal) => {
    const dataDir = sourceFolder(values, "data");
    const siteDir = outputFolder(values, "site", "_site");
    terminal.progress("Reading the edition");
    // Loaded only now: help and wrong usage need not wait for it.
    const { explainFigures } = await import("../site/explain-figures.ts");
    const { explanationLines } = await import("./explain-report.ts");
    const all = values.all === true;
    const question = {
      page: textOption(values, "PAGE") ?? "",
      what: textOption(values, "WHAT"),
      all,
    };
    const explained = await explainFigures({ dataDir, siteDir }, question);
    return {
      lines: explanationLines(explained, all),
      result: { figures: explained.figures, others: explained.others },
    };
  },
};
