/**
 * The archive of the bundled edition as a reader has it who found it in a repository: unpacked on a disk, opened by its
 * first page, with no network at all.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { unzipSync } from "fflate";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

/** A name that an address must escape. */
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas archive å #1 "));
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What went wrong on pages, and what they asked the network for. */
let complaints: string[];

beforeAll(async () => {
  browser = await launch();
  context = await browser.newContext({ offline: true });
  await context.route(/^https?:/, async (route) => {
    complaints.push(`asked for ${route.request().url()}`);
    await route.abort();
  });
  const archive = unzipSync(readFileSync(join(inject("siteFolder"), "1998/archive.zip")));
  for (const [name, content] of Object.entries(archive)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await page?.close();
  complaints = [];
  page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`no ${request.url()}`));
});

const addressOf = (file: string): string => pathToFileURL(join(folder, file)).href;
const open = (file: string) => page.goto(addressOf(file), { waitUntil: "load" });
const heading = (): Promise<string> => page.locator("h1").innerText();

/** Follows a link as a reader does, to another page of the archive. */
async function follow(selector: string, file: string): Promise<void> {
  await page.locator(selector).first().click();
  await page.waitForURL(addressOf(file));
}

/** Whether the page has its fonts and style, and all its pictures; a file that is missing is among the complaints. */
async function dress(): Promise<unknown> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    const main = getComputedStyle(document.body);
    return {
      family: main.fontFamily.includes("Source Sans 3"),
      fonts: [...document.fonts].filter(({ status }) => status === "error").length,
      loaded: [...document.fonts].filter(({ status }) => status === "loaded").length > 0,
      blind: [...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length,
    };
  });
}
const DRESSED = { family: true, fonts: 0, loaded: true, blind: 0 };

it("is walked from its first page to a cluster and on in Norwegian, without a network", async () => {
  await open("index.html");
  expect(await heading()).toContain("Klyngeatlas");
  expect(await page.locator('[data-status="modelled"]').count()).toBe(2);
  expect(await dress()).toEqual(DRESSED);
  await follow('a[href="1998/index.html"]', "1998/index.html");
  expect(await dress()).toEqual(DRESSED);
  await follow('nav.sections a[href$="clusters/index.html"]', "1998/clusters/index.html");
  expect(await page.locator("tr[data-region][data-sector]").count()).toBeGreaterThan(50);
  const cluster = "clusters/horten/electronics/index.html";
  await follow('tr[data-region="horten"][data-sector="electronics"] a', `1998/${cluster}`);
  expect(await dress()).toEqual(DRESSED);
  expect(await page.locator("figure[data-chart] svg").first().isVisible()).toBe(true);
  await follow("a.to-language", `nb/1998/${cluster}`);
  expect(await page.locator("html").getAttribute("lang")).toBe("nb");
  expect(await heading()).toContain("Horten");
  expect(await dress()).toEqual(DRESSED);
  expect(complaints).toEqual([]);
});

it("leads out of the edition only to a page that says it is outside", async () => {
  await open("1998/index.html");
  await follow("a.to-search", "outside.html");
  expect(await page.locator("main").innerText()).toContain("This page is not in the archive");
  await follow('a[href="1998/index.html"]', "1998/index.html");
  expect(complaints).toEqual([]);
});

it.each(["index.html", "outside.html"])("%s is for everyone, on a phone too", async (file) => {
  // Colours and sizes are judged by axe's own script, which the policy of these pages keeps out.
  const reader = await browser.newContext({ offline: true, bypassCSP: true });
  const own = await reader.newPage();
  await own.setViewportSize({ width: 360, height: 800 });
  await own.goto(addressOf(file));
  for (const colorScheme of ["light", "dark"] as const) {
    await own.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: own }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
  expect(await sidewaysOverflow(own)).toBe(0);
  await reader.close();
});

it.each([
  "1998/growth/index.html",
  "1998/method/index.html",
  "1998/regions/oslo/index.html",
  "1998/cases/horten/index.html",
  "nb/1998/argument/index.html",
  "nb/1998/data/index.html",
])("%s loads what it names and nothing else", async (file) => {
  await open(file);
  expect(await dress()).toEqual(DRESSED);
  expect(await page.locator("script[src], link[rel=preload]").count()).toBe(0);
  expect(complaints).toEqual([]);
});
