/** Rows as CSV text (RFC 4180): comma, LF, quotes only where needed. */

export type CsvValue = string | number | undefined;

export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(",")}\n`;
}

/** A number in full precision; nothing where it is not defined. */
export function csvField(value: CsvValue): string {
  if (value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
