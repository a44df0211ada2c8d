/**
 * Plain files in one stream: the tar format of POSIX.1-1988 (ustar), with the extended header of POSIX.1-2001
 * (pax) for names that are too long for it. Times, owners and modes are fixed, so that the same files make the
 * same bytes. Nothing but plain files is written, and nothing else is read.
 */

/** A file of an archive: its name below the root, with "/" between folders. */
export interface TarFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const BLOCK = 512;
/** An archive is filled up to a multiple of this. */
const RECORD = 20 * BLOCK;
const LONGEST_NAME = 100;
const LONGEST_PREFIX = 155;
/** Eleven octal digits. */
const LARGEST_FILE = 8 ** 11;

const FILE = "0";
const EXTENDED = "x";

/** The pieces of an archive of the files, in their order. */
export function* packTar(files: Iterable<TarFile>): Generator<Uint8Array> {
  let written = 0;
  const counted = (piece: Uint8Array): Uint8Array => {
    written += piece.length;
    return piece;
  };
  for (const { name, content } of files) {
    const split = splitName(name);
    if (split === undefined) {
      const record = paxRecord("path", name);
      yield counted(header({ prefix: "", name: "pax" }, record.length, EXTENDED));
      yield counted(record);
      yield counted(padding(record.length, BLOCK));
    }
    // A reader that knows no extended headers finds the end of the name.
    yield counted(header(split ?? { prefix: "", name: lastBytes(name) }, content.length, FILE));
    yield counted(content);
    yield counted(padding(content.length, BLOCK));
  }
  yield counted(new Uint8Array(2 * BLOCK));
  yield padding(written, RECORD);
}

/** What is wrong with an archive that cannot be read. */
export class TarError extends Error {}

/** The files of an archive that arrives in pieces. Throws `TarError` where it is not what `packTar` makes. */
export async function* unpackTar(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const source = createSource(pieces);
  let longName: string | undefined;
  for (;;) {
    const block = await source.take(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const { name, size, type } = readHeader(block);
    const content = await source.take(size);
    await source.take(padding(size, BLOCK).length);
    if (type === EXTENDED) longName = readPax(content);
    else {
      yield { name: longName ?? name, content };
      longName = undefined;
    }
  }
}

interface SplitName {
  readonly prefix: string;
  readonly name: string;
}

/** A name in the two fields that ustar has for it; undefined where it fits in no way. */
function splitName(name: string): SplitName | undefined {
  if (byteLength(name) <= LONGEST_NAME) return { prefix: "", name };
  for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) {
    const rest = name.slice(at + 1);
    if (byteLength(rest) > LONGEST_NAME) continue;
    const prefix = name.slice(0, at);
    return byteLength(prefix) <= LONGEST_PREFIX ? { prefix, name: rest } : undefined;
  }
  return undefined;
}

function lastBytes(name: string): string {
  return name.slice(-LONGEST_NAME);
}

/** A record of an extended header: its own length, which counts its digits too, key and value. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

function readPax(content: Uint8Array): string {
  const path = /^\d+ path=([^\n]+)\n$/.exec(textOf(content))?.[1];
  if (path === undefined) throw new TarError("an extended header holds more than a name");
  return path;
}

function header({ prefix, name }: SplitName, size: number, type: string): Uint8Array {
  if (size >= LARGEST_FILE) throw new RangeError(`${name} is too large for an archive`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, LONGEST_NAME);
  block.write("0000644\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  block.write(`${octal(size, 11)}\0`, 124);
  block.write(`${octal(0, 11)}\0`, 136);
  block.write(type, 156);
  block.write("ustar\u000000", 257);
  block.write(prefix, 345, LONGEST_PREFIX);
  block.write(`${octal(checksum(block), 6)}\0 `, 148);
  return block;
}

function readHeader(block: Uint8Array): {
  readonly name: string;
  readonly size: number;
  readonly type: string;
} {
  const field = (at: number, length: number): string =>
    textOf(block.subarray(at, at + length)).split("\0", 1)[0] ?? "";
  if (Number.parseInt(field(148, 8), 8) !== checksum(block))
    throw new TarError("the checksum of an entry is wrong");
  const type = field(156, 1);
  const size = Number.parseInt(field(124, 12), 8);
  if ((type !== FILE && type !== EXTENDED) || !Number.isSafeInteger(size))
    throw new TarError("it holds something that is no plain file");
  const prefix = field(345, LONGEST_PREFIX);
  const name = field(0, LONGEST_NAME);
  return { name: prefix === "" ? name : `${prefix}/${name}`, size, type };
}

/** Sum of the bytes of a header, its own field taken as spaces. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

function padding(length: number, unit: number): Uint8Array {
  return new Uint8Array((unit - (length % unit)) % unit);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}

/** Hands out as many bytes as are asked for, whatever the pieces they come in. */
function createSource(pieces: AsyncIterable<Uint8Array>): {
  readonly take: (length: number) => Promise<Uint8Array>;
} {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: readonly Uint8Array[] = [];
  let there = 0;
  return {
    take: async (length) => {
      const arrived = [...rest];
      while (there < length) {
        const { done, value } = await iterator.next();
        if (done === true) throw new TarError("it ends too early");
        arrived.push(value);
        there += value.length;
      }
      const all =
        arrived.length === 1 && arrived[0] !== undefined ? arrived[0] : Buffer.concat(arrived);
      there -= length;
      rest = there === 0 ? [] : [all.subarray(length)];
      return all.subarray(0, length);
    },
  };
}
