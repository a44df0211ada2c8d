/** Values that a query file names, and whether the files have them: one that they lack is a slip of the pen. */

import { nearest } from "../model/nearest.ts";

export interface Sought {
  /** Is told each value of the column. */
  readonly see: (value: string) => void;
  /** Values that were never seen, each with the nearest one that was. */
  readonly unseen: () => readonly { readonly value: string; readonly near: string | undefined }[];
}

/** Enough for a guess; a column of names may have any number of them. */
const MOST_KEPT = 500;

export function createSought(values: Iterable<string>): Sought {
  const missing = new Set(values);
  const others = new Set<string>();
  return {
    see: (value) => {
      if (missing.size === 0) return;
      missing.delete(value);
      if (others.size < MOST_KEPT) others.add(value);
    },
    unseen: () => [...missing].map((value) => ({ value, near: nearest(value, others) })),
  };
}

/** The end of a sentence: what was perhaps meant. */
export function guess(near: string | undefined): string {
  return near === undefined ? "" : `; the nearest is “${near}”`;
}
