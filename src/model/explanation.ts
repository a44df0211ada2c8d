/** A figure with all that stands behind it, down to the rows of the data. */

import type { Atlas } from "./atlas.ts";
import { figureNamed } from "./figure.ts";
import { type CodePlace, codeOf } from "./figure-code.ts";
import { expressionOf } from "./figure-expression.ts";
import { type FigureError, isFigureError, parseFigureId } from "./figure-id.ts";
import type { Figure } from "./figure-quantity.ts";

export interface Explanation {
  readonly figure: Figure;
  /** What computes it; nothing where it is read from the data. */
  readonly code: readonly CodePlace[];
  /** The formula with operands by their number, "({1} / {2}) / ({3} / {4})"; undefined where it counts or adds up. */
  readonly expression: string | undefined;
  /** In the order of the formula, each explained in turn. */
  readonly operands: readonly Explanation[];
}

/** Explains the figure of an id; answers what is wrong with an id that the edition cannot resolve. */
export function explain(atlas: Atlas, id: string): Explanation | FigureError {
  const parsed = parseFigureId(id);
  if (isFigureError(parsed)) return parsed;
  const figure = figureNamed(atlas, id);
  if (isFigureError(figure)) return figure;
  const operands = figure.inputs.map((input) => {
    const operand = explain(atlas, input.id);
    if (isFigureError(operand)) throw new Error(`${id} rests on ${input.id}: ${operand.message}`);
    return operand;
  });
  return {
    figure,
    code: figure.source === undefined ? codeOf(parsed.measure) : [],
    expression: expressionOf(figure.formula),
    operands,
  };
}
