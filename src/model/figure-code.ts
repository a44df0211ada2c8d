/** Which part of the program computes a measure: for readers who want to see how a number comes about. */

import type { Measure } from "./figure-id.ts";

/** Source files from the root of the program; the first holds the rule, the others what it is applied to. */
const SUMS = ["src/model/figure-quantity.ts", "src/model/totals.ts"];
const GROWTH = ["src/model/growth.ts", "src/model/figure-growth.ts"];
const GAP = ["src/model/growth-gap.ts", "src/model/figure-growth.ts"];
const COUNT = ["src/model/figure-count.ts", "src/model/cluster.ts"];
const SHARE = ["src/model/figure-share.ts", "src/model/figure-quantity.ts"];
const MARGIN = ["src/model/criterion.ts", "src/model/figure-cell.ts"];
const QUOTIENT = ["src/model/location-quotient.ts", "src/model/figure-cell.ts"];
const EDITION = ["src/model/figure.ts"];

const CODE: Readonly<Record<Measure, readonly string[]>> = {
  jobs: SUMS,
  firms: SUMS,
  "jobs-from": SUMS,
  "jobs-to": SUMS,
  lq: QUOTIENT,
  share: SHARE,
  "local-share": SHARE,
  change: GROWTH,
  "change-percent": GROWTH,
  "growth-gap": GAP,
  count: COUNT,
  "count-stable": COUNT,
  "count-new": COUNT,
  "count-ex": COUNT,
  "count-possible": COUNT,
  compared: GAP,
  better: GAP,
  worse: GAP,
  "clearly-better": GAP,
  "clearly-worse": GAP,
  similar: GAP,
  "margin-lq": MARGIN,
  "margin-jobs": MARGIN,
  "margin-firms": MARGIN,
  regions: EDITION,
  sectors: EDITION,
  branches: EDITION,
  groups: EDITION,
  "threshold-lq": EDITION,
  "threshold-jobs": EDITION,
  "threshold-firms": EDITION,
  ratio: QUOTIENT,
};

/** Files that compute a measure, the one with its rule first. */
export function codeOf(measure: Measure): readonly string[] {
  return CODE[measure];
}
