/**
 * The only place where a number becomes words. English conventions: comma for thousands,
 * point for decimals, a true minus sign. Nothing here depends on the machine's locale.
 */

const MINUS = "\u2212";
export const NOT_DEFINED = "–";

/** Text of a number with a fixed number of decimals and thousands separated: −12,345.6. */
export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return NOT_DEFINED;
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole = "0", fraction] = fixed.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  // A value that rounds to zero has no sign to show.
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

/** As formatNumber, with a plus sign before what is above zero: for changes and gaps. */
export function formatChange(value: number, decimals = 0): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Location quotients: two decimals below 10, one below 100, none above: the third digit says nothing a reader can use. */
export function formatQuotient(value: number): string {
  if (!Number.isFinite(value)) return NOT_DEFINED;
  return formatNumber(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** More decimals than these tell no two figures of statistics apart. */
const MOST_DECIMALS = 10;

/**
 * Texts of numbers that stand beside each other, by `format` where that tells them apart, else with as many decimals
 * as it takes: 2.998 beside 3.002 is not "3.00" beside "3.00".
 */
export function formatApart(
  values: readonly number[],
  format: (value: number) => string,
): readonly string[] {
  const distinct = new Set(values).size;
  const texts = values.map(format);
  for (let decimals = 1; decimals <= MOST_DECIMALS && new Set(texts).size < distinct; decimals += 1)
    for (const [n, value] of values.entries()) texts[n] = formatNumber(value, decimals);
  return texts;
}

/** A number with as many decimals as it has: 3, 1.5, 0.25. For what a person has written, such as a threshold. */
export function formatExact(value: number): string {
  return formatNumber(value, decimalsOf(String(value)));
}

/** How many decimals the text of a number has: 2 for "1,234.50". */
export function decimalsOf(text: string): number {
  return /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
}

/** Full precision as plain machine text; undefined where the number is not defined. */
export function machineNumber(value: number | undefined): string | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : String(value);
}

/** Rounds to a multiple of `step`, halves away from zero: 63,017 → 63,000 for step 100. */
export function roundTo(value: number, step: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) / step) * step + 0;
}

const WORDS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** Small whole numbers as words ("seven"), larger ones as digits: for counts in running text. */
export function countWord(value: number): string {
  return WORDS[value] ?? formatNumber(value);
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** An ISO date (YYYY-MM-DD, time ignored) as "1 April 1998"; shorter dates keep what they have. */
export function formatDate(iso: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso) ?? [];
  if (year === undefined) return iso;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [day === undefined ? undefined : String(Number(day)), name, year]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** "a, b and c". */
export function listWords(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** First letter in upper case, for a label that opens a line. */
export function capitalised(text: string): string {
  return text === "" ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words that end nowhere, as a sentence of their own. */
export function asSentence(words: string): string {
  return `${capitalised(words)}.`;
}

/** "1970–1990". */
export function formatPeriod(from: number, to: number): string {
  return `${from}–${to}`;
}
