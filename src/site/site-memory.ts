/**
 * Remembers the last site that was published: which page was made from what. A page whose sheet and templates are the
 * same today has the same bytes, and is taken over from the published folder; so is a file beside the pages that has the
 * same content, and everything under /E/, without being planned, where all that the edition is made from is the same.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Dataset } from "../model/dataset.ts";
import type { RenderChart } from "../pages/chart-press.ts";
import { type EditionInput, type PlanInput, planEdition, planSite } from "../pages/plan.ts";
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
  /** Draws an edition's charts; those of pages around the editions where none is named. */
  readonly chartsOf: (edition?: string) => RenderChart;
}

/** A site that is being made, beside the one that was published last. */
export interface SiteDraft {
  /** As planSite, with all that can be taken over from the last site. */
  readonly plan: (input: PlanInput, tools: PlanTools) => AsyncIterable<Page>;
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
  /** Ids of editions that were not taken over as a whole, in their order. */
  readonly editions: readonly string[];
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
  readonly editions: ReadonlyMap<string, EditionFiles>;
  /** By file: how it was found after publication. */
  readonly stamps: ReadonlyMap<string, string>;
}

interface PageOrigin {
  readonly kind: string;
  /** A name for all that the page was made from. */
  readonly name: string;
}

/** Everything under /E/, and what it was made from. */
interface EditionFiles {
  readonly origin: string;
  readonly dataset: Dataset;
  readonly pages: readonly PlacedPage[];
  /** Files beside the pages. */
  readonly files: readonly string[];
}

type PlacedPage = Pick<Sheet, "path" | "file">;

/** What is noted of a site while it is made. */
interface Notes {
  readonly pages: Map<string, PageOrigin>;
  readonly contents: Map<string, string>;
  readonly editions: Map<string, EditionFiles>;
  readonly planned: string[];
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
        plan: (input, tools) => planRemembered(input, tools, { setting, templates, notes, last }),
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
  given: PlanInput,
  tools: PlanTools,
  desk: Desk,
): AsyncGenerator<Page> {
  const { notes, last, templates, setting } = desk;
  const input = { ...given, write: rememberingWriter(given.write, tools, desk) };
  const shared = fingerprint(tools.shared);
  const plan = planSite<ReadyPage>({ ...input, renderChart: setting.chartsOf() }, (edition) =>
    editionPages(edition, input, tools, desk),
  );
  for await (const page of plan) {
    if (isReady(page)) {
      yield page;
      continue;
    }
    const { path, file } = page;
    const { kind } = page;
    const name = fingerprint([templates.ofKind(kind), shared, page]);
    notes.pages.set(file, { kind, name });
    if (last?.pages.get(file)?.name === name && isIntact(last, file)) {
      yield { path, file, source: join(last.root, file) };
    } else {
      notes.made += 1;
      yield page;
    }
  }
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

/** An edition's pages: taken over as a whole with the files beside them, or else planned. */
async function* editionPages(
  edition: EditionInput,
  input: PlanInput,
  tools: PlanTools,
  { setting, templates, notes, last }: Desk,
): AsyncGenerator<Page> {
  const { dataset } = edition.atlas;
  const { id } = dataset;
  const origin = editionOrigin(edition, setting.originOf(dataset), tools.shared, templates);
  const before = last?.editions.get(id);
  const same = origin !== undefined && before !== undefined && before.origin === origin;
  if (last !== undefined && same && isWhole(last, before)) {
    notes.editions.set(id, before);
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
  notes.planned.push(id);
  const pages: PlacedPage[] = [];
  const files: string[] = [];
  const write: PlanInput["write"] = (file, content) => {
    files.push(file);
    return input.write(file, content);
  };
  const own = { ...input, write, renderChart: setting.chartsOf(id) };
  for await (const sheet of planEdition(edition, own)) {
    pages.push({ path: sheet.path, file: sheet.file });
    yield sheet;
  }
  if (origin !== undefined) notes.editions.set(id, { origin, dataset, pages, files });
}

/**
 * A name for all that an edition is made from; undefined where its own files have none, since they changed while they
 * were read. Whatever an edition is given besides its atlas is plain data, and counts: fingerprint throws on the rest.
 */
function editionOrigin(
  { atlas, ...rest }: EditionInput,
  files: string | undefined,
  shared: SharedData,
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
