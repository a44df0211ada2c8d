/** Numbers as files write them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createNumberReader,
  type NumberFormat,
  numberFormat,
} from "../../src/sources/number-format.ts";

const DECIMALS = [".", ","] as const;
const THOUSANDS = ["", " ", ".", ",", "'"] as const;
const FORMATS: readonly NumberFormat[] = DECIMALS.flatMap((decimal) =>
  THOUSANDS.filter((thousands) => thousands !== decimal).map((thousands) => ({
    decimal,
    thousands,
  })),
);

/** Writes a number of whole `units` and of `fraction` digits after the mark. */
function write(units: number, fraction: string, { decimal, thousands }: NumberFormat): string {
  const grouped = String(units).replace(/\B(?=(?:\d{3})+$)/g, thousands);
  return fraction === "" ? grouped : `${grouped}${decimal}${fraction}`;
}

const units = fc.integer({ min: 0, max: 1e9 });
const fraction = fc.stringMatching(/^\d{0,6}$/);

describe("a number that is written in a format", () => {
  it("has formats to be tried", () => {
    expect(FORMATS).toHaveLength(8);
  });

  for (const format of FORMATS)
    it(`is read back: ${write(1234567, "89", format)}`, () => {
      const read = createNumberReader(format);
      fc.assert(
        fc.property(units, fraction, (whole, digits) => {
          expect(read(write(whole, digits, format))).toBe(
            digits === "" ? whole : Number(`${whole}.${digits}`),
          );
        }),
      );
    });

  it("is read back without a format where no marks but a point of one, two, or four and more digits stand", () => {
    const read = createNumberReader(undefined);
    const plain = { decimal: ".", thousands: "" } as const;
    fc.assert(
      fc.property(units, fraction, (whole, digits) => {
        fc.pre(digits.length !== 3 || whole === 0 || whole > 999);
        expect(read(write(whole, digits, plain))).toBe(Number(`${whole}.${digits || "0"}`));
      }),
    );
  });

  it("is never read as another number in another format: it is the same, or refused", () => {
    const spaced = { decimal: ",", thousands: " " } as const;
    const english = { decimal: ".", thousands: "," } as const;
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e9 }), fc.stringMatching(/^\d{1,2}$/), (n, d) => {
        expect(createNumberReader(english)(write(n, d, spaced))).toHaveProperty("remedy");
        expect(createNumberReader(spaced)(write(n, d, english))).toHaveProperty("remedy");
        expect(createNumberReader(undefined)(write(n, d, spaced))).toHaveProperty("remedy");
        expect(createNumberReader(undefined)(write(n, d, english))).toHaveProperty("remedy");
      }),
    );
  });
});

describe("thousands", () => {
  const norwegian = createNumberReader({ decimal: ",", thousands: " " });

  it("may be divided by spaces that do not break, and by curled apostrophes", () => {
    for (const space of [" ", "\u00a0", "\u2009", "\u202f"])
      expect(norwegian(`12${space}345,5`)).toBe(12345.5);
    expect(createNumberReader({ decimal: ".", thousands: "'" })("12’345.5")).toBe(12345.5);
  });

  it("stand in groups of three, the first of which may be shorter", () => {
    for (const text of ["1 23", "1234 567", "12 34 567", " 1  234", "1 234 ,5"])
      expect(norwegian(text), text).toHaveProperty("message");
  });
});

describe("a number that may be two", () => {
  const untold = createNumberReader(undefined);

  it.each(["1.234", "12.345", "999.000", "1,234", "12,345"])("is refused: %s", (text) => {
    expect(untold(text)).toMatchObject({ message: "This may be thousands or decimals." });
  });

  it("is read where the query file tells", () => {
    expect(createNumberReader({ decimal: ".", thousands: "," })("1,234")).toBe(1234);
    expect(createNumberReader({ decimal: ".", thousands: "," })("1.234")).toBe(1.234);
    expect(createNumberReader({ decimal: ",", thousands: "." })("1,234")).toBe(1.234);
    expect(createNumberReader({ decimal: ",", thousands: "." })("1.234")).toBe(1234);
  });
});

describe("what is no number", () => {
  it.each([
    ["-5", "The number is negative."],
    ["−5", "The number is negative."],
    ["13 %", "This is a percentage, and a count is needed."],
    ["12,5%", "This is a percentage, and a count is needed."],
    ["1 234", "marks between its digits"],
    ["1,5", "marks between its digits"],
    ["1234567890123", "larger than"],
    ["..", "This is no number."],
    [":", "This is no number."],
    ["-", "This is no number."],
    ["", "This is no number."],
    ["1e5", "This is no number."],
    ["0x10", "This is no number."],
    ["Infinity", "This is no number."],
    ["12 e", "This is no number."],
  ])("says why: %s", (text, message) => {
    const answer = createNumberReader(undefined)(text);
    expect(answer).toHaveProperty("message", expect.stringContaining(message));
    expect(answer).toHaveProperty("remedy", expect.stringMatching(/\.$/));
  });

  it("says that the format of the query file is another", () => {
    const answer = createNumberReader({ decimal: ",", thousands: " " })("1,234.5");
    expect(answer).toHaveProperty("message", expect.stringContaining("numbers says"));
  });

  it("is never taken for one, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(undefined, ...FORMATS), (text, format) => {
        const answer = createNumberReader(format)(text);
        if (typeof answer === "number") expect(text).toMatch(/^\s*\d[\d\s.,'’]*$/);
        else expect(answer.message).not.toBe("");
      }),
    );
  });
});

it("has two different marks", () => {
  const faults = numberFormat.safeParse({ decimal: ",", thousands: "," }).error?.issues ?? [];
  expect(faults.map(({ message }) => message)).toEqual([
    "two different marks: one mark cannot stand before decimals and between thousands",
  ]);
});
