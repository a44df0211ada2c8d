/** Regions whose longitude and latitude seem to have changed places. */

import type { Region } from "../model/dataset.ts";
import type { ProblemLog } from "./problem-log.ts";
import type { RegionTable } from "./regions.ts";

/** Regions that lie this near to the others, in degrees of both directions together, are not questioned. */
const NEAR = 20;
/** The exchange must bring a region this many times nearer to the others. */
const NEARER = 4;

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/**
 * Warns of each region that lies far from the middle of the regions (the median of either coordinate), and
 * near to it with its coordinates exchanged. Where most of a table is exchanged, the middle is as well, and
 * only a latitude beyond 90 degrees tells.
 */
export function warnOfSwapped({ regions, register }: RegionTable, log: ProblemLog): void {
  const placed = regions.flatMap(({ id, longitude, latitude }: Region) =>
    longitude === undefined || latitude === undefined ? [] : [{ id, longitude, latitude }],
  );
  const middle = {
    longitude: median(placed.map(({ longitude }) => longitude)),
    latitude: median(placed.map(({ latitude }) => latitude)),
  };
  for (const { id, longitude, latitude } of placed) {
    const away = distance({ longitude, latitude }, middle);
    const exchanged = distance({ longitude: latitude, latitude: longitude }, middle);
    if (away <= NEAR || exchanged * NEARER >= away) continue;
    log.warning({
      rule: "swapped-coordinates",
      line: register.lineOf(id),
      column: "longitude",
      value: String(longitude),
      message: `The region lies far from the others, but near to them with longitude and latitude (${latitude}) exchanged.`,
      remedy: "Exchange the two, unless the region does lie there.",
    });
  }
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.longitude - b.longitude) + Math.abs(a.latitude - b.latitude);
}

/** The value in the middle; of two in the middle, the larger. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
