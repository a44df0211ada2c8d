/** Packs the files of a sealed edition into one archive, and takes them out again, checked one by one. */

import { closeSync, createReadStream, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { Gzip } from "fflate";
import { type Diagnostic, Failure } from "./failure.ts";
import { ARCHIVE_FILE, damaged, LIST_FILE, type Seal, sha256 } from "./seal.ts";
import { packTar, TarError, type TarFile, unpackTar } from "./tar.ts";

/** Hardest: the archive is made once and kept for ever, and fflate takes no longer for it. */
const LEVEL = 9;

/** Bytes that are read and uncompressed at a time: most files are smaller, and are then part of one piece. */
const PIECE = 1 << 20;

/**
 * Writes an archive of files below a folder, in the order of their names. The same files make the same bytes on
 * every machine: the compressor is plain JavaScript, and times, owners and modes are fixed.
 */
export function writeArchive(path: string, root: string, files: readonly string[]): void {
  const descriptor = openSync(path, "wx");
  try {
    const gzip = new Gzip({ level: LEVEL, mtime: 0 }, (chunk) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
    });
    for (const piece of packTar(contents(root, files.toSorted()))) gzip.push(piece);
    gzip.push(new Uint8Array(0), true);
  } finally {
    closeSync(descriptor);
  }
}

function* contents(root: string, names: readonly string[]): Generator<TarFile> {
  for (const name of names) yield { name, content: readFileSync(join(root, name)) };
}

/**
 * Hands every file of a seal to `take`, each only after its hash has been found right and its name on the list,
 * which holds names within the site alone: an archive can therefore put no file elsewhere. Throws `Failure` where
 * the archive is damaged, has another file, or lacks one.
 */
export async function unpackSeal(
  seal: Seal,
  take: (file: TarFile) => Promise<void> | void,
): Promise<void> {
  const { folder, hashes, record } = seal;
  const met = new Set<string>();
  const fail = (fault: Diagnostic): never => {
    throw new Failure(`The sealed edition ${record.edition} is damaged.`, [fault]);
  };
  const fault = (message: string, value?: string): Diagnostic =>
    damaged(folder, ARCHIVE_FILE, record.edition, message, value);
  try {
    for await (const file of unpackTar(uncompressed(join(folder, ARCHIVE_FILE)))) {
      const expected = hashes.get(file.name);
      if (expected === undefined || met.has(file.name))
        fail(fault(`The archive holds a file that ${LIST_FILE} does not list.`, file.name));
      if (sha256(file.content) !== expected)
        fail(fault(`A file in the archive has another hash than ${LIST_FILE} says.`, file.name));
      met.add(file.name);
      await take(file);
    }
  } catch (error) {
    const why = archiveFault(error);
    if (why === undefined) throw error;
    fail(fault(`The archive cannot be read: ${why}.`));
  }
  const lost = [...hashes.keys()].find((name) => !met.has(name));
  if (lost !== undefined) fail(fault("The archive lacks a file.", lost));
}

async function* uncompressed(path: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: PIECE });
  const source = createReadStream(path, { highWaterMark: PIECE });
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } finally {
    source.destroy();
  }
}

/** What is wrong with the archive; undefined where the error is of another kind. */
function archiveFault(error: unknown): string | undefined {
  if (error instanceof TarError) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("Z_") || code === "ERR_BUFFER_OUT_OF_BOUNDS" ? code : undefined;
}
