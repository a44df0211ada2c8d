/** The id of a figure → its value, unit, formula and inputs. The ids are described in docs/figure-ids.md. */

import type { Atlas } from "./atlas.ts";
import { marginFigure, thresholdInput } from "./figure-cell.ts";
import { checkFigureId } from "./figure-check.ts";
import { countByStatus, countOf, countPossible } from "./figure-count.ts";
import { changeOf, changePercentOf, comparisonOf, gapOf } from "./figure-growth.ts";
import { type FigureError, type FigureId, isFigureError, parseFigureId } from "./figure-id.ts";
import type { Figure } from "./figure-quantity.ts";
import { select } from "./figure-select.ts";
import { localShareOf, quotientOf, shareOf } from "./figure-share.ts";
import { computed, countedOf, yearPosition } from "./figure-sum.ts";
import { defined } from "./growth.ts";
import { locationQuotient } from "./location-quotient.ts";

export {
  changeFigure,
  changePercentFigure,
  countryJobsFigure,
  firmsFigure,
  jobsFigure,
  localShareFigure,
  lqFigure,
  marginFigure,
  nationJobsFigure,
  regionJobsFigure,
  shareFigure,
} from "./figure-cell.ts";
export { checkFigureId } from "./figure-check.ts";
export {
  type FigureError,
  type FigureId,
  type FigureUnit,
  formatFigureId,
  isFigureError,
  MEASURES,
  type Measure,
  parseFigureId,
  RESERVED_REGIONS,
} from "./figure-id.ts";
export { type Figure, type FigureInput, flagLetters } from "./figure-quantity.ts";

/** Reads and evaluates the text of a figure's id. */
export function figureNamed(atlas: Atlas, text: string): Figure | FigureError {
  const id = parseFigureId(text);
  return isFigureError(id) ? id : evaluateFigure(atlas, id);
}

/**
 * The figure of an id, or what is wrong with it: a region, sector, branch, group or year that the edition does not
 * have, with the nearest it has, and the column of the id's text. A figure that is well named but not defined, or
 * withheld, has the value undefined.
 */
export function evaluateFigure(atlas: Atlas, id: FigureId): Figure | FigureError {
  return checkFigureId(atlas, id) ?? evaluate(atlas, id);
}

function evaluate(atlas: Atlas, id: FigureId): Figure {
  switch (id.measure) {
    case "jobs":
    case "firms":
      return countedOf(atlas, id, id.measure, 0);
    case "jobs-from":
      return countedOf(atlas, id, "jobs", 0);
    case "jobs-to":
      return countedOf(atlas, id, "jobs", 1);
    case "lq":
      return quotientOf(atlas, id);
    case "share":
      return shareOf(atlas, id);
    case "local-share":
      return localShareOf(atlas, id);
    case "change":
      return changeOf(atlas, id);
    case "change-percent":
      return changePercentOf(atlas, id);
    case "growth-gap":
      return gapOf(atlas, id);
    case "count":
      return countOf(atlas, id);
    case "count-stable":
      return countByStatus(atlas, id, "stable");
    case "count-new":
      return countByStatus(atlas, id, "new");
    case "count-ex":
      return countByStatus(atlas, id, "ex");
    case "count-possible":
      return countPossible(atlas, id);
    case "compared":
    case "better":
    case "worse":
    case "clearly-better":
    case "similar":
    case "clearly-worse":
      return comparisonOf(atlas, id, id.measure);
    case "margin-lq":
      return marginOf(atlas, id, "lq");
    case "margin-jobs":
      return marginOf(atlas, id, "jobs");
    case "margin-firms":
      return marginOf(atlas, id, "firms");
    case "regions":
    case "sectors":
      return computed(id, atlas.dataset[id.measure].length, `number of ${id.measure}`, []);
    case "branches":
    case "groups":
      return computed(id, atlas[id.measure].length, `number of ${id.measure}`, []);
    case "threshold-lq":
      return thresholdOf(atlas, id, "lq");
    case "threshold-jobs":
      return thresholdOf(atlas, id, "jobs");
    case "threshold-firms":
      return thresholdOf(atlas, id, "firms");
    case "ratio":
      return workedExample(id);
  }
}

function marginOf(atlas: Atlas, id: FigureId, of: "lq" | "jobs" | "firms"): Figure {
  const selection = select(atlas, id.scope, id.years);
  const { r, s } = selection.kind === "cell" ? selection.cell : { r: -1, s: -1 };
  return marginFigure(atlas, of, yearPosition(atlas, id, 0), r, s);
}

function thresholdOf(atlas: Atlas, id: FigureId, of: "lq" | "jobs" | "firms"): Figure {
  const { criteria } = atlas.dataset.descriptor;
  const criterion = of === "lq" ? criteria.locationQuotient : criteria[of];
  const { value, source } = thresholdInput(atlas, of);
  const formula = "above" in criterion ? "strictly greater than" : "at least";
  return { ...computed(id, value, formula, []), source };
}

/**
 * A quotient of two shares in percent, computed by the same function as every quotient of the atlas: the worked
 * example of a publication's method (Isaksen 1998, footnote 4: 5 % of a region's jobs over 2 % of the country's).
 */
function workedExample(id: FigureId): Figure {
  const { scope } = id;
  const [local, national] =
    scope.kind === "literals" ? [Number(scope.numerator), Number(scope.denominator)] : [];
  const value = locationQuotient(local ?? Number.NaN, 100, national ?? Number.NaN, 100);
  return computed(
    id,
    defined(value),
    "percent of the region's jobs / percent of the country's jobs",
    [],
  );
}
