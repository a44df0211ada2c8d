/** Cards as pictures: SVG drawn by resvg, compiled to WebAssembly, with the site's own font; the same on every machine. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { CARD_COLOURS } from "../charts/card.ts";
import { palettePng } from "./card-png.ts";

/** The styles of Source Sans 3 that cards are set in, of the package of which the site's own fonts are. */
const FONTS = ["400", "600"].flatMap((weight) =>
  ["latin", "latin-ext"].map((subset) => `source-sans-3-${subset}-${weight}-normal.woff2`),
);

export type PaintCard = (svg: string) => Uint8Array;

/** `projectDir` holds `node_modules`. To be called once in a thread. */
export async function createCardPainter(projectDir: string): Promise<PaintCard> {
  const modules = join(projectDir, "node_modules");
  await initWasm(readFileSync(join(modules, "@resvg/resvg-wasm/index_bg.wasm")));
  const fontBuffers = FONTS.map(
    (file) => new Uint8Array(readFileSync(join(modules, "@fontsource/source-sans-3/files", file))),
  );
  const font = {
    fontBuffers,
    defaultFontFamily: "Source Sans 3",
    sansSerifFamily: "Source Sans 3",
  };
  return (svg) => {
    const drawing = new Resvg(svg, { font });
    try {
      const image = drawing.render();
      try {
        return palettePng(
          { width: image.width, height: image.height, rgba: image.pixels },
          CARD_COLOURS,
        );
      } finally {
        image.free();
      }
    } finally {
      drawing.free();
    }
  };
}
