/** How pages behave while they load, and when a reader enlarges them or walks through them by keyboard. */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launch, PAGES } from "./browser.ts";
import { sidewaysOverflow } from "./page-audit.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function open(
  path: string,
  options: BrowserContextOptions,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare?.(page);
  await page.addInitScript(noteShifts);
  await page.goto(origin + path, { waitUntil: "load" });
  return page;
}

/** Runs in the page before its own scripts: sums what the browser calls layout shift. */
function noteShifts(): void {
  const target = window as unknown as { shifts: string[] };
  target.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Element | null }[];
    }[]) {
      const nodes = entry.sources.map(({ node }) => node?.nodeName.toLowerCase() ?? "?");
      target.shifts.push(`${entry.value.toFixed(4)} ${nodes.join(" ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

// On a machine that is busy enough, fonts arrive after the first frame, which can move a line; what shifts by itself does so again.
const AGAIN = { retry: 2 };

it.each(["/1998/sectors/", "/1998/near-misses/"])(
  "%s keeps room for the tools of its tables, which come with the script, however late",
  AGAIN,
  async (path) => {
    for (const width of [360, 1280]) {
      const page = await open(path, { viewport: { width, height: 800 } }, async (fresh) => {
        await fresh.route("**/assets/app-*.js", async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 700));
          await route.continue();
        });
      });
      await page.locator(".table-tools").first().waitFor();
      await page.waitForTimeout(100);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
      await page.context().close();
      expect(shifts, `${width} px`).toEqual([]);
    }
  },
);

it(
  "keeps room for what the explorer says, which comes while a reader is looking",
  AGAIN,
  async () => {
    for (const path of ["/1998/clusters/", "/nb/1998/clusters/"])
      for (const width of [320, 360, 768, 1280]) {
        // All of it in view, so that whatever moves is seen.
        const page = await open(path, { viewport: { width, height: 1800 } });
        await page.evaluate(() => document.fonts.ready);
        await page.evaluate(() => dispatchEvent(new Event("pointermove")));
        await page.locator(".explorer-count").filter({ hasText: "62" }).waitFor();
        await page.waitForTimeout(100);
        const shifts = await page.evaluate(
          () => (window as unknown as { shifts: string[] }).shifts,
        );
        await page.context().close();
        expect(shifts, `${path} at ${width} px`).toEqual([]);
      }
  },
);

it.each(PAGES)("%s shifts nothing while it loads and is scrolled through", AGAIN, async (path) => {
  for (const width of [360, 1280]) {
    const page = await open(path, { viewport: { width, height: 800 } });
    await page.evaluate(async () => {
      await document.fonts.ready;
      for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
        window.scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      // What is fetched on approach is there by now, or comes without moving anything.
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    const shifts = await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
    await page.context().close();
    expect(shifts, `${width} px`).toEqual([]);
  }
});

it.each(PAGES)("%s loses nothing enlarged to 200 %%, or with text set wider", async (path) => {
  const page = await open(path, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  const problems: string[] = [];
  const look = async (name: string): Promise<void> => {
    const overflow = await sidewaysOverflow(page);
    if (overflow !== 0) problems.push(`${name}: ${overflow} px wider than the window`);
    for (const text of await clippedTexts(page)) problems.push(`${name}: cut off: ${text}`);
  };
  await look("zoom of 200 %");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.addStyleTag({ content: "html { font-size: 200% !important }" }).catch(() => {});
  await look("text of 200 %");
  await page.context().close();
  // What WCAG 2.2, 1.4.12 says a reader may set.
  const wide = await open(path, { viewport: { width: 360, height: 800 }, bypassCSP: true });
  await wide.addStyleTag({
    content:
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
  });
  const overflow = await sidewaysOverflow(wide);
  if (overflow !== 0) problems.push(`wider text: ${overflow} px wider than the window`);
  for (const text of await clippedTexts(wide)) problems.push(`wider text: cut off: ${text}`);
  await wide.context().close();
  expect(problems).toEqual([]);
});

/** Texts in boxes that hide what does not fit them, and are too small for it. */
function clippedTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const hides = style.overflowX === "hidden" || style.overflowX === "clip";
        // Texts for screen readers alone are a pixel wide by design.
        const shown = element.clientWidth > 1 && element.clientHeight > 1;
        return (
          hides &&
          shown &&
          (element.scrollWidth > element.clientWidth + 1 ||
            element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
  );
}

/** More stops than these are no walk that a person makes. */
const MOST_STOPS = 600;

it.each(PAGES)("%s is walked through by keyboard, and shows where one is", async (path) => {
  const page = await open(path, {
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  const problems: string[] = [];
  const seen: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(focused);
    if (here === undefined) break;
    if (!here.marked) problems.push(`no mark of focus: ${here.name}`);
    if (!here.inView) problems.push(`out of view: ${here.name}`);
    seen.push(here.name);
  }
  await page.context().close();
  expect(seen.length, "the walk ends").toBeLessThan(MOST_STOPS);
  expect(seen[0], "the first stop skips to the content").toContain("#main");
  expect(problems.slice(0, 5)).toEqual([]);
});

/** Where the keyboard is; undefined when it has left the page, or is back at its beginning. */
async function focused(): Promise<
  { readonly name: string; readonly marked: boolean; readonly inView: boolean } | undefined
> {
  // The browser scrolls what has the focus into view before it draws the next frame but one.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const element = document.activeElement;
  if (element === null || element === document.body || element.hasAttribute("data-walked"))
    return undefined;
  element.setAttribute("data-walked", "");
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName.toLowerCase()} ${element.getAttribute("href") ?? element.textContent?.trim().slice(0, 40)}`,
    // A symbol of a map has a ring around it.
    marked:
      (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) ||
      element.closest("svg")?.querySelector(".explorer-ring") != null,
    inView: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
  };
}
