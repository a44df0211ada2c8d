import { holds } from "./criterion.ts";
import type { Criteria, Criterion } from "./dataset.ts";
import type { Interval } from "./interval.ts";

/**
 * What can be said of a cell: that it is a potential regional cluster, that it is none,
 * or, where figures are withheld, that it may be one.
 */
export type Verdict = "cluster" | "possible" | "none";

/** Codes of verdicts in typed arrays. */
export const VERDICT = { none: 0, possible: 1, cluster: 2 } as const satisfies Record<
  Verdict,
  number
>;
export type VerdictCode = (typeof VERDICT)[Verdict];

const NAMES: readonly Verdict[] = ["none", "possible", "cluster"];

/** The verdict at a position of an array of codes; "none" outside it. */
export function verdictAt(codes: Uint8Array, position: number): Verdict {
  return NAMES[codes[position] ?? VERDICT.none] ?? "none";
}

/** The three figures on which a cell is judged. */
export interface CellMeasures {
  readonly locationQuotient: Interval;
  readonly jobs: Interval;
  readonly firms: Interval;
}

/**
 * Judges a cell: a cluster if all three criteria hold even at the lowest its figures may be, none if one
 * fails even at the highest, possible otherwise. Known figures are points, for which it is never "possible".
 * An undefined quotient (NaN) satisfies no criterion.
 */
export function verdict(criteria: Criteria, measures: CellMeasures): Verdict {
  const parts = [
    judge(criteria.jobs, measures.jobs),
    judge(criteria.firms, measures.firms),
    judge(criteria.locationQuotient, measures.locationQuotient),
  ];
  if (parts.includes("none")) return "none";
  return parts.includes("possible") ? "possible" : "cluster";
}

function judge(criterion: Criterion, { low, high }: Interval): Verdict {
  if (!holds(criterion, high)) return "none";
  return holds(criterion, low) ? "cluster" : "possible";
}

/** Positions of an array of codes, within [from, to), that carry the code; ascending. */
export function positionsOf(
  codes: Uint8Array,
  code: VerdictCode,
  from: number,
  to: number,
): readonly number[] {
  const found: number[] = [];
  for (let i = from; i < to; i += 1) if (codes[i] === code) found.push(i);
  return found;
}
