/**
 * Makes regions.csv, sectors.csv and employment.csv of the 1998 edition from the assumption tables
 * beside this file: `node --import tsx data/1998/model/fit.ts [FOLDER]`. Without a folder the
 * edition's own files are written. The same tables give the same bytes; nothing depends on the
 * clock or on chance.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { modelYears } from "./model.ts";
import { outputFiles } from "./output.ts";
import { readAssumptions } from "./tables.ts";

const modelFolder = fileURLToPath(new URL(".", import.meta.url));
const outputFolder = process.argv[2] ?? join(modelFolder, "..");

const assumptions = readAssumptions(modelFolder);
for (const file of outputFiles(assumptions, modelYears(assumptions)))
  writeFileSync(join(outputFolder, file.name), file.text);
