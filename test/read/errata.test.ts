import { describe, expect, it } from "vitest";
import { parseErratum } from "../../src/read/errata.ts";
import { createLog } from "../../src/read/problem-log.ts";

const SOUND = `---
page: /1998/clusters/horten/electronics/
date: 2027-01-31
title: "Jobs in Horten: 1990"
---
The page says 1 200.
`;

function parse(text: string, name = "horten.md") {
  const log = createLog(`content/errata/${name}`);
  const erratum = parseErratum(name, Buffer.from(text), "en", log);
  return { erratum, errors: log.errors(), warnings: log.warnings() };
}

describe("an erratum", () => {
  it("says which page of which edition it is about, and when", () => {
    expect(parse(SOUND)).toEqual({
      erratum: {
        file: "content/errata/horten.md",
        line: 2,
        page: "/1998/clusters/horten/electronics/",
        edition: "1998",
        date: "2027-01-31",
        title: "Jobs in Horten: 1990",
        language: "en",
        slug: "horten",
        body: "The page says 1 200.\n",
      },
      errors: [],
      warnings: [],
    });
  });

  it.each([
    ["no page", SOUND.replace(/page: .*\n/, ""), "erratum-page", 1, "page"],
    [
      "an address of the web",
      SOUND.replace("page: ", "page: https://x.org"),
      "erratum-page",
      2,
      "page",
    ],
    ["a file", SOUND.replace("electronics/", "cite.bib"), "erratum-page", 2, "page"],
    ["the front page", SOUND.replace(/page: .*/, "page: /"), "erratum-page", 2, "page"],
    ["no day", SOUND.replace("2027-01-31", "2027-02-30"), "bad-date", 3, "date"],
    ["no title", SOUND.replace(/title: .*/, "title: 12"), "erratum-title", 4, "title"],
    ["no text", SOUND.replace(/The page.*\n/, " \n"), "erratum-text", undefined, undefined],
    ["no properties", "The page says 1 200.", "front-matter", 1, undefined],
    [
      "broken properties",
      SOUND.replace('title: "', "title: a: b"),
      "front-matter-yaml",
      4,
      undefined,
    ],
    ["a list for properties", "---\n- page\n---\ntext\n", "front-matter-yaml", 2, undefined],
  ])("with %s is refused", (_, text, rule, line, column) => {
    const { erratum, errors } = parse(text);
    expect(erratum).toBeUndefined();
    expect(errors.map((each) => [each.rule, each.line, each.column])).toEqual([
      [rule, line, column],
    ]);
    expect(errors[0]?.remedy).toMatch(/\S/);
  });

  it("with a property that there is not is accepted, with a warning", () => {
    const { erratum, warnings } = parse(SOUND.replace("date:", "author: me\ndate:"));
    expect(erratum?.title).toBe("Jobs in Horten: 1990");
    expect(warnings).toMatchObject([{ rule: "unknown-property", line: 3, value: "author" }]);
  });

  it("in a file whose name is no part of an address is refused", () => {
    expect(parse(SOUND, "Horten 1.md").errors).toMatchObject([{ rule: "erratum-name" }]);
  });

  it("that is not UTF-8 is refused", () => {
    const log = createLog("x.md");
    expect(parseErratum("x.md", Uint8Array.of(0x2d, 0xe5, 0x0a), "en", log)).toBeUndefined();
    expect(log.errors()).toMatchObject([{ rule: "not-utf-8" }]);
  });
});
