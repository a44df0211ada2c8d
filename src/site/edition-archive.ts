/**
 * `/E/archive.zip`: an edition in all its languages, to be kept in a repository and opened from a disk. It mirrors the
 * site (`1998/…`, `nb/1998/…`, `assets/…`), with a page to begin at, a text for those who find it without us, and the
 * hash of each file. `/E/archive.zip.sha256` holds its own.
 */

import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Atlas } from "../model/atlas.ts";
import { atlasIn } from "../model/atlas-in.ts";
import { type SiteFacts, siteOptions } from "../pages/context.ts";
import { SOURCE_LIST } from "../pages/source-list.ts";
import { absolute, href, paths } from "../pages/urls.ts";
import {
  type ArchiveSite,
  OUTSIDE,
  type PackedFile,
  packContent,
  packFile,
} from "./archive-file.ts";
import { type InLanguage, LIST, outsidePage, readme, START, startPage } from "./archive-texts.ts";
import { listFiles } from "./check-site.ts";
import { editionOf } from "./edition-files.ts";
import { packFiles } from "./pack-files.ts";
import { listText, sha256 } from "./seal.ts";
import { writeZip, type ZipEntry } from "./zip.ts";

const README = "README.txt";

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

/**
 * Packs the pages of an edition that lie below `root` into its archive. `threads` is for tests: the archive is the same
 * however many there are.
 */
export async function writeEditionArchive(
  root: string,
  { atlas, languages }: ArchivedEdition,
  threads?: number,
): Promise<void> {
  const { id } = atlas.dataset;
  const [first] = languages;
  if (first === undefined) return;
  const all = listFiles(root);
  const own = all.filter((file) => editionOf(file, [id]) === id && !isLeftOut(file));
  const assets = new Set(all.filter((file) => /^assets\/.*(?<!\.js)$/.test(file)));
  const site: ArchiveSite = {
    root,
    baseUrl: first.baseUrl,
    pathPrefix: first.pathPrefix,
    files: new Set([...own, ...assets]),
  };
  const texts = textsOf(root, atlas, languages);
  const hashes = new Map<string, string>();
  const archive = join(root, id, "archive.zip");
  await writeZip(archive, entries());
  writeFileSync(`${archive}.sha256`, `${await hashOf(archive)}  archive.zip\n`);

  async function* entries(): AsyncGenerator<ZipEntry> {
    const needed = new Set<string>();
    const noted = (packed: PackedFile): ZipEntry => {
      hashes.set(packed.entry.name, packed.hash);
      for (const asset of packed.assets) if (assets.has(asset)) needed.add(asset);
      return packed.entry;
    };
    yield noted(packContent(README, Buffer.from(readme(texts))));
    for await (const packed of packFiles(site, own, threads)) yield noted(packed);
    // Style sheets name fonts, which join those to come.
    const met = new Set<string>();
    for (let left = [...needed]; left.length > 0; left = [...needed].filter((n) => !met.has(n)))
      for (const asset of left.sort()) {
        met.add(asset);
        yield noted(packFile(site, asset));
      }
    const look = lookOf(needed);
    yield noted(packContent(START, Buffer.from(startPage(texts, look))));
    if (site.baseUrl === undefined)
      yield noted(packContent(OUTSIDE, Buffer.from(outsidePage(texts, look))));
    yield packContent(LIST, Buffer.from(listText(hashes))).entry;
  }
}

/** The archive itself, and cards, which are for where an address is shared, and would be a third of the archive. */
function isLeftOut(file: string): boolean {
  return /(?:^|\/)(?:archive\.zip(?:\.sha256)?|card\.png)$/.test(file);
}

/** The style sheet and icon of the edition's pages. */
function lookOf(assets: ReadonlySet<string>): { readonly [kind in "style" | "icon"]?: string } {
  const style = [...assets].find((name) => /^assets\/main-[^/]*\.css$/.test(name));
  const icon = [...assets].find((name) => /^assets\/favicon-[^/]*\.svg$/.test(name));
  return { ...(style === undefined ? {} : { style }), ...(icon === undefined ? {} : { icon }) };
}

function textsOf(
  root: string,
  atlas: Atlas,
  languages: readonly SiteFacts[],
): readonly InLanguage[] {
  const { id } = atlas.dataset;
  const sources = join(root, id, "data", "source", SOURCE_LIST);
  const contentHash = existsSync(sources) ? sha256(readFileSync(sources)) : undefined;
  return languages.map((facts) => ({
    site: siteOptions(facts),
    atlas: atlasIn(atlas, facts.language.code),
    contentHash,
    citationFile: existsSync(join(root, paths.citationFile(id)))
      ? paths.citationFile(id).slice(1)
      : undefined,
  }));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
