/** `employment.csv` → one typed array per measure, year × region × sector. */

import { FLAG } from "../model/dataset.ts";
import { reportNumber, yearCell } from "./cell.ts";
import { type CellList, createCellList } from "./cell-list.ts";
import type { InputFile } from "./file.ts";
import { parseCount } from "./number.ts";
import type { ProblemLog } from "./problem-log.ts";
import { checkKnown, type Register } from "./register.ts";
import { type RowReader, readTable } from "./table.ts";
import type { Columns } from "./table-header.ts";

/** As the fields of the same names in `Dataset`. */
export interface Employment {
  readonly years: readonly number[];
  readonly jobs: Float64Array;
  readonly firms: Float64Array;
  readonly flags: Uint8Array;
  readonly lines: Int32Array;
}

/** Ids in the order of the dataset, and the lines that give them. */
export interface Axis {
  readonly ids: readonly string[];
  readonly register: Register;
}

const WITHHELD = FLAG.c | FLAG.x;
/** A hundred million cells take two gigabytes. */
const MOST_CELLS = 1e8;

/**
 * Reads the cells. Where regions or sectors could not be read (undefined), their ids are not checked.
 * Undefined where the cells cannot be laid out; the log says why.
 */
export async function readEmployment(
  file: InputFile,
  regions: Axis | undefined,
  sectors: Axis | undefined,
): Promise<Employment | undefined> {
  const cells = createCellList();
  const form = {
    required: ["year", "region", "sector", "jobs", "firms"],
    optional: ["flag"],
    further: "unknown",
  } as const;
  const unstaffed: Unstaffed = { rows: 0, line: undefined, value: undefined };
  const done = await readTable(file, form, (columns) =>
    cellReader(columns, regions, sectors, cells, unstaffed, file.log),
  );
  if (!done) return undefined;
  reportUnstaffed(unstaffed, file.log);
  if (regions === undefined || sectors === undefined) return undefined;
  return layOut(cells, regions.ids.length, sectors.ids.length, file.log);
}

/** Rows with firms and no jobs: odd, but registers hold many, so that they are reported together. */
interface Unstaffed {
  rows: number;
  line: number | undefined;
  value: string | undefined;
}

function reportUnstaffed({ rows, line, value }: Unstaffed, log: ProblemLog): void {
  if (rows === 0) return;
  log.warning({
    rule: "firms-without-jobs",
    line,
    column: "jobs",
    value,
    message: `${rows === 1 ? "This row has" : `${rows} rows, of which this is the first, have`} firms and no jobs.`,
    remedy: "Nothing needs to be done where the register holds firms without employees.",
  });
}

function cellReader(
  columns: Columns,
  regions: Axis | undefined,
  sectors: Axis | undefined,
  cells: CellList,
  unstaffed: Unstaffed,
  log: ProblemLog,
): RowReader {
  const at = {
    year: columns.of("year"),
    region: columns.of("region"),
    sector: columns.of("sector"),
    jobs: columns.of("jobs"),
    firms: columns.of("firms"),
    flag: columns.of("flag"),
  };
  const regionAt = positions(regions);
  const sectorAt = positions(sectors);
  const years = new Map<string, number>();
  return (row, line) => {
    const year = yearOf(row[at.year] ?? "", line, years, log);
    const region = position("region", row[at.region] ?? "", line, regions, regionAt, log);
    const sector = position("sector", row[at.sector] ?? "", line, sectors, sectorAt, log);
    const flags = flagBits(row[at.flag] ?? "", line, log);
    const jobsText = row[at.jobs] ?? "";
    const firmsText = row[at.firms] ?? "";
    const jobs = count(jobsText, "jobs", flags, line, log);
    const firms = count(firmsText, "firms", flags, line, log);
    if ((flags & WITHHELD) !== 0 && jobsText !== "" && firmsText !== "") {
      reportFlaggedValue(row[at.flag] ?? "", line, log);
    }
    if (firms !== undefined && !Number.isInteger(firms) && !Number.isNaN(firms)) {
      log.error({
        rule: "fractional-firms",
        line,
        column: "firms",
        value: firmsText,
        message: "Firms are counted whole.",
        remedy: "Give a whole number; check that columns have not changed places.",
      });
    }
    if (jobs !== undefined && jobs > 0 && firms === 0) {
      log.error({
        rule: "jobs-without-firms",
        line,
        column: "firms",
        value: firmsText,
        message: `The cell has ${jobsText} jobs and no firm.`,
        remedy:
          "Correct the firms; where they are not known, leave the cell empty and give the row the flag x.",
      });
    }
    if (jobs === 0 && firms !== undefined && firms > 0) {
      unstaffed.rows += 1;
      unstaffed.line ??= line;
      unstaffed.value ??= jobsText;
    }
    if (year === undefined || region < 0 || sector < 0) return;
    cells.add(year, region, sector, jobs ?? Number.NaN, firms ?? Number.NaN, flags, line);
  };
}

/** As `yearCell`; the few texts that are years are remembered. */
function yearOf(
  text: string,
  line: number,
  known: Map<string, number>,
  log: ProblemLog,
): number | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const year = yearCell(text, { line, column: "year" }, log);
  if (year !== undefined) known.set(text, year);
  return year;
}

function positions(axis: Axis | undefined): ReadonlyMap<string, number> {
  return new Map(axis?.ids.map((id, i) => [id, i]));
}

function position(
  kind: "region" | "sector",
  id: string,
  line: number,
  axis: Axis | undefined,
  known: ReadonlyMap<string, number>,
  log: ProblemLog,
): number {
  const found = known.get(id);
  if (found !== undefined) return found;
  if (axis !== undefined) checkKnown(kind, id, { line, column: kind }, axis.register, log);
  return -1;
}

/** Bits of the flags of a row; several letters may stand together. */
function flagBits(text: string, line: number, log: ProblemLog): number {
  let bits = 0;
  for (const letter of text) {
    const bit = flagBit(letter);
    if (bit === undefined) {
      log.error({
        rule: "unknown-flag",
        line,
        column: "flag",
        value: text,
        message: "There is no such flag.",
        remedy:
          "Flags are c confidential, x not available, e estimated, m modelled, r revised, b break in series; several stand together without a space.",
      });
      return bits;
    }
    bits |= bit;
  }
  return bits;
}

function flagBit(letter: string): number | undefined {
  switch (letter) {
    case "c":
    case "x":
    case "e":
    case "m":
    case "r":
    case "b":
      return FLAG[letter];
    default:
      return undefined;
  }
}

/** NaN where the figure is withheld; undefined where the cell is wrong, which the log says. */
function count(
  text: string,
  column: "jobs" | "firms",
  flags: number,
  line: number,
  log: ProblemLog,
): number | undefined {
  if (text === "") {
    if ((flags & WITHHELD) !== 0) return Number.NaN;
    log.error({
      rule: "empty-without-flag",
      line,
      column,
      value: "",
      message: "The cell is empty, and no flag says why.",
      remedy: "Give the figure, or the flag c (confidential) or x (not available).",
    });
    return undefined;
  }
  const value = parseCount(text);
  if (typeof value === "number") return value;
  reportNumber(value, text, { line, column }, log);
  return undefined;
}

function reportFlaggedValue(flag: string, line: number, log: ProblemLog): void {
  log.error({
    rule: "value-with-flag",
    line,
    column: "flag",
    value: flag,
    message: "The flag says that a figure is withheld or missing, and both figures are given.",
    remedy:
      "Empty the figure that must not be published, or remove the flag where both may be; e marks an estimate.",
  });
}

/** Puts each row in its place; a place taken twice is reported. */
function layOut(
  cells: CellList,
  regions: number,
  sectors: number,
  log: ProblemLog,
): Employment | undefined {
  const years = distinctYears(cells);
  const size = years.length * regions * sectors;
  if (size > MOST_CELLS) {
    log.error({
      rule: "too-many-cells",
      message: `${years.length} years × ${regions} regions × ${sectors} sectors are more cells than can be held.`,
      remedy: "Check the years, and divide the edition where they are right.",
    });
    return undefined;
  }
  const yearAt = new Map(years.map((year, y) => [year, y]));
  const employment: Employment = {
    years,
    jobs: new Float64Array(size),
    firms: new Float64Array(size),
    flags: new Uint8Array(size),
    lines: new Int32Array(size),
  };
  for (let i = 0; i < cells.size(); i++) {
    const y = yearAt.get(cells.get(i, "year")) ?? 0;
    const at = (y * regions + cells.get(i, "region")) * sectors + cells.get(i, "sector");
    const line = cells.get(i, "line");
    const before = employment.lines[at] ?? 0;
    if (before > 0) {
      log.error({
        rule: "duplicate-cell",
        line,
        column: "sector",
        message: `The year, region and sector stand on line ${before} already.`,
        remedy: "Remove one of the rows, or add the two together where they are parts.",
      });
      continue;
    }
    employment.jobs[at] = cells.get(i, "jobs");
    employment.firms[at] = cells.get(i, "firms");
    employment.flags[at] = cells.get(i, "flags");
    employment.lines[at] = line;
  }
  return employment;
}

function distinctYears(cells: CellList): readonly number[] {
  const years = new Set<number>();
  for (let i = 0; i < cells.size(); i++) years.add(cells.get(i, "year"));
  return [...years].sort((a, b) => a - b);
}
