/** The page of all regions, and the page of one. */

import { regionProfile } from "../charts/region-profile.ts";
import { cellIndex } from "../model/dataset.ts";
import { verdictAt } from "../model/verdict.ts";
import { MOST_CARDS } from "./card.ts";
import { cellJobs, cellQuotient, chartFrame, quotientBars } from "./chart-data.ts";
import { clusterTable, tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet, linkTo } from "./context.ts";
import { lastClusterYear, periodEnding, yearIndex } from "./edition-years.ts";
import { placeThing } from "./identifiers.ts";
import { type IdentityView, identityView } from "./identity.ts";
import { regionLocator } from "./maps.ts";
import { badgeCell, linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { ChartView, LinkView, NumberView, Sheet, TableView } from "./view.ts";

export interface RegionsView {
  readonly year: number;
  readonly table: TableView;
  /** Regions without coordinates: listed, not mapped. */
  readonly unmapped: number;
}

export async function regionsSheet(context: EditionContext): Promise<Sheet<RegionsView>> {
  const { atlas, site } = context;
  const { say } = site.speech;
  const { id, descriptor, regions } = atlas.dataset;
  return editionSheet(context, {
    kind: "regions",
    path: paths.regions(id),
    title: say("places.regions"),
    description: say("places.regions-description", { edition: descriptor.title }),
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      year: lastClusterYear(atlas),
      table: regionsTable(context),
      unmapped: regions.filter(({ longitude }) => longitude === undefined).length,
    },
  });
}

function regionsTable(context: EditionContext): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, regions, sectors } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const style = { bare: true, unmarked: true };
  return {
    id: "regions",
    caption: say("places.regions-caption", { year }),
    columns: [
      textColumn(say("places.col-region")),
      numberColumn(say("places.col-jobs-covered")),
      numberColumn(say("places.col-clusters")),
      textColumn(say("places.col-highest")),
      numberColumn(say("places.col-quotient")),
    ],
    rows: regions.map((region, r) => {
      const top = rankedSectors(context, r)[0];
      return {
        data: { region: region.id },
        cells: [
          linkCell(region.name, href(site.pathPrefix, paths.region(id, region.id))),
          numberCell(numbers.figure(`jobs:${region.id}/*:${year}`, style)),
          numberCell(numbers.figure(`count:clusters/${region.id}/*:${year}`, style)),
          textCell(top === undefined ? "–" : (sectors[top]?.name ?? "–")),
          top === undefined ? textCell("–") : numberCell(numbers.quotient(y, r, top)),
        ],
      };
    }),
    source: tableSource(context),
    interactive: regions.length > 8,
  };
}

export interface RegionView {
  /** The region through all editions. */
  readonly historyHref: string;
  readonly name: string;
  readonly identity: IdentityView;
  readonly year: number;
  readonly jobs: NumberView;
  readonly nationShare: NumberView;
  readonly clusterCount: NumberView;
  readonly clusters: TableView | undefined;
  readonly profile: ChartView | undefined;
  readonly table: TableView;
  readonly jobsUnit: string;
  readonly mapped: boolean;
  /** Markup of a picture, safe to print as it is. */
  readonly locator: string | undefined;
}

export async function regionSheet(
  context: EditionContext,
  r: number,
): Promise<Sheet<RegionView> | undefined> {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, descriptor, regions } = atlas.dataset;
  const region = regions[r];
  if (region === undefined) return undefined;
  const path = paths.region(id, region.id);
  const year = lastClusterYear(atlas);
  const ranked = rankedSectors(context, r);
  const own = atlas.clusters.filter((cluster) => cluster.r === r);
  return editionSheet(context, {
    kind: "region",
    path,
    title: region.name,
    description: say("places.region-description", { region: region.name }),
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      { path: paths.regions(id), text: say("places.regions") },
    ],
    previous: neighbour(context, r - 1),
    next: neighbour(context, r + 1),
    about: [placeThing(region)],
    card: {
      sharedWith: atlas.dataset.regions.length > MOST_CARDS ? paths.edition(id) : undefined,
    },
    view: {
      historyHref: href(site.pathPrefix, paths.regionHistory(region.id)),
      name: region.name,
      identity: identityView(region, site.speech),
      year,
      jobs: numbers.figure(`jobs:${region.id}/*:${year}`, { unmarked: true }),
      nationShare: numbers.figure(`share:${region.id}/*:${year}`, { unmarked: true }),
      clusterCount: numbers.figure(`count:clusters/${region.id}/*:${year}`, { unmarked: true }),
      clusters:
        own.length === 0
          ? undefined
          : clusterTable(
              context,
              own,
              "clusters",
              say("places.clusters-in", { name: region.name }),
              "region",
            ),
      profile: await profileChart(context, r, ranked, path),
      table: sectorsTable(context, r, ranked),
      jobsUnit: descriptor.jobsUnit,
      mapped: region.longitude !== undefined,
      locator: regionLocator(context, r),
    },
  });
}

function neighbour({ atlas, site }: EditionContext, r: number): LinkView | undefined {
  const region = atlas.dataset.regions[r];
  if (region === undefined) return undefined;
  return linkTo(site, paths.region(atlas.dataset.id, region.id), region.name);
}

/** Positions of sectors with jobs in the region, highest location quotient first. */
function rankedSectors({ atlas }: EditionContext, r: number): readonly number[] {
  const y = yearIndex(atlas, lastClusterYear(atlas));
  return atlas.dataset.sectors
    .map((_, s) => ({
      s,
      jobs: cellJobs(atlas, y, r, s),
      quotient: cellQuotient(atlas, y, r, s) ?? -1,
    }))
    .filter(({ jobs }) => jobs !== 0)
    .sort((a, b) => b.quotient - a.quotient || a.s - b.s)
    .map(({ s }) => s);
}

async function profileChart(
  context: EditionContext,
  r: number,
  ranked: readonly number[],
  path: string,
): Promise<ChartView | undefined> {
  const { atlas } = context;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const chart = regionProfile({
    ...chartFrame(context, "profile"),
    name: dataset.regions[r]?.name ?? "",
    year,
    criterion: dataset.descriptor.criteria.locationQuotient,
    rows: ranked.flatMap((s) => quotientBars(atlas, y, r, s, dataset.sectors[s])),
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

function sectorsTable(context: EditionContext, r: number, ranked: readonly number[]): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const period = periodEnding(atlas, year);
  const region = dataset.regions[r];
  return {
    id: "sectors",
    caption: say("places.region-table-caption", { region: region?.name ?? "", year }),
    columns: [
      textColumn(say("places.col-sector")),
      numberColumn(say("places.col-jobs")),
      ...(period === undefined
        ? []
        : [numberColumn(say("places.col-jobs-year", { year: period[0] }))]),
      numberColumn(say("places.col-firms")),
      numberColumn(say("places.col-quotient")),
      textColumn(say("places.col-criteria")),
    ],
    rows: ranked.flatMap((s) => {
      const sector = dataset.sectors[s];
      if (sector === undefined) return [];
      return [
        {
          data: { region: region?.id ?? "", sector: sector.id },
          cells: [
            linkCell(sector.name, href(site.pathPrefix, paths.sector(dataset.id, sector.id))),
            numberCell(numbers.jobs(y, r, s)),
            ...(period === undefined
              ? []
              : [numberCell(numbers.jobs(yearIndex(atlas, period[0]), r, s))]),
            numberCell(numbers.firms(y, r, s)),
            numberCell(numbers.quotient(y, r, s)),
            badgeCell(verdictAt(atlas.verdicts, cellIndex(dataset, y, r, s))),
          ],
        },
      ];
    }),
    source: tableSource(context),
    interactive: ranked.length > 8,
  };
}
