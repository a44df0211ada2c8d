/**
 * Fills a folder with a complete site: assets, pages, the files that pages bring, and those that
 * belong to the site as such. Where pages and files come from is the caller's: see index.ts.
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Redirect } from "../model/redirect.ts";
import { languageOf, pathWithout, publishedLanguages } from "../pages/alternates.ts";
import { siteOptions } from "../pages/context.ts";
import { redirectSheet } from "../pages/redirect.ts";
import { robotsText, sitemapFiles } from "../pages/sitemap.ts";
import type { Sheet } from "../pages/view.ts";
import { isPageAddress } from "../read/address.ts";
import type { Languages } from "../read/languages.ts";
import { type AssetUrls, bundleAssets } from "./assets.ts";
import { Failure } from "./failure.ts";
import { CONTENT_SECURITY_POLICY, headersFile } from "./headers.ts";
import { markerText } from "./marker.ts";
import { MARKER_FILE } from "./output-folder.ts";
import {
  inLanguages,
  judgeRedirects,
  layOutCopies,
  REDIRECTS_FILE,
  redirectCopies,
  redirectsText,
} from "./redirects.ts";
import {
  type Page,
  type Pages,
  type RenderOptions,
  renderSheets,
  type SharedData,
} from "./render-sheets.ts";
import type { Seal } from "./seal.ts";
import { type LaidOutSeal, layOutSeal, type OutwardLink } from "./seal-layout.ts";
import { createSiteWriter, type FileContent } from "./write-files.ts";

export interface AssemblyOptions {
  /** The site's name. */
  readonly title: string;
  /** Folder with `pages/`, `_includes/` and `assets/`. */
  readonly templatesDir: string;
  readonly clientDir: string;
  /** Folder with `node_modules`. */
  readonly projectDir: string;
  readonly pathPrefix: string;
  /** Undefined where it is not known: the sitemap then uses `placeholderUrl`. */
  readonly baseUrl: string | undefined;
  readonly placeholderUrl: string;
  readonly languages: Languages;
  /** Whether files that are there already are replaced; elsewhere they are a mistake. */
  readonly replace?: boolean | undefined;
  readonly onPages?: ((done: number) => void) | undefined;
  /** Bundles the assets; may answer what it made of the same sources before. */
  readonly bundle?: typeof bundleAssets | undefined;
  /** Sealed editions, which are laid out and not planned. */
  readonly seals: readonly Seal[];
  readonly redirects: readonly Redirect[];
  /** Addresses of the ledger. */
  readonly published: readonly string[];
}

/** What a plan is given: what every template can read, and ways to publish files beside the pages. */
export interface PlanTools {
  readonly assets: AssetUrls;
  readonly shared: SharedData;
  readonly write: (file: string, content: FileContent) => Promise<void>;
  /** Publishes the content of another file, an absolute path; see linkFile. */
  readonly link: (file: string, source: string) => void;
}

/** Makes the sheets, all at once or one by one; may publish files while it does. */
export type Plan<P extends Page = Sheet> = (
  tools: PlanTools,
) => AsyncIterable<P> | Iterable<P> | Promise<Iterable<P>>;

export interface Assembly {
  readonly pages: number;
  /** Charts that were published: files that end in .vl.json. */
  readonly charts: number;
  /** Links by which pages of sealed editions leave them. */
  readonly outward: readonly OutwardLink[];
}

/** A site of which the assets are written, and the pages are still to come. */
export interface OpenSite {
  readonly tools: PlanTools;
  readonly charts: () => number;
  /** Addresses of files written so far. */
  readonly addresses: () => readonly string[];
  /** Writes what depends on all pages: to be called once, with their paths. */
  readonly finish: (paths: readonly string[]) => Promise<void>;
}

/** Writes the site below `folder`, which must exist. `render` makes the pages of the sheets. */
export async function assembleSite(
  folder: string,
  options: AssemblyOptions,
  plan: Plan<Page>,
  render: (pages: Pages, options: RenderOptions) => Promise<number> = renderSheets,
): Promise<Assembly> {
  const site = await openSite(folder, options);
  const sealed = await layOutSeals(folder, options.seals, site.tools);
  const paths = [...sealed.pages];
  const addresses = (): ReadonlySet<string> => new Set([...paths, ...site.addresses()]);
  const rendered = await render(
    withRedirects(
      noted(await plan(site.tools), ({ path }) => paths.push(path)),
      options,
      addresses,
      site.tools,
    ),
    {
      contentDir: options.templatesDir,
      outputDir: folder,
      shared: site.tools.shared,
      onPages: options.onPages,
    },
  );
  await layOutRedirects(folder, options, addresses(), site.tools);
  await site.finish(paths);
  return {
    pages: sealed.pages.length + rendered,
    charts: site.charts(),
    outward: sealed.outward,
  };
}

/** The pages of a site, and after them those that lead to others. Throws `Failure` where one cannot stand. */
export async function* withRedirects<P extends Page>(
  pages: Iterable<P> | AsyncIterable<P>,
  options: AssemblyOptions,
  addresses: () => ReadonlySet<string>,
  { write }: PlanTools,
): AsyncGenerator<P | Sheet> {
  yield* pages;
  if (options.redirects.length === 0) return;
  const known = addresses();
  const problems = judgeRedirects(options.redirects, known);
  if (problems.length > 0) throw new Failure("The redirects have problems.", problems);
  for (const redirect of redirectsOf(options, known))
    if (isPageAddress(redirect.from)) yield await movedSheet(redirect, options, write);
}

/** The redirects of a site, each also for the versions of its page in other languages. */
function redirectsOf(
  { redirects, languages }: AssemblyOptions,
  addresses: ReadonlySet<string>,
): readonly Redirect[] {
  const [, ...others] = publishedLanguages(languages);
  return inLanguages(redirects, others, addresses);
}

/** The page at an address that has moved, in the language of the address. */
function movedSheet(
  redirect: Redirect,
  { title, baseUrl, pathPrefix, languages }: AssemblyOptions,
  write: PlanTools["write"],
): Promise<Sheet> {
  const all = publishedLanguages(languages);
  const { code, segment } = languageOf(redirect.from, all);
  const language = languages.find((one) => one.code === code) ?? languages[0];
  const site = siteOptions({ title, baseUrl, pathPrefix, language, languages: all });
  // An address in one language may have been led to a page in another.
  if (languageOf(redirect.target, all).segment !== segment)
    return redirectSheet(redirect, { ...site, segment: "", pathPrefix }, write);
  const own = {
    ...redirect,
    from: pathWithout(redirect.from, all),
    to: pathWithout(redirect.to, all),
    target: pathWithout(redirect.target, all),
  };
  return redirectSheet(own, site, (file, content) => write(segment + file, content));
}

/** Once all pages are made: answers at addresses of files that have moved, and what hosts are told of all. */
export async function layOutRedirects(
  folder: string,
  options: AssemblyOptions,
  addresses: ReadonlySet<string>,
  { write }: PlanTools,
): Promise<void> {
  if (options.redirects.length === 0) return;
  const { published, pathPrefix } = options;
  const redirects = redirectsOf(options, addresses);
  const copies = redirectCopies(redirects, published, addresses);
  layOutCopies(folder, copies);
  await write(REDIRECTS_FILE, redirectsText(redirects, copies, pathPrefix));
}

/** Lays out all sealed editions; answers their pages, and the links by which they leave their editions. */
export async function layOutSeals(
  folder: string,
  seals: readonly Seal[],
  { write }: PlanTools,
): Promise<LaidOutSeal> {
  const laid: LaidOutSeal[] = [];
  for (const seal of seals) laid.push(await layOutSeal(seal, folder, write));
  return {
    pages: laid.flatMap(({ pages }) => pages),
    outward: laid.flatMap(({ outward }) => outward),
  };
}

/** Begins a site below `folder`: marker and assets. */
export async function openSite(folder: string, options: AssemblyOptions): Promise<OpenSite> {
  const { templatesDir, clientDir, projectDir, pathPrefix, baseUrl, languages } = options;
  const assets = await (options.bundle ?? bundleAssets)({
    root: projectDir,
    clientDir,
    assetsDir: join(templatesDir, "assets"),
    pathPrefix,
  });
  const writer = createSiteWriter(folder, options.replace);
  await writer.write(MARKER_FILE, markerText({ baseUrl, pathPrefix }));
  for (const { file, content } of assets.files) await writer.write(file, content);
  let charts = 0;
  const addresses: string[] = [];
  const count = (file: string): void => {
    addresses.push(`/${file}`);
    if (file.endsWith(".vl.json")) charts += 1;
  };
  return {
    tools: {
      assets: assets.urls,
      shared: {
        data: {
          assets: assets.urls,
          contentSecurityPolicy: CONTENT_SECURITY_POLICY,
          site: { title: options.title, baseUrl, pathPrefix },
        },
        languages,
      },
      write: async (file, content) => {
        count(file);
        await writer.write(file, content);
      },
      link: (file, source) => {
        count(file);
        writer.link(file, source);
      },
    },
    charts: () => charts,
    addresses: () => addresses,
    finish: async (paths) => {
      // Pages end in "/"; what answers an address that is not found is no page to be listed.
      const listed = paths.filter((path) => path.endsWith("/"));
      const address = {
        baseUrl: baseUrl ?? options.placeholderUrl,
        pathPrefix,
        languages: publishedLanguages(languages),
      };
      for (const { file, content } of sitemapFiles(listed, address))
        await writer.write(file, content);
      await writer.write("robots.txt", robotsText(baseUrl, pathPrefix));
      await writer.write("_headers", headersFile(pathPrefix, linksetsIn(addresses)));
      // GitHub Pages would otherwise pass the site through Jekyll, which drops names that begin with "_".
      await writer.write(".nojekyll", "");
    },
  };
}

/** Link sets of editions, sealed ones included. */
function linksetsIn(addresses: readonly string[]): readonly string[] {
  return addresses.filter((address) => /^\/[^/]+\/linkset\.json$/.test(address)).sort();
}

async function* noted(pages: Pages, note: (page: Page) => void): AsyncGenerator<Page> {
  for await (const page of pages) {
    note(page);
    yield page;
  }
}

/** Where page templates are: the given content folder if it has any, else the program's own. */
export function templatesFolder(contentDir: string, ownContentDir: string): string {
  try {
    if (readdirSync(join(contentDir, "pages")).some((name) => name.endsWith(".njk")))
      return contentDir;
  } catch {
    // A content folder that holds narratives alone is as good as any.
  }
  return ownContentDir;
}
