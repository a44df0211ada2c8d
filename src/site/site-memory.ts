/**
 * Remembers the last site that was published: which page was made from what. A page whose sheet and templates are the
 * same today has the same bytes, and is taken over from the published folder; so is a file beside the pages that has the
 * same content, and everything under /E/ or /nb/E/, without being planned, where all that the edition in that language
 * is made from is the same.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import { segmentOf } from "../pages/alternates.ts";
import type { RenderChart } from "../pages/chart-press.ts";
import type { SiteFacts } from "../pages/context.ts";
import {
  type EditionDownloads,
  type EditionInput,
  type PlanTools as PageTools,
  type PlanInput,
  planEdition,
  planLanguages,
} from "../pages/plan.ts";
import type { Sheet } from "../pages/view.ts";
import type { PlanTools } from "./assemble-site.ts";
import { fileStamp, fingerprint } from "./fingerprint.ts";
import { isReady, type Page, type ReadyPage, type SharedData } from "./render-sheets.ts";
import { type TemplateOrigins, templateOrigins } from "./template-origin.ts";

/** What a site is made with, besides its plan. */
export interface SiteSetting {
  readonly templatesDir: string;
  /** A name for what an edition was read from; undefined where it has none. */
  readonly originOf: (dataset: Dataset) => string | undefined;
  /** Draws the charts of a part of the site. */
  readonly chartsOf: (part: SitePart) => RenderChart;
}

/** A site that is being made, beside the one that was published last. */
export interface SiteDraft {
  /** As planLanguages, with all that can be taken over from the last site. */
  readonly plan: (inputs: readonly PlanInput[], tools: PlanTools) => AsyncIterable<Page>;
  readonly tally: () => Tally;
  /** A name for the templates as they were found, which changes whenever anybody writes to one. */
  readonly templates: string;
  /**
   * To be called when the site has been published in `root`: it is then the last one. `isCurrent` tells whether the
   * folder of an edition still has the files it was read from.
   */
  readonly published: (root: string, isCurrent: (dataset: Dataset) => boolean) => void;
}

/** How much of a site was made, and not taken over. */
export interface Tally {
  readonly pages: number;
  /** Editions, each in a language, that were not taken over as a whole, in their order. */
  readonly editions: readonly SitePart[];
}

/** An edition in a language, or the pages around the editions in it. */
export interface SitePart {
  /** Of the language: "" or "nb/". */
  readonly segment: string;
  /** Undefined for the pages around the editions. */
  readonly edition: string | undefined;
}

/** A name for a part of the site: where its pages stand, "2001", "nb/2001". No edition has an empty id. */
export function partName({ segment, edition = "" }: SitePart): string {
  return segment + edition;
}

export interface SiteMemory {
  readonly begin: (setting: SiteSetting) => SiteDraft;
}

interface PublishedSite {
  readonly root: string;
  /** By file. */
  readonly pages: ReadonlyMap<string, PageOrigin>;
  /** By file beside the pages: a hash of its content. */
  readonly contents: ReadonlyMap<string, string>;
  /** By name of the part. */
  readonly editions: ReadonlyMap<string, EditionFiles>;
  /** By file: how it was found after publication. */
  readonly stamps: ReadonlyMap<string, string>;
}

interface PageOrigin {
  readonly kind: string;
  /** A name for all that the page was made from. */
  readonly name: string;
}

/** Everything under /E/ or /nb/E/, and what it was made from. */
interface EditionFiles {
  readonly origin: string;
  readonly dataset: Dataset;
  readonly pages: readonly PlacedPage[];
  /** Files beside the pages. */
  readonly files: readonly string[];
  /** What they publish to download, for the pages in other languages. */
  readonly downloads: EditionDownloads | undefined;
}

type PlacedPage = Pick<Sheet, "path" | "file">;

/** What is noted of a site while it is made. */
interface Notes {
  readonly pages: Map<string, PageOrigin>;
  readonly contents: Map<string, string>;
  readonly editions: Map<string, EditionFiles>;
  readonly planned: SitePart[];
  made: number;
}

export function createSiteMemory(): SiteMemory {
  let last: PublishedSite | undefined;
  return {
    begin: (setting) => {
      const templates = templateOrigins(setting.templatesDir);
      const notes: Notes = {
        pages: new Map(),
        contents: new Map(),
        editions: new Map(),
        planned: [],
        made: 0,
      };
      return {
        plan: (inputs, tools) => planRemembered(inputs, tools, { setting, templates, notes, last }),
        templates: templates.stamp,
        tally: () => ({ pages: notes.made, editions: notes.planned }),
        published: (root, isCurrent) => {
          const now = templateOrigins(setting.templatesDir);
          // Pages that were rendered while their templates were written to may have been made with either.
          const isSteady = ({ kind }: PageOrigin): boolean =>
            now.stampOfKind(kind) === templates.stampOfKind(kind);
          last = publishedSite(root, {
            pages: new Map([...notes.pages].filter(([, origin]) => isSteady(origin))),
            contents: notes.contents,
            editions: new Map(
              [...notes.editions].filter(
                ([, { dataset }]) => now.stamp === templates.stamp && isCurrent(dataset),
              ),
            ),
          });
        },
      };
    },
  };
}

interface Desk {
  readonly setting: SiteSetting;
  readonly templates: TemplateOrigins;
  readonly notes: Notes;
  readonly last: PublishedSite | undefined;
}

/** The plan of the site, with pages in place of sheets that the last site has rendered. */
async function* planRemembered(
  given: readonly PlanInput[],
  tools: PlanTools,
  desk: Desk,
): AsyncGenerator<Page> {
  const { notes, last, templates, setting } = desk;
  const inputs = given.map((input) => ({
    ...input,
    write: rememberingWriter(input.write, tools, desk),
    renderChart: setting.chartsOf({ segment: segmentIn(input.site), edition: undefined }),
  }));
  const shared = new Map(
    tools.shared.languages.map(({ code }) => [code, fingerprint(sharedBy(tools.shared, code))]),
  );
  const plan = planLanguages<ReadyPage>(inputs, (edition, pageTools) =>
    editionPages(edition, pageTools, tools, desk),
  );
  for await (const page of plan) {
    if (isReady(page)) {
      yield page;
      continue;
    }
    const { path, file } = page;
    const { kind } = page;
    const name = fingerprint([templates.ofKind(kind), shared.get(page.lang), page]);
    notes.pages.set(file, { kind, name });
    if (last?.pages.get(file)?.name === name && isIntact(last, file)) {
      yield { path, file, source: join(last.root, file) };
    } else {
      notes.made += 1;
      yield page;
    }
  }
}

function segmentIn({ language, languages }: Pick<SiteFacts, "language" | "languages">): string {
  return segmentOf(language.code, languages);
}

/** What pages in a language are made from besides their sheets: of the languages, their own alone. */
function sharedBy({ data, languages }: SharedData, code: string): unknown {
  return { data, languages: languages.filter((language) => language.code === code) };
}

/** Links to files of the last site in place of writing them again, which takes many times as long. */
function rememberingWriter(
  write: PlanInput["write"],
  { link }: PlanTools,
  { notes, last }: Desk,
): PlanInput["write"] {
  return async (file, content) => {
    // Large tables come in pieces, and are never in memory as a whole.
    if (typeof content !== "string" && !(content instanceof Uint8Array))
      return write(file, content);
    const hash = createHash("sha256").update(content).digest("base64");
    notes.contents.set(file, hash);
    if (last?.contents.get(file) !== hash || !isIntact(last, file)) return write(file, content);
    link(file, join(last.root, file));
  };
}

/** An edition's pages in a language: taken over as a whole with the files beside them, or else planned. */
async function* editionPages(
  edition: EditionInput,
  pageTools: PageTools,
  tools: PlanTools,
  { setting, templates, notes, last }: Desk,
): AsyncGenerator<Page> {
  const { dataset } = edition.atlas;
  const { code } = edition.site.language;
  const part = { segment: segmentIn(edition.site), edition: dataset.id };
  const name = partName(part);
  const shared = sharedBy(tools.shared, code);
  const origin = editionOrigin(edition, setting.originOf(dataset), shared, templates);
  const before = last?.editions.get(name);
  const same = origin !== undefined && before !== undefined && before.origin === origin;
  if (last !== undefined && same && isWhole(last, before)) {
    notes.editions.set(name, before);
    if (before.downloads !== undefined) pageTools.onDownloads?.(dataset.id, before.downloads);
    for (const file of before.files) {
      tools.link(file, join(last.root, file));
      const hash = last.contents.get(file);
      if (hash !== undefined) notes.contents.set(file, hash);
    }
    for (const { path, file } of before.pages) {
      const page = last.pages.get(file);
      if (page !== undefined) notes.pages.set(file, page);
      yield { path, file, source: join(last.root, file) };
    }
    return;
  }
  notes.planned.push(part);
  const pages: PlacedPage[] = [];
  const files: string[] = [];
  let downloads: EditionDownloads | undefined;
  const own: PageTools = {
    sourceFiles: pageTools.sourceFiles,
    renderChart: setting.chartsOf(part),
    write: (file, content) => {
      files.push(file);
      return pageTools.write(file, content);
    },
    onDownloads: (id, made) => {
      downloads = made;
      pageTools.onDownloads?.(id, made);
    },
  };
  for await (const sheet of planEdition(edition, own)) {
    pages.push({ path: sheet.path, file: sheet.file });
    yield sheet;
  }
  if (origin !== undefined) notes.editions.set(name, { origin, dataset, pages, files, downloads });
}

/**
 * A name for all that an edition is made from; undefined where its own files have none, since they changed while they
 * were read. Whatever an edition is given besides its atlas is plain data, and counts: fingerprint throws on the rest.
 */
function editionOrigin(
  { atlas, ...rest }: EditionInput,
  files: string | undefined,
  shared: unknown,
  templates: TemplateOrigins,
): string | undefined {
  if (files === undefined) return undefined;
  return fingerprint([atlas.dataset.id, files, rest, shared, templates.all]);
}

function publishedSite(
  root: string,
  { pages, contents, editions }: Omit<PublishedSite, "root" | "stamps">,
): PublishedSite {
  const files = new Set([
    ...pages.keys(),
    ...contents.keys(),
    ...[...editions.values()].flatMap((edition) => edition.files),
  ]);
  return {
    root,
    pages,
    contents,
    editions,
    stamps: new Map([...files].map((file) => [file, fileStamp(join(root, file)) ?? ""])),
  };
}

function isWhole(site: PublishedSite, { pages, files }: EditionFiles): boolean {
  return (
    pages.every(({ file }) => isIntact(site, file)) && files.every((file) => isIntact(site, file))
  );
}

/** Whether nobody has touched a published file since. */
function isIntact({ root, stamps }: PublishedSite, file: string): boolean {
  const stamp = fileStamp(join(root, file));
  return stamp !== undefined && stamps.get(file) === stamp;
}
