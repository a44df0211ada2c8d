/** Charts of the built pages as a reader uses them: approached, walked through, taken along. */

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
let page: Page;
let requests: string[];
let complaints: string[];

beforeAll(async () => {
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as Shift).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
});
afterAll(() => browser.close());

interface Shift {
  readonly value: number;
}

async function open(path: string): Promise<void> {
  requests = [];
  complaints = [];
  await page.goto(origin + path, { waitUntil: "networkidle" });
}

const shifts = (): Promise<number> =>
  page.evaluate(() =>
    (window as unknown as { readonly shifts: readonly number[] }).shifts.reduce(
      (sum, value) => sum + value,
      0,
    ),
  );
const fetched = (name: string): number =>
  requests.filter((path) => path.includes(`/assets/${name}-`)).length;

describe("a page with two charts and a table of the same regions", () => {
  const map = () => page.locator('figure[data-chart="map"] .plate-picture');
  const bars = () => page.locator('figure[data-chart="regions"]');

  it("fetches nothing to read marks with before a reader comes near, and never the drawing program", async () => {
    await open("/nb/1998/sectors/electronics/");
    expect(fetched("app")).toBe(1);
    expect([fetched("marks"), fetched("charts")]).toEqual([0, 0]);
    await map().focus();
    await map().locator(".mark-reading").waitFor({ state: "attached" });
    expect([fetched("marks"), fetched("charts")]).toEqual([1, 0]);
  });

  it("tells marks in its language and marks the same region in chart and table, without a jump", async () => {
    await page.keyboard.press("Home");
    const name = await map().locator(".mark-reading p").first().textContent();
    expect(await map().locator(".mark-reading").textContent()).toMatch(
      /Arbeidsplasser: \d.*1 av \d+$/,
    );
    expect(await bars().locator("[data-row].is-marked").count()).toBe(1);
    const rows = await page.locator("tr.is-marked[data-region] th").allTextContents();
    expect(rows.map((text) => text.trim())).toContain(name);
    const { violations } = await new AxeBuilder({ page }).include("figure[data-chart]").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await shifts()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("marks from the table what the charts have of its region", async () => {
    await page.keyboard.press("Escape");
    expect(await page.locator(".is-marked").count()).toBe(0);
    await page.locator('tr[data-region="horten"]').first().hover();
    expect(await map().locator("[data-row].is-marked").count()).toBe(1);
    expect(await bars().locator("[data-row].is-marked").count()).toBe(1);
    await page.mouse.move(2, 2);
    expect(await page.locator(".is-marked").count()).toBe(0);
  });

  it("gives a chart as PNG, named by page and chart, under the site's own policy", async () => {
    await bars().locator(".plate-data > summary").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      bars().getByRole("button", { name: "PNG" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("nb-1998-sectors-electronics-regions.png");
    expect(complaints).toEqual([]);
  });
});

describe("the smallest words of a chart", () => {
  it.each(["/1998/growth/", "/nb/1998/regions/oslo/", "/1998/sensitivity/"])(
    "are 11 px on a phone of 360 px: %s",
    async (path) => {
      const phone = await browser.newPage({ viewport: { width: 360, height: 780 } });
      await phone.goto(origin + path);
      const sizes = await phone.evaluate(() =>
        [...document.querySelectorAll<SVGSVGElement>("figure[data-chart] svg")].map(
          (svg) => (11.5 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width,
        ),
      );
      await phone.close();
      expect(sizes.length).toBeGreaterThan(0);
      for (const size of sizes) expect(size).toBeGreaterThanOrEqual(11);
    },
  );
});

describe("a chart in forced colours", () => {
  it("outlines its marks, whose fills a reader's colours may make alike", async () => {
    const forced = await browser.newPage({ forcedColors: "active" });
    await forced.goto(`${origin}/1998/growth/`);
    const strokes = await forced.evaluate(() => {
      const ink = document.createElement("span");
      ink.style.color = "CanvasText";
      document.body.append(ink);
      const expected = getComputedStyle(ink).color;
      return [...document.querySelectorAll("figure[data-chart] [data-row]")].map(
        (mark) => getComputedStyle(mark).stroke === expected,
      );
    });
    await forced.close();
    expect(strokes.length).toBeGreaterThan(10);
    expect(strokes).not.toContain(false);
  });
});
