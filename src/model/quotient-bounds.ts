import { at } from "./at.ts";
import { jobsInterval } from "./bounds.ts";
import { cellIndex, type Dataset } from "./dataset.ts";
import { type Interval, isPoint, point, sum } from "./interval.ts";
import { quotientOfGivenTotals, quotientOfSums } from "./quotient-interval.ts";
import { hasNationalJobs, type Totals } from "./totals.ts";

/** Lowest and highest location quotient of every cell, year × region × sector. */
export interface QuotientBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Bounds of all location quotients of an edition that withholds jobs: every quotient that some completion of the
 * withheld cells gives lies between them. Both are the quotient itself in a year in which no cell is withheld;
 * NaN where it is undefined whatever the withheld cells hold.
 */
export function quotientBounds(dataset: Dataset, totals: Totals, lq: Float64Array): QuotientBounds {
  const low = Float64Array.from(lq);
  const high = Float64Array.from(lq);
  for (const y of dataset.years.keys()) {
    const boundOf = yearBounds(dataset, totals, y);
    if (boundOf === undefined) continue;
    for (const r of dataset.regions.keys()) {
      for (const s of dataset.sectors.keys()) {
        const interval = boundOf(r, s);
        const i = cellIndex(dataset, y, r, s);
        low[i] = interval.low;
        high[i] = interval.high;
      }
    }
  }
  return { low, high };
}

type BoundOfCell = (r: number, s: number) => Interval;

/** How to bound the cells of a year; undefined where none of its cells is withheld. */
function yearBounds(dataset: Dataset, totals: Totals, y: number): BoundOfCell | undefined {
  const sectors = [...dataset.sectors.keys()];
  const first = y * dataset.sectors.length;
  if (sectors.every((s) => at(totals.sectorWithheldJobs, first + s) === 0)) return undefined;
  return sectors.some((s) => hasNationalJobs(dataset, y, s))
    ? boundsByNation(dataset, totals, y)
    : boundsBySums(dataset, totals, y);
}

/**
 * Where national.csv gives the country. A sector for which it has no row is the sum of the regions; its total is
 * then bounded as if it varied on its own, which may be wider than need be but leaves nothing out.
 */
function boundsByNation(dataset: Dataset, totals: Totals, y: number): BoundOfCell {
  const sectors = dataset.sectors.map((_, s) => nationalJobs(dataset, totals, y, s));
  const country = sum(sectors);
  const regions = dataset.regions.map((_, r) => withheldInRegion(dataset, totals, y, r));
  return (r, s) => {
    const cell = jobsInterval(dataset, totals, y, r, s);
    const known = at(totals.regionKnownJobs, y * dataset.regions.length + r);
    const region = regions[r] ?? { bounded: Number.NaN, endless: 0 };
    return quotientOfGivenTotals({
      cell,
      restOfRegion: restOf(cell, known, region),
      sector: sectors[s] ?? point(Number.NaN),
      country,
    });
  };
}

/** The country's jobs of a sector: given, or the sum of the regions, which nothing bounds where a cell is withheld. */
function nationalJobs(dataset: Dataset, totals: Totals, y: number, s: number): Interval {
  const column = y * dataset.sectors.length + s;
  const jobs = at(totals.sectorJobs, column);
  if (!Number.isNaN(jobs)) return point(jobs);
  return { low: at(totals.sectorKnownJobs, column), high: Number.POSITIVE_INFINITY };
}

/** What a region's withheld cells may hold together: the sum of the bounded ones, and how many have no bound. */
interface Withheld {
  readonly bounded: number;
  readonly endless: number;
}

function withheldInRegion(dataset: Dataset, totals: Totals, y: number, r: number): Withheld {
  const uppers = dataset.sectors
    .map((_, s) => jobsInterval(dataset, totals, y, r, s))
    .filter((jobs) => !isPoint(jobs))
    .map(({ high }) => high);
  return {
    bounded: uppers.filter(Number.isFinite).reduce((a, b) => a + b, 0),
    endless: uppers.filter((upper) => upper === Number.POSITIVE_INFINITY).length,
  };
}

/**
 * The region's other sectors: what is known of them, and as much more as the region's withheld cells may hold. For a
 * withheld cell this counts the cell itself too, which changes nothing: its lowest share is 0 whatever the rest is.
 */
function restOf(cell: Interval, known: number, { bounded, endless }: Withheld): Interval {
  const low = Math.max(0, known - cell.low);
  return { low, high: endless > 0 ? Number.POSITIVE_INFINITY : low + bounded };
}

/** Where the country is the sum of its regions: a withheld cell is then in the totals too, and has no upper bound. */
function boundsBySums(dataset: Dataset, totals: Totals, y: number): BoundOfCell {
  const [R, S] = [dataset.regions.length, dataset.sectors.length];
  const sectors = [...dataset.sectors.keys()].map((s) => y * S + s);
  const allKnown = sectors.reduce((all, i) => all + at(totals.sectorKnownJobs, i), 0);
  const allWithheld = sectors.reduce((all, i) => all + at(totals.sectorWithheldJobs, i), 0);
  return (r, s) => {
    const cell = jobsInterval(dataset, totals, y, r, s);
    const self = isPoint(cell) ? 0 : 1;
    const row = y * R + r;
    const column = y * S + s;
    const regionKnown = at(totals.regionKnownJobs, row) - cell.low;
    const sectorKnown = at(totals.sectorKnownJobs, column) - cell.low;
    const regionWithheld = at(totals.regionWithheldJobs, row) - self;
    const sectorWithheld = at(totals.sectorWithheldJobs, column) - self;
    return quotientOfSums({
      cell,
      restOfRegion: atLeast(regionKnown, regionWithheld),
      restOfSector: atLeast(sectorKnown, sectorWithheld),
      elsewhere: atLeast(
        allKnown - regionKnown - sectorKnown - cell.low,
        allWithheld - regionWithheld - sectorWithheld - self,
      ),
    });
  };
}

/** A sum of known cells, without upper bound where cells are withheld from it. Differences never fall below 0. */
function atLeast(known: number, withheld: number): Interval {
  const low = Math.max(0, known);
  return { low, high: withheld > 0 ? Number.POSITIVE_INFINITY : low };
}
