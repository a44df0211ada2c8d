/** `employment.csv` → one typed array per measure, year × region × sector. */

import { type Axis, fixedPositions, foundPositions, type Positions } from "./axis.ts";
import { checkWhole, reportNumber, yearCell } from "./cell.ts";
import { type CellList, createCellList } from "./cell-list.ts";
import type { InputFile } from "./file.ts";
import { flagBits, WITHHELD } from "./flags.ts";
import { type Employment, layOut } from "./lay-out.ts";
import { parseCount } from "./number.ts";
import type { ProblemLog } from "./problem-log.ts";
import { type RowReader, readTable } from "./table.ts";
import type { Columns } from "./table-header.ts";

/**
 * Reads the cells. Where regions or sectors could not be read (undefined), whatever ids there are count
 * as known, and the cells serve no other purpose than to be checked. Undefined where they cannot be laid
 * out; the log says why.
 */
export async function readEmployment(
  file: InputFile,
  regions: Axis | undefined,
  sectors: Axis | undefined,
): Promise<Employment | undefined> {
  const form = {
    required: ["year", "region", "sector", "jobs", "firms"],
    optional: ["flag"],
    further: "unknown",
  } as const;
  const draft: Draft = {
    regions: regions === undefined ? foundPositions() : fixedPositions("region", regions),
    sectors: sectors === undefined ? foundPositions() : fixedPositions("sector", sectors),
    years: new Map(),
    cells: createCellList(),
    unstaffed: { rows: 0, line: undefined, value: undefined },
  };
  const done = await readTable(file, form, (columns) => cellReader(columns, draft, file.log));
  if (!done) return undefined;
  reportUnstaffed(draft.unstaffed, file.log);
  const years = [...new Set(draft.years.values())].sort((a, b) => a - b);
  return layOut(draft.cells, years, draft.regions.ids(), draft.sectors.ids(), file.log);
}

/** What the rows that are read so far amount to. */
interface Draft {
  readonly regions: Positions;
  readonly sectors: Positions;
  /** By their texts. */
  readonly years: Map<string, number>;
  readonly cells: CellList;
  readonly unstaffed: Unstaffed;
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

function cellReader(columns: Columns, draft: Draft, log: ProblemLog): RowReader {
  const at = {
    year: columns.of("year"),
    region: columns.of("region"),
    sector: columns.of("sector"),
    jobs: columns.of("jobs"),
    firms: columns.of("firms"),
    flag: columns.of("flag"),
  };
  return (row, line) => {
    const year = yearOf(row[at.year] ?? "", line, draft.years, log);
    const region = draft.regions.of(row[at.region] ?? "", line, log);
    const sector = draft.sectors.of(row[at.sector] ?? "", line, log);
    const flags = flagBits(row[at.flag] ?? "", line, log);
    const jobsText = row[at.jobs] ?? "";
    const firmsText = row[at.firms] ?? "";
    const jobs = count(jobsText, "jobs", flags, line, log);
    const firms = count(firmsText, "firms", flags, line, log);
    if ((flags & WITHHELD) !== 0 && jobsText !== "" && firmsText !== "") {
      reportFlaggedValue(row[at.flag] ?? "", line, log);
    }
    checkWhole(firms, firmsText, line, log);
    checkStaffed(jobs, jobsText, firms, firmsText, line, draft.unstaffed, log);
    if (year === undefined || region === undefined || sector === undefined) return;
    draft.cells.add(year, region, sector, jobs ?? Number.NaN, firms ?? Number.NaN, flags, line);
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

/** Jobs without firms are a fault; firms without jobs are noted, to be reported together. */
function checkStaffed(
  jobs: number | undefined,
  jobsText: string,
  firms: number | undefined,
  firmsText: string,
  line: number,
  unstaffed: Unstaffed,
  log: ProblemLog,
): void {
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
}
