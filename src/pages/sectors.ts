/** The page of all sectors, and the page of one. */

import { sectorRegions } from "../charts/sector-regions.ts";
import { cellIndex } from "../model/dataset.ts";
import { verdictAt } from "../model/verdict.ts";
import { MOST_CARDS } from "./card.ts";
import { cellJobs, cellQuotient, chartFrame, quotientBars } from "./chart-data.ts";
import { clusterTable, tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet, linkTo } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { termThing } from "./identifiers.ts";
import { type IdentityView, identityView } from "./identity.ts";
import { sectorMap } from "./maps.ts";
import { badgeCell, linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { ChartView, LinkView, NumberView, Sheet, TableView } from "./view.ts";

export interface SectorsView {
  readonly year: number;
  readonly table: TableView;
}

export async function sectorsSheet(context: EditionContext): Promise<Sheet<SectorsView>> {
  const { atlas, site } = context;
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  return editionSheet(context, {
    kind: "sectors",
    path: paths.sectors(id),
    title: say("places.sectors"),
    description: say("places.sectors-description", { edition: descriptor.title }),
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: { year: lastClusterYear(atlas), table: sectorsTable(context) },
  });
}

function sectorsTable(context: EditionContext): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, sectors } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const hasBranches = atlas.branches.length > 0;
  const style = { bare: true, unmarked: true };
  return {
    id: "sectors",
    caption: say("places.sectors-caption", { year }),
    columns: [
      textColumn(say("places.col-sector")),
      textColumn(say("places.col-group")),
      ...(hasBranches ? [textColumn(say("places.col-branch"))] : []),
      numberColumn(say("places.col-jobs-country")),
      numberColumn(say("places.col-clusters")),
      numberColumn(say("places.col-jobs-clusters")),
      numberColumn(say("places.col-share-clusters")),
    ],
    rows: sectors.map((sector) => ({
      data: { sector: sector.id, group: sector.group },
      cells: [
        linkCell(sector.name, href(site.pathPrefix, paths.sector(id, sector.id))),
        textCell(sector.group),
        ...(hasBranches ? [textCell(sector.branch ?? "–")] : []),
        numberCell(numbers.figure(`jobs:nation/${sector.id}:${year}`, style)),
        numberCell(numbers.figure(`count:clusters/${sector.id}:${year}`, style)),
        numberCell(numbers.figure(`jobs:clusters/${sector.id}:${year}`, style)),
        numberCell(numbers.figure(`share:clusters/${sector.id}:${year}`, style)),
      ],
    })),
    source: tableSource(context),
    interactive: sectors.length > 8,
  };
}

export interface SectorView {
  /** The sector through all editions. */
  readonly historyHref: string;
  readonly name: string;
  readonly group: string;
  readonly branch: string | undefined;
  readonly identity: IdentityView;
  readonly year: number;
  readonly jobs: NumberView;
  readonly clusterCount: NumberView;
  readonly clusterShare: NumberView;
  readonly years: TableView;
  readonly clusters: TableView | undefined;
  readonly map: ChartView | undefined;
  readonly regions: ChartView | undefined;
  readonly table: TableView;
  /** How many regions with jobs the table leaves out; 0 where it shows all. */
  readonly leftOut: number;
  readonly dataHref: string;
}

/** A table longer than this is a download, not reading: the most specialised regions are shown. */
const SHOWN_REGIONS = 150;

export async function sectorSheet(
  context: EditionContext,
  s: number,
): Promise<Sheet<SectorView> | undefined> {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, descriptor, sectors } = atlas.dataset;
  const sector = sectors[s];
  if (sector === undefined) return undefined;
  const path = paths.sector(id, sector.id);
  const year = lastClusterYear(atlas);
  const ranked = rankedRegions(context, s);
  const own = atlas.clusters.filter((cluster) => cluster.s === s);
  const style = { unmarked: true };
  return editionSheet(context, {
    kind: "sector",
    path,
    title: sector.name,
    description: say("places.sector-description", { sector: sector.name }),
    trail: [
      { path: paths.edition(id), text: descriptor.title },
      { path: paths.sectors(id), text: say("places.sectors") },
    ],
    previous: neighbour(context, s - 1),
    next: neighbour(context, s + 1),
    about: [termThing(sector)],
    card: {
      sharedWith: atlas.dataset.sectors.length > MOST_CARDS ? paths.edition(id) : undefined,
    },
    view: {
      historyHref: href(site.pathPrefix, paths.sectorHistory(sector.id)),
      name: sector.name,
      group: sector.group,
      branch: sector.branch,
      identity: identityView(sector, site.speech),
      year,
      jobs: numbers.figure(`jobs:nation/${sector.id}:${year}`, style),
      clusterCount: numbers.figure(`count:clusters/${sector.id}:${year}`, style),
      clusterShare: numbers.figure(`share:clusters/${sector.id}:${year}`, style),
      years: sectorYears(context, s),
      clusters:
        own.length === 0
          ? undefined
          : clusterTable(
              context,
              own,
              "clusters",
              say("places.clusters-in-sector", { name: sector.name }),
              "sector",
            ),
      map: await sectorMap(context, s, path),
      regions: await regionsChart(context, s, ranked, path),
      table: regionsTable(context, s, ranked.slice(0, SHOWN_REGIONS)),
      leftOut: Math.max(0, ranked.length - SHOWN_REGIONS),
      dataHref: href(site.pathPrefix, paths.data(id)),
    },
  });
}

function neighbour({ atlas, site }: EditionContext, s: number): LinkView | undefined {
  const sector = atlas.dataset.sectors[s];
  if (sector === undefined) return undefined;
  return linkTo(site, paths.sector(atlas.dataset.id, sector.id), sector.name);
}

/** Positions of regions with jobs in the sector, most specialised first. */
function rankedRegions({ atlas }: EditionContext, s: number): readonly number[] {
  const y = yearIndex(atlas, lastClusterYear(atlas));
  return atlas.dataset.regions
    .map((_, r) => ({
      r,
      jobs: cellJobs(atlas, y, r, s),
      quotient: cellQuotient(atlas, y, r, s) ?? -1,
    }))
    .filter(({ jobs }) => jobs !== 0)
    .sort((a, b) => b.quotient - a.quotient || a.r - b.r)
    .map(({ r }) => r);
}

function sectorYears(context: EditionContext, s: number): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { descriptor, years, sectors } = atlas.dataset;
  const sector = sectors[s]?.id ?? "";
  const style = { bare: true, unmarked: true };
  return {
    id: "years",
    caption: say("places.sector-years-caption"),
    columns: [
      textColumn(say("places.col-year")),
      numberColumn(say("places.col-jobs-country")),
      numberColumn(say("places.col-clusters-criteria")),
      numberColumn(say("places.col-jobs-clusters")),
    ],
    rows: years.map((year) => ({
      data: { year: String(year) },
      cells: [
        textCell(String(year)),
        numberCell(numbers.figure(`jobs:nation/${sector}:${year}`, style)),
        ...(descriptor.clusterYears.includes(year)
          ? [
              numberCell(numbers.figure(`count:clusters/${sector}:${year}`, style)),
              numberCell(numbers.figure(`jobs:clusters/${sector}:${year}`, style)),
            ]
          : [textCell(say("places.no-cluster-year")), textCell("–")]),
      ],
    })),
    source: tableSource(context),
    interactive: false,
  };
}

async function regionsChart(
  context: EditionContext,
  s: number,
  ranked: readonly number[],
  path: string,
): Promise<ChartView | undefined> {
  const { atlas } = context;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const chart = sectorRegions({
    ...chartFrame(context, "regions"),
    name: dataset.sectors[s]?.name ?? "",
    year,
    criterion: dataset.descriptor.criteria.locationQuotient,
    rows: ranked.flatMap((r) => quotientBars(atlas, y, r, s, dataset.regions[r])),
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

function regionsTable(context: EditionContext, s: number, ranked: readonly number[]): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const sector = dataset.sectors[s];
  return {
    id: "regions",
    caption: say("places.sector-table-caption", { sector: sector?.name ?? "", year }),
    columns: [
      textColumn(say("places.col-region")),
      numberColumn(say("places.col-jobs")),
      numberColumn(say("places.col-firms")),
      numberColumn(say("places.col-quotient")),
      textColumn(say("places.col-criteria")),
    ],
    rows: ranked.flatMap((r) => {
      const region = dataset.regions[r];
      if (region === undefined) return [];
      return [
        {
          data: { region: region.id, sector: sector?.id ?? "" },
          cells: [
            linkCell(region.name, href(site.pathPrefix, paths.region(dataset.id, region.id))),
            numberCell(numbers.jobs(y, r, s)),
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
