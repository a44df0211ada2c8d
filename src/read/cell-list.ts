/**
 * Cells of employment.csv in the order of their rows: one array of numbers, since a table has some hundred
 * thousand rows and an object for each would cost more than reading it. It grows by doubling, since
 * the number of rows is known only at the end.
 */

/** Columns of the list; `region` and `sector` are positions among the sorted ids. */
const COLUMN = { year: 0, region: 1, sector: 2, jobs: 3, firms: 4, flags: 5, line: 6 } as const;
const WIDTH = 7;

export interface CellList {
  readonly add: (
    year: number,
    region: number,
    sector: number,
    jobs: number,
    firms: number,
    flags: number,
    line: number,
  ) => void;
  readonly size: () => number;
  readonly get: (row: number, column: keyof typeof COLUMN) => number;
}

/** An empty list. */
export function createCellList(): CellList {
  let values = new Float64Array(WIDTH * 1024);
  let size = 0;
  return {
    add: (year, region, sector, jobs, firms, flags, line) => {
      const at = size * WIDTH;
      if (at === values.length) {
        const larger = new Float64Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      values[at + COLUMN.year] = year;
      values[at + COLUMN.region] = region;
      values[at + COLUMN.sector] = sector;
      values[at + COLUMN.jobs] = jobs;
      values[at + COLUMN.firms] = firms;
      values[at + COLUMN.flags] = flags;
      values[at + COLUMN.line] = line;
      size += 1;
    },
    size: () => size,
    get: (row, column) => values[row * WIDTH + COLUMN[column]] ?? Number.NaN,
  };
}
