/** verify: the gates on a built site, and whether it keeps what was sealed and published. */

import { existsSync } from "node:fs";
import { relative } from "node:path";
import { Failure } from "../site/failure.ts";
import { belongsToSite, openBuiltSite, verifySite } from "../site/verify-site.ts";
import { type Command, UsageError } from "./command.ts";
import { bytesText, countText } from "./numbers.ts";
import {
  DATA_OPTION,
  OUTPUT_OPTION,
  outputFolder,
  sourceFolder,
  textOption,
} from "./site-options.ts";

export const verifyCommand: Command = {
  name: "verify",
  summary:
    "checks the built site: links, markup, figures, sitemap, content policy, page weight, seals, published addresses",
  details: [
    "Reads every page of the output folder and changes nothing. The same gates stand before publishing in build.",
    "Seals and the ledger are those of the data folder from which the site was built.",
  ],
  options: {
    output: { ...OUTPUT_OPTION, description: "folder of the built site (default: _site)" },
    data: DATA_OPTION,
  },
  run: async (values, terminal) => {
    const root = outputFolder(values, "output", "_site");
    if (!existsSync(root))
      throw new UsageError(`--output: there is no folder ${root}; build first.`);
    const dataDir =
      textOption(values, "data") === undefined ? undefined : sourceFolder(values, "data");
    const site = openBuiltSite(root);
    terminal.progress("Checking pages");
    const beside = dataDir ?? ownData(values, site);
    const { check, problems, warnings, sealed, ledger } = await verifySite(site, beside);
    if (problems.length > 0)
      throw new Failure(`The site has ${countText(problems.length, "problem")}.`, problems);
    const { problems: _, overweight: __, large: ___, ...counts } = check;
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
        ...(counts.firstView === undefined
          ? []
          : [
              `Heaviest first view: ${counts.firstView.page}, ${bytesText(counts.firstView.bytes)} compressed, all that loads at once included.`,
            ]),
        `Style, fonts and scripts of a first visit: ${bytesText(counts.assetBytes)}.`,
        ...(beside === undefined
          ? ["Seals and ledger not checked: name the data folder of this site with --data."]
          : []),
        ...(sealed.length > 0 ? [`As it was sealed: ${sealed.join(", ")}.`] : []),
        ...(ledger !== undefined && ledger.entries.length > 0
          ? [`Every address of ${relative(process.cwd(), ledger.file) || ledger.file} answers.`]
          : []),
      ],
      result: { ...counts, sealed },
      warnings,
    };
  },
};

/** The default data folder, where the site was built from it. */
function ownData(
  values: Parameters<typeof sourceFolder>[0],
  site: ReturnType<typeof openBuiltSite>,
): string | undefined {
  const folder = outputFolder(values, "data", "data");
  return existsSync(folder) && belongsToSite(folder, site) ? folder : undefined;
}
