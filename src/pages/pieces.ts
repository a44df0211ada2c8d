/** Sentences in pieces, some of them links: a message whose places take pieces besides text. */

import type { MessageKey } from "../words/language.ts";
import type { Speech } from "../words/speech.ts";

/** A piece of a sentence; what else it has, such as an address, is its own. */
interface Piece {
  readonly text: string;
}

type Value<P extends Piece> = string | number | readonly P[];

/** The message of a key as pieces; text between the places becomes pieces by `plain`. */
export function sayPieces<P extends Piece>(
  speech: Speech,
  plain: (text: string) => P,
  key: MessageKey,
  values: Readonly<Record<string, Value<P>>>,
): readonly P[] {
  const wrapped = Object.entries(values).map(([place, value]) => [
    place,
    typeof value === "object" ? { pieces: value } : value,
  ]);
  const filled: Readonly<Record<string, string | number | { readonly pieces: readonly P[] }>> =
    Object.fromEntries(wrapped);
  return speech
    .sayParts(key, filled)
    .flatMap((part) => (typeof part === "string" ? [plain(part)] : part.pieces));
}

/** "a, b and c" of pieces. */
export function listPieces<P extends Piece>(
  speech: Speech,
  plain: (text: string) => P,
  items: readonly P[],
): readonly P[] {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return items;
  const first = items.slice(0, -1).flatMap((item, n) => (n === 0 ? [item] : [plain(", "), item]));
  return sayPieces(speech, plain, "language.list", { first, last: [last] });
}
