/** Clusters against the nation, by sector or branch over a period (the paper's figures 1 and 2). */

import { gapWord } from "../model/growth-gap.ts";
import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { GrowthBarsInput, GrowthBarsRow } from "./inputs.ts";
import { fitText, textWidth } from "./text-width.ts";
import { COLOUR, SMALL, TEXT, WIDTH } from "./theme.ts";
import { byCodePoint } from "./words.ts";

const PADDING = { left: 2, right: 2, top: 2, bottom: 4 };
const ROOM = WIDTH - PADDING.left - PADDING.right;

type Complete = GrowthBarsRow & {
  readonly clustersPercent: number;
  readonly nationPercent: number;
};

const isComplete = (row: GrowthBarsRow): row is Complete =>
  Number.isFinite(row.clustersPercent) && Number.isFinite(row.nationPercent);

/** Labels are given more room than our font needs, because another may stand in for it. */
const CAUTION = 1.1;

/** More bars than this are a table: the picture then shows the largest gaps either way, the table all. */
const DRAWN = 20;

/** Diverging bars sorted by the gap between clusters and nation; undefined where no row has both figures. */
export function growthBars(input: GrowthBarsInput): Chart | undefined {
  const rows = input.rows
    .filter(isComplete)
    .map((row) => ({ ...row, gap: row.clustersPercent - row.nationPercent }))
    .sort((a, b) => b.gap - a.gap || byCodePoint(a.id, b.id));
  const best = rows[0];
  const worst = rows.at(-1);
  if (best === undefined || worst === undefined) return undefined;
  const left = input.rows.length - rows.length;
  const better = rows.filter((row) => gapWord(row.gap) === "better").length;
  const similar = rows.filter((row) => gapWord(row.gap) === "similar").length;
  const [from, to] = input.period;
  const { speech } = input;
  const { say } = speech;
  const period = speech.period(from, to);
  const drawn =
    rows.length <= DRAWN ? rows : [...rows.slice(0, DRAWN / 2), ...rows.slice(-DRAWN / 2)];

  return chart(input, {
    kind: "growth-bars",
    headline: say(similar > 0 ? "charts.growth-headline-similar" : "charts.growth-headline", {
      level: input.level,
      better,
      all: rows.length,
      ...(similar > 0 ? { similar } : {}),
    }),
    subtitle: [
      say("charts.growth-subtitle", { period }),
      ...(drawn === rows ? [] : [say("charts.growth-largest", { count: DRAWN / 2 })]),
      ...(left > 0 ? [say("charts.growth-left-out", { count: speech.number(left) })] : []),
    ].join("; "),
    description: [
      say("charts.growth-description", { level: input.level, from, to }),
      extremes(best, worst, speech),
      ...(better > 0
        ? [
            say("charts.growth-clearly-better", {
              names: speech.list(rows.slice(0, better).map((row) => row.name)),
            }),
          ]
        : []),
    ].join(" "),
    columns: [
      { key: "name", label: say("charts.col-name"), numeric: false },
      {
        key: "clusters",
        label: say("charts.growth-col-clusters", { period }),
        unit: say("charts.percent"),
        numeric: true,
      },
      {
        key: "nation",
        label: say("charts.growth-col-nation", { period }),
        unit: say("charts.percent"),
        numeric: true,
      },
      {
        key: "gap",
        label: say("charts.growth-col-gap"),
        unit: say("charts.points"),
        numeric: true,
      },
    ],
    rows: rows.map((row) => ({
      name: row.name,
      clusters: row.clustersPercent,
      nation: row.nationPercent,
      gap: row.gap,
    })),
    marks: { rows: drawn.map((row) => rows.indexOf(row)) },
    ...(input.level === "sectors" ? { keys: rows.map(({ id }) => ({ sector: id })) } : {}),
    padding: PADDING,
    height: { step: 46 },
    params: {
      domain: domainOf(
        drawn.flatMap((row, index) => [
          { value: row.clustersPercent, label: clustersLabel(row, index, speech) },
          { value: row.nationPercent, label: nationLabel(row, index, speech) },
        ]),
      ),
    },
    datasets: {
      rows: drawn.map((row, index) => ({
        order: index + 1,
        name: row.name,
        label: fitText(row.name, ROOM, TEXT, 600),
        clusters: row.clustersPercent,
        nation: row.nationPercent,
        gap: row.gap,
        clustersLabel: clustersLabel(row, index, speech),
        nationLabel: nationLabel(row, index, speech),
      })),
    },
    view: {
      layer: [
        {
          mark: {
            type: "text",
            align: "left",
            baseline: "middle",
            fontWeight: 600,
            x: 0,
            yOffset: -14,
          },
          encoding: { text: { field: "label" } },
        },
        ...bar("nation", "nationLabel", COLOUR.nation, 13),
        ...bar("clusters", "clustersLabel", COLOUR.cluster, 1),
        {
          mark: {
            type: "tick",
            orient: "vertical",
            size: 27,
            thickness: 1,
            yOffset: 7,
            color: COLOUR.ink,
            opacity: 1,
          },
          encoding: { x: { datum: 0, ...SCALE } },
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

/** The first row says which bar is which. */
const clustersLabel = (row: Complete, index: number, speech: Speech): string => {
  const percent = speech.percent(speech.change(row.clustersPercent));
  return index === 0 ? speech.say("charts.growth-label-clusters", { percent }) : percent;
};
const nationLabel = (row: Complete, index: number, speech: Speech): string => {
  const percent = speech.percent(speech.change(row.nationPercent));
  return index === 0 ? speech.say("charts.growth-label-nation", { percent }) : percent;
};

/** Where the clusters did best against the country and where worst. */
function extremes(best: Complete, worst: Complete, { change, say }: Speech): string {
  const first = {
    best: best.name,
    bestClusters: change(best.clustersPercent, 1),
    bestNation: change(best.nationPercent, 1),
  };
  if (worst === best) return say("charts.growth-one", first);
  return say("charts.growth-extremes", {
    ...first,
    worst: worst.name,
    worstClusters: change(worst.clustersPercent, 1),
    worstNation: change(worst.nationPercent, 1),
  });
}

const SCALE = {
  type: "quantitative",
  scale: { domain: { expr: "domain" }, nice: false, zero: false },
  axis: null,
} as const;

interface Bar {
  readonly value: number;
  readonly label: string;
}

/**
 * The widest scale on which every bar and the label outside it fit the room. The room that bars and labels
 * need to the left and right of 0 grows with the scale, so the scale is found by halving.
 */
function domainOf(bars: readonly Bar[]): readonly [number, number] {
  const side = (sign: 1 | -1, scale: number): number =>
    Math.max(
      1,
      ...bars
        .filter(({ value }) => (sign === 1 ? value >= 0 : value < 0))
        .map(
          ({ value, label }) => Math.abs(value) * scale + (textWidth(label, SMALL) + 5) * CAUTION,
        ),
    );
  let low = 0;
  let high = ROOM;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (side(-1, middle) + side(1, middle) <= ROOM) low = middle;
    else high = middle;
  }
  const left = side(-1, low);
  // All bars of length 0 would give no scale at all.
  const scale = bars.some(({ value }) => value !== 0) ? low : 1;
  return [-left / scale, (ROOM - left) / scale];
}

function bar(field: string, label: string, color: string, offset: number): readonly object[] {
  const x = { field, ...SCALE };
  const before = `datum.${field} < 0`;
  return [
    { mark: { type: "bar", height: 11, yOffset: offset, color }, encoding: { x } },
    {
      mark: {
        type: "text",
        align: { expr: `${before} ? "right" : "left"` },
        dx: { expr: `${before} ? -4 : 4` },
        yOffset: offset,
        fontSize: SMALL,
      },
      encoding: { x, text: { field: label } },
    },
  ];
}
