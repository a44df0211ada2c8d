/** How a query file describes what tables and micro-data have in common. */

import { z } from "zod";
import { numberFormat } from "./number-format.ts";
import { ENCODINGS } from "./text-file.ts";

export const text = z.string("a text; numbers stand in quotes").min(1, "a text that is not empty");

/** How the files are written, which rows count, and what is said of them. */
export const layout = {
  files: z.array(text, "a list of files").min(1, "a list of at least one file"),
  encoding: z.enum(ENCODINGS, `one of ${ENCODINGS.join(", ")}`).default("utf-8"),
  delimiter: z.enum([",", ";", "\t", "|"], 'one of ",", ";", "\\t" and "|"').optional(),
  /** Lines above the header, such as a title. */
  skipLines: z.int("a whole number, 0 or more").min(0, "a whole number, 0 or more").default(0),
  numbers: numberFormat.optional(),
  missing: z
    .record(
      z.string(),
      z.enum(["c", "x"], "c (confidential) or x (not available)"),
      'an object such as {"..": x, ":": c}',
    )
    .default({}),
  /** Rows that count: by column, the values that are wanted. */
  where: z
    .record(
      z.string(),
      z.union([text, z.array(text).min(1)], "a text in quotes, or a list of such texts"),
      "an object such as {sex: [M, F]}",
    )
    .default({}),
  title: text.optional(),
  licence: z
    .strictObject(
      { name: text.optional(), title: text.optional(), path: text.optional() },
      "an object with name, title and path, as in datapackage.json",
    )
    .optional(),
} as const;

const layoutShape = z.strictObject(layout);
export type Layout = z.output<typeof layoutShape>;

/** A column, perhaps with a code and its label in one cell, divided by the first space. */
export const codeColumn = z.union(
  [text, z.strictObject({ column: text, split: z.literal(" ") })],
  'the name of a column, or {column: "…", split: " "} where code and label stand in one cell',
);
export type CodeColumn = z.output<typeof codeColumn>;

const year = z.int().min(1000).max(9999);

export const yearColumn = z.union(
  [text, z.strictObject({ value: year })],
  "the name of a column, or {value: 2000} where the file has one year",
);
export type YearColumn = z.output<typeof yearColumn>;
