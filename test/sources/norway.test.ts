/** The query files for Norway that come with the product. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLog } from "../../src/read/problem-log.ts";
import { klass } from "../../src/sources/klass.ts";
import { pxweb } from "../../src/sources/pxweb.ts";
import { type QueryReading, readQueryFile } from "../../src/sources/query-file.ts";
import { register } from "../../src/sources/register.ts";
import type { Source } from "../../src/sources/source.ts";

const RECIPES = join(import.meta.dirname, "../../src/sources/recipes");

const SOURCES: Readonly<Record<string, Source<never>["schema"]>> = {
  klass: klass.schema as Source<never>["schema"],
  register: register.schema as Source<never>["schema"],
  pxweb: pxweb.schema as Source<never>["schema"],
};

const files = ["norway", "norway-nation"].flatMap((recipe) =>
  readdirSync(join(RECIPES, recipe))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${recipe}/${name}`),
);

function readQuery(name: string): QueryReading["query"] {
  const log = createLog(name);
  const reading = readQueryFile(readFileSync(join(RECIPES, name)), log);
  if (reading === undefined) throw new Error(JSON.stringify(log.errors()));
  return reading.query;
}

/** The code list that a query writes; undefined where it writes none. */
function writtenBy({ query }: QueryReading["query"]): unknown {
  return typeof query === "object" && query !== null && "write" in query ? query.write : undefined;
}

describe("the query files for Norway", () => {
  it("are those that docs/norway.md describes", () => {
    expect(files).toEqual([
      "norway/cells.yaml",
      "norway/regions.yaml",
      "norway/sectors.yaml",
      "norway-nation/nation.yaml",
    ]);
  });

  it.each(files)("%s asks what its source understands", (name) => {
    const { source, query } = readQuery(name);
    expect(SOURCES[source]?.safeParse(query).error).toBeUndefined();
  });

  it.each(files)("%s names code lists that are there, or that another query writes", (name) => {
    const { regions, sectors } = readQuery(name);
    const written = files.map((other) => writtenBy(readQuery(other)));
    for (const { file } of [regions, sectors].filter((part) => part !== undefined))
      expect(written).toContain(file);
  });

  it("put every division of SN2007 and SN2025 into one group", () => {
    const text = readFileSync(join(RECIPES, "norway/codes/groups.csv"), "utf8");
    const codes = text
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.slice(0, 2));
    expect(new Set(codes).size).toBe(codes.length);
    const gaps = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, "0")).filter(
      (code) => !codes.includes(code),
    );
    expect(gaps).toEqual(["04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"]);
  });
});
