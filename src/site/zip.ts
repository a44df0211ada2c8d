/**
 * Files in one ZIP, written as they come, so that a large edition is never in memory at once. The same files make the
 * same bytes on every machine: the compressor is plain JavaScript, and times and modes are fixed. The format is
 * PKWARE's APPNOTE 6.3, with the longer end record (ZIP64) where the files are too many for the short one.
 */

import { closeSync, openSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { deflateSync } from "fflate";
import { Failure } from "./failure.ts";

/** A file as it stands in a ZIP. */
export interface ZipEntry {
  readonly name: string;
  /** What the ZIP holds: compressed, or the file itself. */
  readonly bytes: Uint8Array;
  readonly isCompressed: boolean;
  /** Of the file itself. */
  readonly size: number;
  /** CRC-32 of the file itself. */
  readonly checksum: number;
}

/** Files that are compressed already are stored as they are. */
const COMPRESSED = /\.(?:png|jpg|woff2|pdf|zip|gz)$/;

/** Of deflate: 6 takes a third longer for one or two hundredths less. */
const LEVEL = 4;

/** Compresses a file for a ZIP; it is stored as it is where that is no larger. */
export function zipEntry(name: string, content: Uint8Array): ZipEntry {
  const packed = COMPRESSED.test(name) ? content : deflateSync(content, { level: LEVEL });
  const isCompressed = packed.length < content.length;
  return {
    name,
    bytes: isCompressed ? packed : content,
    isCompressed,
    size: content.length,
    checksum: crc32(content),
  };
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LONG_END = 0x06064b50;
const LONG_END_LOCATOR = 0x07064b50;

/** Version 2.0 of the format: folders and deflate. */
const VERSION = 20;
/** Version 4.5: ZIP64. */
const LONG_VERSION = 45;
/** By which modes are those of Unix. */
const UNIX = 3 << 8;
/** A plain file that its owner may write and everybody read. */
const MODE = 0o100644 * 0x10000;
/** Names are UTF-8. */
const UTF8 = 0x0800;
const DEFLATED = 8;
/** The first day that a ZIP can tell: 1 January 1980, at midnight. */
const TIME = 0;
const DAY = (1 << 5) | 1;

/** More than these need longer fields: for files there are some, for their places there are none here. */
const MOST_FILES = 0xffff;
const MOST_BYTES = 0xffffffff;

/** Writes the files in their order. Throws `Failure` where they are more than the format holds without longer fields. */
export async function writeZip(
  path: string,
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): Promise<void> {
  const file = openSync(path, "wx");
  let written = 0;
  const write = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    written += bytes.length;
    if (written > MOST_BYTES) throw new Failure("An archive cannot be larger than 4 GB.");
  };
  try {
    const directory: Uint8Array[] = [];
    for await (const entry of entries) {
      const name = Buffer.from(entry.name);
      directory.push(Buffer.concat([centralHeader(entry, name.length, written), name]));
      write(Buffer.concat([localHeader(entry, name.length), name]));
      write(entry.bytes);
    }
    const start = written;
    for (const header of directory) write(header);
    write(endRecord(directory.length, written - start, start));
  } finally {
    closeSync(file);
  }
}

/** A field of a record: its value in so many bytes, the least first. */
type Field = readonly [value: number, bytes: 2 | 4 | 8];

function record(...fields: readonly Field[]): Uint8Array {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

/** What both headers of a file say of it. */
function facts({ bytes, isCompressed, size, checksum }: ZipEntry, name: number): readonly Field[] {
  return [
    [VERSION, 2],
    [UTF8, 2],
    [isCompressed ? DEFLATED : 0, 2],
    [TIME, 2],
    [DAY, 2],
    [checksum, 4],
    [bytes.length, 4],
    [size, 4],
    [name, 2],
    [0, 2],
  ];
}

function localHeader(entry: ZipEntry, name: number): Uint8Array {
  return record([LOCAL, 4], ...facts(entry, name));
}

function centralHeader(entry: ZipEntry, name: number, offset: number): Uint8Array {
  return record(
    [CENTRAL, 4],
    [UNIX | VERSION, 2],
    ...facts(entry, name),
    [0, 2],
    [0, 2],
    [0, 2],
    [MODE, 4],
    [offset, 4],
  );
}

/** The end of a ZIP: how many files it has, and where their directory is. */
function endRecord(files: number, bytes: number, offset: number): Uint8Array {
  const few = Math.min(files, MOST_FILES);
  const short = record(
    [END, 4],
    [0, 2],
    [0, 2],
    [few, 2],
    [few, 2],
    [bytes, 4],
    [offset, 4],
    [0, 2],
  );
  if (files < MOST_FILES) return short;
  const long = record(
    [LONG_END, 4],
    [LONG_END_REST, 8],
    [UNIX | LONG_VERSION, 2],
    [LONG_VERSION, 2],
    [0, 4],
    [0, 4],
    [files, 8],
    [files, 8],
    [bytes, 8],
    [offset, 8],
  );
  const locator = record([LONG_END_LOCATOR, 4], [0, 4], [offset + bytes, 8], [1, 4]);
  return Buffer.concat([long, locator, short]);
}

/** Length of the longer end record after the field that says it. */
const LONG_END_REST = 44;
