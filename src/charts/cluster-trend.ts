/** A cluster's jobs over the years beside the same sector in the country, first year = 100. */

import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { ClusterTrendInput, ClusterTrendRow } from "./inputs.ts";
import { textWidth } from "./text-width.ts";
import { COLOUR, SMALL, WIDTH } from "./theme.ts";
import { numberText } from "./words.ts";

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
  const period = `${first.year}–${last.year}`;

  return chart(input, {
    kind: "cluster-trend",
    headline: `${input.name}: jobs ${changeWords(end.cluster - 100)} ${period}; in the country they ${changeWords(end.nation - 100)}`,
    subtitle:
      `Jobs, index ${first.year} = 100, cluster and the same sector nationally` +
      (breaks.length > 0
        ? `; break in the series ${breaks.map(({ year }) => year).join(", ")}`
        : "") +
      (missing.length > 0 ? `; withheld or not available: ${missing.join(", ")}` : ""),
    description:
      `Line chart of jobs as an index, ${first.year} = 100. ${input.name}: from ${numberText(first.jobs)} to ` +
      `${numberText(last.jobs)} jobs in ${last.year} (index ${numberText(end.cluster)}). The sector in the country: from ` +
      `${numberText(first.nationJobs)} to ${numberText(last.nationJobs)} (index ${numberText(end.nation)}). ${peakWords(points)}` +
      breaks.map(({ year, note }) => ` Break in the series in ${year}: ${note}`).join(""),
    columns: [
      { key: "year", label: "Year", numeric: true },
      { key: "jobs", label: "Jobs in the cluster", numeric: true },
      { key: "nation_jobs", label: "Jobs in the country", numeric: true },
      { key: "cluster", label: `Cluster, ${first.year} = 100`, numeric: true },
      { key: "nation", label: `Country, ${first.year} = 100`, numeric: true },
    ],
    rows: points.map(({ year, jobs, nationJobs, cluster, nation }) => ({
      year,
      jobs,
      nation_jobs: nationJobs,
      cluster,
      nation,
    })),
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
      breaks: breaks.map(({ year }) => ({ year, label: "break" })),
      ends: endLabels(last.year, end, domain),
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
): readonly { readonly year: number; readonly index: number; readonly label: string }[] {
  const gap = (LINE * (high - low)) / PLOT.height;
  const middle = (end.cluster + end.nation) / 2;
  const apart = Math.abs(end.cluster - end.nation) >= gap;
  const side = end.cluster >= end.nation ? 1 : -1;
  return [
    {
      year: lastYear,
      index: apart ? end.nation : middle - (side * gap) / 2,
      label: `Country ${numberText(end.nation)}`,
    },
    {
      year: lastYear,
      index: apart ? end.cluster : middle + (side * gap) / 2,
      label: `Cluster ${numberText(end.cluster)}`,
    },
  ];
}

function changeWords(percent: number): string {
  const size = Math.round(Math.abs(percent));
  return size === 0
    ? "stayed level"
    : `${percent > 0 ? "grew" : "fell"} ${numberText(size)} percent`;
}

function peakWords(points: readonly { readonly year: number; readonly cluster: number }[]): string {
  const peak = points.reduce((best, point) => (point.cluster > best.cluster ? point : best));
  return `The cluster was largest in ${peak.year}.`;
}
