/** The value at a position of a numeric array; NaN outside it, so that a slip shows instead of counting as 0. */
export function at(values: ArrayLike<number>, position: number): number {
  return values[position] ?? Number.NaN;
}
