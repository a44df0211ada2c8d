/**
 * Sheets → HTML files, through Eleventy and the templates `content/pages/<kind>.njk`.
 *
 * Eleventy keeps the HTML of a run in memory until the run ends, so sheets are rendered in
 * batches: memory is bounded by the batch, not by the site.
 */

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Eleventy, { type EleventyConfig, type NunjucksEnvironment } from "@11ty/eleventy";
import type { Sheet } from "../pages/view.ts";
import type { Languages } from "../read/languages.ts";
import { Failure } from "./failure.ts";
import { linkFile } from "./link-file.ts";
import { assertOutputPath } from "./output-path.ts";
import { createSay } from "./template-speech.ts";

/** Pages of one Eleventy run. A run costs about 20 ms, a page about 1 ms and 40–100 KB. */
const BATCH = 100;

/** What every template can read besides its own `sheet`; a function is asked for the value in each build. */
export interface TemplateData {
  /** Addresses of style sheet, scripts and fonts. */
  readonly assets: unknown;
  /** The Content-Security-Policy that pages carry in a meta element. */
  readonly contentSecurityPolicy: unknown;
  /** Name and place of the site: `title`, `baseUrl`, `pathPrefix`. */
  readonly site: unknown;
}

/** What pages are made from besides their sheets: plain data, of which a fingerprint can be taken. */
export interface SharedData {
  readonly data: TemplateData;
  /** Languages that templates may speak. */
  readonly languages: Languages;
}

export interface TemplateOptions {
  /** Folder with `pages/` and `_includes/`. */
  readonly contentDir: string;
  readonly outputDir: string;
  readonly shared: SharedData;
}

export interface RenderOptions extends TemplateOptions {
  readonly batchSize?: number | undefined;
  readonly onPages?: ((done: number) => void) | undefined;
}

/** A page that was rendered before and is the same today: it is laid out from the file that holds it. */
export interface ReadyPage {
  readonly path: string;
  readonly file: string;
  /** Absolute path of that file. */
  readonly source: string;
}

export type Page = Sheet | ReadyPage;

export type Pages = Iterable<Page> | AsyncIterable<Page>;

export function isReady(page: Page): page is ReadyPage {
  return "source" in page;
}

/**
 * Renders every sheet into its file below `outputDir`, and lays out pages that are ready; answers their number.
 * `render` is given one batch after the other; by default each is rendered here and now.
 */
export async function renderSheets(
  pages: Pages,
  options: RenderOptions,
  render: RenderBatch = createRenderer(options),
): Promise<number> {
  const kinds = templateKinds(options.contentDir);
  const seen = new Set<string>();
  let done = 0;
  for await (const batch of batches(pages, options.batchSize ?? BATCH)) {
    for (const page of batch) assertRenderable(page, kinds, seen);
    await render(batch);
    done += batch.length;
    options.onPages?.(done);
  }
  return done;
}

/** Kinds of sheet for which there is a template, from the names of the templates. */
export function templateKinds(contentDir: string): readonly string[] {
  const folder = join(contentDir, "pages");
  if (!existsSync(folder)) throw new Failure(`There are no page templates: ${folder} is missing.`);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".njk"))
    .map((name) => basename(name, ".njk"))
    .sort();
}

function assertRenderable(page: Page, kinds: readonly string[], seen: Set<string>): void {
  assertOutputPath(page.file);
  if (!isReady(page) && !kinds.includes(page.kind))
    throw new Error(
      `The page ${page.path} has no template: content/pages/${page.kind}.njk is missing.`,
    );
  if (seen.has(page.file)) throw new Error(`Two pages have the address ${page.path}.`);
  seen.add(page.file);
}

async function* batches(pages: Pages, size: number): AsyncGenerator<readonly Page[]> {
  let batch: Page[] = [];
  for await (const page of pages) {
    batch.push(page);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export type RenderBatch = (batch: readonly Page[]) => Promise<void>;

type RenderSheets = (sheets: readonly Sheet[]) => Promise<void>;

/** Renders batches, one after the other. Where one fails, it finds the page with which it fails, since Eleventy names them all. */
export function createRenderer(options: TemplateOptions): RenderBatch {
  const run = createEleventy(options);
  return async (batch) => {
    for (const page of batch) if (isReady(page)) layOut(page, options.outputDir);
    const sheets = batch.flatMap((page) => (isReady(page) ? [] : page));
    if (sheets.length === 0) return;
    try {
      await run(sheets);
    } catch (error) {
      const page = await firstFailing(sheets, run);
      throw new Failure("A page could not be rendered.", [
        { page: page?.path, file: page && `pages/${page.kind}.njk`, message: rootCause(error) },
      ]);
    }
  };
}

function layOut({ source, file }: ReadyPage, outputDir: string): void {
  const target = join(outputDir, file);
  mkdirSync(dirname(target), { recursive: true });
  linkFile(source, target);
}

/** Halves the batch until one page is left; undefined where every page renders by itself. */
async function firstFailing(
  batch: readonly Sheet[],
  run: RenderSheets,
): Promise<Sheet | undefined> {
  const fails = (part: readonly Sheet[]): Promise<boolean> =>
    run(part).then(
      () => false,
      () => true,
    );
  let suspects = batch;
  while (suspects.length > 1) {
    const half = Math.ceil(suspects.length / 2);
    const first = suspects.slice(0, half);
    suspects = (await fails(first)) ? first : suspects.slice(half);
  }
  return (await fails(suspects)) ? suspects[0] : undefined;
}

/** One run of Eleventy for each batch. All runs share the first one's Nunjucks, which compiles each component once. */
function createEleventy({ contentDir, outputDir, shared }: TemplateOptions): RenderSheets {
  const kinds = templateKinds(contentDir);
  let nunjucks: NunjucksEnvironment | undefined;
  const configure = (config: EleventyConfig, batch: readonly Sheet[]): void => {
    configureTemplates(config, groupByKind(batch, kinds), shared.data, () => shared.languages);
    if (nunjucks !== undefined) config.setLibrary("njk", nunjucks);
    config.on("eleventy.engine.njk", ({ environment }) => {
      // Eleventy adds its own tags in every run; those of the run before would keep the pages of that run in memory.
      for (const name of Object.keys(environment.extensions)) environment.removeExtension(name);
      nunjucks = environment;
    });
  };
  return async (batch) => {
    const eleventy = new Eleventy(contentDir, outputDir, {
      configPath: "",
      quietMode: true,
      config: (config) => configure(config, batch),
    });
    // Its messages speak of templates and stack frames; the failure says what a reader needs.
    eleventy.disableLogger();
    await eleventy.write();
  };
}

export type SheetsByKind = Readonly<Record<string, readonly Sheet[]>>;

/** Sheets by kind; a kind without a sheet has an empty array, so that its template makes no page. */
export function groupByKind(sheets: readonly Sheet[], kinds: readonly string[]): SheetsByKind {
  const groups = new Map<string, Sheet[]>(kinds.map((kind) => [kind, []]));
  for (const sheet of sheets) groups.get(sheet.kind)?.push(sheet);
  return Object.fromEntries(groups);
}

/** The one place where Eleventy is configured: Nunjucks alone, data escaped, a missing name an error. */
export function configureTemplates(
  config: EleventyConfig,
  sheets: SheetsByKind | (() => SheetsByKind),
  data: TemplateData,
  languages: () => Languages,
): void {
  // Narratives are Markdown, but words of the data's authors: src/pages renders them, no template engine.
  config.setTemplateFormats(["njk"]);
  config.setNunjucksEnvironmentOptions({
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  config.addLayoutAlias("base", "layouts/base.njk");
  config.addGlobalData("layout", "layouts/base.njk");
  // A function, since a text would be compiled anew for each page; data that is a function is asked for its value.
  config.addGlobalData("permalink", () => fileOfPage);
  // Lists of pages are made by src/pages.
  config.addGlobalData("eleventyExcludeFromCollections", true);
  config.addGlobalData("sheets", sheets);
  for (const [name, value] of Object.entries(data)) config.addGlobalData(name, value);
  const say = createSay(languages);
  // Not through Eleventy, which times every call of its own globals and reports on them.
  config.on("eleventy.engine.njk", ({ environment }) => environment.addGlobal("say", say));
  config.setUseGitIgnore(false);
  // The program may itself be installed below node_modules.
  config.ignores.delete("**/node_modules/**");
  config.setQuietMode(true);
}

function fileOfPage({ sheet }: { readonly sheet: Sheet }): string {
  return sheet.file;
}

/** Eleventy wraps errors in errors; the innermost says what is wrong and in which template. */
function rootCause(error: unknown): string {
  let cause: unknown = error;
  for (let depth = 0; depth < 8; depth++) {
    const inner =
      cause instanceof Error && "originalError" in cause ? cause.originalError : undefined;
    if (!(inner instanceof Error)) break;
    cause = inner;
  }
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s*\n\s*/g, " ");
}
