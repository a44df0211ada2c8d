/** Maps of an edition: symbols at the centres of regions. */

import type { SymbolMapRow } from "../charts/inputs.ts";
import { locator } from "../charts/locator.ts";
import { symbolMap } from "../charts/symbol-map.ts";
import type { Cluster, Status } from "../model/cluster.ts";
import type { Region } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";
import { cellJobs, cellQuotient, chartFrame } from "./chart-data.ts";
import type { EditionContext } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import type { ChartView } from "./view.ts";

/** Where the clusters lie: one symbol a region, its area the jobs in the region's clusters. */
export async function editionMap(
  context: EditionContext,
  path: string,
): Promise<ChartView | undefined> {
  const { atlas, site } = context;
  const { say, number } = site.speech;
  const { regions, boundaries } = atlas.dataset;
  const present = atlas.clusters.filter(({ status }) => status !== "ex");
  const rows = regions.flatMap((region, r) => {
    const own = present.filter((cluster) => cluster.r === r);
    return own.length === 0 ? [] : [clusterSymbol(context, region, own)];
  });
  const year = lastClusterYear(atlas);
  const chart = symbolMap({
    ...chartFrame(context, "map"),
    headline: say("edition.map-headline", {
      clusters: number(present.length),
      with: number(rows.length),
      regions: number(regions.length),
    }),
    subtitle: say("edition.map-subtitle", { year, unit: atlas.dataset.descriptor.jobsUnit }),
    valueLabel: say("edition.map-value"),
    rows,
    boundaries,
    extent: extentOf(regions),
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

function clusterSymbol(
  { atlas, site }: EditionContext,
  region: Region,
  own: readonly Cluster[],
): SymbolMapRow {
  const y = yearIndex(atlas, lastClusterYear(atlas));
  const jobs = own.map(({ r, s }) => cellJobs(atlas, y, r, s));
  return {
    ...place(region),
    value: jobs.every((value) => value !== undefined)
      ? jobs.reduce<number>((sum, value) => sum + (value ?? 0), 0)
      : undefined,
    status: commonStatus(own),
    note: site.speech.list(own.map(({ s }) => atlas.dataset.sectors[s]?.name ?? "")),
  };
}

/** A region with clusters of several kinds counts as stable where one of them is. */
function commonStatus(clusters: readonly Cluster[]): Status | undefined {
  const order: readonly Status[] = ["stable", "new", "current", "ex"];
  return order.find((status) => clusters.some((cluster) => cluster.status === status));
}

/** Where a sector's jobs are: one symbol a region with jobs in it, clusters marked. */
export async function sectorMap(
  context: EditionContext,
  s: number,
  path: string,
): Promise<ChartView | undefined> {
  const { atlas, site } = context;
  const { say } = site.speech;
  const { regions, sectors, boundaries } = atlas.dataset;
  const year = lastClusterYear(atlas);
  const y = yearIndex(atlas, year);
  const name = sectors[s]?.name ?? "";
  const clusters = atlas.clusters.filter((cluster) => cluster.s === s);
  const rows = regions.flatMap((region, r): SymbolMapRow[] => {
    const jobs = cellJobs(atlas, y, r, s);
    if (jobs === 0) return [];
    const quotient = cellQuotient(atlas, y, r, s);
    return [
      {
        ...place(region),
        value: jobs,
        status: clusters.find((cluster) => cluster.r === r)?.status,
        note:
          quotient === undefined
            ? ""
            : say("edition.map-quotient", { quotient: site.speech.quotient(quotient) }),
      },
    ];
  });
  const present = clusters.filter(({ status }) => status !== "ex").length;
  const chart = symbolMap({
    ...chartFrame(context, "map"),
    isLight: true,
    headline: sectorHeadline(name, present, rows, site.speech),
    subtitle: say("edition.map-sector-subtitle", {
      year,
      unit: atlas.dataset.descriptor.jobsUnit,
    }),
    valueLabel: say("edition.map-jobs"),
    rows: largest(rows, SYMBOLS),
    boundaries,
    extent: extentOf(regions),
  });
  return chart === undefined ? undefined : context.placeChart(path, chart);
}

/** More symbols than this hide one another and weigh on the page: the smallest are left to the table. */
const SYMBOLS = 160;

function largest(rows: readonly SymbolMapRow[], limit: number): readonly SymbolMapRow[] {
  if (rows.length <= limit) return rows;
  const weight = (row: SymbolMapRow): number =>
    row.status === undefined ? (row.value ?? 0) : Number.POSITIVE_INFINITY;
  return rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => compareDescending(weight(a.row), weight(b.row)) || a.index - b.index)
    .slice(0, limit)
    .map(({ row }) => row);
}

function compareDescending(a: number, b: number): number {
  return a === b ? 0 : b > a ? 1 : -1;
}

function sectorHeadline(
  name: string,
  clusters: number,
  rows: readonly SymbolMapRow[],
  { number, say }: Speech,
): string {
  const top = rows.reduce<SymbolMapRow | undefined>(
    (best, row) => ((row.value ?? 0) > (best?.value ?? 0) ? row : best),
    undefined,
  );
  const counted = { name, n: clusters, count: number(clusters) };
  return top === undefined
    ? say("edition.map-sector-headline", counted)
    : say("edition.map-sector-headline-most", { ...counted, region: top.name });
}

function place({
  id,
  name,
  longitude,
  latitude,
}: Region): Pick<SymbolMapRow, "id" | "name" | "longitude" | "latitude"> {
  return { id, name, longitude, latitude };
}

/** A small picture of where in the country a region lies; undefined where the data do not say. */
export function regionLocator({ atlas, site }: EditionContext, r: number): string | undefined {
  const { regions, boundaries } = atlas.dataset;
  const region = regions[r];
  if (region?.longitude === undefined || region.latitude === undefined) return undefined;
  return locator({
    extent: extentOf(regions),
    at: [region.longitude, region.latitude],
    boundary: boundaries?.get(region.id),
    label: site.speech.say("explorer.locator", { region: region.name }),
  });
}

/** The places that every map of an edition shows: all its regions. */
export function extentOf(regions: readonly Region[]): readonly (readonly [number, number])[] {
  return regions.flatMap(({ longitude, latitude }) =>
    longitude === undefined || latitude === undefined ? [] : [[longitude, latitude] as const],
  );
}
