/** The few places where markup is made outside templates: numbers in prose and data blocks. */

import type { Speech } from "../words/speech.ts";
import type { NumberView } from "./view.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The text of markup that this program made: without tags, entities resolved. Not for markup of others. */
export function textOfHtml(html: string): string {
  const characters = new Map(Object.entries(ENTITIES).map(([char, entity]) => [entity, char]));
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters.get(entity) ?? entity);
}

/** Letters of flags: a figure's `flags` has no others. */
const FLAG_LETTERS = ["c", "x", "e", "m", "r", "b"] as const;

/** A number as markup: the data element that says which figure or cell it is, its unit, and marks for its flags. */
export function numberHtml(number: NumberView, speech: Speech): string {
  const text = escapeHtml(number.text + number.unit);
  const marks = FLAG_LETTERS.filter((letter) => number.flags.includes(letter))
    .map((letter) => markHtml(letter, speech))
    .join("");
  if (number.value === undefined) {
    const named = number.figure ?? number.cell;
    const unknown = named === undefined ? "" : ` data-unknown="${escapeHtml(named)}"`;
    return `<span class="number"${unknown}>${text}</span>${marks}`;
  }
  const reference =
    number.figure !== undefined
      ? ` data-figure="${escapeHtml(number.figure)}"`
      : number.cell !== undefined
        ? ` data-cell="${escapeHtml(number.cell)}"`
        : "";
  return `<data value="${escapeHtml(number.value)}"${reference}>${text}</data>${marks}`;
}

function markHtml(flag: (typeof FLAG_LETTERS)[number], { say }: Speech): string {
  return `<abbr class="flag" title="${escapeHtml(say(`frame.flag-${flag}`))}">${flag}</abbr>`;
}

/** JSON that may stand inside a script element: no sequence of it can end the element. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}
