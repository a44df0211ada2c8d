import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCount, parseSigned } from "../../src/read/number.ts";

describe("a count", () => {
  it.each([
    ["0", 0],
    ["007", 7],
    ["1.234", 1.234],
    ["12.50", 12.5],
    ["1e3", 1000],
    ["2.5E-1", 0.25],
    ["1000000000000", 1e12],
  ])("%s is a number", (text, value) => {
    expect(parseCount(text)).toBe(value);
  });

  it("is read back as it is written", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (value) => {
        expect(parseCount(String(Math.abs(value)))).toBe(Math.abs(value));
      }),
    );
  });

  it("is a finite number, or a fault with words, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9., eE'%]{1,12}$/)), (text) => {
        const read = parseCount(text);
        if (typeof read === "number") expect(read >= 0 && read <= 1e12).toBe(true);
        else expect(read.rule.length * read.message.length * read.remedy.length).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ["1 234 567", "1234567"],
    ["12 345,6", "12345.6"],
    ["1,234,567.8", "1234567.8"],
    ["1.234.567,8", "1234567.8"],
    ["1.234,56", "1234.56"],
    ["1’234.5", "1234.5"],
    ["1,234", "1234"],
  ])("%s is told to be %s without separators", (text, digits) => {
    expect(parseCount(text)).toMatchObject({
      rule: "thousands-separator",
      remedy: expect.stringContaining(`: ${digits}.`),
    });
  });

  it.each([
    ["12,3456", "decimal-comma"],
    ["1,23", "decimal-comma"],
    ["-1", "negative-number"],
    ["+1", "not-a-number"],
    ["1.", "not-a-number"],
    [".5", "not-a-number"],
    ["5 %", "not-a-number"],
    ["1_000", "not-a-number"],
    ["#REF!", "not-a-number"],
    ["١٢", "not-a-number"],
    ["#N/A", "missing-mark"],
    ["n/a", "missing-mark"],
    ["-", "missing-mark"],
    ["c", "missing-mark"],
    ["1 ", "outer-space"],
    ["9e99", "number-too-large"],
  ])("%s breaks the rule %s", (text, rule) => {
    expect(parseCount(text)).toMatchObject({ rule });
  });
});

describe("a signed number", () => {
  it.each([
    ["-14000", -14000],
    ["-2.9", -2.9],
    ["5.8", 5.8],
  ])("%s is one", (text, value) => {
    expect(parseSigned(text)).toBe(value);
  });

  it.each([
    ["--1", "not-a-number"],
    ["-1,5", "decimal-comma"],
    ["−5", "negative-number"],
    ["-1e99", "number-too-large"],
  ])("%s breaks the rule %s", (text, rule) => {
    expect(parseSigned(text)).toMatchObject({ rule });
  });
});
