/** Files that an analyst was sent: unpacked, decoded, and noted, while they are read. */

import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { errorCode } from "../read/file.ts";
import type { Receipt } from "./receipt.ts";
import { SourceFailure } from "./source.ts";

export const ENCODINGS = ["utf-8", "latin-1", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface TextFile {
  /** The text, piece by piece; may be read once. Throws `SourceFailure` where the bytes are not of the encoding. */
  readonly pieces: AsyncIterable<string>;
  /** Name, hash and size of the file as it was sent; to be asked for when the text has been read to its end. */
  readonly received: () => Pick<Receipt, "from" | "sha256" | "bytes">;
}

/** Opens a file for reading; one whose name ends in .gz is unpacked. `shown` is how messages call it. */
export async function openTextFile(
  path: string,
  shown: string,
  encoding: Encoding,
): Promise<TextFile> {
  const facts = await stat(path).catch((error: unknown) => {
    throw new SourceFailure(
      shown,
      `The file cannot be read (${errorCode(error)}).`,
      "Correct its name; names in a query file are looked for beside it.",
    );
  });
  if (!facts.isFile()) throw new SourceFailure(shown, "This is no file.", "Name the file itself.");
  const hash = createHash("sha256");
  const counted = { bytes: 0 };
  return {
    pieces: decoded(unpacked(path, hash, counted, shown), encoding, shown),
    received: () => ({
      from: basename(path),
      sha256: hash.copy().digest("hex"),
      bytes: counted.bytes,
    }),
  };
}

async function* unpacked(
  path: string,
  hash: Hash,
  counted: { bytes: number },
  shown: string,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  file.on("data", (chunk) => {
    hash.update(chunk);
    counted.bytes += chunk.length;
  });
  const stream = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw new SourceFailure(
      shown,
      `The file breaks off or is damaged (${errorCode(error)}).`,
      "Fetch or copy it again.",
    );
  }
}

async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  shown: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === "latin-1" ? "windows-1252" : encoding, {
    fatal: encoding === "utf-8",
  });
  const step = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new SourceFailure(
        shown,
        "The file has bytes that are not UTF-8.",
        "Write encoding: latin-1 into the query file where it comes from an older Windows program; else save it as UTF-8.",
      );
    }
  };
  for await (const chunk of chunks) yield step(chunk);
  const rest = step();
  if (rest !== "") yield rest;
}
