/**
 * Imports go one way (docs/architecture.md). The checker reads source text, so that what it finds does
 * not depend on what a bundler or compiler leaves out; the last tests show that it can fail.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Folders of src that each folder may import from, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  words: [],
  read: ["model", "words"],
  model: [],
  charts: ["model", "words"],
  pages: ["model", "words", "charts"],
  site: ["read", "model", "words", "charts", "pages"],
  sources: ["read", "model"],
  commands: ["read", "sources", "model", "charts", "pages", "site"],
  client: ["model", "words"],
};

/** What src/read may know of the folders after it: shapes, and what a well-formed message is. */
const SHAPES = [
  "src/model/dataset.ts",
  "src/model/erratum.ts",
  "src/model/narrative.ts",
  "src/model/redirect.ts",
  "src/words/language.ts",
  "src/words/message.ts",
];

/** Packages that one place alone may import. */
const OWNERS: readonly { readonly name: RegExp; readonly owner: RegExp }[] = [
  { name: /^@11ty\//, owner: /^src\/site\/|^\.eleventy\.js$/ },
  { name: /^csv-parse(?:\/|$)/, owner: /^src\/read\/table\.ts$/ },
  { name: /^vega(?:-lite)?$/, owner: /^src\/charts\/render\.ts$|^src\/client\// },
  { name: /^vega-embed$/, owner: /^src\/client\// },
  { name: /^intl-messageformat$/, owner: /^src\/words\/message\.ts$/ },
  { name: /^esbuild$/, owner: /^src\/site\/assets\.ts$/ },
];

/** Names whose answers differ between machines and runs. */
const UNSTEADY =
  /\b(?:Math\.random|Date\.now|new Date|performance\.now|localeCompare|toLocale[A-Z]\w*|Intl\.)/;

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Import and export declarations and dynamic imports with a fixed text. */
function importsOf(source: string): readonly Import[] {
  const bare = withoutComments(source);
  const declarations = [
    ...bare.matchAll(
      /(?:^|[;\n}])\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/g,
    ),
  ].map((match) => ({ specifier: match[3] ?? "", typeOnly: match[2] !== undefined }));
  const dynamic = [...bare.matchAll(/\bimport\(\s*["']([^"']+)["']/g)].map((match) => ({
    specifier: match[1] ?? "",
    typeOnly: false,
  }));
  return [...declarations, ...dynamic];
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}

/** What is wrong with the imports of one file, in words. `file` is below the root, with "/" between names. */
function violations(file: string, source: string): readonly string[] {
  const folder = /^src\/([^/]+)\//.exec(file)?.[1];
  const found = importsOf(source).flatMap(({ specifier, typeOnly }) => {
    if (!specifier.startsWith(".")) return packageViolation(file, specifier, typeOnly);
    const target = posix.join(posix.dirname(file), specifier);
    const targetFolder = /^src\/([^/]+)\//.exec(target)?.[1];
    if (folder === undefined || targetFolder === undefined) return [];
    if (!/\.(?:ts|json)$/.test(specifier))
      return [`${file} imports ${specifier} without its ending`];
    if (folder === targetFolder) return [];
    if (ALLOWED[folder]?.includes(targetFolder) !== true)
      return [`${file} imports ${target}: ${folder} must not import ${targetFolder}`];
    if (folder === "read" && !SHAPES.includes(target))
      return [`${file} imports ${target}: read may import shapes alone`];
    return [];
  });
  const pure = folder === "model" || folder === "charts" || folder === "pages" || folder === "read";
  const unsteady = pure ? UNSTEADY.exec(withoutComments(source))?.[0] : undefined;
  return unsteady === undefined ? found : [...found, `${file} uses ${unsteady}`];
}

function packageViolation(file: string, specifier: string, typeOnly: boolean): readonly string[] {
  if (/^src\/model\//.test(file) && !typeOnly)
    return [`${file} imports ${specifier}: model imports nothing outside model`];
  const owned = OWNERS.find(({ name }) => name.test(specifier));
  if (owned === undefined || typeOnly || owned.owner.test(file)) return [];
  return [`${file} imports ${specifier}, which belongs to ${owned.owner.source}`];
}

function sourceFiles(): readonly string[] {
  const below = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(?:ts|js)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"));
  return [...below, ".eleventy.js"].sort();
}

describe("the source", () => {
  const files = sourceFiles();

  it("has files in every folder that the order names", () => {
    const folders = new Set(files.map((file) => file.split("/")[1]));
    expect(Object.keys(ALLOWED).filter((folder) => !folders.has(folder))).toEqual([]);
  });

  it("has no folder that the order does not name", () => {
    const folders = new Set(files.flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []));
    expect([...folders].filter((folder) => !(folder in ALLOWED))).toEqual([]);
  });

  it("imports one way, and each package where it belongs", () => {
    const found = files.flatMap((file) => violations(file, readFileSync(join(ROOT, file), "utf8")));
    expect(found).toEqual([]);
  });
});

describe("the checker", () => {
  it.each([
    ["src/model/a.ts", 'import { x } from "../pages/x.ts";', "must not import pages"],
    ["src/read/a.ts", 'import { lq } from "../model/atlas.ts";', "shapes alone"],
    ["src/client/a.ts", 'import { x } from "../pages/format.ts";', "must not import pages"],
    ["src/pages/a.ts", 'export { x } from "../site/x.ts";', "must not import site"],
    ["src/pages/a.ts", 'const x = await import("../site/x.ts");', "must not import site"],
    ["src/charts/a.ts", 'import type { V } from "../pages/view.ts";', "must not import pages"],
    ["src/pages/a.ts", 'import Eleventy from "@11ty/eleventy";', "belongs to"],
    ["src/read/index.ts", 'import { parse } from "csv-parse/sync";', "belongs to"],
    ["src/charts/bars.ts", 'import {\n  View,\n} from "vega";', "belongs to"],
    ["src/model/a.ts", 'import { readFileSync } from "node:fs";', "nothing outside model"],
    ["src/pages/a.ts", 'import { x } from "./x";', "without its ending"],
    ["src/pages/a.ts", "const now = new Date();", "uses new Date"],
    ["src/model/a.ts", "ids.sort((a, b) => a.localeCompare(b));", "uses localeCompare"],
  ])("finds in %s: %s", (file, source, message) => {
    expect(violations(file, source).join("\n")).toContain(message);
  });

  it.each([
    ["src/read/a.ts", 'import type { Dataset } from "../model/dataset.ts";'],
    ["src/model/a.ts", 'import type { Geometry } from "geojson";'],
    ["src/site/a.ts", 'import { planSite } from "../pages/plan.ts";'],
    ["src/pages/a.ts", '// import { x } from "../site/x.ts";'],
    ["src/read/table.ts", 'import { parse } from "csv-parse";'],
  ])("lets pass in %s: %s", (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});
