/** The own part of a query file for a table: which column is what, in long or wide form. docs/mapping.md describes it. */

import { z } from "zod";
import {
  addSharedColumns,
  type ColumnUse,
  codeColumn,
  layout,
  text,
  usesIn,
  yearColumn,
} from "./layout.ts";

const measure = z.enum(["jobs", "firms"], "jobs or firms");
const names = z.union(
  [text, z.array(text).min(1, "a list of at least one text")],
  "a text in quotes, or a list of such texts",
);
const scale = z.number("a number above 0").positive("a number above 0");

const columns = z.strictObject(
  {
    year: yearColumn.optional(),
    region: codeColumn.optional(),
    sector: codeColumn.optional(),
    jobs: text.optional(),
    firms: text.optional(),
    flag: text.optional(),
  },
  "an object with the names of columns",
);

/** Long form: a column says what the figures beside it count. In a wide table they have no column of their own. */
const long = z
  .strictObject(
    { column: text, value: text.optional(), jobs: names.optional(), firms: names.optional() },
    "an object with column, value, and jobs or firms or both",
  )
  .refine(({ jobs, firms }) => jobs !== undefined || firms !== undefined, {
    error: "an object with jobs or firms or both: what the column says of them",
  });

const ONE_GROUP = "a regular expression with one group, such as ^(\\d{4})$";
const pattern = text.refine(isPattern, { error: ONE_GROUP });

/** Wide form: columns whose names match hold the years, sectors or regions: in the group of the pattern. */
const wide = z
  .strictObject(
    {
      pattern: z.union(
        [pattern, z.strictObject({ jobs: pattern.optional(), firms: pattern.optional() })],
        `${ONE_GROUP}, or {jobs: …, firms: …} with one each`,
      ),
      holds: z.enum(["year", "sector", "region"], "year, sector or region"),
      measure: measure.optional(),
    },
    "an object with pattern, holds and measure",
  )
  .refine((form) => typeof form.pattern === "string" || form.measure === undefined, {
    path: ["measure"],
    error: "left out where the pattern tells jobs and firms apart",
  });

const shape = z.strictObject(
  {
    ...layout,
    columns,
    measure: long.optional(),
    wide: wide.optional(),
    /** Columns in which rows of one cell may differ: they are parts, and added. */
    sumOver: z.array(text, "a list of columns").default([]),
    /** Figures are multiplied by it: 1000 where the table counts thousands. */
    scale: z
      .union(
        [scale, z.strictObject({ jobs: scale.optional(), firms: scale.optional() })],
        "a number above 0, or an object such as {jobs: 1000}",
      )
      .default(1),
    /** The file's own letters of flags → flags of the edition; an empty text for letters that say nothing. */
    flags: z
      .record(
        z.string(),
        z.enum(["", "c", "x", "e", "m", "r", "b"], 'one of c, x, e, m, r, b and ""'),
        "an object such as {K: c}",
      )
      .default({}),
  },
  "an object; docs/mapping.md says with what",
);

export type TableQuery = z.output<typeof shape>;

export const tableQuery = shape
  .refine(hasOneForm, {
    error:
      "one of three: columns.jobs and columns.firms; measure with value (long form); or wide, with its measure or beside a measure without value",
  })
  .refine(({ wide: form, columns: own }) => form === undefined || own[form.holds] === undefined, {
    path: ["wide", "holds"],
    error: "what is not named under columns: a figure has one year, region and sector",
  })
  .superRefine((query, context) => addSharedColumns(usesOf(query), context));

/** One group, or two that are called code and label. */
function isPattern(source: string): boolean {
  try {
    const found = new RegExp(`${source}|`).exec("");
    const names = Object.keys(found?.groups ?? {})
      .sort()
      .join(" ");
    return found?.length === (names === "code label" ? 3 : 2);
  } catch {
    return false;
  }
}

function hasOneForm({ measure: told, wide: form, columns: own }: TableQuery): boolean {
  const isDirect = own.jobs !== undefined || own.firms !== undefined;
  if (told !== undefined && form !== undefined)
    return (
      !isDirect &&
      told.value === undefined &&
      form.measure === undefined &&
      typeof form.pattern === "string"
    );
  if (told !== undefined) return !isDirect && told.value !== undefined;
  if (form !== undefined)
    return !isDirect && (form.measure !== undefined || typeof form.pattern !== "string");
  return isDirect;
}

/** Every column that the query names, and where. */
export function usesOf({ columns: own, measure: told, sumOver }: TableQuery): readonly ColumnUse[] {
  return [
    ...usesIn(own.year, ["columns", "year"]),
    ...usesIn(own.region, ["columns", "region"]),
    ...usesIn(own.sector, ["columns", "sector"]),
    ...usesIn(own.jobs, ["columns", "jobs"]),
    ...usesIn(own.firms, ["columns", "firms"]),
    ...usesIn(own.flag, ["columns", "flag"]),
    ...usesIn(told?.column, ["measure", "column"]),
    ...usesIn(told?.value, ["measure", "value"]),
    ...sumOver.map((name, i) => ({ name, path: ["sumOver", String(i)] })),
  ];
}
