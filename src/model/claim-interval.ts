/**
 * Arithmetic and comparison of what quantities may be. A known quantity is a point; a withheld one an interval that
 * holds every value it may have; undefined where nothing can be said. Results may be wider than need be where a withheld
 * figure occurs twice, so that what is decided is decided for certain.
 */

import type { Operator, Relation } from "./claim-syntax.ts";
import { type Interval, isPoint } from "./interval.ts";
import { type Truth, truthOf } from "./truth.ts";

export type Range = Interval | undefined;

/** The interval, or undefined where a bound is not a number. */
function range(low: number, high: number): Range {
  return Number.isNaN(low) || Number.isNaN(high) ? undefined : { low, high };
}

export function negated(a: Range): Range {
  return a === undefined ? undefined : { low: 0 - a.high, high: 0 - a.low };
}

export function combined(operator: Operator, a: Range, b: Range): Range {
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "+":
      return range(a.low + b.low, a.high + b.high);
    case "-":
      return range(a.low - b.high, a.high - b.low);
    case "*":
      return corners(a, b, (x, y) => x * y);
    case "/":
      // A divisor that may be 0 leaves the quotient open, or undefined: either way nothing can be said.
      return b.low <= 0 && b.high >= 0 ? undefined : corners(a, b, (x, y) => x / y);
  }
}

/** Products and quotients are monotone in each side, so their bounds lie at the corners. */
function corners(a: Interval, b: Interval, of: (x: number, y: number) => number): Range {
  const values = [of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)];
  return range(Math.min(...values), Math.max(...values));
}

/** Whether a relation holds for all that the two may be, for none of it, or for some. */
export function compared(relation: Relation, a: Range, b: Range): Truth {
  if (a === undefined || b === undefined) return "open";
  switch (relation) {
    case ">":
      return truthOf(a.low > b.high, a.high <= b.low);
    case ">=":
      return truthOf(a.low >= b.high, a.high < b.low);
    case "<":
      return compared(">", b, a);
    case "<=":
      return compared(">=", b, a);
    case "=":
      return truthOf(isPoint(a) && isPoint(b) && a.low === b.low, a.high < b.low || b.high < a.low);
  }
}

/**
 * Whether a test that is true on one stretch of the numbers and nowhere else holds for all of an interval: it does
 * where it holds at both ends; it fails for certain where the whole interval lies on one side of the target.
 */
export function near(a: Range, target: number, test: (value: number) => boolean): Truth {
  if (a === undefined) return "open";
  const ends = [test(a.low), test(a.high)];
  if (ends.every(Boolean)) return "true";
  const beside = (a.low > target && !test(a.low)) || (a.high < target && !test(a.high));
  return truthOf(false, beside);
}
