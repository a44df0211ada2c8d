/** The one text of a condition: parentheses where they matter, and no others; ids in their canonical form. */

import type { CellPredicate, Condition, Operator, Quantity } from "./claim-syntax.ts";
import { unitSuffix } from "./claim-unit.ts";
import { formatFigureId } from "./figure-id.ts";

/** Reading the text gives the condition again. */
export function formatClaim(condition: Condition): string {
  switch (condition.kind) {
    case "comparison":
      return `${formatQuantity(condition.left)} ${condition.relation} ${formatQuantity(condition.right)}`;
    case "between": {
      const { value, low, high } = condition;
      return `${formatQuantity(value)} between ${formatQuantity(low)} and ${formatQuantity(high)}`;
    }
    case "near":
      return `${formatQuantity(condition.value)} ${condition.how} ${formatQuantity(condition.target)}`;
    case "cell":
      return cellText(condition, "is");
    case "not": {
      const { operand } = condition;
      if (operand.kind === "cell") return cellText(operand, "is not");
      const joined = operand.kind === "and" || operand.kind === "or";
      return joined ? `not (${formatClaim(operand)})` : `not ${formatClaim(operand)}`;
    }
    case "and":
    case "or": {
      const [left, right] = [condition.left, condition.right].map((side, n) =>
        needsParentheses(condition.kind, side, n) ? `(${formatClaim(side)})` : formatClaim(side),
      );
      return `${left} ${condition.kind} ${right}`;
    }
  }
}

/** Chains read from the left, so that the same word on the right was in parentheses. */
function needsParentheses(kind: "and" | "or", side: Condition, position: number): boolean {
  if (side.kind === "or") return kind === "and" || position === 1;
  return side.kind === "and" && kind === "and" && position === 1;
}

function cellText({ region, sector, property }: CellPredicate, is: string): string {
  const what =
    "status" in property
      ? property.status
      : `a ${property.verdict === "possible" ? "possible " : ""}cluster in ${property.year}`;
  return `${region}/${sector} ${is} ${what}`;
}

const PRECEDENCE: Readonly<Record<Operator, number>> = { "+": 1, "-": 1, "*": 2, "/": 2 };

export function formatQuantity(quantity: Quantity): string {
  switch (quantity.kind) {
    case "number":
      return `${quantity.value.toFixed(quantity.decimals)}${unitSuffix(quantity.unit)}`;
    case "figure":
      return formatFigureId(quantity.id);
    case "negative": {
      const { operand } = quantity;
      const simple = operand.kind === "number" || operand.kind === "figure";
      return simple ? `-${formatQuantity(operand)}` : `-(${formatQuantity(operand)})`;
    }
    case "arithmetic": {
      const { operator, left, right } = quantity;
      const own = PRECEDENCE[operator];
      const before = left.kind === "arithmetic" && PRECEDENCE[left.operator] < own;
      const after = right.kind === "arithmetic" && PRECEDENCE[right.operator] <= own;
      return `${inner(left, before)} ${operator} ${inner(right, after)}`;
    }
  }
}

function inner(quantity: Quantity, parentheses: boolean): string {
  return parentheses ? `(${formatQuantity(quantity)})` : formatQuantity(quantity);
}
