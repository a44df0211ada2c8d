import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spread } from "../../src/charts/spread.ts";

const spots = fc
  .array(fc.record({ place: fc.constantFrom(10, 200), radius: fc.integer({ min: 2, max: 12 }) }), {
    maxLength: 12,
  })
  .map((all) => all.map(({ place, radius }) => ({ x: place, y: place, radius })));

describe("spread", () => {
  it("leaves no two symbols of one place on each other, and the first of each where it is", () => {
    fc.assert(
      fc.property(spots, (all) => {
        const moved = spread(all);
        const seen = new Set<number>();
        for (const [index, spot] of all.entries()) {
          const own = moved[index];
          expect(own?.radius).toBe(spot.radius);
          if (!seen.has(spot.x)) expect(own).toEqual(spot);
          seen.add(spot.x);
          for (const [n, other] of moved.entries()) {
            if (n >= index || own === undefined || all[n]?.x !== spot.x) continue;
            expect(Math.hypot(own.x - other.x, own.y - other.y)).toBeGreaterThanOrEqual(
              own.radius + other.radius,
            );
          }
        }
      }),
    );
  });

  it("moves nothing that stands alone", () => {
    const alone = [
      { x: 1, y: 2, radius: 5 },
      { x: 2, y: 2, radius: 5 },
    ];
    expect(spread(alone)).toEqual(alone);
  });
});
