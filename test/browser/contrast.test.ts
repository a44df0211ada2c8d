/** Where a reader asks for more contrast, every text has seven to one (WCAG 2.2, 1.4.6), in the light and in the dark. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launch } from "./browser.ts";

const origin = inject("origin");

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const KINDS = [
  "/1998/",
  "/1998/clusters/",
  "/1998/clusters/horten/electronics/",
  "/1998/sectors/electronics/",
  "/1998/cases/arendal/",
  "/1998/data/",
  "/search/",
] as const;

interface Sight {
  readonly ratio: number;
  /** Text that is large, or bold and a little less large, needs less. */
  readonly least: number;
  readonly text: string;
}

/** Every text that shows: its colour against the nearest ground behind it. */
function sights(): readonly Sight[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (canvas === null) throw new Error("no canvas");
  // What CSS calls a colour, in whatever notation, as the screen has it: red, green, blue and cover.
  const pixel = (colour: string): readonly number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): readonly number[] => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = pixel(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return pixel("Canvas");
  };
  const found: Sight[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent?.trim() ?? "";
    const element = node.parentElement;
    if (text === "" || element === null || element.closest("script, title, desc, option")) continue;
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    const style = getComputedStyle(element);
    // A halo in the colour of the ground lies below each name on a map.
    if (style.stroke !== "none" && style.stroke === style.fill) continue;
    const inPicture = element.namespaceURI === "http://www.w3.org/2000/svg";
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [a = 0, b = 0] = [pixel(inPicture ? style.fill : style.color), ground(element)]
      .map(luminance)
      .sort((x, y) => y - x);
    found.push({
      ratio: Math.round(((a + 0.05) / (b + 0.05)) * 100) / 100,
      least: isLarge ? 4.5 : 7,
      text: `${element.tagName}.${element.getAttribute("class") ?? ""} ${text.slice(0, 40)}`,
    });
  }
  return found;
}

describe.each(["light", "dark"] as const)("more contrast in the %s", (colorScheme) => {
  it.each(KINDS)("%s", async (path) => {
    const page = await browser.newPage({ colorScheme, contrast: "more" });
    await page.goto(origin + path, { waitUntil: "load" });
    const seen = await page.evaluate(sights);
    await page.close();
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter(({ ratio, least }) => ratio < least)).toEqual([]);
  });
});

it("has less where it is not asked for, so that the measure tells", async () => {
  const page = await browser.newPage({ contrast: "no-preference" });
  await page.goto(`${origin}/1998/clusters/`, { waitUntil: "load" });
  const seen = await page.evaluate(sights);
  await page.close();
  expect(seen.some(({ ratio, least }) => ratio < least)).toBe(true);
});
