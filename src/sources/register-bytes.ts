/** The bulk file of the register: its bytes, from the web or from a file, unpacked where they are packed. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { errorCode } from "../read/file.ts";
import { SourceFailure } from "./source.ts";
import type { Web } from "./web.ts";

export interface BulkFile {
  /** Address, or the file's name without its folder. */
  readonly from: string;
  /** Unpacked; throws `SourceFailure` where what is packed ends before its time. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Hash, size and time of what was received, packed as it was; settles when it has been read to its end. */
  readonly received: () => Promise<{
    readonly sha256: string;
    readonly bytes: number;
    readonly retrieved: string;
  }>;
  /** When it was last changed, as the host writes it. */
  readonly updated: string | undefined;
}

/**
 * Types in which the register may give its file. The first asks for version 2 of its interface, which gives
 * numbers of employees from five upwards; the file of rows has the same type as that of objects.
 */
const ACCEPTED = [
  "application/vnd.brreg.enhetsregisteret.underenhet.v2+gzip",
  "application/gzip",
  "application/x-gzip",
  "application/octet-stream",
  "application/json",
  "text/csv",
] as const;

const GZIP = [0x1f, 0x8b] as const;

/** Opens the file at a web address. */
export async function openWebFile(url: string, web: Web): Promise<BulkFile> {
  const response = await web.fetch({ url, accept: ACCEPTED });
  return {
    from: url,
    bytes: unpacked(response.body, url),
    received: () => response.received,
    updated: response.lastModified,
  };
}

/** Opens a file that was downloaded before. `now` is the time of reading, since files do not say when they came. */
export async function openLocalFile(path: string, now: () => string): Promise<BulkFile> {
  const from = basename(path);
  try {
    await stat(path);
  } catch (error) {
    throw new SourceFailure(
      from,
      `The file ${path} cannot be read (${errorCode(error)}).`,
      "Correct the name under file in the query file, or remove it to have the register's file fetched.",
    );
  }
  const hash = createHash("sha256");
  let size = 0;
  const raw = (async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  })();
  return {
    from,
    bytes: unpacked(raw, from),
    received: async () => ({ sha256: hash.digest("hex"), bytes: size, retrieved: now() }),
    updated: undefined,
  };
}

/** Unpacks what begins as gzip does, and passes on what does not. */
async function* unpacked(raw: AsyncIterable<Uint8Array>, from: string): AsyncGenerator<Uint8Array> {
  const iterator = raw[Symbol.asyncIterator]();
  const { value: first, done } = await iterator.next();
  if (done === true || first === undefined) return;
  const whole = (async function* (): AsyncGenerator<Uint8Array> {
    yield first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
      yield next.value;
  })();
  if (!GZIP.every((byte, position) => first[position] === byte)) {
    yield* whole;
    return;
  }
  const packed = Readable.from(whole, { objectMode: false, highWaterMark: 1 << 18 });
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  packed.on("error", (error) => gunzip.destroy(error));
  try {
    for await (const chunk of packed.pipe(gunzip)) yield chunk;
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    const cut = errorCode(error) === "Z_BUF_ERROR";
    throw new SourceFailure(
      from,
      cut
        ? "The packed file ends before its content does: it was not received whole."
        : `The packed file is damaged (${errorCode(error)}).`,
      "Fetch it again: run the command with --refresh, or download the file anew.",
    );
  }
}
