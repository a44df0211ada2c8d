import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkSite } from "../../src/site/check-site.ts";
import { Failure } from "../../src/site/failure.ts";
import { withPageThread } from "../../src/site/page-thread.ts";
import { renderSheets } from "../../src/site/render-sheets.ts";
import { createSearchWriter } from "../../src/site/write-search.ts";
import { LANGUAGES } from "../speech.ts";
import { makeSheet } from "./make-sheet.ts";

let folder: string;

function place(file: string, text: string): void {
  const path = join(folder, "content", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-thread-"));
  place(
    "_includes/layouts/base.njk",
    '<html lang="en"><title>{{ sheet.title }}</title>{{ content | safe }}</html>',
  );
  place(
    "pages/region.njk",
    "---\npagination: { data: sheets.region, size: 1, alias: sheet }\n---\n<h1>{{ sheet.view.name }}</h1>",
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = (output: string) => ({
  contentDir: join(folder, "content"),
  outputDir: join(folder, output),
  shared: {
    data: { assets: {}, contentSecurityPolicy: "default-src 'none'", site: {} },
    languages: LANGUAGES,
  },
  batchSize: 2,
});

const region = (n: number, view: unknown) =>
  makeSheet({ kind: "region", path: `/e/${n}/`, title: `Region ${n}`, view });

const HERE = { baseUrl: undefined, pathPrefix: "/" };

describe("page thread", () => {
  it("renders the same pages, and finds the same problems, as without it", async () => {
    const sheets = [1, 2, 3, 4, 5].map((n) => region(n, { name: `R${n}` }));
    await renderSheets(sheets, options("here"));
    const { pages, check } = await withPageThread(HERE, async (thread) => ({
      pages: await thread.render(sheets, options("there")),
      check: await thread.check(undefined),
    }));
    expect(pages).toBe(5);
    for (const { file } of sheets)
      expect(readFileSync(join(folder, "there", file), "utf8")).toBe(
        readFileSync(join(folder, "here", file), "utf8"),
      );
    expect(check.problems.length).toBeGreaterThan(0);
    createSearchWriter(join(folder, "here"), HERE).finish(undefined);
    expect(check).toEqual(checkSite(join(folder, "here"), HERE));
  });

  it("tells which page failed as the renderer does, even where it is the last", async () => {
    const sheets = [region(1, { name: "R1" }), region(2, { name: "R2" }), region(3, {})];
    const failure = await withPageThread(HERE, (thread) =>
      thread.render(sheets, options("out")),
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ diagnostics: [{ page: "/e/3/", file: "pages/region.njk" }] });
  });
});
