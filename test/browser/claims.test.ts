/** Claims on their page: found, opened, measured, printed; without JavaScript. */

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

const ADDRESS = `${inject("origin")}/1998/cases/horten/`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function open(options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(ADDRESS);
  return page;
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const entry of document.querySelectorAll<HTMLDetailsElement>(".claims details"))
      entry.open = true;
  });

describe("claims", () => {
  it("lead from the sentence to the condition and back, without JavaScript", async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
    await page.locator(".claim-mark").last().click();
    const entry = page.locator(".claims > ol > li").last();
    expect(await entry.evaluate((li) => li.matches(":target"))).toBe(true);
    await entry.locator("summary").press("Enter");
    expect(await entry.locator(".claim-condition").isVisible()).toBe(true);
    await entry.locator(".claim-back").click();
    const sentence = page.locator(".claim").last();
    expect(await sentence.evaluate((span) => span.matches(":target"))).toBe(true);
    await page.context().close();
  });

  it("can be hit by a finger: 24 pixels each way", async () => {
    const page = await open({ viewport: { width: 360, height: 640 } });
    await openAll(page);
    const small = await page.evaluate(
      () =>
        [...document.querySelectorAll(".claim-mark, .claims summary, .claim-back")].filter(
          (each) => {
            const { width, height } = each.getBoundingClientRect();
            return width < 24 || height < 24;
          },
        ).length,
    );
    expect(small).toBe(0);
    await page.context().close();
  });

  it.each([360, 1280])("are as accessible open as closed, at %d px", async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open({ viewport: { width, height: 800 }, colorScheme });
      await openAll(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(await sidewaysOverflow(page)).toBe(0);
      await page.context().close();
    }
  });

  it("are open on paper", async () => {
    const page = await open({});
    expect(await page.locator(".claim-condition").first().isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    for (const condition of await page.locator(".claim-condition").all())
      expect((await condition.boundingBox())?.height ?? 0).toBeGreaterThan(0);
    await page.context().close();
  });
});
