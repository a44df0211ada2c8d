/** `datapackage.json` → what the edition says of itself. */

import { z } from "zod";
import type { Dataset, Descriptor } from "../model/dataset.ts";
import type { InputFile } from "./file.ts";
import { formatPath, type JsonPath, parseJson } from "./json.ts";
import type { ProblemLog } from "./problem-log.ts";
import { cleanUtf8, decodeUtf8 } from "./text.ts";

/** The description, and where its properties stand. */
export interface DescriptorReading {
  readonly descriptor: Descriptor;
  /** Files that it lists, and where it does. */
  readonly resources: readonly ListedFile[];
  readonly lineOf: (path: JsonPath) => number;
  readonly criterionLines: Dataset["criterionLines"];
}

/** A path that a resource gives; addresses on the web are paths too. */
export interface ListedFile {
  readonly path: string;
  readonly at: JsonPath;
}

const HIDDEN = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** What a property must be, as the end of the sentence "The property … must be …". */
const text = z
  .string("a text")
  .refine((value) => value.trim() !== "", "a text that is not empty")
  .refine((value) => !HIDDEN.test(value), {
    error: "a text on one line, without control characters and halves of characters",
    params: { rule: "control-character" },
  });
const date = z
  .string("a date such as 1998-04-01")
  .refine(
    (value) =>
      z.iso.date().safeParse(value).success ||
      z.iso.datetime({ offset: true }).safeParse(value).success,
    { error: "a date of the calendar such as 1998-04-01", params: { rule: "bad-date" } },
  );
const yearError = "a year of four digits such as 1990, without quotes";
const year = z.int(yearError).min(1000, yearError).max(9999, yearError);
const criterionError = 'either {"above": number} or {"atLeast": number}';
const threshold = z.number("a number, without quotes").min(0, "a number that is 0 or more");
const criterion = z.union(
  [z.strictObject({ above: threshold }), z.strictObject({ atLeast: threshold })],
  { error: criterionError },
);
const period = z
  .tuple([year, year], "two years such as [1970, 1990]")
  .refine(([from, to]) => from < to, {
    error: "an earlier year and a later one, in this order",
    params: { rule: "reversed-period" },
  });
const clusterYears = z
  .array(year, "a list of years such as [1970, 1990]")
  .min(1, "a list of at least one year")
  .refine((years) => new Set(years).size === years.length, {
    error: "a list that names each year once",
    params: { rule: "repeated-year" },
  });

const licence = z.object(
  { name: text.optional(), title: text.optional(), path: text.optional() },
  "an object with name, title and path",
);
const receipt = z.object(
  {
    title: text,
    from: text,
    query: z.string("a text").default(""),
    request: z.string("a text").optional(),
    retrieved: date,
    sha256: z.string("64 hexadecimal digits").regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
    bytes: z.int("a whole number").min(0, "a whole number that is 0 or more"),
    updated: text.optional(),
    licence: licence.optional(),
    notes: z.array(text, "a list of texts").optional(),
  },
  "an object with title, from, retrieved, sha256 and bytes",
);
const decision = z.object(
  { date, reason: text, findings: z.array(text, "a list of texts") },
  "an object with date, reason and findings",
);

/** A DOI as a package's id writes it; other ids are left to those who gave them. */
const DOI_ID = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i;
const DOI = /^10\.\d{4,9}\/[^\s"<>\\^`{|}]+$/;
const packageId = text.refine((id) => !DOI_ID.test(id) || DOI.test(id.replace(DOI_ID, "")), {
  error: "a DOI such as https://doi.org/10.5281/zenodo.1234, or another id",
  params: { rule: "bad-doi" },
});
const webAddress = text.refine((value) => /^https?:\/\/[^\s/]+\S*$/.test(value), {
  error: "an address that begins with https:// or http://",
});
const place = z.strictObject(
  { name: text, sameAs: webAddress.optional() },
  "an object with name and, if known, sameAs",
);
const seriesBreak = z.object({ year, note: text }, 'an object such as {"year": 1994, "note": "…"}');
const translation = z.strictObject(
  {
    title: text.optional(),
    description: text.optional(),
    jobsUnit: text.optional(),
    firmsUnit: text.optional(),
    notes: z.array(text, "a list of texts").optional(),
    breaks: z.array(seriesBreak, "a list of objects with year and note").optional(),
    sources: z.array(text, "a list of texts").optional(),
    place: text.optional(),
  },
  "an object with any of title, description, jobsUnit, firmsUnit, notes, breaks, sources and place, and nothing else",
);
const languageCode = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[a-z0-9]+)*$/, "codes of languages such as nb");

const own = z.object(
  {
    published: date,
    status: z.enum(["observed", "modelled"], '"observed" or "modelled"'),
    place: place.optional(),
    jobsUnit: text,
    firmsUnit: text,
    criteria: z.object(
      { locationQuotient: criterion, jobs: criterion, firms: criterion },
      "an object with locationQuotient, jobs and firms",
    ),
    clusterYears,
    periods: z.array(period, "a list of pairs of years such as [[1970, 1990]]").default([]),
    breaks: z.array(seriesBreak, "a list of objects with year and note").default([]),
    notes: z.array(text, "a list of texts").default([]),
    receipts: z.array(receipt, "a list of objects, one for each file or answer").default([]),
    decisions: z.array(decision, "a list of objects with date, reason and findings").default([]),
    translations: z
      .record(languageCode, translation, "an object with a translation for each language")
      .optional(),
  },
  "an object; docs/input.md says with what",
);

const described = z.object(
  {
    name: text,
    id: packageId.optional(),
    version: text.optional(),
    title: text,
    description: text.optional(),
    keywords: z.array(text, "a list of texts").default([]),
    created: date,
    licenses: z.array(licence, "a list of objects with name, title and path").default([]),
    sources: z
      .array(
        z.object({ title: text, path: text.optional() }, "an object with title and path"),
        "a list of objects with title and path",
      )
      .default([]),
    contributors: z
      .array(
        z.object(
          {
            title: text,
            givenName: text.optional(),
            familyName: text.optional(),
            role: text.optional(),
            path: text.optional(),
          },
          "an object with title, role and path",
        ),
        "a list of objects with title, role and path",
      )
      .default([]),
    resources: z
      .array(
        z.object(
          { path: z.union([text, z.array(text)], "a text, or a list of texts").optional() },
          "an object with name and path",
        ),
        "a list of objects with name and path",
      )
      .default([]),
    klyngeatlas: own,
  },
  "an object; docs/input.md says with what",
);

/** Lists are translated whole, one text for each of the originals; a break by its year. */
const descriptor = described.superRefine(({ sources, klyngeatlas }, context) => {
  const { notes, breaks, translations } = klyngeatlas;
  const years = new Set(breaks.map((each) => each.year));
  for (const [code, given] of Object.entries(translations ?? {})) {
    const at = (property: string) => ["klyngeatlas", "translations", code, property];
    const rule = (message: string, path: PropertyKey[]) =>
      context.addIssue({
        code: "custom",
        path,
        message,
        params: { rule: "translation-incomplete" },
      });
    if (given.notes !== undefined && given.notes.length !== notes.length)
      rule(`a list of ${notes.length} texts, one for each of klyngeatlas.notes`, at("notes"));
    if (given.sources !== undefined && given.sources.length !== sources.length)
      rule(`a list of ${sources.length} texts, one for each of sources`, at("sources"));
    for (const [n, each] of (given.breaks ?? []).entries())
      if (!years.has(each.year)) rule("a year of klyngeatlas.breaks", [...at("breaks"), n, "year"]);
  }
});

/** Reads the description; undefined where it cannot be used, which the log explains. */
export function readDescriptor({ bytes, log }: InputFile): DescriptorReading | undefined {
  const clean = bytes && cleanUtf8(bytes, log);
  if (clean === undefined) return undefined;
  const json = parseJson(decodeUtf8(clean));
  if (!json.ok) {
    log.error({
      rule: "json-syntax",
      line: json.line,
      message: `The file is not JSON: ${json.message} (character ${json.column} of the line).`,
      remedy:
        "Correct it there; names and texts stand in double quotes, and no comma before } or ].",
    });
    return undefined;
  }
  for (const path of json.repeated) {
    log.error({
      rule: "repeated-property",
      line: json.lineOf(path),
      column: formatPath(path),
      message: "The property stands twice in its object.",
      remedy: "Remove one of the two.",
    });
  }
  const checked = descriptor.safeParse(json.value);
  if (!checked.success) {
    for (const issue of checked.error.issues) reportIssue(issue, json.value, json.lineOf, log);
    return undefined;
  }
  warnOfUnknown(json.value, json.lineOf, log);
  const lineOfCriterion = (name: keyof Descriptor["criteria"]): number =>
    json.lineOf(["klyngeatlas", "criteria", name]);
  return {
    descriptor: toDescriptor(checked.data),
    resources: listedFiles(checked.data.resources),
    lineOf: json.lineOf,
    criterionLines: {
      locationQuotient: lineOfCriterion("locationQuotient"),
      jobs: lineOfCriterion("jobs"),
      firms: lineOfCriterion("firms"),
    },
  };
}

function toDescriptor(data: z.infer<typeof descriptor>): Descriptor {
  const { id, licenses, klyngeatlas, resources: _, ...rest } = data;
  const { clusterYears: years, ...ownRest } = klyngeatlas;
  return {
    ...rest,
    ...ownRest,
    doi: doiOf(id),
    clusterYears: years.toSorted((a, b) => a - b),
    licences: licenses,
  };
}

/** The DOI alone, as it is written. */
function doiOf(id: string | undefined): string | undefined {
  return id !== undefined && DOI_ID.test(id) ? id.replace(DOI_ID, "") : undefined;
}

function listedFiles(resources: z.infer<typeof descriptor>["resources"]): readonly ListedFile[] {
  return resources.flatMap(({ path }, i): readonly ListedFile[] => {
    if (path === undefined) return [];
    if (typeof path === "string") return [{ path, at: ["resources", i, "path"] }];
    return path.map((each, k) => ({ path: each, at: ["resources", i, "path", k] }));
  });
}

type Issue = z.core.$ZodIssue;

function reportIssue(
  issue: Issue,
  document: unknown,
  lineOf: (path: JsonPath) => number,
  log: ProblemLog,
): void {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const value = valueAt(document, path);
  const column = path.length === 0 ? undefined : formatPath(path);
  const place = { line: lineOf(path), column };
  if (value === undefined) {
    log.error({
      rule: "missing-property",
      ...place,
      message: `The description lacks the property ${column ?? ""}.`,
      remedy: `Add it: it is ${issue.message}.`,
    });
    return;
  }
  log.error({
    rule: ruleOf(issue) ?? "property-value",
    ...place,
    value: typeof value === "string" ? value : JSON.stringify(value),
    message: `${column === undefined ? "The description" : "The property"} is not what it must be.`,
    remedy: `It must be ${issue.message}.`,
  });
}

/** The rule that a schema names beside its sentence; undefined where it names none. */
function ruleOf(issue: Issue): string | undefined {
  const named: unknown = issue.code === "custom" ? issue.params?.rule : undefined;
  return typeof named === "string" ? named : undefined;
}

function valueAt(value: unknown, path: JsonPath): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.entries(found).find(([name]) => name === String(part))?.[1];
  }
  return found;
}

/** A property that is not known is likely one that is optional and misspelt. */
function warnOfUnknown(
  document: unknown,
  lineOf: (path: JsonPath) => number,
  log: ProblemLog,
): void {
  const given = valueAt(document, ["klyngeatlas"]);
  const known = Object.keys(own.shape);
  for (const name of Object.keys(given ?? {}).filter((key) => !known.includes(key))) {
    log.warning({
      rule: "unknown-property",
      line: lineOf(["klyngeatlas", name]),
      column: formatPath(["klyngeatlas", name]),
      message: "There is no such property; it is not used.",
      remedy: `Remove it, or correct its name; known are ${known.join(", ")}.`,
    });
  }
}
