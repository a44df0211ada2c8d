/** Width of text without a browser, from the font's own advance widths. */

import { FIRST_CODE_POINT, type FontWidths, REGULAR, SEMIBOLD } from "./font-widths.ts";

/** Stands in for a character the table lacks: wide, so that text is rather given too much room. */
const UNKNOWN = 800;

/** Advance width of `text` at a font size, in the same unit; kerning left out. Weights from 600 count as semibold. */
export function textWidth(text: string, size: number, weight = 400): number {
  const widths = weight >= 600 ? SEMIBOLD : REGULAR;
  let sum = 0;
  for (const character of text) sum += advance(widths, character.codePointAt(0) ?? 0);
  return (sum * size) / 1000;
}

function advance(widths: FontWidths, code: number): number {
  const width = widths.basic[code - FIRST_CODE_POINT] ?? widths.others[code] ?? 0;
  // The table has 0 for control characters and for what the font lacks.
  return width > 0 ? width : UNKNOWN;
}

/** `text` if it fits `room`, else its beginning and an ellipsis. */
export function fitText(text: string, room: number, size: number, weight = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  const characters = [...text];
  while (
    characters.length > 1 &&
    textWidth(`${characters.join("").trimEnd()}…`, size, weight) > room
  )
    characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** `text` in at most `lines` lines that fit `room`, broken between words; what is left over ends in an ellipsis. */
export function wrapText(
  text: string,
  room: number,
  lines: number,
  size: number,
  weight = 400,
): readonly string[] {
  const done: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [index, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer, size, weight) <= room) {
      line = longer;
      continue;
    }
    if (done.length === lines - 1)
      return [...done, fitText([line, ...words.slice(index)].join(" "), room, size, weight)];
    done.push(line);
    line = word;
  }
  return [...done, line].map((part) => fitText(part, room, size, weight));
}
