/** Numbers inside pictures, by the conventions of the pages: comma for thousands, a true minus sign. */

export const MINUS = "\u2212";

/** Fixed decimals, thousands separated: −12,345.6. */
export function numberText(value: number, decimals = 0): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  // What rounds to zero has no sign to show.
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

/** With a plus sign before what is above zero. */
export function changeText(value: number, decimals = 0): string {
  const text = numberText(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Location quotients: two decimals below 10, one below 100, none above. */
export function quotientText(value: number): string {
  return numberText(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** "one cluster", "12 clusters": the count as a numeral, the noun in its number. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** "a, b and c". */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** Code point order: the same on every machine. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
