/** Files that a test makes, and sources that read them. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Observation } from "../../../src/sources/observation.ts";
import type { Web } from "../../../src/sources/web.ts";

/** Writes a file and answers its path. The folder is removed after the tests that make files in it. */
export function madeFiles(): (content: string | Uint8Array, name?: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-files-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return (content, name) => {
    count += 1;
    const path = join(folder, name ?? `made-${count}.csv`);
    writeFileSync(path, content);
    return path;
  };
}

/** Sources that read files ask nothing of the network. */
export const NO_WEB: Web = {
  fetch: () => Promise.reject(new Error("files need no network")),
};

/** An observation in one line: `1990 horten electronics jobs 1200 e (2)`, the number of the line last. */
export function told({ year, region, sector, measure, value, flag, line }: Observation): string {
  const what = value === undefined ? "–" : String(value);
  const said = flag === undefined ? "" : ` ${flag}`;
  return `${year} ${region ?? "nation"} ${sector} ${measure} ${what}${said} (${line ?? "no line"})`;
}
