/** What a reader comes for, done as a reader would: find Horten's electronics in three ways, compare, take along, cite, print. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";

const origin = inject("origin");
const HORTEN = "/1998/clusters/horten/electronics/";

let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ acceptDownloads: true });
  page = await context.newPage();
  await page.goto(`${origin}/`);
});
afterEach(() => context.close());

const path = (): string => new URL(page.url()).pathname;

describe("a reader finds Horten’s electronics from the front page", () => {
  it("by search, from the keyboard", async () => {
    await page.getByRole("link", { name: "Search" }).first().click();
    await page.getByRole("searchbox").fill("horten elec");
    await page.locator("[data-results] a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${HORTEN}`);
  });

  it("by the map", async () => {
    await page.getByRole("link", { name: "All clusters" }).first().click();
    await page.locator("[data-explorer]").scrollIntoViewIfNeeded();
    await page.locator("[data-explorer] select").first().waitFor();
    // One symbol lies under others: the filter by text leaves it alone on the map.
    await page.locator('[data-explorer] input[type="search"]').fill("Horten");
    await page.locator(`[data-explorer] svg a[href="${HORTEN}"]`).click();
    await page.waitForURL(`**${HORTEN}`);
  });

  it("by the sector", async () => {
    await page.getByRole("link", { name: "By sector" }).first().click();
    await page.getByRole("link", { name: "Electronics", exact: true }).first().click();
    expect(path()).toBe("/1998/sectors/electronics/");
    await page.locator("#clusters").getByRole("link", { name: "Horten" }).click();
    expect(path()).toBe(HORTEN);
  });
});

describe("on the page of the cluster a reader", () => {
  beforeEach(() => page.goto(origin + HORTEN).then(() => undefined));

  it("compares it with the nation", async () => {
    const row = page.locator("#growth tbody tr").first();
    const numbers = await row
      .locator("data")
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("value"))));
    expect(numbers).toHaveLength(3);
    const [, here = 0, nation = 0] = numbers;
    expect(here).toBeGreaterThan(nation);
    await expect
      .poll(() => page.locator("figure[data-chart] .plate-headline").first().textContent())
      .toMatch(/jobs grew \d+ percent .*; in the country they fell/);
  });

  it("downloads its figures", async () => {
    await page.getByText("Data and downloads").first().click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Data (CSV)" }).first().click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(text).toContain("1990");
    expect(text.split("\n").length).toBeGreaterThan(3);
  });

  it("cites it, modelled figures and all", async () => {
    const citation = await page.locator(".cite .citation:visible").textContent();
    expect(citation).toContain("Horten: Electronics");
    expect(citation).toContain("(1998)");
    expect(citation).toMatch(/\[Modelled data made in \d{4}, sha256:[0-9a-f]{12}\]/);
    expect(citation).toContain(HORTEN);
    // The handbook shows this very reference, as far as it fits on a line.
    const handbook = await readFile(join(import.meta.dirname, "../../docs/citing.md"), "utf8");
    const [, shown = "no example"] = /^ {4}(Klyngeatlas\. .*) In …$/m.exec(handbook) ?? [];
    expect(citation?.startsWith(shown)).toBe(true);
    const bib = await context.request.get(`${origin}${HORTEN}cite.bib`);
    expect(await bib.text()).toContain("Modelled figures");
  });

  it("prints it, with its address, its citation and all its tables", async () => {
    await page.emulateMedia({ media: "print" });
    const shown = await page.locator("table:visible").count();
    expect(shown).toBeGreaterThanOrEqual(3);
    expect(await page.locator(".cite .citation:visible").isVisible()).toBe(true);
    expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(10_000);
  });

  it("reads it in Norwegian, and comes back", async () => {
    await page.getByRole("link", { name: "Norsk" }).click();
    expect(path()).toBe(`/nb${HORTEN}`);
    expect(await page.locator("h1").textContent()).toBe("Horten: Elektronikk");
    await page.getByRole("link", { name: "English" }).click();
    expect(path()).toBe(HORTEN);
  });
});
