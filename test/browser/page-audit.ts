/**
 * Opens one page of each kind, and asks what is wrong with it as a reader may have it: narrow and wide, light, dark and
 * in the colours of the system, enlarged, with text set wider.
 */

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";

/** How a reader has the page. */
export interface Setting {
  readonly width: number;
  readonly colours: "light" | "dark" | "forced";
}

export const WIDTHS = [360, 768, 1280] as const;

/** Defines a test for each page; each set of settings has a file, so that they run side by side. */
export function auditPages(paths: readonly string[], settings: readonly Setting[]): void {
  const origin = inject("origin");
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(paths)("%s has nothing that axe finds, no error, and fits its window", async (path) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(origin + path, { waitUntil: "load" });
    for (const setting of settings) {
      await arrange(page, setting);
      const name = `${setting.width} px, ${setting.colours}`;
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations)
        complaints.push(`${name}: ${id}: ${nodes[0]?.html.slice(0, 160)}`);
      const overflow = await sidewaysOverflow(page);
      if (overflow !== 0) complaints.push(`${name}: ${overflow} px wider than the window`);
    }
    await context.close();
    expect(complaints).toEqual([]);
  });
}

async function arrange(page: Page, { width, colours }: Setting): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({
    colorScheme: colours === "dark" ? "dark" : "light",
    forcedColors: colours === "forced" ? "active" : "none",
  });
}

/** How far a page is wider than its window, in pixels. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
