/** Clusters against the nation, by sector, branch and group, for every period. */

import type { GrowthRow } from "../model/growth.ts";
import type { Speech } from "../words/speech.ts";
import { tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { growthCharts } from "./edition.ts";
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
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const path = paths.growth(id);
  const charts = await growthCharts(context, path);
  return editionSheet(context, {
    kind: "growth",
    path,
    title: say("edition.growth-title"),
    description: say("edition.growth-description", { edition: descriptor.title }),
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
  const { say, period } = context.site.speech;
  const { breaks, clusterYears } = dataset.descriptor;
  const rows = growth.filter((row) => row.period[0] === from && row.period[1] === to);
  const years = period(from, to);
  return {
    period: years,
    chart: charts.find((chart) => chart.id === `growth-${from}-${to}`),
    summary: growthTable(
      context,
      rows.filter(({ level }) => level !== "sector"),
      `summary-${from}-${to}`,
      say("edition.growth-by-branch", { period: years }),
    ),
    sectors: growthTable(
      context,
      rows.filter(({ level }) => level === "sector"),
      `sectors-${from}-${to}`,
      say("edition.growth-by-sector", { period: years }),
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
  const { say } = context.site.speech;
  return {
    id,
    caption,
    columns: [
      textColumn(say("edition.col-sectors")),
      numberColumn(say("edition.col-clusters")),
      numberColumn(say("edition.col-jobs-first")),
      numberColumn(say("edition.col-jobs-last")),
      numberColumn(say("edition.col-change")),
      numberColumn(say("edition.col-clusters-percent")),
      numberColumn(say("edition.col-nation-percent")),
      numberColumn(say("edition.col-gap")),
    ],
    rows: rows.map((row) => ({
      data: { level: row.level, id: row.id },
      cells: growthCells(context, row),
    })),
    source: tableSource(context),
    interactive: rows.length > 8,
  };
}

/** The name of a row: a group says that it is one, since a branch may have the same name. */
function rowName({ level, name }: GrowthRow, { say }: Speech): string {
  if (level === "all") return say("edition.row-all");
  return level === "group" ? say("edition.row-group", { name }) : name;
}

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
  const name = rowName(row, site.speech);
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
