import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderSheets } from "../../src/site/render-sheets.ts";
import { LANGUAGES } from "../speech.ts";
import { makeSheet } from "./make-sheet.ts";

let folder: string;

function place(file: string, text: string): void {
  const path = join(folder, "content", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function template(kind: string, body: string): void {
  place(
    `pages/${kind}.njk`,
    `---\npagination: { data: sheets.${kind}, size: 1, alias: sheet, addAllPagesToCollections: false }\npermalink: "{{ sheet.file }}"\nlayout: base\n---\n${body}`,
  );
}

const options = () => ({
  contentDir: join(folder, "content"),
  outputDir: join(folder, "out"),
  shared: {
    data: {
      assets: { css: "/assets/main.css" },
      contentSecurityPolicy: "default-src 'none'",
      site: { title: "Site" },
    },
    languages: LANGUAGES,
  },
});

const output = (file: string): string => readFileSync(join(folder, "out", file), "utf8");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-render-"));
  place("_includes/layouts/base.njk", '<link href="{{ assets.css }}">{{ content | safe }}');
  template("region", "<h1>{{ sheet.title }}</h1>");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("renderSheets", () => {
  it("renders each sheet into its file with the template of its kind", async () => {
    template("near-misses", "<h1>near {{ sheet.title }}</h1>");
    const pages = await renderSheets(
      [
        makeSheet({ kind: "region", path: "/e/regions/north/", title: "North" }),
        makeSheet({ kind: "near-misses", path: "/e/near-misses/", title: "misses" }),
      ],
      options(),
    );
    expect(pages).toBe(2);
    expect(output("e/regions/north/index.html").trim()).toBe(
      '<link href="/assets/main.css"><h1>North</h1>',
    );
    expect(output("e/near-misses/index.html")).toContain("<h1>near misses</h1>");
  });

  it("renders the same pages whatever the size of a batch", async () => {
    const sheets = ["a", "b", "c", "d", "e"].map((id) =>
      makeSheet({ kind: "region", path: `/e/regions/${id}/`, title: id }),
    );
    const progress: number[] = [];
    await renderSheets(sheets, { ...options(), batchSize: 2, onPages: (n) => progress.push(n) });
    expect(progress).toEqual([2, 4, 5]);
    expect(sheets.map(({ file }) => output(file).includes("<h1>"))).toEqual(Array(5).fill(true));
  });

  it("prints markup and template syntax in data as text", async () => {
    const title = "<script>x</script>{{ 7 * 7 }}{% raw %}";
    await renderSheets([makeSheet({ kind: "region", path: "/e/", title })], options());
    expect(output("e/index.html")).toContain(
      "<h1>&lt;script&gt;x&lt;/script&gt;{{ 7 * 7 }}{% raw %}</h1>",
    );
  });

  it("refuses a page outside the output folder, and writes nothing", async () => {
    const sheet = { ...makeSheet({ kind: "region", path: "/e/" }), file: "../escaped/index.html" };
    await expect(renderSheets([sheet], options())).rejects.toThrow(/no file name/);
    expect(existsSync(join(folder, "escaped"))).toBe(false);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("refuses two pages of one address", async () => {
    const sheet = makeSheet({ kind: "region", path: "/e/" });
    await expect(renderSheets([sheet, sheet], options())).rejects.toThrow(/Two pages/);
  });

  it("refuses a sheet without a template", async () => {
    const sheet = makeSheet({ kind: "sector", path: "/e/" });
    await expect(renderSheets([sheet], options())).rejects.toThrow(/sector\.njk is missing/);
  });

  it("fails, and names page and template, when a template prints what is not defined", async () => {
    template("region", "{{ sheet.view.name }}");
    const sheets = ["a", "b", "c", "d", "e"].map((id) =>
      makeSheet({
        kind: "region",
        path: `/e/regions/${id}/`,
        view: id === "d" ? {} : { name: id },
      }),
    );
    await expect(renderSheets(sheets, options())).rejects.toMatchObject({
      message: "A page could not be rendered.",
      diagnostics: [
        {
          page: "/e/regions/d/",
          file: "pages/region.njk",
          message: expect.stringMatching(/region\.njk.*Line \d+.*undefined value/),
        },
      ],
    });
  });

  it("takes Markdown in the content folder for words, never for a page", async () => {
    place("cases/town.md", "# {{ sheet.title }}");
    await renderSheets([makeSheet({ kind: "region", path: "/e/" })], options());
    expect(existsSync(join(folder, "out", "cases"))).toBe(false);
  });
});
