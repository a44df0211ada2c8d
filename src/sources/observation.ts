/** What every source gives, one by one, in the source's own codes: the smallest common form of statistics. */

import type { FlagCode } from "../model/dataset.ts";

export type Measure = "jobs" | "firms";

/** One figure of one year, region and sector. Several of the same cell are added together. */
export interface Observation {
  readonly year: number;
  /** The source's code of the region; undefined where the figure is the country's. */
  readonly region: string | undefined;
  /** The source's code of the sector. */
  readonly sector: string;
  readonly measure: Measure;
  /** Undefined where the source does not give it: `flag` then says why (`c` confidential, `x` not available). Never 0 for want of a figure. */
  readonly value: number | undefined;
  /** `c` or `x` in place of a value, `e`, `m`, `r`, `b` beside one; undefined where there is nothing to say. */
  readonly flag: FlagCode | undefined;
  /** Line of the file, 1-based; undefined where what was read has no lines. */
  readonly line: number | undefined;
}

/** Is given each observation. Sources keep none of them, so that a million rows need no memory. */
export type TakeObservation = (observation: Observation) => void;
