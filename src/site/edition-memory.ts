/** Remembers editions that were read, as long as the files of their folders stay the same. */

import type { Atlas } from "../model/atlas.ts";
import { buildAtlas } from "../model/atlas.ts";
import type { Dataset } from "../model/dataset.ts";
import { readEdition } from "../read/edition.ts";
import type { Reading } from "../read/problem.ts";
import { folderFingerprint, folderStamp } from "./fingerprint.ts";

export interface EditionMemory {
  /** As readEdition and buildAtlas. */
  readonly readEdition: typeof readEdition;
  readonly buildAtlas: typeof buildAtlas;
  /** What an edition was read from: the same name for the same files. Undefined where they changed while it was read. */
  readonly originOf: (dataset: Dataset) => string | undefined;
  /** Whether nobody has written into the edition's folder since it was read. */
  readonly isCurrent: (dataset: Dataset) => boolean;
  /** Forgets editions that nobody has read since the last sweep. */
  readonly sweep: () => void;
}

interface Known {
  readonly origin: string;
  readonly reading: Reading<Dataset>;
}

interface Place {
  readonly folder: string;
  readonly origin: string;
  readonly stamp: string;
}

export function createEditionMemory(): EditionMemory {
  let known = new Map<string, Known>();
  let asked = new Map<string, Known>();
  const places = new WeakMap<Dataset, Place>();
  const atlases = new WeakMap<Dataset, Atlas>();
  return {
    readEdition: async (folder) => {
      const stamp = folderStamp(folder);
      const origin = folderFingerprint(folder);
      const before = known.get(folder);
      const reading = before?.origin === origin ? before.reading : await readEdition(folder);
      // Files that change while they are read may have been read half before and half after.
      if (folderStamp(folder) !== stamp) return reading;
      asked.set(folder, { origin, reading });
      if (reading.ok) places.set(reading.value, { folder, origin, stamp });
      return reading;
    },
    buildAtlas: (dataset) => {
      const atlas = atlases.get(dataset) ?? buildAtlas(dataset);
      atlases.set(dataset, atlas);
      return atlas;
    },
    originOf: (dataset) => places.get(dataset)?.origin,
    isCurrent: (dataset) => {
      const place = places.get(dataset);
      return place !== undefined && folderStamp(place.folder) === place.stamp;
    },
    sweep: () => {
      known = asked;
      asked = new Map();
    },
  };
}
