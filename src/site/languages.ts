/** The languages that pages are published in: the program's own, whatever content it is given. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Languages, readLanguages } from "../read/languages.ts";
import type { Reading } from "../read/problem.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "content", "languages");

/** Reads the catalogues of every language; those of another folder where one is given. */
export function loadLanguages(folder = FOLDER): Promise<Reading<Languages>> {
  return readLanguages(folder);
}
