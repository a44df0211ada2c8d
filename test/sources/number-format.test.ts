import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createNumberReader,
  type NumberFormat,
  numberFormat,
  type UnreadNumber,
} from "../../src/sources/number-format.ts";

const CONVENTIONS: readonly (readonly [name: string, format: NumberFormat])[] = [
  ["Norwegian, with spaces", { decimal: ",", thousands: " " }],
  ["English, with commas", { decimal: ".", thousands: "," }],
  ["German, with points", { decimal: ",", thousands: "." }],
  ["Swiss, with apostrophes", { decimal: ".", thousands: "'" }],
  ["a comma and nothing between thousands", { decimal: ",", thousands: "" }],
  ["a point and nothing between thousands", { decimal: ".", thousands: "" }],
  ["a point and spaces", { decimal: ".", thousands: " " }],
];

/** A number of hundredths, as a file in the convention writes it, with the mark between thousands that is given. */
function written(hundredths: number, decimal: string, mark: string): string {
  const whole = String(Math.floor(hundredths / 100)).replace(/\B(?=(?:\d{3})+$)/g, mark);
  const rest = String(hundredths % 100).padStart(2, "0");
  return rest === "00" ? whole : `${whole}${decimal}${rest}`;
}

const hundredths = fc.integer({ min: 0, max: 99_999_999_999 });

function unread(format: NumberFormat | undefined, text: string): UnreadNumber {
  const read = createNumberReader(format)(text);
  if (typeof read === "number") throw new Error(`${text} was read as ${read}`);
  return read;
}

describe("what was written is read as the same number", () => {
  it.each(CONVENTIONS)("%s", (_, format) => {
    const read = createNumberReader(format);
    fc.assert(
      fc.property(hundredths, (n) => {
        expect(read(written(n, format.decimal, format.thousands))).toBe(n / 100);
      }),
    );
  });

  it.each(CONVENTIONS)("%s, where the marks between thousands are left out", (_, format) => {
    const read = createNumberReader(format);
    fc.assert(
      fc.property(hundredths, (n) => {
        expect(read(written(n, format.decimal, ""))).toBe(n / 100);
      }),
    );
  });

  it("with every kind of space that stands between thousands in print", () => {
    const read = createNumberReader({ decimal: ",", thousands: " " });
    const space = fc.constantFrom(" ", "\u00a0", "\u2009", "\u202f");
    fc.assert(
      fc.property(hundredths, space, (n, mark) => {
        expect(read(written(n, ",", mark))).toBe(n / 100);
      }),
    );
  });

  it("with a curled apostrophe", () => {
    expect(createNumberReader({ decimal: ".", thousands: "'" })("1’234’567.5")).toBe(1_234_567.5);
  });

  it("without a format, as digits with a point before decimals", () => {
    const read = createNumberReader(undefined);
    fc.assert(
      fc.property(hundredths, (n) => {
        expect(read(String(n / 100))).toBe(n / 100);
      }),
    );
  });

  it("with blanks around it", () => {
    expect(createNumberReader(undefined)(" 12.5\u00a0")).toBe(12.5);
  });
});

describe("what may be two numbers is read only as told", () => {
  it.each(["1.234", "1,234", "12.345", "999,000"])(
    "%s is refused where nothing is told",
    (text) => {
      expect(unread(undefined, text)).toMatchObject({
        message: "This may be thousands or decimals.",
        remedy: expect.stringContaining("numbers: {decimal:"),
      });
    },
  );

  it.each([
    ["1.234", ".", "", 1.234],
    ["1.234", ",", ".", 1234],
    ["1,234", ".", ",", 1234],
    ["1,234", ",", "", 1.234],
    ["1,234", ",", ".", 1.234],
    ["1.234", ".", ",", 1.234],
  ] as const)(
    "%s with “%s” before decimals and “%s” between thousands",
    (text, decimal, thousands, value) => {
      expect(createNumberReader({ decimal, thousands })(text)).toBe(value);
    },
  );

  it("never reads three digits behind a single mark without being told, whatever they are", () => {
    const groups = fc.tuple(
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom(".", ","),
      fc.integer({ min: 0, max: 999 }),
    );
    fc.assert(
      fc.property(groups, ([front, mark, back]) => {
        const text = `${front}${mark}${String(back).padStart(3, "0")}`;
        expect(typeof createNumberReader(undefined)(text)).toBe("object");
      }),
    );
  });

  it.each([
    ["0.123", 0.123],
    ["1234.567", 1234.567],
    ["1.2345", 1.2345],
  ])("%s can be one number only", (text, value) => {
    expect(createNumberReader(undefined)(text)).toBe(value);
  });
});

describe("what is not written as told is refused", () => {
  const ENGLISH = { decimal: ".", thousands: "," } as const;
  const NORWEGIAN = { decimal: ",", thousands: " " } as const;

  it.each([
    ["1 234", ENGLISH],
    ["1.234,5", ENGLISH],
    ["12,34", ENGLISH],
    ["1,2345", ENGLISH],
    ["1,234,56", ENGLISH],
    ["1.2.3", ENGLISH],
    ["1.5", NORWEGIAN],
    ["1,234,567", NORWEGIAN],
    ["12 34", NORWEGIAN],
    ["1  234", NORWEGIAN],
    ["1234 567", NORWEGIAN],
  ])("%s in %o", (text, format) => {
    expect(unread(format, text).message).toBe(
      "The number is not written as numbers says in the query file.",
    );
  });

  it.each(["1 234", "1,5", "12'345"])("%s where nothing is told", (text) => {
    expect(unread(undefined, text).message).toContain("marks between its digits");
  });

  it.each(["-5", "−5", "-1 234,5"])("%s is negative", (text) => {
    expect(unread(NORWEGIAN, text).message).toBe("The number is negative.");
  });

  it.each(["12%", "12 %", "12,5 %"])("%s is a percentage", (text) => {
    expect(unread(NORWEGIAN, text).message).toContain("percentage");
  });

  it.each(["", "..", "abc", "NaN", "Infinity", "0x10", "1e3", ".5", "5.", "+5", "١٢"])(
    "“%s” is no number",
    (text) => {
      expect(typeof createNumberReader(ENGLISH)(text)).toBe("object");
      expect(typeof createNumberReader(undefined)(text)).toBe("object");
    },
  );

  it("figures that have run together are too large", () => {
    expect(unread(undefined, "1234567890123456").message).toContain("larger than");
    expect(createNumberReader(undefined)("1000000000000")).toBe(1e12);
  });
});

describe("the format in a query file", () => {
  it("has no mark between thousands unless one is named", () => {
    expect(numberFormat.parse({ decimal: "," })).toEqual({ decimal: ",", thousands: "" });
  });

  it("cannot have one mark for both", () => {
    const checked = numberFormat.safeParse({ decimal: ",", thousands: "," });
    expect(checked.error?.issues.map(({ message }) => message)).toEqual([
      "two different marks: one mark cannot stand before decimals and between thousands",
    ]);
  });

  it.each([{}, { decimal: ";" }, { decimal: ".", thousands: "_" }, { decimal: ".", group: "," }])(
    "is not %o",
    (given) => {
      expect(numberFormat.safeParse(given).success).toBe(false);
    },
  );
});
