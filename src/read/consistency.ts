/** Checks that tables of an edition agree with each other. */

import type { Descriptor, NationalTotals } from "../model/dataset.ts";
import type { Axis } from "./axis.ts";
import type { DescriptorReading } from "./descriptor.ts";
import { formatPath, type JsonPath } from "./json.ts";
import type { Employment } from "./lay-out.ts";
import type { ProblemLog } from "./problem-log.ts";

/** Sums of decimals differ from their total by rounding; more than this share of it is a fault. */
const TOLERANCE = 1e-9;

/** Every year that the description names must have data. */
export function checkYears(
  { descriptor, lineOf }: DescriptorReading,
  years: readonly number[],
  log: ProblemLog,
): void {
  for (const { year, path } of namedYears(descriptor)) {
    if (years.includes(year)) continue;
    log.error({
      rule: "year-without-data",
      line: lineOf(path),
      column: formatPath(path),
      value: String(year),
      message: `employment.csv has no row of this year; its years are ${years.join(", ")}.`,
      remedy: "Correct the year, or add its rows.",
    });
  }
}

function namedYears(
  descriptor: Descriptor,
): readonly { readonly year: number; readonly path: JsonPath }[] {
  return [
    ...descriptor.clusterYears.map((year) => ({ year, path: ["klyngeatlas", "clusterYears"] })),
    ...descriptor.periods.flatMap((period, i) =>
      period.map((year, k) => ({ year, path: ["klyngeatlas", "periods", i, k] })),
    ),
  ];
}

/** A region without any jobs has no location quotient; a sector without any is only odd. */
export function checkJobs(
  { years, jobs }: Employment,
  regions: Axis,
  sectors: Axis,
  regionLog: ProblemLog,
  sectorLog: ProblemLog,
): void {
  const inRegion = new Uint8Array(regions.ids.length);
  const inSector = new Uint8Array(sectors.ids.length);
  for (let y = 0, i = 0; y < years.length; y++) {
    for (let r = 0; r < regions.ids.length; r++) {
      for (let s = 0; s < sectors.ids.length; s++, i++) {
        // What is withheld may be some, so only a known zero counts as none.
        if (jobs[i] === 0) continue;
        inRegion[r] = 1;
        inSector[s] = 1;
      }
    }
  }
  regions.ids.forEach((id, r) => {
    if (inRegion[r] === 1) return;
    regionLog.error({
      rule: "region-without-jobs",
      line: regions.register.lineOf(id),
      column: "region",
      value: id,
      message: "employment.csv gives the region no jobs in any year.",
      remedy: "Add its rows, or remove the region.",
    });
  });
  sectors.ids.forEach((id, s) => {
    if (inSector[s] === 1) return;
    sectorLog.warning({
      rule: "sector-without-jobs",
      line: sectors.register.lineOf(id),
      column: "sector",
      value: id,
      message: "employment.csv gives the sector no jobs in any year.",
      remedy: "Remove the sector, unless it is meant to be listed as empty.",
    });
  });
}

/** The country holds its regions: its totals exist wherever regions have jobs, and are not smaller. */
export function checkNational(
  national: NationalTotals,
  { years, jobs, firms }: Employment,
  regions: number,
  sectorIds: readonly string[],
  log: ProblemLog,
): void {
  const sectors = sectorIds.length;
  years.forEach((year, y) => {
    sectorIds.forEach((sector, s) => {
      const at = y * sectors + s;
      const line = national.lines[at] ?? 0;
      const jobsBelow = regionalSum(jobs, y, s, regions, sectors);
      if (line === 0) {
        if (jobsBelow > 0) reportLacking(year, sector, jobsBelow, log);
        return;
      }
      const firmsBelow = regionalSum(firms, y, s, regions, sectors);
      reportSmaller(national.jobs[at], jobsBelow, "jobs", line, log);
      reportSmaller(national.firms[at], firmsBelow, "firms", line, log);
    });
  });
}

/** Sum over the regions of the figures that are not withheld. */
function regionalSum(
  values: Float64Array,
  y: number,
  s: number,
  regions: number,
  sectors: number,
): number {
  let sum = 0;
  for (let r = 0; r < regions; r++) {
    const value = values[(y * regions + r) * sectors + s] ?? 0;
    if (!Number.isNaN(value)) sum += value;
  }
  return sum;
}

function reportLacking(year: number, sector: string, sum: number, log: ProblemLog): void {
  log.error({
    rule: "national-total-missing",
    column: "sector",
    value: sector,
    message: `The table has no row of ${sector} in ${year}, in which regions have ${sum} jobs.`,
    remedy: `Add the row ${year},${sector}, with the country's jobs, or remove the table: the country is then the sum of its regions.`,
  });
}

function reportSmaller(
  total: number | undefined,
  sum: number,
  column: "jobs" | "firms",
  line: number,
  log: ProblemLog,
): void {
  // An empty total is NaN, and smaller than nothing.
  if (total === undefined || !(total < sum * (1 - TOLERANCE))) return;
  log.error({
    rule: "national-total-too-small",
    line,
    column,
    value: String(total),
    message: `The country's ${column} are fewer than those of its regions, ${sum}.`,
    remedy:
      "Use the same definitions, units and year in both tables; a part is never larger than the whole.",
  });
}
