/**
 * `/E/archive.zip`: an edition in all its languages, to be kept in a repository and opened from a disk. It mirrors the
 * site (`1998/…`, `nb/1998/…`, `assets/…`), with a page to begin at, a text for those who find it without us, and the
 * hash of each file. `/E/archive.zip.sha256` holds its own.
 */

import { createHash } from "node:crypto";
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Atlas } from "../model/atlas.ts";
import { atlasIn } from "../model/atlas-in.ts";
import { type SiteFacts, type SiteOptions, siteOptions, statusWords } from "../pages/context.ts";
import { escapeHtml } from "../pages/html.ts";
import { absolute, href, paths } from "../pages/urls.ts";
import { type ArchiveAddresses, archivedCss, archivedHtml, archivedSvg } from "./archive-page.ts";
import { listFiles } from "./check-site.ts";
import { editionOf } from "./edition-files.ts";
import { listText } from "./seal.ts";
import { writeZip, type ZippedFile } from "./zip.ts";

/** Answers addresses that are not in the archive, where the site's own address is not known. */
const OUTSIDE = "outside.html";
const START = "index.html";
const README = "README.txt";
const LIST = "sha256.txt";

/** An edition, and the facts of the site in each of its languages, the first one first. */
export interface ArchivedEdition {
  readonly atlas: Atlas;
  readonly languages: readonly SiteFacts[];
}

/**
 * `/E/urls.txt`: every address of the edition but its archive, one a line, for those who keep copies of the web. Paths
 * alone where the site's address is not known. Not a WARC, whose records must say when each page was fetched.
 */
export function writeAddressList(
  root: string,
  edition: string,
  { baseUrl, pathPrefix }: Pick<SiteFacts, "baseUrl" | "pathPrefix">,
): void {
  const addresses = listFiles(root)
    .filter((file) => editionOf(file, [edition]) === edition)
    .map((file) => `/${file.replace(/(^|\/)index\.html$/, "$1")}`)
    .map((path) =>
      baseUrl === undefined ? href(pathPrefix, path) : absolute(baseUrl, pathPrefix, path),
    );
  writeFileSync(
    join(root, edition, "urls.txt"),
    addresses
      .sort()
      .map((line) => `${line}\n`)
      .join(""),
  );
}

/** Packs the pages of an edition that lie below `root` into its archive. */
export async function writeEditionArchive(
  root: string,
  { atlas, languages }: ArchivedEdition,
): Promise<void> {
  const { id } = atlas.dataset;
  const [first] = languages;
  if (first === undefined) return;
  const names = filesOf(root, id);
  const addresses: ArchiveAddresses = {
    pathPrefix: first.pathPrefix,
    files: new Set([...names, START, OUTSIDE]),
    outside: (path) =>
      first.baseUrl === undefined ? OUTSIDE : absolute(first.baseUrl, first.pathPrefix, path),
  };
  const hashes = new Map<string, string>();
  const archive = join(root, id, "archive.zip");
  await writeZip(archive, entries());
  writeFileSync(`${archive}.sha256`, `${await hashOf(archive)}  archive.zip\n`);

  function* entries(): Generator<ZippedFile> {
    const noted = (name: string, content: Uint8Array): ZippedFile => {
      hashes.set(name, createHash("sha256").update(content).digest("hex"));
      return { name, content };
    };
    const isNamed = names.includes(`${id}/CITATION.cff`);
    const texts = languages.map((facts) => ({
      site: siteOptions(facts),
      atlas: atlasFor(atlas, facts),
      isNamed,
    }));
    const style = names.find((name) => /^assets\/main-[^/]*\.css$/.test(name));
    yield noted(README, Buffer.from(readme(texts)));
    yield noted(START, Buffer.from(startPage(texts, style)));
    if (first?.baseUrl === undefined) yield noted(OUTSIDE, Buffer.from(outsidePage(texts, style)));
    for (const name of names) yield noted(name, archived(root, name, addresses));
    yield { name: LIST, content: Buffer.from(listText(hashes)) };
  }
}

/** Files of the edition and the assets that its pages need without scripts, ascending. */
function filesOf(root: string, edition: string): readonly string[] {
  const all = listFiles(root);
  const own = all.filter((file) => editionOf(file, [edition]) === edition);
  const pages = own.filter((file) => file.endsWith("/index.html"));
  const mentioned = new Set<string>();
  const look = (file: string): void => {
    for (const asset of assetsIn(readFileSync(join(root, file), "utf8")))
      if (!mentioned.has(asset) && all.includes(asset)) {
        mentioned.add(asset);
        if (asset.endsWith(".css")) look(asset);
      }
  };
  for (const page of pages) look(page);
  return [
    // Cards are for where an address is shared; they would be a third of the archive.
    ...own.filter((file) => !/(?:^|\/)(?:archive\.zip(?:\.sha256)?|card\.png)$/.test(file)),
    ...mentioned,
  ].sort();
}

/** Style sheets, fonts and icons that a page or style sheet names; scripts stay behind. */
function assetsIn(text: string): ReadonlySet<string> {
  const names = text.matchAll(/assets\/[A-Za-z0-9][A-Za-z0-9_-]*\.(?:css|woff2|svg|png)(?![\w.])/g);
  return new Set([...names].map(([name]) => name));
}

function archived(root: string, name: string, addresses: ArchiveAddresses): Uint8Array {
  const content = readFileSync(join(root, name));
  if (name.endsWith(".html")) return Buffer.from(archivedHtml(content.toString(), name, addresses));
  if (name.endsWith(".css")) return Buffer.from(archivedCss(content.toString(), name, addresses));
  if (name.endsWith(".svg")) return Buffer.from(archivedSvg(content.toString(), name, addresses));
  return content;
}

interface InLanguage {
  readonly site: SiteOptions;
  readonly atlas: Atlas;
  /** Whether the edition has a CITATION.cff. */
  readonly isNamed: boolean;
}

function atlasFor(atlas: Atlas, { language }: SiteFacts): Atlas {
  return atlasIn(atlas, language.code);
}

/** What the archive is, for whoever finds it, one language after the other. */
function readme(texts: readonly InLanguage[]): string {
  return texts
    .map((text) => {
      const lines = words(text);
      return [lines.title, "=".repeat([...lines.title].length), "", ...lines.paragraphs].join("\n");
    })
    .join("\n\n\n")
    .concat("\n");
}

function words({ site, atlas, isNamed }: InLanguage): {
  readonly title: string;
  readonly paragraphs: readonly string[];
} {
  const { say, date, list } = site.speech;
  const { descriptor, id } = atlas.dataset;
  const { baseUrl, pathPrefix } = site;
  const licences = descriptor.licences.flatMap(
    ({ title, name, path }) => title ?? name ?? path ?? [],
  );
  const status = statusWords(atlas.dataset, site.speech);
  const address =
    baseUrl === undefined ? undefined : absolute(baseUrl, pathPrefix, paths.edition(id));
  const folder = `${site.segment}${id}`;
  return {
    title: descriptor.title,
    paragraphs: [
      say("edition.archive-what", { date: date(descriptor.published), site: site.title }),
      ...(status === undefined ? [] : [`${say("frame.modelled")} ${status}`]),
      ...(address === undefined ? [] : [say("edition.archive-from", { address })]),
      ...(descriptor.doi === undefined
        ? []
        : [say("edition.archive-doi", { address: `https://doi.org/${descriptor.doi}` })]),
      say("edition.archive-open", { file: START }),
      say("edition.archive-parts", { pages: `${folder}/`, data: `${id}/data/` }),
      ...(isNamed ? [say("edition.archive-cite", { file: `${id}/CITATION.cff` })] : []),
      say("edition.archive-check", { command: `sha256sum -c ${LIST}` }),
      ...(licences.length === 0
        ? []
        : [say("edition.archive-licence", { licences: list(licences) })]),
    ].flatMap((paragraph) => [paragraph, ""]),
  };
}

/** Where to begin: the edition's front page in each language. */
function startPage(texts: readonly InLanguage[], style: string | undefined): string {
  return plainPage(texts, style, ({ site, atlas }) => {
    const { descriptor, id } = atlas.dataset;
    const status = statusWords(atlas.dataset, site.speech);
    return [
      `<h2><a href="${site.segment}${id}/index.html">${escapeHtml(descriptor.title)}</a></h2>`,
      ...(status === undefined
        ? []
        : [
            `<p data-status="modelled"><strong>${escapeHtml(site.speech.say("frame.modelled"))}</strong> ${escapeHtml(status)}</p>`,
          ]),
      `<p>${escapeHtml(site.speech.say("edition.archive-what", { date: site.speech.date(descriptor.published), site: site.title }))}</p>`,
    ];
  });
}

/** Says that what was asked for is not here, and that nobody knows from here where it is. */
function outsidePage(texts: readonly InLanguage[], style: string | undefined): string {
  return plainPage(texts, style, ({ site, atlas }) => [
    `<h2>${escapeHtml(site.speech.say("edition.archive-outside"))}</h2>`,
    `<p>${escapeHtml(site.speech.say("edition.archive-outside-text"))}</p>`,
    `<p><a href="${site.segment}${atlas.dataset.id}/index.html">${escapeHtml(atlas.dataset.descriptor.title)}</a></p>`,
  ]);
}

function plainPage(
  texts: readonly InLanguage[],
  style: string | undefined,
  part: (text: InLanguage) => readonly string[],
): string {
  const [first] = texts;
  const title = first?.atlas.dataset.descriptor.title ?? "";
  return [
    "<!doctype html>",
    `<html lang="${first?.site.speech.language ?? ""}">`,
    '<head>\n<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    ...(style === undefined ? [] : [`<link rel="stylesheet" href="${style}">`]),
    '</head>\n<body>\n<main id="main" class="sheet">',
    `<h1>${escapeHtml(first?.site.title ?? "")}</h1>`,
    ...texts.flatMap((text) => [
      `<section class="prose" lang="${text.site.speech.language}">`,
      ...part(text),
      "</section>",
    ]),
    `</main>\n</body>\n</html>\n`,
  ].join("\n");
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
