/** How a query file describes what tables and micro-data have in common. */

import { z } from "zod";
import { numberFormat } from "./number-format.ts";
import { ENCODINGS } from "./text-file.ts";

export const text = z.string("a text; numbers stand in quotes").min(1, "a text that is not empty");

/** How the files are written, which rows count, and what is said of them. */
export const layout = {
  files: z
    .array(text, "a list of files")
    .min(1, "a list of at least one file")
    .refine((files) => new Set(files).size === files.length, {
      error: "a list without repetitions: what is read twice is counted twice",
    }),
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
      z.union(
        [text, z.array(text).min(1, "a list of at least one text")],
        "a text in quotes, or a list of such texts",
      ),
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

/**
 * A column with codes; perhaps with the label in the same cell, behind the first mark that divides them, or in a
 * column of its own; or one code for all rows.
 */
export const codeColumn = z.union(
  [
    text,
    z.strictObject({ column: text, split: text }),
    z.strictObject({ column: text, name: text }),
    z.strictObject({ value: text }),
  ],
  'the name of a column; {column: "…", split: " "} where code and label stand in one cell; {column: "…", name: "…"} where the label has a column of its own; or {value: "…"} for all rows',
);
export type CodeColumn = z.output<typeof codeColumn>;

const FOUR_DIGITS = "a year of four digits";
const year = z.int().min(1000, FOUR_DIGITS).max(9999, FOUR_DIGITS);

export const yearColumn = z.union(
  [text, z.strictObject({ value: year })],
  "the name of a column, or {value: 2000} where the file has one year",
);
export type YearColumn = z.output<typeof yearColumn>;

/** A column that a query names, and the property that names it. */
export interface ColumnUse {
  readonly name: string;
  readonly path: readonly string[];
}

/** The columns that a property names: of a code and its label both. */
export function usesIn(
  column: YearColumn | CodeColumn | undefined,
  path: readonly string[],
): readonly ColumnUse[] {
  if (column === undefined || (typeof column === "object" && "value" in column)) return [];
  if (typeof column === "string") return [{ name: column, path }];
  const own = { name: column.column, path: [...path, "column"] };
  return "name" in column ? [own, { name: column.name, path: [...path, "name"] }] : [own];
}

/** Two properties that name one column are a slip: no column is a region and a count at once. */
export function addSharedColumns(
  uses: readonly ColumnUse[],
  context: z.RefinementCtx<unknown>,
): void {
  const first = new Map<string, readonly string[]>();
  for (const { name, path } of uses) {
    const before = first.get(name);
    if (before === undefined) first.set(name, path);
    else
      context.addIssue({
        code: "custom",
        path: [...path],
        message: `a column of its own: query.${before.join(".")} names “${name}” too`,
      });
  }
}
