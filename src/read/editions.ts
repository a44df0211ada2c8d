/** A data folder → all its editions. */

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import { byCodePoint } from "./cell.ts";
import { REQUIRED_FILES, readEdition } from "./edition.ts";
import { errorCode, shownPath } from "./file.ts";
import { firstOfEachKind, type Problem, type Reading } from "./problem.ts";

/**
 * Reads every edition of a data folder, by date of publication, then id. An edition is a folder with at
 * least one of the files that an edition must have; other folders, plain files and names that begin with
 * a point are passed over. All problems of all editions are found at once.
 */
export async function readEditions(dataDir: string): Promise<Reading<readonly Dataset[]>> {
  const folders = await editionFolders(dataDir);
  if (!Array.isArray(folders)) return { ok: false, problems: [folders], total: 1 };
  const editions: Dataset[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  let total = 0;
  for (const folder of folders) {
    const reading = await readEdition(folder);
    if (reading.ok) {
      editions.push(reading.value);
      warnings.push(...reading.warnings);
    } else {
      problems.push(...reading.problems);
      total += reading.total;
    }
  }
  if (total > 0) return { ok: false, problems: firstOfEachKind(problems), total };
  return { ok: true, value: editions.sort(byPublication), warnings };
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
    .map((name) => join(dataDir, name))
    .filter((folder) => REQUIRED_FILES.some((file) => existsSync(join(folder, file))));
  if (folders.length > 0) return folders;
  return folderProblem(dataDir, {
    rule: "no-edition",
    message: "The data folder holds no edition.",
    remedy:
      "Add a folder with datapackage.json, regions.csv, sectors.csv and employment.csv; docs/input.md says what they hold.",
  });
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
