/** Rows of equal length; NaN nowhere. */
export type Matrix = readonly (readonly number[])[];

export interface FitOptions {
  /** Stop when no row total is further from its target than this, in jobs. */
  readonly tolerance: number;
  readonly iterations: number;
}

/**
 * Iterative proportional fitting with upper bounds: the matrix that keeps as much of the seed's
 * interaction as it can while its rows and columns add up to given totals and no cell exceeds its
 * bound. Source: Deming and Stephan (1940), "On a least squares adjustment of a sampled frequency
 * table when the expected marginal totals are known", section 5; as RAS: Bacharach (1970),
 * "Biproportional matrices and input-output change". The bound is ours: each scaling step leaves a
 * cell at its bound and shares what it cannot take among the others.
 *
 * Columns are scaled last, so they hold exactly. Throws where the rows do not come within the
 * tolerance, which is what happens when the bounds leave no room.
 */
export function fitProportionally(
  seed: Matrix,
  rowTotals: readonly number[],
  columnTotals: readonly number[],
  upper: Matrix,
  options: FitOptions,
): Matrix {
  let fitted = seed;
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    fitted = fitted.map((row, r) => scaleToTotal(row, upper[r] ?? [], rowTotals[r] ?? 0));
    fitted = transpose(
      transpose(fitted).map((column, s) =>
        scaleToTotal(
          column,
          upper.map((row) => row[s] ?? 0),
          columnTotals[s] ?? 0,
        ),
      ),
    );
    if (largestRowError(fitted, rowTotals) <= options.tolerance) return fitted;
  }
  const error = largestRowError(fitted, rowTotals);
  throw new Error(`no fit after ${options.iterations} iterations: a row is ${error} jobs off`);
}

/** The values scaled by one factor to add up to the total, none above its bound. */
export function scaleToTotal(
  values: readonly number[],
  upper: readonly number[],
  total: number,
): readonly number[] {
  let bound = values.map(() => false);
  for (;;) {
    const boundSum = sum(upper.filter((_, i) => bound[i] === true));
    const freeSum = sum(values.filter((_, i) => bound[i] !== true));
    const factor = freeSum === 0 ? 0 : Math.max(0, total - boundSum) / freeSum;
    const next = values.map((value, i) => bound[i] === true || value * factor > (upper[i] ?? 0));
    if (next.every((isBound, i) => isBound === bound[i]))
      return values.map((value, i) => (bound[i] === true ? (upper[i] ?? 0) : value * factor));
    bound = next;
  }
}

function largestRowError(matrix: Matrix, rowTotals: readonly number[]): number {
  return matrix.reduce(
    (largest, row, r) => Math.max(largest, Math.abs(sum(row) - (rowTotals[r] ?? 0))),
    0,
  );
}

export function transpose(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, s) => matrix.map((row) => row[s] ?? 0));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
