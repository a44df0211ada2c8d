/** Pages outside editions: front page, changes, search, about, not found. They speak of the latest edition. */

import type { Atlas } from "../model/atlas.ts";
import type { Cluster } from "../model/cluster.ts";
import { clusterNames } from "./cluster.ts";
import { linkTo, type SiteOptions, siteSheet, statusWords, type WriteFile } from "./context.ts";
import { formatDate } from "./format.ts";
import { href, paths } from "./urls.ts";
import type { ChartView, LinkView, Sheet } from "./view.ts";

export interface EditionCard {
  readonly id: string;
  readonly link: LinkView;
  readonly published: string;
  readonly status: "observed" | "modelled";
  readonly statusWords: string;
  readonly description: string;
  readonly clusters: number;
  readonly regions: number;
  readonly sectors: number;
  readonly years: string;
}

export interface FrontView {
  readonly latest: EditionCard;
  /** All editions, latest first. */
  readonly editions: readonly EditionCard[];
  readonly ways: readonly LinkView[];
  /** The latest edition's clusters; undefined where no region can be placed. */
  readonly map: ChartView | undefined;
}

/** The front page: the latest edition in brief, and all editions. */
export function frontSheet(
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
  map: ChartView | undefined,
): Promise<Sheet<FrontView>> {
  const cards = atlases.map((atlas) => editionCard(atlas, site)).toReversed();
  const latest = cards[0];
  const atlas = atlases.at(-1);
  if (latest === undefined || atlas === undefined) throw new RangeError("a site needs an edition");
  const { id } = atlas.dataset;
  return siteSheet(site, write, {
    kind: "front",
    path: paths.front(),
    title: "An atlas of regional industrial clusters",
    description: `Where industries gather: potential regional clusters, region by region. Latest edition: ${latest.link.text}.${latest.status === "modelled" ? " Modelled figures." : ""}`,
    trail: [],
    view: {
      latest,
      editions: cards,
      map,
      ways: [
        linkTo(site, paths.clusters(id), "All clusters"),
        linkTo(site, paths.sectors(id), "By sector"),
        linkTo(site, paths.regions(id), "By region"),
        linkTo(site, paths.growth(id), "Growth against the nation"),
        linkTo(site, paths.method(id), "Method"),
        linkTo(site, paths.data(id), "Data"),
      ],
    },
  });
}

function editionCard(atlas: Atlas, site: SiteOptions): EditionCard {
  const { dataset } = atlas;
  const { descriptor, years } = dataset;
  return {
    id: dataset.id,
    link: linkTo(site, paths.edition(dataset.id), descriptor.title),
    published: formatDate(descriptor.published),
    status: descriptor.status,
    statusWords: statusWords(dataset) ?? "",
    description: descriptor.description ?? "",
    clusters: atlas.clusters.filter(({ status }) => status !== "ex").length,
    regions: dataset.regions.length,
    sectors: dataset.sectors.length,
    years: years.join(", "),
  };
}

export interface ChangeItem extends LinkView {
  readonly note: string;
}

export interface EditionChange {
  readonly edition: LinkView;
  readonly published: string;
  /** The edition before; undefined for the first. */
  readonly before: string | undefined;
  readonly entered: readonly ChangeItem[];
  readonly left: readonly ChangeItem[];
  readonly stayed: number;
}

export interface ChangesView {
  /** Latest first. */
  readonly changes: readonly EditionChange[];
  readonly feedHref: string;
}

/** What changed from edition to edition. */
export function changesSheet(
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<ChangesView>> {
  return siteSheet(site, write, {
    kind: "changes",
    path: paths.changes(),
    title: "Changes from edition to edition",
    description: "Clusters that entered and left the list with each edition.",
    trail: [{ path: paths.front(), text: site.title }],
    view: { changes: editionChanges(atlases, site), feedHref: href(site.pathPrefix, paths.feed()) },
  });
}

/** Each edition against the one before, latest first. */
export function editionChanges(
  atlases: readonly Atlas[],
  site: SiteOptions,
): readonly EditionChange[] {
  return atlases.map((atlas, index) => editionChange(atlas, atlases[index - 1], site)).toReversed();
}

function editionChange(atlas: Atlas, before: Atlas | undefined, site: SiteOptions): EditionChange {
  const { dataset } = atlas;
  const now = present(atlas);
  const then = before === undefined ? [] : present(before);
  const inNow = keys(now);
  const inThen = keys(then);
  const item = (from: Atlas, cluster: Cluster): ChangeItem => ({
    ...linkTo(site, paths.life(cluster.region, cluster.sector), clusterNames(from, cluster).title),
    note: "",
  });
  const entered = now.filter((cluster) => !inThen.has(keyOf(cluster)));
  return {
    edition: linkTo(site, paths.edition(dataset.id), dataset.descriptor.title),
    published: formatDate(dataset.descriptor.published),
    before: before?.dataset.descriptor.title,
    entered: entered.map((cluster) => item(atlas, cluster)),
    left:
      before === undefined
        ? []
        : then
            .filter((cluster) => !inNow.has(keyOf(cluster)))
            .map((cluster) => item(before, cluster)),
    stayed: now.length - entered.length,
  };
}

function present(atlas: Atlas): readonly Cluster[] {
  return atlas.clusters.filter(({ status }) => status !== "ex");
}

function keyOf({ region, sector }: Cluster): string {
  return `${region}/${sector}`;
}

function keys(clusters: readonly Cluster[]): ReadonlySet<string> {
  return new Set(clusters.map(keyOf));
}

export interface SearchView {
  readonly indexHref: string;
  /** The ways in for readers without JavaScript. */
  readonly lists: readonly LinkView[];
}

export function searchSheet(
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<SearchView>> {
  const latest = atlases.at(-1)?.dataset.id ?? "";
  return siteSheet(site, write, {
    kind: "search",
    path: paths.search(),
    title: "Search",
    description: "Find a cluster, region, sector or page by name.",
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      indexHref: href(site.pathPrefix, "/search/index.json"),
      lists: [
        linkTo(site, paths.clusters(latest), "All clusters"),
        linkTo(site, paths.sectors(latest), "All sectors"),
        linkTo(site, paths.regions(latest), "All regions"),
      ],
    },
  });
}

export function aboutSheet(
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<{ readonly editions: readonly EditionCard[] }>> {
  return siteSheet(site, write, {
    kind: "about",
    path: paths.about(),
    title: "About this atlas",
    description: "What this atlas is, how to cite it, and how it treats its readers.",
    trail: [{ path: paths.front(), text: site.title }],
    view: { editions: atlases.map((atlas) => editionCard(atlas, site)).toReversed() },
  });
}

export function notFoundSheet(
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<{ readonly ways: readonly LinkView[] }>> {
  return siteSheet(site, write, {
    kind: "not-found",
    path: paths.notFound(),
    title: "This page does not exist",
    description: "The address leads nowhere on this site.",
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      ways: [linkTo(site, paths.front(), "Front page"), linkTo(site, paths.search(), "Search")],
    },
  });
}
