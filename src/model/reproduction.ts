import type { Atlas } from "./atlas.ts";
import type { Criterion, PublishedFigure } from "./dataset.ts";
import { type Figure, figureNamed, isFigureError } from "./figure.ts";
import { SIMILAR_WITHIN } from "./growth-gap.ts";
import { isAbout, isRoundedTo } from "./rounded.ts";

/** Whether our figure bears out the published one. */
export type Agreement = "agrees" | "differs" | "not computed";

/** One of our figures, with what it is set against. */
export interface ReproducedPart {
  readonly figure: Figure;
  /** The figure of the same sectors nationally, where the publication compares the two. */
  readonly against: Figure | undefined;
  /** Ours − published, or ours − that of `against`, in the unit of the figure; undefined where either is. */
  readonly difference: number | undefined;
}

/** A published figure beside ours. */
export interface Reproduction {
  readonly row: PublishedFigure;
  /** One for each figure the row names; empty where none could be evaluated. */
  readonly parts: readonly ReproducedPart[];
  /** Our value and the difference, where the row names a single figure. */
  readonly ours: number | undefined;
  readonly difference: number | undefined;
  readonly agrees: Agreement;
  /** Why it could not be computed, else what the row says of a difference; empty where there is nothing to say. */
  readonly reason: string;
}

/**
 * Sets every figure of `published-figures.csv` beside ours. The row's columns `figure` and `against` hold ids of
 * figures, several separated by semicolons: the relation must then hold of each. In file order.
 *
 * - `equals`: ours, rounded as the published value is, is the same number
 * - `about`: see `isAbout`
 * - `greater-than`, `at-least`: of a threshold, that the edition's criterion is of this kind and has this value;
 *   of any other figure, the comparison itself
 * - `better`, `worse`, `similar`: the sign of figure less against, or its nearness to 0, see `SIMILAR_WITHIN`
 */
export function reproduce(atlas: Atlas): readonly Reproduction[] {
  return atlas.dataset.published.map((row) => reproduceRow(atlas, row));
}

function reproduceRow(atlas: Atlas, row: PublishedFigure): Reproduction {
  const figures = evaluateAll(atlas, row.figure, "figure");
  if (typeof figures === "string") return notComputed(row, figures);
  const against = evaluateAll(atlas, row.against, "against");
  if (typeof against === "string") return notComputed(row, against);
  if (figures.length === 0) return notComputed(row, row.reason || "The row names no figure.");
  if (against.length > 1 && against.length !== figures.length) {
    return notComputed(row, "The columns figure and against name different numbers of figures.");
  }
  const parts = figures.map((figure, n) =>
    part(row, figure, against.length === 1 ? against[0] : against[n]),
  );
  const outcome = judge(atlas, row, parts);
  if (typeof outcome === "string") return { ...notComputed(row, outcome), parts };
  const single = parts.length === 1 ? parts[0] : undefined;
  return {
    row,
    parts,
    ours: single?.figure.value,
    difference: single?.difference,
    agrees: outcome ? "agrees" : "differs",
    reason: row.reason,
  };
}

function notComputed(row: PublishedFigure, reason: string): Reproduction {
  return { row, parts: [], ours: undefined, difference: undefined, agrees: "not computed", reason };
}

/** The figures of a column, or a sentence that says what is wrong with an id. */
function evaluateAll(atlas: Atlas, ids: string, column: string): readonly Figure[] | string {
  const figures: Figure[] = [];
  for (const text of ids.split(";").map((id) => id.trim())) {
    if (text === "") continue;
    const figure = figureNamed(atlas, text);
    if (isFigureError(figure)) {
      return `The id "${text}" in ${column} is not known: ${figure.message} (its column ${figure.column})`;
    }
    figures.push(figure);
  }
  return figures;
}

function part(row: PublishedFigure, figure: Figure, against: Figure | undefined): ReproducedPart {
  const other = against === undefined ? row.value : against.value;
  const difference =
    figure.value === undefined || other === undefined ? undefined : figure.value - other;
  return { figure, against, difference };
}

/** Whether the relation holds of every part; a sentence where it cannot be told. */
function judge(
  atlas: Atlas,
  row: PublishedFigure,
  parts: readonly ReproducedPart[],
): boolean | string {
  const relation = RELATIONS.get(row.relation);
  if (relation === undefined) {
    return `The relation "${row.relation}" is not one of ${[...RELATIONS.keys()].join(", ")}.`;
  }
  const verdicts = parts.map((each) => relation(atlas, row, each));
  if (verdicts.includes(undefined)) {
    return "A figure that the comparison needs is not given, not defined or withheld.";
  }
  return verdicts.every((verdict) => verdict === true);
}

/** Whether a relation holds; undefined where a value is missing. */
type Relation = (atlas: Atlas, row: PublishedFigure, part: ReproducedPart) => boolean | undefined;

const RELATIONS: ReadonlyMap<string, Relation> = new Map<string, Relation>([
  ["equals", (_, row, { figure }) => compare(row, figure, isRoundedTo)],
  ["about", (_, row, { figure }) => compare(row, figure, isAbout)],
  ["greater-than", isThreshold("above", (ours, published) => ours > published)],
  ["at-least", isThreshold("atLeast", (ours, published) => ours >= published)],
  ["better", (_, __, part) => gap(part, (points) => points > 0)],
  ["worse", (_, __, part) => gap(part, (points) => points < 0)],
  ["similar", (_, __, part) => gap(part, (points) => Math.abs(points) <= SIMILAR_WITHIN)],
]);

function compare(
  { value: published }: PublishedFigure,
  { value: ours }: Figure,
  holds: (ours: number, published: number) => boolean,
): boolean | undefined {
  return published === undefined || ours === undefined ? undefined : holds(ours, published);
}

function gap(
  { against, difference }: ReproducedPart,
  holds: (points: number) => boolean,
): boolean | undefined {
  return against === undefined || difference === undefined ? undefined : holds(difference);
}

/** Of a threshold: that the edition's criterion is of this kind and has this value. Of other figures: the comparison. */
function isThreshold(
  kind: "above" | "atLeast",
  holds: (ours: number, published: number) => boolean,
): Relation {
  return (atlas, row, { figure }) => {
    const criterion = criterionOf(atlas, figure);
    if (criterion === undefined) return compare(row, figure, holds);
    return compare(row, figure, (ours, published) => kind in criterion && ours === published);
  };
}

/** The criterion whose threshold a figure is; undefined where it is no threshold. */
function criterionOf({ dataset }: Atlas, { id }: Figure): Criterion | undefined {
  const { locationQuotient, jobs, firms } = dataset.descriptor.criteria;
  const criteria = new Map([
    ["threshold-lq:edition", locationQuotient],
    ["threshold-jobs:edition", jobs],
    ["threshold-firms:edition", firms],
  ]);
  return criteria.get(id);
}
