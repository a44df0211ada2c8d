/** What the makers of figures share: sums as inputs, and computed figures. */

import type { Atlas } from "./atlas.ts";
import type { Cell } from "./cluster.ts";
import {
  type FigureId,
  formatFigureId,
  formatScope,
  type Scope,
  unitOfFigure,
} from "./figure-id.ts";
import {
  type Counted,
  type Figure,
  type FigureInput,
  figureOfQuantity,
  flagLetters,
  type Quantity,
  quantity,
} from "./figure-quantity.ts";
import { select } from "./figure-select.ts";
import { defined } from "./growth.ts";

/** Which of an id's years: the only or first one, or the last. */
export type YearOfId = 0 | 1;

/** A sum and the figure it is as an input of another. */
export interface Term {
  readonly sum: Quantity;
  readonly input: FigureInput;
}

/** Position of a year of the id in the dataset's years. */
export function yearPosition(atlas: Atlas, { years }: FigureId, n: YearOfId): number {
  return atlas.yearIndex.get(years[n] ?? Number.NaN) ?? -1;
}

/** Jobs or firms of the id's scope in one of its years, as the figure itself. */
export function countedOf(atlas: Atlas, id: FigureId, counted: Counted, n: YearOfId): Figure {
  const selection = select(atlas, id.scope, id.years);
  const sum = quantity(atlas, counted, selection, yearPosition(atlas, id, n));
  return figureOfQuantity(formatFigureId(id), counted, sum);
}

/** Jobs of a scope in one of the id's years, as a term of another figure. */
export function jobsOf(atlas: Atlas, id: FigureId, scope: Scope, n: YearOfId): Term {
  const sum = quantity(atlas, "jobs", select(atlas, scope, id.years), yearPosition(atlas, id, n));
  const input = { id: jobsId(scope, id.years, n), value: defined(sum.value), source: sum.source };
  return { sum, input };
}

/** The clusters of a period are not those of its years: the id of their jobs in one year carries the period. */
function jobsId(scope: Scope, years: readonly number[], n: YearOfId): string {
  const ofPeriod =
    years.length === 2 &&
    (scope.kind === "clusters" || scope.kind === "same") &&
    scope.set.kind !== "cells";
  return ofPeriod
    ? `${n === 0 ? "jobs-from" : "jobs-to"}:${formatScope(scope)}:${years.join("-")}`
    : `jobs:${formatScope(scope)}:${years[n] ?? ""}`;
}

/** A figure without flags of its own. */
export function computed(
  id: FigureId,
  value: number | undefined,
  formula: string,
  inputs: readonly FigureInput[],
): Figure {
  return { id: formatFigureId(id), value, unit: unitOfFigure(id), formula, inputs, flagged: "" };
}

/** A figure computed from sums: it carries the flags of all of them. */
export function computedFrom(
  id: FigureId,
  value: number | undefined,
  formula: string,
  terms: readonly Term[],
): Figure {
  const flags = terms.reduce((bits, { sum }) => bits | sum.flags, 0);
  const inputs = terms.map(({ input }) => input);
  return { ...computed(id, value, formula, inputs), flagged: flagLetters(flags) };
}

/** A figure about cells: it carries their flags in the id's years. */
export function computedOver(
  atlas: Atlas,
  id: FigureId,
  cells: readonly Cell[],
  value: number,
  formula: string,
  inputs: readonly FigureInput[],
): Figure {
  const flags = id.years.reduce((bits, year) => {
    const y = atlas.yearIndex.get(year) ?? -1;
    return bits | quantity(atlas, "jobs", { kind: "cells", cells, rowsOnly: true }, y).flags;
  }, 0);
  return { ...computed(id, value, formula, inputs), flagged: flagLetters(flags) };
}
