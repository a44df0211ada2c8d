/** Editions for tests: the tiny one with changes, in a temporary folder. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const TINY = join(import.meta.dirname, "../fixtures/tiny/2001");

/** What becomes of a file of the tiny edition: other content, a change to its text, or nothing at all. */
export type Change = string | Uint8Array | undefined | ((text: string) => string);
export type Changes = Readonly<Record<string, Change>>;

/** Runs `use` with a folder that holds the tiny edition with changes, and removes the folder. */
export async function withEdition<T>(
  changes: Changes,
  use: (folder: string) => Promise<T>,
  name = "2001",
): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), "klyngeatlas-read-"));
  const folder = join(parent, name);
  try {
    cpSync(TINY, folder, { recursive: true });
    for (const [file, change] of Object.entries(changes)) applyChange(join(folder, file), change);
    return await use(folder);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function applyChange(path: string, change: Change): void {
  if (change === undefined) rmSync(path);
  else if (typeof change !== "function") writeFileSync(path, change);
  else writeFileSync(path, change(readFileSync(path, "utf8")));
}

/** Text of a file of the tiny edition. */
export function tinyText(file: string): string {
  return readFileSync(join(TINY, file), "utf8");
}

/** A change of one line, 1-based. */
export function line(number: number, text: string): (content: string) => string {
  return (content) =>
    content
      .split("\n")
      .with(number - 1, text)
      .join("\n");
}

/** A change of a text that must be there. */
export function swap(from: string, to: string): (content: string) => string {
  return (content) => {
    if (!content.includes(from)) throw new Error(`The fixture does not hold ${from}`);
    return content.replace(from, () => to);
  };
}

/** Rows after the last. */
export function append(...rows: readonly string[]): (content: string) => string {
  return (content) => `${content}${rows.join("\n")}\n`;
}
