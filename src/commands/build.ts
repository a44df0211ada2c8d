/** build: validates, computes, renders; publishes in one step or leaves the output as it was. */

import { relative } from "node:path";
import { performance } from "node:perf_hooks";
import { formatNumber } from "../pages/format.ts";
import type { Command } from "./command.ts";
import { bytesText, countText, languagesText } from "./numbers.ts";
import { PDF_OPTION, printingOf } from "./printing.ts";
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
    pdf: PDF_OPTION,
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
    const { buildSite } = await import("../site/index.ts");
    const { print, line } = await printingOf(values);
    const { warnings, ...report } = await buildSite({
      ...options,
      print,
      archive: true,
      cards: true,
    });
    const seconds = (performance.now() - start) / 1000;
    const { editions, languages, pages, charts, figures, bytes, output } = report;
    return {
      lines: [
        `${countText(pages, "page")} in ${languagesText(languages)}, ${countText(charts, "chart")} and ${countText(figures, "figure")} of ${countText(editions.length, "edition")} (${editions.join(", ")}).`,
        `${bytesText(bytes)} published in ${relative(process.cwd(), output) || output}, after ${formatNumber(seconds, 1)} s.`,
        line,
      ],
      result: { ...report, seconds, pdf: print !== undefined },
      warnings,
    };
  },
};
