/**
 * Anchors that authors give: `{#two-paths}` at the end of a heading, or after the name of a glossary's entry. They stay
 * when the words change; without one, an anchor is made from the words (docs/identity.md).
 */

/** An anchor as it is written; its group is the id. */
export const WRITTEN_ANCHOR = "\\{#([a-z0-9]+(?:-[a-z0-9]+)*)\\}";

const AT_END = new RegExp(`\\s*${WRITTEN_ANCHOR}\\s*$`);

/** The last words of a heading without the anchor at their end, and the anchor's id; undefined where there is none. */
export function anchorAtEnd(
  words: string,
): { readonly words: string; readonly id: string } | undefined {
  const found = AT_END.exec(words);
  const id = found?.[1];
  return found === null || id === undefined
    ? undefined
    : { words: words.slice(0, found.index), id };
}

/** The name of an entry of a glossary with its anchor: `**Name.** {#id}`. */
const AFTER_ENTRY = new RegExp(`^\\*\\*[^\\n]+?\\.\\*\\* ${WRITTEN_ANCHOR}`);

/**
 * Offsets of what begins like an anchor and is none: another character in it, or another place. Readers would see it.
 */
export function misplacedAnchors(
  text: string,
  { glossary }: { readonly glossary: boolean },
): readonly number[] {
  return [...text.matchAll(/\{#/g)].flatMap(({ index }) => {
    const start = text.lastIndexOf("\n", index) + 1;
    const line = text.slice(start).split("\n", 1)[0] ?? "";
    const onlyOne = line.indexOf("{#") === line.lastIndexOf("{#");
    const isSound =
      (/^ {0,3}#{1,6}\s/.test(line) && AT_END.test(line)) || (glossary && AFTER_ENTRY.test(line));
    return onlyOne && isSound ? [] : [index];
  });
}
