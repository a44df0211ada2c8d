/**
 * Remembers what a pure function made, under a name for what it was given. Values are kept as compressed JSON: a large
 * site has gigabytes of pictures and notes, and most of them are the same from build to build.
 */

import { deflateRawSync, inflateRawSync } from "node:zlib";

export interface Recall<V> {
  /** The value of that name: the one made before, or else what `make` makes now. */
  readonly recall: (name: string, make: () => V) => V;
  /** All that is remembered, for another one that begins with it. */
  readonly all: () => ReadonlyMap<string, Uint8Array>;
  /** Forgets what nobody has asked for since the last sweep. */
  readonly sweep: () => void;
}

/** Level 1 costs a fraction of the time of higher levels and keeps most of the gain. */
const LEVEL = 1;

/** `V` must come back from JSON as it was. `known`: all that another one of the same function remembered. */
export function createRecall<V>(known: ReadonlyMap<string, Uint8Array> = new Map()): Recall<V> {
  let kept = known;
  let asked = new Map<string, Uint8Array>();
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
    all: () => new Map([...kept, ...asked]),
    sweep: () => {
      kept = asked;
      asked = new Map();
    },
  };
}
