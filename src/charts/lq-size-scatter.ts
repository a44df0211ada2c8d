/** Specialisation by size, both logarithmic, with the criteria ruled in. */

import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import { criterionText, limitOf } from "./criterion-text.ts";
import type { LqSizeScatterInput, LqSizeScatterRow } from "./inputs.ts";
import { labelLayers, placeLabels } from "./place-labels.ts";
import {
  STATUS_FILL,
  STATUS_SHAPE,
  STATUS_STROKE,
  type StatusWord,
  statusKey,
  statusText,
} from "./status-scale.ts";
import { fitText, textWidth } from "./text-width.ts";
import { COLOUR, SMALL, WIDTH } from "./theme.ts";
import { axisMarks, byCodePoint, cellKeys } from "./words.ts";

const PADDING = { left: 34, right: 8, top: 28, bottom: 40 };
const PLOT = { width: WIDTH - PADDING.left - PADDING.right, height: 300 };
const LABELS = 5;
/** Cells of a grid of this many units are drawn as one mark: a country has tens of thousands of cells. */
const GRID = 5;
/** Up to this many marks are drawn one by one. */
const ONE_BY_ONE = 300;

type Defined = LqSizeScatterRow & { readonly jobs: number; readonly lq: number };

const isDrawable = (row: LqSizeScatterRow): row is Defined =>
  row.jobs !== undefined &&
  row.lq !== undefined &&
  row.jobs > 0 &&
  row.lq > 0 &&
  Number.isFinite(row.jobs * row.lq);

/**
 * Every cell with jobs; clusters by status, the rest pale. Where cells are many, those of a status that
 * lie within a few units of one another are drawn as one mark whose area grows with their number. The
 * table lists the clusters. Undefined where there is nothing on a logarithmic scale.
 */
export function lqSizeScatter(input: LqSizeScatterInput): Chart | undefined {
  const { speech } = input;
  const { say, number } = speech;
  const rows = input.rows.filter(isDrawable);
  if (rows.length === 0) return undefined;
  const clusters = rows
    .filter((row) => row.status !== undefined)
    .sort((a, b) => b.jobs - a.jobs || byCodePoint(a.id, b.id));
  const jobsLimit = limitOf(input.criteria.jobs);
  const lqLimit = limitOf(input.criteria.locationQuotient);
  const jobsDomain = decades(
    rows.map(({ jobs }) => jobs),
    jobsLimit,
  );
  const lqDomain = decades(
    rows.map(({ lq }) => lq),
    lqLimit,
  );
  const x = logScale(jobsDomain, PLOT.width);
  const y = logScale(lqDomain, PLOT.height);

  const label = (row: Defined): string =>
    fitText(say("charts.scatter-label", { region: row.region, sector: row.sector }), 170, SMALL);
  const candidates = clusters.map((row) => ({
    x: x.at(row.jobs),
    y: PLOT.height - y.at(row.lq),
    radius: 3,
    text: label(row),
  }));
  const placed = placeLabels(candidates, PLOT, SMALL, LABELS, candidates.slice(0, ONE_BY_ONE));
  const present = new Set<StatusWord>(clusters.map(({ status }) => status ?? "none"));
  const largest = clusters[0];
  const sharpest = clusters.reduce<Defined | undefined>(
    (best, row) => (best === undefined || row.lq > best.lq ? row : best),
    undefined,
  );
  const current = clusters.filter(({ status }) => status !== "ex");
  // In descending order, so that at least half of them have no more jobs.
  const median = current[Math.floor(current.length / 2)]?.jobs ?? 0;

  const jobsChannel = jobsAxis(speech);
  const lqChannel = quotientAxis(speech);

  return chart(input, {
    kind: "lq-size-scatter",
    headline: say("charts.scatter-headline", {
      n: current.length,
      count: number(current.length),
      median: number(Math.ceil(median)),
    }),
    subtitle: say("charts.scatter-subtitle", {
      year: input.year,
      quotient: criterionText(input.criteria.locationQuotient, speech),
      jobs: criterionText(input.criteria.jobs, speech),
    }),
    description: [
      say("charts.scatter-description", {
        n: rows.length,
        count: number(rows.length),
        year: input.year,
        quotient: number(lqLimit),
        jobs: number(jobsLimit),
      }),
      largest === undefined || sharpest === undefined
        ? say("charts.scatter-none")
        : say("charts.scatter-extremes", {
            largestSector: largest.sector,
            largestRegion: largest.region,
            n: largest.jobs,
            jobs: number(largest.jobs),
            sharpestSector: sharpest.sector,
            sharpestRegion: sharpest.region,
            quotient: speech.quotient(sharpest.lq),
          }),
    ].join(" "),
    columns: [
      { key: "region", label: say("charts.col-region"), numeric: false },
      { key: "sector", label: say("charts.col-sector"), numeric: false },
      { key: "jobs", label: say("charts.col-jobs"), numeric: true },
      { key: "lq", label: say("charts.col-quotient"), numeric: true },
      { key: "status", label: say("charts.col-status"), numeric: false },
    ],
    rows: clusters.map(({ region, sector, jobs, lq, status }) => ({
      region,
      sector,
      jobs,
      lq,
      status: statusText(status ?? "none", speech),
    })),
    marks: clusters.length > ONE_BY_ONE ? {} : { rows: clusters.map((_, row) => row) },
    keys: clusters.map(({ id }) => cellKeys(id)),
    padding: PADDING,
    height: PLOT.height,
    params: { jobsDomain, lqDomain, jobsTicks: ticks(jobsDomain), lqTicks: ticks(lqDomain) },
    datasets: {
      rows: marks(clusters, x, y),
      rest: marks(
        rows.filter((row) => row.status === undefined),
        x,
        y,
      ),
      limits: [{ jobs: jobsLimit, lq: lqLimit }],
      labels: placed.flatMap(({ index, align, dx, dy }) => {
        const row = clusters[index];
        return row === undefined
          ? []
          : [{ jobs: row.jobs, lq: row.lq, label: label(row), align, dx, dy }];
      }),
      key: statusKey(present, (text) => textWidth(text, SMALL), speech),
    },
    view: {
      layer: [
        {
          data: { name: "rest" },
          mark: {
            type: "point",
            shape: "square",
            filled: true,
            color: COLOUR.pale,
            size: 16,
            opacity: 1,
          },
          encoding: { x: jobsChannel, y: lqChannel },
        },
        {
          data: { name: "limits" },
          mark: { type: "rule", color: COLOUR.rule, strokeDash: [4, 3] },
          encoding: { x: jobsChannel },
        },
        {
          data: { name: "limits" },
          mark: { type: "rule", color: COLOUR.rule, strokeDash: [4, 3] },
          encoding: { y: lqChannel },
        },
        {
          mark: { type: "point", filled: true, opacity: 1, strokeWidth: 1 },
          encoding: {
            x: jobsChannel,
            y: lqChannel,
            size: SIZE,
            shape: STATUS_SHAPE,
            fill: STATUS_FILL,
            stroke: STATUS_STROKE,
          },
        },
        ...labelLayers({ x: jobsChannel, y: lqChannel }),
        ...keyLayers(),
      ],
    },
  });
}

function jobsAxis(speech: Speech): object {
  return {
    field: "jobs",
    type: "quantitative",
    scale: { type: "log", domain: { expr: "jobsDomain" }, nice: false },
    axis: {
      values: { expr: "jobsTicks" },
      format: ",",
      title: speech.say("charts.col-jobs"),
      titleAnchor: "end",
      domain: false,
      labelOverlap: false,
      ...axisMarks(speech),
    },
  };
}

function quotientAxis(speech: Speech): object {
  return {
    field: "lq",
    type: "quantitative",
    scale: { type: "log", domain: { expr: "lqDomain" }, nice: false },
    axis: {
      values: { expr: "lqTicks" },
      format: "~r",
      title: null,
      domain: false,
      labelOverlap: false,
      ...axisMarks(speech),
    },
  };
}

/** Area of a mark, in square units. */
const SIZE = { field: "size", type: "quantitative", scale: null, legend: null } as const;
const ONE = 38;
const SMALLEST = 18;
const LARGEST = 80;

/** The key above the plot: a mark and a word for each status that occurs. */
export function keyLayers(): readonly object[] {
  const left = { field: "left", type: "quantitative", scale: null, axis: null } as const;
  return [
    {
      data: { name: "key" },
      mark: { type: "point", filled: true, opacity: 1, size: 50, y: -16, strokeWidth: 1 },
      encoding: { x: left, shape: STATUS_SHAPE, fill: STATUS_FILL, stroke: STATUS_STROKE },
    },
    {
      data: { name: "key" },
      mark: {
        type: "text",
        align: "left",
        baseline: "middle",
        y: -16,
        dx: 8,
        fontSize: SMALL,
        color: COLOUR.muted,
      },
      encoding: { x: left, text: { field: "label" } },
    },
  ];
}

/** A logarithmic scale over so many units of the picture. */
interface LogScale {
  readonly at: (value: number) => number;
  readonly value: (at: number) => number;
}

function logScale([low, high]: readonly [number, number], room: number): LogScale {
  return {
    at: (value) => (Math.log(value / low) / Math.log(high / low)) * room,
    value: (at) => Number((low * (high / low) ** (at / room)).toPrecision(4)),
  };
}

/** A logarithmic domain round the values and the criterion, with a little air. */
function decades(values: readonly number[], limit: number): readonly [number, number] {
  const positive = limit > 0 ? limit : 1;
  let low = positive;
  let high = positive;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const air = (high / low) ** 0.03 * 1.05;
  return [low / air, high * air];
}

/** Powers of ten inside the domain. */
function ticks([low, high]: readonly [number, number]): readonly number[] {
  const first = Math.ceil(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(`1e${first + index}`),
  );
}

/** One mark a row, or one a cell of the grid and status where rows are many. */
function marks(
  rows: readonly Defined[],
  x: LogScale,
  y: LogScale,
): readonly Readonly<Record<string, unknown>>[] {
  if (rows.length <= ONE_BY_ONE) {
    return rows.map(({ region, sector, jobs, lq, status }) => ({
      region,
      sector,
      jobs,
      lq,
      status: status ?? "none",
      size: ONE,
    }));
  }
  const counts = new Map<string, number>();
  for (const { jobs, lq, status = "none" } of rows) {
    const key = `${Math.round(x.at(jobs) / GRID)} ${Math.round(y.at(lq) / GRID)} ${status}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, count]) => {
      const [column, line, status] = key.split(" ");
      return {
        jobs: x.value(Number(column) * GRID),
        lq: y.value(Number(line) * GRID),
        status,
        count,
        size: Math.min(LARGEST, SMALLEST + Math.round(6 * (Math.sqrt(count) - 1))),
      };
    });
}
