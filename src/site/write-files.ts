/** Writes the site's files that are not pages. */

import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { assertOutputPath } from "./output-path.ts";

/** Text, bytes, or pieces of text that are never all in memory. */
export type FileContent = string | Uint8Array | Iterable<string>;

export interface SiteWriter {
  readonly write: (file: string, content: FileContent) => Promise<void>;
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
  return {
    count: () => seen.size,
    write: async (file, content) => {
      assertOutputPath(file);
      if (seen.has(file)) throw new Error(`The file ${file} would be written twice.`);
      seen.add(file);
      const path = join(root, file);
      const folder = dirname(path);
      if (!folders.has(folder)) await mkdir(folder, { recursive: true });
      folders.add(folder);
      if (typeof content === "string" || content instanceof Uint8Array) {
        await writeFile(path, content, { flag });
      } else {
        await pipeline(Readable.from(content), createWriteStream(path, { flags: flag }));
      }
    },
  };
}
