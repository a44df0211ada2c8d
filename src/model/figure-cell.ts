/**
 * Figures of cells, regions and the country, made straight from positions: what thousands of pages show.
 * Each is the same as `evaluateFigure` gives for its id; a test compares them.
 */

import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";
import { type Cell, cellAt } from "./cluster.ts";
import { margin, threshold } from "./criterion.ts";
import { cellIndex } from "./dataset.ts";
import {
  type Figure,
  type FigureInput,
  figureOfQuantity,
  flagLetters,
  quantity,
} from "./figure-quantity.ts";
import { defined } from "./growth.ts";
import { isPoint } from "./interval.ts";
import { nationalSource } from "./totals.ts";

/** Jobs of a cell, read from the data. */
export function jobsFigure(atlas: Atlas, y: number, r: number, s: number): Figure {
  return countedFigure(atlas, "jobs", y, r, s);
}

/** Firms of a cell, read from the data. */
export function firmsFigure(atlas: Atlas, y: number, r: number, s: number): Figure {
  return countedFigure(atlas, "firms", y, r, s);
}

function countedFigure(
  atlas: Atlas,
  counted: "jobs" | "firms",
  y: number,
  r: number,
  s: number,
): Figure {
  const cell = cellOf(atlas, r, s);
  const id = `${counted}:${cell.region}/${cell.sector}:${yearOf(atlas, y)}`;
  return figureOfQuantity(id, counted, quantity(atlas, counted, { kind: "cell", cell }, y));
}

/** All jobs of a region. */
export function regionJobsFigure(atlas: Atlas, y: number, r: number): Figure {
  const cells = atlas.dataset.sectors.map((_, s) => cellOf(atlas, r, s));
  const id = `jobs:${atlas.dataset.regions[r]?.id ?? ""}/*:${yearOf(atlas, y)}`;
  const sum = quantity(atlas, "jobs", { kind: "cells", cells, rowsOnly: true }, y);
  return figureOfQuantity(id, "jobs", sum);
}

/** The country's jobs in a sector. */
export function nationJobsFigure(atlas: Atlas, y: number, s: number): Figure {
  const id = `jobs:nation/${atlas.dataset.sectors[s]?.id ?? ""}:${yearOf(atlas, y)}`;
  return figureOfQuantity(
    id,
    "jobs",
    quantity(atlas, "jobs", { kind: "sectors", sectors: [s] }, y),
  );
}

/** The country's jobs in all sectors of the edition. */
export function countryJobsFigure(atlas: Atlas, y: number): Figure {
  const sectors = atlas.dataset.sectors.map((_, s) => s);
  const sum = quantity(atlas, "jobs", { kind: "sectors", sectors }, y);
  return figureOfQuantity(`jobs:nation/*:${yearOf(atlas, y)}`, "jobs", sum);
}

/** Location quotient of a cell; `interval` where withheld figures leave it open. */
export function lqFigure(atlas: Atlas, y: number, r: number, s: number): Figure {
  const { dataset, lq, lqLow, lqHigh } = atlas;
  const cell = cellOf(atlas, r, s);
  const i = cellIndex(dataset, y, r, s);
  const value = defined(at(lq, i));
  const interval =
    value === undefined && lqLow !== undefined && lqHigh !== undefined
      ? { low: at(lqLow, i), high: at(lqHigh, i) }
      : undefined;
  const known = interval === undefined || Number.isNaN(interval.low) || isPoint(interval);
  return {
    id: `lq:${cell.region}/${cell.sector}:${yearOf(atlas, y)}`,
    value,
    unit: "ratio",
    formula: "(jobs in cell / jobs in region) / (jobs of sector in country / jobs in country)",
    inputs: [
      cellInput(atlas, y, cell),
      regionInput(atlas, y, r),
      sectorInput(atlas, y, s),
      countryInput(atlas, y),
    ],
    flagged: flagLetters(flagsOfQuotient(atlas, y, r, s)),
    interval: known ? undefined : interval,
  };
}

/** Jobs of a cell in percent of the country's jobs in the sector. */
export function shareFigure(atlas: Atlas, y: number, r: number, s: number): Figure {
  const { dataset, totals } = atlas;
  const cell = cellOf(atlas, r, s);
  const column = y * dataset.sectors.length + s;
  return {
    id: `share:${cell.region}/${cell.sector}:${yearOf(atlas, y)}`,
    value: percentOf(jobsOf(atlas, y, r, s), at(totals.sectorJobs, column)),
    unit: "percent",
    formula: NATIONAL_SHARE,
    inputs: [cellInput(atlas, y, cell), sectorInput(atlas, y, s)],
    flagged: flagLetters(flagsOf(atlas, y, r, s) | at(totals.sectorFlags, column)),
  };
}

export const NATIONAL_SHARE = "jobs / the country's jobs in the same sectors × 100";

/** Jobs of a cell in percent of the region's jobs. */
export function localShareFigure(atlas: Atlas, y: number, r: number, s: number): Figure {
  const { dataset, totals } = atlas;
  const cell = cellOf(atlas, r, s);
  const row = y * dataset.regions.length + r;
  return {
    id: `local-share:${cell.region}/${cell.sector}:${yearOf(atlas, y)}`,
    value: percentOf(jobsOf(atlas, y, r, s), at(totals.regionJobs, row)),
    unit: "percent",
    formula: LOCAL_SHARE,
    inputs: [cellInput(atlas, y, cell), regionInput(atlas, y, r)],
    flagged: flagLetters(flagsOf(atlas, y, r, s) | at(totals.regionFlags, row)),
  };
}

export const LOCAL_SHARE = "jobs / jobs in region × 100";

/** Difference in a cell's jobs between two years, given by position. */
export function changeFigure(
  atlas: Atlas,
  [from, to]: readonly [number, number],
  r: number,
  s: number,
): Figure {
  return changeOf(atlas, "change", [from, to], r, s);
}

/** The same in percent of the first year; undefined where that has no jobs. */
export function changePercentFigure(
  atlas: Atlas,
  [from, to]: readonly [number, number],
  r: number,
  s: number,
): Figure {
  return changeOf(atlas, "change-percent", [from, to], r, s);
}

export const CHANGE = "jobs in the last year − jobs in the first year";
export const CHANGE_PERCENT =
  "(jobs in the last year − jobs in the first year) / jobs in the first year × 100";

function changeOf(
  atlas: Atlas,
  measure: "change" | "change-percent",
  [from, to]: readonly [number, number],
  r: number,
  s: number,
): Figure {
  const cell = cellOf(atlas, r, s);
  const [before, after] = [jobsOf(atlas, from, r, s), jobsOf(atlas, to, r, s)];
  const percent = measure === "change-percent";
  return {
    id: `${measure}:${cell.region}/${cell.sector}:${yearOf(atlas, from)}-${yearOf(atlas, to)}`,
    value: percent ? percentOf(after - before, before) : defined(after - before),
    unit: percent ? "percent" : "jobs",
    formula: percent ? CHANGE_PERCENT : CHANGE,
    inputs: [cellInput(atlas, from, cell), cellInput(atlas, to, cell)],
    flagged: flagLetters(flagsOf(atlas, from, r, s) | flagsOf(atlas, to, r, s)),
  };
}

const CRITERION = { lq: "locationQuotient", jobs: "jobs", firms: "firms" } as const;

/** A criterion's threshold as an input, with its line in the description of the edition. */
export function thresholdInput(
  { dataset }: Atlas,
  of: "lq" | "jobs" | "firms",
): FigureInput & { readonly value: number; readonly source: string } {
  const name = CRITERION[of];
  return {
    id: `threshold-${of}:edition`,
    value: threshold(dataset.descriptor.criteria[name]),
    source: `datapackage.json:${dataset.criterionLines[name]}`,
  };
}

/** How far a cell lies above (+) or below (−) a threshold of the edition, in percent of the threshold. */
export function marginFigure(
  atlas: Atlas,
  of: "lq" | "jobs" | "firms",
  y: number,
  r: number,
  s: number,
): Figure {
  const figures = { lq: lqFigure, jobs: jobsFigure, firms: firmsFigure };
  const criterion = atlas.dataset.descriptor.criteria[CRITERION[of]];
  const { id, value, source, flagged } = figures[of](atlas, y, r, s);
  return {
    id: `margin-${id}`,
    value: defined(margin(criterion, value ?? Number.NaN)),
    unit: "percent",
    formula: "(figure − threshold) / threshold × 100",
    inputs: [{ id, value, source }, thresholdInput(atlas, of)],
    flagged,
  };
}

/** The part in percent of the whole; undefined where either is, or where the whole is 0. */
export function percentOf(part: number, whole: number): number | undefined {
  return defined((part / whole) * 100);
}

function cellOf({ dataset }: Atlas, r: number, s: number): Cell {
  return cellAt(dataset, r * dataset.sectors.length + s);
}

function yearOf({ dataset }: Atlas, y: number): string {
  return String(dataset.years[y] ?? "");
}

function jobsOf({ dataset }: Atlas, y: number, r: number, s: number): number {
  return at(dataset.jobs, cellIndex(dataset, y, r, s));
}

function flagsOf({ dataset }: Atlas, y: number, r: number, s: number): number {
  return at(dataset.flags, cellIndex(dataset, y, r, s));
}

/** Flags of everything that enters a quotient; the cell is part of its region. */
function flagsOfQuotient({ dataset, totals }: Atlas, y: number, r: number, s: number): number {
  return (
    at(totals.regionFlags, y * dataset.regions.length + r) |
    at(totals.sectorFlags, y * dataset.sectors.length + s) |
    at(totals.countryFlags, y)
  );
}

function cellInput(atlas: Atlas, y: number, cell: Cell): FigureInput {
  const { id, value, source } = countedFigure(atlas, "jobs", y, cell.r, cell.s);
  return { id, value, source };
}

function regionInput(atlas: Atlas, y: number, r: number): FigureInput {
  const { regions } = atlas.dataset;
  const value = at(atlas.totals.regionJobs, y * regions.length + r);
  return { id: `jobs:${regions[r]?.id ?? ""}/*:${yearOf(atlas, y)}`, value: defined(value) };
}

function sectorInput(atlas: Atlas, y: number, s: number): FigureInput {
  const { dataset, totals } = atlas;
  return {
    id: `jobs:nation/${dataset.sectors[s]?.id ?? ""}:${yearOf(atlas, y)}`,
    value: defined(at(totals.sectorJobs, y * dataset.sectors.length + s)),
    source: nationalSource(dataset, y, s),
  };
}

function countryInput(atlas: Atlas, y: number): FigureInput {
  const value = defined(at(atlas.totals.countryJobs, y));
  return { id: `jobs:nation/*:${yearOf(atlas, y)}`, value };
}
