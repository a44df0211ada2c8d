/** The frame of every spec: key order, title, status, data by name, theme. */

import type { TopLevelSpec } from "vega-lite";
import type { Chart, ChartBasics, ChartColumn, ChartRow, MarkRows, RowKeys } from "./chart.ts";
import { CONFIG, WIDTH } from "./theme.ts";
import { marksOf } from "./words.ts";

export const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

export interface Padding {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rows of a data set inside a spec. Field names are words of ours, never a column's name from the data. */
export type Tuples = readonly Readonly<Record<string, unknown>>[];

export interface ChartParts {
  readonly kind: string;
  readonly headline: string;
  readonly subtitle: string;
  readonly description: string;
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly ChartRow[];
  /** Where it is absent, the data set `rows` has the rows of the table in their order. */
  readonly marks?: MarkRows;
  readonly keys?: readonly RowKeys[];
  readonly padding: Padding;
  readonly height: number | { readonly step: number };
  /** Data sets by name; layers that name none read `rows`. */
  readonly datasets: { readonly rows: Tuples } & Readonly<Record<string, Tuples>>;
  /** Numbers that vary between charts of a kind, by the name that the layers use. */
  readonly params?: Readonly<Record<string, number | string | readonly number[]>>;
  /** `layer` or `mark`, with `transform` and `encoding` where it has them, in that order. */
  readonly view: object;
  /** Of a map. */
  readonly projection?: Readonly<Record<string, unknown>>;
}

/**
 * Puts a chart together. The picture is WIDTH units wide with its padding. The spec on its own makes
 * room for its title (autosize "pad"); pages print the title as text and lay out without it (see render.ts).
 */
export function chart(basics: ChartBasics, parts: ChartParts): Chart {
  const { headline, subtitle, description, padding } = parts;
  const spec = {
    $schema: SCHEMA,
    title: {
      text: headline,
      subtitle: [subtitle, sourceAndStatus(basics)],
      anchor: "start",
      frame: "bounds",
    },
    description,
    usermeta: {
      kind: parts.kind,
      status: basics.status,
      source: sourceAndStatus(basics),
      columns: parts.columns.map(({ key, label }) => ({ key, label })),
      marks: marksOf(basics.speech),
    },
    width: WIDTH - padding.left - padding.right,
    height: parts.height,
    padding,
    autosize: "pad",
    ...(parts.params === undefined
      ? {}
      : { params: Object.entries(parts.params).map(([name, value]) => ({ name, value })) }),
    datasets: parts.datasets,
    data: { name: "rows" },
    ...(parts.projection === undefined ? {} : { projection: parts.projection }),
    ...parts.view,
    config: CONFIG,
  };
  return {
    id: basics.id,
    kind: parts.kind,
    headline,
    subtitle,
    description,
    source: basics.source,
    status: basics.status,
    statusWords: basics.status === "modelled" ? basics.speech.say("charts.modelled") : undefined,
    // The parts are plain data; that they make a valid spec is proved against Vega-Lite's own schema in the tests.
    spec: spec as unknown as TopLevelSpec,
    columns: parts.columns,
    rows: parts.rows,
    marks: parts.marks ?? { rows: parts.rows.map((_, row) => row) },
    keys: parts.keys ?? [],
  };
}

/** The source line of a spec, which travels alone: a modelled figure says so before it names its source. */
function sourceAndStatus({ source, status, speech }: ChartBasics): string {
  return status === "modelled" ? speech.say("charts.modelled-source", { source }) : source;
}
