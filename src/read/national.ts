/** `national.csv` → the country's own totals. */

import type { NationalTotals } from "../model/dataset.ts";
import type { Axis } from "./axis.ts";
import { checkWhole, reportEmpty, reportNumber, yearCell } from "./cell.ts";
import type { InputFile } from "./file.ts";
import { parseCount } from "./number.ts";
import type { ProblemLog } from "./problem-log.ts";
import { checkKnown } from "./register.ts";
import { readTable } from "./table.ts";

/**
 * Reads the totals for the years of the regions' table; other years are read and not used, since no
 * region can be set beside them. Undefined where they cannot be read or laid out.
 */
export async function readNational(
  file: InputFile,
  years: readonly number[] | undefined,
  sectors: Axis | undefined,
): Promise<NationalTotals | undefined> {
  const form = {
    required: ["year", "sector", "jobs"],
    optional: ["firms"],
    further: "unknown",
  } as const;
  const size = (years?.length ?? 0) * (sectors?.ids.length ?? 0);
  const national: NationalTotals = {
    jobs: new Float64Array(size).fill(Number.NaN),
    firms: new Float64Array(size).fill(Number.NaN),
    lines: new Int32Array(size),
  };
  const done = await readTable(file, form, (columns) => {
    const at = {
      year: columns.of("year"),
      sector: columns.of("sector"),
      jobs: columns.of("jobs"),
      firms: columns.of("firms"),
    };
    const place = placer(years, sectors);
    const seen = new Map<string, number>();
    return (row, line) => {
      const yearText = row[at.year] ?? "";
      const sector = row[at.sector] ?? "";
      const year = yearCell(yearText, { line, column: "year" }, file.log);
      if (sectors !== undefined) {
        checkKnown("sector", sector, { line, column: "sector" }, sectors.register, file.log);
      }
      const jobs = total(row[at.jobs] ?? "", "jobs", line, file.log);
      const firms = total(row[at.firms] ?? "", "firms", line, file.log);
      reportTwice(`${yearText},${sector}`, line, seen, file.log);
      const cell = year === undefined ? undefined : place(year, sector);
      if (cell === undefined) return;
      national.jobs[cell] = jobs;
      national.firms[cell] = firms;
      national.lines[cell] = line;
    };
  });
  return done && years !== undefined && sectors !== undefined ? national : undefined;
}

/** Answers the position of a year and sector in the totals; undefined where there is none. */
function placer(
  years: readonly number[] | undefined,
  sectors: Axis | undefined,
): (year: number, sector: string) => number | undefined {
  const ids = sectors?.ids ?? [];
  const yearAt = new Map(years?.map((year, y) => [year, y]));
  const sectorAt = new Map(ids.map((id, s) => [id, s]));
  return (year, sector) => {
    const y = yearAt.get(year);
    const s = sectorAt.get(sector);
    return y === undefined || s === undefined ? undefined : y * ids.length + s;
  };
}

/** NaN where the cell is empty, which only firms may be, or wrong. */
function total(text: string, column: "jobs" | "firms", line: number, log: ProblemLog): number {
  if (text === "") {
    if (column === "jobs") reportEmpty({ line, column }, log);
    return Number.NaN;
  }
  const value = parseCount(text);
  if (typeof value !== "number") {
    reportNumber(value, text, { line, column }, log);
    return Number.NaN;
  }
  if (column === "firms") checkWhole(value, text, line, log);
  return value;
}

function reportTwice(key: string, line: number, seen: Map<string, number>, log: ProblemLog): void {
  const before = seen.get(key);
  if (before === undefined) seen.set(key, line);
  else
    log.error({
      rule: "duplicate-cell",
      line,
      column: "sector",
      value: key,
      message: `The year and sector stand on line ${before} already.`,
      remedy: "Remove one of the rows.",
    });
}
