/** docs/add.md lists every rule that add itself can report, every option and every property of its result, and no other. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCommand } from "../../src/commands/add.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const DOCS = read("docs/add.md");

/** Files whose rules stand here; those of query-folder.ts are among the rules of docs/mapping.md. */
const FILES = [
  ...["add-edition", "carry", "contract-files", "description", "edition-files", "gather"],
  ...["guard", "name-codes", "sources"],
].map((name) => `src/sources/${name}.ts`);
const COMMANDS = readdirSync(join(ROOT, "src/commands"))
  .filter((name) => /^add.*\.ts$/.test(name))
  .map((name) => `src/commands/${name}`);

const ruleRows = (text: string): readonly string[] =>
  [...text.matchAll(/^\| `([a-z0-9-]+)`(?: \(warning\))? \|/gm)].map((match) => String(match[1]));

const section = (heading: string): string => {
  const [, text = ""] = DOCS.split(`\n## ${heading}\n`);
  return text.split("\n## ")[0] ?? "";
};

describe("docs/add.md", () => {
  it("lists the rules that add reports of its input, but for those of docs/input.md", () => {
    const used = [...FILES, ...COMMANDS]
      .flatMap((file) => [...read(file).matchAll(/\brule: "([a-z0-9-]+)"/g)])
      .map((match) => String(match[1]));
    const guardRules = ruleRows(section("The guard"));
    const inputRules = ruleRows(read("docs/input.md"));
    const own = new Set(
      used.filter((rule) => !guardRules.includes(rule) && !inputRules.includes(rule)),
    );
    expect(used.length).toBeGreaterThan(5);
    expect(ruleRows(section("Rules"))).toEqual([...own].sort());
  });

  it("names every option, and none that there is not", () => {
    const named = new Set([...DOCS.matchAll(/--([a-z][a-z-]*)/g)].map((match) => String(match[1])));
    const known = Object.keys(addCommand.options);
    expect(known.filter((option) => !named.has(option) && option !== "content")).toEqual([]);
    expect([...named].filter((name) => !known.includes(name) && name !== "json")).toEqual([]);
  });

  it("names every property of the result", () => {
    const [, result = ""] = read("src/commands/add-report.ts").split("    result: {\n");
    const properties = [
      ...(result.split("\n    },")[0] ?? "").matchAll(/^ {6}([a-z]+)(?=[,:])/gm),
    ].map((match) => String(match[1]));
    expect(properties).toContain("receipts");
    const [described = ""] = /With `--json`: [^.]*\./.exec(section("For programs")) ?? [];
    for (const property of properties) expect(described).toContain(`\`${property}\``);
  });
});
