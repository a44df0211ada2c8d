/** A data folder → all its editions. */

import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import { byCodePoint } from "./cell.ts";
import { checkCrosswalks } from "./crosswalk-editions.ts";
import { readEdition } from "./edition.ts";
import { EDITION_FILES } from "./edition-files.ts";
import { errorCode, shownPath } from "./file.ts";
import { checkIds } from "./id-continuity.ts";
import { firstOfEachKind, type Problem, type Reading } from "./problem.ts";

/**
 * Reads every edition of a data folder, by date of publication, then id. An edition is a folder with any
 * of an edition's files or any table, whatever its name: one that is misnamed is said to lack its files, and
 * not passed over in silence. Other folders, plain files and names that begin with a point are. All problems
 * of all editions are found at once. `read` reads one of them.
 */
export async function readEditions(
  dataDir: string,
  read: typeof readEdition = readEdition,
): Promise<Reading<readonly Dataset[]>> {
  const folders = await editionFolders(dataDir);
  if (!Array.isArray(folders)) return { ok: false, problems: [folders], total: 1 };
  const editions: Dataset[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const folderOf = new Map<string, string>();
  let total = 0;
  for (const folder of folders) {
    const reading = await read(folder);
    if (reading.ok) {
      editions.push(reading.value);
      folderOf.set(reading.value.id, folder);
      warnings.push(...reading.warnings);
    } else {
      problems.push(...reading.problems);
      total += reading.total;
    }
  }
  editions.sort(byPublication);
  // An edition that could not be read may be the one in which an id stood.
  const folder = (id: string): string => folderOf.get(id) ?? id;
  const logs =
    total > 0 ? [] : [...checkCrosswalks(editions, folder), ...(await checkIds(editions, folder))];
  for (const log of logs) {
    problems.push(...log.errors());
    warnings.push(...log.warnings());
    total += log.total();
  }
  if (total > 0) {
    const all = firstOfEachKind([...problems, ...warnings]);
    return { ok: false, problems: all, total: total + warnings.length };
  }
  return { ok: true, value: editions, warnings };
}

/** ISO dates sort as text. */
function byPublication(a: Dataset, b: Dataset): number {
  return byCodePoint(a.descriptor.published, b.descriptor.published) || byCodePoint(a.id, b.id);
}

async function editionFolders(dataDir: string): Promise<string[] | Problem> {
  let names: readonly string[];
  try {
    names = await readdir(dataDir);
  } catch (error) {
    const code = errorCode(error);
    return folderProblem(dataDir, {
      rule: "missing-data-folder",
      message:
        code === "ENOENT"
          ? "There is no such data folder."
          : `The data folder cannot be read (${code}).`,
      remedy: "Name the folder that holds the editions, one folder each.",
    });
  }
  const folders = names
    .filter((name) => !name.startsWith("."))
    .sort(byCodePoint)
    .map((name) => join(dataDir, name));
  const editions: string[] = [];
  for (const folder of folders) if (await looksLikeEdition(folder)) editions.push(folder);
  if (editions.length > 0) return editions;
  return folderProblem(dataDir, {
    rule: "no-edition",
    message: "The data folder holds no edition.",
    remedy:
      "Add a folder with datapackage.json, regions.csv, sectors.csv and employment.csv; docs/input.md says what they hold.",
  });
}

async function looksLikeEdition(folder: string): Promise<boolean> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  const names = await readdir(folder);
  return names.some((name) => EDITION_FILES.includes(name) || /^[^.].*\.csv$/i.test(name));
}

function folderProblem(
  folder: string,
  finding: Pick<Problem, "rule" | "message" | "remedy">,
): Problem {
  return {
    severity: "error",
    file: shownPath(folder),
    line: undefined,
    column: undefined,
    value: undefined,
    ...finding,
  };
}
