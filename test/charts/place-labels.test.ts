import { describe, expect, it } from "vitest";
import { placeLabels } from "../../src/charts/place-labels.ts";

const room = { width: 200, height: 100 };
const at = (x: number, y: number, text = "Horten") => ({ x, y, radius: 4, text });

describe("placeLabels", () => {
  it("stands to the right of a mark where there is room", () => {
    expect(placeLabels([at(50, 50)], room, 12, 9)).toEqual([
      { index: 0, align: "left", dx: 7, dy: 0 },
    ]);
  });

  it("changes sides at the edge and never leaves the room", () => {
    expect(placeLabels([at(190, 50)], room, 12, 9)[0]?.align).toBe("right");
    expect(
      placeLabels(
        [at(100, 50, "A name far too long for so small a room, wherever it stands")],
        room,
        12,
        9,
      ),
    ).toEqual([]);
  });

  it("leaves out a label that would touch one placed before", () => {
    const placed = placeLabels(
      Array.from({ length: 8 }, () => at(100, 50)),
      room,
      12,
      9,
    );
    expect(placed.length).toBeGreaterThan(1);
    expect(placed.length).toBeLessThanOrEqual(4);
    expect(placed.map(({ index }) => index)).toEqual(placed.map((_, index) => index));
  });

  it("places no more than asked, first come first served", () => {
    expect(
      placeLabels([at(20, 20), at(20, 50), at(20, 80)], room, 12, 2).map(({ index }) => index),
    ).toEqual([0, 1]);
  });

  it("keeps clear of marks", () => {
    expect(
      placeLabels([at(50, 50)], room, 12, 9, [{ x: 70, y: 50, radius: 5 }])[0]?.align,
    ).not.toBe("left");
  });
});
