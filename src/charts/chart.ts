/** What every chart is: words, data and a Vega-Lite spec that stands alone. */

import type { TopLevelSpec } from "vega-lite";
import type { DataStatus } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";

/** A column of the chart's data as a reader sees it. */
export interface ChartColumn {
  readonly key: string;
  readonly label: string;
  readonly unit?: string;
  readonly numeric: boolean;
  /** In the CSV alone: neither in the table nor told of a mark that is pointed at. Such columns stand last. */
  readonly isQuiet?: boolean;
}

export type ChartRow = Readonly<Record<string, string | number | undefined>>;

export interface Chart {
  /** Kebab-case, unique on its page; the name of its downloads. */
  readonly id: string;
  /** The chart kind: charts of a kind share one compiled plan. */
  readonly kind: string;
  /** States the finding, computed from the rows. */
  readonly headline: string;
  /** Measure, unit, period. */
  readonly subtitle: string;
  /** Text alternative: what it shows, extremes, trend. */
  readonly description: string;
  /** Source line, as the caller gave it. */
  readonly source: string;
  readonly status: DataStatus;
  /** That the figures are modelled, in the chart's language; undefined where they are not. */
  readonly statusWords: string | undefined;
  /** Self-contained: holds its data, title and source. */
  readonly spec: TopLevelSpec;
  readonly columns: readonly ChartColumn[];
  /** The data as a table, in the order of the picture; `undefined` where a figure is not defined or withheld. */
  readonly rows: readonly ChartRow[];
  /** Rows of the table behind the marks: for each row of a data set of the picture, the place of one in `rows`. */
  readonly marks: MarkRows;
  /** What a row of the table stands for, by which the page finds it in other charts and tables; in the order of `rows`. */
  readonly keys: readonly RowKeys[];
}

export type MarkRows = Readonly<Record<string, readonly (number | undefined)[]>>;

/** Ids of the edition. A row for a cluster has both, a row for a region or a sector one, others none. */
export interface RowKeys {
  readonly region?: string;
  readonly sector?: string;
}

export { chartCsv } from "./chart-csv.ts";

/** What the caller knows of any chart. */
export interface ChartBasics {
  readonly id: string;
  /** "Source: …"; that figures are modelled is said by `status`. */
  readonly source: string;
  readonly status: DataStatus;
  readonly speech: Speech;
}
