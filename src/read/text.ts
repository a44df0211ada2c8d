/** Bytes → text, where they are UTF-8 and hold nothing that cannot be seen. */

import { isUtf8 } from "node:buffer";
import type { ProblemLog } from "./problem-log.ts";

const LINE_FEED = 0x0a;

/**
 * The bytes without a byte order mark, where they are clean UTF-8 text; undefined, with the reason in
 * the log, where they are not. Empty input is clean.
 */
export function cleanUtf8(bytes: Uint8Array, log: ProblemLog): Uint8Array | undefined {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    log.error({
      rule: "utf-16",
      line: 1,
      message: "The file is UTF-16, not UTF-8.",
      remedy: 'Save it as UTF-8; in Excel choose "CSV UTF-8".',
    });
    return undefined;
  }
  const body = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
  if (!isUtf8(body)) {
    reportForeignBytes(body, log);
    return undefined;
  }
  return reportHiddenCharacters(decodeUtf8(body), log) ? undefined : body;
}

/** Text of clean UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** The line, 1-based, of a position in a text. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) {
    line += 1;
  }
  return line;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

/** Says on which line the file stops being UTF-8, and how Western spreadsheets read the word there. */
function reportForeignBytes(bytes: Uint8Array, log: ProblemLog): void {
  const foreign = foreignLines(bytes);
  log.error({
    rule: "not-utf-8",
    line: foreign.first,
    value: foreign.word,
    message: `The line has bytes that are not UTF-8 (lines with such bytes: ${foreign.count}); the word is shown as it reads in Latin-1 (Windows-1252).`,
    remedy:
      'Save the file as UTF-8; in Excel choose "CSV UTF-8 (Comma delimited)", not "CSV". Nothing needs to be typed again.',
  });
}

interface ForeignLines {
  readonly first: number | undefined;
  readonly word: string | undefined;
  readonly count: number;
}

function foreignLines(bytes: Uint8Array): ForeignLines {
  let first: number | undefined;
  let word: string | undefined;
  let count = 0;
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    const content = bytes.subarray(start, end);
    if (!isUtf8(content)) {
      count += 1;
      first ??= line;
      word ??= foreignWord(content);
    }
    start = end + 1;
  }
  return { first, word, count };
}

/** Cuts a line into words before decoding it: a word in UTF-8 on the same line is not at fault. */
function foreignWord(line: Uint8Array): string | undefined {
  for (let start = 0; start < line.length; ) {
    let end = start;
    while (end < line.length && !isBetweenWords(line[end])) end += 1;
    const word = line.subarray(start, end);
    if (!isUtf8(word)) return new TextDecoder("windows-1252").decode(word);
    start = end + 1;
  }
  return undefined;
}

function isBetweenWords(byte: number | undefined): boolean {
  return byte !== undefined && byte < 0x80 && /[\s,;"|]/.test(String.fromCharCode(byte));
}

const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const REPLACEMENT = "\ufffd";

/** Whether there are any. They come from broken exports, and would be published unseen. */
function reportHiddenCharacters(text: string, log: ProblemLog): boolean {
  const control = CONTROL.exec(text);
  if (control?.[0] === "\u0000") {
    log.error({
      rule: "nul-character",
      line: lineAt(text, control.index),
      value: control[0],
      message: "The file holds a NUL character: it is damaged, binary, or UTF-16.",
      remedy: "Save it as UTF-8 text.",
    });
  } else if (control !== null) {
    log.error({
      rule: "control-character",
      line: lineAt(text, control.index),
      value: control[0],
      message: "The file holds a control character.",
      remedy: "Delete the character.",
    });
  }
  const replacement = text.indexOf(REPLACEMENT);
  if (replacement >= 0) {
    log.error({
      rule: "replacement-character",
      line: lineAt(text, replacement),
      value: wordAt(text, replacement),
      message: "A letter was lost in an earlier conversion and stands as U+FFFD.",
      remedy: "Make the file anew from its source, in UTF-8, or type the letter again.",
    });
  }
  return control !== null || replacement >= 0;
}

/** The word around a position of the text. */
function wordAt(text: string, position: number): string {
  const before = /[^\s,;"]*$/.exec(text.slice(Math.max(0, position - 80), position))?.[0] ?? "";
  const after = /^[^\s,;"]*/.exec(text.slice(position, position + 80))?.[0] ?? "";
  return before + after;
}
