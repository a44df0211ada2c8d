import fc from "fast-check";
import { expect, it } from "vitest";
import { relativePath } from "../../src/charts/relative-path.ts";

/** The points of a path of M, L, l and Z, in tenths, each after a "Z" or the beginning marked. */
function pointsOf(path: string): readonly string[] {
  const points: string[] = [];
  let [x, y] = [0, 0];
  for (const [, command = "", rest = ""] of path.matchAll(/([MLlZ])([^MLlZ]*)/g)) {
    if (command === "Z") points.push("closed");
    const numbers = [...rest.matchAll(/-?(?:\d+(?:\.\d+)?|\.\d+)/g)].map(([text]) =>
      Math.round(Number(text) * 10),
    );
    for (let at = 0; at < numbers.length; at += 2) {
      const [a = 0, b = 0] = numbers.slice(at, at + 2);
      [x, y] = command === "l" ? [x + a, y + b] : [a, b];
      points.push(`${command === "M" ? "from " : ""}${x} ${y}`);
    }
  }
  return points;
}

it("writes steps as shortly as they can be read", () => {
  expect(relativePath("M10,20.5L9.5,20.9L12,20.9L12,20.9Z")).toBe("M10 20.5l-.5.4 2.5 0 0 0Z");
  expect(relativePath("M1,1L2,2ZM-5,0L-5.1,0.2Z")).toBe("M1 1l1 1ZM-5 0l-.1.2Z");
});

it.each(["M0,0A1,1,0,1,1,2,2", "M1.25,1L2,2", "", "M1,1h5v5h-5Z", "M0,0L1e3,2"])(
  "leaves another path alone: %s",
  (path) => {
    expect(relativePath(path)).toBe(path);
  },
);

it("keeps every point, however far along", () => {
  const coordinate = fc.integer({ min: -9999, max: 9999 }).map((tenth) => tenth / 10);
  const ring = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 4 }), (rings) => {
      const path = rings
        .map((points) => `M${points.map(([x, y]) => `${x},${y}`).join("L")}Z`)
        .join("");
      expect(pointsOf(relativePath(path))).toEqual(pointsOf(path));
    }),
  );
});
