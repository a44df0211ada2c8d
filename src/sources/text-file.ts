/** Files that an analyst was sent: unpacked, decoded, and noted, while they are read. */

import { isAscii, isUtf8 } from "node:buffer";
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { errorCode } from "../read/file.ts";
import type { Finding } from "../read/problem-log.ts";
import type { Receipt } from "./receipt.ts";

export const ENCODINGS = ["utf-8", "latin-1", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Why a file cannot be read, or not further. */
export class FileFault extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.name = "FileFault";
    this.finding = finding;
  }
}

export interface TextFile {
  /** The text in pieces of whole lines; may be read once. Throws `FileFault` where it cannot be read on. */
  readonly pieces: AsyncIterable<string>;
  /** Name, hash and size of the file as it was sent; to be asked for when the text has been read to its end. */
  readonly received: () => Pick<Receipt, "from" | "sha256" | "bytes">;
}

/** Opens a file for reading; one whose name ends in .gz is unpacked. Throws `FileFault` where there is none. */
export async function openTextFile(path: string, encoding: Encoding): Promise<TextFile> {
  const facts = await stat(path).catch((error: unknown) => {
    throw unreadable(errorCode(error));
  });
  if (!facts.isFile()) throw unreadable("it is no file");
  const hash = createHash("sha256");
  const counted = { bytes: 0 };
  const lines = wholeLines(unpacked(path, hash, counted));
  return {
    pieces: encoding === "utf-8" ? fromUtf8(lines) : fromWindows(lines, encoding),
    received: () => ({
      from: basename(path),
      sha256: hash.copy().digest("hex"),
      bytes: counted.bytes,
    }),
  };
}

function unreadable(reason: string): FileFault {
  return new FileFault({
    rule: "source-file",
    message: `The file cannot be read (${reason}).`,
    remedy: "Correct its name under files; names in a query file are looked for beside it.",
  });
}

async function* unpacked(
  path: string,
  hash: Hash,
  counted: { bytes: number },
): AsyncGenerator<Buffer> {
  const packed = path.endsWith(".gz");
  try {
    yield* checkedStart(packed ? gunzipped(sent(path, hash, counted)) : sent(path, hash, counted));
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw new FileFault({
      rule: "source-file-damaged",
      message: packed
        ? `The file cannot be unpacked: it breaks off or is damaged (${errorCode(error)}).`
        : `The file cannot be read to its end (${errorCode(error)}).`,
      remedy: "Fetch or copy it again.",
    });
  }
}

/** The bytes as they were sent, hashed and counted in passing. */
async function* sent(path: string, hash: Hash, counted: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    hash.update(chunk);
    counted.bytes += chunk.length;
    yield chunk;
  }
}

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // The callback does nothing: an error also ends the reading of what comes out, below.
  const out = pipeline(Readable.from(chunks), createGunzip(), () => {});
  for await (const chunk of out) yield chunk;
}

const NO_TEXT: readonly (readonly [bytes: string, what: string, remedy: string])[] = [
  ["504b0304", "an Excel or other packed file", "Open it and save the sheet as CSV (UTF-8)."],
  ["d0cf11e0", "an old Excel file", "Open it and save the sheet as CSV (UTF-8)."],
  ["1f8b", "packed with gzip", "Let its name end in .gz, or unpack it."],
  ["fffe", "text in UTF-16", 'Save it as UTF-8; in Excel choose "CSV UTF-8".'],
  ["feff", "text in UTF-16", 'Save it as UTF-8; in Excel choose "CSV UTF-8".'],
];

/** Files of other kinds are told by their first bytes. */
async function* checkedStart(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    if (first) {
      const start = chunk.toString("hex", 0, 4);
      const known = NO_TEXT.find(([bytes]) => start.startsWith(bytes));
      if (known !== undefined) throw notCsv(`The file is ${known[1]}, no CSV.`, known[2]);
      if (chunk.includes(0))
        throw notCsv(
          "The file holds NUL characters: it is no text, or damaged.",
          "Export it from its source again, as CSV in UTF-8.",
        );
    }
    first = false;
    yield chunk;
  }
}

function notCsv(message: string, remedy: string): FileFault {
  return new FileFault({ rule: "source-file-kind", line: 1, message, remedy });
}

const LINE_FEED = 0x0a;

/** The same bytes, cut where lines end: no character is cut in two, and lines can be counted. */
async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
    }
    if (end < chunk.length) rest.push(chunk.subarray(end));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

async function* fromUtf8(blocks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let line = 1;
  for await (const block of blocks) {
    if (!isUtf8(block)) {
      const foreign = firstLine(block, (bytes) => !isUtf8(bytes));
      throw new FileFault({
        rule: "source-file-encoding",
        line: line + foreign.before,
        value: wordIn(foreign.text.toString("latin1"), /[\u0080-\u00ff]/),
        message: "The line has bytes that are not UTF-8; the word is shown as it reads in Latin-1.",
        remedy:
          "Write encoding: latin-1 into the query file where it reads well so; else save the file as UTF-8.",
      });
    }
    yield block.toString("utf8");
    line += lineFeeds(block);
  }
}

async function* fromWindows(
  blocks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string> {
  let line = 1;
  let first: { readonly line: number; readonly word: string | undefined } | undefined;
  let mayBeUtf8 = true;
  for await (const block of blocks) {
    if (mayBeUtf8 && !isAscii(block)) {
      mayBeUtf8 = isUtf8(block);
      const found = firstLine(block, (bytes) => !isAscii(bytes));
      first ??= {
        line: line + found.before,
        word: wordIn(decodeWindows(found.text), /[\u0080-\uffff]/),
      };
    }
    yield decodeWindows(block);
    line += lineFeeds(block);
  }
  if (mayBeUtf8 && first !== undefined)
    throw new FileFault({
      rule: "source-file-encoding",
      line: first.line,
      value: first.word,
      message: `The query file says ${encoding}, and every letter of the file is UTF-8; the word is shown as ${encoding} has it.`,
      remedy: "Remove encoding from the query file.",
    });
}

/** Characters of Windows-1252 at 0x80 to 0x9f, where Latin-1 has control characters (WHATWG Encoding Standard, index windows-1252). */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * What is called Latin-1 is Windows-1252 in practice. Not by TextDecoder, which in Node 20 has Latin-1 under
 * both names.
 */
function decodeWindows(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** The first line of a block for which something holds, and how many stand before it. */
function firstLine(
  block: Buffer,
  holds: (line: Buffer) => boolean,
): { readonly text: Buffer; readonly before: number } {
  let before = 0;
  for (let start = 0; start < block.length; before += 1) {
    const end = block.indexOf(LINE_FEED, start);
    const text = block.subarray(start, end < 0 ? block.length : end);
    if (holds(text)) return { text, before };
    start += text.length + 1;
  }
  return { text: block, before };
}

function wordIn(line: string, letter: RegExp): string | undefined {
  return line.split(/[\s,;|"]+/).find((word) => letter.test(word));
}

function lineFeeds(block: Buffer): number {
  let count = 0;
  for (let at = 0; at < block.length; at += 1) if (block[at] === LINE_FEED) count += 1;
  return count;
}
