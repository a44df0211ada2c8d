/**
 * Explanations of figures in small files, one for a region and year, a sector of the country and year, or a set of
 * clusters and period: what a page fetches when a reader asks for one number. docs/figure-ids.md describes the form.
 * Both sides of it use this file: those that pack (figure-pack.ts), and the reader's browser, which unpacks.
 */

import {
  type FigureId,
  type FigureUnit,
  isFigureError,
  type Measure,
  type NamedCell,
  type Part,
  parseFigureId,
  unitOfFigure,
} from "./figure-id.ts";

/** A number; the bounds of one that is withheld, [low, high], high null where nothing bounds it; null where nothing is known. */
export type PackedCount = number | readonly [number, number | null] | null;

/** Name of the cell in this file (its sector, or its region in a file of the country), jobs, line in employment.csv, firms, flags. */
export type PackedCell = readonly [
  name: string,
  jobs: PackedCount,
  line: number,
  firms?: PackedCount,
  flags?: string,
];

/** Cells that other files hold, one after the other: "jobs:*:1990" and what stands for the star, value, line. */
export type PackedRun = readonly [
  pattern: string,
  rows: readonly (readonly [name: string, value: number | null, line: number])[],
];

/**
 * What figures of a file have in common: formula, expression ("" where there is none), inputs by their ids or as cells.
 * Where a large file lists but the first inputs, `all` says how many there are; the file named `allOf` has them.
 */
export type Shape = readonly [
  formula: string,
  expression: string,
  inputs: readonly (string | PackedRun)[],
  all?: number,
];

/** Value, position of the shape, flags, bounds (0 where there are none), source (where it is read and not computed). */
export type PackedFigure = readonly [
  value: number | null,
  shape: number,
  flags?: string,
  interval?: readonly [number, number | null] | 0,
  source?: string,
];

export interface Shard {
  readonly shapes: readonly Shape[];
  readonly figures: Readonly<Record<string, PackedFigure>>;
  /** Inputs that are explained in other files, or read: value, and where it is read. */
  readonly operands: Readonly<Record<string, readonly [value: number | null, source?: string]>>;
  /** Rows of the data. */
  readonly cells: readonly PackedCell[];
}

/** A figure as a shard has it; the same as `explain` says. */
export interface UnpackedFigure {
  readonly id: string;
  readonly value: number | undefined;
  readonly unit: FigureUnit;
  readonly formula: string;
  readonly expression: string | undefined;
  readonly inputs: readonly UnpackedInput[];
  /** How many inputs are left out, which the file `allOf` has. */
  readonly more: number;
  readonly source: string | undefined;
  readonly flagged: string;
  readonly interval: { readonly low: number; readonly high: number } | undefined;
}

export interface UnpackedInput {
  readonly id: string;
  readonly value: number | undefined;
  readonly source: string | undefined;
}

/** Stands in ids of inputs for the part of the economy that the figure's own id names. */
export const PART = "~";
/** Operands of a long sum that are shown before the rest are asked for. */
export const LISTED = 8;
export const READ = "read from the data";
export const NO_ROW = "no row in employment.csv: no jobs";

/** Name of the file that explains a figure, without its ending. Ids have no points, so that no two share a name by chance. */
export function shardOf({ scope, years }: FigureId): string {
  const named = (...names: readonly string[]): string => [...names, years.join("-")].join(".");
  switch (scope.kind) {
    case "region":
      return named(scope.region.text);
    case "nation":
      return named("nation", ...namesOfPart(scope.part));
    case "clusters":
    case "same": {
      const { set } = scope;
      if (set.kind === "region") return named(set.region.text);
      // Figures of named cells lie with the first of them.
      return set.kind === "cells"
        ? named(firstRegion(set.cells))
        : named("clusters", ...namesOfPart(set));
    }
    case "levels":
      return named("edition");
    case "edition":
    case "literals":
      return "edition";
  }
}

/** Name of the file that lists every input of the figures of a large one. */
export function allOf(shard: string): string {
  return `${shard}.all`;
}

function namesOfPart(part: Part): readonly string[] {
  if (part.kind === "all") return [];
  return part.kind === "sector" ? [part.sector.text] : [part.kind, part.sectorClass.text];
}

function firstRegion(cells: readonly NamedCell[]): string {
  return cells[0]?.region.text ?? "";
}

/** What a shard's cells are: of one region or of one sector, in one year; undefined where it has none. */
export interface CellTable {
  readonly of: "region" | "sector";
  readonly name: string;
  readonly year: number;
}

/** The cells that a file has, told by the id of any figure in it. */
export function cellTableOf({ scope, years }: FigureId): CellTable | undefined {
  const [year, last] = years;
  if (year === undefined || last !== undefined) return undefined;
  if (scope.kind === "region") return { of: "region", name: scope.region.text, year };
  if (scope.kind === "nation" && scope.part.kind === "sector")
    return { of: "sector", name: scope.part.sector.text, year };
  if (scope.kind !== "clusters" && scope.kind !== "same") return undefined;
  if (scope.set.kind === "region") return { of: "region", name: scope.set.region.text, year };
  return scope.set.kind === "cells"
    ? { of: "region", name: firstRegion(scope.set.cells), year }
    : undefined;
}

/** The id of a cell's jobs or firms. */
export function idOfCell({ of, name, year }: CellTable, measure: string, cell: string): string {
  const place = of === "region" ? `${name}/${cell}` : `${cell}/${name}`;
  return `${measure}:${place}:${year}`;
}

/** The text that `PART` stands for in ids of inputs; undefined where it stands for nothing. */
export function partOfId(id: string): string | undefined {
  const part = /^[^:]+:[^/:]+\/([^:]+)/.exec(id)?.[1];
  return part === "*" ? undefined : part;
}

/** A figure out of its shard; undefined where the shard does not have it, or the text is no id. */
export function unpack(shard: Shard, id: string): UnpackedFigure | undefined {
  const parsed = parseFigureId(id);
  if (isFigureError(parsed)) return undefined;
  const table = cellTableOf(parsed);
  const packed = shard.figures[id];
  if (packed === undefined)
    return isCell(parsed) && table !== undefined
      ? cellFigure(shard, id, parsed.measure, cellName(parsed, table))
      : undefined;
  const [value, shape, flagged = "", interval = 0, source] = packed;
  const [formula = "", expression = "", packedInputs = [], all] = shard.shapes[shape] ?? [];
  const inputs = packedInputs.flatMap((input) => unpackInputs(shard, table, id, input));
  return {
    id,
    value: value ?? undefined,
    unit: unitOfFigure(parsed),
    formula,
    expression: expression === "" ? undefined : expression,
    inputs,
    more: (all ?? inputs.length) - inputs.length,
    source,
    flagged,
    interval:
      interval === 0
        ? undefined
        : { low: interval[0], high: interval[1] ?? Number.POSITIVE_INFINITY },
  };
}

function isCell({ measure, scope }: FigureId): boolean {
  return (
    (measure === "jobs" || measure === "firms") &&
    scope.kind === "region" &&
    scope.part.kind === "sector"
  );
}

function cellName({ scope }: FigureId, table: CellTable): string | undefined {
  if (scope.kind !== "region" || scope.part.kind !== "sector") return undefined;
  return table.of === "region" ? scope.part.sector.text : scope.region.text;
}

function cellFigure(
  { cells }: Shard,
  id: string,
  measure: Measure,
  name: string | undefined,
): UnpackedFigure {
  const cell = cells.find(([each]) => each === name);
  const [, jobs = 0, line = 0, firms = 0, flagged = ""] = cell ?? [];
  const count = measure === "jobs" ? jobs : firms;
  return {
    id,
    value: typeof count === "number" ? count : undefined,
    unit: measure === "jobs" ? "jobs" : "firms",
    formula: READ,
    expression: undefined,
    inputs: [],
    more: 0,
    source: sourceOf(line),
    flagged,
    interval:
      typeof count === "number" || count === null
        ? undefined
        : { low: count[0], high: count[1] ?? Number.POSITIVE_INFINITY },
  };
}

function sourceOf(line: number): string {
  return line > 0 ? `employment.csv:${line}` : NO_ROW;
}

/** One input, a run of cells, or all cells of the file for "jobs:*". */
function unpackInputs(
  shard: Shard,
  table: CellTable | undefined,
  id: string,
  input: string | PackedRun,
): readonly UnpackedInput[] {
  if (typeof input !== "string") {
    const [pattern, rows] = input;
    return rows.map(([name, value, line]) => ({
      id: pattern.replace("*", name),
      value: value ?? undefined,
      source: sourceOf(line),
    }));
  }
  const [measure = "", rest] = input.split(":");
  if (table !== undefined && rest === "*")
    return shard.cells.map(([name]) =>
      unpackInput(shard, table, idOfCell(table, measure, name), name),
    );
  const part = partOfId(id);
  const named = part === undefined ? input : input.replace(`/${PART}:`, `/${part}:`);
  const cell = table === undefined ? undefined : cellNamed(named, table);
  return [unpackInput(shard, table, named, cell)];
}

/** The name in the table of the cell that an id names; undefined of any other id. */
export function cellNamed(id: string, table: CellTable): string | undefined {
  const [measure = "", scope = ""] = id.split(":");
  const [region = "", sector = ""] = scope.split("/");
  const name = table.of === "region" ? sector : region;
  const isOwn = (measure === "jobs" || measure === "firms") && name !== "*" && !name.includes("=");
  return isOwn && idOfCell(table, measure, name) === id ? name : undefined;
}

function unpackInput(
  shard: Shard,
  table: CellTable | undefined,
  id: string,
  cell: string | undefined,
): UnpackedInput {
  const given = shard.operands[id];
  if (given !== undefined) return { id, value: given[0] ?? undefined, source: given[1] };
  const figure = shard.figures[id];
  if (figure !== undefined) return { id, value: figure[0] ?? undefined, source: figure[4] };
  if (table === undefined || cell === undefined) return { id, value: undefined, source: undefined };
  const measure: Measure = id.startsWith("firms:") ? "firms" : "jobs";
  const { value, source } = cellFigure(shard, id, measure, cell);
  return { id, value, source };
}
