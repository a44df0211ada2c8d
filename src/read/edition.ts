/** An edition's folder → its statistics, read and checked. */

import { basename, resolve } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import type { Axis } from "./axis.ts";
import { readBoundaries } from "./boundaries.ts";
import { checkJobs, checkNational, checkYears } from "./consistency.ts";
import { readCrosswalk } from "./crosswalk.ts";
import { checkCrosswalk } from "./crosswalk-check.ts";
import { readDescriptor } from "./descriptor.ts";
import { readEmployment } from "./employment.ts";
import { type InputFile, openInput, shownPath } from "./file.ts";
import { readNational } from "./national.ts";
import { firstOfEachKind, type Reading } from "./problem.ts";
import { createLog, type ProblemLog } from "./problem-log.ts";
import { readPublishedFigures } from "./published-figures.ts";
import { readRegions } from "./regions.ts";
import type { Register } from "./register.ts";
import { checkResources } from "./resources.ts";
import { readSectors } from "./sectors.ts";
import { warnOfSwapped } from "./swapped-coordinates.ts";

export { REQUIRED_FILES } from "./edition-files.ts";

/** First segments of the site's own addresses, which no edition may take; `RESERVED_SEGMENTS` of src/pages/urls.ts says the same. */
export const RESERVED_EDITION_IDS: readonly string[] = [
  "about",
  "assets",
  "changes",
  "clusters",
  "data",
  "en",
  "errata",
  "nb",
  "regions",
  "search",
  "sectors",
];

/**
 * Reads the edition in a folder, whose name is the edition's id. Every problem of every file is found
 * at once; the order of rows and columns makes no difference to the result, save for `lines`.
 */
export async function readEdition(folder: string): Promise<Reading<Dataset>> {
  const id = basename(resolve(folder));
  const folderLog = createLog(shownPath(folder));
  checkEditionId(id, folderLog);
  const files = await openFiles(folder);
  const logs = [folderLog, ...Object.values(files).map(({ log }) => log)];
  checkBoundaryFiles(files.geojson, files.topojson);
  const parts = await readParts(folder, files);
  const errors = logs.reduce((sum, log) => sum + log.total(), 0);
  if (errors > 0 || parts === undefined) {
    // Warnings go with errors: a column that is not known may be why the cells of another are empty.
    const all = logs.flatMap((log) => [...log.errors(), ...log.warnings()]);
    const total = logs.reduce((sum, log) => sum + log.totalWarnings(), errors);
    return { ok: false, problems: firstOfEachKind(all), total };
  }
  return {
    ok: true,
    value: { id, ...parts },
    warnings: logs.flatMap((log) => log.warnings()),
  };
}

type Files = Readonly<
  Record<
    | "descriptor"
    | "regions"
    | "sectors"
    | "employment"
    | "national"
    | "geojson"
    | "topojson"
    | "published"
    | "crosswalk",
    InputFile
  >
>;

async function openFiles(folder: string): Promise<Files> {
  return {
    descriptor: await openInput(folder, "datapackage.json", "required"),
    regions: await openInput(folder, "regions.csv", "required"),
    sectors: await openInput(folder, "sectors.csv", "required"),
    employment: await openInput(folder, "employment.csv", "required"),
    national: await openInput(folder, "national.csv", "optional"),
    geojson: await openInput(folder, "regions.geojson", "optional"),
    topojson: await openInput(folder, "regions.topojson", "optional"),
    published: await openInput(folder, "published-figures.csv", "optional"),
    crosswalk: await openInput(folder, "crosswalk.csv", "optional"),
  };
}

/** Reads all files, whatever is wrong with others; undefined where a required one cannot be used. */
async function readParts(folder: string, files: Files): Promise<Omit<Dataset, "id"> | undefined> {
  const description = readDescriptor(files.descriptor);
  if (description !== undefined) checkResources(folder, description, files.descriptor.log);
  const regionTable = await readRegions(files.regions);
  const sectorTable = await readSectors(files.sectors);
  const regionAxis = regionTable && axis(regionTable.regions, regionTable.register);
  const sectorAxis = sectorTable && axis(sectorTable.sectors, sectorTable.register);
  if (regionTable !== undefined) warnOfSwapped(regionTable, files.regions.log);
  const employment = await readEmployment(files.employment, regionAxis, sectorAxis);
  const national = await readNational(files.national, employment?.years, sectorAxis);
  const boundaryFile = files.geojson.bytes === undefined ? files.topojson : files.geojson;
  const boundaries = readBoundaries(boundaryFile, regionAxis);
  const published = await readPublishedFigures(files.published);
  const crosswalk = await readCrosswalk(files.crosswalk);
  const crosswalkEdition = {
    regions: regionAxis,
    sectors: sectorAxis,
    employment,
    published: description?.descriptor.published,
  };
  checkCrosswalk(crosswalk, crosswalkEdition, files.crosswalk.log);

  if (employment !== undefined && regionAxis !== undefined && sectorAxis !== undefined) {
    // Cells that could not be read would be missed: one fault is reported once.
    if (files.employment.log.total() === 0) {
      checkJobs(employment, regionAxis, sectorAxis, files.regions.log, files.sectors.log);
      if (national !== undefined && files.national.log.total() === 0) {
        const regions = regionAxis.ids.length;
        checkNational(national, employment, regions, sectorAxis.ids, files.national.log);
      }
    }
  }
  if (employment !== undefined && description !== undefined) {
    checkYears(description, employment.years, files.descriptor.log);
  }
  if (
    description === undefined ||
    regionTable === undefined ||
    sectorTable === undefined ||
    employment === undefined
  ) {
    return undefined;
  }
  return {
    descriptor: description.descriptor,
    criterionLines: description.criterionLines,
    regions: regionTable.regions,
    sectors: sectorTable.sectors,
    ...employment,
    national,
    published,
    boundaries,
    crosswalk,
  };
}

function axis(rows: readonly { readonly id: string }[], register: Register): Axis {
  return { ids: rows.map(({ id }) => id), register };
}

function checkEditionId(id: string, log: ProblemLog): void {
  if (!/^[a-z0-9-]+$/.test(id)) {
    log.error({
      rule: "edition-id",
      value: id,
      message: "The folder's name is the edition's id, and part of its address.",
      remedy: "Rename it with small letters a to z, digits and hyphens only, such as 1998.",
    });
  } else if (RESERVED_EDITION_IDS.includes(id)) {
    log.error({
      rule: "edition-reserved",
      value: id,
      message: "The site's own pages have this address.",
      remedy: `Rename the folder, for instance ${id}-1998.`,
    });
  }
}

function checkBoundaryFiles(geojson: InputFile, topojson: InputFile): void {
  if (geojson.bytes === undefined || topojson.bytes === undefined) return;
  topojson.log.error({
    rule: "two-boundary-files",
    message: "The edition has boundaries twice: regions.geojson and regions.topojson.",
    remedy: "Remove one of the two.",
  });
}
