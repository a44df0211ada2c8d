/** How many clusters there would be under other thresholds. */

import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { ThresholdHeatCell, ThresholdHeatInput } from "./inputs.ts";
import { COLOUR, SMALL, WIDTH } from "./theme.ts";
import { axisMarks } from "./words.ts";

const PADDING = { left: 34, right: 2, top: 4, bottom: 38 };
const STEP = 30;
const SHADES = [
  COLOUR["heat-0"],
  COLOUR["heat-1"],
  COLOUR["heat-2"],
  COLOUR["heat-3"],
  COLOUR["heat-4"],
] as const;

/** Number of clusters by quotient and job threshold, with the edition's own cell outlined; undefined without cells. */
export function thresholdHeat(input: ThresholdHeatInput): Chart | undefined {
  const cells = [...input.cells].sort((a, b) => b.quotient - a.quotient || a.jobs - b.jobs);
  if (cells.length === 0) return undefined;
  const most = cells.reduce((best, cell) => (cell.clusters > best.clusters ? cell : best));
  const fewest = cells.reduce((best, cell) => (cell.clusters < best.clusters ? cell : best));
  const own = cells.find(
    ({ quotient, jobs }) => quotient === input.own.quotient && jobs === input.own.jobs,
  );
  const quotients = new Set(cells.map(({ quotient }) => quotient));
  const { speech } = input;
  const { say, number } = speech;
  const range = { fewest: number(fewest.clusters), most: number(most.clusters) };

  return chart(input, {
    kind: "threshold-heat",
    headline:
      own === undefined
        ? say("charts.heat-range", range)
        : say("charts.heat-headline", { n: own.clusters, own: number(own.clusters), ...range }),
    subtitle: say(own === undefined ? "charts.heat-subtitle" : "charts.heat-subtitle-own", {
      year: input.year,
    }),
    description: [
      say("charts.heat-description", {
        year: input.year,
        n: cells.length,
        count: number(cells.length),
        ...range,
        mostAt: atThresholds(most, speech),
        fewestAt: atThresholds(fewest, speech),
      }),
      ...(own === undefined
        ? []
        : [
            say("charts.heat-own", {
              at: atThresholds(own, speech),
              clusters: number(own.clusters),
            }),
          ]),
      say("charts.heat-stricter"),
    ].join(" "),
    columns: [
      { key: "quotient", label: say("charts.heat-col-quotient"), numeric: true },
      { key: "jobs", label: say("charts.heat-col-jobs"), numeric: true },
      { key: "clusters", label: say("charts.heat-col-clusters"), numeric: true },
    ],
    rows: cells.map(({ quotient, jobs, clusters }) => ({ quotient, jobs, clusters })),
    padding: PADDING,
    height: quotients.size * STEP,
    datasets: {
      rows: cells.map((cell) => {
        const shade = shadeOf(cell.clusters, most.clusters);
        return {
          ...cell,
          shade,
          tone: shade < 3 ? "dark" : "light",
          label: number(cell.clusters),
        };
      }),
      own: own === undefined ? [] : [{ quotient: own.quotient, jobs: own.jobs }],
    },
    view: {
      layer: [
        {
          mark: { type: "rect", stroke: COLOUR.paper, strokeWidth: 1.5 },
          encoding: {
            color: {
              field: "shade",
              type: "ordinal",
              scale: { domain: [0, 1, 2, 3, 4], range: SHADES },
              legend: null,
            },
          },
        },
        {
          mark: {
            type: "text",
            baseline: "middle",
            fontSize: SMALL,
            color: {
              expr: `datum.shade < 4 ? "${COLOUR.ink}" : "${COLOUR.paper}"`,
            },
          },
          encoding: { text: { field: "label" } },
        },
        {
          data: { name: "own" },
          mark: { type: "rect", fill: null, stroke: COLOUR.rule, strokeWidth: 2.5 },
        },
      ],
      encoding: {
        x: axis("jobs", "ascending", say("charts.heat-axis"), ",", columnsFit(cells), speech),
        y: axis("quotient", "descending", null, "~r", true, speech),
      },
    },
  });
}

function axis(
  field: string,
  sort: string,
  title: string | null,
  format: string,
  all: boolean,
  speech: Speech,
): object {
  return {
    field,
    type: "ordinal",
    sort,
    scale: { paddingInner: 0, paddingOuter: 0 },
    axis: {
      title,
      format,
      labelAngle: 0,
      domain: false,
      grid: false,
      labelOverlap: !all,
      ...axisMarks(speech),
    },
  };
}

/** Whether every column has room for its own label. */
function columnsFit(cells: readonly ThresholdHeatCell[]): boolean {
  const columns = new Set(cells.map(({ jobs }) => jobs)).size;
  return (WIDTH - PADDING.left - PADDING.right) / columns >= 28;
}

/** Five shades by square root, so that few clusters still differ from none. */
function shadeOf(clusters: number, most: number): number {
  return most <= 0
    ? 0
    : Math.min(SHADES.length - 1, Math.floor(Math.sqrt(clusters / most) * SHADES.length));
}

function atThresholds({ quotient, jobs }: ThresholdHeatCell, { number, say }: Speech): string {
  return say("charts.heat-at", {
    quotient: number(quotient, Number.isInteger(quotient) ? 0 : 1),
    jobs: say("charts.jobs", { n: jobs, count: number(jobs) }),
  });
}
