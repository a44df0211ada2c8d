import { tsImport } from "tsx/esm/api";

/**
 * For plain Eleventy (`npx @11ty/eleventy`): builds the bundled data with default options.
 * `npm run build` does the same with checks, and publishes in one step.
 */
export default async function configure(config) {
  const { configureBundledSite } = await tsImport("./src/site/index.ts", import.meta.url);
  config.addWatchTarget("./src/", { resetConfig: true });
  config.addWatchTarget("./data/", { resetConfig: true });
  await configureBundledSite(config);
  return { dir: { input: "content", output: "_site" } };
}
