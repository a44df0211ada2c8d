import { at } from "./at.ts";
import type { Atlas } from "./atlas.ts";
import { type Cell, cellAt } from "./cluster.ts";
import { holds, margin } from "./criterion.ts";
import type { Criteria } from "./dataset.ts";

/** A criterion by the name it has in `datapackage.json`. */
export type CriterionName = keyof Criteria;

/** A cell's three figures, all known. */
interface JudgedCell extends Cell {
  readonly locationQuotient: number;
  readonly jobs: number;
  readonly firms: number;
}

/** A cell that satisfies all criteria but one. */
export interface NearMiss extends JudgedCell {
  /** The criterion it fails. */
  readonly criterion: CriterionName;
  /** How far below the threshold, in percent of it; 0 where it is exactly at a threshold that it ought to exceed. */
  readonly shortfall: number;
}

/** A cluster that satisfies a criterion by little. */
export interface FragileCluster extends JudgedCell {
  /** The criterion it satisfies by least. */
  readonly criterion: CriterionName;
  /** How far above the threshold, in percent of it. */
  readonly margin: number;
}

const NAMES: readonly CriterionName[] = ["locationQuotient", "jobs", "firms"];

/**
 * The cells of a year that fail exactly one criterion, nearest first, then by region and sector: at most `limit`.
 * Only cells whose three figures are known: what a withheld figure misses cannot be said.
 */
export function nearMisses(
  atlas: Atlas,
  year: number,
  limit = Number.POSITIVE_INFINITY,
): readonly NearMiss[] {
  const { criteria } = atlas.dataset.descriptor;
  const found: NearMiss[] = [];
  for (const cell of judgedCells(atlas, year)) {
    const criterion = NAMES.find((name) => !holds(criteria[name], cell[name]));
    if (criterion === undefined) continue;
    // A threshold of 0 has no percentage: such a miss cannot be ranked beside others.
    const above = margin(criteria[criterion], cell[criterion]);
    if (!Number.isNaN(above))
      found.push({ ...cell, criterion, shortfall: above === 0 ? 0 : -above });
  }
  return found.sort((a, b) => a.shortfall - b.shortfall || byPlace(a, b)).slice(0, limit);
}

/**
 * The clusters of a year that satisfy some criterion by no more than `within` percent of its threshold, the least
 * secure first, then by region and sector.
 */
export function fragileClusters(atlas: Atlas, year: number, within = 5): readonly FragileCluster[] {
  const { criteria } = atlas.dataset.descriptor;
  const found: FragileCluster[] = [];
  for (const cell of judgedCells(atlas, year)) {
    if (!NAMES.every((name) => holds(criteria[name], cell[name]))) continue;
    const [least] = NAMES.map((criterion) => ({
      criterion,
      margin: margin(criteria[criterion], cell[criterion]),
    }))
      .filter((entry) => entry.margin <= within)
      .sort((a, b) => a.margin - b.margin);
    if (least !== undefined) found.push({ ...cell, ...least });
  }
  return found.sort((a, b) => a.margin - b.margin || byPlace(a, b));
}

/** The cells of a year whose three figures are known and that satisfy at least two criteria. */
function* judgedCells(atlas: Atlas, year: number): Iterable<JudgedCell> {
  const { dataset, lq } = atlas;
  const { locationQuotient, jobs, firms } = dataset.descriptor.criteria;
  const size = dataset.regions.length * dataset.sectors.length;
  const y = atlas.yearIndex.get(year);
  if (y === undefined) return;
  for (let position = 0; position < size; position += 1) {
    const i = y * size + position;
    const cell = {
      locationQuotient: at(lq, i),
      jobs: at(dataset.jobs, i),
      firms: at(dataset.firms, i),
    };
    const held =
      Number(holds(locationQuotient, cell.locationQuotient)) +
      Number(holds(jobs, cell.jobs)) +
      Number(holds(firms, cell.firms));
    if (held < 2 || Number.isNaN(cell.locationQuotient + cell.jobs + cell.firms)) continue;
    yield { ...cellAt(dataset, position), ...cell };
  }
}

function byPlace(a: Cell, b: Cell): number {
  return a.r - b.r || a.s - b.s;
}
