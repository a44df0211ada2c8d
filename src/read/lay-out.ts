/** Rows of employment.csv → arrays of cells, year × region × sector. */

import type { CellList } from "./cell-list.ts";
import type { ProblemLog } from "./problem-log.ts";

/** As the fields of the same names in `Dataset`. */
export interface Employment {
  readonly years: readonly number[];
  readonly jobs: Float64Array;
  readonly firms: Float64Array;
  readonly flags: Uint8Array;
  readonly lines: Int32Array;
}

/** A hundred million cells take two gigabytes. */
const MOST_CELLS = 1e8;

/**
 * Puts each row in its place; a place taken twice is reported. `years` are ascending, `regionIds` and
 * `sectorIds` the ids by position. Undefined where there are too many cells, which the log says.
 */
export function layOut(
  cells: CellList,
  years: readonly number[],
  regionIds: readonly string[],
  sectorIds: readonly string[],
  log: ProblemLog,
): Employment | undefined {
  const regions = regionIds.length;
  const sectors = sectorIds.length;
  const size = years.length * regions * sectors;
  if (size > MOST_CELLS) {
    log.error({
      rule: "too-many-cells",
      message: `${years.length} years × ${regions} regions × ${sectors} sectors are more cells than can be held.`,
      remedy: "Check the years, and divide the edition where they are right.",
    });
    return undefined;
  }
  const yearAt = new Map(years.map((year, y) => [year, y]));
  const employment: Employment = {
    years,
    jobs: new Float64Array(size),
    firms: new Float64Array(size),
    flags: new Uint8Array(size),
    lines: new Int32Array(size),
  };
  for (let i = 0; i < cells.size(); i++) {
    const y = yearAt.get(cells.get(i, "year")) ?? 0;
    const r = cells.get(i, "region");
    const s = cells.get(i, "sector");
    const at = (y * regions + r) * sectors + s;
    const line = cells.get(i, "line");
    const before = employment.lines[at] ?? 0;
    if (before > 0) {
      log.error({
        rule: "duplicate-cell",
        line,
        column: "sector",
        value: [years[y], regionIds[r], sectorIds[s]].join(","),
        message: `The year, region and sector stand on line ${before} already.`,
        remedy: "Remove one of the rows, or add the two together where they are parts.",
      });
      continue;
    }
    employment.jobs[at] = cells.get(i, "jobs");
    employment.firms[at] = cells.get(i, "firms");
    employment.flags[at] = cells.get(i, "flags");
    employment.lines[at] = line;
  }
  return employment;
}
