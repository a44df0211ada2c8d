/** Puts operands into an expression of figure-expression.ts; by itself, since the reader's browser does it too. */

/** An expression with its operands in place, by number from 1; undefined where one of them is not known. */
export function filledExpression(
  expression: string,
  operands: readonly (string | undefined)[],
): string | undefined {
  let isComplete = true;
  const filled = expression.replace(/\{(\d+)\}/g, (_, number: string) => {
    const operand = operands[Number(number) - 1];
    if (operand === undefined) isComplete = false;
    return operand ?? "";
  });
  return isComplete ? filled : undefined;
}
