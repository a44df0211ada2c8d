import { describe, expect, it } from "vitest";
import { coarser, type Point } from "../../src/charts/land.ts";
import { locator } from "../../src/charts/locator.ts";
import { mapFrame } from "../../src/charts/map-frame.ts";

const NORWAY: readonly Point[] = [
  [5.7, 58.9],
  [10.75, 59.9],
  [10.4, 63.4],
  [25.7, 70],
  [31, 70.4],
];
const OSLO: Point = [10.75, 59.9];

describe("locator", () => {
  it("marks the place where the edition's maps have it, and says its name", () => {
    const markup = locator({ extent: NORWAY, at: OSLO, label: "<Oslo> & here" }) ?? "";
    const [x = 0, y = 0] = mapFrame(NORWAY).projection([...OSLO]) ?? [];
    expect(markup).toContain(`<circle cx="${Math.round(x)}" cy="${Math.round(y)}" r="11"`);
    expect(markup).toContain('role="img" aria-label="&lt;Oslo&gt; &amp; here"');
  });

  it("is small enough for every page of a region", () => {
    const markup = locator({ extent: NORWAY, at: OSLO, label: "Oslo" }) ?? "";
    expect(markup.length).toBeLessThan(2000);
    expect(markup.match(/<path/g)).toHaveLength(1);
  });

  it("draws the place's own outline instead of a dot where there is one", () => {
    const markup = locator({
      extent: NORWAY,
      at: OSLO,
      boundary: {
        type: "Polygon",
        coordinates: [
          [
            [10, 59],
            [10, 61],
            [12, 61],
            [12, 59],
            [10, 59],
          ],
        ],
      },
      label: "Oslo",
    });
    expect(markup?.match(/<path/g)).toHaveLength(2);
    expect(markup?.match(/<circle/g)).toHaveLength(1);
  });

  it("is nothing for a place off the map", () => {
    expect(locator({ extent: NORWAY, at: [-120, -40], label: "Far" })).toBeUndefined();
  });
});

describe("coarser land", () => {
  it("has fewer points, all of them of the land it was made from", () => {
    const { projection, land } = mapFrame(NORWAY);
    const points = (geometry: typeof land.home): readonly string[] =>
      geometry.type === "MultiPolygon"
        ? geometry.coordinates.flat(2).map((point) => point.join(" "))
        : [];
    const before = new Set(points(land.home));
    const after = points(coarser(projection, land.home, 0.9, 6));
    expect(after.length).toBeGreaterThan(100);
    expect(after.length).toBeLessThan(before.size * 0.8);
    expect(after.every((point) => before.has(point))).toBe(true);
  });
});
