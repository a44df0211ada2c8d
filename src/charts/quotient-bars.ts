/** Bars of location quotients: the part that region profiles and sector comparisons share. */

import type { Verdict } from "../model/verdict.ts";
import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import { criterionText, limitOf, limitText } from "./criterion-text.ts";
import type { QuotientBarsInput, QuotientBarsRow } from "./inputs.ts";
import { fitText } from "./text-width.ts";
import { COLOUR, TEXT, WIDTH } from "./theme.ts";
import { axisMarks, byCodePoint } from "./words.ts";

/** How many bars are drawn. */
export const BARS = 12;

const PADDING = { left: 2, right: 2, top: 20, bottom: 4 };
const ROOM = WIDTH - PADDING.left - PADDING.right;
/** Room for the quotient at the right of a name. */
const VALUE_ROOM = 44;
/** Above this the criterion would be lost at the left edge of a linear scale. */
const LINEAR_UP_TO = 25;

export interface QuotientBarsWords {
  readonly kind: string;
  /** What a row is. */
  readonly noun: "sector" | "region";
  /** States the finding from the row with the largest quotient. */
  readonly headline: (top: DefinedRow) => string;
  /** Opens the text alternative. */
  readonly opening: string;
}

export type DefinedRow = QuotientBarsRow & { readonly lq: number };

const isDefined = (row: QuotientBarsRow): row is DefinedRow =>
  row.lq !== undefined && Number.isFinite(row.lq) && row.lq > 0;

/** The largest location quotients, with rules at 1 and at the criterion; undefined where no quotient is above 0. */
export function quotientBars(
  input: QuotientBarsInput,
  words: QuotientBarsWords,
): Chart | undefined {
  const defined = input.rows
    .filter(isDefined)
    .sort((a, b) => b.lq - a.lq || byCodePoint(a.id, b.id));
  const rows = defined.slice(0, BARS);
  const top = rows[0];
  if (top === undefined) return undefined;
  const limit = limitOf(input.criterion);
  const scale = scaleOf(Math.max(top.lq, limit), Math.min(...rows.map((row) => row.lq)));
  const clusters = rows.filter(({ verdict }) => verdict === "cluster");
  const { speech } = input;
  const { say, quotient } = speech;
  const counted = (count: number): string =>
    say(words.noun === "sector" ? "charts.bars-sectors" : "charts.bars-regions", {
      n: count,
      count: speech.number(count),
    });
  const shown =
    rows.length < defined.length
      ? say("charts.bars-largest", { shown: rows.length, all: counted(defined.length) })
      : counted(rows.length);
  const followers = rows
    .slice(1, 4)
    .map((row) => say("charts.bars-other", { name: row.name, quotient: quotient(row.lq) }));

  return chart(input, {
    kind: words.kind,
    headline: words.headline(top),
    subtitle: say("charts.bars-subtitle", {
      year: input.year,
      shown,
      scale: scale.log ? "log" : "linear",
      limit: limitText(input.criterion, speech),
      criterion: criterionText(input.criterion, speech),
      clusters: clusters.length > 0 ? "some" : "none",
    }),
    description: [
      say("charts.bars-description", {
        opening: words.opening,
        top: top.name,
        quotient: quotient(top.lq),
        others: speech.list(followers) || say("charts.bars-no-other"),
      }),
      clusters.length > 0
        ? say("charts.bars-clusters", { names: speech.list(clusters.map(({ name }) => name)) })
        : say("charts.bars-no-clusters"),
    ].join(" "),
    columns: [
      {
        key: "name",
        label: say(words.noun === "sector" ? "charts.col-sector" : "charts.col-region"),
        numeric: false,
      },
      { key: "lq", label: say("charts.col-quotient"), numeric: true },
      { key: "jobs", label: say("charts.col-jobs"), numeric: true },
      { key: "verdict", label: say("charts.col-verdict"), numeric: false },
    ],
    rows: rows.map(({ name, lq, jobs, verdict }) => ({
      name,
      lq,
      jobs,
      verdict: say(`charts.value-${verdict}`),
    })),
    keys: rows.map(({ id }) => (words.noun === "region" ? { region: id } : { sector: id })),
    padding: PADDING,
    height: { step: 36 },
    params: { domain: scale.domain, lines: [1, limit] },
    datasets: {
      rows: rows.map((row, index) => ({
        order: index + 1,
        name: row.name,
        label: fitText(row.name, ROOM - VALUE_ROOM, TEXT, row.verdict === "cluster" ? 600 : 400),
        lq: row.lq,
        jobs: row.jobs,
        verdict: row.verdict,
        value: quotient(row.lq),
      })),
    },
    view: {
      layer: [
        {
          mark: {
            type: "text",
            align: "left",
            baseline: "middle",
            x: 0,
            yOffset: -8,
            fontWeight: { expr: 'datum.verdict == "cluster" ? 600 : 400' },
          },
          encoding: { text: { field: "label" } },
        },
        {
          mark: { type: "bar", height: 10, yOffset: 8 },
          encoding: {
            x: quantity(scale.log, speech),
            x2: { datum: scale.log ? 1 : 0 },
            color: {
              field: "verdict",
              type: "nominal",
              scale: { domain: VERDICTS, range: [COLOUR.cluster, COLOUR["heat-2"], COLOUR.pale] },
              legend: null,
            },
          },
        },
        ...rules(scale.log, speech),
        {
          mark: { type: "text", align: "right", baseline: "middle", yOffset: -8, fontWeight: 600 },
          encoding: { x: { value: "width" }, text: { field: "value" } },
        },
      ],
      encoding: {
        y: {
          field: "order",
          type: "ordinal",
          axis: null,
          scale: { paddingInner: 0, paddingOuter: 0 },
        },
      },
    },
  });
}

const VERDICTS: readonly Verdict[] = ["cluster", "possible", "none"];

interface BarScale {
  readonly log: boolean;
  readonly domain: readonly [number, number];
}

/** Linear from 0; logarithmic with 1, the country, as the foot of the bars where quotients are very large. */
function scaleOf(high: number, low: number): BarScale {
  if (high <= LINEAR_UP_TO) return { log: false, domain: [0, high] };
  const from = Math.min(1, low);
  return { log: true, domain: [from, high] };
}

function quantity(
  log: boolean,
  speech: Speech,
): { readonly field: string } & Readonly<Record<string, unknown>> {
  return {
    field: "lq",
    type: "quantitative",
    scale: {
      type: log ? "log" : "linear",
      domain: { expr: "domain" },
      nice: false,
      ...(log ? {} : { zero: false }),
    },
    axis: {
      orient: "top",
      values: { expr: "lines" },
      format: "~r",
      title: null,
      domain: false,
      labelFlush: false,
      labelOverlap: false,
      grid: false,
      ...axisMarks(speech),
    },
  };
}

/** The country and the criterion, one piece a bar, so that no line runs through a name. */
function rules(log: boolean, speech: Speech): readonly object[] {
  const { field: _, ...scale } = quantity(log, speech);
  const tick = { type: "tick", orient: "vertical", size: 14, yOffset: 8, opacity: 1 };
  return [
    { mark: { ...tick, thickness: 1, color: COLOUR.ink }, encoding: { x: { datum: 1, ...scale } } },
    {
      mark: { ...tick, thickness: 1.5, color: COLOUR.rule },
      encoding: { x: { datum: { expr: "lines[1]" }, ...scale } },
    },
  ];
}
