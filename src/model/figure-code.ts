/** Which part of the program computes a measure: for readers who want to see how a number comes about. */

import type { Measure } from "./figure-id.ts";

/** A function of the program, and the file in which it stands, from the root of the program. */
export interface CodePlace {
  readonly file: string;
  readonly name: string;
}

const place = (file: string, name: string): CodePlace => ({ file: `src/model/${file}.ts`, name });

/** The first holds the rule, the others what it is applied to. */
const SUMS = [place("figure-quantity", "quantity"), place("totals", "totals")];
const CHANGE = [place("figure-growth", "changeOf"), place("figure-sum", "jobsOf")];
const PERCENT = [place("figure-growth", "changePercentOf"), place("figure-cell", "percentOf")];
const GAP = [place("figure-growth", "gapOf"), place("growth", "growthOfPeriod")];
const COMPARED = [place("figure-growth", "comparisonOf"), place("growth-gap", "gapWord")];
const COUNT = [place("figure-count", "countOf"), place("figure-select", "clustersOf")];
const STATUS = [place("figure-count", "countByStatus"), place("figure-select", "clustersOf")];
const POSSIBLE = [place("figure-count", "countPossible"), place("verdict", "verdict")];
const MARGIN = [place("criterion", "margin"), place("figure-cell", "marginFigure")];
const QUOTIENT = [place("location-quotient", "locationQuotient"), place("figure-cell", "lqFigure")];
const EDITION = [place("figure", "evaluateFigure")];
const THRESHOLD = [place("criterion", "threshold")];

const CODE: Readonly<Record<Measure, readonly CodePlace[]>> = {
  jobs: SUMS,
  firms: SUMS,
  "jobs-from": SUMS,
  "jobs-to": SUMS,
  lq: QUOTIENT,
  share: [place("figure-share", "shareOf"), place("figure-cell", "percentOf")],
  "local-share": [place("figure-share", "localShareOf"), place("figure-cell", "percentOf")],
  change: CHANGE,
  "change-percent": PERCENT,
  "growth-gap": GAP,
  count: COUNT,
  "count-stable": STATUS,
  "count-new": STATUS,
  "count-ex": STATUS,
  "count-possible": POSSIBLE,
  compared: COMPARED,
  better: COMPARED,
  worse: COMPARED,
  "clearly-better": COMPARED,
  "clearly-worse": COMPARED,
  similar: COMPARED,
  "margin-lq": MARGIN,
  "margin-jobs": MARGIN,
  "margin-firms": MARGIN,
  regions: EDITION,
  sectors: EDITION,
  branches: EDITION,
  groups: EDITION,
  "threshold-lq": THRESHOLD,
  "threshold-jobs": THRESHOLD,
  "threshold-firms": THRESHOLD,
  ratio: QUOTIENT.slice(0, 1),
};

/** Functions that compute a measure, the one with its rule first. */
export function codeOf(measure: Measure): readonly CodePlace[] {
  return CODE[measure];
}
