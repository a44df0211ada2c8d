/** docs/mapping.md lists every rule that files can break, and no other; its examples are query files that can be read. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../../src/read/problem-log.ts";
import { readOwnPart, readQueryFile } from "../../src/sources/query-file.ts";
import { sourceNamed } from "../../src/sources/sources.ts";
import { table } from "../../src/sources/table-source.ts";
import { madeFiles, runOnFiles } from "./servers/made-file.ts";

const ROOT = join(import.meta.dirname, "../..");
const DOCS = readFileSync(join(ROOT, "docs/mapping.md"), "utf8");

/** The files that read tables, micro-data, query files and code lists. */
const FILES = [
  "cells-given",
  "code-list",
  "code-mapping",
  "header",
  "listed-codes",
  "micro-data",
  "number-format",
  "query-file",
  "query-folder",
  "row-flags",
  "table-query",
  "table-source",
  "tabular",
  "text-file",
  "wide-columns",
  "year-sight",
] as const;

function usedRules(): readonly string[] {
  const found = FILES.flatMap((name) => {
    const source = readFileSync(join(ROOT, "src/sources", `${name}.ts`), "utf8");
    const lines = [...source.matchAll(/\brule: [^,}]*/g)].map(([text]) => text);
    return lines.flatMap((text) => [...text.matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)+)"/g)]);
  });
  return [...new Set(found.map((match) => String(match[1])))].sort();
}

it("lists each rule once, and each that there is", () => {
  const [, rules = ""] = DOCS.split("\n## Rules\n");
  const described = [...rules.matchAll(/^\| `([a-z0-9-]+)`(?: \(warning\))? \|/gm)];
  expect(usedRules().length).toBeGreaterThan(30);
  expect(described.map((match) => String(match[1])).sort()).toEqual(usedRules());
});

describe("an example of a query file", () => {
  const examples = [...DOCS.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => String(match[1]));

  it("is there for each form", () => {
    expect(examples).toHaveLength(4);
  });

  it.each(examples)("can be read: %s", async (text) => {
    const log = createLog("docs/mapping.md");
    const reading = readQueryFile(Buffer.from(text), log);
    expect(log.errors()).toEqual([]);
    const source = await sourceNamed(reading?.query.source ?? "");
    if (typeof source === "string" || reading === undefined) throw new Error(String(source));
    readOwnPart(source.schema, reading, log);
    expect(log.errors()).toEqual([]);
  });
});

describe("an example of a table", () => {
  const write = madeFiles();
  const [, ...sections] = (DOCS.split("\n## All query files\n")[0] ?? "").split("\n### ");

  /** What the query of a section makes of the table above it. */
  async function read(title: string) {
    const section = sections.find((one) => one.startsWith(title)) ?? "";
    const [, content = "", yaml = ""] =
      /```\n([\s\S]*?)```[\s\S]*?```yaml\n([\s\S]*?)```/.exec(section) ?? [];
    const { query } = sound(yaml);
    const { encoding } = z.looseObject({ encoding: z.string().optional() }).parse(query.query);
    const bytes = Buffer.from(content, encoding === "latin-1" ? "latin1" : "utf8");
    const years = query.years?.map(Number);
    return runOnFiles(table, { ...own(query.query), files: [write(bytes)] }, years);
  }

  it("of the web has the year of the column's name", async () => {
    const { told, errors } = await read("The statistical office");
    expect({ told, errors }).toEqual({ told: ["2024 nation 01 jobs 23315 (4)"], errors: [] });
  });

  it("in English has a column for each year", async () => {
    const { told, errors, delivery } = await read("An English table");
    expect(errors).toEqual([]);
    expect(told).toEqual([
      "2018 E1 26 jobs 1240 (2)",
      "2019 E1 26 jobs 1310 (2)",
      "2018 E1 27 jobs – x (3)",
      "2019 E1 27 jobs 80 (3)",
    ]);
    expect([...delivery.regionNames]).toEqual([["E1", "East"]]);
  });

  it("in Latin-1 counts jobs in thousands and firms one by one", async () => {
    const { told, errors } = await read("A long table");
    expect(errors).toEqual([]);
    expect(told).toEqual([
      "2020 3801 26 jobs 1240 (2)",
      "2020 3801 26 firms 14 (3)",
      "2020 3802 26 jobs – c (4)",
    ]);
  });
});

function sound(text: string) {
  const log = createLog("docs/mapping.md");
  const reading = readQueryFile(Buffer.from(text), log);
  if (reading === undefined) throw new Error(JSON.stringify(log.errors()));
  return reading;
}

function own(query: unknown): object {
  return z.looseObject({}).parse(query);
}
