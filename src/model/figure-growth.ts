/** Figures over two years: change, growth gap, and how many sectors do better in their clusters. */

import type { Atlas } from "./atlas.ts";
import { CHANGE, CHANGE_PERCENT, percentOf } from "./figure-cell.ts";
import type { FigureId, Scope } from "./figure-id.ts";
import { type Figure, type FigureInput, flagLetters } from "./figure-quantity.ts";
import { nationalScope } from "./figure-share.ts";
import { computed, computedFrom, computedOver, jobsOf } from "./figure-sum.ts";
import { defined, growthOfPeriod } from "./growth.ts";
import { gapWord, SIMILAR_WITHIN } from "./growth-gap.ts";

/** Difference in jobs between the id's years. */
export function changeOf(atlas: Atlas, id: FigureId): Figure {
  const before = jobsOf(atlas, id, id.scope, 0);
  const after = jobsOf(atlas, id, id.scope, 1);
  return computedFrom(id, defined(after.sum.value - before.sum.value), CHANGE, [before, after]);
}

/** The same in percent of the first year; undefined where that has no jobs. */
export function changePercentOf(atlas: Atlas, id: FigureId): Figure {
  const before = jobsOf(atlas, id, id.scope, 0);
  const after = jobsOf(atlas, id, id.scope, 1);
  const percent = percentOf(after.sum.value - before.sum.value, before.sum.value);
  return computedFrom(id, percent, CHANGE_PERCENT, [before, after]);
}

/** Growth here less growth in the same sectors nationally, in percentage points. */
export function gapOf(atlas: Atlas, id: FigureId): Figure {
  const { scope } = id;
  const nation: Scope =
    scope.kind === "clusters" ? { kind: "same", set: scope.set } : nationalScope(scope);
  const percent = (of: Scope) =>
    changePercentOf(atlas, { ...id, measure: "change-percent", scope: of });
  const own = percent(scope);
  const national = percent(nation);
  const gap = defined((own.value ?? Number.NaN) - (national.value ?? Number.NaN));
  const inputs = [own, national].map(({ id: of, value }) => ({ id: of, value }));
  const letters = own.flagged + national.flagged;
  return {
    ...computed(id, gap, "percent change − percent change of the same sectors nationally", inputs),
    flagged: [...flagLetters(0xff)].filter((letter) => letters.includes(letter)).join(""),
  };
}

const LEVEL = { sectors: "sector", branches: "branch", groups: "group" } as const;

const COMPARED = {
  compared: { words: "that have clusters in the period", counts: () => true },
  better: { words: "whose growth gap is above 0", counts: (gap: number) => gap > 0 },
  worse: { words: "whose growth gap is below 0", counts: (gap: number) => gap < 0 },
  "clearly-better": {
    words: `whose growth gap is above ${SIMILAR_WITHIN} percentage points`,
    counts: (gap: number) => gapWord(gap) === "better",
  },
  similar: {
    words: `whose growth gap is at most ${SIMILAR_WITHIN} percentage points either way`,
    counts: (gap: number) => gapWord(gap) === "similar",
  },
  "clearly-worse": {
    words: `whose growth gap is below −${SIMILAR_WITHIN} percentage points`,
    counts: (gap: number) => gapWord(gap) === "worse",
  },
} as const;

/** The formulas of `comparisonOf`, of all levels. */
export const COMPARED_FORMULAS: readonly string[] = Object.keys(LEVEL).flatMap((plural) =>
  Object.values(COMPARED).map(({ words }) => `number of ${plural} ${words}`),
);

/** Of the sectors, branches or groups with clusters in the period: all, or those that grew more, or less, than nationally. */
export function comparisonOf(
  atlas: Atlas,
  id: FigureId,
  comparison: keyof typeof COMPARED,
): Figure {
  const [from = 0, to = 0] = id.years;
  const plural = id.scope.kind === "levels" ? id.scope.level : "sectors";
  const level = LEVEL[plural];
  const rows = growthOfPeriod(atlas, [from, to]).filter((row) => row.level === level);
  const inputs = rows.map((row): FigureInput => {
    const part = level === "sector" ? row.id : `${level}=${row.id}`;
    return { id: `growth-gap:clusters/${part}:${from}-${to}`, value: row.gap };
  });
  const { words, counts } = COMPARED[comparison];
  const count = rows.filter(({ gap }) => counts(gap ?? Number.NaN)).length;
  const cells = rows.flatMap(({ clusters }) => clusters);
  return computedOver(atlas, id, cells, count, `number of ${plural} ${words}`, inputs);
}
