/**
 * Files in one ZIP, written as they come, so that a large edition is never in memory at once. The same files make the
 * same bytes on every machine: the compressor is plain JavaScript, times are fixed, and no owner or mode is noted.
 */

import { closeSync, openSync, writeSync } from "node:fs";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

export interface ZippedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Files that are compressed already are stored as they are. */
const COMPRESSED = /\.(?:png|woff2|pdf|zip|gz)$/;

/** Level 6 of deflate: 9 takes twice the time for a hundredth less. */
const LEVEL = 6;

/** The first day that a ZIP can tell, at noon; without a zone, since a ZIP tells the hour of the place. */
const TIME = "1980-01-01T12:00:00";

/** Writes the files in their order; throws where one cannot be written. */
export async function writeZip(
  path: string,
  files: AsyncIterable<ZippedFile> | Iterable<ZippedFile>,
): Promise<void> {
  const descriptor = openSync(path, "wx");
  try {
    const zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
    });
    for await (const { name, content } of files) {
      const entry = COMPRESSED.test(name)
        ? new ZipPassThrough(name)
        : new ZipDeflate(name, { level: LEVEL });
      entry.mtime = TIME;
      zip.add(entry);
      entry.push(content, true);
    }
    zip.end();
  } finally {
    closeSync(descriptor);
  }
}
