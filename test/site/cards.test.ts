/** Cards of a built site: one for each page, the same on every run, with the status drawn. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CARD_HEIGHT, CARD_WIDTH, type Card, cardSvg } from "../../src/charts/card.ts";
import { createCardPainter, type PaintCard } from "../../src/site/card-painter.ts";
import { palettePng } from "../../src/site/card-png.ts";
import { listFiles } from "../../src/site/check-site.ts";
import { build, makeData, options, ROOT } from "./made-site.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-cards-"));
const site = join(folder, "site");
let paint: PaintCard;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  paint = await createCardPainter(ROOT);
  const data = makeData(join(folder, "data"), { "2001": "2001-05-01" });
  await build(
    options(data, join(folder, "content"), { pathPrefix: "/p/", languages: {}, cards: true }),
    site,
  );
});

const CARD: Card = {
  site: "Atlas",
  edition: undefined,
  title: "Ålesund og Sørøya",
  line: "A line.",
  facts: [],
  status: undefined,
  host: undefined,
};

type Colour = readonly number[];

function colourAt(png: PNG, x: number, y: number): Colour {
  return [...png.data.subarray((y * png.width + x) * 4, (y * png.width + x) * 4 + 3)];
}

describe("a card's picture", () => {
  it("is the same bytes each time it is drawn", () => {
    expect(Buffer.from(paint(cardSvg(CARD))).equals(paint(cardSvg(CARD)))).toBe(true);
  });

  it("is in the colours of the site, with the mark of modelled figures where there are any", () => {
    const modelled = PNG.sync.read(
      Buffer.from(paint(cardSvg({ ...CARD, status: "Modelled figures." }))),
    );
    const observed = PNG.sync.read(Buffer.from(paint(cardSvg(CARD))));
    expect(colourAt(modelled, 84, 587)).toEqual([0xb0, 0x39, 0x2e]);
    expect(colourAt(observed, 84, 587)).toEqual([255, 255, 255]);
    for (const png of [modelled, observed]) expect(colourAt(png, 600, 5)).toEqual([15, 92, 110]);
  });

  it("has letters of its own for æ, ø, å and those beyond Latin-1", () => {
    const drawn = (title: string): Buffer => Buffer.from(paint(cardSvg({ ...CARD, title })));
    for (const letter of ["æ", "ø", "å", "ő", "ł"])
      expect(drawn(letter).equals(drawn("\u{1f6a2}"))).toBe(false);
  });

  it("keeps the colours it is given, and tells near ones apart no further", () => {
    const rgba = Uint8Array.from([
      255, 255, 255, 255, 250, 250, 250, 255, 15, 92, 110, 255, 0, 0, 0, 255,
    ]);
    const png = PNG.sync.read(
      Buffer.from(palettePng({ width: 2, height: 2, rgba }, ["#ffffff", "#0f5c6e"])),
    );
    expect([0, 1].map((x) => colourAt(png, x, 0))).toEqual([
      [255, 255, 255],
      [255, 255, 255],
    ]);
    expect(colourAt(png, 0, 1)).toEqual([15, 92, 110]);
    expect(colourAt(png, 1, 1)).toEqual([0, 0, 0]);
  });
});

it("is there for each page, at the address that the page's head names", () => {
  const pages = listFiles(site).filter((file) => /(?:^|\/)index\.html$/.test(file));
  expect(pages.length).toBeGreaterThan(40);
  const meta = (html: string, key: string): string | undefined =>
    new RegExp(`<meta property="${key}" content="([^"]*)"`).exec(html)?.[1];
  for (const page of pages) {
    const html = readFileSync(join(site, page), "utf8");
    const card = join(dirname(page), "card.png").replace(/^\.\//, "");
    expect([page, meta(html, "og:image")]).toEqual([page, `https://atlas.example.org/p/${card}`]);
    expect([page, meta(html, "og:image:alt")]).toEqual([page, meta(html, "og:description")]);
    const { width, height } = PNG.sync.read(readFileSync(join(site, card)));
    expect([page, width, height]).toEqual([page, CARD_WIDTH, CARD_HEIGHT]);
    if (/^(?:nb\/)?2001\//.test(page))
      expect([page, meta(html, "og:image:alt")]).toEqual([
        page,
        expect.stringMatching(/Modelled figures|Modellerte tall/),
      ]);
  }
});
