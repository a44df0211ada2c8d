import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
    expect(en.date("2021-04-22T23:59:59Z")).toBe("22 April 2021");
    expect(nb.list(["a", "b", "c"])).toBe("a, b og c");
    expect([0, 7, 12, 13, 62].map(nb.countWord)).toEqual(["ingen", "sju", "tolv", "13", "62"]);
    expect([0, 3, 12, 13].map(en.countWord)).toEqual(["no", "three", "twelve", "13"]);
    expect(nb.sentence("økte")).toBe("Økte.");
    expect([en.language, nb.language]).toEqual(["en", "nb"]);
  });

  it("refuse a key that they lack", () => {
    const en = speechOf("en");
    expect(() => en.say("language.count-13" as "language.count-12")).toThrow(/no message/);
  });
});
