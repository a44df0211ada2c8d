/** Figures that count clusters. */

import type { Atlas } from "./atlas.ts";
import { type Cell, cellsWith } from "./cluster.ts";
import { thresholdInput } from "./figure-cell.ts";
import { type FigureId, formatScope } from "./figure-id.ts";
import type { Figure, FigureInput } from "./figure-quantity.ts";
import { cellsInSet, clustersOf } from "./figure-select.ts";
import { computedOver } from "./figure-sum.ts";
import { VERDICT } from "./verdict.ts";

/** The clusters of a year, or those that a period covers. Of named cells, how many are clusters. */
export function countOf(atlas: Atlas, id: FigureId): Figure {
  const [from = 0, to] = id.years;
  const cells = clustersIn(atlas, id, id.years);
  if (to === undefined) {
    const formula = "number of cells for which all three criteria hold";
    return computedOver(atlas, id, cells, cells.length, formula, thresholds(atlas));
  }
  const inputs = [...atlas.clusterCells.keys()]
    .filter((year) => from <= year && year <= to)
    .map((year) => countInput(atlas, id, year));
  const formula = "number of pairs that are clusters in any cluster year of the period";
  return computedOver(atlas, id, cells, cells.length, formula, inputs);
}

const STATUS = {
  stable: { words: "clusters in both years", counts: (was: boolean, is: boolean) => was && is },
  new: {
    words: "clusters in the last year alone",
    counts: (was: boolean, is: boolean) => is && !was,
  },
  ex: {
    words: "clusters in the first year alone",
    counts: (was: boolean, is: boolean) => was && !is,
  },
} as const;

/** The clusters between the id's two cluster years that are stable, new or ex. */
export function countByStatus(atlas: Atlas, id: FigureId, status: keyof typeof STATUS): Figure {
  const [from = 0, to = 0] = id.years;
  const before = new Set(clustersIn(atlas, id, [from]).map(keyOf));
  const after = new Set(clustersIn(atlas, id, [to]).map(keyOf));
  const { words, counts } = STATUS[status];
  const cells = clustersIn(atlas, id, id.years).filter((cell) =>
    counts(before.has(keyOf(cell)), after.has(keyOf(cell))),
  );
  const inputs = [from, to].map((year) => countInput(atlas, id, year));
  return computedOver(atlas, id, cells, cells.length, `number of ${words}`, inputs);
}

/** The cells of a cluster year that withheld figures leave undecided. */
export function countPossible(atlas: Atlas, id: FigureId): Figure {
  const [year = Number.NaN] = id.years;
  const open = cellsWith(atlas.dataset, atlas.verdicts, VERDICT.possible, year);
  const cells = id.scope.kind === "clusters" ? cellsInSet(atlas, id.scope.set, open) : [];
  const formula = "number of cells that withheld figures leave undecided";
  return computedOver(atlas, id, cells, cells.length, formula, thresholds(atlas));
}

/** The clusters of the id's set in a year or over a period; of named cells, those that are clusters. */
function clustersIn(atlas: Atlas, { scope }: FigureId, years: readonly number[]): readonly Cell[] {
  if (scope.kind !== "clusters") return [];
  return cellsInSet(atlas, scope.set, clustersOf(atlas, { kind: "all" }, years));
}

function countInput(atlas: Atlas, id: FigureId, year: number): FigureInput {
  const value = clustersIn(atlas, id, [year]).length;
  return { id: `count:${formatScope(id.scope)}:${year}`, value };
}

function thresholds(atlas: Atlas): readonly FigureInput[] {
  return (["lq", "jobs", "firms"] as const).map((of) => thresholdInput(atlas, of));
}

function keyOf({ region, sector }: Cell): string {
  return `${region}/${sector}`;
}
