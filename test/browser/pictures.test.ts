/**
 * Each kind of page as it was when somebody looked at it, narrow and wide, light and dark. Where a page is meant to look
 * otherwise, look at it, and write the pictures anew: `UPDATE_PICTURES=1 npx vitest run test/browser/pictures.test.ts`.
 */

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Browser } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launch, PAGES } from "./browser.ts";

const PICTURES = join(import.meta.dirname, "pictures");

/** Longer pages repeat themselves; what comes after is tested by other means. In pixels of the page. */
const TALLEST = 1800;

/** Half the size: enough to see what moved, and a quarter of the bytes. */
const SCALE = 0.5;

/** Share of pixels that may differ: none of a word or a mark that is lost. */
const TOLERANCE = 0.0005;

/** Not in the program's hands: which serif the machine has. */
const OWN_FONTS = ':root { --serif: "Source Sans 3" !important }';

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch(["--font-render-hinting=none"]);
});
afterAll(() => browser.close());

it.each(PAGES)("%s looks as it did when it was looked at", async (path) => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: SCALE,
    reducedMotion: "reduce",
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(origin + path, { waitUntil: "networkidle" });
  await page.addStyleTag({ content: OWN_FONTS });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // The explorer waits for a sign of the reader.
  if ((await page.locator("[data-explorer]").count()) > 0) {
    await page.mouse.move(1, 1);
    await page.locator(".explorer-count").filter({ hasText: /\d/ }).waitFor();
  }
  const differences: string[] = [];
  for (const width of [360, 1280])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.min(height, TALLEST) });
      const shot = await page.screenshot({ animations: "disabled" });
      const found = await difference(`${nameOf(path)}-${width}-${colorScheme}.png`, shot);
      if (found !== "") differences.push(found);
    }
  await context.close();
  expect(differences).toEqual([]);
});

function nameOf(path: string): string {
  return path.replace(/^\/|\/$|\.html$/g, "").replaceAll("/", "_") || "front";
}

/** What is different from the picture that is kept, in words; nothing where it is the same. */
async function difference(name: string, shot: Buffer): Promise<string> {
  const kept = join(PICTURES, name);
  if (process.env.UPDATE_PICTURES === "1") {
    await mkdir(PICTURES, { recursive: true });
    await writeFile(kept, shot);
  }
  if (!existsSync(kept)) return `There is no picture ${name}: make one, and look at it.`;
  const [before, now] = [PNG.sync.read(await readFile(kept)), PNG.sync.read(shot)];
  const { width, height } = now;
  const seen = new PNG({ width, height });
  const same = before.width === width && before.height === height;
  const pixels = same
    ? pixelmatch(before.data, now.data, seen.data, width, height, { threshold: 0.2 })
    : width * height;
  if (pixels <= width * height * TOLERANCE) return "";
  const folder = join(tmpdir(), "klyngeatlas-pictures");
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), shot);
  if (!same)
    return `${before.width} × ${before.height} pixels before, ${width} × ${height} now: ${join(folder, name)}`;
  const marked = join(folder, name.replace(".png", "-difference.png"));
  await writeFile(marked, PNG.sync.write(seen));
  return `${pixels} pixels differ: ${marked}`;
}
