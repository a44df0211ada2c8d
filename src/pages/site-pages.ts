/** Pages outside editions: front page, search, about, not found. They speak of the latest edition. */

import type { Atlas } from "../model/atlas.ts";
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
    statusWords: statusWords(dataset, site.speech) ?? "",
    description: descriptor.description ?? "",
    clusters: atlas.clusters.filter(({ status }) => status !== "ex").length,
    regions: dataset.regions.length,
    sectors: dataset.sectors.length,
    years: years.join(", "),
  };
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
