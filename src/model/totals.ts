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

/** Where the country's jobs and firms of a sector are read: "national.csv:12"; undefined where they are sums of the regions. */
export function nationalSource(dataset: Dataset, y: number, s: number): string | undefined {
  return dataset.national !== undefined && hasNationalJobs(dataset, y, s)
    ? `national.csv:${at(dataset.national.lines, y * dataset.sectors.length + s)}`
    : undefined;
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

  // Array elements are read in place here: a shared accessor would serve several kinds of array, which costs
  // a second in twenty million cells.
  for (let y = 0, i = 0; y < Y; y += 1) {
    for (let r = 0, row = y * R; r < R; r += 1, row += 1) {
      for (let s = 0, column = y * S; s < S; s += 1, i += 1, column += 1) {
        const cellJobs = jobs[i] ?? Number.NaN;
        const cellFirms = firms[i] ?? Number.NaN;
        const cellFlags = flags[i] ?? 0;
        if (Number.isNaN(cellJobs)) {
          regionWithheldJobs[row] = (regionWithheldJobs[row] ?? 0) + 1;
          sectorWithheldJobs[column] = (sectorWithheldJobs[column] ?? 0) + 1;
        } else {
          regionKnownJobs[row] = (regionKnownJobs[row] ?? 0) + cellJobs;
          sectorKnownJobs[column] = (sectorKnownJobs[column] ?? 0) + cellJobs;
        }
        if (Number.isNaN(cellFirms)) {
          sectorWithheldFirms[column] = (sectorWithheldFirms[column] ?? 0) + 1;
        } else {
          sectorKnownFirms[column] = (sectorKnownFirms[column] ?? 0) + cellFirms;
        }
        regionFlags[row] = (regionFlags[row] ?? 0) | cellFlags;
        sectorFlags[column] = (sectorFlags[column] ?? 0) | cellFlags;
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
      countryJobs[y] = at(countryJobs, y) + at(sectorJobs, column);
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

/** Sums of which nothing is withheld; NaN for the others. */
function complete(known: Float64Array, withheld: Int32Array): Float64Array {
  return known.map((value, i) => (at(withheld, i) === 0 ? value : Number.NaN));
}
