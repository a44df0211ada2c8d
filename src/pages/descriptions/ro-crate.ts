/**
 * RO-Crate 1.2 (https://w3id.org/ro/crate/1.2): the edition as a research object, whose root is /E/ itself. Paths are
 * relative, so that the folder is a crate wherever it is unpacked.
 */

import type { Contributor, Licence } from "../../model/dataset.ts";
import { authorsOf, isPerson, publishersOf } from "../authors.ts";
import {
  type ComputedFile,
  descriptionOf,
  doiAddress,
  type EditionFacts,
  type KnownFile,
  type KnownPage,
  licenceName,
  methodOf,
  periodOf,
  statusOf,
  webAddressOf,
} from "./facts.ts";

const SPECIFICATION = "https://w3id.org/ro/crate/1.2";
const METADATA_FILE = "ro-crate-metadata.json";
const COMPUTATION = "#computation";
const PROGRAM = "#program";
const STATUS = "#data-status";

interface Reference {
  readonly "@id": string;
}

interface Entity extends Reference {
  readonly "@type": string | readonly string[];
  readonly [property: string]: unknown;
}

/** The text of ro-crate-metadata.json. `documents` are the other descriptions beside it. */
export function roCrate(facts: EditionFacts, documents: readonly KnownFile[]): string {
  const files = [
    ...facts.computed.map(computedFile),
    ...facts.sources,
    facts.sourceList,
    ...(facts.citation === undefined ? [] : [facts.citation]),
    ...documents,
  ];
  const graph: readonly Entity[] = [
    {
      "@id": METADATA_FILE,
      "@type": "CreativeWork",
      name: "RO-Crate metadata",
      about: { "@id": "./" },
      conformsTo: { "@id": SPECIFICATION },
    },
    root(facts, files),
    ...files.map((file) => fileEntity(file, facts)),
    ...facts.pages.map(pageEntity),
    ...computationEntities(facts),
    {
      "@id": STATUS,
      "@type": "PropertyValue",
      name: "data status",
      value: facts.descriptor.status,
      description: statusOf(facts.descriptor.status),
    },
    ...contextOf(facts),
  ];
  const content = { "@context": `${SPECIFICATION}/context`, "@graph": graph };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function root(facts: EditionFacts, files: readonly KnownFile[]): Entity {
  const { descriptor, pages, years, program } = facts;
  const { doi, version, keywords, place, contributors } = descriptor;
  const [first, last] = periodOf(years);
  const page = facts.address("");
  const archive = archiveAddress(facts);
  const authors = authorsOf(descriptor);
  const publishers = publishersOf(descriptor);
  const others = contributors.filter((one) => !authors.includes(one) && !publishers.includes(one));
  const people = (given: readonly Contributor[]) =>
    compact(given.map((one) => reference(agentId(one, contributors))));
  return {
    "@id": "./",
    "@type": "Dataset",
    name: descriptor.title,
    description: descriptionOf(descriptor),
    datePublished: descriptor.published,
    license: licencesOf(facts),
    ...(authors.length > 0 ? { author: people(authors) } : {}),
    ...(publishers.length > 0 ? { publisher: people(publishers) } : {}),
    ...(others.length > 0 ? { contributor: people(others) } : {}),
    ...(version === undefined ? {} : { version }),
    ...(doi === undefined
      ? {}
      : { identifier: reference(doiAddress(doi)), "cite-as": doiAddress(doi) }),
    ...(page === undefined ? {} : { url: page }),
    ...(keywords.length > 0 ? { keywords } : {}),
    temporalCoverage: first === last ? first : `${first}/${last}`,
    ...(place === undefined ? {} : { spatialCoverage: reference(placeId(facts)) }),
    ...(descriptor.status === "modelled" ? { creativeWorkStatus: "Modelled data" } : {}),
    additionalProperty: reference(STATUS),
    ...(descriptor.sources.length > 0
      ? { isBasedOn: compact(descriptor.sources.map((_, at) => reference(sourceId(facts, at)))) }
      : {}),
    ...(program === undefined ? {} : { mentions: reference(COMPUTATION) }),
    ...(archive === undefined ? {} : { distribution: reference(archive) }),
    hasPart: [...files, ...pages].map(({ path }) => reference(path)),
  };
}

/** Only where it is known: in an archive that was unpacked there is no archive. */
function archiveAddress({ hasArchive, address }: EditionFacts): string | undefined {
  return hasArchive ? address("archive.zip") : undefined;
}

/** A crate must say under which licence it is; of an edition without one it says that. */
function licencesOf({ descriptor }: EditionFacts): unknown {
  const { licences } = descriptor;
  if (licences.length === 0) return "No licence is stated.";
  return compact(licences.map((licence) => reference(licenceId(licence, licences))));
}

function computedFile(file: ComputedFile): KnownFile {
  return { ...file, path: `data/${file.file}`, mediaType: file.mediatype };
}

function fileEntity(
  { path, title, mediaType, bytes, sha256 }: KnownFile,
  facts: EditionFacts,
): Entity {
  return {
    "@id": path,
    "@type": "File",
    name: title,
    description: fileDescription(path, facts),
    encodingFormat: mediaType,
    contentSize: String(bytes),
    sha256,
  };
}

function fileDescription(
  path: string,
  { computed, sources, sourceList, descriptor, citation }: EditionFacts,
): string {
  if (computed.some(({ file }) => path === `data/${file}`))
    return `Computed from the input files. ${statusOf(descriptor.status)}`;
  if (sources.some((source) => source.path === path))
    return "What the edition is computed from, unchanged.";
  if (path === sourceList.path) return "What each input file is compared with.";
  if (path === citation?.path) return "Authors, title and identifiers, for reference managers.";
  return "The edition and its files, described for machines.";
}

function pageEntity({ path, title, description }: KnownPage): Entity {
  return {
    "@id": path,
    "@type": "File",
    name: title,
    description,
    encodingFormat: "text/html",
  };
}

/** Who computed what from what. Not when: the files are the same whenever they are made. */
function computationEntities(facts: EditionFacts): readonly Entity[] {
  const { program, computed, sources } = facts;
  if (program === undefined) return [];
  return [
    {
      "@id": COMPUTATION,
      "@type": "CreateAction",
      name: "Computation of the edition",
      description: methodOf(facts.descriptor),
      instrument: reference(PROGRAM),
      object: compact(sources.map(({ path }) => reference(path))),
      result: compact(computed.map(({ file }) => reference(`data/${file}`))),
    },
    {
      "@id": PROGRAM,
      "@type": "SoftwareApplication",
      name: program.name,
      softwareVersion: program.version,
    },
  ];
}

/** People, licences, place and works that the root refers to. */
function contextOf(facts: EditionFacts): readonly Entity[] {
  const { descriptor } = facts;
  const { contributors, licences, place, doi, sources } = descriptor;
  const archive = archiveAddress(facts);
  const entities: readonly Entity[] = [
    ...contributors.map((one) => agentEntity(one, contributors)),
    ...licences.map((licence) => ({
      "@id": licenceId(licence, licences),
      "@type": "CreativeWork",
      name: licenceName(licence),
      description: "Licence under which the edition is published.",
      ...(licence.name === undefined ? {} : { identifier: licence.name }),
    })),
    ...(place === undefined ? [] : [{ "@id": placeId(facts), "@type": "Place", name: place.name }]),
    ...(doi === undefined
      ? []
      : [
          {
            "@id": doiAddress(doi),
            "@type": "PropertyValue",
            name: "DOI",
            propertyID: "https://registry.identifiers.org/registry/doi",
            value: `doi:${doi}`,
            url: doiAddress(doi),
          },
        ]),
    ...(archive === undefined
      ? []
      : [
          {
            "@id": archive,
            "@type": "DataDownload",
            name: "The edition as one archive",
            encodingFormat: "application/zip",
          },
        ]),
    ...sources.map(({ title }, at) => ({
      "@id": sourceId(facts, at),
      "@type": "CreativeWork",
      name: title,
    })),
  ];
  // Two works or people may be known by one address; it is described once, as the first of them.
  const known = new Set<string>();
  return entities.filter(({ "@id": id }) => !known.has(id) && known.add(id));
}

function agentEntity(contributor: Contributor, all: readonly Contributor[]): Entity {
  const { title, givenName, familyName } = contributor;
  return {
    "@id": agentId(contributor, all),
    "@type": isPerson(contributor) ? "Person" : "Organization",
    name: title,
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
  };
}

function agentId(contributor: Contributor, all: readonly Contributor[]): string {
  return webAddressOf(contributor.path) ?? `#contributor-${String(all.indexOf(contributor) + 1)}`;
}

function licenceId(licence: Licence, all: readonly Licence[]): string {
  return webAddressOf(licence.path) ?? `#licence-${String(all.indexOf(licence) + 1)}`;
}

function placeId({ descriptor }: EditionFacts): string {
  return webAddressOf(descriptor.place?.sameAs) ?? "#place";
}

function sourceId({ descriptor }: EditionFacts, at: number): string {
  return webAddressOf(descriptor.sources[at]?.path) ?? `#source-${String(at + 1)}`;
}

/** JSON-LD in compacted form has a list only where it has more than one value. */
function compact<T>(values: readonly T[]): T | readonly T[] {
  const [only, ...others] = values;
  return only === undefined || others.length > 0 ? values : only;
}

function reference(id: string): Reference {
  return { "@id": id };
}
