/**
 * Writes src/charts/font-widths.ts from the font files the site ships:
 *
 *     node --import tsx test/charts/make-font-widths.ts
 *
 * Run it when @fontsource/source-sans-3 changes; font-widths.test.ts says when it has.
 */

import { writeFileSync } from "node:fs";
import {
  FIRST_CODE_POINT,
  LAST_CODE_POINT,
  measureAdvances,
  OTHER_CHARACTERS,
} from "./measure-font.ts";

const regular = measureAdvances(400);
const semibold = measureAdvances(600);

const row = (advances: ReadonlyMap<number, number>): string => {
  const list: number[] = [];
  for (let code = FIRST_CODE_POINT; code <= LAST_CODE_POINT; code++)
    list.push(advances.get(code) ?? 0);
  return `[${list.join(", ")}]`;
};
const others = (advances: ReadonlyMap<number, number>): string =>
  `{${[...OTHER_CHARACTERS].map((c) => `0x${c.charCodeAt(0).toString(16)}: ${advances.get(c.charCodeAt(0)) ?? 0}`).join(", ")}}`;

writeFileSync(
  new URL("../../src/charts/font-widths.ts", import.meta.url),
  `/**
 * Advance widths of Source Sans 3 in thousandths of the font size, for measuring text without a browser.
 * Made by test/charts/make-font-widths.ts from @fontsource/source-sans-3; 0 where the font has no glyph.
 */

/** The character of the first entry of \`basic\`; the others follow in code point order. */
export const FIRST_CODE_POINT = ${FIRST_CODE_POINT};

export interface FontWidths {
  readonly basic: readonly number[];
  /** Punctuation and signs outside the run, by code point. */
  readonly others: Readonly<Record<number, number>>;
}

export const REGULAR: FontWidths = { basic: ${row(regular)}, others: ${others(regular)} };

export const SEMIBOLD: FontWidths = { basic: ${row(semibold)}, others: ${others(semibold)} };
`,
);
