/** verify: the gates on a built site. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkSite } from "../site/check-site.ts";
import { Failure } from "../site/failure.ts";
import { readMarker } from "../site/marker.ts";
import { type Command, UsageError } from "./command.ts";
import { bytesText, countText } from "./numbers.ts";
import { OUTPUT_OPTION, outputFolder } from "./site-options.ts";

export const verifyCommand: Command = {
  name: "verify",
  summary: "checks the built site: links, markup, figures, sitemap, content policy, page weight",
  details: [
    "Reads every page of the output folder and changes nothing. The same gates stand before publishing in build.",
  ],
  options: {
    output: { ...OUTPUT_OPTION, description: "folder of the built site (default: _site)" },
  },
  run: async (values, terminal) => {
    const root = outputFolder(values, "output", "_site");
    if (!existsSync(root))
      throw new UsageError(`--output: there is no folder ${root}; build first.`);
    const address = readMarker(root);
    if (address === undefined || !existsSync(join(root, "index.html")))
      throw new Failure(`${root} is no site made by klyngeatlas build.`);
    terminal.progress("Checking pages");
    const { problems: faults, overweight, ...counts } = checkSite(root, address);
    const problems = [...faults, ...overweight];
    if (problems.length > 0)
      throw new Failure(`The site has ${countText(problems.length, "problem")}.`, problems);
    const heaviest =
      counts.heaviest === undefined
        ? []
        : [
            `Heaviest page: ${counts.heaviest.page}, ${bytesText(counts.heaviest.bytes)} compressed.`,
          ];
    return {
      lines: [
        `${countText(counts.pages, "page")} and ${countText(counts.figures, "figure")} checked, no problems.`,
        ...heaviest,
        `Style, fonts and scripts of a first visit: ${bytesText(counts.assetBytes)}.`,
      ],
      result: counts,
    };
  },
};
