/** Puts a chart on a page: renders it, publishes its three files, and says what the template shows. */

import { type Chart, chartCsv, type RowKeys } from "../charts/chart.ts";
import { renderChart } from "../charts/render.ts";
import type { Speech } from "../words/speech.ts";
import { chartEmbed } from "./chart-embed.ts";
import { type ChartOrigin, pictureWithOrigin, specWithOrigin } from "./chart-origin.ts";
import { type CitedWork, citationText, citationTexts, defaultStyle } from "./citation-style.ts";
import {
  PLACEHOLDER_BASE_URL,
  type PlaceChart,
  type SiteOptions,
  type WriteFile,
} from "./context.ts";
import { absolute, href } from "./urls.ts";
import type { CellView, ChartView, TableView } from "./view.ts";

/** Draws a chart: the same picture for the same chart and prefix, so that one drawn earlier is as good. */
export type RenderChart = typeof renderChart;

/** What a chart is cited as: a figure with this title at this address. */
export type CiteFigure = (figure: {
  readonly title: string;
  readonly url: string;
  readonly modelled: boolean;
}) => CitedWork;

export function createChartPress(
  site: SiteOptions,
  write: WriteFile,
  cite: CiteFigure,
  render: RenderChart = renderChart,
): PlaceChart {
  return async (pagePath, chart) => {
    const { inline, standalone } = render(chart, idPrefix(pagePath, chart.id));
    const file = `${pagePath.slice(1)}${chart.id}`;
    const work = cite({
      title: chart.headline,
      url: figureAddress(site, pagePath, chart.id),
      modelled: chart.status === "modelled",
    });
    const origin = originOf(work, site);
    const svg = origin === undefined ? standalone : pictureWithOrigin(standalone, origin);
    const spec = origin === undefined ? chart.spec : specWithOrigin(chart.spec, origin);
    await write(`${file}.svg`, svg);
    await write(`${file}.vl.json`, `${JSON.stringify(spec)}\n`);
    await write(`${file}.csv`, chartCsv(chart));
    return {
      ...chartView(chart, inline, href(site.pathPrefix, pagePath), site.speech),
      citations: citationTexts(work),
      embed: chartEmbed(chart, standalone, pagePath, site),
    };
  };
}

/** Undefined where the site's address is not known: files are passed on without the page that would say so. */
function originOf(work: CitedWork, { baseUrl, speech }: SiteOptions): ChartOrigin | undefined {
  if (baseUrl === undefined) return undefined;
  return { url: work.url, citation: citationText(work, defaultStyle(speech)) };
}

/** Where the figure stands on its page; the id is in the chart's template. */
function figureAddress(
  { baseUrl = PLACEHOLDER_BASE_URL, pathPrefix }: SiteOptions,
  pagePath: string,
  id: string,
): string {
  return `${absolute(baseUrl, pathPrefix, pagePath)}#figure-${id}`;
}

/** Unique within a page and the same in every build; pages are separate documents. */
function idPrefix(_pagePath: string, chartId: string): string {
  return `chart-${chartId}`;
}

function chartView(
  chart: Chart,
  svg: string,
  base: string,
  speech: Speech,
): Omit<ChartView, "embed" | "citations"> {
  return {
    id: chart.id,
    headline: chart.headline,
    subtitle: chart.subtitle,
    svg,
    description: chart.description,
    source: chart.source,
    status: chart.status,
    table: chartTable(chart, speech),
    told: chart.columns.filter(({ isQuiet }) => isQuiet !== true).length,
    svgHref: `${base}${chart.id}.svg`,
    specHref: `${base}${chart.id}.vl.json`,
    csvHref: `${base}${chart.id}.csv`,
  };
}

function chartTable(chart: Chart, speech: Speech): TableView {
  const shown = chart.columns.filter(({ isQuiet }) => isQuiet !== true);
  return {
    id: `table-${chart.id}`,
    caption: speech.say("charts.table-caption", { headline: chart.headline }),
    columns: shown.map(({ label, unit, numeric }) => ({
      label:
        unit === undefined || unit === ""
          ? label
          : speech.say("charts.column-unit", { label, unit }),
      numeric,
    })),
    rows: chart.rows.map((row, n) => ({
      data: rowData(chart.keys[n]),
      cells: shown.map(({ key }) => chartCell(key, row[key], speech)),
    })),
    source: undefined,
    interactive: false,
  };
}

/** Named apart from the rows of the page's own tables, which are the ones that are counted and cited. */
function rowData({ region, sector }: RowKeys = {}): Readonly<Record<string, string>> {
  return {
    ...(region === undefined ? {} : { "of-region": region }),
    ...(sector === undefined ? {} : { "of-sector": sector }),
  };
}

function chartCell(key: string, value: string | number | undefined, { number }: Speech): CellView {
  if (value === undefined) return { text: "–" };
  if (typeof value === "string") return { text: value };
  // A year has no mark of thousands.
  const text = key === "year" ? String(value) : number(value, Number.isInteger(value) ? 0 : 2);
  // As text alone: the full value is in the chart's CSV, and a long table's markup weighs.
  return { text };
}
