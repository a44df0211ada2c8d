/** Clusters against the nation, by sector, branch and group, for every period. */

import type { GrowthLevel, GrowthRow } from "../model/growth.ts";
import { tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { growthCharts } from "./edition.ts";
import { formatPeriod } from "./format.ts";
import { linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, ChartView, Sheet, TableView } from "./view.ts";

export interface PeriodView {
  readonly period: string;
  readonly chart: ChartView | undefined;
  /** Branches (where there are any), groups and all. */
  readonly summary: TableView;
  readonly sectors: TableView;
  /** Breaks in the series that fall within the period. */
  readonly breaks: readonly string[];
  /** Which clusters the period covers, in words for the caption. */
  readonly endsAtClusterYear: boolean;
  readonly from: number;
  readonly to: number;
}

export interface GrowthView {
  readonly periods: readonly PeriodView[];
  readonly jobsUnit: string;
  readonly dataHref: string;
}

export async function growthSheet(context: EditionContext): Promise<Sheet<GrowthView>> {
  const { atlas, site } = context;
  const { id, descriptor } = atlas.dataset;
  const path = paths.growth(id);
  const charts = await growthCharts(context, path);
  return editionSheet(context, {
    kind: "growth",
    path,
    title: "Growth: clusters against the nation",
    description: `How jobs in the clusters of ${descriptor.title} changed, beside the same sectors in the whole country.`,
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      periods: descriptor.periods.map((period) => periodView(context, period, charts)),
      jobsUnit: descriptor.jobsUnit,
      dataHref: href(site.pathPrefix, paths.data(id)),
    },
  });
}

function periodView(
  context: EditionContext,
  [from, to]: readonly [number, number],
  charts: readonly ChartView[],
): PeriodView {
  const { growth, dataset } = context.atlas;
  const { breaks, clusterYears } = dataset.descriptor;
  const rows = growth.filter(({ period }) => period[0] === from && period[1] === to);
  const years = formatPeriod(from, to);
  return {
    period: years,
    chart: charts.find((chart) => chart.id === `growth-${from}-${to}`),
    summary: growthTable(
      context,
      rows.filter(({ level }) => level !== "sector"),
      `summary-${from}-${to}`,
      `Clusters and nation ${years}, by branch and group`,
    ),
    sectors: growthTable(
      context,
      rows.filter(({ level }) => level === "sector"),
      `sectors-${from}-${to}`,
      `Clusters and nation ${years}, by sector`,
    ),
    breaks: breaks
      .filter(({ year }) => year > from && year <= to)
      .map(({ year, note }) => `${year}: ${note}`),
    endsAtClusterYear: clusterYears.includes(to),
    from,
    to,
  };
}

function growthTable(
  context: EditionContext,
  rows: readonly GrowthRow[],
  id: string,
  caption: string,
): TableView {
  return {
    id,
    caption,
    columns: [
      textColumn("Sectors"),
      numberColumn("Clusters"),
      numberColumn("Jobs, first year"),
      numberColumn("Jobs, last year"),
      numberColumn("Change"),
      numberColumn("Clusters, %"),
      numberColumn("Nation, %"),
      numberColumn("Gap, points"),
    ],
    rows: rows.map((row) => ({
      data: { level: row.level, id: row.id },
      cells: growthCells(context, row),
    })),
    source: tableSource(context),
    interactive: rows.length > 8,
  };
}

const LEVEL_WORD: Readonly<Record<GrowthLevel, string>> = {
  sector: "",
  branch: "",
  group: " (group)",
  all: "",
};

/** The scope of a row in a figure's id. */
function scopeOf({ level, id }: GrowthRow): string {
  if (level === "all") return "*";
  return level === "sector" ? id : `${level}=${id}`;
}

function growthCells(context: EditionContext, row: GrowthRow): readonly CellView[] {
  const { atlas, numbers, site } = context;
  const years = `${row.period[0]}-${row.period[1]}`;
  const scope = scopeOf(row);
  const figure = (id: string): CellView =>
    numberCell(numbers.figure(id, { bare: true, unmarked: true }));
  const name = `${row.name}${LEVEL_WORD[row.level]}`;
  return [
    row.level === "sector"
      ? linkCell(name, href(site.pathPrefix, paths.sector(atlas.dataset.id, row.id)))
      : textCell(name),
    figure(`count:clusters/${scope}:${years}`),
    figure(`jobs-from:clusters/${scope}:${years}`),
    figure(`jobs-to:clusters/${scope}:${years}`),
    figure(`change:clusters/${scope}:${years}`),
    figure(`change-percent:clusters/${scope}:${years}`),
    figure(`change-percent:same/${scope}:${years}`),
    figure(`growth-gap:clusters/${scope}:${years}`),
  ];
}
