/**
 * The shape of a query file: which source, what of it, and how its codes become the edition's regions and
 * sectors. YAML (and so JSON too), kept with the edition in `queries/`, so that next year's figures are
 * asked for in the same way (`add 2027 --like 2026`).
 *
 *     source: pxweb                # table, micro-data, pxweb, eurostat, register or klass
 *     gives: nation                # cells (by region and sector), nation (the country's totals), crosswalk or codes
 *     years: ["{edition}"]         # {edition} stands for the edition's id, where that is a year; absent: all
 *     units: {jobs: employees, firms: establishments}
 *     regions:                     # for cells: how the source's region codes become regions
 *       file: codes/regions.csv    # beside the query file, with a header
 *       code: kommunenr            # column with the source's code
 *       id: ba_nr                  # column with the region’s id or number; several codes may have the same
 *       name: ba_navn              # column with its name
 *       prefix: ba-                # put before the id
 *     sectors:
 *       digits: 2                  # keep the first digits of the source's code
 *       prefix: nace-
 *       file: codes/sectors.csv    # with group, and perhaps branch, by code
 *     query: {…}                   # the source's own part; each source says its shape
 */

/** `codes` is a code list (`Delivery.codeLists`): it is asked for before the others, which may name it as a file. */
export type Gives = "cells" | "nation" | "crosswalk" | "codes";

/** What a code stands for. */
export type CodeKind = "region" | "sector";

/** Name of a column, or several: of these, the first that the file has. */
export type ColumnName = string | readonly string[];

/** How codes of a source become ids of the edition. All properties but `unknown` may be absent: codes are then ids. */
export interface CodeMapping {
  /** CSV file, comma or semicolon, UTF-8, beside the query file. */
  readonly file?: string | undefined;
  /** Column with the source's code; default `code`. */
  readonly code?: ColumnName | undefined;
  /** Column with the id; default `region` or `sector`; several codes with the same id are added together. */
  readonly id?: ColumnName | undefined;
  readonly name?: ColumnName | undefined;
  /** For sectors; default `group`. */
  readonly group?: ColumnName | undefined;
  /** For sectors; default `branch`. */
  readonly branch?: ColumnName | undefined;
  /** Further columns that are kept in regions.csv or sectors.csv (longitude and latitude are always). */
  readonly keep?: readonly string[] | undefined;
  /** Keep so many first characters of the source's code before it is looked up. */
  readonly digits?: number | undefined;
  /** Put before the id. */
  readonly prefix?: string | undefined;
  /** Codes that are left out on purpose, such as totals and “unspecified”. */
  readonly leaveOut?: readonly string[] | undefined;
  /** What to do with a code that the file lacks: an error with its rows (default), or left out and counted in a note. */
  readonly unknown?: "error" | "leave-out" | undefined;
}

/** The list of regions that an analyst may bring in place of the one that is asked for (`--regions`). */
export const REGION_LIST = "codes/regions.csv";

export interface QueryFile {
  readonly source: string;
  readonly gives: Gives;
  /** Years or `{edition}`; absent: all that the source has. */
  readonly years?: readonly (number | string)[] | undefined;
  /** What jobs and firms are counted in, in the plural, such as employees; absent: as in the edition before. */
  readonly units?:
    | { readonly jobs?: string | undefined; readonly firms?: string | undefined }
    | undefined;
  readonly regions?: CodeMapping | undefined;
  readonly sectors?: CodeMapping | undefined;
  /** The source's own part, checked by the source's schema. */
  readonly query: unknown;
}
