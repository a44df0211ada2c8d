/**
 * Remembers what a pure function made, under a name for what it was given. Values are kept as compressed JSON: a large
 * site has gigabytes of pictures and notes, and most of them are the same from build to build.
 */

import { deflateRawSync, inflateRawSync } from "node:zlib";

export interface Recall<V> {
  /** The value of that name: the one made before, or else what `make` makes now. */
  readonly recall: (name: string, make: () => V) => V;
  /** Forgets what nobody has asked for since the last sweep. */
  readonly sweep: () => void;
}

/** Level 1 costs a fraction of the time of higher levels and keeps most of the gain. */
const LEVEL = 1;

/** `V` must come back from JSON as it was. */
export function createRecall<V>(): Recall<V> {
  let kept = new Map<string, Buffer>();
  let asked = new Map<string, Buffer>();
  return {
    recall: (name, make) => {
      const before = asked.get(name) ?? kept.get(name);
      if (before !== undefined) {
        asked.set(name, before);
        return JSON.parse(inflateRawSync(before).toString("utf8")) as V;
      }
      const value = make();
      asked.set(name, deflateRawSync(JSON.stringify(value), { level: LEVEL }));
      return value;
    },
    sweep: () => {
      kept = asked;
      asked = new Map();
    },
  };
}
