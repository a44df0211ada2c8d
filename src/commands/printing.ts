/** The option --pdf: whether editions are printed, by which browser, and what is said of it. */

import { basename } from "node:path";
import type { OptionSpec, OptionValues } from "./command.ts";

export const PDF_OPTION: OptionSpec = {
  description:
    "print each edition as one PDF too, by the Chromium of this machine (CHROMIUM names it)",
};

export interface Printing {
  /** As BuildOptions.print; undefined where nothing is printed. */
  readonly print: ((html: string, pdf: string) => Promise<void>) | undefined;
  /** Whether editions are printed, and why not. */
  readonly line: string;
}

/** Finds the browser where --pdf asks for it. */
export async function printingOf(values: OptionValues): Promise<Printing> {
  if (values.pdf !== true)
    return {
      print: undefined,
      line: "No edition is printed as PDF; --pdf does it where there is a Chromium.",
    };
  const { findChromium, printerOf } = await import("../site/index.ts");
  const chromium = findChromium();
  if (chromium === undefined)
    return {
      print: undefined,
      line: "No edition is printed as PDF: there is no Chromium on the path, and CHROMIUM names none.",
    };
  return {
    print: printerOf(chromium),
    line: `Each edition is printed as report.pdf, by ${basename(chromium)}.`,
  };
}
