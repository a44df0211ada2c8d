/** Words of a text that a query asks for, marked. */

import { fold } from "../words/fold.ts";
import { termsOf } from "../words/search-terms.ts";
import { element } from "./dom.ts";

/** The text with each word that begins as a word of the query does in a `mark`; never markup from a string. */
export function markMatches(text: string, query: string): readonly (string | HTMLElement)[] {
  const terms = termsOf(query);
  return text.split(/([\p{L}\p{N}]+)/u).map((part) => {
    const folded = fold(part);
    return terms.some((term) => folded.startsWith(term)) ? element("mark", { text: part }) : part;
  });
}
