/** Thresholds in words. */

import type { Criterion } from "../model/dataset.ts";
import { numberText } from "./words.ts";

/** The number in a criterion. */
export function limitOf(criterion: Criterion): number {
  return "above" in criterion ? criterion.above : criterion.atLeast;
}

/** The number as text, with a decimal only where it has one. */
export function limitText(criterion: Criterion): string {
  const limit = limitOf(criterion);
  return numberText(limit, Number.isInteger(limit) ? 0 : 1);
}

/** "over 3", "at least 200". */
export function criterionText(criterion: Criterion): string {
  return `${"above" in criterion ? "over" : "at least"} ${limitText(criterion)}`;
}
