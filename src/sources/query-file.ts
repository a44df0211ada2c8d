/** Query files: YAML (and so JSON) → their shape, with file, line and property of whatever is wrong. */

import { type Alias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import { type ZodType, z } from "zod";
import type { Finding, ProblemLog } from "../read/problem-log.ts";
import { cleanUtf8, decodeUtf8 } from "../read/text.ts";
import type { QueryFile } from "./query.ts";

type Path = readonly (string | number)[];

export interface QueryReading {
  readonly query: QueryFile;
  /** Line of a property, 1-based; of one that is not there, that of what holds it. */
  readonly lineOf: (path: Path) => number;
}

const text = z.string("a text; numbers stand in quotes").min(1, "a text that is not empty");
const column = z.union(
  [text, z.array(text).min(1, "a list of at least one column")],
  "the name of a column, or a list of such names",
);
const code = z.string('a code in quotes, such as "00"').min(1, "a code that is not empty");
const YEAR = 'a year of four digits without quotes, or "{edition}"';
const mapping = z.strictObject(
  {
    file: text.optional(),
    code: column.optional(),
    id: column.optional(),
    name: column.optional(),
    group: column.optional(),
    branch: column.optional(),
    keep: z.array(text, "a list of columns").optional(),
    digits: z.int("a whole number above 0").min(1, "a whole number above 0").optional(),
    prefix: z
      .string("a text")
      .regex(/^[a-z0-9-]*$/, "small letters, digits and hyphens, such as nace-")
      .optional(),
    leaveOut: z.array(code, 'a list of codes in quotes, such as ["00"]').optional(),
    unknown: z.enum(["error", "leave-out"], "error or leave-out").optional(),
  },
  "an object such as {file: codes/regions.csv}",
);

const queryFile = z.strictObject(
  {
    source: text,
    gives: z.enum(["cells", "nation", "crosswalk", "codes"], "cells, nation, crosswalk or codes"),
    years: z
      .array(
        z.union([z.int().min(1000, YEAR).max(9999, YEAR), z.literal("{edition}")], YEAR),
        'a list of years, or ["{edition}"]',
      )
      .optional(),
    units: z
      .strictObject(
        { jobs: text.optional(), firms: text.optional() },
        "jobs and firms, each a text",
      )
      .optional(),
    regions: mapping.optional(),
    sectors: mapping.optional(),
    query: z.record(z.string(), z.unknown(), "the source's own part: an object"),
  },
  "an object; docs/mapping.md says with what",
);

/** Reads a query file; undefined where it cannot be used, which the log explains. */
export function readQueryFile(bytes: Uint8Array, log: ProblemLog): QueryReading | undefined {
  const clean = cleanUtf8(bytes, log);
  if (clean === undefined) return undefined;
  const counter = new LineCounter();
  const document = parseDocument(decodeUtf8(clean), { lineCounter: counter });
  const fault = document.errors[0];
  if (fault !== undefined) {
    log.error({
      rule: "query-yaml",
      line: counter.linePos(fault.pos[0]).line,
      message: `The file is not YAML: ${fault.message.split("\n", 1)[0]?.replace(/ at line \d+.*$/, "") ?? ""}.`,
      remedy:
        "Write one property a line, indented alike, and put texts that hold a colon in quotes.",
    });
    return undefined;
  }
  const content = contentOf(document, counter, log);
  if (content === undefined) return undefined;
  const lineOf = (path: Path): number =>
    counter.linePos(positionOf(document.contents, path) ?? 0).line;
  const query = checkShape(queryFile, content.value, [], lineOf, log);
  return query === undefined ? undefined : { query, lineOf };
}

/** YAML takes a text that begins with an asterisk for a reference, which no query file has. */
function contentOf(
  document: ReturnType<typeof parseDocument>,
  counter: LineCounter,
  log: ProblemLog,
): { readonly value: unknown } | undefined {
  const references: Alias[] = [];
  visit(document, { Alias: (_, node) => void references.push(node) });
  const [first] = references;
  if (first === undefined) return { value: document.toJS() ?? undefined };
  log.error({
    rule: "query-yaml",
    line: counter.linePos(rangeStart(first) ?? 0).line,
    value: `*${first.source}`,
    message: "Without quotes, an asterisk refers to another place of the file.",
    remedy: "Put the text in quotes.",
  });
  return undefined;
}

/** The log of a query file, which adds the line to findings that name a property (`column`) and no line. */
export function createPlacedLog(log: ProblemLog, { lineOf }: QueryReading): ProblemLog {
  const placed = (finding: Finding): Finding =>
    finding.column === undefined || finding.line !== undefined
      ? finding
      : { ...finding, line: lineOf(finding.column.split(".")) };
  return {
    ...log,
    error: (finding) => log.error(placed(finding)),
    warning: (finding) => log.warning(placed(finding)),
  };
}

/** The source's own part, by the source's schema. */
export function readOwnPart<Query>(
  schema: ZodType<Query>,
  { query, lineOf }: QueryReading,
  log: ProblemLog,
): Query | undefined {
  return checkShape(schema, query.query, ["query"], lineOf, log);
}

/** Where a property's name stands, or an entry of a list; of what is not there, where that stands which holds it. */
function positionOf(content: unknown, path: Path): number | undefined {
  let node = content;
  let found: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (pair === undefined) return found;
      found = rangeStart(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      found = rangeStart(node) ?? found;
    } else return found;
  }
  return found;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  const start: unknown = Array.isArray(node.range) ? node.range[0] : undefined;
  return typeof start === "number" ? start : undefined;
}

function checkShape<T>(
  schema: ZodType<T>,
  value: unknown,
  at: Path,
  lineOf: (path: Path) => number,
  log: ProblemLog,
): T | undefined {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) {
    const path: Path = [
      ...at,
      ...issue.path.map((part) => (typeof part === "number" ? part : String(part))),
    ];
    const unknown = issue.code === "unrecognized_keys" ? issue.keys : undefined;
    for (const key of unknown ?? [undefined]) {
      const place = key === undefined ? path : [...path, key];
      const given = valueAt(value, place.slice(at.length));
      log.error({
        rule: key === undefined ? "query-property" : "query-unknown-property",
        line: lineOf(place),
        column: place.length === 0 ? undefined : place.join("."),
        value: given === undefined || typeof given === "object" ? undefined : String(given),
        message:
          key !== undefined
            ? "There is no such property."
            : given === undefined
              ? "The property is missing."
              : "The property is not what it must be.",
        remedy:
          key === undefined ? `It must be ${issue.message}.` : "Remove it, or correct its name.",
      });
    }
  }
  return undefined;
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.entries(found).find(([name]) => name === String(part))?.[1];
  }
  return found;
}

/** The years a query asks for; `{edition}` stands for the edition's id. Undefined for all that the source has. */
export function yearsOf(
  { query, lineOf }: QueryReading,
  edition: string,
  log: ProblemLog,
): readonly number[] | undefined {
  if (query.years === undefined) return undefined;
  const years = query.years.map((year) => (year === "{edition}" ? Number(edition) : Number(year)));
  if (years.every((year) => Number.isInteger(year) && year >= 1000 && year <= 9999))
    return [...new Set(years)].sort((a, b) => a - b);
  log.error({
    rule: "query-edition-year",
    line: lineOf(["years"]),
    column: "years",
    value: edition,
    message: "{edition} stands for the edition's id, and that is no year.",
    remedy: "Write the years into the query file, or give them with --years.",
  });
  return undefined;
}
