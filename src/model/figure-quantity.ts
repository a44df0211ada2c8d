/** Sums of jobs or firms over what a figure's scope names, with what stands behind them. */

import { at } from "./at.ts";
import { firmsInterval, jobsInterval } from "./bounds.ts";
import type { Cell } from "./cluster.ts";
import { cellIndex, type Dataset, FLAG } from "./dataset.ts";
import type { FigureUnit } from "./figure-id.ts";
import { NO_ROW } from "./figure-shard.ts";
import { defined, type GrowthBasis } from "./growth.ts";
import { type Interval, isPoint } from "./interval.ts";
import { nationalSource } from "./totals.ts";

/** A figure that another is computed from. */
export interface FigureInput {
  readonly id: string;
  /** Undefined where it is not defined or withheld. */
  readonly value: number | undefined;
  /** Where it is read: "employment.csv:1234"; undefined where it is computed. */
  readonly source?: string | undefined;
}

/** A number with its unit and everything it is computed from. */
export interface Figure {
  /** The canonical id: the same figure always has the same text. */
  readonly id: string;
  /** Undefined where it is not defined or withheld. */
  readonly value: number | undefined;
  readonly unit: FigureUnit;
  /** How it is computed, in words, with the inputs in the order of `inputs`. */
  readonly formula: string;
  readonly inputs: readonly FigureInput[];
  /** Where it is read; undefined where it is computed. */
  readonly source?: string | undefined;
  /** Letters of the flags of all cells behind it, in the order of FLAG: "m" modelled, "e" estimated … */
  readonly flagged: string;
  /** What a withheld figure may be; undefined where the value is known, or nothing is known of it. */
  readonly interval?: Interval | undefined;
}

export type Counted = "jobs" | "firms";

/** The part of an atlas from which sums are made. */
export type SumBasis = Pick<GrowthBasis, "dataset" | "totals">;

/** A sum before it is a figure: NaN where withheld, bits of FLAG. */
export interface Quantity {
  readonly value: number;
  readonly flags: number;
  readonly formula: string;
  /** Made when asked for: those of a country's sum run to a thousand, and most sums are but terms of a figure. */
  readonly inputs: () => readonly FigureInput[];
  readonly source?: string | undefined;
  readonly interval?: Interval | undefined;
}

/** What is added up: cells, or sectors of the country. */
export type Selection =
  | { readonly kind: "cell"; readonly cell: Cell }
  /** `rowsOnly`: cells without a row, which hold nothing, are not listed among the inputs. */
  | { readonly kind: "cells"; readonly cells: readonly Cell[]; readonly rowsOnly: boolean }
  | { readonly kind: "sectors"; readonly sectors: readonly number[] };

export { NO_ROW };

const none = (): readonly FigureInput[] => [];

/** Letters of flags, in the order of FLAG. */
export function flagLetters(bits: number): string {
  return Object.entries(FLAG)
    .filter(([, bit]) => (bits & bit) !== 0)
    .map(([letter]) => letter)
    .join("");
}

/** The jobs or firms of a selection in a year, given by its position. */
export function quantity(
  basis: SumBasis,
  counted: Counted,
  selection: Selection,
  y: number,
): Quantity {
  switch (selection.kind) {
    case "cell":
      return quantityOfCell(basis, counted, selection.cell, y);
    case "cells":
      return quantityOfCells(basis, counted, selection.cells, selection.rowsOnly, y);
    case "sectors":
      return selection.sectors.length === 1
        ? quantityOfSector(basis, counted, selection.sectors[0] ?? -1, y)
        : quantityOfSectors(basis, counted, selection.sectors, y);
  }
}

function quantityOfCell(basis: SumBasis, counted: Counted, cell: Cell, y: number): Quantity {
  const { dataset, totals } = basis;
  const i = cellIndex(dataset, y, cell.r, cell.s);
  const value = at(dataset[counted], i);
  const intervalOf = counted === "jobs" ? jobsInterval : firmsInterval;
  return {
    value,
    flags: at(dataset.flags, i),
    formula: "read from the data",
    inputs: none,
    source: sourceOfCell(basis, cell, y),
    interval: Number.isNaN(value) ? intervalOf(dataset, totals, y, cell.r, cell.s) : undefined,
  };
}

function sourceOfCell({ dataset }: SumBasis, { r, s }: Cell, y: number): string {
  const line = at(dataset.lines, cellIndex(dataset, y, r, s));
  return line > 0 ? `employment.csv:${line}` : NO_ROW;
}

function quantityOfCells(
  basis: SumBasis,
  counted: Counted,
  cells: readonly Cell[],
  rowsOnly: boolean,
  y: number,
): Quantity {
  const { dataset } = basis;
  const position = ({ r, s }: Cell) => cellIndex(dataset, y, r, s);
  return {
    value: cells.reduce((sum, cell) => sum + at(dataset[counted], position(cell)), 0),
    flags: cells.reduce((bits, cell) => bits | at(dataset.flags, position(cell)), 0),
    formula: `sum of the ${counted} in the cells`,
    inputs: () => inputsOfCells(basis, counted, cells, rowsOnly, y),
  };
}

function inputsOfCells(
  basis: SumBasis,
  counted: Counted,
  cells: readonly Cell[],
  rowsOnly: boolean,
  y: number,
): readonly FigureInput[] {
  const { dataset } = basis;
  const position = ({ r, s }: Cell) => cellIndex(dataset, y, r, s);
  const listed = rowsOnly ? cells.filter((cell) => at(dataset.lines, position(cell)) > 0) : cells;
  return listed.map((cell) => ({
    id: `${counted}:${cell.region}/${cell.sector}:${dataset.years[y]}`,
    value: defined(at(dataset[counted], position(cell))),
    source: sourceOfCell(basis, cell, y),
  }));
}

/** The country's own figure where national.csv gives it, else the sum of the regions. */
function quantityOfSector(basis: SumBasis, counted: Counted, s: number, y: number): Quantity {
  const { dataset, totals } = basis;
  const column = y * dataset.sectors.length + s;
  const value = at(counted === "jobs" ? totals.sectorJobs : totals.sectorFirms, column);
  const flags = at(totals.sectorFlags, column);
  const source = nationalSource(dataset, y, s);
  if (source !== undefined) {
    return { value, flags, formula: "read from the data", inputs: none, source };
  }
  const inputs = () => inputsOfCells(basis, counted, cellsOfSector(dataset, s), true, y);
  return { value, flags, formula: `sum of the ${counted} in all regions`, inputs };
}

function cellsOfSector({ regions, sectors }: Dataset, s: number): readonly Cell[] {
  const sector = sectors[s]?.id ?? "";
  return regions.map(({ id: region }, r) => ({ r, s, region, sector }));
}

function quantityOfSectors(
  { dataset, totals }: SumBasis,
  counted: Counted,
  sectors: readonly number[],
  y: number,
): Quantity {
  const first = y * dataset.sectors.length;
  const values = counted === "jobs" ? totals.sectorJobs : totals.sectorFirms;
  return {
    value: sectors.reduce((sum, s) => sum + at(values, first + s), 0),
    flags: sectors.reduce((bits, s) => bits | at(totals.sectorFlags, first + s), 0),
    formula: `sum of the country's ${counted} in the sectors`,
    inputs: () =>
      sectors.map((s) => ({
        id: `${counted}:nation/${dataset.sectors[s]?.id ?? ""}:${dataset.years[y]}`,
        value: defined(at(values, first + s)),
        source: nationalSource(dataset, y, s),
      })),
  };
}

/** A sum as a figure. */
export function figureOfQuantity(id: string, unit: FigureUnit, sum: Quantity): Figure {
  const { interval } = sum;
  return {
    id,
    value: defined(sum.value),
    unit,
    formula: sum.formula,
    inputs: sum.inputs(),
    source: sum.source,
    flagged: flagLetters(sum.flags),
    interval: interval === undefined || isPoint(interval) ? undefined : interval,
  };
}
