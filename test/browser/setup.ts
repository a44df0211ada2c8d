/** Builds the bundled report once, serves it, and tells the tests where it is. */

import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildSite } from "../../src/site/index.ts";
import { createSiteServer } from "../../src/site/site-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the served site, without a slash at its end. */
    origin: string;
    /** Folder of the built site. */
    siteFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "klyngeatlas-browser-"));
  const siteFolder = join(folder, "site");
  const projectDir = project.config.root;
  await buildSite({
    projectDir,
    dataDir: join(projectDir, "data"),
    contentDir: join(projectDir, "content"),
    outputDir: siteFolder,
    baseUrl: undefined,
    pathPrefix: "/",
    archive: true,
  });
  const site = createSiteServer(siteFolder, "/");
  await new Promise<void>((resolve) => site.server.listen(0, "127.0.0.1", resolve));
  const { port } = site.server.address() as AddressInfo;
  project.provide("origin", `http://127.0.0.1:${port}`);
  project.provide("siteFolder", siteFolder);
  return async () => {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  };
}
