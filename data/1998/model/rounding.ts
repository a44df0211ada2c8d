import { sum } from "./proportional-fitting.ts";

/**
 * Rounds to integers that add up to the given integer total: each value is rounded down, and the
 * units still missing go to the largest remainders, the earlier position first among equals
 * (Hamilton's method of largest remainders). The values must add up to the total but for rounding.
 */
export function roundToTotal(values: readonly number[], total: number): readonly number[] {
  const floors = values.map(Math.floor);
  const missing = total - sum(floors);
  if (!Number.isInteger(total) || missing < 0 || missing > values.length)
    throw new Error(`values that add up to ${sum(values)} cannot be rounded to ${total}`);
  const chosen = new Set(
    values
      .map((value, position) => ({ position, remainder: value - Math.floor(value) }))
      .sort((a, b) => b.remainder - a.remainder || a.position - b.position)
      .slice(0, missing)
      .map(({ position }) => position),
  );
  return floors.map((floor, position) => (chosen.has(position) ? floor + 1 : floor));
}
