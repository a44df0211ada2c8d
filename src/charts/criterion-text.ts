/** Thresholds in words. */

import type { Criterion } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";

/** The number in a criterion. */
export function limitOf(criterion: Criterion): number {
  return "above" in criterion ? criterion.above : criterion.atLeast;
}

/** The number as text, with a decimal only where it has one. */
export function limitText(criterion: Criterion, { number }: Speech): string {
  const limit = limitOf(criterion);
  return number(limit, Number.isInteger(limit) ? 0 : 1);
}

/** "over 3", "at least 200". */
export function criterionText(criterion: Criterion, speech: Speech): string {
  const limit = limitText(criterion, speech);
  return speech.say("above" in criterion ? "charts.criterion-above" : "charts.criterion-at-least", {
    limit,
  });
}
