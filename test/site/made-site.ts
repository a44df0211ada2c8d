/** Data folders made from the tiny edition, and sites built from them; for tests of whole sites. */

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "../../src/site/check-site.ts";
import { Failure } from "../../src/site/failure.ts";
import { type BuildOptions, buildSite } from "../../src/site/index.ts";

export const ROOT = join(import.meta.dirname, "../..");
const TINY = join(ROOT, "test/fixtures/tiny/2001");

/** A data folder with copies of the tiny edition, published on the given dates. */
export function makeData(folder: string, editions: Readonly<Record<string, string>>): string {
  for (const [id, date] of Object.entries(editions)) {
    const at = join(folder, id);
    cpSync(TINY, at, { recursive: true });
    rewrite(join(at, "datapackage.json"), (text) =>
      text.replace(/"published": "[^"]*"/, `"published": "${date}"`),
    );
  }
  return folder;
}

/** Changes a file; a change that changes nothing would make a test of nothing. */
export function rewrite(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  writeFileSync(file, after);
}

/**
 * Options of a build from `data` with the narratives of `content`, which may be empty. In English alone, which takes
 * half the time and needs no translations, unless a test says otherwise.
 */
export function options(
  dataDir: string,
  contentDir: string,
  more: Partial<BuildOptions> = {},
): Omit<BuildOptions, "outputDir"> {
  if (!existsSync(contentDir)) mkdirSync(contentDir, { recursive: true });
  return {
    projectDir: ROOT,
    dataDir,
    contentDir,
    baseUrl: "https://atlas.example.org",
    pathPrefix: "/",
    languages: { codes: ["en"] },
    ...more,
  };
}

export function build(from: Omit<BuildOptions, "outputDir">, outputDir: string) {
  return buildSite({ ...from, outputDir });
}

/** The failure with which work ends; an error where it does not fail so. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error("it did not fail"),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

/** Content of every file below a folder whose name begins with a text. */
export function contents(root: string, start = ""): ReadonlyMap<string, string> {
  return new Map(
    listFiles(root)
      .filter((file) => file.startsWith(start))
      .map((file) => [file, readFileSync(join(root, file)).toString("base64")]),
  );
}

/** Names of files that are not the same in two sites. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
}
