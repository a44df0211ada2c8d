/** Figures that set a part against a whole: shares and the location quotient. */

import type { Atlas } from "./atlas.ts";
import { LOCAL_SHARE, lqFigure, NATIONAL_SHARE, percentOf } from "./figure-cell.ts";
import type { FigureId, Scope } from "./figure-id.ts";
import type { Figure } from "./figure-quantity.ts";
import { select } from "./figure-select.ts";
import { computedFrom, jobsOf, yearPosition } from "./figure-sum.ts";
import { defined } from "./growth.ts";
import { locationQuotient } from "./location-quotient.ts";

/** Jobs in percent of the country's in the same part of the economy. */
export function shareOf(atlas: Atlas, id: FigureId): Figure {
  return partOf(atlas, id, nationalScope(id.scope), NATIONAL_SHARE);
}

/** Jobs in percent of the region's. */
export function localShareOf(atlas: Atlas, id: FigureId): Figure {
  return partOf(atlas, id, regionalScope(id.scope), LOCAL_SHARE);
}

function partOf(atlas: Atlas, id: FigureId, whole: Scope, formula: string): Figure {
  const part = jobsOf(atlas, id, id.scope, 0);
  const all = jobsOf(atlas, id, whole, 0);
  return computedFrom(id, percentOf(part.sum.value, all.sum.value), formula, [part, all]);
}

/** Location quotient of a cell, or of a region's branch or group taken as one. */
export function quotientOf(atlas: Atlas, id: FigureId): Figure {
  const { scope } = id;
  const selection = select(atlas, scope, id.years);
  if (selection.kind === "cell") {
    return lqFigure(atlas, yearPosition(atlas, id, 0), selection.cell.r, selection.cell.s);
  }
  const jobsRS = jobsOf(atlas, id, scope, 0);
  const jobsR = jobsOf(atlas, id, regionalScope(scope), 0);
  const jobsS = jobsOf(atlas, id, nationalScope(scope), 0);
  const jobsN = jobsOf(atlas, id, { kind: "nation", part: { kind: "all" } }, 0);
  const value = locationQuotient(
    jobsRS.sum.value,
    jobsR.sum.value,
    jobsS.sum.value,
    jobsN.sum.value,
  );
  const formula =
    "(jobs in cells / jobs in region) / (jobs of sectors in country / jobs in country)";
  return computedFrom(id, defined(value), formula, [jobsRS, jobsR, jobsS, jobsN]);
}

/** The same part of the economy in the whole country. */
export function nationalScope(scope: Scope): Scope {
  if (scope.kind === "region") return { kind: "nation", part: scope.part };
  if (scope.kind !== "clusters") return scope;
  const { set } = scope;
  return set.kind === "cells" || set.kind === "region"
    ? { kind: "same", set }
    : { kind: "nation", part: set };
}

/** All of the region in which the scope lies. */
function regionalScope(scope: Scope): Scope {
  if (scope.kind === "region") return { ...scope, part: { kind: "all" } };
  return scope.kind === "clusters" && scope.set.kind === "region"
    ? { kind: "region", region: scope.set.region, part: { kind: "all" } }
    : scope;
}
