/**
 * How a page is cited: one CSL-JSON item, from which the sentence, BibTeX and RIS are written.
 * Nothing is said that is not known: no author where the edition names none, no date of retrieval.
 * A modelled edition says so in every form, so that the citation carries it on.
 */

import type { Descriptor } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";
import { authorsOf } from "./authors.ts";

/** The part of CSL-JSON 1.0.2 that pages of an atlas need. */
export interface CslItem {
  readonly id: string;
  readonly type: "webpage";
  readonly title: string;
  readonly "container-title": string;
  readonly author?: readonly { readonly literal: string }[];
  readonly issued?: { readonly "date-parts": readonly [readonly number[]] };
  readonly URL: string;
  readonly language: string;
  readonly genre?: string;
  readonly note?: string;
}

export interface CitedPage {
  readonly path: string;
  readonly title: string;
  readonly url: string;
  readonly language: string;
}

/** The item for a page of an edition. */
export function citeEditionPage(page: CitedPage, descriptor: Descriptor, { say }: Speech): CslItem {
  const authors = authorsOf(descriptor).map(({ title }) => ({ literal: title }));
  return {
    ...citeSitePage(page, descriptor.title),
    ...(authors.length > 0 ? { author: authors } : {}),
    issued: { "date-parts": [dateParts(descriptor.published)] },
    ...(descriptor.status === "modelled"
      ? {
          genre: say("frame.citation-genre"),
          note: say("frame.citation-note", { date: descriptor.created.slice(0, 10) }),
        }
      : {}),
  };
}

/** The item for a page outside editions: it changes with time, so it carries no date. */
export function citeSitePage(page: CitedPage, container: string): CslItem {
  return {
    id: citationKey(page.path),
    type: "webpage",
    title: page.title,
    "container-title": container,
    URL: page.url,
    language: page.language,
  };
}

/** "klyngeatlas-1998-clusters-horten-electronics": the page's path, so that it is unique and permanent. */
function citationKey(path: string): string {
  return ["klyngeatlas", ...path.split("/").filter((part) => part !== "")].join("-");
}

function dateParts(iso: string): readonly number[] {
  return iso.slice(0, 10).split("-").map(Number);
}

/** The citation as a sentence, author–year. */
export function citationText(item: CslItem): string {
  const authors = (item.author ?? []).map(({ literal }) => literal).join("; ");
  const year = item.issued?.["date-parts"][0][0];
  const opening = [authors, year === undefined ? "" : `(${year})`]
    .filter((part) => part !== "")
    .join(" ");
  return [
    opening === "" ? "" : `${opening}.`,
    `${item.title}.`,
    item["container-title"] === item.title ? "" : `${item["container-title"]}.`,
    item.genre === undefined ? "" : `[${item.genre}].`,
    item.URL,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** CSL-JSON: an array of one item, as reference managers read it. */
export function cslJson(item: CslItem): string {
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** BibTeX: @misc with the address, which every style prints. UTF-8, with TeX's own characters escaped. */
export function bibtex(item: CslItem): string {
  const [year, month, day] = item.issued?.["date-parts"][0] ?? [];
  const fields: [string, string | undefined][] = [
    ["title", `{${escapeTex(item.title)}}`],
    ["author", item.author?.map(({ literal }) => `{${escapeTex(literal)}}`).join(" and ")],
    ["howpublished", escapeTex(item["container-title"])],
    ["year", year?.toString()],
    [
      "date",
      year === undefined ? undefined : [year, month, day].filter(defined).map(twoDigits).join("-"),
    ],
    ["note", item.note === undefined ? undefined : escapeTex(item.note)],
    ["url", escapeTexUrl(item.URL)],
    ["language", item.language],
  ];
  const lines = fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${item.id},\n${lines.join(",\n")}\n}\n`;
}

/** RIS: one ELEC record, CRLF line ends as the format asks. */
export function ris(item: CslItem): string {
  const [year, month, day] = item.issued?.["date-parts"][0] ?? [];
  const lines: [string, string | undefined][] = [
    ["TY", "ELEC"],
    ["ID", item.id],
    ["TI", item.title],
    ["T2", item["container-title"]],
    ...(item.author ?? []).map(({ literal }): [string, string] => ["AU", literal]),
    ["PY", year?.toString()],
    [
      "DA",
      year === undefined
        ? undefined
        : `${[year, month, day].filter(defined).map(twoDigits).join("/")}/`,
    ],
    ["M3", item.genre],
    ["N1", item.note],
    ["LA", item.language],
    ["UR", item.URL],
    ["ER", ""],
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([tag, value]) => `${tag}  - ${oneLine(value ?? "")}\r\n`)
    .join("");
}

function defined(part: number | undefined): part is number {
  return part !== undefined;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\{}~^&%$#_]/g, (character) => TEX[character] ?? `\\${character}`);
}

/** The url field is read verbatim: only what would end the field is encoded. */
function escapeTexUrl(url: string): string {
  return url.replace(/[{}\\]/g, (character) => encodeURIComponent(character));
}
