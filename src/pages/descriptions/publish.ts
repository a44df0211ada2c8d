/** Writes the descriptions of an edition beside its data, once all of its other files are written. */

import { createHash } from "node:crypto";
import type { EditionContext } from "../context.ts";
import type { DownloadedFile } from "../downloads.ts";
import type { SourceFile } from "../plan.ts";
import { SOURCE_LIST, type SourceList } from "../source-list.ts";
import { absolute, paths } from "../urls.ts";
import { csvMetadata } from "./csvw.ts";
import { type EditionFacts, type KnownFile, type KnownPage, mediaTypeOf } from "./facts.ts";
import { dataPackage } from "./frictionless.ts";
import { roCrate } from "./ro-crate.ts";

/** What an edition has published, as far as descriptions need it. */
export interface Published {
  readonly computed: readonly DownloadedFile[];
  readonly sources: readonly SourceFile[];
  readonly sourceList: SourceList;
  /** The front page and those just below it. */
  readonly pages: readonly KnownPage[];
}

/** The descriptions, as a data page lists them: files below /E/, the standards they follow, by their own names, and media types. */
export const DESCRIPTIONS = [
  {
    path: "data/datapackage.json",
    standard: "Frictionless Data Package 2.0",
    mediaType: "application/json",
  },
  {
    path: "data/csv-metadata.json",
    standard: "CSV on the Web",
    mediaType: "application/csvm+json",
  },
  { path: "ro-crate-metadata.json", standard: "RO-Crate 1.2", mediaType: "application/ld+json" },
] as const;

interface Document extends KnownFile {
  readonly text: string;
}

/** Writes all descriptions; the crate last, since it names the others. */
export async function publishDescriptions(
  context: EditionContext,
  descriptor: EditionFacts["descriptor"],
  published: Published,
): Promise<void> {
  const facts = factsOf(context, descriptor, published);
  const documents = [
    document("data/datapackage.json", "Data package", "application/json", dataPackage(facts)),
    document(
      "data/csv-metadata.json",
      "Metadata of the tables",
      "application/csvm+json",
      csvMetadata(facts),
    ),
  ];
  const folder = paths.edition(facts.id).slice(1);
  for (const { path, text } of documents) await context.write(folder + path, text);
  await context.write(`${folder}ro-crate-metadata.json`, roCrate(facts, documents));
}

/** `descriptor` in the data's own words, not in those of the context's language. */
export function factsOf(
  { atlas, site, contentHash }: EditionContext,
  descriptor: EditionFacts["descriptor"],
  { computed, sources, sourceList, pages }: Published,
): EditionFacts {
  const { id, years } = atlas.dataset;
  const { baseUrl, filesPrefix, program } = site;
  return {
    id,
    descriptor,
    years,
    computed,
    sources: [
      ...sources.map(({ name, content }) => sourceFile(name, content)),
      { ...sourceFile(SOURCE_LIST, sourceList.text), title: "Hashes of the input files" },
    ],
    contentHash,
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

function document(path: string, title: string, mediaType: string, text: string): Document {
  return { path, title, mediaType, ...sizeAndHash(text), text };
}

function sizeAndHash(content: Uint8Array | string): Pick<KnownFile, "bytes" | "sha256"> {
  return {
    bytes: Buffer.byteLength(content),
    sha256: createHash("sha256").update(content).digest("hex"),
  };
}
