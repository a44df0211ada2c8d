/**
 * The shape of one edition's statistics once read and checked. `src/read` makes it,
 * everything to its right only reads it.
 *
 * Cells are columnar: one typed array per measure, laid out year × region × sector.
 * The position of a cell is `cellIndex(dataset, y, r, s)`, where y, r and s are the positions
 * of the year, region and sector in `years`, `regions` and `sectors` (not their ids).
 */

import type { Geometry } from "geojson";

/** Whether the figures were observed, or modelled to agree with a publication. */
export type DataStatus = "observed" | "modelled";

/** A threshold: strictly greater than `above`, or greater than or equal to `atLeast`. */
export type Criterion = { readonly above: number } | { readonly atLeast: number };

/** The three conditions under which a cell is a potential regional cluster (Isaksen 1998, section 4). */
export interface Criteria {
  readonly locationQuotient: Criterion;
  readonly jobs: Criterion;
  readonly firms: Criterion;
}

/** A year from which figures are not strictly comparable with earlier ones. */
export interface SeriesBreak {
  readonly year: number;
  readonly note: string;
}

export interface Licence {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly path?: string | undefined;
}

export interface Source {
  readonly title: string;
  readonly path?: string | undefined;
}

export interface Contributor {
  readonly title: string;
  /** Only of persons, who have a family name; any other contributor is an organisation. */
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly role?: string | undefined;
  readonly path?: string | undefined;
}

/** The country or area that the figures cover. */
export interface Place {
  readonly name: string;
  /** An address that identifies it elsewhere, such as at Wikidata. */
  readonly sameAs?: string | undefined;
}

/** The record of what came in when an edition was made: one file, or the answer to one question. */
export interface Receipt {
  /** What it is: "Statistics Norway, table 11656". */
  readonly title: string;
  /** Address without secrets, or the file's name without its folder. */
  readonly from: string;
  /** The query file's name below the edition's folder, such as `queries/national.yaml`; empty where none was needed. */
  readonly query: string;
  /** What was asked for, as it was sent: the request's body or its parameters; undefined for files. */
  readonly request?: string | undefined;
  /** Time of retrieval, ISO 8601 in UTC with seconds. */
  readonly retrieved: string;
  /** Of the bytes received, as hexadecimal digits. Of several responses: of their hashes, joined by line breaks, in the order of requests. */
  readonly sha256: string;
  readonly bytes: number;
  /** When the source says that it was last updated, as it writes it. */
  readonly updated?: string | undefined;
  readonly licence?: Licence | undefined;
  /** Further sentences, such as that figures are lower bounds, or that the response was made for a test. */
  readonly notes?: readonly string[] | undefined;
}

/** What an analyst decided about findings of the guard when the edition was added, and why. */
export interface Decision {
  /** Day, ISO 8601. */
  readonly date: string;
  readonly reason: string;
  /** The findings, a sentence each. */
  readonly findings: readonly string[];
}

/** What the edition says of itself in another language; what is not there stays as it is. */
export interface DescriptorTranslation {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly jobsUnit?: string | undefined;
  readonly firmsUnit?: string | undefined;
  /** All of them, in the same order. */
  readonly notes?: readonly string[] | undefined;
  readonly breaks?: readonly SeriesBreak[] | undefined;
  /** Titles of the sources, in the same order. */
  readonly sources?: readonly string[] | undefined;
  /** Name of the place. */
  readonly place?: string | undefined;
}

/** What `datapackage.json` says of the edition. Dates are ISO 8601 text, never `Date`. */
export interface Descriptor {
  readonly name: string;
  /** Of the edition as a whole, such as "10.5281/zenodo.1234"; undefined while it has none. */
  readonly doi?: string | undefined;
  /** Of the table, as its makers count. */
  readonly version?: string | undefined;
  readonly title: string;
  readonly description?: string | undefined;
  readonly keywords: readonly string[];
  readonly place?: Place | undefined;
  readonly created: string;
  readonly published: string;
  readonly status: DataStatus;
  readonly jobsUnit: string;
  readonly firmsUnit: string;
  readonly criteria: Criteria;
  /** Ascending; each is a year of the data. */
  readonly clusterYears: readonly number[];
  /** Pairs [from, to], from < to; each a year of the data. */
  readonly periods: readonly (readonly [number, number])[];
  readonly breaks: readonly SeriesBreak[];
  readonly notes: readonly string[];
  readonly licences: readonly Licence[];
  readonly sources: readonly Source[];
  readonly contributors: readonly Contributor[];
  /** What the edition was made from; empty where nothing is recorded. */
  readonly receipts: readonly Receipt[];
  readonly decisions: readonly Decision[];
  /** By code of the language. */
  readonly translations?: Readonly<Record<string, DescriptorTranslation>> | undefined;
}

export interface Region {
  readonly id: string;
  readonly name: string;
  /** Decimal degrees east; undefined where the region has no coordinates: it is listed, not mapped. */
  readonly longitude: number | undefined;
  readonly latitude: number | undefined;
  /** Addresses that identify the same region elsewhere, such as at Wikidata; undefined where none is given. */
  readonly sameAs?: readonly string[] | undefined;
  /** Further columns of regions.csv, by header. */
  readonly extra: Readonly<Record<string, string>>;
}

export interface Sector {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** The coarser level at which growth is also compared; undefined where the edition has none. */
  readonly branch: string | undefined;
  /** Permanent ids of the group and branch; where undefined, they are made from the names (sector-class.ts). */
  readonly groupId?: string | undefined;
  readonly branchId?: string | undefined;
  /** As a region's. */
  readonly sameAs?: readonly string[] | undefined;
  /** Further columns of sectors.csv, by header, such as industrial classification codes. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Bits of a cell's flags. `c` and `x` mean that a figure is withheld or missing. */
export const FLAG = { c: 1, x: 2, e: 4, m: 8, r: 16, b: 32 } as const;
export type FlagCode = keyof typeof FLAG;

/** The country's own totals, where the edition gives them. */
export interface NationalTotals {
  /** year × sector; NaN where the file has no row. */
  readonly jobs: Float64Array;
  /** year × sector; NaN where empty or absent. */
  readonly firms: Float64Array;
  /** year × sector: the line in national.csv, 1-based; 0 where there is no row. */
  readonly lines: Int32Array;
}

/** A row of `published-figures.csv`: a figure of the source publication to set beside ours. */
export interface PublishedFigure {
  readonly id: string;
  readonly section: string;
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
  readonly subject: string;
  readonly measure: string;
  readonly relation: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly note: string;
  /** Our further columns: the id of the figure computed here (see figure.ts), and of the one it is compared with. */
  readonly figure: string;
  readonly against: string;
  /** Our further column: why a difference remains, where one does. */
  readonly reason: string;
  /** Words in languages by column: `subject_nb`. Empty where the file gives none. */
  readonly translations?: Readonly<Record<string, string>> | undefined;
  /** Line in published-figures.csv, 1-based. */
  readonly line: number;
}

/** A row of `crosswalk.csv`: from a year on, a region or sector of earlier editions is, wholly or in part, another. */
export interface CrosswalkRow {
  readonly kind: "region" | "sector";
  /** An id of an earlier edition, or one between such an id and one of this edition. */
  readonly from: string;
  /** What it became; undefined where it ended and nothing took its place. */
  readonly to: string | undefined;
  /** The first year in which it was so. */
  readonly since: number;
  readonly note: string;
  /** Line in crosswalk.csv, 1-based. */
  readonly line: number;
}

/** Boundaries of regions by region id, as GeoJSON geometries in longitude and latitude. */
export type Boundaries = ReadonlyMap<string, Geometry>;

export interface Dataset {
  /** The edition's folder name, its id and URL segment. */
  readonly id: string;
  readonly descriptor: Descriptor;
  /** The line of each criterion in datapackage.json, 1-based. */
  readonly criterionLines: Readonly<Record<keyof Criteria, number>>;
  /** Ascending by id (code point order), whatever the order in the file. */
  readonly regions: readonly Region[];
  /** Ascending by id. */
  readonly sectors: readonly Sector[];
  /** Ascending. */
  readonly years: readonly number[];
  /** year × region × sector. 0 where there is no row; NaN where the row withholds it (flag c or x). */
  readonly jobs: Float64Array;
  /** year × region × sector. 0 where there is no row; NaN where withheld. */
  readonly firms: Float64Array;
  /** year × region × sector, bits of FLAG. */
  readonly flags: Uint8Array;
  /** year × region × sector: the cell's line in employment.csv, 1-based; 0 where there is no row. */
  readonly lines: Int32Array;
  readonly national: NationalTotals | undefined;
  readonly published: readonly PublishedFigure[];
  readonly boundaries: Boundaries | undefined;
  /** What became of regions and sectors of earlier editions, in the order of the file; empty where there is none. */
  readonly crosswalk: readonly CrosswalkRow[];
}

/** Position of a cell in the year × region × sector arrays. */
export function cellIndex(
  grid: { readonly regions: readonly unknown[]; readonly sectors: readonly unknown[] },
  y: number,
  r: number,
  s: number,
): number {
  return (y * grid.regions.length + r) * grid.sectors.length + s;
}
