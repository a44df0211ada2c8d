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
  PART,
  type PackedCell,
  type PackedCount,
  type PackedFigure,
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
  /** Every file, ordered by name, once all figures are in: theirs, those they rest on, and all cells of the edition. */
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
    whole === undefined ? inputs.map((input) => templateOf(id, input.id)) : [`${whole}:*`],
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
    // The country's files have cells for their sums alone.
    if (table?.of === "region" && cellNamed(input.id, table) !== undefined) continue;
    const given = input.value ?? null;
    draft.operands.set(input.id, input.source === undefined ? [given] : [given, input.source]);
  }
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
