/** The whole edition as one PDF, printed by the browser of these tests. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildSite } from "../../src/site/index.ts";
import { pageCount, pagesOfPlaces } from "../../src/site/pdf-file.ts";
import { createWorkspace, ROOT, type Workspace } from "../commands/program.ts";
import { launch } from "./browser.ts";

let browser: Browser;
let space: Workspace;
const prints: Buffer[] = [];
let site = "";
let folder = "";

beforeAll(async () => {
  browser = await launch();
  space = createWorkspace();
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-report-test-"));
  const dataDir = space.data("data", { "2001": {} });
  for (const name of ["first", "second"]) {
    site = join(folder, name);
    await buildSite({
      projectDir: ROOT,
      dataDir,
      contentDir: space.content,
      outputDir: site,
      baseUrl: "https://atlas.example",
      pathPrefix: "/p/",
      print,
    });
    prints.push(readFileSync(join(site, "2001/report.pdf")));
  }
});
afterAll(async () => {
  await browser.close();
  space.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** As the command does, by the browser that every machine has for these tests. */
async function print(html: string, pdf: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(html).href);
  await page.pdf({ path: pdf, tagged: true, outline: true, preferCSSPageSize: true });
  await page.close();
}

const text = (): string => prints[0]?.toString("latin1") ?? "";

it("is linked from the edition, in each language", () => {
  for (const page of ["2001", "nb/2001"]) {
    expect(readFileSync(join(site, page, "index.html"), "utf8")).toContain(
      `href="/p/${page}/report.pdf"`,
    );
    expect(
      readFileSync(join(site, page, "report.pdf"))
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  }
});

it("is tagged, says its language, and has an outline of its pages", () => {
  expect(text()).toContain("/StructTreeRoot");
  expect(text()).toMatch(/\/MarkInfo <<[^>]*\/Marked true/);
  expect(text()).toMatch(/\/Lang \(en/);
  expect(text()).toContain("/Type /Outlines");
  expect(pageCount(prints[0] ?? Buffer.alloc(0))).toBeGreaterThan(8);
});

it("leads from its contents to the places of its pages, each later than the one before", () => {
  const places = [...pagesOfPlaces(prints[0] ?? Buffer.alloc(0))].filter(([name]) =>
    /^p\d+$/.test(name),
  );
  const pages = places
    .toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))
    .map(([, page]) => page);
  expect(pages.length).toBeGreaterThan(8);
  expect(pages[0]).toBeGreaterThan(2);
  expect(pages).toEqual(pages.toSorted((a, b) => a - b));
});

it("is set in the type of the pages", () => {
  expect(text()).toContain("SourceSans3");
});

it("is the same bytes whenever it is printed, and dated by the edition", () => {
  expect(prints[1]?.equals(prints[0] ?? Buffer.alloc(0))).toBe(true);
  expect([...text().matchAll(/\(D:(\d{8})/g)].map(([, day]) => day)).toEqual([
    expect.stringMatching(/^2001/),
    expect.stringMatching(/^2001/),
  ]);
});
