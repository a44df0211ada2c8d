import { describe, expect, it } from "vitest";
import {
  capitalised,
  countWord,
  formatApart,
  formatChange,
  formatDate,
  formatExact,
  formatNumber,
  formatPeriod,
  formatQuotient,
  listWords,
  machineNumber,
  roundTo,
} from "../../src/pages/format.ts";

describe("numbers as words", () => {
  it("separates thousands and keeps the wanted decimals", () => {
    expect(formatNumber(1234567.891, 2)).toBe("1,234,567.89");
    expect(formatNumber(999)).toBe("999");
    expect(formatNumber(1000)).toBe("1,000");
  });

  it("writes a true minus sign, and none before what rounds to zero", () => {
    expect(formatNumber(-14000)).toBe("\u221214,000");
    expect(formatNumber(-0.04, 1)).toBe("0.0");
    expect(formatNumber(-0)).toBe("0");
  });

  it("shows a dash where a number is not defined", () => {
    expect(formatNumber(Number.NaN)).toBe("–");
    expect(formatQuotient(Number.POSITIVE_INFINITY)).toBe("–");
  });

  it("puts a plus before an increase and nothing before zero", () => {
    expect(formatChange(5.24, 1)).toBe("+5.2");
    expect(formatChange(-26.04, 1)).toBe("\u221226.0");
    expect(formatChange(0.001, 1)).toBe("0.0");
  });

  it("gives quotients fewer decimals the larger they are", () => {
    expect(formatQuotient(3.0049)).toBe("3.00");
    expect(formatQuotient(12.345)).toBe("12.3");
    expect(formatQuotient(123.4)).toBe("123");
  });

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
});

describe("other words", () => {
  it("writes small counts as words", () => {
    expect([countWord(0), countWord(7), countWord(12), countWord(13)]).toEqual([
      "no",
      "seven",
      "twelve",
      "13",
    ]);
  });

  it("writes dates as far as they are known, whatever the time zone", () => {
    expect(formatDate("1998-04-01")).toBe("1 April 1998");
    expect(formatDate("2021-04-22T23:59:59Z")).toBe("22 April 2021");
    expect(formatDate("1998-04")).toBe("April 1998");
    expect(formatDate("1998")).toBe("1998");
  });

  it("joins lists and periods", () => {
    expect(listWords([])).toBe("");
    expect(listWords(["a"])).toBe("a");
    expect(listWords(["a", "b", "c"])).toBe("a, b and c");
    expect(formatPeriod(1970, 1990)).toBe("1970–1990");
    expect(capitalised("new")).toBe("New");
  });
});

describe("numbers beside each other", () => {
  it("have the usual decimals where these tell them apart", () => {
    expect(formatApart([3.4, 2.951, 3], formatQuotient)).toEqual(["3.40", "2.95", "3.00"]);
    expect(formatApart([12.34, 2.95], formatQuotient)).toEqual(["12.3", "2.95"]);
    expect(formatApart([3, 3], formatQuotient)).toEqual(["3.00", "3.00"]);
  });

  it("have as many as it takes where these do not", () => {
    expect(formatApart([2.998, 3.002], formatQuotient)).toEqual(["2.998", "3.002"]);
    expect(formatApart([199.6, 200], (value) => formatNumber(value))).toEqual(["199.6", "200.0"]);
    expect(formatApart([1, 1 + Number.EPSILON], formatQuotient)).toEqual([
      "1.0000000000",
      "1.0000000000",
    ]);
  });

  it("are given as they were written", () => {
    expect([3, 1.5, 0.125, 1200].map(formatExact)).toEqual(["3", "1.5", "0.125", "1,200"]);
  });
});
