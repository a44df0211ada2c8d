/** The map of all clusters, and what the explorer beside it offers to choose from. */

import type { SymbolMapRow } from "../charts/inputs.ts";
import { symbolMap } from "../charts/symbol-map.ts";
import type { Cluster } from "../model/cluster.ts";
import { cellJobs, chartFrame } from "./chart-data.ts";
import type { EditionContext } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { extentOf } from "./maps.ts";
import type { ChartView } from "./view.ts";

/** A group of sectors in the choice of sectors; its id and theirs are part of published addresses. */
export interface SectorGroupView {
  readonly id: string;
  readonly name: string;
  readonly sectors: readonly { readonly id: string; readonly name: string }[];
}

export interface ExplorerView {
  readonly map: ChartView | undefined;
  /** Groups with clusters, each with its sectors that have some, in the order of the edition's tables. */
  readonly groups: readonly SectorGroupView[];
  readonly statuses: readonly string[];
}

/** A picture with more symbols than this weighs on the page and hides what it shows: the smallest are left to the list. */
const SYMBOLS = 400;

export async function explorerView(
  context: EditionContext,
  path: string,
  statuses: readonly string[],
): Promise<ExplorerView> {
  return {
    map: await clusterMap(context, path),
    groups: groupsWithClusters(context),
    statuses,
  };
}

function groupsWithClusters({ atlas }: EditionContext): readonly SectorGroupView[] {
  const { dataset, clusters } = atlas;
  const present = new Set(clusters.map(({ s }) => s));
  return atlas.groups
    .map(({ id, name, sectors }) => ({
      id,
      name,
      sectors: sectors.flatMap((s) => {
        const sector = dataset.sectors[s];
        return sector === undefined || !present.has(s)
          ? []
          : [{ id: sector.id, name: sector.name }];
      }),
    }))
    .filter(({ sectors }) => sectors.length > 0);
}

/** One symbol a cluster: its area the jobs, its shape and colour the status; those of one region beside each other. */
async function clusterMap(context: EditionContext, path: string): Promise<ChartView | undefined> {
  const { atlas, site } = context;
  const { say, number } = site.speech;
  const { clusters, dataset } = atlas;
  const year = lastClusterYear(atlas);
  const rows = clusters.map((cluster) => clusterRow(context, cluster));
  const shown = rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, SYMBOLS);
  const present = clusters.filter(({ status }) => status !== "ex");
  const regions = new Set(present.map(({ r }) => r)).size;
  const former = clusters.length - present.length;
  const values = { year, unit: dataset.descriptor.jobsUnit, limit: number(SYMBOLS) };
  const chart = symbolMap({
    ...chartFrame(context, "map"),
    headline: say("explorer.map-headline", {
      n: present.length,
      count: number(present.length),
      regions,
      regionCount: number(regions),
      former,
      formerCount: number(former),
    }),
    subtitle:
      shown.length < rows.length
        ? say("explorer.map-subtitle-largest", values)
        : say("explorer.map-subtitle", values),
    valueLabel: say("places.col-jobs"),
    noteLabel: say("places.col-sector"),
    rows: shown,
    boundaries: dataset.boundaries,
    // Land in full weighs more than the symbols, and the page has a list to carry besides.
    isLight: true,
    extent: extentOf(dataset.regions),
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

function clusterRow({ atlas }: EditionContext, cluster: Cluster): SymbolMapRow {
  const { r, s, region, sector, status } = cluster;
  const { regions, sectors } = atlas.dataset;
  const y = yearIndex(atlas, lastClusterYear(atlas));
  return {
    id: `${region}/${sector}`,
    cell: `${region}/${sector}`,
    name: regions[r]?.name ?? region,
    longitude: regions[r]?.longitude,
    latitude: regions[r]?.latitude,
    value: cellJobs(atlas, y, r, s),
    status,
    note: sectors[s]?.name ?? sector,
  };
}
