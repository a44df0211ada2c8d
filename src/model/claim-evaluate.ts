/** Whether a condition holds in an edition, and on which figures that rests. */

import type { Atlas } from "./atlas.ts";
import { combined, compared, near, negated, type Range } from "./claim-interval.ts";
import {
  allParts,
  type CellPredicate,
  type ClaimError,
  type Condition,
  type Quantity,
} from "./claim-syntax.ts";
import { unitSuffix } from "./claim-unit.ts";
import { cellIndex } from "./dataset.ts";
import { evaluateFigure, figureNamed } from "./figure.ts";
import { formatFigureId, isFigureError } from "./figure-id.ts";
import type { Figure } from "./figure-quantity.ts";
import { point } from "./interval.ts";
import { unknown } from "./nearest.ts";
import { isAbout, isRoundedTo } from "./rounded.ts";
import { and, not, or, type Truth } from "./truth.ts";
import { type Verdict, verdictAt } from "./verdict.ts";

export interface ClaimEvaluation {
  readonly truth: Truth;
  /** Every figure on which it rests, in reading order, each once; of what is said of a cell, its three measures. */
  readonly figures: readonly Figure[];
  /** Why it is open: figures that are withheld or not defined. Empty where it is decided. */
  readonly reasons: readonly string[];
}

/**
 * Evaluates a condition that has been read. Where it names what the edition does not have (a region, sector or year),
 * it cannot be evaluated: every such error, with its column. Never throws.
 */
export function evaluateClaim(
  atlas: Atlas,
  condition: Condition,
): ClaimEvaluation | readonly ClaimError[] {
  const figures = new Map<string, Figure>();
  const errors: ClaimError[] = [];
  for (const part of allParts(condition)) {
    if (part.kind === "figure") {
      const figure = evaluateFigure(atlas, part.id);
      if (isFigureError(figure)) {
        const { message, column, lack } = figure;
        errors.push({ message, column: part.column + column - 1, lack });
      } else figures.set(figure.id, figure);
    }
    if (part.kind === "cell") {
      const error = cellError(atlas, part);
      if (error !== undefined) errors.push(error);
      else for (const figure of measuresOf(atlas, part)) figures.set(figure.id, figure);
    }
  }
  if (errors.length > 0) return errors;
  const truth = truthIn({ atlas, figures }, condition);
  const used = [...figures.values()];
  return { truth, figures: used, reasons: truth === "open" ? reasonsOf(used) : [] };
}

export function isEvaluated(
  outcome: ClaimEvaluation | readonly ClaimError[],
): outcome is ClaimEvaluation {
  return "truth" in outcome;
}

interface Basis {
  readonly atlas: Atlas;
  readonly figures: ReadonlyMap<string, Figure>;
}

function truthIn(basis: Basis, condition: Condition): Truth {
  switch (condition.kind) {
    case "comparison":
      return compared(
        condition.relation,
        rangeOf(basis, condition.left),
        rangeOf(basis, condition.right),
      );
    case "between": {
      const value = rangeOf(basis, condition.value);
      return and(
        compared(">=", value, rangeOf(basis, condition.low)),
        compared("<=", value, rangeOf(basis, condition.high)),
      );
    }
    case "near": {
      const { target, how } = condition;
      return near(rangeOf(basis, condition.value), target.value, (value) =>
        how === "is about"
          ? isAbout(value, target.value)
          : isRoundedTo(value, target.value, target.decimals),
      );
    }
    case "cell":
      return truthOfCell(basis.atlas, condition);
    case "not":
      return not(truthIn(basis, condition.operand));
    case "and":
      return and(truthIn(basis, condition.left), truthIn(basis, condition.right));
    case "or":
      return or(truthIn(basis, condition.left), truthIn(basis, condition.right));
  }
}

function rangeOf(basis: Basis, quantity: Quantity): Range {
  switch (quantity.kind) {
    case "number":
      return point(quantity.value);
    case "figure": {
      const figure = basis.figures.get(formatFigureId(quantity.id));
      return figure?.value === undefined ? figure?.interval : point(figure.value);
    }
    case "negative":
      return negated(rangeOf(basis, quantity.operand));
    case "arithmetic":
      return combined(
        quantity.operator,
        rangeOf(basis, quantity.left),
        rangeOf(basis, quantity.right),
      );
  }
}

/** The cluster years between which a status lies, as in cluster.ts: the last two, or the only one. */
function statusYears({ dataset }: Atlas): readonly number[] {
  return dataset.descriptor.clusterYears.slice(-2);
}

function yearsOf(atlas: Atlas, { property }: CellPredicate): readonly number[] {
  return "status" in property ? statusYears(atlas) : [property.year];
}

function truthOfCell(atlas: Atlas, cell: CellPredicate): Truth {
  const { property } = cell;
  if ("year" in property) {
    const verdict = verdictIn(atlas, cell, property.year);
    if (property.verdict === "possible") return verdict === "possible" ? "true" : "false";
    return clusterTruth(verdict);
  }
  const [first = 0, last = first] = statusYears(atlas);
  const [was, is] = [first, last].map((year) => clusterTruth(verdictIn(atlas, cell, year)));
  if (was === undefined || is === undefined) return "open";
  switch (property.status) {
    case "stable":
      return and(was, is);
    case "new":
      return and(not(was), is);
    case "ex":
      return and(was, not(is));
    case "current":
      return is;
  }
}

function clusterTruth(verdict: Verdict): Truth {
  if (verdict === "possible") return "open";
  return verdict === "cluster" ? "true" : "false";
}

function verdictIn(atlas: Atlas, { region, sector }: CellPredicate, year: number): Verdict {
  const y = atlas.yearIndex.get(year) ?? -1;
  const r = atlas.regionIndex.get(region) ?? -1;
  const s = atlas.sectorIndex.get(sector) ?? -1;
  return verdictAt(atlas.verdicts, cellIndex(atlas.dataset, y, r, s));
}

function measuresOf(atlas: Atlas, cell: CellPredicate): readonly Figure[] {
  return yearsOf(atlas, cell).flatMap((year) =>
    ["lq", "jobs", "firms"].flatMap((measure) => {
      const figure = figureNamed(atlas, `${measure}:${cell.region}/${cell.sector}:${year}`);
      return isFigureError(figure) ? [] : [figure];
    }),
  );
}

/** What the edition lacks of what is said of a cell. */
function cellError(atlas: Atlas, cell: CellPredicate): ClaimError | undefined {
  const { region, sector, property, column } = cell;
  if (!atlas.regionIndex.has(region)) {
    const message = unknown("region", region, [...atlas.regionIndex.keys()]);
    return { message, column, lack: { what: "region", name: region } };
  }
  if (!atlas.sectorIndex.has(sector)) {
    const message = unknown("sector", sector, [...atlas.sectorIndex.keys()]);
    const lack = { what: "sector", name: sector } as const;
    return { message, column: column + region.length + 1, lack };
  }
  const years = atlas.dataset.descriptor.clusterYears;
  if ("year" in property) {
    if (years.includes(property.year)) return undefined;
    return {
      message: `${property.year} is no cluster year of the edition; it has ${years.join(", ")}.`,
      column: property.yearColumn,
      lack: { what: "clusterYear", name: String(property.year) },
    };
  }
  const compares = property.status !== "current";
  if (compares === years.length > 1) return undefined;
  const message = compares
    ? `The edition has one cluster year, so that no cluster is ${property.status}: say is current, or is a cluster in ${years.join("")}.`
    : `The edition compares ${years.join(" and ")}: a cluster is stable, new or ex; say is a cluster in ${years.at(-1) ?? ""}.`;
  return { message, column, lack: { what: "status", name: property.status } };
}

function reasonsOf(figures: readonly Figure[]): readonly string[] {
  return figures.flatMap(({ id, value, interval, unit }) => {
    if (value !== undefined) return [];
    if (interval === undefined) return [`${id} is not defined or is withheld`];
    const high = interval.high === Number.POSITIVE_INFINITY ? "no upper bound" : `${interval.high}`;
    return [`${id} is withheld: ${interval.low} to ${high}${unitSuffix(unit)}`];
  });
}
