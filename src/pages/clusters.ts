/** Rows of clusters, as lists on several pages show them; and the page of all clusters. */

import { lqSizeScatter } from "../charts/lq-size-scatter.ts";
import type { Cluster } from "../model/cluster.ts";
import { cellIndex } from "../model/dataset.ts";
import { chartStatus, sourceLine, type EditionContext, editionSheet, linkTo } from "./context.ts";
import { lastClusterYear, shownYear, yearIndex } from "./edition-years.ts";
import { formatPeriod } from "./format.ts";
import { badgeCell, linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { ChartView, NumberView, Sheet, TableView } from "./view.ts";

export interface ClustersView {
  readonly year: number;
  readonly count: NumberView;
  readonly statusCounts: readonly { readonly status: string; readonly count: number }[];
  readonly table: TableView;
  readonly possible: TableView | undefined;
  readonly scatter: ChartView;
  readonly sensitivityHref: string;
  readonly nearMissesHref: string;
  readonly growthHref: string;
}

/** The page of all clusters of an edition. */
export async function clustersSheet(context: EditionContext): Promise<Sheet<ClustersView>> {
  const { atlas, numbers, site } = context;
  const { id, descriptor } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const path = paths.clusters(id);
  const to = (target: string): string => href(site.pathPrefix, target);
  return editionSheet(context, {
    kind: "clusters",
    path,
    title: "Potential regional clusters",
    description: `All potential regional clusters of ${descriptor.title}, with jobs, firms and location quotients.`,
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      year,
      count: numbers.figure(`count:clusters/*:${year}`),
      statusCounts: countByStatus(atlas.clusters),
      table: clusterTable(context, atlas.clusters, "clusters", "Potential regional clusters"),
      possible: atlas.possible.length === 0 ? undefined : possibleTable(context),
      scatter: await context.placeChart(path, scatterChart(context)),
      sensitivityHref: to(paths.sensitivity(id)),
      nearMissesHref: to(paths.nearMisses(id)),
      growthHref: to(paths.growth(id)),
    },
  });
}

const STATUS_ORDER = ["stable", "new", "ex", "current"] as const;

function countByStatus(
  clusters: readonly Cluster[],
): readonly { readonly status: string; readonly count: number }[] {
  return STATUS_ORDER.map((status) => ({
    status,
    count: clusters.filter((cluster) => cluster.status === status).length,
  })).filter(({ count }) => count > 0);
}

/** A list of clusters: what they are, how large, how specialised, and how they fared. */
export function clusterTable(
  context: EditionContext,
  clusters: readonly Cluster[],
  tableId: string,
  caption: string,
): TableView {
  const { atlas } = context;
  const year = lastClusterYear(atlas);
  const period = atlas.dataset.descriptor.periods.find(([, to]) => to === year);
  return {
    id: tableId,
    caption,
    columns: [
      textColumn("Region"),
      textColumn("Sector"),
      textColumn("Status"),
      numberColumn(`Jobs ${year}`),
      numberColumn(`Firms ${year}`),
      numberColumn(`Location quotient ${year}`),
      ...(period === undefined ? [] : [numberColumn(`Jobs ${formatPeriod(...period)}, %`)]),
    ],
    rows: clusters.map((cluster) => ({
      data: {
        region: cluster.regionId,
        sector: cluster.sectorId,
        status: cluster.status,
        group: atlas.dataset.sectors[cluster.s]?.group ?? "",
      },
      cells: clusterCells(context, cluster, year, period),
    })),
    source: tableSource(context),
    interactive: clusters.length > 8,
  };
}

function clusterCells(
  context: EditionContext,
  cluster: Cluster,
  year: number,
  period: readonly [number, number] | undefined,
): TableView["rows"][number]["cells"] {
  const { atlas, numbers, site } = context;
  const { id, regions, sectors } = atlas.dataset;
  const { r, s, regionId, sectorId } = cluster;
  const y = yearIndex(atlas, year);
  const cell = `${regionId}/${sectorId}`;
  return [
    linkCell(regions[r]?.name ?? regionId, href(site.pathPrefix, paths.cluster(id, regionId, sectorId))),
    textCell(sectors[s]?.name ?? sectorId),
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
  const { id, regions, sectors } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  return {
    id: "possible",
    caption: `Possible clusters in ${year}: withheld figures leave the verdict open`,
    columns: [
      textColumn("Region"),
      textColumn("Sector"),
      textColumn("Verdict"),
      numberColumn(`Jobs ${year}`),
      numberColumn(`Firms ${year}`),
    ],
    rows: atlas.possible.map(({ r, s, regionId, sectorId }) => ({
      data: { region: regionId, sector: sectorId, verdict: "possible" },
      cells: [
        linkCell(regions[r]?.name ?? regionId, href(site.pathPrefix, paths.region(id, regionId))),
        linkCell(sectors[s]?.name ?? sectorId, href(site.pathPrefix, paths.sector(id, sectorId))),
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
export function tableSource(context: EditionContext): string {
  const modelled = context.atlas.dataset.descriptor.status === "modelled" ? " All figures modelled." : "";
  return `Jobs and firms read from employment.csv; quotients and changes computed.${modelled}`;
}

function scatterChart(context: EditionContext): Parameters<EditionContext["placeChart"]>[1] {
  const { atlas } = context;
  const { dataset } = atlas;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  return lqSizeScatter({
    id: "quotient-and-size",
    year,
    criteria: dataset.descriptor.criteria,
    jobsUnit: dataset.descriptor.jobsUnit,
    rows: scatterRows(context, y),
    source: sourceLine(context),
    status: chartStatus(context),
  });
}

export { linkTo, shownYear, cellIndex, scatterRows };
