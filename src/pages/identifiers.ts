/**
 * What a region or sector is called elsewhere: codes of classifications, by the columns of regions.csv and sectors.csv
 * that hold them, and addresses that identify the same thing. The atlas's own id is permanent; none of these replaces it.
 */

import type { DefinedTerm, Place, PropertyValue } from "schema-dts";
import type { Region, Sector } from "../model/dataset.ts";

/** A classification that columns are known to hold the codes of. */
export type SchemeKind =
  | "isic"
  | "nace"
  | "sn"
  | "naics"
  | "nuts"
  | "lau"
  | "iso3166"
  | "ssb"
  | "ba"
  | "cbsa";

export interface Identifier {
  readonly kind: SchemeKind;
  /** The classification's short name with its version: "ISIC Rev. 2", "NUTS 2021". The same in all languages. */
  readonly scheme: string;
  /** As the classification counts: "2", "2021"; undefined where the column does not say. */
  readonly version: string | undefined;
  /** As the data have it; of several codes, all of them. */
  readonly code: string;
  /** Address by which the classification's keeper names the code; only of a single code. */
  readonly uri?: string | undefined;
}

interface Scheme {
  readonly kind: SchemeKind;
  /** Finds the column; its first group is the version. */
  readonly column: RegExp;
  /** How a version is told apart from the name. */
  readonly name: string;
  readonly versioned: (name: string, version: string) => string;
  readonly version?: (digits: string) => string;
  readonly uri?: (code: string, version: string | undefined) => string | undefined;
}

const revision = (name: string, version: string): string => `${name} Rev. ${version}`;
const year = (name: string, version: string): string => `${name} ${version}`;
/** "31" → "3.1". */
const pointed = (digits: string): string => [...digits].join(".");

const SCHEMES: readonly Scheme[] = [
  {
    kind: "isic",
    column: /^isic_?(\d{1,2})?$/,
    name: "ISIC",
    versioned: revision,
    version: pointed,
  },
  {
    kind: "nace",
    column: /^nace_?(\d{1,2})?$/,
    name: "NACE",
    versioned: revision,
    version: pointed,
    uri: naceUri,
  },
  {
    kind: "sn",
    column: /^sn_?(\d{4})?$/,
    name: "SN",
    versioned: (name, version) => name + version,
  },
  { kind: "naics", column: /^naics_?(\d{4})?$/, name: "NAICS", versioned: year },
  { kind: "nuts", column: /^nuts_?(\d{4})?$/, name: "NUTS", versioned: year, uri: nutsUri },
  { kind: "lau", column: /^lau_?(\d{4})?$/, name: "LAU", versioned: year },
  { kind: "iso3166", column: /^iso_?3166(?:_?2)?$/, name: "ISO 3166-2", versioned: year },
  { kind: "ssb", column: /^ssb_?(\d{4})?$/, name: "SSB", versioned: year },
  { kind: "ba", column: /^ba_?(?:region_?)?(\d{4})?$/, name: "BA", versioned: year },
  { kind: "cbsa", column: /^cbsa_?(\d{4})?$/, name: "CBSA", versioned: year },
];

/** Versions of NACE that the Publications Office of the European Union keeps as linked data. */
const LINKED_NACE: Readonly<Record<string, string>> = { "2": "nace2", "2.1": "nace2.1" };

function naceUri(code: string, version: string | undefined): string | undefined {
  const list = version === undefined ? undefined : LINKED_NACE[version];
  if (list === undefined || !/^(?:[A-V]|\d{2}(?:\.?\d{1,2})?)$/.test(code)) return undefined;
  return `http://data.europa.eu/ux2/${list}/${code.replace(".", "")}`;
}

function nutsUri(code: string): string | undefined {
  return /^[A-Z]{2}[0-9A-Z]{0,3}$/.test(code)
    ? `http://data.europa.eu/nuts/code/${code}`
    : undefined;
}

/** The codes beside an id, in the order of the columns; empty cells are left out. */
export function identifiersOf({ extra }: Pick<Region | Sector, "extra">): readonly Identifier[] {
  return Object.entries(extra).flatMap(([column, code]) =>
    code === "" ? [] : (identifierIn(column, code) ?? []),
  );
}

function identifierIn(column: string, code: string): Identifier | undefined {
  for (const { kind, column: form, name, versioned, version: read, uri } of SCHEMES) {
    const found = form.exec(column);
    if (found === null) continue;
    const digits = found[1];
    const version = digits === undefined ? undefined : (read?.(digits) ?? digits);
    const scheme = version === undefined ? name : versioned(name, version);
    const address = uri?.(code, version);
    const identifier = { kind, scheme, version, code };
    return address === undefined ? identifier : { ...identifier, uri: address };
  }
  return undefined;
}

/** Columns that say a name in a language: pages in that language have it. */
const TRANSLATED = /^(?:name|group|branch)_[a-z]{2,3}(?:-[a-z0-9]+)*$/;

/** What the data say besides, as name and value: further columns that are neither codes nor names. */
export function furtherFacts({
  extra,
}: Pick<Region | Sector, "extra">): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(extra)
    .filter(
      ([name, value]) =>
        value !== "" && !TRANSLATED.test(name) && identifierIn(name, value) === undefined,
    )
    .map(([name, value]) => ({ name, value }));
}

/** A region in schema.org's words. */
export function placeThing(region: Region): Exclude<Place, string> {
  const { longitude, latitude } = region;
  return {
    "@type": "Place",
    name: region.name,
    ...(longitude === undefined || latitude === undefined
      ? {}
      : { geo: { "@type": "GeoCoordinates", latitude, longitude } }),
    ...known(region),
  };
}

/** A sector in schema.org's words. */
export function termThing(sector: Sector): Exclude<DefinedTerm, string> {
  return { "@type": "DefinedTerm", name: sector.name, ...known(sector) };
}

function known(item: Region | Sector): {
  readonly identifier?: readonly PropertyValue[];
  readonly sameAs?: readonly string[];
} {
  const identifier = identifiersOf(item).map(propertyValue);
  const { sameAs = [] } = item;
  return {
    ...(identifier.length === 0 ? {} : { identifier }),
    ...(sameAs.length === 0 ? {} : { sameAs }),
  };
}

function propertyValue({ scheme, code, uri }: Identifier): PropertyValue {
  return {
    "@type": "PropertyValue",
    propertyID: scheme,
    value: code,
    ...(uri === undefined ? {} : { url: uri }),
  };
}
