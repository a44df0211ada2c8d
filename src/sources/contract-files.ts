/** Tables in the contract's own form, as they are given to `add`: read by the rules that hold for every edition. */

import { yearCell } from "../read/cell.ts";
import { readCrosswalk } from "../read/crosswalk.ts";
import type { InputFile } from "../read/file.ts";
import { flagBits } from "../read/flags.ts";
import { parseCount } from "../read/number.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { readRegions } from "../read/regions.ts";
import { readSectors } from "../read/sectors.ts";
import { type RowReader, readTable } from "../read/table.ts";
import type { Columns } from "../read/table-header.ts";
import type { HarvestRow } from "./assembly.ts";
import type { Harvest } from "./edition-files.ts";
import { codesOf } from "./edition-files.ts";
import type { CrosswalkEntry } from "./source.ts";

/** Rows of employment.csv or national.csv, one after the other; the log says what is wrong. */
export async function readRows(
  file: InputFile,
  what: "employment" | "national",
  add: (row: HarvestRow) => void,
): Promise<void> {
  const form = {
    required: ["year", ...(what === "employment" ? ["region"] : []), "sector", "jobs", "firms"],
    optional: what === "employment" ? ["flag"] : [],
    further: "unknown",
  } as const;
  const seen = new Map<string, number>();
  await readTable(file, form, (columns) => rowReader(columns, seen, file.log, add));
}

function rowReader(
  columns: Columns,
  seen: Map<string, number>,
  log: ProblemLog,
  add: (row: HarvestRow) => void,
): RowReader {
  const at = (name: string): number => columns.of(name);
  const positions = {
    year: at("year"),
    region: at("region"),
    sector: at("sector"),
    jobs: at("jobs"),
    firms: at("firms"),
    flag: at("flag"),
  };
  return (cells, line) => {
    const cell = (name: keyof typeof positions): string => cells[positions[name]] ?? "";
    const year = yearCell(cell("year"), { line, column: "year" }, log);
    const region = positions.region < 0 ? undefined : cell("region");
    const sector = cell("sector");
    const key = `${cell("year")} ${region ?? ""} ${sector}`;
    const before = seen.get(key);
    if (before !== undefined) {
      log.error({
        rule: "duplicate-cell",
        line,
        message: `The year, region and sector stand on line ${before} already.`,
        remedy: "Remove one of the two rows, or add them together.",
      });
      return;
    }
    seen.set(key, line);
    flagBits(cell("flag"), line, log);
    const figure = (name: "jobs" | "firms"): number | undefined => {
      const text = cell(name);
      if (text === "") return undefined;
      const value = parseCount(text);
      if (typeof value === "number") return value;
      log.error({ ...value, line, column: name, value: text });
      return undefined;
    };
    if (year === undefined) return;
    add({
      year,
      region,
      sector,
      jobs: figure("jobs"),
      firms: figure("firms"),
      flags: cell("flag"),
    });
  };
}

export async function readGivenRegions(file: InputFile): Promise<Harvest["regions"]> {
  const read = await readRegions(file);
  return read === undefined ? [] : codesOf({ regions: read.regions, sectors: [] }).regions;
}

export async function readGivenSectors(file: InputFile): Promise<Harvest["sectors"]> {
  const read = await readSectors(file);
  return read === undefined ? [] : codesOf({ regions: [], sectors: read.sectors }).sectors;
}

export async function readGivenCrosswalk(file: InputFile): Promise<readonly CrosswalkEntry[]> {
  const rows = await readCrosswalk(file);
  return rows.map(({ kind, from, to, since, note }) => ({ kind, from, to: to ?? "", since, note }));
}
