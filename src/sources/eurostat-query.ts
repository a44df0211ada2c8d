/** The own part of a query file for Eurostat: which data set, which of its dimensions are what, and what of them. */

import { z } from "zod";

const code = z.string('a text, in quotes where it is a number, such as "2022"').min(1);
const measure = z.enum(["jobs", "firms"], '"jobs" or "firms"');
const codes = z.record(code, z.array(code).min(1));

export const EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data";

export const eurostatQuery = z
  .strictObject({
    base: z
      .url("a web address")
      .transform((address) => address.replace(/\/+$/, ""))
      .default(EUROSTAT),
    dataset: code,
    language: z.enum(["EN", "DE", "FR"]).default("EN"),
    variables: z.strictObject({
      /** Absent: the figures are the country's, which `filters` names. */
      region: code.optional(),
      sector: code.default("nace_r2"),
      time: code.default("time"),
      /** Absent: the data set has one measure, or `filters` chooses it. */
      measure: code.optional(),
    }),
    /** What the data set's only measure is, or what each code of the measure dimension is. */
    measures: z.union([measure, z.record(code, measure)], {
      error: '"jobs", "firms", or a list such as {EMP_LOC_NR: jobs, LOC_NR: firms}',
    }),
    /** Regions of one level, instead of a list of them. */
    level: z.enum(["country", "nuts1", "nuts2", "nuts3"]).optional(),
    /** Sent with the query: codes by dimension. */
    filters: codes.default({}),
    /** Of what comes, what is kept: by dimension codes with `*` for any characters, `?` for one, `#` for one digit. */
    keep: codes.default({}),
    title: z.string().optional(),
    licence: z
      .strictObject({
        name: z.string().optional(),
        title: z.string().optional(),
        path: z.string().optional(),
      })
      .optional(),
  })
  .refine(({ level, filters }) => level === undefined || filters.geo === undefined, {
    path: ["level"],
    error: "either a level, or a list of regions under filters; Eurostat takes one of them",
  })
  .refine(
    ({ measures, variables }) =>
      (typeof measures === "string") === (variables.measure === undefined),
    {
      path: ["measures"],
      error: "a list by code where variables name a measure, and otherwise one word, jobs or firms",
    },
  );

export type EurostatQuery = z.output<typeof eurostatQuery>;
