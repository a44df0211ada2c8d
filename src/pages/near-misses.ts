/** What just failed, and what only just passed. */

import {
  type CriterionName,
  type FragileCluster,
  fragileClusters,
  type NearMiss,
  nearMisses,
} from "../model/near-miss.ts";
import type { MessageKey } from "../words/language.ts";
import type { Speech } from "../words/speech.ts";
import { tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { plainNumber } from "./numbers.ts";
import { linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, NumberView, RowView, Sheet, TableView } from "./view.ts";

export interface NearMissesView {
  readonly year: number;
  readonly missed: TableView;
  /** How many cells fail exactly one criterion; the table shows the nearest. */
  readonly missedCount: NumberView;
  readonly fragile: TableView;
  readonly fragileCount: NumberView;
  /** Percent of a threshold within which a cluster counts as only just listed. */
  readonly within: number;
  readonly sensitivityHref: string;
}

const SHOWN = 100;
const WITHIN = 5;

export async function nearMissesSheet(context: EditionContext): Promise<Sheet<NearMissesView>> {
  const { atlas, site } = context;
  const { say, number } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const missed = nearMisses(atlas, year);
  const fragile = fragileClusters(atlas, year, WITHIN);
  return editionSheet(context, {
    kind: "near-misses",
    path: paths.nearMisses(id),
    title: say("edition.misses-title"),
    description: say("edition.misses-description", { edition: descriptor.title }),
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      { path: paths.clusters(id), text: say("frame.section-clusters") },
    ],
    view: {
      year,
      missed: missedTable(context, missed.slice(0, SHOWN)),
      missedCount: plainNumber(missed.length, number(missed.length)),
      fragile: fragileTable(context, fragile.slice(0, SHOWN)),
      fragileCount: plainNumber(fragile.length, number(fragile.length)),
      within: WITHIN,
      sensitivityHref: href(site.pathPrefix, paths.sensitivity(id)),
    },
  });
}

const CRITERION = {
  locationQuotient: { word: "edition.criterion-quotient", margin: "margin-lq" },
  jobs: { word: "edition.criterion-jobs", margin: "margin-jobs" },
  firms: { word: "edition.criterion-firms", margin: "margin-firms" },
} as const satisfies Record<CriterionName, { readonly word: MessageKey; readonly margin: string }>;

function missedTable(context: EditionContext, cells: readonly NearMiss[]): TableView {
  const { say } = context.site.speech;
  return {
    id: "missed",
    caption: say("edition.misses-missed-caption"),
    columns: columns(say("edition.col-fails-on"), say("edition.col-below"), context.site.speech),
    rows: cells.map((cell) =>
      row(context, cell, paths.region(context.atlas.dataset.id, cell.region)),
    ),
    source: tableSource(context),
    interactive: cells.length > 8,
  };
}

function fragileTable(context: EditionContext, cells: readonly FragileCluster[]): TableView {
  const { say } = context.site.speech;
  return {
    id: "fragile",
    caption: say("edition.misses-fragile-caption"),
    columns: columns(say("edition.col-passes-on"), say("edition.col-above"), context.site.speech),
    rows: cells.map((cell) =>
      row(context, cell, paths.cluster(context.atlas.dataset.id, cell.region, cell.sector)),
    ),
    source: tableSource(context),
    interactive: cells.length > 8,
  };
}

function columns(criterion: string, margin: string, { say }: Speech): TableView["columns"] {
  return [
    textColumn(say("edition.col-region")),
    textColumn(say("edition.col-sector")),
    textColumn(criterion),
    numberColumn(margin),
    numberColumn(say("edition.col-quotient")),
    numberColumn(say("edition.col-jobs")),
    numberColumn(say("edition.col-firms")),
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
    textCell(site.speech.say(word)),
    numberCell(
      numbers.figure(`${margin}:${region}/${sector}:${year}`, { bare: true, unmarked: true }),
    ),
    numberCell(numbers.quotient(y, r, s)),
    numberCell(numbers.jobs(y, r, s)),
    numberCell(numbers.firms(y, r, s)),
  ];
  return { data: { region, sector, criterion: cell.criterion }, cells };
}
