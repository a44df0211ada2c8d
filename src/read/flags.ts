/** Flags of a cell: letters → bits. */

import { FLAG } from "../model/dataset.ts";
import type { ProblemLog } from "./problem-log.ts";

/** Flags that say why a figure is not given. */
export const WITHHELD = FLAG.c | FLAG.x;

/** Bits of the flags of a row; several letters may stand together. */
export function flagBits(text: string, line: number, log: ProblemLog): number {
  let bits = 0;
  for (const letter of text) {
    const bit = flagBit(letter);
    if (bit === undefined) {
      log.error({
        rule: "unknown-flag",
        line,
        column: "flag",
        value: text,
        message: "There is no such flag.",
        remedy:
          "Flags are c confidential, x not available, e estimated, m modelled, r revised, b break in series; several stand together without a space.",
      });
      return bits;
    }
    bits |= bit;
  }
  return bits;
}

function flagBit(letter: string): number | undefined {
  switch (letter) {
    case "c":
    case "x":
    case "e":
    case "m":
    case "r":
    case "b":
      return FLAG[letter];
    default:
      return undefined;
  }
}
