/** Query files: their shape, and what is wrong with them, by line and property. */

import { describe, expect, it } from "vitest";
import { createLog } from "../../src/read/problem-log.ts";
import { microData } from "../../src/sources/micro-data.ts";
import {
  createPlacedLog,
  type QueryReading,
  readOwnPart,
  readQueryFile,
  yearsOf,
} from "../../src/sources/query-file.ts";
import { table } from "../../src/sources/table-source.ts";

function read(text: string | Uint8Array) {
  const log = createLog("queries/cells.yaml");
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return { reading: readQueryFile(bytes, log), log };
}

/** A reading that must succeed. */
function sound(text: string): QueryReading {
  const { reading, log } = read(text);
  expect(log.errors()).toEqual([]);
  if (reading === undefined) throw new Error("the query file could not be read");
  return reading;
}

const FULL = `# Figures by municipality
source: table
gives: cells
years: [1998, "{edition}"]
units: { jobs: employees, firms: establishments }
regions:
  file: codes/regions.csv
  code: [kommunenr, code]
  id: ba_nr
  name: ba_navn
  prefix: ba-
sectors:
  digits: 2
  prefix: nace-
  leaveOut: ["00"]
  unknown: leave-out
query:
  files: [made.csv]
  columns: { year: y, region: r, sector: s, jobs: n }
  where:
    "age, in years": [All]
`;

describe("a query file", () => {
  it("is YAML, with all that it can say", () => {
    const { query } = sound(FULL);
    expect(query).toEqual({
      source: "table",
      gives: "cells",
      years: [1998, "{edition}"],
      units: { jobs: "employees", firms: "establishments" },
      regions: {
        file: "codes/regions.csv",
        code: ["kommunenr", "code"],
        id: "ba_nr",
        name: "ba_navn",
        prefix: "ba-",
      },
      sectors: { digits: 2, prefix: "nace-", leaveOut: ["00"], unknown: "leave-out" },
      query: {
        files: ["made.csv"],
        columns: { year: "y", region: "r", sector: "s", jobs: "n" },
        where: { "age, in years": ["All"] },
      },
    });
  });

  it("is JSON too, and may have a byte order mark", () => {
    const { query } = sound('\ufeff{"source": "table", "gives": "nation", "query": {}}');
    expect(query).toMatchObject({ source: "table", gives: "nation", query: {} });
  });

  it("knows the line of each property; of one that is not there, of what holds it", () => {
    const { lineOf } = sound(FULL);
    expect(lineOf(["source"])).toBe(2);
    expect(lineOf(["regions", "code", 1])).toBe(8);
    expect(lineOf(["query", "where", "age, in years", 0])).toBe(21);
    expect(lineOf(["query", "columns", "firms"])).toBe(19);
    expect(lineOf([])).toBe(1);
  });
});

describe("what is wrong with a query file", () => {
  it.each([
    ["gives: [", 1, undefined, "is not YAML"],
    ["source: table\nsource: table\n", 2, undefined, "Map keys must be unique"],
    ["source: table\n\tgives: cells\n", 2, undefined, "is not YAML"],
    ["source: a: b\n", 1, undefined, "is not YAML"],
    ["source: table\ngives: cells\nquery:\n  a: [*]\n", 4, undefined, ""],
    ["source: table\nquery: {r: *all}\n", 2, "*all", "an asterisk"],
  ])("is a fault of YAML with its line: %j", (text, line, value, message) => {
    const { reading, log } = read(text);
    expect(reading).toBeUndefined();
    expect(log.errors()).toMatchObject([{ rule: "query-yaml", line, value }]);
    expect(log.errors()[0]?.message).toContain(message);
  });

  it("is told by property, line, value and what must stand there, all at once", () => {
    const { reading, log } = read(
      `source: table\ngives: cell\nyears: [98]\nregoins: { file: a.csv }\nsectors:\n  digits: 0\n  prefx: nace-\n  prefix: NACE_\n  leaveOut: [00]\n`,
    );
    expect(reading).toBeUndefined();
    const found = log
      .errors()
      .map(({ line, column, value, remedy }) => ({ line, column, value, remedy }))
      .sort((a, b) => Number(a.line) - Number(b.line));
    const must = (line: number, column: string, value: string | undefined, what: string) => ({
      line,
      column,
      value,
      remedy: `It must be ${what}.`,
    });
    const unknown = (line: number, column: string, value: string | undefined) => ({
      line,
      column,
      value,
      remedy: "Remove it, or correct its name.",
    });
    expect(found).toEqual([
      must(1, "query", undefined, "the source's own part: an object"),
      must(2, "gives", "cell", "cells, nation, crosswalk or codes"),
      must(3, "years.0", "98", 'a year of four digits without quotes, or "{edition}"'),
      unknown(4, "regoins", undefined),
      must(6, "sectors.digits", "0", "a whole number above 0"),
      unknown(7, "sectors.prefx", "nace-"),
      must(8, "sectors.prefix", "NACE_", "small letters, digits and hyphens, such as nace-"),
      must(9, "sectors.leaveOut.0", "0", 'a code in quotes, such as "00"'),
    ]);
  });

  it("is that it is empty, or no object, or not UTF-8", () => {
    for (const text of ["", "# nothing\n", "- a\n", "table\n"])
      expect(read(text).log.errors()).toMatchObject([
        {
          rule: "query-property",
          line: 1,
          remedy: "It must be an object; docs/mapping.md says with what.",
        },
      ]);
    expect(read(Buffer.from("source: \xe6", "latin1")).log.errors()).toMatchObject([
      { rule: "not-utf-8", line: 1 },
    ]);
  });
});

describe("the source's own part", () => {
  const own = (text: string) => {
    const log = createLog("queries/cells.yaml");
    const head = "source: table\ngives: cells\nquery:\n";
    const checked = readOwnPart(table.schema, sound(head + text), log);
    return { checked, errors: log.errors() };
  };

  it("has what is usual filled in", () => {
    const { checked } = own("  files: [a.csv]\n  columns: { jobs: n, sector: s }\n");
    expect(checked).toMatchObject({ encoding: "utf-8", skipLines: 0, scale: 1, missing: {} });
  });

  it("tells an unknown property by its line, all at once", () => {
    const { errors } = own(
      "  files: [a.csv]\n  columns:\n    job: n\n    jobs: n\n  skiplines: 2\n",
    );
    expect(errors.map(({ line, column, rule }) => [line, column, rule])).toEqual(
      expect.arrayContaining([
        [6, "query.columns.job", "query-unknown-property"],
        [8, "query.skiplines", "query-unknown-property"],
      ]),
    );
    expect(errors).toHaveLength(2);
  });

  it.each([
    ["files: a.csv", "query.files", "a list of files"],
    ["files: []", "query.files", "a list of at least one file"],
    ["encoding: latin1", "query.encoding", "one of utf-8, latin-1, windows-1252"],
    ['delimiter: ":"', "query.delimiter", 'one of ",", ";", "\\t" and "|"'],
    ["skipLines: -1", "query.skipLines", "a whole number, 0 or more"],
    ["skipLines: two", "query.skipLines", "a whole number, 0 or more"],
    ['numbers: ","', "query.numbers", "an object such as"],
    ['numbers: { decimal: ";" }', "query.numbers.decimal", '"." or ","'],
    ['numbers: { decimal: ",", thousands: "," }', "query.numbers", "two different marks"],
    ['missing: { "..": 0 }', "query.missing...", "c (confidential) or x (not available)"],
    ['missing: [".."]', "query.missing", "an object such as"],
    ["where: { year: 2020 }", "query.where.year", "a text in quotes, or a list of such texts"],
    ["where: { sex: [] }", "query.where.sex", "a list of at least one text"],
    ["licence: CC-BY", "query.licence", "an object with name, title and path"],
    ["title: 5", "query.title", "a text; numbers stand in quotes"],
    ["columns: n", "query.columns", "an object with the names of columns"],
    [
      'columns: { jobs: n, region: { column: r, splt: " " } }',
      "query.columns.region",
      "the name of a column",
    ],
    ["columns: { jobs: n, year: { value: 98 } }", "query.columns.year.value", "four digits"],
    ["columns: { jobs: n, year: 2020 }", "query.columns.year", "{value: 2000}"],
    ["wide: { pattern: a, holds: year, measure: jobs }", "query.wide.pattern", "one group"],
    ["wide: { pattern: (a), holds: years, measure: jobs }", "query.wide.holds", "year, sector"],
    ["measure: { column: a, value: b }", "query.measure", "jobs or firms"],
    ["measure: { column: a, value: b, jobs: 5 }", "query.measure.jobs", "a text in quotes"],
    ["scale: 1 000", "query.scale", "a number above 0"],
    ["flags: { K: z }", "query.flags.K", "one of c, x, e, m, r, b"],
  ])("says what must stand there: %s", (line, column, remedy) => {
    const others = ["files: [a.csv]", "columns: { sector: s, jobs: n }"].filter(
      (other) => other.split(":")[0] !== line.split(":")[0],
    );
    const { errors } = own([...others, line].map((each) => `  ${each}\n`).join(""));
    const error = errors.find((each) => each.column === column);
    expect(errors.map((each) => each.column)).toContain(column);
    expect(error?.remedy).toContain(remedy);
    expect(error?.line).toBe(4 + others.length);
    for (const each of errors) expect(each.remedy).not.toMatch(/invalid|expected/i);
  });

  it("of micro-data needs region, sector and jobs", () => {
    const log = createLog("queries/cells.yaml");
    readOwnPart(
      microData.schema,
      sound(
        "source: micro-data\ngives: cells\nquery:\n  files: [a.csv]\n  columns:\n    jobs: n\n",
      ),
      log,
    );
    expect(log.errors().map(({ column, line, message }) => [column, line, message])).toEqual([
      ["query.columns.region", 5, "The property is missing."],
      ["query.columns.sector", 5, "The property is missing."],
    ]);
  });
});

describe("years", () => {
  const years = (text: string, edition: string) => {
    const log = createLog("queries/cells.yaml");
    const found = yearsOf(sound(`source: table\ngives: cells\n${text}query: {}\n`), edition, log);
    return { found, errors: log.errors() };
  };

  it("are those of the query, each once and in order, the edition's among them", () => {
    expect(years('years: [2020, 1998, "{edition}", 2020]\n', "2027").found).toEqual([
      1998, 2020, 2027,
    ]);
    expect(years("", "2027").found).toBeUndefined();
  });

  it("need an edition whose id is a year", () => {
    const { found, errors } = years('years: ["{edition}"]\n', "spring");
    expect(found).toBeUndefined();
    expect(errors).toMatchObject([
      { rule: "query-edition-year", line: 3, column: "years", value: "spring" },
    ]);
  });
});

describe("problems that a source finds", () => {
  it("get the line of the property that they name", () => {
    const log = createLog("queries/cells.yaml");
    const placed = createPlacedLog(log, sound(FULL));
    const finding = { rule: "made", message: "m", remedy: "r" };
    placed.error({ ...finding, column: "query.columns.jobs" });
    placed.warning({ ...finding, column: "query.where.age, in years" });
    placed.error({ ...finding, column: "years", line: 99 });
    placed.error(finding);
    expect(log.errors().map(({ line }) => line)).toEqual([19, 99, undefined]);
    expect(log.warnings().map(({ line }) => line)).toEqual([21]);
    expect(placed.total()).toBe(3);
  });
});
