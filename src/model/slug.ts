/** Letters that do not decompose into a plain letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: "ae",
  ø: "o",
  å: "a",
  œ: "oe",
  ß: "ss",
  ð: "d",
  đ: "d",
  þ: "th",
  ł: "l",
};

/**
 * A name as an id of the form [a-z0-9-]+, for ids and addresses: lower case, æ → ae, ø → o, å → a, diacritics
 * stripped, every other run of characters a hyphen. A name without a Latin letter or digit is "unnamed".
 *
 * @example slug("Business services") // "business-services"
 */
export function slug(name: string): string {
  const plain = [...name.normalize("NFC").toLowerCase()].map((letter) => PLAIN[letter] ?? letter);
  const hyphenated = plain
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return hyphenated === "" ? "unnamed" : hyphenated;
}

/**
 * An id for each distinct name. Where two names have the same slug, the first in code point order keeps it
 * and the others get -2, -3 …, so that the ids do not depend on the order of the names.
 */
export function distinctSlugs(names: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const name of [...new Set(names)].sort(byCodePoint)) {
    const base = slug(name);
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
    taken.add(id);
    ids.set(name, id);
  }
  return ids;
}

/** Order of texts that is the same on every machine. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
