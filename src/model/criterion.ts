import type { Criterion } from "./dataset.ts";

/** The number a criterion compares with, whether or not the number itself satisfies it. */
export function threshold(criterion: Criterion): number {
  return "above" in criterion ? criterion.above : criterion.atLeast;
}

/**
 * Whether a value satisfies a criterion. Exactly the threshold satisfies `atLeast` and not `above`.
 * An undefined value (NaN) satisfies nothing.
 */
export function holds(criterion: Criterion, value: number): boolean {
  return "above" in criterion ? value > criterion.above : value >= criterion.atLeast;
}

/**
 * How far a value lies above (+) or below (−) the threshold, in percent of the threshold.
 * NaN where the threshold is 0, since there is nothing to take a percentage of, or the value undefined.
 *
 * @example margin({ atLeast: 200 }, 190) // -5
 */
export function margin(criterion: Criterion, value: number): number {
  const bound = threshold(criterion);
  return bound === 0 ? Number.NaN : ((value - bound) / bound) * 100;
}

/** The same kind of criterion with another threshold: for asking what a stricter or laxer one would give. */
export function withThreshold(criterion: Criterion, bound: number): Criterion {
  return "above" in criterion ? { above: bound } : { atLeast: bound };
}
