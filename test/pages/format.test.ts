import { expect, it } from "vitest";
import { machineNumber, roundTo } from "../../src/pages/format.ts";

it("keeps full precision for machines, and nothing for what is not defined", () => {
  expect(machineNumber(1 / 3)).toBe("0.3333333333333333");
  expect(machineNumber(Number.NaN)).toBeUndefined();
  expect(machineNumber(undefined)).toBeUndefined();
});

it("rounds to steps, halves away from zero", () => {
  expect(roundTo(63017, 100)).toBe(63000);
  expect(roundTo(-14050, 100)).toBe(-14100);
  expect(Object.is(roundTo(-0.2, 1), 0)).toBe(true);
});
