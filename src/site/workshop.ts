/**
 * Builds a site again and again, as `serve` needs it: what an earlier build made from the same inputs is taken over.
 * Nothing here says what depends on what. Each step is a function of all that it is given, and is skipped where it is
 * given the same again; so the bytes are those of a full build, and `test/site/partial.test.ts` compares them.
 */

import { join } from "node:path";
import { templatesFolder } from "./assemble-site.ts";
import { createAssetMemory } from "./asset-memory.ts";
import { type BuildOptions, type BuildReport, buildSite } from "./build-site.ts";
import { createChartMemory } from "./chart-memory.ts";
import { createEditionMemory } from "./edition-memory.ts";
import { cataloguesStamp } from "./languages.ts";
import { createLastingPageThread } from "./page-thread.ts";
import { createSiteMemory, partName } from "./site-memory.ts";

export interface WorkshopReport extends BuildReport {
  /** How much of the site was made anew, and not taken over from the last one. */
  readonly made: {
    readonly pages: number;
    readonly charts: number;
    /** Editions that were not taken over as a whole, language by language ("2001", "nb/2001"), oldest first. */
    readonly editions: readonly string[];
  };
}

export interface Workshop {
  /** As buildSite; one build at a time. A build that fails leaves what is remembered of the last good one. */
  readonly build: (options: Omit<BuildOptions, "steps">) => Promise<WorkshopReport>;
  readonly close: () => Promise<void>;
}

export function createWorkshop(): Workshop {
  const editions = createEditionMemory();
  const charts = createChartMemory();
  const bundle = createAssetMemory();
  const site = createSiteMemory();
  const thread = createLastingPageThread();
  return {
    build: async (options) => {
      const drawnBefore = charts.drawn();
      const messages = cataloguesStamp(options.languages);
      const draft = site.begin({
        templatesDir: templatesFolder(options.contentDir, join(options.projectDir, "content")),
        originOf: editions.originOf,
        chartsOf: charts.of,
      });
      const report = await buildSite({
        ...options,
        steps: {
          readEdition: editions.readEdition,
          buildAtlas: editions.buildAtlas,
          bundle,
          plan: draft.plan,
          // Templates that a thread has compiled go on speaking the messages it was started with.
          withPageThread: thread.withTemplates(`${draft.templates} ${messages}`),
        },
      });
      draft.published(report.output, editions.isCurrent);
      editions.sweep();
      const tally = draft.tally();
      charts.sweep(tally.editions, report.editions);
      const made = { pages: tally.pages, editions: tally.editions.map(partName) };
      return { ...report, made: { ...made, charts: charts.drawn() - drawnBefore } };
    },
    close: thread.end,
  };
}
