/**
 * Opens one page of each kind, and asks what is wrong with it as a reader may have it: narrow and wide, light, dark and
 * in the colours of the system, enlarged, with text set wider.
 */

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";

/** In other colours the page is the same but for these: its markup is judged once at each width. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** How a reader has the page. */
export interface Setting {
  readonly width: number;
  readonly colours: "light" | "dark" | "forced";
}

/** Every width in every colour, the light ones first. */
export const SETTINGS: readonly Setting[] = (["light", "dark", "forced"] as const).flatMap(
  (colours) => [360, 768, 1280].map((width) => ({ width, colours })),
);

/** Defines a test for each page; pages are divided among files, which run side by side. */
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
      // Pages hold no frames, for whose sake the usual mode opens a further page each time.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      const { violations } = await (setting.colours === "light"
        ? axe
        : axe.withRules(COLOUR_RULES)
      ).analyze();
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
