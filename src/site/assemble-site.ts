/**
 * Fills a folder with a complete site: assets, pages, the files that pages bring, and those that
 * belong to the site as such. Where pages and files come from is the caller's: see index.ts.
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { robotsText, sitemapFiles } from "../pages/sitemap.ts";
import type { Sheet } from "../pages/view.ts";
import { type AssetUrls, bundleAssets } from "./assets.ts";
import { CONTENT_SECURITY_POLICY, headersFile } from "./headers.ts";
import { markerText } from "./marker.ts";
import { MARKER_FILE } from "./output-folder.ts";
import { renderSheets } from "./render-sheets.ts";
import { createSiteWriter, type FileContent } from "./write-files.ts";

export interface AssemblyOptions {
  /** Folder with `pages/`, `_includes/` and `assets/`. */
  readonly templatesDir: string;
  readonly clientDir: string;
  /** Folder with `node_modules`. */
  readonly projectDir: string;
  readonly pathPrefix: string;
  /** Undefined where it is not known: the sitemap then uses `placeholderUrl`. */
  readonly baseUrl: string | undefined;
  readonly placeholderUrl: string;
  readonly onPages?: ((done: number) => void) | undefined;
}

/** What a plan is given: addresses of assets, and a way to publish files beside the pages. */
export interface PlanTools {
  readonly assets: AssetUrls;
  readonly write: (file: string, content: FileContent) => Promise<void>;
}

/** Makes the sheets, all at once or one by one; may publish files while it does. */
export type Plan = (
  tools: PlanTools,
) => AsyncIterable<Sheet> | Iterable<Sheet> | Promise<Iterable<Sheet>>;

export interface Assembly {
  readonly pages: number;
  /** Charts that were published: files that end in .vl.json. */
  readonly charts: number;
}

/** Writes the site below `folder`, which must exist. */
export async function assembleSite(
  folder: string,
  options: AssemblyOptions,
  plan: Plan,
): Promise<Assembly> {
  const { templatesDir, clientDir, projectDir, pathPrefix, baseUrl } = options;
  const assets = await bundleAssets({
    root: projectDir,
    clientDir,
    assetsDir: join(templatesDir, "assets"),
    pathPrefix,
  });
  const writer = createSiteWriter(folder);
  await writer.write(MARKER_FILE, markerText({ baseUrl, pathPrefix }));
  for (const { file, content } of assets.files) await writer.write(file, content);

  let charts = 0;
  const write: PlanTools["write"] = async (file, content) => {
    if (file.endsWith(".vl.json")) charts += 1;
    await writer.write(file, content);
  };
  const paths: string[] = [];
  const pages = await renderSheets(
    noted(await plan({ assets: assets.urls, write }), ({ path }) => paths.push(path)),
    {
      contentDir: templatesDir,
      outputDir: folder,
      shared: { assets: assets.urls, contentSecurityPolicy: CONTENT_SECURITY_POLICY },
      onPages: options.onPages,
    },
  );

  const listed = paths.filter((path) => path.endsWith("/"));
  const address = { baseUrl: baseUrl ?? options.placeholderUrl, pathPrefix };
  for (const { file, content } of sitemapFiles(listed, address)) await writer.write(file, content);
  await writer.write("robots.txt", robotsText(baseUrl, pathPrefix));
  await writer.write("_headers", headersFile(pathPrefix));
  // GitHub Pages would otherwise pass the site through Jekyll, which drops names that begin with "_".
  await writer.write(".nojekyll", "");
  return { pages, charts };
}

async function* noted(
  sheets: Iterable<Sheet> | AsyncIterable<Sheet>,
  note: (sheet: Sheet) => void,
): AsyncGenerator<Sheet> {
  for await (const sheet of sheets) {
    note(sheet);
    yield sheet;
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
