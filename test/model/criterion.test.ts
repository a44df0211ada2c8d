import { describe, expect, it } from "vitest";
import { holds, margin, threshold, withThreshold } from "../../src/model/criterion.ts";

describe("holds(criterion, value)", () => {
  it("does not hold for a quotient of exactly 3.0 where it must be above 3", () => {
    expect(holds({ above: 3 }, 3.0)).toBe(false);
    expect(holds({ above: 3 }, 3 + Number.EPSILON * 2)).toBe(true);
    expect(holds({ above: 3 }, 3 - Number.EPSILON)).toBe(false);
  });

  it("holds for exactly 200 jobs where there must be at least 200", () => {
    expect(holds({ atLeast: 200 }, 200)).toBe(true);
    expect(holds({ atLeast: 200 }, 199)).toBe(false);
  });

  it("holds for exactly 10 firms where there must be at least 10", () => {
    expect(holds({ atLeast: 10 }, 10)).toBe(true);
    expect(holds({ atLeast: 10 }, 9)).toBe(false);
  });

  it("does not hold for an undefined value, whatever the criterion", () => {
    expect(holds({ above: 0 }, Number.NaN)).toBe(false);
    expect(holds({ atLeast: 0 }, Number.NaN)).toBe(false);
  });
});

describe("threshold(criterion)", () => {
  it("is the number compared with, of either kind", () => {
    expect(threshold({ above: 3 })).toBe(3);
    expect(threshold({ atLeast: 200 })).toBe(200);
  });

  it("can be replaced without changing the kind", () => {
    expect(withThreshold({ above: 3 }, 4)).toEqual({ above: 4 });
    expect(withThreshold({ atLeast: 10 }, 5)).toEqual({ atLeast: 5 });
  });
});

describe("margin(criterion, value)", () => {
  it("is the distance from the threshold in percent of it, below it negative", () => {
    expect(margin({ atLeast: 200 }, 190)).toBe(-5);
    expect(margin({ above: 3 }, 4.5)).toBe(50);
    expect(margin({ above: 3 }, 3)).toBe(0);
  });

  it("is undefined for a threshold of 0 and for an undefined value", () => {
    expect(margin({ atLeast: 0 }, 5)).toBeNaN();
    expect(margin({ atLeast: 10 }, Number.NaN)).toBeNaN();
  });
});
