import { byCodePoint } from "./slug.ts";

/**
 * Number of single-character insertions, deletions and substitutions that turn one text into the other
 * (Levenshtein 1966), for guessing what a mistyped id was meant to be.
 */
export function editDistance(a: string, b: string): number {
  const target = [...b];
  let row = [0, ...target.map((_, j) => j + 1)];
  for (const [i, letter] of [...a].entries()) {
    let diagonal = i;
    const next = [i + 1];
    for (const [j, other] of target.entries()) {
      const above = row[j + 1] ?? 0;
      next.push(Math.min(above + 1, (next[j] ?? 0) + 1, diagonal + (letter === other ? 0 : 1)));
      diagonal = above;
    }
    row = next;
  }
  return row[target.length] ?? 0;
}

/**
 * The known word closest to a mistyped one, the first in code point order among equals.
 * Undefined where even the closest differs in more than half of the letters: that would be no help.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let distance = Math.floor(word.length / 2) + 1;
  for (const candidate of [...known].sort(byCodePoint)) {
    if (Math.abs(candidate.length - word.length) >= distance) continue;
    const d = editDistance(word, candidate);
    if (d < distance) {
      best = candidate;
      distance = d;
    }
  }
  return best;
}

const MOST_LISTED = 12;

/** A sentence that says that a word is unknown, and what is known: the nearest, or all where they are few. */
export function unknown(what: string, word: string, known: readonly string[]): string {
  const guess = nearest(word, known);
  const opening = `There is no ${what} "${word}"`;
  if (guess !== undefined) return `${opening}; did you mean "${guess}"?`;
  if (known.length === 0) return `${opening}; the edition has none.`;
  const listed = [...known].sort(byCodePoint).slice(0, MOST_LISTED).join(", ");
  return known.length > MOST_LISTED
    ? `${opening}; known are ${listed} and ${known.length - MOST_LISTED} more.`
    : `${opening}; known are ${listed}.`;
}
