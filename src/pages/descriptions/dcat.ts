/**
 * DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.1/): the edition as a dataset that data portals harvest,
 * with each of its files as a distribution. Addresses are absolute where the site's own is known, else relative to
 * the document: they then hold wherever it is read, and nothing is made up.
 */

import type { Contributor, Descriptor, Licence, Source } from "../../model/dataset.ts";
import { authorsOf, isPerson, publishersOf } from "../authors.ts";
import {
  descriptionOf,
  doiAddress,
  type EditionFacts,
  formatOf,
  type KnownFile,
  licenceName,
  methodOf,
  periodOf,
  remarksOf,
  statusOf,
  webAddressOf,
} from "./facts.ts";
import type { Identified, Literal, Name, Thing } from "./graph.ts";

const AUTHORITY = "http://publications.europa.eu/resource/authority";

/** Clusters of employment by region are about these, whatever the edition. */
const THEMES = [
  { code: "ECON", label: "Economy and finance" },
  { code: "REGI", label: "Regions and cities" },
] as const;

/** The dataset, with all that is said of it and its distributions. */
export function dcatDataset(facts: EditionFacts): Identified {
  const { descriptor, computed, sources, sourceList, years } = facts;
  const { version, keywords, place } = descriptor;
  const [first, last] = periodOf(years);
  const files = [
    ...computed.map(
      (file): KnownFile => ({ ...file, path: `data/${file.file}`, mediaType: file.mediatype }),
    ),
    ...sources,
    sourceList,
  ];
  return {
    id: `${addressIn(facts, "")}#dataset`,
    types: ["dcat:Dataset"],
    properties: [
      ["dct:title", inLanguages(descriptor, ({ title }) => title, descriptor.title)],
      ["dct:description", [text(descriptionOf(descriptor)), ...translatedDescriptions(descriptor)]],
      ["dct:identifier", identifiersOf(facts)],
      ["dct:issued", [date(descriptor.published)]],
      ["dcat:version", maybe(version).map(text)],
      ["dcat:keyword", keywords.map(text)],
      ["dcat:theme", THEMES.map(({ code, label }) => theme(code, label))],
      ["dct:spatial", maybe(place).map((one) => location(one.name, one.sameAs))],
      [
        "dct:temporal",
        [
          {
            types: ["dct:PeriodOfTime"],
            properties: [
              ["dcat:startDate", [{ value: first, datatype: "xsd:gYear" }]],
              ["dcat:endDate", [{ value: last, datatype: "xsd:gYear" }]],
            ],
          },
        ],
      ],
      ["dct:creator", authorsOf(descriptor).map(agent)],
      ["dct:publisher", publishersOf(descriptor).slice(0, 1).map(agent)],
      ["dcat:landingPage", [document(addressIn(facts, ""), descriptor.title)]],
      ["foaf:page", [document(addressIn(facts, "method/"))]],
      ["dct:provenance", provenanceOf(descriptor)],
      ["dct:relation", descriptor.sources.map(relation)],
      ["prov:wasGeneratedBy", activitiesOf(facts)],
      [
        "dcat:distribution",
        [...files.map((file) => distribution(file, facts)), ...archivesOf(facts)],
      ],
    ],
  };
}

/** A file as one form of the dataset. */
function distribution(file: KnownFile, facts: EditionFacts): Thing {
  const at = addressIn(facts, file.path);
  const isTable = facts.computed.some(
    ({ file: name, fields }) => fields !== undefined && file.path === `data/${name}`,
  );
  return {
    id: `${addressIn(facts, "")}#${file.path.replaceAll("/", "-")}`,
    types: ["dcat:Distribution"],
    properties: [
      ["dct:title", [text(file.title)]],
      ["dct:description", [text(statusOf(facts.descriptor.status))]],
      ["dcat:accessURL", [link(at)]],
      ["dcat:downloadURL", [link(at)]],
      ["dcat:byteSize", [{ value: String(file.bytes), datatype: "xsd:nonNegativeInteger" }]],
      ["spdx:checksum", [checksum(file.sha256)]],
      ["dcat:mediaType", [mediaType(file.mediaType)]],
      ["dct:format", maybe(FORMATS[formatOf(file.path)]).map(format)],
      ["dct:license", licenceOf(facts.descriptor)],
      ["dct:conformsTo", isTable ? [TABULAR_DATA] : []],
    ],
  };
}

/** The whole edition in one file. Only where its address is known: in an archive that was unpacked it is not there. */
function archivesOf({ hasArchive, address, descriptor }: EditionFacts): readonly Thing[] {
  const at = hasArchive ? address("archive.zip") : undefined;
  if (at === undefined) return [];
  return [
    {
      types: ["dcat:Distribution"],
      properties: [
        ["dct:title", [text("The edition as one archive: pages, data and metadata")]],
        ["dct:description", [text(statusOf(descriptor.status))]],
        ["dcat:accessURL", [link(at)]],
        ["dcat:downloadURL", [link(at)]],
        ["dcat:packageFormat", [mediaType("application/zip")]],
        ["dct:format", [format("ZIP")]],
        ["dct:license", licenceOf(descriptor)],
      ],
    },
  ];
}

/** One licence at most: several are said of the dataset's package, not of a file. */
function licenceOf({ licences }: Descriptor): readonly Thing[] {
  return licences.length === 1 ? licences.map(licenceDocument) : [];
}

const TABULAR_DATA: Thing = {
  id: "http://www.w3.org/TR/tabular-data-model/",
  types: ["dct:Standard"],
  properties: [["dct:title", [{ value: "Model for Tabular Data and Metadata on the Web" }]]],
};

/** By the end of a file's name: codes of the EU's list of file types. */
const FORMATS: Readonly<Record<string, string>> = {
  csv: "CSV",
  geojson: "GEOJSON",
  json: "JSON",
  topojson: "JSON",
  txt: "TXT",
};

function provenanceOf(descriptor: Descriptor): readonly Thing[] {
  const made = descriptor.sources.map(({ title }) => `Made from: ${title}`);
  return [...remarksOf(descriptor), ...made].map((word) => ({
    types: ["dct:ProvenanceStatement"],
    properties: [["rdfs:label", [text(word)]]],
  }));
}

function activitiesOf(facts: EditionFacts): readonly Thing[] {
  const { program, sources } = facts;
  if (program === undefined) return [];
  return [
    {
      types: ["prov:Activity"],
      properties: [
        ["rdfs:label", [text(methodOf(facts.descriptor))]],
        ["prov:used", sources.map(({ path }) => link(addressIn(facts, path)))],
        [
          "prov:wasAssociatedWith",
          [
            {
              types: ["prov:SoftwareAgent"],
              properties: [
                ["foaf:name", [text(program.name)]],
                ["dcat:version", [text(program.version)]],
              ],
            },
          ],
        ],
      ],
    },
  ];
}

/** The DOI, else where the edition stands, as far as that is known. */
function identifiersOf({ descriptor, address }: EditionFacts): readonly Literal[] {
  const { doi } = descriptor;
  const known = doi === undefined ? address("") : doiAddress(doi);
  return maybe(known).map((value) => ({ value, datatype: "xsd:anyURI" }));
}

/** The data's own words, and those of its translations; only the latter say in which language they are. */
function inLanguages(
  { translations = {} }: Descriptor,
  word: (translation: NonNullable<Descriptor["translations"]>[string]) => string | undefined,
  own: string,
): readonly Literal[] {
  const others = Object.entries(translations).flatMap(([language, translation]) =>
    maybe(word(translation)).map((value) => ({ value, language })),
  );
  return [text(own), ...others];
}

/** What translations say of the edition; the status stands in the data's own words. */
function translatedDescriptions(descriptor: Descriptor): readonly Literal[] {
  return inLanguages(descriptor, ({ description }) => description, "").slice(1);
}

function agent(contributor: Contributor): Thing {
  const { title, givenName, familyName, path } = contributor;
  return {
    id: webAddressOf(path),
    types: isPerson(contributor) ? ["foaf:Agent", "foaf:Person"] : ["foaf:Agent"],
    properties: [
      ["foaf:name", [text(title)]],
      ["foaf:givenName", maybe(givenName).map(text)],
      ["foaf:familyName", maybe(familyName).map(text)],
    ],
  };
}

function relation({ title, path }: Source): Thing {
  return {
    id: webAddressOf(path),
    types: ["rdfs:Resource"],
    properties: [["dct:title", [text(title)]]],
  };
}

function location(name: string, sameAs: string | undefined): Thing {
  return {
    id: webAddressOf(sameAs),
    types: ["dct:Location"],
    properties: [["skos:prefLabel", [text(name)]]],
  };
}

function theme(code: string, label: string): Thing {
  return {
    id: `${AUTHORITY}/data-theme/${code}`,
    types: ["skos:Concept"],
    properties: [["skos:prefLabel", [{ value: label, language: "en" }]]],
  };
}

function document(at: string, title?: string): Thing {
  return {
    id: at,
    types: ["foaf:Document"],
    properties: [["dct:title", maybe(title).map(text)]],
  };
}

function checksum(sha256: string): Thing {
  return {
    types: ["spdx:Checksum"],
    properties: [
      ["spdx:algorithm", [link("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")]],
      ["spdx:checksumValue", [{ value: sha256, datatype: "xsd:hexBinary" }]],
    ],
  };
}

function mediaType(type: string): Thing {
  return named(`https://www.iana.org/assignments/media-types/${type}`, "dct:MediaType");
}

function format(code: string): Thing {
  return named(`${AUTHORITY}/file-type/${code}`, "dct:MediaTypeOrExtent");
}

function licenceDocument(licence: Licence): Thing {
  return {
    id: webAddressOf(licence.path),
    types: ["dct:LicenseDocument"],
    properties: [["dct:title", [text(licenceName(licence))]]],
  };
}

function named(id: string, type: Name): Thing {
  return { id, types: [type], properties: [] };
}

function link(id: string): Thing {
  return { id, types: [], properties: [] };
}

function text(value: string): Literal {
  return { value };
}

function date(value: string): Literal {
  return { value: value.slice(0, 10), datatype: "xsd:date" };
}

function maybe<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** The documents stand in /E/data/. */
function addressIn({ address }: EditionFacts, path: string): string {
  return address(path) ?? (path.startsWith("data/") ? path.slice("data/".length) : `../${path}`);
}
