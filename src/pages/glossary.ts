/** Terms of an edition's glossary, and links to them where a narrative first uses one. */

import type { Narrative } from "../model/narrative.ts";
import { slug } from "../model/slug.ts";
import { WRITTEN_ANCHOR } from "./anchors.ts";
import { escapeHtml } from "./html.ts";

export interface Term {
  /** Id of its entry on the page of the glossary. */
  readonly id: string;
  /** Finds the term in running text, in its usual inflections. */
  readonly pattern: RegExp;
}

/** The narrative that holds the terms: each a paragraph that begins with its name in bold, and perhaps an anchor. */
export function isGlossary({ kind, slug: name }: Pick<Narrative, "kind" | "slug">): boolean {
  return kind === "argument" && name === "glossary";
}

const ENTRY = new RegExp(`^\\*\\*(.+?)\\.\\*\\*(?: ${WRITTEN_ANCHOR})?`, "gm");
const ENTRY_HTML = new RegExp(`<p><strong>([^<]+)\\.</strong>(?: ${WRITTEN_ANCHOR})?`, "g");

/** Endings of nouns in the languages of the atlas; a longer word is another word. */
const ENDINGS = "(?:s|es|en|et|er|ene|a|ar|ane|e|ens|ets|enes|ers)?";

/** The terms of an edition, longest first, so that "potential regional cluster" is not taken for a cluster. */
export function termsOf(narratives: readonly Narrative[]): readonly Term[] {
  const glossary = narratives.find(isGlossary);
  if (glossary === undefined) return [];
  return [...glossary.body.matchAll(ENTRY)]
    .map(([, name = "", id = slug(name)]) => ({ id, name, words: inReadingOrder(name) }))
    .filter(({ words }) => words.length >= 4)
    .toSorted((a, b) => b.words.length - a.words.length || (a.name < b.name ? -1 : 1))
    .map(({ id, words }) => ({ id, pattern: patternOf(words) }));
}

/** "Cluster, potential regional" is looked for as "potential regional cluster". */
function inReadingOrder(name: string): string {
  const [noun = "", before] = name.split(", ");
  return (before === undefined ? noun : `${before} ${noun}`).toLowerCase();
}

function patternOf(words: string): RegExp {
  const text = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+");
  return new RegExp(`(?<![\\p{L}-])${text}${ENDINGS}(?![\\p{L}-])`, "iu");
}

/** Entries of the glossary with ids, so that links lead to them. */
export function withEntryIds(html: string): string {
  return html.replace(
    ENTRY_HTML,
    (_, name: string, id: string = slug(name)) =>
      `<p id="${escapeHtml(id)}"><strong>${name}.</strong>`,
  );
}

/** Elements in which no link may stand, or none is wanted. */
const CLOSED = /^(?:a|h[1-6]|code|pre|summary|th|svg|script|style)$/;

/** Links the first use of each term in the page's prose; `seen` has the terms that were linked before. */
export function linkTerms(
  html: string,
  terms: readonly Term[],
  glossaryHref: string,
  seen: Set<string>,
): string {
  let closed = 0;
  return html
    .split(/(<[^>]*>)/)
    .map((piece) => {
      const [, slash, name = ""] = /^<(\/?)([a-z0-9]+)/i.exec(piece) ?? [];
      if (piece.startsWith("<")) {
        if (CLOSED.test(name)) closed += slash === "/" ? -1 : 1;
        return piece;
      }
      return closed > 0 ? piece : linked(piece, terms, glossaryHref, seen);
    })
    .join("");
}

function linked(text: string, terms: readonly Term[], href: string, seen: Set<string>): string {
  for (const { id, pattern } of terms) {
    const found = seen.has(id) ? null : pattern.exec(text);
    if (found === null) continue;
    seen.add(id);
    const [words] = found;
    const before = text.slice(0, found.index);
    const after = text.slice(found.index + words.length);
    const link = `<a class="term" href="${escapeHtml(`${href}#${id}`)}">${words}</a>`;
    return linked(before, terms, href, seen) + link + linked(after, terms, href, seen);
  }
  return text;
}
