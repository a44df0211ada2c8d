/** The languages that pages are published in: the program's own, whatever content it is given, or some of them. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Languages, readLanguages } from "../read/languages.ts";
import type { Reading } from "../read/problem.ts";
import { Failure } from "./failure.ts";
import { folderStamp } from "./fingerprint.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "content", "languages");

/** In which languages a site is published. */
export interface LanguageChoice {
  /** Folder of the catalogues; the program's own where undefined. */
  readonly folder?: string | undefined;
  /** Codes of languages besides the first, which is always there; all where undefined. */
  readonly codes?: readonly string[] | undefined;
}

/** Reads the catalogues of every language, and answers those chosen. Throws `Failure` where one is chosen that there is not. */
export async function loadLanguages({
  folder = FOLDER,
  codes,
}: LanguageChoice = {}): Promise<Reading<Languages>> {
  const reading = await readLanguages(folder);
  if (!reading.ok || codes === undefined) return reading;
  const [first, ...others] = reading.value;
  const known = [first, ...others].map(({ code }) => code);
  const unknown = codes.find((code) => !known.includes(code));
  if (unknown !== undefined)
    throw new Failure(`There is no language ${unknown}. There are: ${known.join(", ")}.`);
  const chosen = others.filter(({ code }) => codes.includes(code));
  return { ...reading, value: [first, ...chosen] };
}

/** Tells whether anybody has written to a catalogue since; prose beside the catalogues does not count. */
export function cataloguesStamp({ folder = FOLDER }: LanguageChoice = {}): string {
  return folderStamp(folder, (name) => !name.endsWith(".md"));
}
