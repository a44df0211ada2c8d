/** A Chromium of this machine, where there is one: it prints the report. */

import { execFile } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Failure } from "./failure.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/** The program that CHROMIUM names, or the first of the usual names on the path; undefined where there is none. */
export function findChromium(env: Readonly<NodeJS.ProcessEnv> = process.env): string | undefined {
  if (env.CHROMIUM !== undefined && env.CHROMIUM !== "") return env.CHROMIUM;
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A large report takes a minute; more than this is a browser that hangs. */
const PATIENCE = 300_000;

/** Prints an HTML file into a tagged PDF with an outline. Throws `Failure` where that fails. */
export type PrintPdf = (html: string, pdf: string) => Promise<void>;

/** Prints by a Chromium, in a process of its own for each document. */
export function printerOf(chromium: string): PrintPdf {
  return (html, pdf) => printPdf(chromium, html, pdf);
}

async function printPdf(chromium: string, html: string, pdf: string): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "klyngeatlas-chromium-"));
  try {
    await promisify(execFile)(
      chromium,
      [
        "--headless",
        // A container's root user has no sandbox; the file printed is our own.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-pdf-header-footer",
        "--export-tagged-pdf",
        "--generate-pdf-document-outline",
        `--user-data-dir=${profile}`,
        `--print-to-pdf=${pdf}`,
        pathToFileURL(html).href,
      ],
      { timeout: PATIENCE },
    );
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new Failure(`The report could not be printed by ${chromium}: ${why}`);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
