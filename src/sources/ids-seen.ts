/** Which ids came before, and where. */

import { hash } from "node:crypto";
import { createPlacesSeen } from "./places-seen.ts";

/** Where an id came before in the same year, such as `Line 7 of a.csv`; undefined the first time. */
export type SeeId = (id: string, year: number, line: number) => string | undefined;

export interface IdsSeen {
  /** What reads the ids of a file. */
  readonly of: (file: string) => SeeId;
}

export function createIdsSeen(): IdsSeen {
  const places = createPlacesSeen();
  return {
    of: (file) => {
      const see = places.of(file);
      return (id, year, line) => see(keyOf(id), year, line);
    },
  };
}

/** Whole numbers as ids have them, in one way of writing only; exact in a double. */
const NUMBER = /^[1-9]\d{0,14}$/;

/** Not 0. Numbers are themselves; other ids 53 bits of their hash: of a million, two differ and share it once in 18 000 files. */
function keyOf(id: string): number {
  if (NUMBER.test(id)) return Number(id);
  const bytes = hash("sha1", id, "buffer");
  return -(bytes.readUIntBE(0, 6) * 32 + (bytes.readUInt8(6) & 31) + 1);
}
