/** The bundled data with default options, for plain Eleventy (see .eleventy.js): unchecked, and written page by page. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EleventyConfig } from "@11ty/eleventy";
import type { Sheet } from "../pages/view.ts";
import { layOutRedirects, layOutSeals, openSite, withRedirects } from "./assemble-site.ts";
import { assemblyOptions, planOf } from "./build-site.ts";
import { loadInputs } from "./inputs.ts";
import {
  configureTemplates,
  groupByKind,
  type SharedData,
  templateKinds,
} from "./render-sheets.ts";
import { createSearchWriter } from "./write-search.ts";

const PROJECT_DIR = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Adds templates, data and files of the bundled site to a configuration of Eleventy. */
export async function configureBundledSite(config: EleventyConfig): Promise<void> {
  const content = join(PROJECT_DIR, "content");
  const kinds = templateKinds(content);
  let sheets: readonly Sheet[] = [];
  let shared: SharedData | undefined;
  let latest: string | undefined;
  config.on("eleventy.before", async ({ directories }) => {
    ({ sheets, shared, latest } = await planBundledSite(directories.output));
  });
  config.on("eleventy.after", async ({ directories }) => {
    createSearchWriter(directories.output, { pathPrefix: "/" }).finish(latest);
  });
  // Functions, since the sheets are made when a build begins, and again for each in watch mode.
  configureTemplates(
    config,
    () => groupByKind(sheets, kinds),
    {
      assets: () => shared?.data.assets,
      contentSecurityPolicy: () => shared?.data.contentSecurityPolicy,
      site: () => shared?.data.site,
    },
    () => {
      if (shared === undefined) throw new Error("Templates speak once a build has begun.");
      return shared.languages;
    },
  );
}

interface PlannedSite {
  readonly sheets: readonly Sheet[];
  readonly shared: SharedData;
  /** Id of the latest edition. */
  readonly latest: string | undefined;
}

/** Writes everything but the pages below `output`, and answers what the pages are made from. */
async function planBundledSite(output: string): Promise<PlannedSite> {
  const options = {
    projectDir: PROJECT_DIR,
    dataDir: join(PROJECT_DIR, "data"),
    contentDir: join(PROJECT_DIR, "content"),
    baseUrl: undefined,
    pathPrefix: "/",
  };
  const inputs = await loadInputs(options.dataDir, options.contentDir);
  const assembly = { ...assemblyOptions(options, inputs), replace: true };
  const site = await openSite(output, assembly);
  const sealed = await layOutSeals(output, [...inputs.seals.values()], site.tools);
  const sheets: Sheet[] = [];
  const pages = (): readonly string[] => [
    ...sealed.pages,
    ...sheets.filter(({ kind }) => kind !== "redirect").map(({ path }) => path),
  ];
  const addresses = (): ReadonlySet<string> => new Set([...pages(), ...site.addresses()]);
  const planned = await planOf(inputs, options)(site.tools);
  for await (const sheet of withRedirects(planned, assembly, addresses, site.tools))
    sheets.push(sheet);
  await layOutRedirects(output, assembly, addresses(), site.tools);
  await site.finish(pages());
  return { sheets, shared: site.tools.shared, latest: inputs.atlases.at(-1)?.dataset.id };
}
