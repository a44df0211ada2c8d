import { describe, expect, it } from "vitest";
import { firmsOf } from "../../../data/1998/model/firms.ts";

describe("firmsOf", () => {
  it("comes near to the sector's mean size", () => {
    const jobs = [100, 200, 400, 800];
    const firms = firmsOf(jobs, 15);
    expect(firms.reduce((a, b) => a + b, 0)).toBe(100);
  });

  it("gives larger places larger firms", () => {
    const [small = 0, large = 0] = firmsOf([100, 1000], 10);
    expect(1000 / large).toBeGreaterThan(100 / small);
  });

  it("gives no firm where there are no jobs, one where there are few, never more than jobs", () => {
    expect(firmsOf([0, 1, 5000], 100)[0]).toBe(0);
    expect(firmsOf([0, 1, 5000], 100)[1]).toBe(1);
    expect(firmsOf([2, 3], 0.5)).toEqual([2, 3]);
  });
});
