/**
 * From a data folder to a published site: read → buildAtlas → planSite → render → check → publish.
 * Each step is one function elsewhere; here is their order, and what each is given.
 */

import { join } from "node:path";
import type { Atlas } from "../model/atlas.ts";
import { PLACEHOLDER_BASE_URL } from "../pages/context.ts";
import { planSite } from "../pages/plan.ts";
import {
  type Assembly,
  type AssemblyOptions,
  assembleSite,
  type Plan,
  templatesFolder,
} from "./assemble-site.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { type Inputs, loadInputs, proseFailure, sourceFiles } from "./inputs.ts";
import type { SiteAddress } from "./link-check.ts";
import { resolveOutputFolder } from "./output-folder.ts";
import { type PageThread, withPageThread } from "./page-thread.ts";
import { publish } from "./publish.ts";

/** The site's name, in titles and citations. */
const SITE_TITLE = "Klyngeatlas";

export interface BuildOptions extends SiteAddress {
  /** The program's own folder: holds content, src/client and node_modules. */
  readonly projectDir: string;
  readonly dataDir: string;
  readonly contentDir: string;
  readonly outputDir: string;
  /** Told what is going on: a stage, and how far it has come. */
  readonly onProgress?: ((stage: string, count?: string) => void) | undefined;
}

export interface BuildReport {
  readonly output: string;
  readonly editions: readonly string[];
  readonly pages: number;
  readonly charts: number;
  readonly figures: number;
  readonly files: number;
  readonly bytes: number;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Builds the site and publishes it in one step. Throws `Failure`, and leaves the output as it was,
 * where an input is wrong, a page cannot be made, or a gate is not passed.
 */
export async function buildSite(options: BuildOptions): Promise<BuildReport> {
  const { projectDir, dataDir, contentDir, outputDir, baseUrl, pathPrefix } = options;
  const progress = options.onProgress ?? (() => {});
  const output = resolveOutputFolder(outputDir, {
    sources: [
      dataDir,
      contentDir,
      ...["content", "data", "docs", "src", "test", "node_modules"].map((name) =>
        join(projectDir, name),
      ),
    ],
    hosts: [projectDir],
  });
  progress("Reading editions");
  const inputs = await loadInputs(dataDir, contentDir);
  return publish(output, async (folder) => {
    progress("Making pages");
    const { pages, charts, check } = await withPageThread(
      { baseUrl, pathPrefix },
      async (thread) => {
        const made = await fillSite(folder, inputs, options, thread.render);
        progress("Checking pages");
        return { ...made, check: await thread.check() };
      },
    );
    const { problems, overweight, files, bytes, figures } = check;
    if (problems.length > 0)
      throw new Failure(
        "The site was built but does not pass its gates; nothing is published.",
        problems,
      );
    progress("Publishing");
    const editions = inputs.atlases.map((atlas: Atlas) => atlas.dataset.id);
    return {
      output,
      editions,
      pages,
      charts,
      figures,
      files,
      bytes,
      // Weight keeps no page from being published; `verify` is where it fails.
      warnings: [
        ...inputs.warnings,
        ...overweight.map((diagnostic) => ({ ...diagnostic, severity: "warning" as const })),
      ],
    };
  });
}

/** Writes the whole site, unchecked, below a folder. */
async function fillSite(
  folder: string,
  inputs: Inputs,
  options: Omit<BuildOptions, "outputDir">,
  render: PageThread["render"],
): Promise<Assembly> {
  try {
    return await assembleSite(folder, assemblyOptions(options), planOf(inputs, options), render);
  } catch (error) {
    throw proseFailure(error);
  }
}

/** Pages of the inputs, for a site at the address of the options. */
export function planOf(
  { atlases, narratives }: Inputs,
  { baseUrl, pathPrefix, dataDir }: Pick<BuildOptions, "baseUrl" | "pathPrefix" | "dataDir">,
): Plan {
  const site = { baseUrl, pathPrefix, title: SITE_TITLE };
  return ({ write }) =>
    planSite({ atlases, narratives, site, write, sourceFiles: (id) => sourceFiles(dataDir, id) });
}

export function assemblyOptions(options: Omit<BuildOptions, "outputDir">): AssemblyOptions {
  const { projectDir, contentDir, baseUrl, pathPrefix, onProgress } = options;
  return {
    title: SITE_TITLE,
    projectDir,
    templatesDir: templatesFolder(contentDir, join(projectDir, "content")),
    clientDir: join(projectDir, "src", "client"),
    baseUrl,
    pathPrefix,
    placeholderUrl: PLACEHOLDER_BASE_URL,
    onPages: (done) => onProgress?.("Making pages", String(done)),
  };
}
