/** How a figure is computed, in the language of a page: the model's own words are English, as figures.json has them. */

import { CHANGE, CHANGE_PERCENT, LOCAL_SHARE, NATIONAL_SHARE } from "../model/figure-cell.ts";
import { COMPARED_FORMULAS } from "../model/figure-growth.ts";
import type { MessageKey } from "../words/language.ts";
import type { Speech } from "../words/speech.ts";

const FORMULAS: ReadonlyMap<string, MessageKey> = new Map([
  ["read from the data", "prose.formula-read"],
  [
    "(jobs in cell / jobs in region) / (jobs of sector in country / jobs in country)",
    "prose.formula-quotient",
  ],
  [
    "(jobs in cells / jobs in region) / (jobs of sectors in country / jobs in country)",
    "prose.formula-quotient-of-several",
  ],
  [NATIONAL_SHARE, "prose.formula-national-share"],
  [LOCAL_SHARE, "prose.formula-local-share"],
  [CHANGE, "prose.formula-change"],
  [CHANGE_PERCENT, "prose.formula-change-percent"],
  ["(figure − threshold) / threshold × 100", "prose.formula-margin"],
  ["percent change − percent change of the same sectors nationally", "prose.formula-gap"],
  ["strictly greater than", "prose.formula-above"],
  ["at least", "prose.formula-least"],
  ["percent of the region's jobs / percent of the country's jobs", "prose.formula-example"],
  ["sum of the jobs in the cells", "prose.formula-jobs-in-cells"],
  ["sum of the firms in the cells", "prose.formula-firms-in-cells"],
  ["sum of the jobs in all regions", "prose.formula-jobs-in-regions"],
  ["sum of the firms in all regions", "prose.formula-firms-in-regions"],
  ["sum of the country's jobs in the sectors", "prose.formula-jobs-in-country"],
  ["sum of the country's firms in the sectors", "prose.formula-firms-in-country"],
  ["number of cells for which all three criteria hold", "prose.formula-clusters"],
  [
    "number of pairs that are clusters in any cluster year of the period",
    "prose.formula-clusters-of-period",
  ],
  ["number of cells that withheld figures leave undecided", "prose.formula-possible"],
  ["number of clusters in both years", "prose.formula-stable"],
  ["number of clusters in the last year alone", "prose.formula-new"],
  ["number of clusters in the first year alone", "prose.formula-ex"],
  ["number of regions", "prose.formula-regions"],
  ["number of sectors", "prose.formula-sectors"],
  ["number of branches", "prose.formula-branches"],
  ["number of groups", "prose.formula-groups"],
]);

/** "number of branches whose growth gap is above 5 percentage points": the level, what is said of the gap, the limit. */
const COMPARED =
  /^number of (sectors|branches|groups) (?:that have clusters in the period|whose growth gap is (above|below|at most) (−?)(\d+)( percentage points)?(?: either way)?)$/;

/** Every formula of the model with its words, for those who meet them one by one. */
export function allFormulaWords(speech: Speech): Readonly<Record<string, string>> {
  const formulas = [...FORMULAS.keys(), ...COMPARED_FORMULAS];
  return Object.fromEntries(
    formulas.map((formula) => [formula, formulaWords(formula, speech) ?? formula]),
  );
}

/** The formula as the page's language says it; undefined of one that no message tells. */
export function formulaWords(formula: string, speech: Speech): string | undefined {
  const key = FORMULAS.get(formula);
  if (key !== undefined) return speech.say(key);
  const [, level, than = "", sign = "", limit = "", points] = COMPARED.exec(formula) ?? [];
  if (level === undefined) return undefined;
  if (than === "") return speech.say("prose.formula-compared", { level });
  return speech.say("prose.formula-gap-count", {
    level,
    than: than === "at most" ? "within" : than,
    limit: sign + limit,
    points: points === undefined ? "no" : "yes",
  });
}
