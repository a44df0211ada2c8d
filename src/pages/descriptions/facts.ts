/**
 * What is known of an edition and its files, for those who write it down in the terms of a standard. In the data's own
 * words, since these documents are published once for all languages.
 */

import type { Criterion, Descriptor, Licence } from "../../model/dataset.ts";
import type { Program } from "../context.ts";
import type { DownloadedFile } from "../downloads.ts";

/** A file below /E/, by its path from there. */
export interface KnownFile {
  readonly path: string;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A table or list computed from the edition's input files, below /E/data/. */
export type ComputedFile = DownloadedFile;

/** A page of the edition in the site's first language. Its bytes are not known before it is rendered. */
export interface KnownPage {
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

export interface EditionFacts {
  /** The edition's id. */
  readonly id: string;
  readonly descriptor: Descriptor;
  /** Of the data, ascending; at least one. */
  readonly years: readonly number[];
  readonly computed: readonly ComputedFile[];
  /** The edition's input files, as they were read. */
  readonly sources: readonly KnownFile[];
  /** The list of their hashes. */
  readonly sourceList: KnownFile;
  /** CITATION.cff; undefined where the edition has none. */
  readonly citation: KnownFile | undefined;
  /** What the edition is computed from, as a hash: that of the list. */
  readonly contentHash: string | undefined;
  /** Whether all of the edition is published as one archive too, archive.zip; it is packed once all files are there. */
  readonly hasArchive: boolean;
  /** The edition's front page and those just below it. */
  readonly pages: readonly KnownPage[];
  readonly program: Program | undefined;
  /** Where a path below /E/ will stand; undefined while the site's address is not known. */
  readonly address: (path: string) => string | undefined;
}

/** What the edition is, and that its figures are modelled where they are. */
export function descriptionOf({ title, description, status }: Descriptor): string {
  const words = description ?? title;
  if (status === "observed") return words;
  return `${/[.!?]$/.test(words) ? words : `${words}.`} ${statusOf("modelled")}`;
}

/** The status of the data as a sentence. */
export function statusOf(status: Descriptor["status"]): string {
  return status === "modelled"
    ? "Data status: modelled, not observed."
    : "Data status: observed, as the sources publish the figures.";
}

/** How the clusters were computed. */
export function methodOf({ criteria, jobsUnit, firmsUnit }: Descriptor): string {
  const { locationQuotient, jobs, firms } = criteria;
  return [
    "Location quotients, clusters and their growth, computed from the input files.",
    `A cluster is a region and sector with a location quotient ${quotientLimit(locationQuotient)},`,
    `${countLimit(jobs)} ${jobsUnit} and ${countLimit(firms)} ${firmsUnit}.`,
  ].join(" ");
}

function quotientLimit(criterion: Criterion): string {
  return "above" in criterion ? `above ${criterion.above}` : `of ${criterion.atLeast} or more`;
}

function countLimit(criterion: Criterion): string {
  return "above" in criterion ? `more than ${criterion.above}` : `at least ${criterion.atLeast}`;
}

/** What whoever uses the figures should know of them, the status of the data first. */
export function remarksOf({ status, notes, breaks }: Descriptor): readonly string[] {
  return [
    statusOf(status),
    ...notes,
    ...breaks.map(({ year, note }) => `Break in ${year}: ${note}`),
  ];
}

/** The address of an edition's DOI. */
export function doiAddress(doi: string): string {
  return `https://doi.org/${doi}`;
}

export function licenceName({ title, name, path }: Licence): string {
  return title ?? name ?? path ?? "";
}

/** A web address as it is given; undefined for names, paths and what is no address. */
export function webAddressOf(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\/[^\s"'<>\\^`{|}]+$/i.test(address)
    ? address
    : undefined;
}

/** First and last year. */
export function periodOf(years: readonly number[]): readonly [first: string, last: string] {
  return [String(years[0]), String(years.at(-1))];
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  geojson: "application/geo+json",
  json: "application/json",
  topojson: "application/json",
  txt: "text/plain",
  yaml: "application/yaml",
};

/** The media type of an input file, by the end of its name. */
export function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[formatOf(name)] ?? "application/octet-stream";
}

/** "data/clusters.csv" → "csv". */
export function formatOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
