/** How the list of clusters depends on the thresholds. */

import { thresholdHeat } from "../charts/threshold-heat.ts";
import { threshold } from "../model/criterion.ts";
import { type Sensitivity, sensitivity, type ThresholdRange } from "../model/sensitivity.ts";
import type { Speech } from "../words/speech.ts";
import { chartFrame } from "./chart-data.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { plainNumber } from "./numbers.ts";
import { linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, ChartView, NumberView, Sheet, TableView } from "./view.ts";

export interface SensitivityView {
  readonly year: number;
  readonly count: NumberView;
  readonly chart: ChartView | undefined;
  readonly firms: TableView;
  readonly ranges: TableView;
  readonly nearMissesHref: string;
}

/** A table of all clusters of a large edition would say less than its least secure ones. */
const SHOWN = 200;

export async function sensitivitySheet(context: EditionContext): Promise<Sheet<SensitivityView>> {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const path = paths.sensitivity(id);
  const counted = sensitivity(atlas, year);
  return editionSheet(context, {
    kind: "sensitivity",
    path,
    title: say("edition.sensitivity-title"),
    description: say("edition.sensitivity-description", { edition: descriptor.title }),
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      { path: paths.clusters(id), text: say("frame.section-clusters") },
    ],
    view: {
      year,
      count: numbers.figure(`count:clusters/*:${year}`, { unmarked: true }),
      chart: await heatChart(context, counted, path),
      firms: firmsTable(counted, site.speech),
      ranges: rangesTable(context, counted.ranges),
      nearMissesHref: href(site.pathPrefix, paths.nearMisses(id)),
    },
  });
}

async function heatChart(
  context: EditionContext,
  { grid, counts, year }: Sensitivity,
  path: string,
): Promise<ChartView | undefined> {
  const { criteria } = context.atlas.dataset.descriptor;
  const chart = thresholdHeat({
    ...chartFrame(context, "thresholds"),
    year,
    cells: grid.locationQuotient.flatMap((quotient, l) =>
      grid.jobs.map((jobs, j) => ({
        quotient,
        jobs,
        clusters: counts[l * grid.jobs.length + j] ?? 0,
      })),
    ),
    own: { quotient: threshold(criteria.locationQuotient), jobs: threshold(criteria.jobs) },
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

function firmsTable({ grid, countsByFirms }: Sensitivity, speech: Speech): TableView {
  const { say } = speech;
  return {
    id: "firms",
    caption: say("edition.sensitivity-firms-caption"),
    columns: [numberColumn(say("edition.col-firms")), numberColumn(say("edition.col-clusters"))],
    rows: grid.firms.map((firms, position) => ({
      data: { firms: String(firms) },
      cells: [thresholdCell(firms, speech), countCell(countsByFirms[position] ?? 0, speech)],
    })),
    source: undefined,
    interactive: false,
  };
}

function thresholdCell(value: number, { number }: Speech): CellView {
  const text = number(value, Number.isInteger(value) ? 0 : 1);
  return numberCell(plainNumber(value, text));
}

function countCell(value: number, { number }: Speech): CellView {
  return numberCell(plainNumber(value, number(value)));
}

function rangesTable(context: EditionContext, ranges: readonly ThresholdRange[]): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { dataset } = atlas;
  const y = yearIndex(atlas, lastClusterYear(atlas));
  const least = ranges
    .toSorted((a, b) => a.upTo - b.upTo || a.r - b.r || a.s - b.s)
    .slice(0, SHOWN);
  return {
    id: "ranges",
    caption: say("edition.sensitivity-ranges-caption"),
    columns: [
      textColumn(say("edition.col-region")),
      textColumn(say("edition.col-sector")),
      numberColumn(say("edition.col-leaves-at")),
    ],
    rows: least.map(({ r, s, region, sector }) => ({
      data: { region, sector },
      cells: [
        linkCell(
          dataset.regions[r]?.name ?? region,
          href(site.pathPrefix, paths.cluster(dataset.id, region, sector)),
        ),
        textCell(dataset.sectors[s]?.name ?? sector),
        numberCell(numbers.quotient(y, r, s)),
      ],
    })),
    source: undefined,
    interactive: least.length > 8,
  };
}
