/** What a condition says once it is read: conditions over quantities. The language is described in docs/claims.md. */

import type { FigureId, FigureUnit, Lack } from "./figure-id.ts";

/** What is wrong with a condition, and in which column of it, 1-based. */
export interface ClaimError {
  readonly message: string;
  readonly column: number;
  /** Where the condition is well-formed: what the edition lacks of what it names. */
  readonly lack?: Lack | undefined;
}

export type Relation = ">" | "<" | ">=" | "<=" | "=";
export type Operator = "+" | "-" | "*" | "/";
export type CellStatus = "stable" | "new" | "ex" | "current";

/** A number as it was typed; `decimals` counts zeros, since 13.0 says more than 13. */
export interface WrittenNumber {
  readonly kind: "number";
  readonly value: number;
  readonly decimals: number;
  readonly unit: FigureUnit;
  /** Where it begins in the condition, 1-based; so for all parts. */
  readonly column: number;
}

export interface FigureTerm {
  readonly kind: "figure";
  readonly id: FigureId;
  readonly unit: FigureUnit;
  readonly column: number;
}

/** Something that has a value and a unit. */
export type Quantity =
  | WrittenNumber
  | FigureTerm
  | {
      readonly kind: "arithmetic";
      readonly operator: Operator;
      readonly left: Quantity;
      readonly right: Quantity;
      readonly unit: FigureUnit;
      readonly column: number;
    }
  | {
      readonly kind: "negative";
      readonly operand: Quantity;
      readonly unit: FigureUnit;
      readonly column: number;
    };

/** What is said of a region and a sector. A status is that between the edition's last two cluster years. */
export interface CellPredicate {
  readonly kind: "cell";
  readonly region: string;
  readonly sector: string;
  readonly property:
    | {
        readonly verdict: "cluster" | "possible";
        readonly year: number;
        readonly yearColumn: number;
      }
    | { readonly status: CellStatus };
  readonly column: number;
}

/** Something that is true, false or open. */
export type Condition =
  | {
      readonly kind: "comparison";
      readonly relation: Relation;
      readonly left: Quantity;
      readonly right: Quantity;
      readonly column: number;
    }
  | {
      readonly kind: "between";
      readonly value: Quantity;
      readonly low: Quantity;
      readonly high: Quantity;
      readonly column: number;
    }
  | {
      readonly kind: "near";
      readonly how: "rounds to" | "is about";
      readonly value: Quantity;
      readonly target: WrittenNumber;
      readonly column: number;
    }
  | CellPredicate
  | { readonly kind: "not"; readonly operand: Condition; readonly column: number }
  | {
      readonly kind: "and" | "or";
      readonly left: Condition;
      readonly right: Condition;
      readonly column: number;
    };

export type ClaimPart = Quantity | Condition;

export function isQuantity(part: ClaimPart): part is Quantity {
  return (
    part.kind === "number" ||
    part.kind === "figure" ||
    part.kind === "arithmetic" ||
    part.kind === "negative"
  );
}

/** The parts directly within a part, in reading order. */
export function partsOf(part: ClaimPart): readonly ClaimPart[] {
  switch (part.kind) {
    case "number":
    case "figure":
    case "cell":
      return [];
    case "negative":
    case "not":
      return [part.operand];
    case "between":
      return [part.value, part.low, part.high];
    case "near":
      return [part.value, part.target];
    default:
      return [part.left, part.right];
  }
}

/** The part and all within it, in reading order. */
export function allParts(part: ClaimPart): readonly ClaimPart[] {
  return [part, ...partsOf(part).flatMap(allParts)];
}
