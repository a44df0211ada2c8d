/** Pages outside editions: front page, search, about, not found. They speak of the latest edition. */

import type { Atlas } from "../model/atlas.ts";
import { linkTo, type SiteOptions, siteSheet, statusWords, type WriteFile } from "./context.ts";
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
  const { say } = site.speech;
  const description = say("site.front-description", { edition: latest.link.text });
  return siteSheet(site, write, {
    kind: "front",
    path: paths.front(),
    title: say("site.front-title"),
    description:
      latest.status === "modelled"
        ? say("frame.description-modelled", { description })
        : description,
    trail: [],
    modelled: latest.status === "modelled",
    view: {
      latest,
      editions: cards,
      map,
      ways: [
        linkTo(site, paths.clusters(id), say("edition.all-clusters")),
        linkTo(site, paths.sectors(id), say("edition.by-sector")),
        linkTo(site, paths.regions(id), say("edition.by-region")),
        linkTo(site, paths.growth(id), say("edition.growth")),
        linkTo(site, paths.method(id), say("edition.method")),
        linkTo(site, paths.data(id), say("edition.data")),
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
    published: site.speech.date(descriptor.published),
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
  /** Manifest of the index; its parts stand beside it. */
  readonly indexHref: string;
  /** Kinds of what can be found, by id, as JSON for the browser; and in the order of the filter. */
  readonly kinds: string;
  readonly kindOptions: readonly { readonly id: string; readonly name: string }[];
  /** The ways in for readers without JavaScript. */
  readonly lists: readonly LinkView[];
}

/** Kinds of pages that the index tells apart (src/site/search-index.ts). */
const SEARCH_KINDS = [
  "cluster",
  "sector",
  "region",
  "chart",
  "case",
  "argument",
  "data",
  "life",
  "history",
  "page",
] as const;

export function searchSheet(
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<SearchView>> {
  const latest = atlases.at(-1)?.dataset.id ?? "";
  const { say } = site.speech;
  const kindOptions = SEARCH_KINDS.map((id) => ({ id, name: say(`search.kind-${id}`) }));
  return siteSheet(site, write, {
    kind: "search",
    path: paths.search(),
    title: say("site.search-title"),
    description: say("site.search-description"),
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      indexHref: href(site.pathPrefix, "/search/index.json"),
      kinds: JSON.stringify(Object.fromEntries(kindOptions.map(({ id, name }) => [id, name]))),
      kindOptions,
      lists: [
        linkTo(site, paths.clusters(latest), say("site.all-clusters")),
        linkTo(site, paths.sectors(latest), say("site.all-sectors")),
        linkTo(site, paths.regions(latest), say("site.all-regions")),
      ],
    },
  });
}

export function aboutSheet(
  atlases: readonly Atlas[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<{ readonly editions: readonly EditionCard[]; readonly design: LinkView }>> {
  return siteSheet(site, write, {
    kind: "about",
    path: paths.about(),
    title: site.speech.say("site.about-title"),
    description: site.speech.say("site.about-description"),
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      editions: atlases.map((atlas) => editionCard(atlas, site)).toReversed(),
      design: linkTo(site, paths.design(), site.speech.say("site.design-link")),
    },
  });
}

export function notFoundSheet(
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<{ readonly ways: readonly LinkView[] }>> {
  return siteSheet(site, write, {
    kind: "not-found",
    path: paths.notFound(),
    title: site.speech.say("site.not-found-title"),
    description: site.speech.say("site.not-found-description"),
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      ways: [
        linkTo(site, paths.front(), site.speech.say("site.front-page")),
        linkTo(site, paths.search(), site.speech.say("site.search-title")),
      ],
    },
  });
}
