/** Numbers in messages. */

import { formatNumber } from "../pages/format.ts";

/** "1 page", "1,234 pages"; `plural` where it takes more than an s. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** "950 bytes", "12.3 KB", "4.5 MB"; a kilobyte is 1000 bytes. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return countText(bytes, "byte");
  return bytes < 1_000_000
    ? `${formatNumber(bytes / 1000, 1)} KB`
    : `${formatNumber(bytes / 1_000_000, 1)} MB`;
}

/** "1 language (en)", "2 languages (en, nb)". */
export function languagesText(codes: readonly string[]): string {
  return `${countText(codes.length, "language")} (${codes.join(", ")})`;
}
