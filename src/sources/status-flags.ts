/** What the symbols in place of figures, and beside them, mean as flags of an edition. */

import type { FlagCode } from "../model/dataset.ts";

/** What a symbol makes of a figure. */
export interface FlagReading {
  readonly flag: FlagCode | undefined;
  /** What readers lose with the symbol, as a word for a note; undefined where the flag says it all. */
  readonly remark: string | undefined;
}

/**
 * Statistics Norway's standard signs (ssb.no, “Standardtegn i tabeller”): `.` not applicable, `..` not
 * available, `:` confidential; until 2021 also `...` not yet available and `*` preliminary. Other offices use
 * the same for the first two. A missing figure without a known symbol is not available; it is never 0, and nor is
 * `-`, which means nil at one office and not available at another.
 */
export function pxFlag(value: number | undefined, status: string | undefined): FlagReading {
  if (value === undefined) return { flag: status === ":" ? "c" : "x", remark: undefined };
  return { flag: undefined, remark: status === "*" ? "preliminary" : undefined };
}

const EUROSTAT_WITHHELD = /[cCNP]/;
const EUROSTAT_REMARKS: readonly (readonly [letter: string, remark: string])[] = [
  ["p", "provisional"],
  ["d", "by another definition"],
  ["u", "of low reliability"],
  ["n", "not significant"],
];

/**
 * Eurostat's flags, several letters in one text (ec.europa.eu/eurostat, “Flags”, since 27 January 2025; the
 * codes before that are read too). Without a figure: `c` or `C` confidential, `N` not for publication and `P` under
 * secrecy are withheld; all else, `m` or `z` (cannot exist) and `:` among it, is not available. Beside a figure:
 * `b` break; `e`, `f`, `i` and `s` estimated; `r` revised. Where several apply, the break comes first.
 */
export function eurostatFlag(value: number | undefined, status: string | undefined): FlagReading {
  const letters = status ?? "";
  if (value === undefined)
    return { flag: EUROSTAT_WITHHELD.test(letters) ? "c" : "x", remark: undefined };
  const flag = letters.includes("b")
    ? "b"
    : /[efis]/.test(letters)
      ? "e"
      : letters.includes("r")
        ? "r"
        : undefined;
  return { flag, remark: EUROSTAT_REMARKS.find(([letter]) => letters.includes(letter))?.[1] };
}
