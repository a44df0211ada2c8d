/** Opens one page of each kind at a width and in a colour scheme, and asks what is wrong with it. */

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch, PAGES } from "./browser.ts";

/** Defines the tests of one colour scheme; each scheme has a file, so that they run side by side. */
export function auditPages(colorScheme: "light" | "dark"): void {
  const origin = inject("origin");
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  describe.each([360, 1280])("at %d px", (width) => {
    it.each(PAGES)(
      "%s has nothing that axe finds, no error, and no sideways scrolling",
      async (path) => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => {
          if (message.type() === "error") complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(error.message));
        await page.goto(origin + path, { waitUntil: "load" });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
        const overflow = await sidewaysOverflow(page);
        await context.close();
        expect({ found, complaints, overflow }).toEqual({ found: [], complaints: [], overflow: 0 });
      },
    );
  });
}

/** How far a page is wider than its window, in pixels. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
