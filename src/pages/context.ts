/**
 * What every page of an edition is made from, and the parts all pages share:
 * navigation, breadcrumbs, citation, metadata.
 */

import type { Chart } from "../charts/chart.ts";
import type { Atlas } from "../model/atlas.ts";
import { type Dataset, type Descriptor, FLAG } from "../model/dataset.ts";
import type { Narrative } from "../model/narrative.ts";
import type { Language } from "../words/language.ts";
import { createSpeech, type Speech } from "../words/speech.ts";
import { languageAlternates, type PublishedLanguage, segmentOf } from "./alternates.ts";
import { bibtex } from "./bibtex.ts";
import { type CardParts, type CardView, hostOf, pageCard } from "./card.ts";
import {
  type CslItem,
  citedSiteWork,
  citedWork,
  citeEditionPage,
  citeSitePage,
  cslJson,
} from "./citation.ts";
import { type CitedWork, citationTexts, defaultStyle } from "./citation-style.ts";
import { explainView } from "./explain-view.ts";
import type { HeadPage, PageWork } from "./head/cited-work.ts";
import { headOf } from "./head/head.ts";
import type { Numbers } from "./numbers.ts";
import { ris } from "./ris.ts";
import { absolute, fileOf, href, type PathPrefix, paths } from "./urls.ts";
import type { ChartView, LinkView, NavigationItem, Sheet, StatusView } from "./view.ts";

/** The program that computes and renders. */
export interface Program {
  readonly name: string;
  readonly version: string;
}

/** Where the site will stand, what it is called, and its language: plain data, of which a fingerprint can be taken. */
export interface SiteFacts {
  /** Origin (and path, if any) under which the site is published; undefined while it is not known. */
  readonly baseUrl: string | undefined;
  /** "/" or "/p/". */
  readonly pathPrefix: string;
  readonly title: string;
  /** The language of the pages. */
  readonly language: Language;
  /** All languages of the site, the first one first. */
  readonly languages: readonly PublishedLanguage[];
  /** Editions that have no pages in this language; none where it is not said. */
  readonly lacking?: readonly string[] | undefined;
  /** Whether each edition is published as one PDF too; not where it is not said. */
  readonly reports?: boolean | undefined;
  /** Whether each edition is published as one archive too; not where it is not said. */
  readonly archives?: boolean | undefined;
  /** Whether pages have cards; not where it is not said. */
  readonly cards?: boolean | undefined;
  /** Which program made the site, for what machines are told of it; undefined where that is not known. */
  readonly program?: Program | undefined;
}

/** The same for those who make pages in one language: with the language ready to be spoken. */
export interface SiteOptions extends Pick<SiteFacts, "baseUrl" | "title" | "languages"> {
  /** Stands before paths of pages, and of files that each language has: "/", "/p/nb/". */
  readonly pathPrefix: PathPrefix;
  /** Stands before paths of files that are published once for all languages: tables, figures.json, claims.json. */
  readonly filesPrefix: string;
  /** First part of the path of each page in this language: "" for the site's first language, else "nb/". */
  readonly segment: string;
  readonly speech: Speech;
  /** Whether each edition is published as one PDF too. */
  readonly reports: boolean;
  /** And as one archive. */
  readonly archives: boolean;
  /** Whether pages have cards. */
  readonly cards: boolean;
  readonly program: Program | undefined;
}

export function siteOptions(facts: SiteFacts): SiteOptions {
  const { baseUrl, pathPrefix, title, language, languages, program } = facts;
  const { lacking = [], reports = false, archives = false, cards = false } = facts;
  const segment = segmentOf(language.code, languages);
  const prefix = pathPrefix + segment;
  return {
    baseUrl,
    title,
    languages,
    pathPrefix:
      lacking.length === 0 ? prefix : { prefix, editions: lacking, ofEditions: pathPrefix },
    filesPrefix: pathPrefix,
    segment,
    speech: createSpeech(language),
    reports,
    archives,
    cards,
    program,
  };
}

/** A site of one language that stands nowhere: for reading prose of which no page is made. */
export function siteNowhere(speech: Speech): SiteOptions {
  return {
    baseUrl: undefined,
    title: "",
    languages: [],
    pathPrefix: "/",
    filesPrefix: "/",
    segment: "",
    speech,
    reports: false,
    archives: false,
    cards: false,
    program: undefined,
  };
}

/** Takes a finished file of the site: path below its root, and content. */
export type WriteFile = (
  file: string,
  content: string | Uint8Array | Iterable<string>,
) => Promise<void>;

/** Renders a chart for a page, publishes its files beside the page, and says how to show it. */
export type PlaceChart = (pagePath: string, chart: Chart) => Promise<ChartView>;

export interface EditionContext {
  readonly atlas: Atlas;
  readonly site: SiteOptions;
  /** What the edition's figures are computed from, as a hash; see source-list.ts. Undefined where no page is made. */
  readonly contentHash: string | undefined;
  readonly numbers: Numbers;
  /** Narratives of this edition, in their order. */
  readonly narratives: readonly Narrative[];
  readonly placeChart: PlaceChart;
  readonly write: WriteFile;
}

/** Stands in citations while no base URL is known; ".example" can never be a real address (RFC 2606). */
export const PLACEHOLDER_BASE_URL = "https://klyngeatlas.example";

/** Link to a path of the site. */
export function linkTo(site: SiteOptions, path: string, text: string): LinkView {
  return { text, href: href(site.pathPrefix, path) };
}

export interface SheetParts<V> {
  readonly kind: string;
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** From the edition's (or site's) front page down to the parent; the page itself is not among them. */
  readonly trail: readonly { readonly path: string; readonly text: string }[];
  readonly previous?: LinkView | undefined;
  readonly next?: LinkView | undefined;
  /** What the page is for machines, besides a page; see head/. */
  readonly work?: PageWork | undefined;
  readonly about?: HeadPage["about"];
  readonly card?: CardParts | undefined;
  readonly view: V;
}

/** What a page outside editions may have besides. */
export interface SitePageParts<V> extends SheetParts<V> {
  /** Whether its tables hold figures of editions. */
  readonly showsFigures?: boolean | undefined;
  /** Whether some of its figures are modelled: whoever cites it says so. */
  readonly modelled?: boolean | undefined;
  /** The page has moved to this path, which search engines are told to name instead; nobody cites it. */
  readonly movedTo?: string | undefined;
}

/** Sections of an edition, in the order of its navigation. Those without pages are left out. */
function editionSections(context: EditionContext): readonly { path: string; text: string }[] {
  const { id, published } = context.atlas.dataset;
  const { say } = context.site.speech;
  const has = (kind: Narrative["kind"]): boolean =>
    context.narratives.some((narrative) => narrative.kind === kind);
  return [
    { path: paths.clusters(id), text: say("frame.section-clusters") },
    { path: paths.sectors(id), text: say("frame.section-sectors") },
    { path: paths.regions(id), text: say("frame.section-regions") },
    { path: paths.growth(id), text: say("frame.section-growth") },
    ...(has("case") ? [{ path: paths.cases(id), text: say("frame.section-cases") }] : []),
    ...(has("argument") ? [{ path: paths.argument(id), text: say("frame.section-argument") }] : []),
    { path: paths.method(id), text: say("frame.section-method") },
    ...(published.length > 0
      ? [{ path: paths.reproduction(id), text: say("frame.section-reproduction") }]
      : []),
    { path: paths.data(id), text: say("frame.section-data") },
  ];
}

/** What the first screen of a modelled edition's pages says. */
function statusOf({ atlas, site }: EditionContext): StatusView | undefined {
  const words = statusWords(atlas.dataset, site.speech);
  if (words === undefined) return undefined;
  return {
    status: "modelled",
    words,
    methodHref: href(site.pathPrefix, paths.method(atlas.dataset.id)),
  };
}

/** Which figures of a modelled edition are whose; undefined for observed figures. */
export function statusWords(dataset: Dataset, speech: Speech): string | undefined {
  const { descriptor, published, years } = dataset;
  if (descriptor.status !== "modelled") return undefined;
  if (published.length > 0) return speech.say("frame.status-published");
  const modelled = modelledYears(dataset);
  if (modelled.length === 0 || modelled.length === years.length)
    return speech.say("frame.status-estimated");
  const observed = years.filter((year) => !modelled.includes(year));
  return speech.say("frame.status-years", {
    modelled: speech.list(modelled.map(String)),
    observed: speech.list(observed.map(String)),
  });
}

/** Years of which any cell is flagged as modelled. */
function modelledYears({ years, flags }: Dataset): readonly number[] {
  const cells = flags.length / years.length;
  return years.filter((_, y) =>
    flags.subarray(y * cells, (y + 1) * cells).some((bits) => (bits & FLAG.m) !== 0),
  );
}

/** A page of an edition, complete but for its template; its citation files are published on the way. */
export async function editionSheet<V>(
  context: EditionContext,
  parts: SheetParts<V>,
): Promise<Sheet<V>> {
  const { atlas, site } = context;
  const { descriptor, id } = atlas.dataset;
  const trail = [{ path: paths.front(), text: site.title }, ...parts.trail];
  const url = absolute(site.baseUrl ?? PLACEHOLDER_BASE_URL, site.pathPrefix, parts.path);
  const { path } = placeOf(site, parts.path);
  const { title, work } = parts;
  const cited = { path, title, url, language: site.speech.language, work: work?.kind };
  const edition = { descriptor, contentHash: context.contentHash };
  const item = citeEditionPage(cited, edition, site.speech);
  const modelled = descriptor.status === "modelled";
  const description = modelled
    ? site.speech.say("frame.description-modelled", { description: parts.description })
    : parts.description;
  await publishCitation(context.write, parts.path, item);
  return {
    kind: parts.kind,
    ...placeOf(site, parts.path),
    isHome: parts.path === paths.front(),
    lang: site.speech.language,
    title: parts.title,
    headTitle: uniqueParts([parts.title, descriptor.title, site.title]).join(" · "),
    description,
    editionId: id,
    editionTitle: descriptor.title,
    status: statusOf(context),
    breadcrumbs: trail.map(({ path, text }) => linkTo(site, path, text)),
    navigation: navigation(site, editionSections(context), parts.path),
    previous: parts.previous,
    next: parts.next,
    explain: explainView(site, path, id),
    citation: citationView(site, parts.path, citedWork(cited, edition)),
    canonical: site.baseUrl === undefined ? undefined : url,
    alternates: languageAlternates(site, parts.path),
    head: headOf(
      {
        ...parts,
        description,
        trail,
        dataset: atlas.dataset,
        isCited: true,
        card: headCard(site, parts, description),
      },
      site,
    ),
    card: cardOf(site, parts, descriptor),
    links: {
      ...siteLinks(site),
      data: href(site.pathPrefix, paths.data(id)),
      errata: href(site.pathPrefix, paths.errataOf(id)),
    },
    view: parts.view,
  };
}

/** A page outside editions: it speaks of the latest, and changes with time. */
export async function siteSheet<V>(
  site: SiteOptions,
  write: WriteFile,
  parts: SitePageParts<V>,
): Promise<Sheet<V>> {
  const url = absolute(site.baseUrl ?? PLACEHOLDER_BASE_URL, site.pathPrefix, parts.path);
  const { path } = placeOf(site, parts.path);
  const { title, modelled = false } = parts;
  const item = citeSitePage(
    { path, title: parts.title, url, language: site.speech.language },
    site.title,
    modelled ? site.speech.say("frame.citation-genre") : undefined,
  );
  const citable = parts.path.endsWith("/") && parts.movedTo === undefined;
  if (citable) await publishCitation(write, parts.path, item);
  return {
    kind: parts.kind,
    ...placeOf(site, parts.path),
    isHome: parts.path === paths.front(),
    lang: site.speech.language,
    title: parts.title,
    headTitle: uniqueParts([parts.title, site.title]).join(" · "),
    description: parts.description,
    editionId: undefined,
    editionTitle: undefined,
    status: undefined,
    breadcrumbs: parts.trail.map(({ path, text }) => linkTo(site, path, text)),
    navigation: navigation(
      site,
      [
        { path: paths.front(), text: site.speech.say("frame.section-editions") },
        { path: paths.changes(), text: site.speech.say("frame.section-changes") },
        { path: paths.search(), text: site.speech.say("frame.section-search") },
        { path: paths.about(), text: site.speech.say("frame.section-about") },
      ],
      parts.path,
    ),
    previous: parts.previous,
    next: parts.next,
    explain: parts.showsFigures === true ? explainView(site, path, undefined) : undefined,
    citation: citable
      ? citationView(site, parts.path, citedSiteWork({ title, url, modelled }, site.title))
      : undefined,
    canonical: canonicalOf(site, (parts.movedTo ?? parts.path).replace(/#.*$/, "")),
    // What only leads elsewhere is no version of anything.
    alternates: parts.movedTo === undefined ? languageAlternates(site, parts.path) : [],
    head: headOf(
      {
        ...parts,
        isCited: citable,
        card: citable ? headCard(site, parts, parts.description) : undefined,
      },
      site,
    ),
    card: citable ? cardOf(site, parts) : undefined,
    links: {
      ...siteLinks(site),
      data: undefined,
      errata: href(site.pathPrefix, paths.errata()),
    },
    redirect: parts.movedTo === undefined ? undefined : href(site.pathPrefix, parts.movedTo),
    view: parts.view,
  };
}

/** Where a page stands below the site's root; its file with it. */
function placeOf({ segment }: SiteOptions, path: string): Pick<Sheet, "path" | "file"> {
  const whole = `/${segment}${path.slice(1)}`;
  return { path: whole, file: fileOf(whole) };
}

function canonicalOf({ baseUrl, pathPrefix }: SiteOptions, path: string): string | undefined {
  return baseUrl === undefined ? undefined : absolute(baseUrl, pathPrefix, path);
}

function siteLinks(site: SiteOptions): Omit<Sheet["links"], "data" | "errata"> {
  const to = (path: string): string => href(site.pathPrefix, path);
  return {
    home: to(paths.front()),
    search: to(paths.search()),
    about: to(paths.about()),
    changes: to(paths.changes()),
  };
}

function navigation(
  site: SiteOptions,
  sections: readonly { path: string; text: string }[],
  current: string,
): readonly NavigationItem[] {
  return sections.map(({ path, text }) => ({
    ...linkTo(site, path, text),
    current: path === "/" ? current === "/" : current.startsWith(path),
  }));
}

async function publishCitation(write: WriteFile, path: string, item: CslItem): Promise<void> {
  const folder = path.slice(1);
  await write(`${folder}cite.bib`, bibtex(item));
  await write(`${folder}cite.ris`, ris(item));
  await write(`${folder}cite.csl.json`, cslJson(item));
}

function citationView(site: SiteOptions, path: string, work: CitedWork): Sheet["citation"] {
  const base = href(site.pathPrefix, path);
  return {
    texts: citationTexts(work),
    style: defaultStyle(site.speech),
    bibHref: `${base}cite.bib`,
    risHref: `${base}cite.ris`,
    cslHref: `${base}cite.csl.json`,
    placeholder: site.baseUrl === undefined,
  };
}

/** The card that a page's head names: its own, or one that it shares. */
function headCard<V>(
  { cards }: SiteOptions,
  { path, card }: SheetParts<V>,
  alt: string,
): HeadPage["card"] {
  return cards ? pageCard(card?.sharedWith ?? path, alt) : undefined;
}

/** The card that is drawn for a page; none where it shares another's. */
function cardOf<V>(
  site: SiteOptions,
  { path, title, description, card }: SheetParts<V>,
  descriptor?: Descriptor,
): CardView | undefined {
  if (!site.cards || card?.sharedWith !== undefined) return undefined;
  return {
    file: `${placeOf(site, path).path.slice(1)}card.png`,
    card: {
      site: site.title,
      edition: descriptor?.title === title ? undefined : descriptor?.title,
      title,
      line: description,
      facts: card?.facts ?? [],
      status: descriptor?.status === "modelled" ? site.speech.say("frame.modelled") : undefined,
      host: hostOf(site.baseUrl),
    },
  };
}

function uniqueParts(parts: readonly string[]): readonly string[] {
  return parts.filter((part, index) => part !== "" && parts.indexOf(part) === index);
}
