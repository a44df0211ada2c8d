import { at } from "./at.ts";
import type { Dataset } from "./dataset.ts";

/**
 * Totals of one edition, over its own sectors. A total with a withheld cell in it is NaN;
 * the sums of what is known and the numbers of withheld cells stand beside it, for bounds.
 */
export interface Totals {
  /** year × region. */
  readonly regionJobs: Float64Array;
  /** year × sector: the country, from national.csv where it has the sector, else the sum of the regions. */
  readonly sectorJobs: Float64Array;
  /** year × sector: the country. NaN also where national.csv has the sector's jobs but not its firms. */
  readonly sectorFirms: Float64Array;
  /** year: the country, sum of sectorJobs over the edition's sectors. */
  readonly countryJobs: Float64Array;
  /** year × region: sum of the cells that are known, and how many are withheld. */
  readonly regionKnownJobs: Float64Array;
  readonly regionWithheldJobs: Int32Array;
  /** year × sector: sums of the regions' cells that are known, and how many are withheld. */
  readonly sectorKnownJobs: Float64Array;
  readonly sectorWithheldJobs: Int32Array;
  readonly sectorKnownFirms: Float64Array;
  /** Bits of FLAG of all cells that enter a total; none where national.csv gives it. */
  readonly regionFlags: Uint8Array;
  readonly sectorFlags: Uint8Array;
  readonly countryFlags: Uint8Array;
  /** Whether any cell of the edition withholds its jobs, or its firms. */
  readonly jobsWithheld: boolean;
  readonly firmsWithheld: boolean;
}

/** Whether national.csv gives the country's jobs of a sector in a year. */
export function hasNationalJobs(dataset: Dataset, y: number, s: number): boolean {
  return (
    dataset.national !== undefined &&
    !Number.isNaN(at(dataset.national.jobs, y * dataset.sectors.length + s))
  );
}

/** Adds up an edition in one pass over its cells. */
export function totals(dataset: Dataset): Totals {
  const { years, regions, sectors, jobs, firms, flags } = dataset;
  const [Y, R, S] = [years.length, regions.length, sectors.length];
  const regionKnownJobs = new Float64Array(Y * R);
  const regionWithheldJobs = new Int32Array(Y * R);
  const regionFlags = new Uint8Array(Y * R);
  const sectorKnownJobs = new Float64Array(Y * S);
  const sectorWithheldJobs = new Int32Array(Y * S);
  const sectorKnownFirms = new Float64Array(Y * S);
  const sectorWithheldFirms = new Int32Array(Y * S);
  const sectorFlags = new Uint8Array(Y * S);

  for (let y = 0, i = 0; y < Y; y += 1) {
    for (let r = 0, row = y * R; r < R; r += 1, row += 1) {
      for (let s = 0, column = y * S; s < S; s += 1, i += 1, column += 1) {
        const cellJobs = at(jobs, i);
        const cellFirms = at(firms, i);
        const cellFlags = at(flags, i);
        if (Number.isNaN(cellJobs)) {
          increase(regionWithheldJobs, row, 1);
          increase(sectorWithheldJobs, column, 1);
        } else if (cellJobs !== 0) {
          increase(regionKnownJobs, row, cellJobs);
          increase(sectorKnownJobs, column, cellJobs);
        }
        if (Number.isNaN(cellFirms)) increase(sectorWithheldFirms, column, 1);
        else if (cellFirms !== 0) increase(sectorKnownFirms, column, cellFirms);
        if (cellFlags !== 0) {
          regionFlags[row] = at(regionFlags, row) | cellFlags;
          sectorFlags[column] = at(sectorFlags, column) | cellFlags;
        }
      }
    }
  }

  const sectorJobs = complete(sectorKnownJobs, sectorWithheldJobs);
  const sectorFirms = complete(sectorKnownFirms, sectorWithheldFirms);
  const countryJobs = new Float64Array(Y);
  const countryFlags = new Uint8Array(Y);
  for (let y = 0, column = 0; y < Y; y += 1) {
    for (let s = 0; s < S; s += 1, column += 1) {
      if (dataset.national !== undefined && hasNationalJobs(dataset, y, s)) {
        sectorJobs[column] = at(dataset.national.jobs, column);
        sectorFirms[column] = at(dataset.national.firms, column);
        sectorFlags[column] = 0;
      }
      increase(countryJobs, y, at(sectorJobs, column));
      countryFlags[y] = at(countryFlags, y) | at(sectorFlags, column);
    }
  }
  return {
    regionJobs: complete(regionKnownJobs, regionWithheldJobs),
    sectorJobs,
    sectorFirms,
    countryJobs,
    regionKnownJobs,
    regionWithheldJobs,
    sectorKnownJobs,
    sectorWithheldJobs,
    sectorKnownFirms,
    regionFlags,
    sectorFlags,
    countryFlags,
    jobsWithheld: sectorWithheldJobs.some((count) => count > 0),
    firmsWithheld: sectorWithheldFirms.some((count) => count > 0),
  };
}

function increase(values: Float64Array | Int32Array, position: number, by: number): void {
  values[position] = at(values, position) + by;
}

/** Sums of which nothing is withheld; NaN for the others. */
function complete(known: Float64Array, withheld: Int32Array): Float64Array {
  return known.map((value, i) => (at(withheld, i) === 0 ? value : Number.NaN));
}
