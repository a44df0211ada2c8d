/** Figures of the same year that two editions give differently. */

import type { Atlas } from "./atlas.ts";
import { type Lineage, type Lineages, lineages } from "./crosswalk.ts";
import { cellIndex } from "./dataset.ts";
import { type Pair, pairOf } from "./pair.ts";

/** A cell that both editions give, with other jobs or firms. Undefined where an edition withholds the figure. */
export interface RevisedCell extends Pair {
  readonly year: number;
  readonly jobsBefore: number | undefined;
  readonly jobsAfter: number | undefined;
  readonly firmsBefore: number | undefined;
  readonly firmsAfter: number | undefined;
}

/** Revisions of one measure. */
export interface MeasureRevisions {
  readonly cells: number;
  /** Sum of the absolute differences of these cells. */
  readonly sum: number;
}

export interface Revisions {
  /** Cells with other jobs, other firms, or both. */
  readonly cells: number;
  readonly jobs: MeasureRevisions;
  readonly firms: MeasureRevisions;
  /** Cells of which a figure was withheld and is given now, and the other way round. */
  readonly disclosed: number;
  readonly withheld: number;
  /** Regions and sectors of both editions whose figures are not compared, since they gave or took a part between them. */
  readonly reorganised: { readonly regions: number; readonly sectors: number };
  /** The largest by absolute change of jobs, then of firms; then by year, region and sector. */
  readonly largest: readonly RevisedCell[];
}

interface Difference {
  readonly year: number;
  readonly r: number;
  readonly s: number;
  readonly i: number;
  readonly j: number;
  readonly jobs: number;
  readonly firms: number;
}

/**
 * Compares the cells of all years, regions and sectors that both editions have. A missing row means no jobs, as
 * everywhere; a figure withheld in either edition has no difference, and is counted apart. A region or sector that
 * merged or split is another than before, and no cell of it a revision.
 */
export function revisions(
  before: Atlas,
  after: Atlas,
  lines: Lineages = lineages(before.dataset, after.dataset),
  most = 20,
): Revisions {
  const found: Difference[] = [];
  const jobs = { cells: 0, sum: 0 };
  const firms = { cells: 0, sum: 0 };
  let disclosed = 0;
  let withheld = 0;
  const [was, is] = [before.dataset, after.dataset];
  for (const { year, i, j, r, s } of sharedCells(before, after, lines)) {
    // Read in place, as in totals.ts, for speed.
    const jobsWas = was.jobs[i] ?? Number.NaN;
    const jobsIs = is.jobs[j] ?? Number.NaN;
    const firmsWas = was.firms[i] ?? Number.NaN;
    const firmsIs = is.firms[j] ?? Number.NaN;
    if (jobsWas === jobsIs && firmsWas === firmsIs) continue;
    if (isDisclosed(jobsWas, jobsIs) || isDisclosed(firmsWas, firmsIs)) disclosed += 1;
    if (isDisclosed(jobsIs, jobsWas) || isDisclosed(firmsIs, firmsWas)) withheld += 1;
    const moved = { jobs: distance(jobsWas, jobsIs), firms: distance(firmsWas, firmsIs) };
    if (moved.jobs > 0) jobs.cells += 1;
    if (moved.firms > 0) firms.cells += 1;
    jobs.sum += moved.jobs;
    firms.sum += moved.firms;
    if (moved.jobs > 0 || moved.firms > 0) found.push({ year, r, s, i, j, ...moved });
  }
  return {
    cells: found.length,
    jobs,
    firms,
    disclosed,
    withheld,
    reorganised: {
      regions: reorganised(lines.region, was.regions, after.regionIndex),
      sectors: reorganised(lines.sector, was.sectors, after.sectorIndex),
    },
    largest: found
      .sort((a, b) => b.jobs - a.jobs || b.firms - a.firms || a.i - b.i)
      .slice(0, most)
      .map((difference) => revisedCell(before, after, difference)),
  };
}

function reorganised(
  line: Lineage,
  entries: readonly { readonly id: string }[],
  later: ReadonlyMap<string, number>,
): number {
  return entries.filter(({ id }) => later.has(id) && !line.isSame(id)).length;
}

/** The positions `i` in the earlier and `j` in the later edition of each cell that both have, in the order of years and ids. */
function* sharedCells(
  before: Atlas,
  after: Atlas,
  lines: Lineages,
): Iterable<{ year: number; i: number; j: number; r: number; s: number }> {
  const [was, is] = [before.dataset, after.dataset];
  const sectors = was.sectors.map(({ id }) =>
    lines.sector.isSame(id) ? after.sectorIndex.get(id) : undefined,
  );
  for (const [y, year] of was.years.entries()) {
    const yearIs = after.yearIndex.get(year);
    if (yearIs === undefined) continue;
    for (const [r, { id }] of was.regions.entries()) {
      const regionIs = after.regionIndex.get(id);
      if (regionIs === undefined || !lines.region.isSame(id)) continue;
      for (const [s, sectorIs] of sectors.entries()) {
        if (sectorIs === undefined) continue;
        const i = cellIndex(was, y, r, s);
        yield { year, i, j: cellIndex(is, yearIs, regionIs, sectorIs), r, s };
      }
    }
  }
}

function isDisclosed(was: number, is: number): boolean {
  return Number.isNaN(was) && !Number.isNaN(is);
}

/** 0 where either is withheld. */
function distance(was: number, is: number): number {
  const difference = Math.abs(is - was);
  return Number.isNaN(difference) ? 0 : difference;
}

function revisedCell(before: Atlas, after: Atlas, { year, r, s, i, j }: Difference): RevisedCell {
  const [was, is] = [before.dataset, after.dataset];
  const pair = pairOf([after, before], was.regions[r]?.id ?? "", was.sectors[s]?.id ?? "");
  return {
    ...pair,
    year,
    jobsBefore: known(was.jobs[i]),
    jobsAfter: known(is.jobs[j]),
    firmsBefore: known(was.firms[i]),
    firmsAfter: known(is.firms[j]),
  };
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
