/** Clusters against the nation, by sector or branch over a period (the paper's figures 1 and 2). */

import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { GrowthBarsInput, GrowthBarsRow } from "./inputs.ts";
import { fitText } from "./text-width.ts";
import { COLOUR, SMALL, TEXT, WIDTH } from "./theme.ts";
import { byCodePoint, changeText, listText, numberText } from "./words.ts";

const PADDING = { left: 2, right: 2, top: 18, bottom: 22 };
const ROOM = WIDTH - PADDING.left - PADDING.right;

type Complete = GrowthBarsRow & {
  readonly clustersPercent: number;
  readonly nationPercent: number;
};

const isComplete = (row: GrowthBarsRow): row is Complete =>
  Number.isFinite(row.clustersPercent) && Number.isFinite(row.nationPercent);

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
  const better = rows.filter((row) => row.gap > 0).length;
  const [from, to] = input.period;

  return chart(input, {
    kind: "growth-bars",
    headline: `${better} of ${rows.length} ${input.level} did better in their clusters than in the country`,
    subtitle: `Change in jobs ${from}–${to}, percent: clusters and the same sectors nationally${
      left > 0 ? `; ${numberText(left)} without both figures left out` : ""
    }`,
    description:
      `Bar chart of the change in jobs from ${from} to ${to} in clusters and in the country, by ${input.level}. ` +
      `The clusters did best against the country in ${best.name} (${percent(best.clustersPercent)} against ${percent(best.nationPercent)})` +
      (worst === best
        ? "."
        : ` and worst in ${worst.name} (${percent(worst.clustersPercent)} against ${percent(worst.nationPercent)}).`) +
      (better > 0
        ? ` Better in their clusters: ${listText(rows.slice(0, better).map((row) => row.name))}.`
        : ""),
    columns: [
      { key: "name", label: "Name", numeric: false },
      { key: "clusters", label: `Clusters, change ${from}–${to}`, unit: "percent", numeric: true },
      { key: "nation", label: `Country, change ${from}–${to}`, unit: "percent", numeric: true },
      { key: "gap", label: "Gap", unit: "percentage points", numeric: true },
    ],
    rows: rows.map((row) => ({
      name: row.name,
      clusters: row.clustersPercent,
      nation: row.nationPercent,
      gap: row.gap,
    })),
    padding: PADDING,
    height: { step: 46 },
    params: { domain: domainOf(rows) },
    datasets: {
      rows: rows.map((row, index) => ({
        order: index + 1,
        name: row.name,
        label: fitText(row.name, ROOM, TEXT, 600),
        clusters: row.clustersPercent,
        nation: row.nationPercent,
        gap: row.gap,
        clustersLabel: `${changeText(row.clustersPercent)}${index === 0 ? "% clusters" : "%"}`,
        nationLabel: `${changeText(row.nationPercent)}${index === 0 ? "% country" : "%"}`,
      })),
    },
    view: {
      layer: [
        {
          mark: {
            type: "text",
            align: "left",
            baseline: "top",
            fontWeight: 600,
            x: 0,
            yOffset: -20,
          },
          encoding: { text: { field: "label" } },
        },
        ...bar("nation", "nationLabel", COLOUR.nation, 14),
        ...bar("clusters", "clustersLabel", COLOUR.cluster, 2),
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

const percent = (value: number): string => `${changeText(value, 1)} percent`;

/** From the lowest to the highest value, with room for the labels outside the bars, and 0 inside. */
function domainOf(rows: readonly Complete[]): readonly [number, number] {
  const values = rows.flatMap((row) => [row.clustersPercent, row.nationPercent]);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  // A bar may end where 60 units of room are left for its label, and the widest label is in the first row.
  const unit = (high - low || 1) / (ROOM - (low < 0 ? 44 : 0) - 92);
  return [low - (low < 0 ? 44 * unit : 0), high + 92 * unit];
}

function bar(field: string, label: string, color: string, offset: number): readonly object[] {
  const x = {
    field,
    type: "quantitative",
    scale: { domain: { expr: "domain" }, nice: false, zero: false },
    axis: { values: [0], labels: false, domain: false, title: null, gridColor: COLOUR.axis },
  };
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
