/** Packs figures, and all that they rest on, into the small files that explain them; see figure-shard.ts. */

import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";
import { firmsInterval, jobsInterval } from "./bounds.ts";
import { cellIndex } from "./dataset.ts";
import { figureNamed } from "./figure.ts";
import { expressionOf } from "./figure-expression.ts";
import { isFigureError, parseFigureId } from "./figure-id.ts";
import { type Figure, type FigureInput, flagLetters } from "./figure-quantity.ts";
import {
  type CellTable,
  cellNamed,
  cellTableOf,
  idOfCell,
  LISTED,
  NO_ROW,
  PART,
  type PackedCell,
  type PackedCount,
  type PackedFigure,
  type PackedRun,
  partOfId,
  type Shape,
  type Shard,
  shardOf,
} from "./figure-shard.ts";
import { type Interval, isPoint } from "./interval.ts";
import { byCodePoint } from "./slug.ts";

export interface FigurePacker {
  /** Takes in a figure that pages show. */
  readonly add: (figure: Figure) => void;
  /** Every file in full, ordered by name, once all figures are in: theirs, those they rest on, and all cells of the edition. */
  readonly shards: () => Iterable<readonly [name: string, shard: Shard]>;
}

/** A file in the making. Inputs are kept until the end, when it is known which of them the file itself explains. */
interface Draft {
  readonly table: CellTable | undefined;
  readonly shapes: Map<string, number>;
  readonly figures: Map<string, PackedFigure>;
  readonly operands: Map<string, readonly [value: number | null, source?: string]>;
}

export function createFigurePacker(atlas: Atlas): FigurePacker {
  const drafts = new Map<string, Draft>();
  const known = new Set<string>();
  const waiting = new Set<string>();
  const draftOf = (id: string): Draft => {
    const parsed = parseFigureId(id);
    if (isFigureError(parsed)) throw new Error(`figure ${id}: ${parsed.message}`);
    const name = shardOf(parsed);
    const before = drafts.get(name);
    if (before !== undefined) return before;
    const made = emptyDraft(cellTableOf(parsed));
    drafts.set(name, made);
    return made;
  };
  const add = (figure: Figure): void => {
    if (known.has(figure.id)) return;
    known.add(figure.id);
    waiting.delete(figure.id);
    packFigure(atlas, draftOf(figure.id), figure);
    for (const { id, source } of figure.inputs)
      if (source === undefined && !known.has(id)) waiting.add(id);
  };
  return {
    add,
    *shards() {
      for (const { id: region } of atlas.dataset.regions)
        for (const year of atlas.dataset.years) draftOf(`jobs:${region}/*:${year}`);
      // A set goes on to what is added while it is read.
      for (const id of waiting) {
        const figure = figureNamed(atlas, id);
        if (isFigureError(figure)) throw new Error(`figure ${id}: ${figure.message}`);
        add(figure);
      }
      for (const [name, draft] of [...drafts].sort(([a], [b]) => byCodePoint(a, b)))
        yield [name, finished(atlas, draft)];
    },
  };
}

function emptyDraft(table: CellTable | undefined): Draft {
  return { table, shapes: new Map(), figures: new Map(), operands: new Map() };
}

function packFigure(atlas: Atlas, draft: Draft, figure: Figure): void {
  const { id, value, formula, inputs, flagged, interval, source } = figure;
  const { table } = draft;
  const whole = wholeTable(atlas, table, inputs);
  const shape: Shape = [
    formula,
    expressionOf(formula) ?? "",
    whole === undefined ? packedInputs(table, id, inputs) : [`${whole}:*`],
  ];
  const text = JSON.stringify(shape);
  const position = draft.shapes.get(text) ?? draft.shapes.size;
  draft.shapes.set(text, position);
  const bounds = interval === undefined ? 0 : packedInterval(interval);
  draft.figures.set(
    id,
    source !== undefined
      ? [value ?? null, position, flagged, bounds, source]
      : bounds !== 0
        ? [value ?? null, position, flagged, bounds]
        : flagged !== ""
          ? [value ?? null, position, flagged]
          : [value ?? null, position],
  );
  if (whole !== undefined) return;
  for (const input of inputs) {
    if (isOwnCell(table, input.id) || runCell(input) !== undefined) continue;
    const given = input.value ?? null;
    draft.operands.set(input.id, input.source === undefined ? [given] : [given, input.source]);
  }
}

/** The country's files have cells for their sums alone, which name them all. */
function isOwnCell(table: CellTable | undefined, id: string): boolean {
  return table?.of === "region" && cellNamed(id, table) !== undefined;
}

/** Inputs in their order; cells that stand one after the other as one run. */
function packedInputs(
  table: CellTable | undefined,
  id: string,
  inputs: readonly FigureInput[],
): Shape[2] {
  const packed: (string | PackedRun)[] = [];
  let run: RunCell[] = [];
  const close = (): void => {
    if (run.length > 0) packed.push(packedRun(run));
    run = [];
  };
  for (const input of inputs) {
    const cell = isOwnCell(table, input.id) ? undefined : runCell(input);
    if (cell === undefined || cell.key !== run[0]?.key) close();
    if (cell === undefined) packed.push(templateOf(id, input.id));
    else run.push(cell);
  }
  close();
  return packed;
}

interface RunCell {
  /** The same for the cells of a run: measure and year. */
  readonly key: string;
  readonly region: string;
  readonly sector: string;
  readonly value: number | null;
  readonly line: number;
}

/** An input that is read in employment.csv, or has no row there. */
function runCell({ id, value, source }: FigureInput): RunCell | undefined {
  const line = source === NO_ROW ? "0" : /^employment\.csv:(\d+)$/.exec(source ?? "")?.[1];
  const [, measure, region, sector, year] = /^(\w+):([^/]+)\/([^:]+):(\d+)$/.exec(id) ?? [];
  if (line === undefined || region === undefined || sector === undefined) return undefined;
  return { key: `${measure}:*:${year}`, region, sector, value: value ?? null, line: Number(line) };
}

/** Where all cells of a run are of one sector, its pattern names it. */
function packedRun(run: readonly RunCell[]): PackedRun {
  const { key = "", sector = "" } = run[0] ?? {};
  const isOfOne = run.every((cell) => cell.sector === sector);
  return [
    isOfOne ? key.replace("*", `*/${sector}`) : key,
    run.map(({ region, sector: own, value, line }) => [
      isOfOne ? region : `${region}/${own}`,
      value,
      line,
    ]),
  ];
}

/**
 * A file that lists but the first inputs of its long sums, which is enough until a reader asks for all. Cells of a region
 * are figures of their own and stay.
 */
export function shortened(name: string, shard: Shard): Shard {
  const isOfCountry = name.startsWith("nation.");
  let cells = shard.cells;
  const shapes = shard.shapes.map((shape): Shape => {
    const [formula, expression, inputs] = shape;
    const [first] = inputs;
    const isWhole = typeof first === "string" && first.endsWith(":*");
    if (isWhole && !isOfCountry) return shape;
    if (isWhole) cells = shard.cells.slice(0, LISTED);
    const all = isWhole
      ? shard.cells.length
      : inputs.reduce((sum, input) => sum + (typeof input === "string" ? 1 : input[1].length), 0);
    return all <= LISTED ? shape : [formula, expression, firstInputs(inputs), all];
  });
  return { ...shard, shapes, cells };
}

function firstInputs(inputs: Shape[2]): Shape[2] {
  let left = LISTED;
  return inputs.flatMap((input): Shape[2] => {
    const before = left;
    left -= typeof input === "string" ? 1 : input[1].length;
    if (before <= 0) return [];
    return typeof input === "string" ? [input] : [[input[0], input[1].slice(0, before)]];
  });
}

function templateOf(id: string, input: string): string {
  const part = partOfId(id);
  return part === undefined ? input : input.replace(`/${part}:`, `/${PART}:`);
}

/** "jobs" or "firms" where the inputs are those of all rows of the file, in their order. */
function wholeTable(
  atlas: Atlas,
  table: CellTable | undefined,
  inputs: readonly FigureInput[],
): string | undefined {
  const measure = /^(jobs|firms):/.exec(inputs[0]?.id ?? "")?.[1];
  const last = inputs.at(-1)?.id ?? "";
  if (table === undefined || measure === undefined) return undefined;
  if (cellNamed(last, table) === undefined) return undefined;
  const names = rowsOf(atlas, table).map(({ name }) => name);
  const isWhole =
    names.length === inputs.length &&
    names.every((name, n) => idOfCell(table, measure, name) === inputs[n]?.id);
  return isWhole ? measure : undefined;
}

interface Row {
  readonly name: string;
  readonly y: number;
  readonly r: number;
  readonly s: number;
}

/** Cells of a table that have a row in the data, in the order of the edition. */
function rowsOf(atlas: Atlas, table: CellTable): readonly Row[] {
  const { dataset } = atlas;
  const y = atlas.yearIndex.get(table.year) ?? -1;
  const all: readonly Row[] =
    table.of === "region"
      ? dataset.sectors.map(({ id }, s) => ({
          name: id,
          y,
          r: atlas.regionIndex.get(table.name) ?? -1,
          s,
        }))
      : dataset.regions.map(({ id }, r) => ({
          name: id,
          y,
          r,
          s: atlas.sectorIndex.get(table.name) ?? -1,
        }));
  return all.filter(({ r, s }) => at(dataset.lines, cellIndex(dataset, y, r, s)) > 0);
}

function finished(atlas: Atlas, draft: Draft): Shard {
  const figures = [...draft.figures].sort(([a], [b]) => byCodePoint(a, b));
  const operands = [...draft.operands]
    .filter(([id]) => !draft.figures.has(id))
    .sort(([a], [b]) => byCodePoint(a, b));
  return {
    shapes: [...draft.shapes.keys()].map((text) => JSON.parse(text) as Shape),
    figures: Object.fromEntries(figures),
    operands: Object.fromEntries(operands),
    cells: cellsOf(atlas, draft),
  };
}

/** Rows of a region with all they say; of the country's sector only what its sums need, and only where it is one. */
function cellsOf(atlas: Atlas, { table, shapes }: Draft): readonly PackedCell[] {
  if (table === undefined) return [];
  const rows = rowsOf(atlas, table);
  if (table.of === "region") return rows.map((row) => wholeCell(atlas, row));
  const inputs = [...shapes.keys()].flatMap((text) => (JSON.parse(text) as Shape)[2]);
  if (inputs.includes("firms:*"))
    return rows.map((row) => {
      const [name, jobs, line, firms] = wholeCell(atlas, row);
      return [name, jobs, line, firms ?? null];
    });
  if (!inputs.includes("jobs:*")) return [];
  return rows.map((row) => {
    const [name, jobs, line] = wholeCell(atlas, row);
    return [name, jobs, line];
  });
}

function wholeCell(atlas: Atlas, { name, y, r, s }: Row): PackedCell {
  const { dataset, totals } = atlas;
  const i = cellIndex(dataset, y, r, s);
  const jobs = packedCount(at(dataset.jobs, i), () => jobsInterval(dataset, totals, y, r, s));
  const firms = packedCount(at(dataset.firms, i), () => firmsInterval(dataset, totals, y, r, s));
  const flags = flagLetters(at(dataset.flags, i));
  const line = at(dataset.lines, i);
  return flags === "" ? [name, jobs, line, firms] : [name, jobs, line, firms, flags];
}

function packedCount(value: number, bounds: () => Interval): PackedCount {
  if (!Number.isNaN(value)) return value;
  const interval = bounds();
  return isPoint(interval) ? null : packedInterval(interval);
}

function packedInterval({ low, high }: Interval): readonly [number, number | null] {
  return [low, Number.isFinite(high) ? high : null];
}
