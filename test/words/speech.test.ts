import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as format from "../../src/pages/format.ts";
import { readLanguages } from "../../src/read/languages.ts";
import { createSpeech, type Speech } from "../../src/words/speech.ts";

const reading = await readLanguages(join(import.meta.dirname, "../../content/languages"));

function speechOf(code: string): Speech {
  const language = reading.ok ? reading.value.find((one) => one.code === code) : undefined;
  if (language === undefined) throw new Error(`There is no language ${code}.`);
  return createSpeech(language);
}

describe("the languages of the program", () => {
  it("are complete", () => {
    expect(reading.ok ? [] : reading.problems).toEqual([]);
  });

  it("speak of numbers, dates and lists each in its way", () => {
    const [en, nb] = [speechOf("en"), speechOf("nb")];
    expect([en.percent("5.8"), nb.percent("5,8")]).toEqual(["5.8%", "5,8\u00a0%"]);
    expect([en, nb].map(({ date }) => date("1998-04-01"))).toEqual([
      "1 April 1998",
      "1. april 1998",
    ]);
    expect(nb.date("1998-04")).toBe("april 1998");
    expect(nb.date("1998")).toBe("1998");
    expect(nb.list(["a", "b", "c"])).toBe("a, b og c");
    expect([0, 7, 12, 13, 62].map(nb.countWord)).toEqual(["ingen", "sju", "tolv", "13", "62"]);
    expect(nb.sentence("økte")).toBe("Økte.");
    expect([en.language, nb.language]).toEqual(["en", "nb"]);
  });

  it("say in English what pages have said so far", () => {
    const en = speechOf("en");
    for (const value of [0, -0.04, 7, 12.5, 1234.567, -98765.4, Number.NaN]) {
      expect(en.number(value, 1)).toBe(format.formatNumber(value, 1));
      expect(en.change(value)).toBe(format.formatChange(value));
      expect(en.quotient(value)).toBe(format.formatQuotient(value));
    }
    expect(en.countWord(3)).toBe(format.countWord(3));
    expect(en.date("1998-04-01")).toBe(format.formatDate("1998-04-01"));
  });

  it("refuse a key that they lack", () => {
    const en = speechOf("en");
    expect(() => en.say("language.count-13" as "language.count-12")).toThrow(/no message/);
  });
});
