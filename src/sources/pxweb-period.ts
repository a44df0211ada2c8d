/** Years of the codes of time: 2024, 2024K4, 2024M10, 2024-Q4. */

/** The year that a code of time, or else its name, begins with; undefined where neither does. */
export function yearOf(code: string, label: string): number | undefined {
  const text = [code, label].find((candidate) => /^(?:1[6-9]|2[01])\d\d(?!\d)/.test(candidate));
  return text === undefined ? undefined : Number(text.slice(0, 4));
}

/** What follows the year in a code, such as K4 or M10; empty for a whole year. */
export function partOfYear(code: string): string {
  return /^\d{4}[- ]?(.*)$/s.exec(code)?.[1] ?? "";
}
