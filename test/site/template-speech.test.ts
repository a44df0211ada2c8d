import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderSheets } from "../../src/site/render-sheets.ts";
import { LANGUAGES } from "../speech.ts";
import { makeSheet } from "./make-sheet.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-say-"));
  place("_includes/layouts/base.njk", "{{ content | safe }}");
  place("_includes/mark.njk", "{% macro mark(text) %}<b>{{ text }}</b>{% endmacro %}");
  place(
    "_includes/both.njk",
    '{% from "mark.njk" import mark with context %}{% macro both(a, b) %}{{ say("language.list", first=mark(a), last=b) }}{% endmacro %}',
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function place(file: string, text: string): void {
  const path = join(folder, "content", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** One page each in English and bokmål, in one batch. */
async function render(body: string): Promise<readonly string[]> {
  place(
    "pages/region.njk",
    `---\npagination: { data: sheets.region, size: 1, alias: sheet }\n---\n${body}`,
  );
  const sheets = [
    makeSheet({ kind: "region", path: "/e/", lang: "en" }),
    makeSheet({ kind: "region", path: "/nb/e/", lang: "nb" }),
  ];
  await renderSheets(sheets, {
    contentDir: join(folder, "content"),
    outputDir: join(folder, "out"),
    shared: {
      data: { assets: {}, contentSecurityPolicy: "", site: {} },
      languages: LANGUAGES,
    },
  });
  return sheets.map(({ file }) => readFileSync(join(folder, "out", file), "utf8").trim());
}

describe("say in templates", () => {
  it("speaks the language of the page, also inside components", async () => {
    const texts = await render(
      '{% from "both.njk" import both with context %}{{ say("language.month-5") }}: {{ both("a", "b") }}',
    );
    expect(texts).toEqual(["May: <b>a</b> and b", "mai: <b>a</b> og b"]);
  });

  it("escapes whatever is not markup of a component", async () => {
    const [text] = await render('{{ say("language.list", first="<i>", last="R&D") }}');
    expect(text).toBe("&lt;i&gt; and R&amp;D");
  });

  it.each([
    ['{{ say("language.nowhere") }}', "no message language.nowhere"],
    ['{{ say("language.list", first="a") }}', "last"],
    [
      '{% from "both.njk" import both %}{{ both("a", "b") }}',
      "language.list is said where no page is known",
    ],
  ])("%s stops the work", async (body, message) => {
    await expect(render(body)).rejects.toMatchObject({
      diagnostics: [{ message: expect.stringContaining(message) }],
    });
  });
});
