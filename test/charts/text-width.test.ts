import { describe, expect, it } from "vitest";
import { FIRST_CODE_POINT as FIRST, REGULAR, SEMIBOLD } from "../../src/charts/font-widths.ts";
import { fitText, textWidth, wrapText } from "../../src/charts/text-width.ts";
import { codePoints, measureAdvances } from "./measure-font.ts";

describe("the table of font widths", () => {
  it.each([
    [400, REGULAR],
    [600, SEMIBOLD],
  ] as const)("agrees with Source Sans 3 in weight %s", (weight, table) => {
    const font = measureAdvances(weight);
    expect(font.size).toBeGreaterThan(200);
    for (const code of codePoints()) {
      const width = table.basic[code - FIRST] ?? table.others[code];
      expect(width, `U+${code.toString(16)}`).toBe(font.get(code) ?? 0);
    }
  });

  it("has every letter that Norwegian needs", () => {
    for (const letter of "æøåÆØÅéô–−…’") {
      const code = letter.codePointAt(0) ?? 0;
      expect(REGULAR.basic[code - FIRST] ?? REGULAR.others[code], letter).toBeGreaterThan(0);
    }
  });
});

describe("textWidth", () => {
  it("adds up advance widths times the size", () => {
    const [a = 0] = REGULAR.basic.slice("a".charCodeAt(0) - FIRST);
    expect(textWidth("aa", 10)).toBeCloseTo((2 * a * 10) / 1000, 10);
  });

  it("is 0 for an empty text and larger in semibold", () => {
    expect(textWidth("", 13)).toBe(0);
    expect(textWidth("Chemical-technical products", 13, 600)).toBeGreaterThan(
      textWidth("Chemical-technical products", 13),
    );
  });

  it("counts characters it does not know as wide", () => {
    expect(textWidth("漢", 10)).toBe(8);
  });
});

describe("fitText", () => {
  it("leaves a text that fits, and ends one that does not in an ellipsis", () => {
    expect(fitText("Asker/Bærum", 200, 13)).toBe("Asker/Bærum");
    const cut = fitText("Beverage and tobacco product manufacturing", 100, 13);
    expect(cut).toMatch(/^Beverage and.*…$/);
    expect(textWidth(cut, 13)).toBeLessThanOrEqual(100);
  });
});

describe("wrapText", () => {
  it("breaks between words, within the room", () => {
    const lines = wrapText("Beverage and tobacco product manufacturing", 120, 4, 13);
    expect(lines.join(" ")).toBe("Beverage and tobacco product manufacturing");
    for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(120);
  });

  it("puts what is left over into the last line, cut", () => {
    const lines = wrapText("one two three four five six seven eight nine ten", 60, 2, 13);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
  });

  it("cuts a word that is wider than the room", () => {
    expect(wrapText("Industriarbeidsplassutviklingsprogrammet", 50, 2, 13)[0]).toMatch(/…$/);
  });
});
