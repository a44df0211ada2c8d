/**
 * What an archive says of itself to whoever finds it: a text to read without a browser, a page to begin at, and a page
 * for links that lead out of it. Each in all the edition's languages, one after the other.
 */

import type { Atlas } from "../model/atlas.ts";
import { citedWork } from "../pages/citation.ts";
import {
  CITATION_STYLES,
  type CitationStyle,
  type CitedWork,
  citationHtml,
  citationText,
} from "../pages/citation-style.ts";
import { type SiteOptions, statusWords } from "../pages/context.ts";
import { escapeHtml } from "../pages/html.ts";
import { absolute, paths } from "../pages/urls.ts";
import { ARCHIVE_POLICY } from "./archive-page.ts";

/** Where an archive begins. */
export const START = "index.html";

/** The hashes of its files. */
export const LIST = "sha256.txt";

/** An edition in one of its languages. */
export interface InLanguage {
  readonly site: SiteOptions;
  readonly atlas: Atlas;
  readonly contentHash: string | undefined;
  /** Name of the edition's CITATION.cff; undefined where it has none. */
  readonly citationFile: string | undefined;
}

/** What pages of the archive are dressed in, by name; each may be missing. */
export interface Look {
  readonly style?: string;
  readonly icon?: string;
}

/** What the archive is, as plain text. */
export function readme(texts: readonly InLanguage[]): string {
  return texts
    .map((text) => {
      const { title } = text.atlas.dataset.descriptor;
      const heading = `${title}\n${"=".repeat([...title].length)}`;
      return [heading, ...paragraphs(text)].join("\n\n");
    })
    .join("\n\n\n")
    .concat("\n");
}

function paragraphs(text: InLanguage): readonly string[] {
  const { site, atlas, citationFile } = text;
  const { say, list } = site.speech;
  const { descriptor, id } = atlas.dataset;
  const address = addressOf(text);
  const reference = referenceOf(text);
  const licences = descriptor.licences.flatMap(
    ({ title, name, path }) => title ?? name ?? path ?? [],
  );
  return [
    whatItIs(text),
    ...(statusOf(text) ?? []),
    ...(address === undefined ? [] : [say("edition.archive-from", { address })]),
    ...(descriptor.doi === undefined
      ? []
      : [say("edition.archive-doi", { address: `https://doi.org/${descriptor.doi}` })]),
    say("edition.archive-open", { file: START }),
    say("edition.archive-parts", { pages: `${site.segment}${id}/`, data: `${id}/data/` }),
    ...(reference === undefined
      ? []
      : [say("edition.archive-reference", { reference: citationText(...reference) })]),
    citationFile === undefined
      ? say("edition.archive-cite-pages")
      : say("edition.archive-cite", { file: citationFile }),
    say("edition.archive-check", { command: `sha256sum -c ${LIST}` }),
    ...(licences.length === 0
      ? []
      : [say("edition.archive-licence", { licences: list(licences) })]),
  ];
}

function whatItIs({ site, atlas }: InLanguage): string {
  const { say, date } = site.speech;
  const { published } = atlas.dataset.descriptor;
  return say("edition.archive-what", { date: date(published), site: site.title });
}

/** "Modelled figures." and which; undefined where they are observed. */
function statusOf({ site, atlas }: InLanguage): readonly [string] | undefined {
  const words = statusWords(atlas.dataset, site.speech);
  return words === undefined ? undefined : [`${site.speech.say("frame.modelled")} ${words}`];
}

/** Where the edition is published; undefined where that is not known. */
function addressOf({ site, atlas }: InLanguage): string | undefined {
  const { baseUrl, pathPrefix } = site;
  if (baseUrl === undefined) return undefined;
  return absolute(baseUrl, pathPrefix, paths.edition(atlas.dataset.id));
}

/** The edition as a work, in the language's own style; undefined where it has neither address nor DOI. */
function referenceOf(text: InLanguage): readonly [CitedWork, CitationStyle] | undefined {
  const { site, atlas, contentHash } = text;
  const { descriptor } = atlas.dataset;
  const url = addressOf(text) ?? (descriptor.doi === undefined ? undefined : "");
  if (url === undefined) return undefined;
  const work = citedWork(
    { title: descriptor.title, url, work: "report" },
    { descriptor, contentHash },
  );
  const style = site.speech.say("frame.cite-default");
  return [work, CITATION_STYLES.find((known) => known === style) ?? "apa"];
}

/** Where to begin: the edition's front page in each language. */
export function startPage(texts: readonly InLanguage[], look: Look): string {
  return plainPage(texts, look, (text) => {
    const { descriptor } = text.atlas.dataset;
    const { say } = text.site.speech;
    const status = statusWords(text.atlas.dataset, text.site.speech);
    const reference = referenceOf(text);
    return [
      `<h2><a href="${frontPage(text)}">${escapeHtml(descriptor.title)}</a></h2>`,
      ...(status === undefined
        ? []
        : [
            `<p data-status="modelled"><strong>${escapeHtml(say("frame.modelled"))}</strong> ${escapeHtml(status)}</p>`,
          ]),
      `<p>${escapeHtml(whatItIs(text))}</p>`,
      ...(reference === undefined
        ? []
        : [
            `<p class="small">${say("edition.archive-reference", { reference: citationHtml(...reference) })}</p>`,
          ]),
    ];
  });
}

/** Says that what was asked for is not here, and that nobody knows from here where it is. */
export function outsidePage(texts: readonly InLanguage[], look: Look): string {
  return plainPage(texts, look, (text) => [
    `<h2>${escapeHtml(text.site.speech.say("edition.archive-outside"))}</h2>`,
    `<p>${escapeHtml(text.site.speech.say("edition.archive-outside-text"))}</p>`,
    `<p><a href="${frontPage(text)}">${escapeHtml(text.atlas.dataset.descriptor.title)}</a></p>`,
  ]);
}

function frontPage({ site, atlas }: InLanguage): string {
  return `${site.segment}${atlas.dataset.id}/index.html`;
}

function plainPage(
  texts: readonly InLanguage[],
  { style, icon }: Look,
  part: (text: InLanguage) => readonly string[],
): string {
  const [first] = texts;
  return [
    "<!doctype html>",
    `<html lang="${first?.site.speech.language ?? ""}">`,
    '<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(ARCHIVE_POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(first?.atlas.dataset.descriptor.title ?? "")}</title>`,
    '<meta name="color-scheme" content="light dark">',
    ...(style === undefined ? [] : [`<link rel="stylesheet" href="${style}">`]),
    ...(icon === undefined ? [] : [`<link rel="icon" href="${icon}" type="image/svg+xml">`]),
    '</head>\n<body>\n<main id="main" class="sheet">',
    `<h1>${escapeHtml(first?.site.title ?? "")}</h1>`,
    ...texts.flatMap((text) => [
      `<section class="prose" lang="${text.site.speech.language}">`,
      ...part(text),
      "</section>",
    ]),
    "</main>\n</body>\n</html>\n",
  ].join("\n");
}
