/**
 * BibTeX: @misc with the address, which every style prints. UTF-8, with TeX's own characters escaped, and its ligatures
 * kept apart.
 */

import { type CslItem, type CslName, isLiteral } from "./citation.ts";

export function bibtex(item: CslItem): string {
  const [year, month, day] = item.issued?.["date-parts"][0] ?? [];
  const fields: [string, string | undefined][] = [
    ["title", `{${escapeTex(item.title)}}`],
    ["author", item.author?.map(nameOf).join(" and ")],
    ["howpublished", optional(item["container-title"])],
    ["publisher", optional(item.publisher)],
    ["year", year?.toString()],
    ["date", [year, month, day].filter(defined).map(twoDigits).join("-") || undefined],
    ["version", optional(item.version)],
    ["note", optional(item.note ?? item.genre)],
    ["doi", item.DOI === undefined ? undefined : escapeTexUrl(item.DOI)],
    ["url", escapeTexUrl(item.URL)],
    ["language", item.language],
  ];
  const lines = fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${item.id},\n${lines.join(",\n")}\n}\n`;
}

/** Braces keep the words of an organisation, or of a family name alone, from being taken for several names. */
function nameOf(name: CslName): string {
  if (isLiteral(name)) return `{${escapeTex(name.literal)}}`;
  const { family, given } = name;
  return given === undefined
    ? `{${escapeTex(family)}}`
    : `${escapeTex(family)}, ${escapeTex(given)}`;
}

function optional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : escapeTex(text);
}

function defined<T>(part: T | undefined): part is T {
  return part !== undefined;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}

const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function escapeTex(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\{}~^&%$#_]/g, (character) => TEX[character] ?? `\\${character}`)
    .replace(LIGATURES, "{}$&");
}

/** The second of two characters that TeX would print as one: dashes, quotes, guillemets, inverted marks. */
const LIGATURES = /(?<=-)-|(?<=[`?!])`|(?<=')'|(?<=,),|(?<=<)<|(?<=>)>/g;

/** The field is read verbatim: only what would end it is encoded. */
function escapeTexUrl(url: string): string {
  return url.replace(/[{}\\]/g, (character) => encodeURIComponent(character));
}
