import { describe, expect, it } from "vitest";
import { variation } from "../../../data/1998/model/variation.ts";

const keys = Array.from({ length: 2000 }, (_, i) => `region-${i}/sector`);

describe("variation", () => {
  it("is the same for the same key", () => {
    expect(variation("horten/electronics", 0.4)).toBe(variation("horten/electronics", 0.4));
  });

  it("stays within the spread and is centred on 1", () => {
    const values = keys.map((key) => variation(key, 0.4));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0.6);
    expect(Math.max(...values)).toBeLessThanOrEqual(1.4);
    expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(1, 1);
  });

  it("differs between keys that differ in their last letter only", () => {
    expect(Math.abs(variation("oslo/a", 0.4) - variation("oslo/b", 0.4))).toBeGreaterThan(0.001);
  });
});
