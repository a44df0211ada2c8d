/**
 * The site as a whole: in each language every page of every edition, and the pages around them, one by one,
 * so that a large site is never in memory at once. Files that belong to pages are handed to
 * `write` on the way. Tables for download are published with the first language, and the others link to them.
 */

import type { Atlas } from "../model/atlas.ts";
import { atlasIn } from "../model/atlas-in.ts";
import type { Erratum } from "../model/erratum.ts";
import { createFigurePacker } from "../model/figure-pack.ts";
import { historyOf } from "../model/life.ts";
import { belongsTo, type Narrative } from "../model/narrative.ts";
import { atomFeed } from "./atom.ts";
import { changesSheet } from "./changes.ts";
import { createChartPress, type RenderChart } from "./chart-press.ts";
import { citedSiteWork, citedWork } from "./citation.ts";
import { citationFile } from "./citation-file.ts";
import { type ClaimPolicy, sortProblems } from "./claims.ts";
import { clusterSheet } from "./cluster.ts";
import { clustersSheet } from "./clusters.ts";
import {
  type EditionContext,
  type SiteFacts,
  type SiteOptions,
  siteOptions,
  type WriteFile,
} from "./context.ts";
import { dataSheet, dataWords } from "./data.ts";
import type { KnownPage } from "./descriptions/facts.ts";
import { DESCRIPTIONS, publishDescriptions } from "./descriptions/publish.ts";
import { designSheet } from "./design.ts";
import {
  type DownloadedFile,
  downloadTables,
  publishClaims,
  publishFigures,
  publishTable,
} from "./downloads.ts";
import { editionFrontSheet } from "./edition.ts";
import { errataSheets } from "./errata.ts";
import { publishShards } from "./figure-shards.ts";
import { publishFigureWords } from "./figure-words.ts";
import { growthSheet } from "./growth.ts";
import { addressIn } from "./head/highwire.ts";
import { type EditionParts, linksetJson } from "./head/linkset.ts";
import { lifeSheet } from "./life.ts";
import { editionMap } from "./maps.ts";
import { methodSheet } from "./method.ts";
import { narrativePath } from "./narrative-path.ts";
import {
  claimsOf,
  NarrativeError,
  narrativeProblems,
  narrativeSheet,
  sectionSheet,
} from "./narratives.ts";
import { nearMissesSheet } from "./near-misses.ts";
import { createNumbers } from "./numbers.ts";
import { placeHistoriesSheet, placeHistorySheet, placesOf } from "./place-history.ts";
import type { ProseProblem } from "./prose.ts";
import { regionSheet, regionsSheet } from "./regions.ts";
import { reproductionSheet } from "./reproduction.ts";
import { sectorSheet, sectorsSheet } from "./sectors.ts";
import { sensitivitySheet } from "./sensitivity.ts";
import { aboutSheet, frontSheet, notFoundSheet, searchSheet } from "./site-pages.ts";
import { SOURCE_LIST, sourceList } from "./source-list.ts";
import { paths } from "./urls.ts";
import type { Sheet } from "./view.ts";

/** An input file of an edition, published as it was read. */
export interface SourceFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What was published below /E/data/, for the data pages of all languages. */
export interface EditionDownloads {
  readonly files: readonly DownloadedFile[];
  /** Names of the edition's own input files. */
  readonly inputs: readonly string[];
}

/** What making sheets needs and brings about besides; nothing of it changes what pages say. */
export interface PlanTools {
  /** Input files of an edition, ordered by name. */
  readonly sourceFiles: (edition: string) => Promise<readonly SourceFile[]>;
  readonly write: WriteFile;
  /** Draws charts; by default each is drawn anew. */
  readonly renderChart?: RenderChart | undefined;
  /** Told what was published of an edition to download, where its pages are the ones that publish it. */
  readonly onDownloads?: ((edition: string, downloads: EditionDownloads) => void) | undefined;
}

/** What the site in one language is made from. */
export interface PlanInput extends PlanTools {
  /** Oldest first; at least one. */
  readonly atlases: readonly Atlas[];
  /** Those of the language. */
  readonly narratives: readonly Narrative[];
  /** Editions that are laid out as they were published; no page of theirs is planned. */
  readonly sealed: ReadonlySet<string>;
  /** Latest first. */
  readonly errata: readonly Erratum[];
  readonly site: SiteFacts;
  /** Whether a claim that does not hold ends the work (where not said), or is marked on its page alone. */
  readonly claims?: ClaimPolicy | undefined;
  /** By edition: what another language's pages have published to download; undefined where these pages do. */
  readonly downloads?: ReadonlyMap<string, EditionDownloads> | undefined;
}

/**
 * All that the files under /E/ are made from, besides the edition's own input files: nothing of other editions.
 * That these files are frozen, and may be taken over from an earlier build, rests on it. Plain data besides the atlas:
 * `serve` compares it with that of the build before by a hash, which refuses anything else.
 */
export interface EditionInput {
  readonly atlas: Atlas;
  /** Those of this edition, in the language. */
  readonly narratives: readonly Narrative[];
  readonly site: SiteFacts;
  /** What is published to download with the first language's pages; undefined where these are the first language's. */
  readonly downloads?: EditionDownloads | undefined;
}

/** Makes pages of an edition that is not sealed, or answers what stands for them. */
export type EditionPages<P> = (edition: EditionInput, tools: PlanTools) => AsyncIterable<Sheet | P>;

/** Every page of the site in all its languages, of which the first publishes what is published once. */
export async function* planLanguages<P = never>(
  [first, ...others]: readonly PlanInput[],
  editionPages?: EditionPages<P>,
): AsyncGenerator<Sheet | P> {
  if (first === undefined) return;
  const downloads = new Map<string, EditionDownloads>();
  const onDownloads: PlanTools["onDownloads"] = (edition, made) => downloads.set(edition, made);
  yield* planSite({ ...first, onDownloads }, editionPages);
  for (const other of others) yield* planSite({ ...other, downloads }, editionPages);
}

/**
 * Every page of the site in one language. Throws NarrativeError, with all problems of all narratives, before the first page.
 */
export async function* planSite<P = never>(
  input: PlanInput,
  editionPages: EditionPages<P> = planEdition,
): AsyncGenerator<Sheet | P> {
  const { errors } = sortProblems(proseProblems(input), input.claims);
  if (errors.length > 0) throw new NarrativeError(errors);
  for (const atlas of input.atlases) {
    if (!input.sealed.has(atlas.dataset.id)) yield* editionPages(editionOf(input, atlas), input);
  }
  yield* siteSheets(input);
}

/** Every page of one edition in one language. */
export async function* planEdition(edition: EditionInput, tools: PlanTools): AsyncGenerator<Sheet> {
  const site = siteOptions(edition.site);
  const write = writerIn(site, tools.write);
  const { renderChart } = tools;
  const atlas = atlasIn(edition.atlas, site.speech.language);
  const sources = await tools.sourceFiles(atlas.dataset.id);
  const { contentHash } = sourceList(sources);
  const context = contextOf({ ...edition, site, write, renderChart, contentHash }, atlas);
  const pages: KnownPage[] = [];
  for await (const sheet of editionSheets(context)) {
    if (isSection(sheet)) pages.push(knownPage(sheet, atlas.dataset.id));
    yield sheet;
  }
  const downloads =
    edition.downloads ?? (await publishDownloads(context, edition.atlas, sources, pages, tools));
  await publishFigureWords(context);
  yield await dataSheet(context, downloads.files, downloads.inputs);
}

/** The edition's front page, and those just below it. */
function isSection({ file }: Sheet): boolean {
  return file.split("/").length <= 3;
}

function knownPage({ file, title, description }: Sheet, edition: string): KnownPage {
  return { path: file.slice(`${edition}/`.length), title, description };
}

function editionOf({ narratives, site, downloads }: PlanInput, atlas: Atlas): EditionInput {
  const { id } = atlas.dataset;
  const own = narratives.filter((narrative) => belongsTo(narrative, id));
  const published = downloads?.get(id);
  if (downloads !== undefined && published === undefined)
    throw new Error(`The first language has published nothing to download of ${id}.`);
  return { atlas, narratives: own, site, downloads: published };
}

/** Writes files that belong to pages of a language beside them. */
function writerIn({ segment }: SiteOptions, write: WriteFile): WriteFile {
  return segment === "" ? write : (file, content) => write(segment + file, content);
}

/** What is wrong in the narratives of all editions that are rendered. */
export function proseProblems(
  input: Pick<PlanInput, "atlases" | "narratives" | "sealed" | "site">,
): readonly ProseProblem[] {
  const rendered = input.atlases.filter(({ dataset }) => !input.sealed.has(dataset.id));
  const site = siteOptions(input.site);
  return rendered.flatMap((atlas) => {
    const context = contextOf({ ...input, site, write: async () => {} }, atlas);
    return context.narratives.flatMap((narrative) => narrativeProblems(context, narrative));
  });
}

function contextOf(
  {
    narratives,
    site,
    write,
    renderChart,
    contentHash,
  }: Pick<PlanInput, "narratives" | "write" | "renderChart"> & {
    readonly site: SiteOptions;
    readonly contentHash?: string | undefined;
  },
  atlas: Atlas,
): EditionContext {
  return {
    atlas,
    site,
    contentHash,
    numbers: createNumbers(atlas, site.speech),
    narratives: narratives
      .filter((narrative) => belongsTo(narrative, atlas.dataset.id))
      .toSorted((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1)),
    placeChart: createChartPress(
      site,
      write,
      (figure) =>
        citedWork(figure, { descriptor: atlas.dataset.descriptor, contentHash }, "figure"),
      renderChart,
    ),
    write,
  };
}

/** All pages but that of the data, which says what the others made. */
async function* editionSheets(context: EditionContext): AsyncGenerator<Sheet> {
  const { atlas } = context;
  yield await editionFrontSheet(context);
  yield await clustersSheet(context);
  for (const [at, cluster] of atlas.clusters.entries())
    yield await clusterSheet(context, cluster, at);
  yield await sectorsSheet(context);
  for (const s of atlas.dataset.sectors.keys()) yield* maybe(await sectorSheet(context, s));
  yield await regionsSheet(context);
  for (const r of atlas.dataset.regions.keys()) yield* maybe(await regionSheet(context, r));
  yield await growthSheet(context);
  yield await methodSheet(context);
  yield await sensitivitySheet(context);
  yield await nearMissesSheet(context);
  if (atlas.dataset.published.length > 0) yield await reproductionSheet(context);
  yield* narrativeSheets(context);
}

function* maybe(sheet: Sheet | undefined): Generator<Sheet> {
  if (sheet !== undefined) yield sheet;
}

async function* narrativeSheets(context: EditionContext): AsyncGenerator<Sheet> {
  const { id } = context.atlas.dataset;
  for (const narrative of context.narratives) {
    const path = narrativePath(id, narrative);
    if (path !== undefined) yield await narrativeSheet(context, narrative, path);
  }
  for (const kind of ["case", "argument"] as const) {
    const own = context.narratives.filter((narrative) => narrative.kind === kind);
    // The cases page is part of every edition's addresses; the argument exists where someone wrote it.
    const wanted = kind === "case" || own.length > 0;
    if (wanted && !own.some(({ slug }) => slug === "index"))
      yield await sectionSheet(context, kind);
  }
}

/** Publishes the edition's downloads, in the data's own words. After its pages, since figures.json holds what they show. */
async function publishDownloads(
  context: EditionContext,
  atlas: Atlas,
  sources: readonly SourceFile[],
  pages: readonly KnownPage[],
  tools: PlanTools,
): Promise<EditionDownloads> {
  const { numbers, write } = context;
  const { id } = atlas.dataset;
  const folder = paths.data(id).slice(1);
  const files: DownloadedFile[] = [];
  for (const table of downloadTables(atlas))
    files.push(...(await publishTable(write, folder, table)));
  files.push(await publishClaims(write, folder, atlas, claimsOf(context)));
  const packer = createFigurePacker(atlas);
  files.push(await publishFigures(write, folder, atlas, numbers.shown, packer.add));
  await publishShards(write, folder, packer);
  for (const { name, content } of sources) await write(`${folder}source/${name}`, content);
  const list = sourceList(sources);
  await write(`${folder}source/${SOURCE_LIST}`, list.text);
  const own = { path: "data/index.html", ...dataWords(context) };
  const cff = citationFile({
    descriptor: atlas.dataset.descriptor,
    contentHash: context.contentHash,
    url: addressIn(context.site, paths.edition(id)),
  });
  if (cff !== undefined) await write(paths.citationFile(id).slice(1), cff);
  await publishDescriptions(context, atlas.dataset.descriptor, {
    computed: files,
    sources,
    sourceList: list,
    pages: [...pages, own],
    citation: cff,
  });
  const parts = partsOf(id, files, cff !== undefined, context.site);
  await write(paths.linkset(id).slice(1), linksetJson(atlas.dataset, parts, context.site));
  const downloads = { files, inputs: sources.map(({ name }) => name) };
  tools.onDownloads?.(id, downloads);
  return downloads;
}

/** Files of an edition as its link set names them. */
function partsOf(
  edition: string,
  files: readonly DownloadedFile[],
  isNamed: boolean,
  { reports, archives, languages }: SiteOptions,
): EditionParts {
  const below = (file: string, mediatype: string) => ({
    path: `${paths.data(edition)}${file}`,
    mediatype,
  });
  const printed = reports
    ? languages.map(({ segment }) => ({
        path: `/${segment}${paths.report(edition).slice(1)}`,
        mediatype: "application/pdf",
      }))
    : [];
  return {
    items: [
      ...files.map(({ file, mediatype }) => below(file, mediatype)),
      ...printed,
      ...(archives ? [{ path: paths.archive(edition), mediatype: "application/zip" }] : []),
    ],
    descriptions: [
      ...DESCRIPTIONS.map(({ path, mediaType }) => ({
        path: paths.edition(edition) + path,
        mediatype: mediaType,
      })),
      ...(isNamed ? [{ path: paths.citationFile(edition), mediatype: "application/yaml" }] : []),
    ],
  };
}

async function* siteSheets(input: PlanInput): AsyncGenerator<Sheet> {
  const { renderChart } = input;
  const site = siteOptions(input.site);
  const atlases = input.atlases.map((atlas) => atlasIn(atlas, site.speech.language));
  const write = writerIn(site, input.write);
  const latest = atlases.at(-1);
  const map =
    latest === undefined
      ? undefined
      : await editionMap(contextOf({ ...input, site, write }, latest), paths.front());
  yield await frontSheet(atlases, site, write, map);
  const history = historyOf(atlases);
  yield await changesSheet(history, input.narratives, site, write);
  yield* errataSheets(atlases, input.errata, site, write);
  yield await searchSheet(atlases, site, write);
  yield await aboutSheet(atlases, site, write);
  yield await designSheet(site, write);
  yield await notFoundSheet(site, write);
  const placeChart = createChartPress(
    site,
    write,
    (figure) => citedSiteWork(figure, site.title, "figure"),
    renderChart,
  );
  for (const place of history.places)
    yield await lifeSheet(place, history, site, write, placeChart);
  for (const kind of ["region", "sector"] as const) {
    const places = placesOf(kind, history);
    yield await placeHistoriesSheet(kind, places, site, write);
    for (const place of places) yield await placeHistorySheet(place, history, site, write);
  }
  await write("changes/feed.xml", atomFeed(history, input.narratives, site));
}
