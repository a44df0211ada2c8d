import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNumerals } from "../../src/words/numerals.ts";

const english = createNumerals({ decimal: ".", group: "," });
const norwegian = createNumerals({ decimal: ",", group: "\u00a0" });

describe("numbers as text", () => {
  it("groups digits and marks decimals as the language does", () => {
    expect(english.number(12345.68, 1)).toBe("12,345.7");
    expect(norwegian.number(12345.68, 1)).toBe("12\u00a0345,7");
    expect(english.number(-1234567)).toBe("\u22121,234,567");
  });

  it("shows no sign on what rounds to zero, and a plus where a change is asked for", () => {
    expect(norwegian.number(-0.04, 1)).toBe("0,0");
    expect(norwegian.change(0.04, 1)).toBe("0,0");
    expect(norwegian.change(5.83, 1)).toBe("+5,8");
  });

  it("shows what is not defined as a dash", () => {
    expect(norwegian.number(Number.NaN)).toBe("–");
    expect(norwegian.quotient(Number.POSITIVE_INFINITY)).toBe("–");
  });

  it("gives quotients the decimals a reader can use", () => {
    expect([3.017, 22.62, 118.4].map(norwegian.quotient)).toEqual(["3,02", "22,6", "118"]);
  });

  it("writes what a person has written with its own decimals", () => {
    expect([3, 1.5, 0.25].map(norwegian.exact)).toEqual(["3", "1,5", "0,25"]);
  });

  it("tells numbers apart that stand beside each other", () => {
    expect(norwegian.apart([2.998, 3.002], norwegian.quotient)).toEqual(["2,998", "3,002"]);
  });

  it("keeps every digit, whatever the marks", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(4), (value, decimals) => {
        const digits = (text: string): string => text.replace(/[^\d]/g, "");
        expect(digits(norwegian.number(value, decimals))).toBe(
          digits(Math.abs(value).toFixed(decimals)),
        );
      }),
    );
  });
});
