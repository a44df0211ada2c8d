/** From symbol to symbol with the arrow keys. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

const DIRECTIONS: ReadonlyMap<string, Point> = new Map([
  ["ArrowRight", { x: 1, y: 0 }],
  ["ArrowLeft", { x: -1, y: 0 }],
  ["ArrowDown", { x: 0, y: 1 }],
  ["ArrowUp", { x: 0, y: -1 }],
]);

export function isArrow(key: string): boolean {
  return DIRECTIONS.has(key);
}

/**
 * The point that comes next in the direction of an arrow key: the nearest that lies ahead, where a step aside counts
 * twice. Undefined where none lies within a right angle ahead.
 */
export function towards<T extends Point>(
  key: string,
  from: Point,
  points: readonly T[],
): T | undefined {
  const direction = DIRECTIONS.get(key);
  if (direction === undefined) return undefined;
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const [dx, dy] = [point.x - from.x, point.y - from.y];
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (ahead <= 0 || aside > ahead) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}

/** The point nearest to a place, within a reach; undefined where there is none. */
export function nearest<T extends Point>(
  place: Point,
  points: readonly T[],
  reach: number,
): T | undefined {
  let best: T | undefined;
  let least = reach;
  for (const point of points) {
    const distance = Math.hypot(point.x - place.x, point.y - place.y);
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}
