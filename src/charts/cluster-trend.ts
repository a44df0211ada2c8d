/** A cluster's jobs over the years beside the same sector in the country, first year = 100. */

import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { ClusterTrendInput, ClusterTrendRow } from "./inputs.ts";
import { textWidth } from "./text-width.ts";
import { COLOUR, SMALL, WIDTH } from "./theme.ts";

const PADDING = { left: 34, right: 96, top: 20, bottom: 24 };
const PLOT = { width: WIDTH - PADDING.left - PADDING.right, height: 190 };
/** Least distance of two labels at the ends of lines. */
const LINE = 15;

type Complete = ClusterTrendRow & { readonly jobs: number; readonly nationJobs: number };

const isComplete = (row: ClusterTrendRow): row is Complete =>
  Number.isFinite(row.jobs) && Number.isFinite(row.nationJobs);

/**
 * Two lines of index figures with breaks in the series ruled in; undefined where fewer than two years
 * have both figures, or the first of them has no jobs to compare with. A year with a figure withheld is
 * left out and named in the subtitle.
 */
export function clusterTrend(input: ClusterTrendInput): Chart | undefined {
  const rows = input.rows.filter(isComplete).sort((a, b) => a.year - b.year);
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined || first === last) return undefined;
  if (first.jobs <= 0 || first.nationJobs <= 0) return undefined;

  const index = (row: Complete): { readonly cluster: number; readonly nation: number } => ({
    cluster: (100 * row.jobs) / first.jobs,
    nation: (100 * row.nationJobs) / first.nationJobs,
  });
  const points = rows.map((row) => ({ ...row, ...index(row) }));
  const values = points.flatMap(({ cluster, nation }) => [cluster, nation]);
  const domain = padded(Math.min(100, ...values), Math.max(100, ...values));
  const end = index(last);
  const breaks = input.breaks.filter(({ year }) => year > first.year && year <= last.year);
  const missing = input.rows.filter((row) => !isComplete(row)).map(({ year }) => year);
  const { speech } = input;
  const { say, number } = speech;
  const period = speech.period(first.year, last.year);

  return chart(input, {
    kind: "cluster-trend",
    headline: say("charts.trend-headline", {
      name: input.name,
      cluster: changeWords(end.cluster - 100, "charts.trend", speech),
      period,
      nation: changeWords(end.nation - 100, "charts.trend-nation", speech),
    }),
    subtitle: [
      say("charts.trend-subtitle", { year: first.year }),
      ...(breaks.length > 0
        ? [say("charts.trend-breaks", { years: breaks.map(({ year }) => year).join(", ") })]
        : []),
      ...(missing.length > 0 ? [say("charts.trend-missing", { years: missing.join(", ") })] : []),
    ].join("; "),
    description: [
      say("charts.trend-description", {
        first: first.year,
        name: input.name,
        from: number(first.jobs),
        to: number(last.jobs),
        last: last.year,
        index: number(end.cluster),
        nationFrom: number(first.nationJobs),
        nationTo: number(last.nationJobs),
        nationIndex: number(end.nation),
        peak: peakYear(points),
      }),
      ...breaks.map(({ year, note }) => say("charts.trend-break", { year, note })),
    ].join(" "),
    columns: [
      { key: "year", label: say("charts.col-year"), numeric: true },
      { key: "jobs", label: say("charts.trend-col-cluster-jobs"), numeric: true },
      { key: "nation_jobs", label: say("charts.trend-col-nation-jobs"), numeric: true },
      {
        key: "cluster",
        label: say("charts.trend-col-cluster", { year: first.year }),
        numeric: true,
      },
      { key: "nation", label: say("charts.trend-col-nation", { year: first.year }), numeric: true },
    ],
    rows: points.map(({ year, jobs, nationJobs, cluster, nation }) => ({
      year,
      jobs,
      nation_jobs: nationJobs,
      cluster,
      nation,
    })),
    marks: { rows: points.flatMap((_, row) => [row, row]) },
    padding: PADDING,
    height: PLOT.height,
    params: {
      years: [first.year, last.year],
      ticks: yearTicks(points.map(({ year }) => year)),
      domain,
    },
    datasets: {
      rows: points.flatMap(({ year, jobs, nationJobs, cluster, nation }) => [
        { year, series: "nation", index: nation, jobs: nationJobs },
        { year, series: "cluster", index: cluster, jobs },
      ]),
      breaks: breaks.map(({ year }) => ({ year, label: say("charts.trend-mark-break") })),
      ends: endLabels(last.year, end, domain, speech),
    },
    view: {
      layer: [
        {
          data: { name: "breaks" },
          mark: { type: "rule", color: COLOUR.rule, strokeDash: [4, 3] },
          encoding: { x: year() },
        },
        {
          data: { name: "breaks" },
          mark: { type: "text", y: -8, baseline: "middle", fontSize: SMALL, color: COLOUR.rule },
          encoding: { x: year(), text: { field: "label" } },
        },
        {
          mark: { type: "line", strokeWidth: 2 },
          encoding: { x: year(), y: indexScale(), color: series(), detail: { field: "series" } },
        },
        {
          mark: { type: "point", filled: true, size: 42, opacity: 1 },
          encoding: {
            x: year(),
            y: indexScale(),
            color: series(),
            shape: {
              field: "series",
              type: "nominal",
              scale: { domain: ["cluster", "nation"], range: ["circle", "square"] },
              legend: null,
            },
          },
        },
        {
          data: { name: "ends" },
          mark: { type: "text", align: "left", baseline: "middle", dx: 8, fontWeight: 600 },
          encoding: { x: year(), y: indexScale(), text: { field: "label" } },
        },
      ],
    },
  });
}

function year(): object {
  return {
    field: "year",
    type: "quantitative",
    scale: { domain: { expr: "years" }, nice: false, zero: false },
    axis: {
      values: { expr: "ticks" },
      format: "d",
      grid: false,
      title: null,
      labelFlush: false,
      labelOverlap: false,
    },
  };
}

function indexScale(): object {
  return {
    field: "index",
    type: "quantitative",
    scale: { domain: { expr: "domain" }, nice: false, zero: false },
    axis: {
      tickCount: 4,
      title: null,
      domain: false,
      gridColor: {
        condition: { test: "datum.value == 100", value: COLOUR.axis },
        value: COLOUR.grid,
      },
    },
  };
}

function series(): object {
  return {
    field: "series",
    type: "nominal",
    scale: { domain: ["cluster", "nation"], range: [COLOUR.cluster, COLOUR.nation] },
    legend: null,
  };
}

function padded(low: number, high: number): readonly [number, number] {
  const margin = Math.max(5, (high - low) * 0.08);
  return [Math.max(0, low - margin), high + margin];
}

/** Years far enough apart for their labels, first and last always among them. */
function yearTicks(years: readonly number[]): readonly number[] {
  const first = years[0] ?? 0;
  const last = years.at(-1) ?? first;
  const room = textWidth("0000", SMALL) * 1.4;
  const x = (value: number): number => ((value - first) / (last - first)) * PLOT.width;
  const kept: number[] = [first];
  for (const value of years) {
    if (x(value) - x(kept.at(-1) ?? first) >= room && x(last) - x(value) >= room) kept.push(value);
  }
  return [...kept, last];
}

function endLabels(
  lastYear: number,
  end: { readonly cluster: number; readonly nation: number },
  [low, high]: readonly [number, number],
  { number, say }: Speech,
): readonly { readonly year: number; readonly index: number; readonly label: string }[] {
  const gap = (LINE * (high - low)) / PLOT.height;
  const middle = (end.cluster + end.nation) / 2;
  const apart = Math.abs(end.cluster - end.nation) >= gap;
  const side = end.cluster >= end.nation ? 1 : -1;
  return [
    {
      year: lastYear,
      index: apart ? end.nation : middle - (side * gap) / 2,
      label: say("charts.trend-end-nation", { index: number(end.nation) }),
    },
    {
      year: lastYear,
      index: apart ? end.cluster : middle + (side * gap) / 2,
      label: say("charts.trend-end-cluster", { index: number(end.cluster) }),
    },
  ];
}

function changeWords(
  percent: number,
  keys: "charts.trend" | "charts.trend-nation",
  { number, say }: Speech,
): string {
  const size = Math.round(Math.abs(percent));
  if (size === 0) return say(`${keys}-level`);
  return say(`${keys}-${percent > 0 ? "grew" : "fell"}`, { count: number(size) });
}

function peakYear(points: readonly { readonly year: number; readonly cluster: number }[]): number {
  return points.reduce((best, point) => (point.cluster > best.cluster ? point : best)).year;
}
