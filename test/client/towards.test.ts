import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest, towards } from "../../src/client/towards.ts";

const at = (name: string, x: number, y: number) => ({ name, x, y });
const points = fc.array(fc.record({ x: fc.nat(300), y: fc.nat(300) }), { maxLength: 20 });
const here = { x: 150, y: 150 };

describe("towards", () => {
  it("goes to the nearest point ahead, and would rather go straight than aside", () => {
    const east = at("east", 180, 150);
    const aside = at("aside", 165, 164);
    expect(towards("ArrowRight", here, [aside, east])?.name).toBe("east");
    expect(towards("ArrowDown", here, [at("south", 155, 170), east])?.name).toBe("south");
  });

  it("never goes back or to where it is", () => {
    fc.assert(
      fc.property(points, (all) => {
        const next = towards("ArrowLeft", here, all);
        if (next !== undefined) expect(next.x).toBeLessThan(here.x);
      }),
    );
  });

  it("stays where nothing lies ahead, and at keys that are no arrows", () => {
    expect(towards("ArrowUp", here, [at("south", 150, 160)])).toBeUndefined();
    expect(towards("Enter", here, [at("south", 150, 160)])).toBeUndefined();
  });
});

describe("nearest", () => {
  it("is within reach, and no other point is nearer", () => {
    fc.assert(
      fc.property(points, (all) => {
        const found = nearest(here, all, 14);
        const distances = all.map(({ x, y }) => Math.hypot(x - here.x, y - here.y));
        const least = Math.min(...distances, 14);
        if (found === undefined) expect(least).toBe(14);
        else expect(Math.hypot(found.x - here.x, found.y - here.y)).toBe(least);
      }),
    );
  });
});
