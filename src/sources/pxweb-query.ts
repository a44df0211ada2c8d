/** The own part of a query file for PxWeb: which table, which of its variables are what, and what of them. */

import { z } from "zod";

/** Codes in quotes: YAML reads 0301 as the number 301. */
const code = z.string('a text in quotes, such as "0301"').min(1);
const measure = z.enum(["jobs", "firms"], '"jobs" or "firms"');

export const pxwebQuery = z.strictObject({
  /** Version of the interface; the two differ in addresses, limits and queries. */
  api: z.enum(["v2", "v1"], '"v2" or "v1"').default("v2"),
  /** Address without a slash at its end: `https://data.ssb.no/api/pxwebapi/v2`, `https://data.ssb.no/api/v0`. */
  base: z.url("a web address").transform((address) => address.replace(/\/+$/, "")),
  /** Table's number; for v1 its path below the language, such as `table/13470` or `StatFin/tyokay/115h.px`. */
  table: code,
  language: code.default("en"),
  variables: z.strictObject({
    /** Absent: the figures are the country's. */
    region: code.optional(),
    sector: code,
    time: code,
    /** Absent: the table has one measure. */
    measure: code.optional(),
  }),
  /** What the table's only measure is, or what each code of the measure variable is. */
  measures: z.union([measure, z.record(code, measure)], {
    error: '"jobs", "firms", or a list such as {Sysselsatte: jobs}',
  }),
  /** The end of a code of time that stands for its year, such as `K4` or `M11`, where a year has several. */
  period: code.optional(),
  /**
   * Years by which the figures are older than the year for which they stand: 1 where last year's fourth quarter
   * stands for this year, since this year's is not there yet.
   */
  lag: z.int().min(0).max(5).default(0),
  /** Codes and expressions by variable; `*` for regions and sectors that are not named here. */
  selection: z.record(code, z.array(code).min(1)).default({}),
  /** Code list (grouping or value set) by variable: `agg_KommSummer`; for v1 `agg:KommSummer`. */
  codelists: z.record(code, code).default({}),
  /** Sent with the query of version 2, by variable. */
  outputValues: z.record(code, z.enum(["aggregated", "single"])).default({}),
  format: z.enum(["json-stat2", "csv"]).default("json-stat2"),
  /** Most cells a request may ask for, where the host says nothing or more than it keeps. */
  mostCells: z.int().min(1).optional(),
  /** How the source is called in the record; default its own name. */
  title: z.string().optional(),
  licence: z
    .strictObject({
      name: z.string().optional(),
      title: z.string().optional(),
      path: z.string().optional(),
    })
    .optional(),
});

export type PxwebQuery = z.output<typeof pxwebQuery>;
