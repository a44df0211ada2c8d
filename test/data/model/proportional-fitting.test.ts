import { describe, expect, it } from "vitest";
import {
  fitProportionally,
  scaleToTotal,
  sum,
  transpose,
} from "../../../data/1998/model/proportional-fitting.ts";

const options = { tolerance: 1e-9, iterations: 1000 };
const free = [
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
];

describe("fitProportionally", () => {
  it("returns the product of the margins from a seed of ones", () => {
    const fitted = fitProportionally(
      [
        [1, 1],
        [1, 1],
      ],
      [30, 70],
      [40, 60],
      free,
      options,
    );
    expect(fitted.flat().map((value) => Math.round(value * 1e6) / 1e6)).toEqual([12, 18, 28, 42]);
  });

  it("keeps the seed's cross-product ratio, which is what proportional fitting preserves", () => {
    const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = fitProportionally(
      [
        [3, 1],
        [1, 2],
      ],
      [50, 50],
      [20, 80],
      free,
      options,
    );
    expect((a * d) / (b * c)).toBeCloseTo(6, 6);
    expect(a + b).toBeCloseTo(50, 6);
    expect(a + c).toBeCloseTo(20, 6);
  });

  it("keeps every cell at or below its bound and still meets the margins", () => {
    const fitted = fitProportionally(
      [
        [9, 1],
        [1, 1],
      ],
      [10, 10],
      [10, 10],
      [
        [6, 10],
        [10, 10],
      ],
      options,
    );
    expect(fitted[0]?.[0]).toBeLessThanOrEqual(6);
    expect(fitted.map(sum).map((total) => Math.round(total * 1e6) / 1e6)).toEqual([10, 10]);
    expect(transpose(fitted).map(sum)).toEqual([10, 10]);
  });

  it("throws where the bounds leave no room for the totals", () => {
    expect(() =>
      fitProportionally(
        [
          [1, 1],
          [1, 1],
        ],
        [10, 10],
        [10, 10],
        [
          [1, 1],
          [9, 9],
        ],
        options,
      ),
    ).toThrow("no fit after 1000 iterations");
  });
});

describe("scaleToTotal", () => {
  it("shares what a bounded value cannot take among the others", () => {
    expect(scaleToTotal([1, 1, 2], [100, 100, 5], 25)).toEqual([10, 10, 5]);
  });

  it("returns zeros where there is nothing to scale", () => {
    expect(scaleToTotal([0, 0], [1, 1], 5)).toEqual([0, 0]);
  });
});
