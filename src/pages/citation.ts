/**
 * How a page is cited: one CSL-JSON item, from which BibTeX and RIS are written, and one work for references as text.
 * Nothing is said that is not known: no author where the edition names none, no date of retrieval.
 * A modelled edition says so in every form, so that the citation carries it on; so do the hash of its data, its DOI
 * and what it is computed from.
 */

import type { Contributor, Descriptor } from "../model/dataset.ts";
import type { Speech } from "../words/speech.ts";
import { authorsOf, isPerson, publishersOf } from "./authors.ts";
import type { CitedWork } from "./citation-style.ts";
import { shortHash } from "./source-list.ts";

export type CslName =
  | { readonly literal: string }
  | { readonly family: string; readonly given?: string };

export function isLiteral(name: CslName): name is { readonly literal: string } {
  return "literal" in name;
}

/** The part of CSL-JSON 1.0.2 that pages of an atlas need. */
export interface CslItem {
  readonly id: string;
  readonly type: "webpage" | "report" | "dataset";
  readonly title: string;
  readonly "container-title"?: string;
  readonly author?: readonly CslName[];
  readonly publisher?: string;
  readonly issued?: { readonly "date-parts": readonly [readonly number[]] };
  readonly version?: string;
  readonly DOI?: string;
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
  /** What it is besides a page: the whole edition, or its data. */
  readonly work?: "report" | "dataset" | undefined;
}

/** The edition that a page is of. */
export interface CitedEdition {
  readonly descriptor: Descriptor;
  readonly contentHash: string | undefined;
}

/** The item for a page of an edition. */
export function citeEditionPage(page: CitedPage, edition: CitedEdition, speech: Speech): CslItem {
  const { descriptor } = edition;
  const { doi, version, published, status, title } = descriptor;
  const authors = authorsOf(descriptor).map(cslName);
  const publishers = publishersOf(descriptor).map((publisher) => publisher.title);
  const note = noteOf(page, edition, speech);
  const { "container-title": _, ...item } = citeSitePage(page, title);
  return {
    ...item,
    ...(page.work === "report" ? {} : { "container-title": title }),
    ...(authors.length > 0 ? { author: authors } : {}),
    ...(publishers.length > 0 ? { publisher: publishers.join("; ") } : {}),
    issued: { "date-parts": [dateParts(published)] },
    ...(version === undefined ? {} : { version }),
    ...(doi === undefined || page.work === undefined ? {} : { DOI: doi }),
    ...(status === "modelled" ? { genre: genreOf(descriptor, speech) } : {}),
    ...(note === "" ? {} : { note }),
  };
}

/**
 * The item for a page outside editions: it changes with time, so it carries no date. `genre` is the status of its data,
 * where some are modelled.
 */
export function citeSitePage(page: CitedPage, container: string, genre?: string): CslItem {
  return {
    id: citationKey(page.path),
    type: page.work ?? "webpage",
    title: page.title,
    "container-title": container,
    URL: page.url,
    language: page.language,
    ...(genre === undefined ? {} : { genre }),
  };
}

/** For references as text: a page of an edition, or a figure of one. */
export function citedWork(
  { title, url, work }: Pick<CitedPage, "title" | "url" | "work">,
  { descriptor, contentHash }: CitedEdition,
  kind: "page" | "figure" = "page",
): CitedWork {
  const isWhole = work === "report";
  const authors = authorsOf(descriptor);
  const named = new Set(authors.map((author) => author.title));
  return {
    kind: isWhole ? "edition" : kind,
    title,
    within: isWhole ? undefined : descriptor.title,
    authors,
    publishers: publishersOf(descriptor)
      .map((publisher) => publisher.title)
      .filter((publisher) => !named.has(publisher)),
    published: descriptor.published,
    modelled: descriptor.status === "modelled",
    madeIn: madeIn(descriptor),
    version: descriptor.version,
    hash: contentHash === undefined ? undefined : shortHash(contentHash),
    doi: descriptor.doi,
    url,
  };
}

/** The same of what stands outside editions; `modelled` where some of its figures are. */
export function citedSiteWork(
  { title, url, modelled = false }: Pick<CitedPage, "title" | "url"> & { modelled?: boolean },
  site: string,
  kind: "page" | "figure" = "page",
): CitedWork {
  return {
    kind,
    title,
    within: title === site ? undefined : site,
    authors: [],
    publishers: [],
    published: undefined,
    modelled,
    version: undefined,
    hash: undefined,
    doi: undefined,
    url,
  };
}

/**
 * The year in which modelled figures were made, where the edition is dated otherwise: a model of an older publication
 * must not pass for a work of its time. Undefined of observed figures, which were made by those who counted.
 */
export function madeIn({ status, created, published }: Descriptor): string | undefined {
  const year = created.slice(0, 4);
  return status === "modelled" && year !== published.slice(0, 4) ? year : undefined;
}

function genreOf(descriptor: Descriptor, { say }: Speech): string {
  const year = madeIn(descriptor);
  return year === undefined
    ? say("frame.citation-genre")
    : say("frame.citation-genre-made", { year });
}

/** What no field of its own is for: the status of the data, their hash, the edition's DOI, their sources. */
function noteOf(
  { work }: CitedPage,
  { descriptor, contentHash }: CitedEdition,
  { say }: Speech,
): string {
  const { created, doi, sources, status } = descriptor;
  return [
    ...(status === "modelled" ? [say("frame.citation-note", { date: created.slice(0, 10) })] : []),
    ...(contentHash === undefined
      ? []
      : [say("frame.citation-hash", { hash: `sha256:${shortHash(contentHash)}` })]),
    ...(doi === undefined || work !== undefined
      ? []
      : [say("frame.citation-doi", { address: `https://doi.org/${doi}` })]),
    ...(sources.length === 0
      ? []
      : [
          say("frame.citation-sources", {
            sources: sources.map(({ title }) => title.replace(/\.$/, "")).join("; "),
          }),
        ]),
  ].join(" ");
}

function cslName(contributor: Contributor): CslName {
  if (!isPerson(contributor)) return { literal: contributor.title };
  const { familyName: family, givenName: given } = contributor;
  return given === undefined ? { family } : { family, given };
}

/** "klyngeatlas-1998-clusters-horten-electronics": the page's path, so that it is unique and permanent. */
function citationKey(path: string): string {
  return ["klyngeatlas", ...path.split("/").filter((part) => part !== "")].join("-");
}

function dateParts(iso: string): readonly number[] {
  return iso.slice(0, 10).split("-").map(Number);
}

/** CSL-JSON: an array of one item, as reference managers read it. */
export function cslJson(item: CslItem): string {
  return `${JSON.stringify([item], null, 2)}\n`;
}
