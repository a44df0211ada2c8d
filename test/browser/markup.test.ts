import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { HtmlValidate } from "html-validate";
import { describe, expect, inject, it } from "vitest";

const folder = inject("siteFolder");

function pages(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe("the built pages", () => {
  it("are valid HTML, every one of them", async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:standard", "html-validate:document"],
      rules: {
        // A matter of taste, not of validity.
        "void-style": "off",
        "long-title": "off",
        "no-inline-style": "error",
        // The site's own files need no integrity hashes: they come from where the page comes from.
        "require-sri": ["error", { target: "crossorigin" }],
        // A region that scrolls must be reached by keyboard, and named.
        "prefer-native-element": "off",
      },
    });
    const complaints: string[] = [];
    const all = pages();
    expect(all.length).toBeGreaterThan(250);
    for (const file of all) {
      const report = await validator.validateString(readFileSync(file, "utf8"));
      for (const { messages } of report.results) {
        for (const { line, ruleId, message } of messages) {
          complaints.push(`${relative(folder, file)}:${line} ${ruleId}: ${message}`);
        }
      }
    }
    expect(complaints.slice(0, 20)).toEqual([]);
  }, 300_000);

  it("link the style sheet of all that they show", () => {
    const assets = join(folder, "assets");
    const sheets = readdirSync(assets)
      .filter((name) => /^(?:claims|explorer|search)-[^/]*\.css$/.test(name))
      .map((name) => {
        const css = readFileSync(join(assets, name), "utf8");
        // A class that the main sheet styles too can do without the other: `.part.part-wide`.
        return { name, classes: without(classesIn(css), mainClasses(assets)) };
      });
    expect(sheets.map(({ classes }) => classes.length > 0)).toEqual([true, true, true]);
    const missing = pages().flatMap((file) => {
      const html = readFileSync(file, "utf8");
      const used = new Set(
        [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, all]) => all?.split(" ") ?? []),
      );
      return sheets
        .filter(({ name }) => !html.includes(`/${name}"`))
        .flatMap(({ name, classes }) =>
          classes
            .filter((each) => used.has(each))
            .map((each) => `${relative(folder, file)}: ${each} is styled in ${name}`),
        );
    });
    expect(missing.slice(0, 10)).toEqual([]);
  });

  it("show each computed figure exactly as figures.json has it", () => {
    const figures = JSON.parse(
      readFileSync(join(folder, "1998/data/figures.json"), "utf8"),
    ) as Record<
      string,
      {
        readonly value: number | null;
        readonly formula: string;
        readonly inputs: readonly unknown[];
      }
    >;
    const wrong: string[] = [];
    let seen = 0;
    for (const file of pages()) {
      const html = readFileSync(file, "utf8");
      for (const [, value, id] of html.matchAll(/<data value="([^"]*)" data-figure="([^"]*)"/g)) {
        seen += 1;
        const figure = figures[id?.replaceAll("&amp;", "&") ?? ""];
        if (figure === undefined || String(figure.value) !== value || figure.formula === "")
          wrong.push(`${relative(folder, file)}: ${id} = ${value}`);
      }
    }
    expect(seen).toBeGreaterThan(5000);
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});

function classesIn(css: string): readonly string[] {
  return [...new Set([...css.matchAll(/\.([a-z][a-z-]*)/g)].map(([, name]) => name ?? ""))];
}

function mainClasses(assets: string): readonly string[] {
  const main = readdirSync(assets).find((name) => /^main-.*\.css$/.test(name)) ?? "";
  return classesIn(readFileSync(join(assets, main), "utf8"));
}

function without(all: readonly string[], known: readonly string[]): readonly string[] {
  return all.filter((each) => !known.includes(each));
}
