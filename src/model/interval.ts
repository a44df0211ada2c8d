/**
 * Closed intervals for figures that are withheld: what the figure may be, given all that is published.
 * `high` may be Infinity where nothing bounds the figure; a bound is NaN only where the figure is
 * undefined whatever the withheld cells hold.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A figure that is known: both bounds are the figure itself, so arithmetic stays exact. */
export function point(value: number): Interval {
  return { low: value, high: value };
}

export function isPoint(interval: Interval): boolean {
  return interval.low === interval.high;
}

/** Whether a value is one that the figure may have. NaN lies in no interval. */
export function contains(interval: Interval, value: number): boolean {
  return interval.low <= value && value <= interval.high;
}

/** Sum of figures that vary independently; the sum of none is 0. */
export function sum(intervals: readonly Interval[]): Interval {
  return intervals.reduce((a, b) => ({ low: a.low + b.low, high: a.high + b.high }), point(0));
}

/**
 * part / (part + rest), for non-negative figures: rises with the part and falls with the rest, so each bound
 * is taken at one corner and no possible value is left out or added. NaN where both are certainly 0.
 */
export function shareOf(part: Interval, rest: Interval): Interval {
  if (part.high === 0) return rest.high === 0 ? point(Number.NaN) : point(0);
  return { low: shareWith(part.low, rest.high), high: shareWith(part.high, rest.low) };
}

/** part / (part + rest), with its limits: 1 where there is no rest, however small the part, and for an endless part. */
export function shareWith(part: number, rest: number): number {
  if (rest === 0) return 1;
  if (part === Number.POSITIVE_INFINITY) return 1;
  return part / (part + rest);
}
