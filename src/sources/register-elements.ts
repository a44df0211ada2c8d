/**
 * The elements of a JSON array that comes in pieces, one after the other, without holding the array: the
 * bulk file of a register is one array of a million objects. Why it is our own: docs/decisions/0007-bulk-json.md.
 */

/** Is given the text of one element, without the comma after it. */
export type TakeElement = (text: string) => void;

export interface ElementSplitter {
  readonly read: (chunk: Uint8Array) => void;
  /** Undefined where the array came to its end; otherwise what is wrong with it, as the end of a sentence. */
  readonly end: () => string | undefined;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

const NOTHING = Buffer.alloc(0);

/**
 * Splits at the commas between elements; what lies within an element is for `JSON.parse` to judge. Holds one
 * element and one chunk. Bytes of a character that a chunk divides stay together, since an element is decoded
 * as a whole, and no byte of a longer character is one of the marks.
 */
export function createElementSplitter(take: TakeElement): ElementSplitter {
  let state: "before" | "within" | "after" = "before";
  let fault: string | undefined;
  /** The beginning of an element whose end has not come yet, and how far it has been looked through. */
  let kept: Buffer = NOTHING;
  let looked = 0;
  /** 1 between the elements of the array, more within one. */
  let depth = 1;
  let quoted = false;

  const give = (bytes: Buffer, start: number, end: number): boolean => {
    const text = bytes.toString("utf8", start, end).trim();
    if (text !== "") take(text);
    return text !== "";
  };

  const readWithin = (chunk: Buffer): void => {
    const bytes = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    const { length } = bytes;
    let start = 0;
    let at = looked;
    // Local copies: this loop runs a thousand million times, and variables of a closure are slow.
    let level = depth;
    let inText = quoted;
    for (; at < length; at += 1) {
      const byte = bytes[at];
      if (inText) {
        if (byte === BACKSLASH) at += 1;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE) inText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) level += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        level -= 1;
        if (level === 0) {
          give(bytes, start, at);
          kept = NOTHING;
          state = "after";
          readAround(bytes.subarray(at + 1));
          return;
        }
      } else if (byte === COMMA && level === 1) {
        if (!give(bytes, start, at)) {
          fault = "has two commas where one entry should be";
          return;
        }
        start = at + 1;
      }
    }
    depth = level;
    quoted = inText;
    kept = bytes.subarray(start);
    // Past the end where the last byte is a backslash: the next one is then escaped.
    looked = at - start;
  };

  /** Before the array and after it there is white space alone. */
  const readAround = (bytes: Buffer): void => {
    let at = 0;
    while (at < bytes.length && (bytes[at] ?? 0) <= SPACE) at += 1;
    if (at === bytes.length) return;
    if (state === "before" && bytes[at] === OPEN_ARRAY) {
      state = "within";
      readWithin(bytes.subarray(at + 1));
    } else {
      const words = bytes
        .toString("utf8", at, at + 60)
        .replace(/\s+/g, " ")
        .trim();
      fault = `is no list of entries: outside of the list it has “${words}”`;
    }
  };

  return {
    read: (chunk) => {
      if (fault !== undefined) return;
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (state === "within") readWithin(bytes);
      else readAround(bytes);
    },
    end: () =>
      fault ??
      (state === "after"
        ? undefined
        : state === "before"
          ? "is empty"
          : "ends before its list does"),
  };
}
