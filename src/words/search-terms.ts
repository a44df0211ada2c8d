/** What the full-text search takes for a word: the same when the index is made and when a reader types. */

import { fold } from "./fold.ts";

const WORD = /[\p{L}\p{N}]+/gu;

/** Single letters and digits find everything; what is longer is no word but a checksum. */
const SHORTEST = 2;
const LONGEST = 40;

/** The words of a text in its order, folded: "Jæren’s jobs" → jaeren, jobs. */
export function termsOf(text: string): readonly string[] {
  return (fold(text).match(WORD) ?? []).filter(
    (word) => word.length >= SHORTEST && word.length <= LONGEST,
  );
}

/** The part of the index in which a word stands, also as a name of a file: its first two letters or digits. */
export function shardOf(term: string): string {
  return term.slice(0, 2).replace(/[^a-z0-9]/g, "_");
}
