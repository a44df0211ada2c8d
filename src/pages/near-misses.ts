/** What just failed, and what only just passed. */

import {
  type CriterionName,
  type FragileCluster,
  fragileClusters,
  type NearMiss,
  nearMisses,
} from "../model/near-miss.ts";
import { tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, RowView, Sheet, TableView } from "./view.ts";

export interface NearMissesView {
  readonly year: number;
  readonly missed: TableView;
  /** How many cells fail exactly one criterion; the table shows the nearest. */
  readonly missedCount: number;
  readonly fragile: TableView;
  /** Percent of a threshold within which a cluster counts as only just listed. */
  readonly within: number;
  readonly sensitivityHref: string;
}

const SHOWN = 100;
const WITHIN = 5;

export async function nearMissesSheet(context: EditionContext): Promise<Sheet<NearMissesView>> {
  const { atlas, site } = context;
  const { id, descriptor } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const missed = nearMisses(atlas, year);
  return editionSheet(context, {
    kind: "near-misses",
    path: paths.nearMisses(id),
    title: "Near misses",
    description: `Pairs of region and sector in ${descriptor.title} that fail exactly one criterion, and clusters that only just pass.`,
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      { path: paths.clusters(id), text: "Clusters" },
    ],
    view: {
      year,
      missed: missedTable(context, missed.slice(0, SHOWN)),
      missedCount: missed.length,
      fragile: fragileTable(context, fragileClusters(atlas, year, WITHIN).slice(0, SHOWN)),
      within: WITHIN,
      sensitivityHref: href(site.pathPrefix, paths.sensitivity(id)),
    },
  });
}

const CRITERION: Readonly<
  Record<CriterionName, { readonly word: string; readonly margin: string }>
> = {
  locationQuotient: { word: "location quotient", margin: "margin-lq" },
  jobs: { word: "jobs", margin: "margin-jobs" },
  firms: { word: "firms", margin: "margin-firms" },
};

function missedTable(context: EditionContext, cells: readonly NearMiss[]): TableView {
  return {
    id: "missed",
    caption: "Pairs that fail exactly one criterion, nearest first",
    columns: columns("Fails on", "Below the threshold, %"),
    rows: cells.map((cell) =>
      row(context, cell, paths.region(context.atlas.dataset.id, cell.region)),
    ),
    source: tableSource(context),
    interactive: cells.length > 8,
  };
}

function fragileTable(context: EditionContext, cells: readonly FragileCluster[]): TableView {
  return {
    id: "fragile",
    caption: "Clusters that pass by little, least secure first",
    columns: columns("Passes least on", "Above the threshold, %"),
    rows: cells.map((cell) =>
      row(context, cell, paths.cluster(context.atlas.dataset.id, cell.region, cell.sector)),
    ),
    source: tableSource(context),
    interactive: cells.length > 8,
  };
}

function columns(criterion: string, margin: string): TableView["columns"] {
  return [
    textColumn("Region"),
    textColumn("Sector"),
    textColumn(criterion),
    numberColumn(margin),
    numberColumn("Location quotient"),
    numberColumn("Jobs"),
    numberColumn("Firms"),
  ];
}

function row(context: EditionContext, cell: NearMiss | FragileCluster, path: string): RowView {
  const { atlas, numbers, site } = context;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const { r, s, region, sector } = cell;
  const { word, margin } = CRITERION[cell.criterion];
  const cells: readonly CellView[] = [
    linkCell(dataset.regions[r]?.name ?? region, href(site.pathPrefix, path)),
    textCell(dataset.sectors[s]?.name ?? sector),
    textCell(word),
    numberCell(
      numbers.figure(`${margin}:${region}/${sector}:${year}`, { bare: true, unmarked: true }),
    ),
    numberCell(numbers.quotient(y, r, s)),
    numberCell(numbers.jobs(y, r, s)),
    numberCell(numbers.firms(y, r, s)),
  ];
  return { data: { region, sector, criterion: cell.criterion }, cells };
}
