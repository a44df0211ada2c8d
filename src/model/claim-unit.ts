/** Units in conditions: how they are written, and what arithmetic and comparison allow. */

import type { Operator } from "./claim-syntax.ts";
import type { FigureUnit } from "./figure-id.ts";

/** Written after a number; the first of each unit is how it is printed. A number without one is a ratio. */
export const UNIT_WORDS = {
  percent: ["%", "percent"],
  "percentage points": ["points", "point"],
  jobs: ["jobs", "job"],
  firms: ["firms", "firm"],
  clusters: ["clusters", "cluster"],
  regions: ["regions", "region"],
  sectors: ["sectors", "sector"],
  branches: ["branches", "branch"],
  groups: ["groups", "group"],
} as const satisfies Record<Exclude<FigureUnit, "ratio">, readonly string[]>;

/** The unit that a word or sign means; undefined where it means none. */
export function unitNamed(word: string): FigureUnit | undefined {
  const units = Object.keys(UNIT_WORDS) as (keyof typeof UNIT_WORDS)[];
  return units.find((unit) => UNIT_WORDS[unit].some((known) => known === word));
}

/** How a unit stands after a number: " jobs", or nothing for a ratio. */
export function unitSuffix(unit: FigureUnit): string {
  return unit === "ratio" ? "" : ` ${UNIT_WORDS[unit][0]}`;
}

/** A unit in the words of a message. */
export function unitWords(unit: FigureUnit): string {
  return unit === "ratio" ? "a ratio (a number without a unit)" : unit;
}

/**
 * The unit of a sum, difference, product or quotient; undefined where the two have none.
 *
 * - Like and like may be added and subtracted. Two percentages differ by percentage points, and points may be added
 *   to a percentage or taken from it.
 * - One factor of a product is a ratio. A quotient of like and like is a ratio, and anything may be divided by a ratio.
 */
export function unitOfArithmetic(
  operator: Operator,
  left: FigureUnit,
  right: FigureUnit,
): FigureUnit | undefined {
  switch (operator) {
    case "+":
    case "-":
      return unitOfSum(operator, left, right);
    case "*":
      if (left === "ratio") return right;
      return right === "ratio" ? left : undefined;
    case "/":
      if (left === right) return "ratio";
      return right === "ratio" ? left : undefined;
  }
}

function unitOfSum(
  operator: "+" | "-",
  left: FigureUnit,
  right: FigureUnit,
): FigureUnit | undefined {
  if (left === "percent" && right === "percent") {
    return operator === "-" ? "percentage points" : "percent";
  }
  if (left === "percent" && right === "percentage points") return "percent";
  return left === right ? left : undefined;
}
