/** Text as a reader types it: without case, accents or Nordic letters that a keyboard may lack. */

const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  ø: "o",
  ð: "d",
  þ: "th",
  ß: "ss",
  ł: "l",
  đ: "d",
};

/** "Bærum" and "baerum", "Ålesund" and "alesund" fold to the same text. */
export function fold(text: string): string {
  return (
    text
      .toLowerCase()
      .normalize("NFD")
      // With accents go soft hyphens, which divide a word on the screen alone.
      .replace(/[\p{M}\u00ad]/gu, "")
      .replace(/[æøðþßłđ]/g, (letter) => LETTERS[letter] ?? letter)
  );
}

/** Whether every word of the query occurs somewhere in the text. An empty query matches everything. */
export function matches(folded: string, query: string): boolean {
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
