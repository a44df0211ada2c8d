/** Sentences that the page brings along, with places for what only the reader's choice decides. */

/** "{shown} of {all} rows" with its places filled; a place without a value stays as it is. */
export function filled(
  phrase: string | undefined,
  values: Readonly<Record<string, string>>,
): string {
  return (phrase ?? "").replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** A whole number with its digits in groups, by the mark of the page's language. */
export function groupedDigits(value: number, mark = ""): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, mark);
}
