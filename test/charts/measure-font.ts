/** Reads advance widths from the font files that the site ships. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as fontkit from "fontkit";

export const FIRST_CODE_POINT = 0x20;
export const LAST_CODE_POINT = 0x17f;

/** Spaces, dashes, quotation marks and signs that charts print. */
export const OTHER_CHARACTERS = "\u2009–—‘’“”•…−";

const SUBSETS = ["latin", "latin-ext"] as const;

/** Advance widths by code point in thousandths of the font size, rounded. */
export function measureAdvances(weight: 400 | 600): ReadonlyMap<number, number> {
  const require = createRequire(import.meta.url);
  const advances = new Map<number, number>();
  for (const subset of SUBSETS) {
    const file = require.resolve(
      `@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-normal.woff2`,
    );
    const font = fontkit.create(readFileSync(file));
    if (!("glyphForCodePoint" in font)) throw new Error(`${file} is a collection of fonts`);
    for (const code of codePoints()) {
      if (advances.has(code) || !font.hasGlyphForCodePoint(code)) continue;
      advances.set(
        code,
        Math.round((font.glyphForCodePoint(code).advanceWidth * 1000) / font.unitsPerEm),
      );
    }
  }
  return advances;
}

export function codePoints(): readonly number[] {
  const run = Array.from(
    { length: LAST_CODE_POINT - FIRST_CODE_POINT + 1 },
    (_, i) => FIRST_CODE_POINT + i,
  );
  return [...run, ...[...OTHER_CHARACTERS].map((character) => character.charCodeAt(0))];
}
