/** One file of an archive: as it stands there, compressed, with its hash. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { absolute } from "../pages/urls.ts";
import { type ArchiveAddresses, archivedCss, archivedHtml, archivedSvg } from "./archive-page.ts";
import { type ZipEntry, zipEntry } from "./zip.ts";

/** Answers addresses that are not in the archive, where the site's own address is not known. */
export const OUTSIDE = "outside.html";

/** What a file is packed for; plain data, since threads are told of it. */
export interface ArchiveSite {
  /** Where the published site lies on this machine. */
  readonly root: string;
  readonly baseUrl: string | undefined;
  readonly pathPrefix: string;
  /** Files to which pages of the archive may lead. */
  readonly files: ReadonlySet<string>;
}

export interface PackedFile {
  readonly entry: ZipEntry;
  /** SHA-256 of the file as the archive has it. */
  readonly hash: string;
  /** Style sheets, fonts and icons that it names. */
  readonly assets: readonly string[];
}

/** A file of the site, changed so that it works from a disk where it is a page, picture or style sheet. */
export function packFile(site: ArchiveSite, name: string): PackedFile {
  const content = readFileSync(join(site.root, name));
  const change = changeOf(name);
  if (change === undefined) return packContent(name, content);
  const text = content.toString();
  const changed = Buffer.from(change(text, name, addressesOf(site)));
  return { ...packContent(name, changed), assets: assetsIn(text) };
}

/** A file that the site does not have, or that stays as it is. */
export function packContent(name: string, content: Uint8Array): PackedFile {
  const hash = createHash("sha256").update(content).digest("hex");
  return { entry: zipEntry(name, content), hash, assets: [] };
}

type Change = (text: string, file: string, addresses: ArchiveAddresses) => string;

function changeOf(name: string): Change | undefined {
  if (name.endsWith(".html")) return archivedHtml;
  if (name.endsWith(".css")) return archivedCss;
  return name.endsWith(".svg") ? archivedSvg : undefined;
}

function addressesOf({ baseUrl, pathPrefix, files }: ArchiveSite): ArchiveAddresses {
  return {
    pathPrefix,
    files,
    outside: (path) => (baseUrl === undefined ? OUTSIDE : absolute(baseUrl, pathPrefix, path)),
  };
}

/** Style sheets, fonts and icons that a page or style sheet of the site names; scripts stay behind. */
function assetsIn(text: string): readonly string[] {
  const names = text.matchAll(/assets\/[A-Za-z0-9][A-Za-z0-9_-]*\.(?:css|woff2|svg|png)(?![\w.])/g);
  return [...new Set([...names].map(([name]) => name))];
}
