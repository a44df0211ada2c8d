import type { Atlas } from "./atlas.ts";

/** A region and a sector as they are known across editions: by their permanent ids, with names to show. */
export interface Pair {
  readonly region: string;
  readonly sector: string;
  readonly regionName: string;
  readonly sectorName: string;
}

/** The pair with the names of the first of the editions that has its region, and its sector. */
export function pairOf(editions: readonly Atlas[], region: string, sector: string): Pair {
  return {
    region,
    sector,
    regionName: firstName(
      editions,
      (atlas) => {
        const r = atlas.regionIndex.get(region);
        return r === undefined ? undefined : atlas.dataset.regions[r]?.name;
      },
      region,
    ),
    sectorName: firstName(
      editions,
      (atlas) => {
        const s = atlas.sectorIndex.get(sector);
        return s === undefined ? undefined : atlas.dataset.sectors[s]?.name;
      },
      sector,
    ),
  };
}

function firstName(
  editions: readonly Atlas[],
  name: (atlas: Atlas) => string | undefined,
  id: string,
): string {
  for (const atlas of editions) {
    const found = name(atlas);
    if (found !== undefined) return found;
  }
  return id;
}

/** Ids by code point. */
export function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By region id, then sector id. */
export function byPair(
  a: Pick<Pair, "region" | "sector">,
  b: Pick<Pair, "region" | "sector">,
): number {
  return byId(a.region, b.region) || byId(a.sector, b.sector);
}
