/**
 * Makes regions.csv, sectors.csv and employment.csv of the 1998 edition from the assumption tables
 * beside this file: `node --import tsx data/1998/model/fit.ts [FOLDER]`. Without a folder the
 * edition's own files are written. The same tables give the same bytes; nothing depends on the
 * clock or on chance. Where the criteria of datapackage.json do not find the clusters the tables
 * plan, and only those, nothing is written and the exit code is 1.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Criteria } from "../../../src/model/dataset.ts";
import { modelYears } from "./model.ts";
import { outputFiles } from "./output.ts";
import { readAssumptions } from "./tables.ts";
import { deviations } from "./verification.ts";

const modelFolder = fileURLToPath(new URL(".", import.meta.url));
const editionFolder = join(modelFolder, "..");
const outputFolder = process.argv[2] ?? editionFolder;

const { klyngeatlas } = JSON.parse(
  readFileSync(join(editionFolder, "datapackage.json"), "utf8"),
) as { readonly klyngeatlas: { readonly criteria: Criteria } };

const assumptions = readAssumptions(modelFolder);
const years = modelYears(assumptions);
const wrong = deviations(assumptions, [years[0], years[1]], klyngeatlas.criteria);

if (wrong.length > 0) {
  console.error(["The fitted table is not the planned one:", ...wrong].join("\n  "));
  process.exitCode = 1;
} else {
  for (const file of outputFiles(assumptions, years))
    writeFileSync(join(outputFolder, file.name), file.text);
}
