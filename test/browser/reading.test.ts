import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch, PAGES } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("every page", () => {
  it("loses nothing sideways at 320 px, which is 400 % zoom on a desktop", async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    for (const path of PAGES) {
      await page.goto(origin + path);
      expect(await sidewaysOverflow(page), path).toBe(0);
    }
    await page.close();
  });

  it("asks nothing of any other host", async () => {
    const page = await browser.newPage();
    const foreign: string[] = [];
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith("data:")) foreign.push(url);
    });
    for (const path of PAGES) await page.goto(origin + path, { waitUntil: "networkidle" });
    await page.close();
    expect(foreign).toEqual([]);
  });

  it("says within the first screen of a phone that an edition is modelled", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
    for (const path of PAGES.filter((each) => each.startsWith("/1998/"))) {
      await page.goto(origin + path);
      const box = await page.locator('[data-status="modelled"]').first().boundingBox();
      expect(box, path).not.toBeNull();
      expect((box?.y ?? 9999) + Math.min(box?.height ?? 0, 40), path).toBeLessThanOrEqual(640);
    }
    await page.close();
  });

  it("is complete without JavaScript: headings, tables and pictures", async () => {
    const scripted = await browser.newContext({ javaScriptEnabled: true });
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const count = async (context: typeof plain, path: string) => {
      const page = await context.newPage();
      await page.goto(origin + path);
      const counts = await Promise.all(
        [
          "h1, h2, h3",
          "tbody tr",
          "figure[data-chart] svg",
          "main a:not(svg a)",
          "data[value]",
        ].map((selector) => page.locator(selector).count()),
      );
      await page.close();
      return counts;
    };
    for (const path of PAGES) {
      expect(await count(plain, path), path).toEqual(await count(scripted, path));
    }
    await scripted.close();
    await plain.close();
  });

  it("prints: navigation is left out, the citation is not", async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/1998/clusters/horten/electronics/`);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").first().isVisible()).toBe(false);
    expect(
      await page
        .locator(".cite")
        .getByText("https://klyngeatlas.example/1998/clusters/horten/electronics/")
        .first()
        .isVisible(),
    ).toBe(true);
    expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(10_000);
    await page.close();
  });
});

describe("a list of clusters", () => {
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${origin}/1998/clusters/`);
    await page.locator("table[data-interactive] th button").first().waitFor();
    return page;
  };
  const jobs = (page: Awaited<ReturnType<typeof open>>) =>
    page
      .locator("table[data-interactive] tbody tr:visible td:nth-child(4) data")
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("value"))));

  it("is sorted from the keyboard, and says so to a screen reader", async () => {
    const page = await open();
    const button = page.locator("table[data-interactive] thead th:nth-child(4) button");
    await button.focus();
    await page.keyboard.press("Enter");
    const once = await jobs(page);
    await page.keyboard.press("Enter");
    const twice = await jobs(page);
    expect(once.length).toBeGreaterThan(60);
    expect(twice).toEqual(
      once.toReversed().toSorted((a, b) => (twice[0] === Math.max(...twice) ? b - a : a - b)),
    );
    expect(await page.locator("thead th:nth-child(4)").first().getAttribute("aria-sort")).toMatch(
      /ascending|descending/,
    );
    await page.close();
  });

  it("is filtered by text, and the view has an address that can be shared", async () => {
    const page = await open();
    const before = await page.locator("table[data-interactive] tbody tr:visible").count();
    await page.locator('input[type="search"]').first().fill("Horten");
    await page.waitForFunction(
      (all) =>
        document.querySelectorAll("table[data-interactive] tbody tr:not([hidden])").length < all,
      before,
    );
    const rows = page.locator("table[data-interactive] tbody tr:visible");
    expect(await rows.first().textContent()).toContain("Horten");
    const shared = page.url();
    expect(new URL(shared).search).not.toBe("");
    const other = await browser.newPage();
    await other.goto(shared);
    await other.locator("table[data-interactive] th button").first().waitFor();
    await expect
      .poll(() => other.locator("table[data-interactive] tbody tr:visible").count())
      .toBe(await rows.count());
    await other.close();
    await page.close();
  });
});

describe("a chart", () => {
  it("becomes interactive when asked, under the page's content policy, and without a jump", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${origin}/1998/clusters/horten/electronics/`, { waitUntil: "networkidle" });
    const figure = page.locator("figure[data-chart]").first();
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await height();
    await figure.getByRole("button", { name: /explore/i }).click();
    await figure.locator(".vega-embed svg, .vega-embed canvas").first().waitFor();
    expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(40);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("loads no chart library before a reader asks", async () => {
    const page = await browser.newPage();
    const scripts: string[] = [];
    page.on("request", (request) => {
      // The local server adds a script of its own, which no published page has.
      const own = !request.url().endsWith("/__reload.js");
      if (own && request.resourceType() === "script") scripts.push(request.url());
    });
    await page.goto(`${origin}/1998/`, { waitUntil: "networkidle" });
    expect(scripts.map((url) => new URL(url).pathname.replace(/-[^/]*$/, ""))).toEqual([
      "/assets/app",
    ]);
    await page.close();
  });
});

describe("the search page", () => {
  it("finds a cluster by name", async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/search/`);
    await page.locator('main input[type="search"]').fill("horten elec");
    const link = page.locator('main a[href="/1998/clusters/horten/electronics/"]');
    await link.waitFor();
    await link.click();
    expect(new URL(page.url()).pathname).toBe("/1998/clusters/horten/electronics/");
    await page.close();
  });
});
