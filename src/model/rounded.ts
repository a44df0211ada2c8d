/** Whether a computed figure is the number that a writer has rounded, or calls "about" so much. */

/** From here a whole number that ends in zeros counts as rounded: −5,400 jobs is to the hundred, 40 percent to the unit. */
const ROUNDED_FROM = 1000;

/**
 * Whether a value, rounded to the precision of the written number, is that number. Halves round away from zero.
 * `decimals` is the number of decimals as written, where zeros count: 13.0 is more precise than 13.
 */
export function isRoundedTo(value: number, written: number, decimals = 0): boolean {
  const digit = Math.min(lastDigit(written), decimals > 0 ? -decimals : Number.POSITIVE_INFINITY);
  const step = Math.abs(written) < ROUNDED_FROM ? Math.min(digit, 0) : digit;
  return inSteps(value, step) === inSteps(written, step);
}

/**
 * Whether a value is near enough to a written "about": within half a unit of the last significant digit given, which is
 * what rounding alone explains ("about 63,000" may be 62,500), or within 2.5 percent, whichever is wider: a writer who
 * says "about" promises less than the digits do, and 2.5 percent of a two-digit percentage is about half a unit,
 * so that large and small numbers are held to the same relative standard.
 */
export function isAbout(value: number, written: number): boolean {
  const half = 10 ** lastDigit(written) / 2;
  const tolerance = Math.max(half, 0.025 * Math.abs(written));
  // The last factor keeps a difference of exactly the tolerance within it in binary arithmetic.
  return Math.abs(value - written) <= tolerance * (1 + 1e-9);
}

/** Place of the last significant digit as a power of ten: 63,000 → 3, 62 → 0, 5.8 → −1. The place of 0 is 0. */
function lastDigit(value: number): number {
  const [digits = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const decimals = digits.split(".")[1] ?? "";
  return value === 0 ? 0 : Number(exponent) - decimals.length;
}

/** The number of steps of 10 to the given power, rounded, halves away from zero. */
function inSteps(value: number, power: number): number {
  const scaled = power < 0 ? Math.abs(value) * 10 ** -power : Math.abs(value) / 10 ** power;
  return Math.sign(value) * Math.round(scaled) + 0;
}
