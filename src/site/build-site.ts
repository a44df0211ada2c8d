/**
 * From a data folder to a published site: read → buildAtlas → planSite → render → check → publish.
 * Each step is one function elsewhere; here is their order, and what each is given.
 */

import { join } from "node:path";
import { cardSvg } from "../charts/card.ts";
import type { Atlas, buildAtlas } from "../model/atlas.ts";
import type { Erratum } from "../model/erratum.ts";
import { publishedLanguages, segmentOf } from "../pages/alternates.ts";
import type { CardView } from "../pages/card.ts";
import type { ClaimPolicy } from "../pages/claims.ts";
import { PLACEHOLDER_BASE_URL } from "../pages/context.ts";
import { type PlanInput, planLanguages } from "../pages/plan.ts";
import type { readEdition } from "../read/edition.ts";
import {
  type Assembly,
  type AssemblyOptions,
  assembleSite,
  type Plan,
  type PlanTools,
  templatesFolder,
} from "./assemble-site.ts";
import type { bundleAssets } from "./assets.ts";
import { withCardPool } from "./card-pool.ts";
import { idsIn, listFiles, type SiteCheck } from "./check-site.ts";
import type { PrintPdf } from "./chromium.ts";
import { writeAddressList, writeEditionArchive } from "./edition-archive.ts";
import { type Diagnostic, Failure } from "./failure.ts";
import { type Inputs, loadInputs, proseFailure, sourceFiles } from "./inputs.ts";
import type { LanguageChoice } from "./languages.ts";
import { judgeLedger, publishedAddresses } from "./ledger.ts";
import type { SiteAddress } from "./link-check.ts";
import { resolveOutputFolder } from "./output-folder.ts";
import { type PageThread, type WithPageThread, withPageThread } from "./page-thread.ts";
import { programIn } from "./program.ts";
import { checkProse } from "./prose-report.ts";
import { publish } from "./publish.ts";
import { isReady, type Page, type Pages } from "./render-sheets.ts";
import { printReport } from "./report.ts";
import { addressProblems, hasLanguage } from "./seal.ts";
import { judgeOutward, type OutwardLink } from "./seal-layout.ts";

/** The site's name, in titles and citations. */
const SITE_TITLE = "Klyngeatlas";

export interface BuildOptions extends SiteAddress {
  /** The program's own folder: holds content, src/client and node_modules. */
  readonly projectDir: string;
  readonly dataDir: string;
  readonly contentDir: string;
  readonly outputDir: string;
  /** In which languages; all where it is not said. */
  readonly languages?: LanguageChoice | undefined;
  /** Whether claims that do not hold end the build, as they do where it is not said, or are marked on their pages. */
  readonly claims?: ClaimPolicy | undefined;
  /** Prints each edition as one PDF; undefined for none. */
  readonly print?: PrintPdf | undefined;
  /** Whether each edition is packed into one archive; not where it is not said. */
  readonly archive?: boolean | undefined;
  /** Whether each page has a card that is drawn; not where it is not said. */
  readonly cards?: boolean | undefined;
  /** Told what is going on: a stage, and how far it has come. */
  readonly onProgress?: ((stage: string, count?: string) => void) | undefined;
  /** Steps that are done otherwise than by `buildSite` alone; see workshop.ts. */
  readonly steps?: BuildSteps | undefined;
}

/**
 * Steps that may answer what an earlier build made, where that is the same. A build that is given none makes
 * everything anew: so are sites made that are published.
 */
export interface BuildSteps {
  readonly readEdition: typeof readEdition;
  readonly buildAtlas: typeof buildAtlas;
  readonly bundle: typeof bundleAssets;
  /** As planLanguages. */
  readonly plan: (inputs: readonly PlanInput[], tools: PlanTools) => Pages;
  readonly withPageThread: WithPageThread;
}

export interface BuildReport {
  readonly output: string;
  readonly editions: readonly string[];
  /** Codes, the first language first. */
  readonly languages: readonly string[];
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
  const { projectDir, dataDir, contentDir, outputDir } = options;
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
  const { languages } = options;
  const inputs = await loadInputs(dataDir, contentDir, { ...options.steps, languages });
  const doubts = checkProse(inputs, options.claims);
  return publish(output, async (folder) => {
    const { pages, charts, check } = await makeSite(folder, inputs, options);
    const { overweight, large, files, bytes, figures } = check;
    progress("Publishing");
    const editions = inputs.atlases.map((atlas: Atlas) => atlas.dataset.id);
    return {
      output,
      editions,
      languages: inputs.languages.map(({ code }) => code),
      pages,
      charts,
      figures,
      files,
      bytes,
      // Weight keeps no page from being published; `verify` is where it fails.
      warnings: [
        ...inputs.warnings,
        ...doubts,
        ...overweight.map((diagnostic) => ({ ...diagnostic, severity: "warning" as const })),
        ...large,
      ],
    };
  });
}

/** A site that has passed its gates. */
export interface MadeSite {
  readonly pages: number;
  readonly charts: number;
  readonly check: SiteCheck;
}

/** Fills a fresh folder with the site of the inputs. Throws `Failure` where a gate is not passed. */
export async function makeSite(
  folder: string,
  inputs: Inputs,
  options: Omit<BuildOptions, "outputDir">,
): Promise<MadeSite> {
  const { baseUrl, pathPrefix } = options;
  const address = { baseUrl, pathPrefix };
  const progress = options.onProgress ?? (() => {});
  const seals = [...inputs.seals.values()];
  const misplaced = seals.flatMap((seal) => addressProblems(seal, address));
  if (misplaced.length > 0)
    throw new Failure("A sealed edition stands at the address for which it was sealed.", misplaced);
  const useThread = options.steps?.withPageThread ?? withPageThread;
  progress("Making pages");
  const { outward, check, ...made } = await useThread(address, async (thread) => {
    const filled = await fillWithCards(folder, inputs, options, thread.render);
    await printReports(folder, inputs, options);
    await packArchives(folder, inputs, options);
    progress("Checking pages");
    return { ...filled, check: await thread.check(inputs.atlases.at(-1)?.dataset.id) };
  });
  const problems = [...judgeKept(folder, inputs, outward, address), ...check.problems];
  if (problems.length > 0)
    throw new Failure(
      "The site was built but does not pass its gates; nothing is published.",
      problems,
    );
  const sealedFigures = seals.reduce((sum, { record }) => sum + record.figures, 0);
  return { ...made, check: { ...check, figures: check.figures + sealedFigures } };
}

/** Prints every edition whose pages were made, in each language; none where there is no browser to print with. */
async function printReports(
  root: string,
  inputs: Inputs,
  options: Omit<BuildOptions, "outputDir">,
): Promise<void> {
  const { print, onProgress } = options;
  if (print === undefined) return;
  const assetsDir = join(
    templatesFolder(options.contentDir, join(options.projectDir, "content")),
    "assets",
  );
  for (const { atlases, narratives, sealed, site } of planInputs(inputs, options, NO_TOOLS))
    for (const atlas of atlases)
      if (!sealed.has(atlas.dataset.id)) {
        onProgress?.("Printing reports", `${atlas.dataset.id}, ${site.language.code}`);
        await printReport({ root, assetsDir, print }, atlas, narratives, site);
      }
}

/** Packs every edition whose pages were made. */
async function packArchives(
  root: string,
  inputs: Inputs,
  options: Omit<BuildOptions, "outputDir">,
): Promise<void> {
  if (options.archive !== true) return;
  const languages = planInputs(inputs, options, NO_TOOLS).map(({ site }) => site);
  for (const atlas of inputs.atlases) {
    const { id } = atlas.dataset;
    if (inputs.seals.has(id)) continue;
    options.onProgress?.("Packing archives", id);
    writeAddressList(root, id, options);
    await writeEditionArchive(root, { atlas, languages });
  }
}

/** The facts of a plan need no tools. */
const NO_TOOLS = { write: async () => {} };

/** What was published or sealed, and would lead nowhere in the site. */
function judgeKept(
  folder: string,
  { ledger }: Inputs,
  outward: readonly OutwardLink[],
  address: SiteAddress,
): readonly Diagnostic[] {
  if (ledger.entries.length + outward.length === 0) return [];
  const files = new Set(listFiles(folder));
  const idsOf = (file: string): readonly string[] => idsIn(folder, file);
  return [...judgeLedger(ledger, files), ...judgeOutward(outward, files, address, idsOf)];
}

/** Writes the whole site, and has the cards of its pages drawn meanwhile. */
async function fillWithCards(
  folder: string,
  inputs: Inputs,
  options: Omit<BuildOptions, "outputDir">,
  render: PageThread["render"],
): Promise<Assembly> {
  if (options.cards !== true) return fillSite(folder, inputs, options, render);
  return withCardPool(folder, options.projectDir, async ({ draw, finish }) => {
    const order = ({ file, card }: CardView): void => draw(file, cardSvg(card));
    const filled = await fillSite(folder, inputs, options, (pages, how) =>
      render(withCards(pages, order), how),
    );
    await finish();
    return filled;
  });
}

/** The pages as they come, each card ordered on the way. */
async function* withCards(pages: Pages, order: (card: CardView) => void): AsyncGenerator<Page> {
  for await (const page of pages) {
    if (!isReady(page) && page.card !== undefined) order(page.card);
    yield page;
  }
}

/** Writes the whole site, unchecked, below a folder. */
async function fillSite(
  folder: string,
  inputs: Inputs,
  options: Omit<BuildOptions, "outputDir">,
  render: PageThread["render"],
): Promise<Assembly> {
  try {
    const { steps } = options;
    const plan: Plan<Page> =
      steps === undefined
        ? planOf(inputs, options)
        : (tools) => steps.plan(planInputs(inputs, options, tools), tools);
    return await assembleSite(folder, assemblyOptions(options, inputs), plan, render);
  } catch (error) {
    throw proseFailure(error);
  }
}

/** Pages of the inputs, for a site at the address of the options. */
export function planOf(inputs: Inputs, options: PlanOptions): Plan {
  return (tools) => planLanguages(planInputs(inputs, options, tools));
}

type PlanOptions = Pick<
  BuildOptions,
  "archive" | "baseUrl" | "cards" | "claims" | "dataDir" | "pathPrefix" | "print" | "projectDir"
>;

/** The site in each of its languages. */
function planInputs(
  inputs: Inputs,
  {
    projectDir,
    baseUrl,
    pathPrefix,
    dataDir,
    claims,
    print,
    archive = false,
    cards = false,
  }: PlanOptions,
  { write }: Pick<PlanTools, "write">,
): readonly PlanInput[] {
  const { atlases, narratives, languages, translations, seals, errata } = inputs;
  const all = publishedLanguages(languages);
  const program = programIn(projectDir);
  return languages.map((language): PlanInput => {
    const { code } = language;
    const segment = segmentOf(code, all);
    const own = translations.find((translation) => translation.code === code);
    const lacking = [...seals].flatMap(([id, seal]) => (hasLanguage(seal, segment) ? [] : id));
    return {
      atlases,
      narratives: own?.narratives ?? narratives,
      sealed: new Set(seals.keys()),
      errata: own === undefined ? errata : translatedErrata(errata, own.errata),
      site: {
        baseUrl,
        pathPrefix,
        title: SITE_TITLE,
        language,
        languages: all,
        lacking,
        reports: print !== undefined,
        archives: archive,
        cards,
        program,
      },
      claims,
      write,
      sourceFiles: (id) => sourceFiles(dataDir, id),
    };
  });
}

/** Errata in a language; as they were written where nobody has translated them. */
function translatedErrata(
  errata: readonly Erratum[],
  translated: readonly Erratum[],
): readonly Erratum[] {
  return errata.map((erratum) => translated.find(({ slug }) => slug === erratum.slug) ?? erratum);
}

export function assemblyOptions(
  options: Omit<BuildOptions, "outputDir">,
  {
    languages,
    seals,
    redirects,
    ledger,
  }: Pick<Inputs, "languages" | "seals" | "redirects" | "ledger">,
): AssemblyOptions {
  const { projectDir, contentDir, baseUrl, pathPrefix, onProgress } = options;
  return {
    title: SITE_TITLE,
    projectDir,
    templatesDir: templatesFolder(contentDir, join(projectDir, "content")),
    clientDir: join(projectDir, "src", "client"),
    baseUrl,
    pathPrefix,
    placeholderUrl: PLACEHOLDER_BASE_URL,
    languages,
    seals: [...seals.values()],
    redirects,
    published: publishedAddresses(ledger),
    bundle: options.steps?.bundle,
    onPages: (done) => onProgress?.("Making pages", String(done)),
  };
}
