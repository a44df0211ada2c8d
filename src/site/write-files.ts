/** Writes the site's files that are not pages. */

import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkFile } from "./link-file.ts";
import { assertOutputPath } from "./output-path.ts";

/** Text, bytes, or pieces of text that are never all in memory. */
export type FileContent = string | Uint8Array | Iterable<string>;

export interface SiteWriter {
  readonly write: (file: string, content: FileContent) => Promise<void>;
  /** As write, with the content of another file; see linkFile. */
  readonly link: (file: string, source: string) => void;
  /** Files written so far. */
  readonly count: () => number;
}

/**
 * A writer below `root`. Refuses paths that leave it, and a second file of the same name:
 * the later would silently replace the earlier.
 */
export function createSiteWriter(root: string, replace = false): SiteWriter {
  const flag = replace ? "w" : "wx";
  const seen = new Set<string>();
  const folders = new Set<string>();
  /** Notes a file, and makes its folder; answers its path. */
  const enter = (file: string): string => {
    assertOutputPath(file);
    if (seen.has(file)) throw new Error(`The file ${file} would be written twice.`);
    seen.add(file);
    const path = join(root, file);
    const folder = dirname(path);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    return path;
  };
  return {
    count: () => seen.size,
    link: (file, source) => linkFile(source, enter(file)),
    write: async (file, content) => {
      const path = enter(file);
      // A site has tens of thousands of small files, written one after the other: waiting for each
      // would take longer than writing it.
      if (typeof content === "string" || content instanceof Uint8Array) {
        writeFileSync(path, content, { flag });
      } else {
        writePieces(path, content, flag);
      }
    },
  };
}

function writePieces(path: string, pieces: Iterable<string>, flag: string): void {
  const descriptor = openSync(path, flag);
  try {
    for (const piece of pieces) writeAll(descriptor, Buffer.from(piece, "utf8"));
  } finally {
    closeSync(descriptor);
  }
}

/** A write may take less than it is given. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
