/** Numbers as text, by the marks of a language. Nothing here depends on the machine's locale. */

/** Stands for a number that is not defined. */
export const NOT_DEFINED = "–";

const MINUS = "\u2212";

/** The marks between digits. */
export interface Marks {
  /** Before decimals: "." or ",". */
  readonly decimal: string;
  /** Between groups of three digits: "," or a space that does not break. */
  readonly group: string;
}

export interface Numerals {
  /** A fixed number of decimals, digits in groups: −12,345.6. */
  readonly number: (value: number, decimals?: number) => string;
  /** As `number`, with a plus sign before what is above zero: for changes and gaps. */
  readonly change: (value: number, decimals?: number) => string;
  /** Location quotients: two decimals below 10, one below 100, none above: the third digit says nothing a reader can use. */
  readonly quotient: (value: number) => string;
  /** As many decimals as the number has: 3, 1.5, 0.25. For what a person has written, such as a threshold. */
  readonly exact: (value: number) => string;
  /** Decimals that `exact` shows: 2 for 1234.25. */
  readonly decimalsOf: (value: number) => number;
  /**
   * Texts of numbers that stand beside each other, by `format` where that tells them apart, else with as
   * many decimals as it takes: 2.998 beside 3.002 is not "3.00" beside "3.00".
   */
  readonly apart: (
    values: readonly number[],
    format: (value: number) => string,
  ) => readonly string[];
}

/** More decimals than these tell no two figures of statistics apart. */
const MOST_DECIMALS = 10;

export function createNumerals({ decimal, group }: Marks): Numerals {
  const number: Numerals["number"] = (value, decimals = 0) => {
    if (!Number.isFinite(value)) return NOT_DEFINED;
    const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    const digits = fraction === undefined ? grouped : grouped + decimal + fraction;
    // A value that rounds to zero has no sign to show.
    return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
  };
  const change: Numerals["change"] = (value, decimals) => {
    const text = number(value, decimals);
    return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  const decimalsOf = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return {
    number,
    change,
    quotient: (value) => number(value, value < 10 ? 2 : value < 100 ? 1 : 0),
    exact: (value) => number(value, decimalsOf(value)),
    decimalsOf,
    apart(values, format) {
      const distinct = new Set(values).size;
      const texts = values.map(format);
      for (let n = 1; n <= MOST_DECIMALS && new Set(texts).size < distinct; n += 1)
        for (const [at, value] of values.entries()) texts[at] = number(value, n);
      return texts;
    },
  };
}
