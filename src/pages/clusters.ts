/** Rows of clusters, as lists on several pages show them; and the page of all clusters. */

import type { Chart } from "../charts/chart.ts";
import { lqSizeScatter } from "../charts/lq-size-scatter.ts";
import type { Atlas } from "../model/atlas.ts";
import type { Cell, Cluster, Status } from "../model/cluster.ts";
import { nearMisses } from "../model/near-miss.ts";
import { cellJobs, cellQuotient, chartFrame } from "./chart-data.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { type ExplorerView, explorerView } from "./explorer.ts";
import { badgeCell, linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, ChartView, NumberView, Sheet, TableView } from "./view.ts";

export interface ClustersView {
  readonly year: number;
  readonly count: NumberView;
  readonly statusCounts: readonly { readonly status: Status; readonly count: string }[];
  readonly table: TableView;
  readonly explorer: ExplorerView;
  readonly possible: TableView | undefined;
  readonly scatter: ChartView | undefined;
  /** How many clusters the chart shows. */
  readonly scatterLimit: number;
  readonly sensitivityHref: string;
  readonly nearMissesHref: string;
  readonly growthHref: string;
}

/** The page of all clusters of an edition. */
export async function clustersSheet(context: EditionContext): Promise<Sheet<ClustersView>> {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const path = paths.clusters(id);
  const to = (target: string): string => href(site.pathPrefix, target);
  const scatter = scatterChart(context);
  const statusCounts = countByStatus(context);
  return editionSheet(context, {
    kind: "clusters",
    path,
    title: say("places.clusters-title"),
    description: say("places.clusters-description", { edition: descriptor.title }),
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      year,
      count: numbers.figure(`count:clusters/*:${year}`),
      statusCounts,
      explorer: await explorerView(
        context,
        path,
        statusCounts.map(({ status }) => status),
      ),
      table: clusterTable(context, atlas.clusters, "clusters", say("places.clusters-title")),
      possible: atlas.possible.length === 0 ? undefined : possibleTable(context),
      scatter: scatter === undefined ? undefined : await context.placeChart(path, scatter),
      scatterLimit: POINTS,
      sensitivityHref: to(paths.sensitivity(id)),
      nearMissesHref: to(paths.nearMisses(id)),
      growthHref: to(paths.growth(id)),
    },
  });
}

const STATUS_ORDER = ["stable", "new", "ex", "current"] as const;

function countByStatus({ atlas, site }: EditionContext): ClustersView["statusCounts"] {
  return STATUS_ORDER.map((status) => ({
    status,
    count: atlas.clusters.filter((cluster) => cluster.status === status).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => ({ status, count: site.speech.number(count) }));
}

/**
 * A list of clusters: what they are, how large, how specialised, and how they fared. `within` names what
 * all of them share, which is then not said in every row.
 */
export function clusterTable(
  context: EditionContext,
  clusters: readonly Cluster[],
  tableId: string,
  caption: string,
  within?: "region" | "sector",
): TableView {
  const { atlas, site } = context;
  const { speech } = site;
  const { say } = speech;
  const year = lastClusterYear(atlas);
  const period = atlas.dataset.descriptor.periods.find(([, to]) => to === year);
  return {
    id: tableId,
    caption,
    columns: [
      ...(within === "region" ? [] : [textColumn(say("places.col-region"))]),
      ...(within === "sector" ? [] : [textColumn(say("places.col-sector"))]),
      textColumn(say("places.col-status")),
      numberColumn(say("places.col-jobs-year", { year })),
      numberColumn(say("places.col-firms-year", { year })),
      numberColumn(say("places.col-quotient-year", { year })),
      ...(period === undefined
        ? []
        : [numberColumn(say("places.col-jobs-period", { period: speech.period(...period) }))]),
    ],
    rows: clusters.map((cluster) => ({
      data: {
        region: cluster.region,
        sector: cluster.sector,
        status: cluster.status,
        group: atlas.dataset.sectors[cluster.s]?.group ?? "",
      },
      cells: [
        ...clusterNameCells(context, cluster, within),
        ...clusterCells(context, cluster, year, period),
      ],
    })),
    source: tableSource(context),
    interactive: clusters.length > 8,
  };
}

/** Region and sector, the first of them linked to the cluster's page; what all rows share is left out. */
function clusterNameCells(
  { atlas, site }: EditionContext,
  { r, s, region, sector }: Cluster,
  within: "region" | "sector" | undefined,
): readonly CellView[] {
  const { id, regions, sectors } = atlas.dataset;
  const address = href(site.pathPrefix, paths.cluster(id, region, sector));
  const regionName = regions[r]?.name ?? region;
  const sectorName = sectors[s]?.name ?? sector;
  if (within === "region") return [linkCell(sectorName, address)];
  if (within === "sector") return [linkCell(regionName, address)];
  return [linkCell(regionName, address), textCell(sectorName)];
}

function clusterCells(
  context: EditionContext,
  cluster: Cluster,
  year: number,
  period: readonly [number, number] | undefined,
): TableView["rows"][number]["cells"] {
  const { atlas, numbers } = context;
  const { r, s, region, sector } = cluster;
  const y = yearIndex(atlas, year);
  const cell = `${region}/${sector}`;
  return [
    badgeCell(cluster.status),
    numberCell(numbers.jobs(y, r, s)),
    numberCell(numbers.firms(y, r, s)),
    numberCell(numbers.quotient(y, r, s)),
    ...(period === undefined
      ? []
      : [
          numberCell(
            numbers.figure(`change-percent:${cell}:${period[0]}-${period[1]}`, {
              bare: true,
              unmarked: true,
            }),
          ),
        ]),
  ];
}

function possibleTable(context: EditionContext): TableView {
  const { atlas, numbers, site } = context;
  const { say } = site.speech;
  const { id, regions, sectors } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  return {
    id: "possible",
    caption: say("places.possible-caption", { year }),
    columns: [
      textColumn(say("places.col-region")),
      textColumn(say("places.col-sector")),
      textColumn(say("places.col-verdict")),
      numberColumn(say("places.col-jobs-year", { year })),
      numberColumn(say("places.col-firms-year", { year })),
    ],
    rows: atlas.possible.map(({ r, s, region, sector }) => ({
      data: { region: region, sector: sector, verdict: "possible" },
      cells: [
        linkCell(regions[r]?.name ?? region, href(site.pathPrefix, paths.region(id, region))),
        linkCell(sectors[s]?.name ?? sector, href(site.pathPrefix, paths.sector(id, sector))),
        badgeCell("possible"),
        numberCell(numbers.jobs(y, r, s)),
        numberCell(numbers.firms(y, r, s)),
      ],
    })),
    source: tableSource(context),
    interactive: atlas.possible.length > 8,
  };
}

/** Where a table's figures come from, and whether they are modelled. */
export function tableSource({ atlas, site }: EditionContext): string {
  const modelled = atlas.dataset.descriptor.status === "modelled";
  return site.speech.say(modelled ? "places.table-source-modelled" : "places.table-source");
}

/** Every cell with jobs by size and specialisation; clusters stand out. */
function scatterChart(context: EditionContext): Chart | undefined {
  const { atlas } = context;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  return lqSizeScatter({
    ...chartFrame(context, "quotient-and-size"),
    year,
    criteria: dataset.descriptor.criteria,
    rows: scatterCells(atlas, y).map(({ r, s, region, sector, status }) => ({
      id: `${region}/${sector}`,
      region: dataset.regions[r]?.name ?? region,
      sector: dataset.sectors[s]?.name ?? sector,
      jobs: cellJobs(atlas, y, r, s),
      lq: cellQuotient(atlas, y, r, s),
      status,
    })),
  });
}

/** More points than this are a cloud that weighs on the page and says no more. */
const POINTS = 400;

type ScatterCell = Cell & { readonly status: Status | undefined };

/** All clusters and, where there is room, what just missed; in large editions the largest clusters alone. */
function scatterCells(atlas: Atlas, y: number): readonly ScatterCell[] {
  const missed = nearMisses(atlas, lastClusterYear(atlas), POINTS).map((cell) => ({
    ...cell,
    status: undefined,
  }));
  const all: readonly ScatterCell[] = [...atlas.clusters, ...missed];
  if (all.length <= POINTS) return all;
  return atlas.clusters
    .toSorted((a, b) => (cellJobs(atlas, y, b.r, b.s) ?? 0) - (cellJobs(atlas, y, a.r, a.s) ?? 0))
    .slice(0, POINTS);
}
