/** CSV on the Web (W3C Recommendation, 2015): the tables of /E/data/, their columns, keys and dialect. */

import type { Contributor } from "../../model/dataset.ts";
import { authorsOf, isPerson, publishersOf } from "../authors.ts";
import type { Field } from "../downloads.ts";
import {
  descriptionOf,
  doiAddress,
  type EditionFacts,
  licenceName,
  remarksOf,
  webAddressOf,
} from "./facts.ts";

/** The text of csv-metadata.json, the name by which a folder's tables find their description. */
export function csvMetadata(facts: EditionFacts): string {
  const content = {
    "@context": "http://www.w3.org/ns/csvw",
    ...editionProperties(facts),
    notes: notesOf(facts),
    dialect: {
      encoding: "utf-8",
      delimiter: ",",
      quoteChar: '"',
      doubleQuote: true,
      lineTerminators: ["\n"],
      header: true,
      headerRowCount: 1,
    },
    tables: tablesOf(facts),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function editionProperties({ descriptor, address }: EditionFacts): object {
  const { doi, version, keywords, place } = descriptor;
  const page = address("");
  const licences = descriptor.licences.map((licence) =>
    linkOr(webAddressOf(licence.path), licenceName(licence)),
  );
  const publishers = publishersOf(descriptor).map(agent);
  const authors = authorsOf(descriptor).map(agent);
  return {
    "dc:title": descriptor.title,
    "dc:description": descriptionOf(descriptor),
    ...(doi === undefined ? {} : { "dc:identifier": doiAddress(doi) }),
    ...(page === undefined ? {} : { "dcat:landingPage": { "@id": page } }),
    ...(version === undefined ? {} : { "schema:version": version }),
    "dc:issued": { "@value": descriptor.published.slice(0, 10), "@type": "xsd:date" },
    ...(keywords.length > 0 ? { "dcat:keyword": keywords } : {}),
    ...(place === undefined
      ? {}
      : { "dc:spatial": linkOr(webAddressOf(place.sameAs), place.name) }),
    ...(licences.length > 0 ? { "dc:license": licences } : {}),
    ...(authors.length > 0 ? { "dc:creator": authors } : {}),
    ...(publishers.length > 0 ? { "dc:publisher": publishers } : {}),
    ...(descriptor.sources.length > 0
      ? { "dc:source": descriptor.sources.map(({ title }) => title) }
      : {}),
  };
}

/** A link where there is an address, else the name. */
function linkOr(address: string | undefined, name: string): object | string {
  return address === undefined ? name : { "@id": address };
}

function agent(contributor: Contributor): object {
  const path = webAddressOf(contributor.path);
  return {
    "@type": isPerson(contributor) ? "schema:Person" : "schema:Organization",
    "schema:name": contributor.title,
    ...(path === undefined ? {} : { "schema:url": { "@id": path } }),
  };
}

function notesOf({ descriptor }: EditionFacts): readonly object[] {
  return remarksOf(descriptor).map((text) => ({ "@type": "schema:Comment", "schema:text": text }));
}

function tablesOf({ computed }: EditionFacts): readonly object[] {
  return computed.flatMap(({ file, title, fields, keys }): readonly object[] => {
    if (fields === undefined) return [];
    const foreignKey = keys?.foreignKey;
    return [
      {
        url: file,
        "dc:title": title,
        tableSchema: {
          columns: fields.map(column),
          ...(keys === undefined ? {} : { primaryKey: keys.primaryKey }),
          ...(foreignKey === undefined
            ? {}
            : {
                foreignKeys: [
                  {
                    columnReference: foreignKey.fields,
                    reference: {
                      resource: `${foreignKey.table}.csv`,
                      columnReference: foreignKey.fields,
                    },
                  },
                ],
              }),
        },
      },
    ];
  });
}

const DATATYPES: Readonly<Record<Field["type"], string>> = {
  string: "string",
  number: "double",
  integer: "integer",
  year: "gYear",
};

function column(field: Field): object {
  return {
    name: field.name,
    titles: field.name,
    "dc:description": field.description,
    datatype: datatypeOf(field),
    ...(field.required === true ? { required: true } : {}),
  };
}

function datatypeOf({ type, counted, values }: Field): string | object {
  const base = DATATYPES[type];
  if (values !== undefined) return { base, format: `^(?:${values.join("|")})$` };
  return counted === true ? { base, minimum: 0 } : base;
}
