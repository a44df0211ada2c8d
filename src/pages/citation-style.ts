/**
 * References as running text, in the style that a reader chooses: APA (7th edition, 2020), Chicago author–date (17th
 * edition, 2017), and the Norwegian author–year style (Norsk APA-manual, 2023). A style speaks the language of the
 * texts it is used in, whatever that of the page: a Norwegian thesis that follows the Norwegian manual says "I" and
 * "u.å." of an English page too. Titles stay as they are. No day of retrieval is given, since nobody knows it here.
 */

import type { Contributor } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";
import { isPerson } from "./authors.ts";
import { escapeHtml } from "./html.ts";
import type { CitationTextView } from "./view.ts";

export const CITATION_STYLES = ["apa", "chicago", "norsk"] as const;
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** How a style is called, in every language. */
export const STYLE_NAMES: Readonly<Record<CitationStyle, string>> = {
  apa: "APA",
  chicago: "Chicago",
  norsk: "Norsk APA",
};

/** The style that pages of a language begin with. */
export function defaultStyle({ say }: Speech): CitationStyle {
  const named = say("frame.cite-default");
  return CITATION_STYLES.find((style) => style === named) ?? "apa";
}

/** What a text cites. */
export interface CitedWork {
  readonly kind: "page" | "figure" | "edition";
  readonly title: string;
  /** Title of the edition or site that it is a part of; undefined of an edition. */
  readonly within: string | undefined;
  readonly authors: readonly Contributor[];
  /** Who publishes it and is none of its authors. */
  readonly publishers: readonly string[];
  /** ISO date; undefined of what changes with time. */
  readonly published: string | undefined;
  readonly modelled: boolean;
  /** Year in which modelled figures were made, where the work is dated otherwise. */
  readonly madeIn?: string | undefined;
  readonly version: string | undefined;
  /** First digits of the hash of the edition's data. */
  readonly hash: string | undefined;
  /** Of the edition as a whole. */
  readonly doi: string | undefined;
  readonly url: string;
}

/** A piece of a reference; titles of works that stand alone are in italics. */
interface Run {
  readonly text: string;
  readonly italic?: boolean;
}

type Reference = readonly Run[];

const plain = (text: string): Run => ({ text });
const italic = (text: string): Run => ({ text, italic: true });

/** The reference as markup. */
export function citationHtml(work: CitedWork, style: CitationStyle): string {
  return reference(work, style)
    .map(({ text, italic: slanted }) =>
      slanted === true ? `<i>${escapeHtml(text)}</i>` : escapeHtml(text),
    )
    .join("");
}

/** The reference without its italics. */
export function citationText(work: CitedWork, style: CitationStyle): string {
  return reference(work, style)
    .map(({ text }) => text)
    .join("");
}

function reference(work: CitedWork, style: CitationStyle): Reference {
  return style === "chicago" ? chicago(work) : apa(work, style === "apa" ? ENGLISH : NORWEGIAN);
}

/** What APA and its Norwegian form say differently. */
interface ApaWords {
  readonly within: string;
  readonly undated: string;
  readonly version: string;
  readonly figure: string;
  readonly modelled: string;
  /** Between modelled data and the year in which they were made. */
  readonly made: string;
  readonly data: string;
  readonly months: readonly string[];
  /** "1998, April 1" or "1998, 1. april". */
  readonly date: (year: string, month: string, day: number) => string;
  /** Before the last of several authors. */
  readonly and: (authors: readonly Contributor[]) => string;
}

const ENGLISH: ApaWords = {
  within: "In",
  undated: "n.d.",
  version: "Version",
  figure: "Figure",
  modelled: "modelled data",
  made: "made in",
  data: "data",
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  date: (year, month, day) => `${year}, ${month} ${day}`,
  // Two organisations have no initials from which a comma would set off the next name.
  and: (authors) =>
    authors.length === 2 && !authors.some((author) => isPerson(author)) ? " & " : ", & ",
};

const NORWEGIAN: ApaWords = {
  within: "I",
  undated: "u.å.",
  version: "versjon",
  figure: "Figur",
  modelled: "modellerte data",
  made: "laget i",
  data: "data",
  months: [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
  ],
  date: (year, month, day) => `${year}, ${day}. ${month}`,
  and: () => " & ",
};

/** Author. (Date). Title [Kind]. In *Edition* (Version). Publisher. Address. */
function apa(work: CitedWork, words: ApaWords): Reference {
  const { within, title } = work;
  const kind = kindOf(work, words);
  const named: Reference = [
    within === undefined ? italic(title) : plain(title),
    ...(within === undefined ? versionIn(work, words) : []),
    plain(kind === "" ? stop(title) : ` [${kind}].`),
  ];
  const date = plain(` (${apaDate(work.published, words)}). `);
  const authors = apaAuthors(work.authors, words);
  // Where nobody is named, the title stands in the author's place.
  const opening: Reference =
    authors === "" ? [...named, date] : [plain(ended(authors)), date, ...named, plain(" ")];
  return [...opening, ...containerOf(work, words), plain(`${publishedBy(work)}${addressOf(work)}`)];
}

function kindOf(work: CitedWork, words: ApaWords): string {
  const data = dataWords(work, words);
  const kinds = [...(work.kind === "figure" ? [words.figure] : []), ...data];
  return sentenceCase(kinds.join(", "));
}

/** The status of the data, and what they are known by; nothing of a page that has none. */
function dataWords(
  { modelled, madeIn, hash }: CitedWork,
  words: Pick<ApaWords, "modelled" | "made" | "data">,
): readonly string[] {
  const status = [words.modelled, ...(madeIn === undefined ? [] : [words.made, madeIn])].join(" ");
  return [
    ...(modelled ? [status] : hash === undefined ? [] : [words.data]),
    ...(hash === undefined ? [] : [`sha256:${hash}`]),
  ];
}

function containerOf(work: CitedWork, words: ApaWords): Reference {
  const { within, published } = work;
  if (within === undefined) return [];
  // A page of the site that changes with time is no part of a report: the site's name follows as it is.
  if (published === undefined) return [plain(`${within}${stop(within)} `)];
  return [plain(`${words.within} `), italic(within), ...versionIn(work, words), plain(". ")];
}

function versionIn({ version, doi, within }: CitedWork, words: ApaWords): Reference {
  const facts = [
    ...(version === undefined ? [] : [`${words.version} ${version}`]),
    ...(doi === undefined || within === undefined ? [] : [`https://doi.org/${doi}`]),
  ];
  return facts.length === 0 ? [] : [plain(` (${facts.join("; ")})`)];
}

function apaDate(published: string | undefined, { months, date, undated }: ApaWords): string {
  if (published === undefined) return undated;
  const [year = "", month = "", day = ""] = published.slice(0, 10).split("-");
  return date(year, months[Number(month) - 1] ?? "", Number(day));
}

/** "Nordmann, K., & Hansen, O."; organisations as they are called; of more than twenty the first nineteen and the last. */
function apaAuthors(authors: readonly Contributor[], words: ApaWords): string {
  const names = authors.map((author) =>
    isPerson(author)
      ? [author.familyName, initials(author.givenName)].filter((part) => part !== "").join(", ")
      : author.title,
  );
  return names.length > 20
    ? `${names.slice(0, 19).join(", ")}, … ${names.at(-1) ?? ""}`
    : joined(names, ", ", words.and(authors));
}

/** "Kari Anne-Marie" is "K. A.-M.". */
function initials(givenName = ""): string {
  return givenName
    .split(/\s+/)
    .filter((name) => name !== "")
    .map((name) =>
      name
        .split("-")
        .map((part) => `${[...part][0] ?? ""}.`)
        .join("-"),
    )
    .join(" ");
}

/** Author. Year. “Title.” In *Edition*, version. Publisher. Status. Date. Address. */
function chicago(work: CitedWork): Reference {
  const { title, within, version, published, kind } = work;
  const [year = ""] = published?.split("-") ?? [];
  const authors = chicagoAuthors(work.authors);
  const date = `${published === undefined ? "n.d." : `${year}.`} `;
  const named: Reference =
    within === undefined
      ? [italic(title), plain(stop(title))]
      : [plain(`“${title}${stop(title)}”`)];
  const facts = [
    ...dataWords(work, ENGLISH).slice(0, 2),
    ...(work.doi === undefined || within === undefined ? [] : [`https://doi.org/${work.doi}`]),
  ].join(", ");
  const opening: Reference =
    authors === ""
      ? [...named, plain(` ${date}`)]
      : [plain(`${ended(authors)} ${date}`), ...named, plain(" ")];
  return [
    ...opening,
    ...(kind === "figure" ? [plain("Figure. ")] : []),
    ...chicagoContainer(work),
    ...(version === undefined || published === undefined
      ? []
      : [plain(within === undefined ? `Version ${version}. ` : `, version ${version}. `)]),
    plain(publishedBy(work)),
    ...(facts === "" ? [] : [plain(`${sentenceCase(facts)}. `)]),
    ...(published === undefined ? [] : [plain(`${chicagoDay(published)}. `)]),
    plain(`${addressOf(work)}.`),
  ];
}

function chicagoContainer({ within, published, version }: CitedWork): Reference {
  if (within === undefined) return [];
  if (published === undefined) return [plain(`${within}${stop(within)} `)];
  return [plain("In "), italic(within), ...(version === undefined ? [plain(". ")] : [])];
}

function chicagoDay(published: string): string {
  const [year = "", month = "", day = ""] = published.slice(0, 10).split("-");
  return `${ENGLISH.months[Number(month) - 1] ?? ""} ${Number(day)}, ${year}`;
}

/** "Nordmann, Kari, and Ola Hansen"; of more than ten the first seven. */
function chicagoAuthors(authors: readonly Contributor[]): string {
  const shown = authors.length > 10 ? authors.slice(0, 7) : authors;
  const names = shown.map((author, at) => {
    if (!isPerson(author)) return author.title;
    const { familyName, givenName } = author;
    if (givenName === undefined) return familyName;
    return at === 0 ? `${familyName}, ${givenName}` : `${givenName} ${familyName}`;
  });
  return shown.length < authors.length
    ? `${names.join(", ")}, et al.`
    : joined(names, ", ", ", and ");
}

function joined(names: readonly string[], comma: string, last: string): string {
  const end = names.at(-1);
  if (end === undefined || names.length === 1) return end ?? "";
  return names.slice(0, -1).join(comma) + last + end;
}

/** The publishers as a sentence; nothing where there are none. */
function publishedBy({ publishers }: CitedWork): string {
  return publishers.length === 0 ? "" : `${ended(publishers.join("; "))} `;
}

/** The DOI stands for the edition; a part of it has only its own address. */
function addressOf({ doi, within, url }: CitedWork): string {
  return doi !== undefined && within === undefined ? `https://doi.org/${doi}` : url;
}

/** With a full stop, and never two. */
function ended(text: string): string {
  return text + stop(text);
}

/** The full stop that a title still needs. */
function stop(text: string): string {
  return /[.?!…]$/.test(text) ? "" : ".";
}

function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The reference in each style, for a template. */
export function citationTexts(work: CitedWork): readonly CitationTextView[] {
  return CITATION_STYLES.map((style) => ({
    style,
    name: STYLE_NAMES[style],
    html: citationHtml(work, style),
  }));
}
