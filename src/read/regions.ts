/** `regions.csv` → regions. */

import type { Region } from "../model/dataset.ts";
import { byCodePoint, checkName, furtherCells, signedCell } from "./cell.ts";
import type { InputFile } from "./file.ts";
import type { ProblemLog } from "./problem-log.ts";
import { createRegister, enterId, type OpenRegister, type Register } from "./register.ts";
import { sameAsCell } from "./same-as.ts";
import { type RowReader, readTable } from "./table.ts";
import type { Columns } from "./table-header.ts";
import { checkTranslations, translatedColumns } from "./translated-columns.ts";

export interface RegionTable {
  /** Ascending by id. */
  readonly regions: readonly Region[];
  readonly register: Register;
}

/** Words that stand for no region in a figure's id (docs/figure-ids.md), so that no region may bear them. */
export const RESERVED_REGION_IDS: readonly string[] = ["nation", "clusters", "same", "edition"];

/** Reads the regions; undefined where there is no such table to read. The log holds what is wrong. */
export async function readRegions(file: InputFile): Promise<RegionTable | undefined> {
  const regions: Region[] = [];
  const register = createRegister();
  const form = {
    required: ["region", "name", "longitude", "latitude"],
    optional: ["same_as"],
    further: "kept",
  } as const;
  const done = await readTable(file, form, (columns) =>
    regionReader(columns, register, regions, file.log),
  );
  if (!done) return undefined;
  return { regions: regions.sort((a, b) => byCodePoint(a.id, b.id)), register };
}

function regionReader(
  columns: Columns,
  register: OpenRegister,
  regions: Region[],
  log: ProblemLog,
): RowReader {
  const at = {
    id: columns.of("region"),
    name: columns.of("name"),
    longitude: columns.of("longitude"),
    latitude: columns.of("latitude"),
    sameAs: columns.of("same_as"),
  };
  const translated = translatedColumns(columns.further, ["name"]);
  return (cells, line) => {
    const id = cells[at.id] ?? "";
    const name = cells[at.name] ?? "";
    const fresh = enterId(id, { line, column: "region" }, register, log);
    if (RESERVED_REGION_IDS.includes(id)) {
      log.error({
        rule: "reserved-region",
        line,
        column: "region",
        value: id,
        message: "The word has a meaning of its own in the ids of figures.",
        remedy: `Choose another id, such as ${id}-region.`,
      });
    }
    checkName(name, { line, column: "name" }, log);
    const longitude = degrees(cells[at.longitude] ?? "", "longitude", 180, line, log);
    const latitude = degrees(cells[at.latitude] ?? "", "latitude", 90, line, log);
    const sameAs = sameAsCell(cells[at.sameAs] ?? "", { line, column: "same_as" }, log);
    checkBoth(cells[at.longitude] ?? "", cells[at.latitude] ?? "", line, log);
    const extra = furtherCells(cells, columns.further);
    checkTranslations(extra, translated, line, log);
    if (fresh) regions.push({ id, name, longitude, latitude, sameAs, extra });
  };
}

function degrees(
  text: string,
  column: "longitude" | "latitude",
  limit: number,
  line: number,
  log: ProblemLog,
): number | undefined {
  const value = signedCell(text, { line, column }, log);
  if (value === undefined || Math.abs(value) <= limit) return value;
  log.error({
    rule: "coordinate-range",
    line,
    column,
    value: text,
    message: `The ${column} is beyond ${limit} degrees.`,
    remedy:
      "Give decimal degrees (WGS 84), not metres of a map projection, and see that longitude and latitude have not changed places.",
  });
  return undefined;
}

function checkBoth(longitude: string, latitude: string, line: number, log: ProblemLog): void {
  if ((longitude === "") === (latitude === "")) return;
  const column = longitude === "" ? "longitude" : "latitude";
  log.error({
    rule: "half-coordinates",
    line,
    column,
    value: "",
    message: "Only one of the two coordinates is given.",
    remedy: `Add the ${column}, or leave both empty: the region is then listed, not mapped.`,
  });
}
