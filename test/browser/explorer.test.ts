/** The map and the list of clusters as one: each control, the keyboard, addresses of views, without a script. */

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

const origin = inject("origin");
const CLUSTERS = "/1998/clusters/";
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function open(path = CLUSTERS, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(origin + path);
  await page.mouse.move(10, 10);
  await page.locator(".explorer th button").first().waitFor();
  return page;
}

interface Shown {
  readonly rows: readonly string[];
  readonly symbols: readonly string[];
}

/** Ids of the clusters that the list and the map show now. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const visible = (element: Element): boolean => element.getClientRects().length > 0;
    const rows = [...document.querySelectorAll<HTMLElement>(".explorer tbody tr")];
    const symbols = [...document.querySelectorAll<SVGElement>(".explorer [data-cluster]")];
    return {
      rows: rows
        .filter(visible)
        .map(({ dataset }) => `${dataset.region}/${dataset.sector}`)
        .sort(),
      symbols: symbols
        .filter(visible)
        .map(({ dataset }) => dataset.cluster ?? "")
        .sort(),
    };
  });
}

/** What the list shows, which the map must show too. */
async function shownOnBoth(page: Page): Promise<readonly string[]> {
  const { rows, symbols } = await shown(page);
  expect(symbols).toEqual(rows);
  return rows;
}

const rowsWith = (page: Page, attribute: string, value: string): Promise<number> =>
  page.locator(`.explorer tbody tr[data-${attribute}="${value}"]`).count();

describe("the explorer", () => {
  it("shows all clusters on the map and in the list at first", async () => {
    const page = await open();
    const all = await page.locator(".explorer tbody tr").count();
    expect(await shownOnBoth(page)).toHaveLength(all);
    expect(await page.locator(".explorer-count").textContent()).toMatch(/^All 62 clusters, /);
    await page.context().close();
  });

  it("filters by sector, status, size and text, one after the other, and is whole again after a reset", async () => {
    const page = await open();
    const all = await shownOnBoth(page);
    await page.getByRole("combobox", { name: "Sector" }).selectOption("electronics");
    const electronics = await shownOnBoth(page);
    expect(electronics).toHaveLength(await rowsWith(page, "sector", "electronics"));
    expect(electronics.every((id) => id.endsWith("/electronics"))).toBe(true);
    expect(await page.locator(".plate-headline").first().textContent()).toContain(
      `${electronics.length} of 62 clusters: Electronics`,
    );

    await page.getByRole("combobox", { name: "Status" }).selectOption("stable");
    const stable = await shownOnBoth(page);
    expect(stable.length).toBeLessThan(electronics.length);

    await page.getByRole("spinbutton", { name: "Jobs, at least" }).fill("1100");
    const large = await shownOnBoth(page);
    expect(large.length).toBeGreaterThan(0);
    expect(large.length).toBeLessThan(stable.length);
    const jobs = await page
      .locator('.explorer tbody tr:visible data[data-cell$="/jobs"]')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("value"))));
    expect(Math.min(...jobs)).toBeGreaterThanOrEqual(1100);

    await page.getByRole("searchbox", { name: "Region or sector" }).fill("baerum");
    expect(await shownOnBoth(page)).toEqual(["asker-baerum/electronics"]);
    expect(await page.locator(".explorer-count").textContent()).toMatch(/^1 of 62 clusters, /);

    await page.getByRole("searchbox", { name: "Region or sector" }).fill("nowhere at all");
    expect(await shownOnBoth(page)).toEqual([]);
    expect(await page.getByText("No cluster fits all of these choices.").isVisible()).toBe(true);

    await page.getByRole("button", { name: "Reset" }).click();
    expect(await shownOnBoth(page)).toEqual(all);
    expect(new URL(page.url()).search).toBe("");
    expect(await page.getByRole("spinbutton", { name: "Jobs, at least" }).inputValue()).toBe("");
    await page.context().close();
  });

  it("filters by a whole group of sectors", async () => {
    const page = await open();
    const option = page.locator('select[name="sector"] option[value^="group/"]').first();
    const value = (await option.getAttribute("value")) ?? "";
    const sectors = await page
      .locator(`select[name="sector"] option[data-in-group="${value.slice("group/".length)}"]`)
      .evaluateAll((options) => options.map((each) => each.getAttribute("value") ?? ""));
    await page.getByRole("combobox", { name: "Sector" }).selectOption(value);
    const found = await shownOnBoth(page);
    expect(new Set(found.map((id) => id.split("/")[1]))).toEqual(new Set(sectors));
    await page.context().close();
  });

  it("gives each view an address that shows it again, in another language as well", async () => {
    const page = await open();
    await page.getByRole("combobox", { name: "Status" }).selectOption("new");
    await page.getByRole("spinbutton", { name: "Jobs, at least" }).fill("500");
    await page.locator(".explorer th").nth(3).getByRole("button").click();
    const view = await shownOnBoth(page);
    const first = await page.locator(".explorer tbody tr:visible").first().textContent();
    const { search } = new URL(page.url());
    expect(search).toBe("?status=new&jobs=500&sort=4d");
    await page.context().close();

    for (const path of [CLUSTERS, `/nb${CLUSTERS}`]) {
      const again = await open(path + search);
      expect(await shownOnBoth(again), path).toEqual(view);
      expect(await again.locator('select[name="status"]').inputValue()).toBe("new");
      if (path === CLUSTERS)
        expect(await again.locator(".explorer tbody tr:visible").first().textContent()).toBe(first);
      await again.context().close();
    }
  });

  it("says what of an address it does not know, and shows the rest", async () => {
    const page = await open(`${CLUSTERS}?sector=fishing&status=new`);
    expect(await shownOnBoth(page)).toHaveLength(await rowsWith(page, "status", "new"));
    expect(await page.locator(".explorer-note").textContent()).toContain("sector=fishing");
    await page.context().close();
  });

  it("adds nothing to the history: back leaves the page, forward restores the view", async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/1998/`);
    const before = page.url();
    await page.goto(origin + CLUSTERS);
    await page.mouse.move(20, 20);
    await page.getByRole("searchbox", { name: "Region or sector" }).fill("horten");
    const view = await shownOnBoth(page);
    expect(view).toHaveLength(1);
    await page.goBack();
    expect(page.url()).toBe(before);
    await page.goForward();
    await expect.poll(async () => (await shown(page)).rows).toEqual(view);
    await page.close();
  });

  it("marks a row's symbol and a symbol's row", async () => {
    const page = await open();
    const row = page.locator('.explorer tr[data-region="horten"]');
    const link = page.locator('.explorer svg a:has([data-cluster="horten/electronics"])');
    await row.locator("a").focus();
    expect(await link.getAttribute("class")).toContain("is-marked");
    const [symbol, ring] = await Promise.all([
      link.boundingBox(),
      page.locator(".explorer-ring").boundingBox(),
    ]);
    expect(ring?.x ?? 0).toBeLessThan(symbol?.x ?? 0);
    expect((ring?.x ?? 0) + (ring?.width ?? 0)).toBeGreaterThan(
      (symbol?.x ?? 0) + (symbol?.width ?? 0),
    );
    expect(await page.locator(".explorer-reading").textContent()).toContain("Horten: Electronics");
    await page.getByRole("searchbox", { name: "Region or sector" }).focus();
    await link.focus();
    expect(await row.getAttribute("class")).toContain("is-marked");
    await page.context().close();
  });

  it("is one stop for the tab key, from which arrows go on and Enter opens a cluster", async () => {
    const page = await open();
    expect(await page.locator('.explorer svg a[tabindex="0"]').count()).toBe(1);
    await page.getByRole("button", { name: "Copy citation of this view" }).focus();
    await page.keyboard.press("Tab");
    const cell = (): Promise<string | undefined> =>
      page.evaluate(
        () => document.activeElement?.querySelector<SVGElement>("[data-cluster]")?.dataset.cluster,
      );
    const first = await cell();
    expect(first).toBeDefined();
    await page.keyboard.press("ArrowUp");
    const next = await cell();
    expect(next).toBeDefined();
    expect(next).not.toBe(first);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/1998/clusters/${next}/`);
    await page.context().close();
  });

  it("copies the address and the citation of a view", async () => {
    const page = await open(`${CLUSTERS}?status=new`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "Copy link to this view" }).click();
    await expect.poll(clipboard).toMatch(/\/1998\/clusters\/\?status=new$/);
    await page.getByRole("button", { name: "Copy citation of this view" }).click();
    await expect
      .poll(clipboard)
      .toMatch(/Potential regional clusters.*\/1998\/clusters\/\?status=new/s);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "has nothing that axe finds when filtered, and fits 360 px, in a %s scheme",
    async (colorScheme) => {
      const page = await open(`${CLUSTERS}?status=new&q=a`, {
        viewport: { width: 360, height: 800 },
        colorScheme,
      });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual(
        [],
      );
      expect(await sidewaysOverflow(page)).toBe(0);
      await page.context().close();
    },
  );

  it("moves nothing when its script arrives", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(origin + CLUSTERS, { waitUntil: "networkidle" });
    const places = () =>
      page
        .locator(".explorer-map, .explorer-list thead, .explorer tbody tr")
        .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
    const before = await places();
    await page.mouse.move(30, 30);
    await page.locator(".explorer th button").first().waitFor();
    const moved = (await places()).map((top, n) => Math.abs(top - (before[n] ?? 0)));
    expect(moved).toHaveLength(before.length);
    // Fractions of a pixel are rounding in the head of the table, which no one sees.
    expect(Math.max(...moved)).toBeLessThan(1);
    await context.close();
  });

  it("is a complete map and list without a script, and offers no control that would do nothing", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(origin + CLUSTERS);
    const rows = await page.locator(".explorer tbody tr").count();
    expect(rows).toBeGreaterThanOrEqual(62);
    expect(await page.locator(".explorer tbody tr:visible").count()).toBe(rows);
    expect(await page.locator(".explorer svg [data-cluster]:visible").count()).toBe(rows);
    expect(await page.locator(".explorer form").isVisible()).toBe(false);
    await context.close();
  });
});
