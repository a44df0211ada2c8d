/** Moves symbols apart that stand at one place, so that none hides another. */

export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Of the radii, left free between two symbols. */
const GAP = 0.3;
/** Tries on one turn of the spiral. */
const TURN = 16;

/**
 * The spots with those of one place moved onto a spiral round it, each to the first turn where it touches
 * none of the place's earlier ones. The first of a place stays: give the largest first.
 */
export function spread<T extends Spot>(spots: readonly T[]): readonly T[] {
  const placed = new Map<string, T[]>();
  return spots.map((spot) => {
    const key = `${spot.x} ${spot.y}`;
    const others = placed.get(key) ?? [];
    placed.set(key, others);
    const free = firstFree(spot, others);
    others.push(free);
    return free;
  });
}

function firstFree<T extends Spot>(spot: T, others: readonly T[]): T {
  const step = Math.max(spot.radius, 1) / TURN;
  for (let at = 0; ; at += 1) {
    const angle = (2 * Math.PI * at) / TURN - Math.PI / 4;
    const moved = {
      ...spot,
      x: spot.x + at * step * Math.cos(angle),
      y: spot.y + at * step * Math.sin(angle),
    };
    if (others.every((other) => apart(moved, other))) return moved;
  }
}

function apart(a: Spot, b: Spot): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius + GAP;
}
