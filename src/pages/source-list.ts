/**
 * The list of an edition's input files with their hashes, as `sha256sum` writes and checks it. Its own hash stands for
 * all that the edition's figures are computed from: citations carry the beginning of it.
 */

import { createHash } from "node:crypto";
import type { SourceFile } from "./plan.ts";

/** Below /E/data/source/. */
export const SOURCE_LIST = "sha256.txt";

export interface SourceList {
  readonly text: string;
  /** SHA-256 of the text, 64 hexadecimal digits. */
  readonly contentHash: string;
}

/** A line for each file, in the order given. */
export function sourceList(files: readonly SourceFile[]): SourceList {
  const text = files.map(({ name, content }) => `${sha256(content)}  ${name}\n`).join("");
  return { text, contentHash: sha256(text) };
}

/** As it is printed: 12 digits, which tell apart what one person may meet. */
export function shortHash(contentHash: string): string {
  return contentHash.slice(0, 12);
}

function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}
