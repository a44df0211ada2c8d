/** A cluster through all editions: `/clusters/R/S/`. Changes as editions are added, so it stands outside them. */

import { clusterLife } from "../charts/cluster-life.ts";
import type { Atlas } from "../model/atlas.ts";
import { cellIndex } from "../model/dataset.ts";
import { verdictAt } from "../model/verdict.ts";
import { cellJobs, cellQuotient, sourceLine } from "./chart-data.ts";
import { type PlaceChart, type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { formatNumber, formatQuotient } from "./format.ts";
import { plainNumber } from "./numbers.ts";
import { badgeCell, linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, ChartView, Sheet, TableView } from "./view.ts";

/** A pair of region and sector that was a cluster in at least one edition. */
export interface Life {
  readonly region: string;
  readonly sector: string;
}

export interface LifeView {
  readonly regionName: string;
  readonly sectorName: string;
  readonly editions: TableView;
  readonly chart: ChartView | undefined;
  /** Title of the latest edition, and whether the pair is a cluster in it. */
  readonly latest: { readonly title: string; readonly isCluster: boolean };
  readonly modelled: boolean;
}

/** Every pair that is listed in some edition, ordered by region, then sector. */
export function livesOf(atlases: readonly Atlas[]): readonly Life[] {
  const byKey = new Map<string, Life>();
  for (const atlas of atlases) {
    for (const { region, sector } of atlas.clusters)
      byKey.set(`${region}/${sector}`, { region, sector });
  }
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
}

export async function lifeSheet(
  life: Life,
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
  placeChart: PlaceChart,
): Promise<Sheet<LifeView>> {
  const { region, sector } = life;
  const holders = atlases.filter((atlas) => positions(atlas, life) !== undefined);
  const latest = holders.at(-1);
  const names = nameOf(latest, life);
  const title = `${names.region}: ${names.sector}`;
  const path = paths.life(region, sector);
  const chart = latest === undefined ? undefined : lifeChart(life, holders, latest, title);
  const newest = atlases.at(-1);
  return siteSheet(site, write, {
    kind: "life",
    path,
    title: `${title} through the editions`,
    description: `${title}: in which editions the pair is a potential regional cluster, and its figures in each.`,
    trail: [
      { path: paths.front(), text: site.title },
      { path: paths.changes(), text: "Clusters through time" },
    ],
    view: {
      regionName: names.region,
      sectorName: names.sector,
      editions: editionsTable(life, holders, site),
      chart: chart === undefined ? undefined : await placeChart(path, chart),
      latest: {
        title: newest?.dataset.descriptor.title ?? "",
        isCluster:
          newest?.clusters.some(
            (cluster) =>
              cluster.region === region && cluster.sector === sector && cluster.status !== "ex",
          ) ?? false,
      },
      modelled: holders.some(({ dataset }) => dataset.descriptor.status === "modelled"),
    },
  });
}

function positions(
  atlas: Atlas,
  { region, sector }: Life,
): { readonly r: number; readonly s: number } | undefined {
  const r = atlas.regionIndex.get(region);
  const s = atlas.sectorIndex.get(sector);
  return r === undefined || s === undefined ? undefined : { r, s };
}

function nameOf(atlas: Atlas | undefined, life: Life): { region: string; sector: string } {
  const at = atlas === undefined ? undefined : positions(atlas, life);
  return {
    region: (at === undefined ? undefined : atlas?.dataset.regions[at.r]?.name) ?? life.region,
    sector: (at === undefined ? undefined : atlas?.dataset.sectors[at.s]?.name) ?? life.sector,
  };
}

function editionsTable(life: Life, atlases: readonly Atlas[], site: SiteOptions): TableView {
  return {
    id: "editions",
    caption: "In each edition, by its own criteria and units",
    columns: [
      textColumn("Edition"),
      numberColumn("Year"),
      numberColumn("Jobs"),
      numberColumn("Firms"),
      numberColumn("Location quotient"),
      textColumn("By the criteria"),
      textColumn("Status in the edition"),
      textColumn("Figures"),
    ],
    rows: atlases.flatMap((atlas) => editionRows(life, atlas, site)),
    source: "Read from the editions’ data; quotients computed.",
    interactive: false,
  };
}

function editionRows(life: Life, atlas: Atlas, site: SiteOptions): TableView["rows"] {
  const at = positions(atlas, life);
  if (at === undefined) return [];
  const { dataset } = atlas;
  const { r, s } = at;
  const status = atlas.clusters.find((cluster) => cluster.r === r && cluster.s === s)?.status;
  const address = href(
    site.pathPrefix,
    status === undefined
      ? paths.region(dataset.id, life.region)
      : paths.cluster(dataset.id, life.region, life.sector),
  );
  return dataset.years.map((year, y) => {
    const index = cellIndex(dataset, y, r, s);
    return {
      data: { edition: dataset.id, year: String(year) },
      cells: [
        linkCell(dataset.id, address),
        textCell(String(year)),
        figureCell(dataset.jobs[index], (value) => formatNumber(value)),
        figureCell(dataset.firms[index], (value) => formatNumber(value)),
        figureCell(atlas.lq[index], formatQuotient),
        badgeCell(verdictAt(atlas.verdicts, index)),
        status === undefined ? textCell("not listed") : badgeCell(status),
        textCell(dataset.descriptor.status),
      ],
    };
  });
}

function figureCell(value: number | undefined, format: (value: number) => string): CellView {
  if (value === undefined || Number.isNaN(value)) return textCell("not known");
  return numberCell(plainNumber(value, format(value)));
}

/** Editions give the same year again when figures are revised: the later edition's figure stands. */
function lifeChart(
  life: Life,
  atlases: readonly Atlas[],
  latest: Atlas,
  name: string,
): Parameters<PlaceChart>[1] | undefined {
  const rows = new Map(
    atlases.flatMap((atlas) => {
      const at = positions(atlas, life);
      if (at === undefined) return [];
      return atlas.dataset.years.map((year, y) => {
        const row = {
          edition: atlas.dataset.id,
          year,
          jobs: cellJobs(atlas, y, at.r, at.s),
          lq: cellQuotient(atlas, y, at.r, at.s),
          verdict: verdictAt(atlas.verdicts, cellIndex(atlas.dataset, y, at.r, at.s)),
        };
        return [year, row] as const;
      });
    }),
  );
  return clusterLife({
    id: "life",
    source: sourceLine(latest),
    status: atlases.some(({ dataset }) => dataset.descriptor.status === "modelled")
      ? "modelled"
      : "observed",
    name,
    rows: [...rows.values()].sort((a, b) => a.year - b.year),
  });
}
