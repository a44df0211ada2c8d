/** docs/input.md lists every rule that src/read can break, and no other. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RESERVED_REGIONS } from "../../src/model/figure-id.ts";
import { RESERVED_SEGMENTS } from "../../src/pages/urls.ts";
import { RESERVED_EDITION_IDS } from "../../src/read/edition.ts";
import { RESERVED_REGION_IDS } from "../../src/read/regions.ts";

const ROOT = join(import.meta.dirname, "../..");
const DOCS = readFileSync(join(ROOT, "docs/input.md"), "utf8");

/** Names in quotes after `rule:`, and the narratives' own, which are arguments. */
function usedRules(): readonly string[] {
  const folder = join(ROOT, "src/read");
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const found = sources.flatMap((name) => {
    const source = readFileSync(join(folder, name), "utf8");
    const lines = [...source.matchAll(/\brule: [^,}]*/g)].map(([text]) => text);
    const named = lines.flatMap((text) => [...text.matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)+)"/g)]);
    return [...named, ...source.matchAll(/"(narrative-[a-z0-9-]+)"/g)].map((match) => match[1]);
  });
  return [...new Set(found.map(String))].sort();
}

function describedRules(): readonly string[] {
  const [, rules = ""] = DOCS.split("\n## Rules\n");
  return [...rules.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => String(match[1])).sort();
}

it("lists each rule once, and each that there is", () => {
  expect(usedRules().length).toBeGreaterThan(60);
  expect(describedRules()).toEqual(usedRules());
});

it("names the ids that are taken, as the model and the addresses have them", () => {
  expect([...RESERVED_REGION_IDS].sort()).toEqual([...RESERVED_REGIONS].sort());
  expect([...RESERVED_EDITION_IDS].sort()).toEqual([...RESERVED_SEGMENTS].sort());
  for (const id of [...RESERVED_EDITION_IDS, ...RESERVED_REGION_IDS]) {
    expect(DOCS).toContain(`\`${id}\``);
  }
});
