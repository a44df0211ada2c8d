/** Which years an edition's pages speak of. */

import type { Atlas } from "../model/atlas.ts";

/** The last cluster year: the year of the cluster list. */
export function lastClusterYear(atlas: Atlas): number {
  return required(atlas.dataset.descriptor.clusterYears.at(-1) ?? atlas.dataset.years.at(-1));
}

/** The last cluster year but one, with which the status is found; undefined where there is none. */
export function previousClusterYear(atlas: Atlas): number | undefined {
  return atlas.dataset.descriptor.clusterYears.at(-2);
}

/** Position of a year of the data. */
export function yearIndex(atlas: Atlas, year: number): number {
  const index = atlas.dataset.years.indexOf(year);
  if (index < 0) throw new RangeError(`${year} is no year of edition ${atlas.dataset.id}`);
  return index;
}

/** The period that ends in the year, where the edition compares growth over one. */
export function periodEnding(atlas: Atlas, year: number): readonly [number, number] | undefined {
  return atlas.dataset.descriptor.periods.find(([, to]) => to === year);
}

function required(year: number | undefined): number {
  if (year === undefined) throw new RangeError("an edition without years cannot be read");
  return year;
}
