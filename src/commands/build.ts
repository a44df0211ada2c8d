/** build: validates, computes, renders; publishes in one step or leaves the output as it was. */

import { basename, relative } from "node:path";
import { performance } from "node:perf_hooks";
import { formatNumber } from "../pages/format.ts";
import type { Command } from "./command.ts";
import { bytesText, countText, languagesText } from "./numbers.ts";
import {
  BASE_URL_OPTION,
  CLAIMS_OPTION,
  CONTENT_OPTION,
  claimPolicy,
  DATA_OPTION,
  LANGUAGES_OPTION,
  languageChoice,
  OUTPUT_OPTION,
  outputFolder,
  PATH_PREFIX_OPTION,
  PROJECT_DIR,
  siteAddress,
  sourceFolder,
} from "./site-options.ts";

export const buildCommand: Command = {
  name: "build",
  summary: "reads the editions, makes the site and publishes it into the output folder",
  details: [
    "The output folder is replaced in one step, or left as it was where anything is wrong.",
    "Folders given as options are taken from the current folder, the defaults from the program’s own.",
  ],
  options: {
    data: DATA_OPTION,
    content: CONTENT_OPTION,
    languages: LANGUAGES_OPTION,
    output: OUTPUT_OPTION,
    "base-url": BASE_URL_OPTION,
    "path-prefix": PATH_PREFIX_OPTION,
    claims: CLAIMS_OPTION,
    pdf: {
      description:
        "print each edition as one PDF too, by the Chromium of this machine (CHROMIUM names it)",
    },
  },
  run: async (values, terminal) => {
    const start = performance.now();
    const options = {
      projectDir: PROJECT_DIR,
      dataDir: sourceFolder(values, "data"),
      contentDir: sourceFolder(values, "content"),
      languages: languageChoice(values),
      outputDir: outputFolder(values, "output", "_site"),
      ...siteAddress(values),
      claims: claimPolicy(values),
      onProgress: terminal.progress,
    };
    // Loaded only now: help and wrong usage need not wait for it.
    const { buildSite, findChromium, printerOf } = await import("../site/index.ts");
    const chromium = values.pdf === true ? findChromium() : undefined;
    const { warnings, ...report } = await buildSite({
      ...options,
      print: chromium === undefined ? undefined : printerOf(chromium),
    });
    const seconds = (performance.now() - start) / 1000;
    const { editions, languages, pages, charts, figures, bytes, output } = report;
    return {
      lines: [
        `${countText(pages, "page")} in ${languagesText(languages)}, ${countText(charts, "chart")} and ${countText(figures, "figure")} of ${countText(editions.length, "edition")} (${editions.join(", ")}).`,
        `${bytesText(bytes)} published in ${relative(process.cwd(), output) || output}, after ${formatNumber(seconds, 1)} s.`,
        reportLine(values.pdf === true, chromium),
      ],
      result: { ...report, seconds, pdf: chromium !== undefined },
      warnings,
    };
  },
};

/** Whether editions were printed, and why not. */
function reportLine(asked: boolean, chromium: string | undefined): string {
  if (chromium !== undefined)
    return `Each edition is printed as report.pdf, by ${basename(chromium)}.`;
  return asked
    ? "No edition is printed as PDF: there is no Chromium on the path, and CHROMIUM names none."
    : "No edition is printed as PDF; --pdf does it where there is a Chromium.";
}
