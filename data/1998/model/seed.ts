import { type Matrix, sum } from "./proportional-fitting.ts";
import type { Assumptions } from "./tables.ts";
import { variation } from "./variation.ts";

/** A sector is absent where fewer jobs than this part of its mean firm would be expected. */
const SMALLEST_FIRM = 0.4;
/** How far the proportions of like regions differ. */
const SPREAD = 0.4;

/**
 * What the fitting of 1990 starts from: the jobs one would expect by the size of region and sector,
 * the affinity of the region's type to the sector, and a variation of the cell's own; 0 where they
 * would not make a firm.
 */
export function seed({ regions, sectors, affinities }: Assumptions): Matrix {
  const factors = new Map(affinities.map((row) => [`${row.type}/${row.sector}`, row.factor]));
  const weights = sum(regions.map((region) => region.weight[1]));
  return regions.map((region) =>
    sectors.map((sector) => {
      const expected =
        (region.weight[1] / weights) *
        sector.jobs[1] *
        (factors.get(`${region.type}/${sector.id}`) ?? 1) *
        variation(`${region.id}/${sector.id}`, SPREAD);
      return expected < SMALLEST_FIRM * sector.meanFirmJobs ? 0 : expected;
    }),
  );
}
