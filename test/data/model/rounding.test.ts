import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundToTotal } from "../../../data/1998/model/rounding.ts";

describe("roundToTotal", () => {
  it("gives the missing unit to the largest remainder", () => {
    expect(roundToTotal([1.2, 2.7, 3.1], 7)).toEqual([1, 3, 3]);
  });

  it("gives it to the earlier of equal remainders", () => {
    expect(roundToTotal([0.5, 0.5], 1)).toEqual([1, 0]);
  });

  it("adds up to the total and moves no value by a whole unit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1 }),
        (values) => {
          const total = Math.round(values.reduce((a, b) => a + b, 0));
          const rounded = roundToTotal(values, total);
          expect(rounded.reduce((a, b) => a + b, 0)).toBe(total);
          rounded.forEach((value, i) => {
            expect(Math.abs(value - (values[i] ?? Number.NaN))).toBeLessThanOrEqual(1);
          });
        },
      ),
    );
  });

  it("refuses a total that rounding cannot reach", () => {
    expect(() => roundToTotal([1.5, 1.5], 9)).toThrow("cannot be rounded to 9");
  });
});
