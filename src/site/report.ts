/** Prints an edition as one PDF, from the pages of a site that is being made. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Atlas } from "../model/atlas.ts";
import { atlasIn } from "../model/atlas-in.ts";
import { belongsTo, type Narrative } from "../model/narrative.ts";
import {
  PLACEHOLDER_BASE_URL,
  type SiteFacts,
  siteOptions,
  statusWords,
} from "../pages/context.ts";
import { narrativePath } from "../pages/narrative-path.ts";
import { absolute, fileOf, paths } from "../pages/urls.ts";
import type { PrintPdf } from "./chromium.ts";
import { pagesOfPlaces, settled } from "./pdf-file.ts";
import { type ReportPage, reportDocument } from "./report-document.ts";

/** More clusters than these are a list, not chapters. */
const MOST_CLUSTERS = 150;

/** The contents may take another page once they have numbers; after this many prints they have settled. */
const MOST_PRINTS = 4;

export interface ReportSetting {
  /** Folder of the site that is being made. */
  readonly root: string;
  /** Folder with `print/report.css`. */
  readonly assetsDir: string;
  readonly print: PrintPdf;
}

/** Writes the report of an edition in the language of `facts` beside its pages. */
export async function printReport(
  { root, assetsDir, print }: ReportSetting,
  edition: Atlas,
  narratives: readonly Narrative[],
  facts: SiteFacts,
): Promise<void> {
  const site = siteOptions(facts);
  const prefix = facts.pathPrefix;
  const atlas = atlasIn(edition, site.speech.language);
  const { descriptor, id } = atlas.dataset;
  const { speech } = site;
  const below = (path: string): string => `/${site.segment}${path.slice(1)}`;
  const addressOf = (path: string): string => prefix + below(path).slice(1);
  const pages = reportPaths(atlas, narratives).flatMap((path): ReportPage[] => {
    const html = readPage(join(root, fileOf(below(path))));
    if (html === undefined) return [];
    return [{ address: addressOf(path), html, deeper: /\/clusters\/.+\/.+\/$/.test(path) }];
  });
  const origin = (site.baseUrl ?? PLACEHOLDER_BASE_URL).replace(/\/+$/, "");
  const large = atlas.clusters.length > MOST_CLUSTERS;
  const input = {
    title: descriptor.title,
    siteTitle: site.title,
    published: descriptor.published,
    url: absolute(origin, prefix, below(paths.edition(id))),
    origin,
    status: statusWords(atlas.dataset, speech),
    notes: [
      speech.say("print.report-about"),
      ...(large
        ? [speech.say("print.report-large", { count: speech.number(atlas.clusters.length) })]
        : []),
    ],
    licences: descriptor.licences.map(({ title, name, path }) => title ?? name ?? path ?? ""),
    pages,
    styles: [pageStyle(root), readFileSync(join(assetsDir, "print/report.css"), "utf8")],
    speech,
  };
  const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-report-"));
  try {
    const [html, pdf] = [join(folder, "report.html"), join(folder, "report.pdf")];
    let places: ReadonlyMap<string, number> = new Map();
    for (let round = 0; round < MOST_PRINTS; round++) {
      writeFileSync(html, reportDocument(input, places));
      await print(html, pdf);
      const found = pagesOfPlaces(readFileSync(pdf));
      const same = [...found].every(([name, page]) => places.get(name) === page);
      places = found;
      if (same) break;
    }
    writeFileSync(
      join(root, below(paths.report(id)).slice(1)),
      settled(readFileSync(pdf), descriptor.published),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages of an edition in the order of a report. */
function reportPaths(
  { dataset, clusters }: Atlas,
  narratives: readonly Narrative[],
): readonly string[] {
  const { id } = dataset;
  const told = (kind: Narrative["kind"]): readonly string[] =>
    narratives
      .filter((narrative) => narrative.kind === kind && narrative.slug !== "index")
      .filter((narrative) => belongsTo(narrative, id))
      .toSorted((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1))
      .flatMap((narrative) => narrativePath(id, narrative) ?? []);
  const single = clusters.length > MOST_CLUSTERS ? [] : clusters;
  return [
    paths.edition(id),
    paths.clusters(id),
    ...single.map(({ region, sector }) => paths.cluster(id, region, sector)),
    paths.sectors(id),
    paths.regions(id),
    paths.growth(id),
    paths.cases(id),
    ...told("case"),
    paths.argument(id),
    ...told("argument"),
    paths.method(id),
    paths.sensitivity(id),
    paths.nearMisses(id),
    paths.reproduction(id),
    paths.data(id),
  ];
}

function readPage(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * The style sheets of the pages, their fonts within them. A browser has those at once; fonts in files it fetches when
 * the first line is set, which may be too late for the print.
 */
function pageStyle(root: string): string {
  const assets = join(root, "assets");
  const sheets = readdirSync(assets);
  // In the order of a page's links: later sheets build on the first.
  const styles = ["main", "claims", "print"].map((name) => {
    const sheet = sheets.find((file) => file.startsWith(`${name}-`) && file.endsWith(".css"));
    if (sheet === undefined) throw new Error(`No style sheet ${name} in ${assets}`);
    return readFileSync(join(assets, sheet), "utf8");
  });
  return styles
    .join("\n")
    .replace(/url\((["']?)[^"')]*?([^"')/]+\.woff2)\1\)/g, (_, __, font: string) => {
      const content = readFileSync(join(assets, font)).toString("base64");
      return `url("data:font/woff2;base64,${content}")`;
    });
}
