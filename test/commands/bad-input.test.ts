/** Inputs as they come: each with one fault, through the program. It says where and why, and touches nothing. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Changes,
  createWorkspace,
  described,
  filesBelow,
  hashesBelow,
  launch,
  runHere,
  swap,
  TINY,
} from "./program.ts";

const space = createWorkspace();
afterAll(() => space.remove());

interface Fault {
  readonly changes: Changes;
  /** The file that the message must name, below the edition's folder. */
  readonly file: string;
  readonly line?: number;
  readonly rule: string;
}

const tiny = (file: string): string => readFileSync(join(TINY, file), "utf8");

const FIRST = "1981,fjord,boats,100,5,";

/** A fault in the first cell of employment.csv, on line 2. */
const cell = (row: string, rule: string): Fault => ({
  changes: { "employment.csv": swap(FIRST, row) },
  file: "employment.csv",
  line: 2,
  rule,
});

/** A fault in properties of the description. */
const described2001 = (properties: Readonly<Record<string, unknown>>, rule: string): Fault => ({
  changes: { "datapackage.json": described(properties) },
  file: "datapackage.json",
  rule,
});

const NATIONAL = [1981, 1991, 1996]
  .flatMap((year) => ["boats", "engines", "services"].map((sector) => `${year},${sector},900,\n`))
  .join("");

const FAULTS: Readonly<Record<string, Fault>> = {
  "a missing file": {
    changes: { "sectors.csv": undefined },
    file: "sectors.csv",
    rule: "missing-file",
  },
  "a missing description": {
    changes: { "datapackage.json": undefined },
    file: "datapackage.json",
    rule: "missing-file",
  },
  "a missing column": {
    changes: { "employment.csv": swap(",firms,", ",companies,") },
    file: "employment.csv",
    line: 1,
    rule: "missing-column",
  },
  "an extra delimiter": cell("1981,fjord,boats,100,5,,", "extra-cells"),
  "a ragged row": cell("1981,fjord,boats,100", "too-few-cells"),
  "tabs between cells": {
    changes: { "employment.csv": (text) => text.replaceAll(",", "\t") },
    file: "employment.csv",
    line: 1,
    rule: "wrong-delimiter",
  },
  "a quote that is not closed": {
    changes: { "regions.csv": swap("Inland", '"Inland') },
    file: "regions.csv",
    line: 4,
    rule: "unclosed-quote",
  },
  "UTF-16": {
    changes: { "sectors.csv": Buffer.from(`\ufeff${tiny("sectors.csv")}`, "utf16le") },
    file: "sectors.csv",
    line: 1,
    rule: "utf-16",
  },
  "Latin-1": {
    changes: { "regions.csv": Buffer.from(tiny("regions.csv"), "latin1") },
    file: "regions.csv",
    line: 3,
    rule: "not-utf-8",
  },
  "a NUL character": {
    changes: { "regions.csv": swap("Inland", "In\0land") },
    file: "regions.csv",
    line: 4,
    rule: "nul-character",
  },
  "a decimal comma": cell('1981,fjord,boats,"100,5",5,', "decimal-comma"),
  "thousands divided by spaces": cell("1981,fjord,boats,1 000,5,", "thousands-separator"),
  "thousands divided by commas": cell('1981,fjord,boats,"1,000",5,', "thousands-separator"),
  "a negative count": cell("1981,fjord,boats,-100,5,", "negative-number"),
  NaN: cell("1981,fjord,boats,NaN,5,", "not-finite"),
  Infinity: cell("1981,fjord,boats,Infinity,5,", "not-finite"),
  "a number beyond all numbers": cell("1981,fjord,boats,1e400,5,", "number-too-large"),
  "fractional firms": cell("1981,fjord,boats,100,4.5,", "fractional-firms"),
  "jobs without firms": cell("1981,fjord,boats,100,0,", "jobs-without-firms"),
  "an unknown region": cell("1981,fell,boats,100,5,", "unknown-region"),
  "an unknown sector": cell("1981,fjord,ships,100,5,", "unknown-sector"),
  "an unknown flag": cell("1981,fjord,boats,100,5,q", "unknown-flag"),
  "a formula of a spreadsheet": cell("1981,fjord,boats,=SUM(A1:A2),5,", "not-a-number"),
  "an empty value without a flag": cell("1981,fjord,boats,,5,", "empty-without-flag"),
  "a cell given twice": {
    changes: { "employment.csv": (text) => `${text}1981,fjord,boats,1,1,\n` },
    file: "employment.csv",
    line: 29,
    rule: "duplicate-cell",
  },
  "an empty file": {
    changes: { "employment.csv": "" },
    file: "employment.csv",
    rule: "empty-file",
  },
  "a header alone": {
    changes: { "employment.csv": "year,region,sector,jobs,firms,flag\n" },
    file: "employment.csv",
    line: 1,
    rule: "no-rows",
  },
  "a region without any jobs": {
    changes: { "regions.csv": (text) => `${text}empty,Empty,,,\n` },
    file: "regions.csv",
    line: 5,
    rule: "region-without-jobs",
  },
  "a national total below the sum of the regions": {
    changes: {
      "national.csv": `year,sector,jobs,firms\n${NATIONAL.replace("1981,boats,900", "1981,boats,199")}`,
    },
    file: "national.csv",
    line: 2,
    rule: "national-total-too-small",
  },
  "an id with other characters": {
    changes: { "sectors.csv": (text) => `${text}oil_gas,Oil and gas,Energy,,\n` },
    file: "sectors.csv",
    line: 5,
    rule: "id-characters",
  },
  "ids that differ in capitals alone": {
    changes: { "regions.csv": (text) => `${text}Fjord,Another,,,\n` },
    file: "regions.csv",
    line: 5,
    rule: "id-case",
  },
  "a description that is no JSON": {
    changes: { "datapackage.json": swap('"title":', '"title"') },
    file: "datapackage.json",
    line: 3,
    rule: "json-syntax",
  },
  "a description that lacks a property": {
    changes: { "datapackage.json": swap('"jobsUnit": "employees",', "") },
    file: "datapackage.json",
    rule: "missing-property",
  },
  "a criterion with two thresholds": described2001(
    {
      criteria: {
        locationQuotient: { above: 1.5, atLeast: 2 },
        jobs: { atLeast: 20 },
        firms: { atLeast: 2 },
      },
    },
    "property-value",
  ),
  "a period turned round": described2001({ periods: [[1991, 1981]] }, "reversed-period"),
  "a cluster year that is not in the data": described2001(
    { clusterYears: [1981, 1992] },
    "year-without-data",
  ),
};

interface Answer {
  readonly ok: boolean;
  readonly total: number;
  readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
}

/** Nothing of the program's inside, which is of no use to an analyst. */
function expectNoTrace(text: string): void {
  expect(text).not.toMatch(/^ {4}at /m);
  expect(text).not.toMatch(/unexpected error|undefined|\[object|TypeError|ENOENT/i);
}

describe("check, given an edition with", () => {
  it.each(Object.entries(FAULTS))("%s, ends with 1 and says where", async (name, fault) => {
    const data = space.data(`check ${name}`, { "2001": fault.changes });
    const args = ["check", "--data", data, "--content", space.content];
    const before = hashesBelow(data);

    const plain = await runHere(...args);
    expect([plain.code, plain.out]).toEqual([1, ""]);
    expectNoTrace(plain.err);
    const place = [join("2001", fault.file), fault.line].filter((part) => part !== undefined);
    expect(plain.err).toContain(place.join(":"));

    const asJson = await runHere(...args, "--json");
    expect([asJson.code, asJson.err]).toEqual([1, ""]);
    const { ok, total, diagnostics } = JSON.parse(asJson.out) as Answer;
    expect([ok, total]).toEqual([false, diagnostics.length]);
    const found = diagnostics.find(({ rule }) => rule === fault.rule);
    expect(found, asJson.out).toMatchObject({
      file: expect.stringContaining(join("2001", fault.file)),
      message: expect.stringMatching(/\w.*\.$/),
      remedy: expect.stringMatching(/\w.*\.$/),
    });
    if (fault.line !== undefined) expect(found?.line).toBe(fault.line);
    if (fault.file.endsWith(".csv") && (fault.line ?? 1) > 1)
      expect(asJson.out).toMatch(/"column":|"value":/);
    expect(hashesBelow(data)).toEqual(before);
  });

  it("several of them at once, names each of them", async () => {
    const data = space.data("many faults", {
      "2001": {
        "employment.csv": swap(FIRST, "1981,fjord,boats,-100,4.5,"),
        "regions.csv": swap("Inland", "In\tland"),
        "datapackage.json": described({ periods: [[1991, 1981]] }),
      },
    });
    const { code, out } = await runHere("check", "--data", data, "--json");
    const { diagnostics } = JSON.parse(out) as Answer;
    expect(code).toBe(1);
    expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(
      new Set(["reversed-period", "control-character", "negative-number", "fractional-firms"]),
    );
  });

  it("the name of one of the site’s own pages, names its folder", async () => {
    const data = space.data("reserved", { clusters: {} });
    const { code, out } = await runHere("check", "--data", data, "--json");
    expect(code).toBe(1);
    expect((JSON.parse(out) as Answer).diagnostics).toEqual([
      expect.objectContaining({
        rule: "edition-reserved",
        file: expect.stringMatching(/clusters$/),
      }),
    ]);
  });

  it("no edition at all, says what a data folder holds", async () => {
    const { code, err } = await runHere("check", "--data", space.content);
    expect(code).toBe(1);
    expect(err).toMatch(/no edition/i);
    expectNoTrace(err);
  });
});

const FRONT = [
  "---",
  'title: "A place"',
  "slug: place",
  "kind: case",
  'editions: ["2001"]',
  "order: 1",
  "region: fjord",
  "clusters: [fjord/boats]",
  "summary: A place by the sea.",
  "---",
  "",
].join("\n");

/** Narratives that are wrong, with the line that must be named. */
const NARRATIVES: Readonly<Record<string, readonly [text: string, line: number, says: RegExp]>> = {
  "a figure of an unknown region": [
    `${FRONT}\nBoats: {% figure "lq:harbour/boats:1991" %}.\n`,
    12,
    /harbour/,
  ],
  "a figure of an unknown measure": [
    `${FRONT}\nBoats: {% figure "size:fjord/boats:1991" %}.\n`,
    12,
    /size/,
  ],
  "a figure of a year that the edition lacks": [
    `${FRONT}\nBoats: {% figure "jobs:fjord/boats:2020" %}.\n`,
    12,
    /2020/,
  ],
  "a link to no page": [
    `${FRONT}\nSee {% link "clusters/inland/boats" %}there{% endlink %}.\n`,
    12,
    /clusters\/inland\/boats/,
  ],
  "an unknown shortcode": [`${FRONT}\n{% include "secret.txt" %}\n`, 12, /include/],
  "template code": [`${FRONT}\nSum: {{ 7 * 7 }}\n`, 12, /7 \* 7/],
  "front matter that does not end": [FRONT.replace(/---\n$/, ""), 1, /front matter/i],
  "front matter that is no YAML": [FRONT.replace('"A place"', '"A place'), 2, /./],
  "front matter without a kind": [FRONT.replace("kind: case\n", ""), 1, /kind/],
};

describe("check, given a narrative with", () => {
  it.each(Object.entries(NARRATIVES))(
    "%s, ends with 1 and says where",
    async (name, [text, line, says]) => {
      const data = existsSync(space.at("sound"))
        ? space.at("sound")
        : space.data("sound", { "2001": {} });
      space.file(`content ${name}/cases/place.md`, text);
      const content = space.at(`content ${name}`);
      const args = ["check", "--data", data, "--content", content, "--languages", "en"];
      const plain = await runHere(...args);
      expect([plain.code, plain.out]).toEqual([1, ""]);
      expectNoTrace(plain.err);
      expect(plain.err).toContain(`cases/place.md:${line}`);
      expect(plain.err).toMatch(says);
      const { diagnostics } = JSON.parse((await runHere(...args, "--json")).out) as Answer;
      expect(diagnostics[0]).toMatchObject({
        file: expect.stringMatching(/cases\/place\.md$/),
        line,
        message: expect.stringMatching(/\w/),
      });
    },
  );

  it("no fault, ends with 0", async () => {
    const data = space.data("sound too", { "2001": {} });
    space.file("content/cases/place.md", `${FRONT}\nBoats: {% figure "lq:fjord/boats:1991" %}.\n`);
    const { code, out, err } = await runHere(
      "check",
      "--data",
      data,
      "--content",
      space.at("content"),
      "--languages",
      "en",
    );
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(
      "1 edition (2001) with 3 clusters, 1 narrative in 1 language (en): no problems.",
    );
  });
});

describe("build over a good site, given", () => {
  const output = space.at("public", "site");
  let before: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const data = space.data("good", { "2001": {} });
    const ended = await launch([
      "build",
      "--data",
      data,
      "--content",
      space.content,
      "--output",
      output,
    ]);
    expect(ended.code, ended.err).toBe(0);
    before = hashesBelow(output);
  });

  const built = (): readonly string[] => filesBelow(space.at("public"));

  it("leaves nothing beside the site it made", () => {
    expect(Object.keys(before).length).toBeGreaterThan(150);
    expect(built().every((file) => file.startsWith("site/"))).toBe(true);
  });

  it.each(["a negative count", "Latin-1", "a description that is no JSON"])(
    "%s, ends with 1 and leaves every byte of it",
    async (name) => {
      const data = space.data(`build ${name}`, { "2001": FAULTS[name]?.changes ?? {} });
      const ended = await launch([
        "build",
        "--data",
        data,
        "--content",
        space.content,
        "--output",
        output,
      ]);
      expect([ended.code, ended.out]).toEqual([1, ""]);
      expectNoTrace(ended.err);
      expect(ended.err).toContain(join("2001", FAULTS[name]?.file ?? "?"));
      expect(hashesBelow(output)).toEqual(before);
      expect(built()).toHaveLength(Object.keys(before).length);
    },
  );

  it("a claim that does not hold, found while pages are made, leaves every byte of it", async () => {
    const data = space.at("good");
    space.file("claims/cases/place.md", `${FRONT}\nBoats: {% figure "lq:harbour/boats:1991" %}.\n`);
    const ended = await launch([
      "build",
      "--data",
      data,
      "--content",
      space.at("claims"),
      "--languages",
      "en",
      "--output",
      output,
    ]);
    expect([ended.code, ended.out]).toEqual([1, ""]);
    expectNoTrace(ended.err);
    expect(ended.err).toContain("claims/cases/place.md:12");
    expect(hashesBelow(output)).toEqual(before);
    expect(built()).toHaveLength(Object.keys(before).length);
  });

  it("no data folder, ends with 2 and leaves every byte of it", async () => {
    const ended = await launch(["build", "--data", space.at("nowhere"), "--output", output]);
    expect([ended.code, ended.out]).toEqual([2, ""]);
    expectNoTrace(ended.err);
    expect(hashesBelow(output)).toEqual(before);
  });
});
