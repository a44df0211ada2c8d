/** Writes the descriptions of an edition beside its data, once all of its other files are written. */

import { createHash } from "node:crypto";
import type { EditionContext } from "../context.ts";
import type { DownloadedFile } from "../downloads.ts";
import type { SourceFile } from "../plan.ts";
import { SOURCE_LIST, type SourceList } from "../source-list.ts";
import { absolute, paths } from "../urls.ts";
import { csvMetadata } from "./csvw.ts";
import { dcatDataset } from "./dcat.ts";
import { type EditionFacts, type KnownFile, type KnownPage, mediaTypeOf } from "./facts.ts";
import { dataPackage } from "./frictionless.ts";
import { jsonLdText } from "./json-ld.ts";
import { roCrate } from "./ro-crate.ts";
import { turtleText } from "./turtle.ts";

/** What an edition has published, as far as descriptions need it. */
export interface Published {
  readonly computed: readonly DownloadedFile[];
  readonly sources: readonly SourceFile[];
  readonly sourceList: SourceList;
  /** The front page and those just below it. */
  readonly pages: readonly KnownPage[];
  /** The text of CITATION.cff; undefined where there is none. */
  readonly citation: string | undefined;
}

/** The descriptions: files below /E/, what they are, the standards they follow by their own names, and media types. */
export const DESCRIPTIONS = [
  {
    path: "data/datapackage.json",
    title: "Data package",
    standard: "Frictionless Data Package 2.0",
    mediaType: "application/json",
  },
  {
    path: "data/csv-metadata.json",
    title: "Columns and keys of the tables",
    standard: "CSV on the Web",
    mediaType: "application/csvm+json",
  },
  {
    path: "data/dcat.jsonld",
    title: "Entry for data catalogues, as JSON-LD",
    standard: "DCAT-AP 3.0",
    mediaType: "application/ld+json",
  },
  {
    path: "data/dcat.ttl",
    title: "Entry for data catalogues, as Turtle",
    standard: "DCAT-AP 3.0",
    mediaType: "text/turtle",
  },
  {
    path: "ro-crate-metadata.json",
    title: "Research object",
    standard: "RO-Crate 1.2",
    mediaType: "application/ld+json",
  },
] as const;

type Path = (typeof DESCRIPTIONS)[number]["path"];

/** Each is written from the facts, and the crate from the others besides, which it names. */
const WRITERS: Readonly<
  Record<Path, (facts: EditionFacts, others: readonly KnownFile[]) => string>
> = {
  "data/datapackage.json": dataPackage,
  "data/csv-metadata.json": csvMetadata,
  "data/dcat.jsonld": (facts) => jsonLdText(dcatDataset(facts)),
  "data/dcat.ttl": (facts) => turtleText(dcatDataset(facts)),
  "ro-crate-metadata.json": roCrate,
};

/** The text of each description, in the order of DESCRIPTIONS. */
export function describeEdition(
  facts: EditionFacts,
): readonly (KnownFile & { readonly text: string })[] {
  const made: (KnownFile & { readonly text: string })[] = [];
  for (const { path, title, mediaType } of DESCRIPTIONS) {
    const text = WRITERS[path](facts, made);
    made.push({ path, title, mediaType, ...sizeAndHash(text), text });
  }
  return made;
}

/** Writes all descriptions. */
export async function publishDescriptions(
  context: EditionContext,
  descriptor: EditionFacts["descriptor"],
  published: Published,
): Promise<void> {
  const facts = factsOf(context, descriptor, published);
  const folder = paths.edition(facts.id).slice(1);
  for (const { path, text } of describeEdition(facts)) await context.write(folder + path, text);
}

/** `descriptor` in the data's own words, not in those of the context's language. */
export function factsOf(
  { atlas, site, contentHash }: EditionContext,
  descriptor: EditionFacts["descriptor"],
  { computed, sources, sourceList, pages, citation }: Published,
): EditionFacts {
  const { id, years } = atlas.dataset;
  const { baseUrl, filesPrefix, program, archives } = site;
  return {
    id,
    descriptor,
    years,
    computed,
    sources: sources.map(({ name, content }) => sourceFile(name, content)),
    sourceList: {
      ...sourceFile(SOURCE_LIST, sourceList.text),
      title: "Hashes of the input files",
    },
    citation: citation === undefined ? undefined : citationFile(citation),
    contentHash,
    hasArchive: archives,
    pages,
    program,
    address: (path) =>
      baseUrl === undefined ? undefined : absolute(baseUrl, filesPrefix, paths.edition(id) + path),
  };
}

function sourceFile(name: string, content: Uint8Array | string): KnownFile {
  return {
    path: `data/source/${name}`,
    title: `Input file ${name}`,
    mediaType: mediaTypeOf(name),
    ...sizeAndHash(content),
  };
}

function citationFile(text: string): KnownFile {
  return {
    path: "CITATION.cff",
    title: "How the edition is cited",
    mediaType: "application/yaml",
    ...sizeAndHash(text),
  };
}

function sizeAndHash(content: Uint8Array | string): Pick<KnownFile, "bytes" | "sha256"> {
  return {
    bytes: Buffer.byteLength(content),
    sha256: createHash("sha256").update(content).digest("hex"),
  };
}
