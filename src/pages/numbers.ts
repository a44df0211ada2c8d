/**
 * Numbers on pages. Each is either read from a cell of the data or a figure computed by the model;
 * either way it says which. Figures that a page shows are noted in a register, which becomes
 * the edition's figures.json.
 */

import type { Atlas } from "../model/atlas.ts";
import { cellIndex, FLAG, type FlagCode } from "../model/dataset.ts";
import { figureNamed } from "../model/figure.ts";
import { isFigureError } from "../model/figure-id.ts";
import type { Figure } from "../model/figure-quantity.ts";
import { NOT_DEFINED } from "../words/numerals.ts";
import type { Speech } from "../words/speech.ts";
import { machineNumber, roundTo } from "./format.ts";
import type { NumberView } from "./view.ts";

export interface NumberStyle {
  /** Round to a multiple of this, for prose ("about 63,000"). */
  readonly round?: number | undefined;
  /** Number of decimals, instead of the unit's usual one. */
  readonly digits?: number | undefined;
  /** Leave the unit out: the column or label says it. */
  readonly bare?: boolean | undefined;
  /** Show no flags: the caption or the column says it. */
  readonly unmarked?: boolean | undefined;
}

export interface Numbers {
  /** Jobs of a cell, as the data have them. */
  jobs(y: number, r: number, s: number): NumberView;
  /** Firms of a cell, as the data have them. */
  firms(y: number, r: number, s: number): NumberView;
  /** Location quotient of a cell. */
  quotient(y: number, r: number, s: number): NumberView;
  /** Any figure by its id; throws where the id is not well-formed, which is a mistake of ours. */
  figure(id: string, style?: NumberStyle): NumberView;
  /** As figure, for ids that authors write. */
  tryFigure(id: string, style?: NumberStyle): NumberView | { readonly message: string };
  /** The value behind a figure, for choosing words. */
  value(id: string): number | undefined;
  /** Ids of all figures shown so far. */
  readonly shown: ReadonlySet<string>;
}

/** What is needed of a figure to print it. */
export type ShownFigure = Pick<Figure, "id" | "value" | "unit" | "flagged">;

/** A number that stands for nothing in the data, such as a threshold on a scale. */
export function plainNumber(value: number, text: string): NumberView {
  return {
    figure: undefined,
    cell: undefined,
    value: machineNumber(value),
    text,
    unit: "",
    flags: "",
  };
}

export function createNumbers(atlas: Atlas, speech: Speech): Numbers {
  const { dataset } = atlas;
  const shown = new Set<string>();
  // Without their inputs, which for sums over a large country are long: figures.json makes them anew.
  const values = new Map<string, ShownFigure>();

  const cellKey = (y: number, r: number, s: number): string =>
    `${dataset.regions[r]?.id}/${dataset.sectors[s]?.id}:${dataset.years[y]}`;

  const read = (measure: "jobs" | "firms", y: number, r: number, s: number): NumberView => {
    const index = cellIndex(dataset, y, r, s);
    const value = dataset[measure][index] ?? Number.NaN;
    const flags = dataset.flags[index] ?? 0;
    return {
      figure: undefined,
      cell: `${dataset.years[y]}/${dataset.regions[r]?.id}/${dataset.sectors[s]?.id}/${measure}`,
      value: machineNumber(value),
      text: Number.isNaN(value) ? withheldText(flags, speech) : speech.number(value),
      unit: "",
      flags: cellMarks(flags),
    };
  };

  const evaluate = (id: string): ShownFigure | { readonly message: string } => {
    const known = values.get(id);
    if (known !== undefined) return known;
    const figure = figureNamed(atlas, id);
    if (isFigureError(figure)) return figure;
    const { value, unit, flagged } = figure;
    const shownFigure = { id: figure.id, value, unit, flagged };
    values.set(id, shownFigure);
    return shownFigure;
  };

  const tryFigure: Numbers["tryFigure"] = (id, style = {}) => {
    const figure = evaluate(id);
    if ("message" in figure) return figure;
    shown.add(figure.id);
    return figureView(figure, style, speech);
  };

  return {
    jobs: (y, r, s) => read("jobs", y, r, s),
    firms: (y, r, s) => read("firms", y, r, s),
    quotient(y, r, s) {
      const value = atlas.lq[cellIndex(dataset, y, r, s)] ?? Number.NaN;
      const id = `lq:${cellKey(y, r, s)}`;
      shown.add(id);
      return {
        figure: id,
        cell: undefined,
        value: machineNumber(value),
        text: speech.quotient(value),
        unit: "",
        flags: "",
      };
    },
    tryFigure,
    figure(id, style) {
      const view = tryFigure(id, style);
      if ("message" in view) throw new Error(`figure ${id}: ${view.message}`);
      return view;
    },
    value(id) {
      const figure = evaluate(id);
      if ("message" in figure) throw new Error(`figure ${id}: ${figure.message}`);
      return figure.value;
    },
    shown,
  };
}

/** Marks that a reader needs beside a cell in a table; that a whole edition is modelled, its captions say. */
function cellMarks(flags: number): string {
  const codes: readonly FlagCode[] = ["e", "r", "b"];
  return codes.filter((code) => (flags & FLAG[code]) !== 0).join("");
}

function withheldText(flags: number, { say }: Speech): string {
  return say((flags & FLAG.c) !== 0 ? "frame.withheld" : "frame.not-available");
}

const SIGNED = new Set([
  "change",
  "change-percent",
  "growth-gap",
  "margin-lq",
  "margin-jobs",
  "margin-firms",
]);

/** A figure as a reader sees it, without noting that it is shown. */
export function figureView(figure: ShownFigure, style: NumberStyle, speech: Speech): NumberView {
  const { value } = figure;
  return {
    figure: figure.id,
    cell: undefined,
    value: machineNumber(value),
    text: value === undefined ? NOT_DEFINED : figureText(figure, value, style, speech),
    unit: style.bare || value === undefined ? "" : unitText(figure.unit, speech),
    flags: style.unmarked ? "" : figure.flagged,
  };
}

function figureText(
  figure: ShownFigure,
  value: number,
  style: NumberStyle,
  speech: Speech,
): string {
  const measure = figure.id.slice(0, figure.id.indexOf(":"));
  const shownValue = style.round === undefined ? value : roundTo(value, style.round);
  const format = SIGNED.has(measure) ? speech.change : speech.number;
  if (style.digits !== undefined) return format(shownValue, style.digits);
  // A threshold is a number that a person has chosen: it has the decimals that were written.
  if (measure.startsWith("threshold-")) return speech.exact(shownValue);
  if (figure.unit === "ratio") return speech.quotient(shownValue);
  return format(
    shownValue,
    figure.unit === "percent" || figure.unit === "percentage points" ? 1 : 0,
  );
}

function unitText(unit: string, { percent, say }: Speech): string {
  if (unit === "percent") return percent("");
  return unit === "percentage points" ? say("language.points", { number: "" }) : "";
}
