/** Any CSV by its description: every form, and every fault with its place. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { table } from "../../src/sources/table-source.ts";
import { madeFiles, runOnFiles } from "./servers/made-file.ts";

const write = madeFiles();
const NORWAY = join(import.meta.dirname, "../../../shared/norway");
const HAS_NORWAY = existsSync(NORWAY);

const run = (query: object, years?: readonly number[]) => runOnFiles(table, query, years);

/** What a query makes of one file. */
const read = (content: string | Uint8Array, query: object, years?: readonly number[]) =>
  run({ files: [write(content)], ...query }, years);

const CONTRACT = {
  columns: {
    year: "year",
    region: "region",
    sector: "sector",
    jobs: "jobs",
    firms: "firms",
    flag: "flag",
  },
};

describe("a table in the form of an edition", () => {
  it("has a figure of jobs and one of firms in each row, and flags", async () => {
    const { told: all, errors } = await read(
      "year,region,sector,jobs,firms,flag\n1990,horten,electronics,1200,14,\n1990,horten,textiles,,3,c\n1990,arendal,textiles,40.5,2,er\n1990,arendal,ships,,,x\n",
      CONTRACT,
    );
    expect(errors).toEqual([]);
    expect(all).toEqual([
      "1990 horten electronics jobs 1200 (2)",
      "1990 horten electronics firms 14 (2)",
      "1990 horten textiles jobs – c (3)",
      "1990 horten textiles firms 3 (3)",
      "1990 arendal textiles jobs 40.5 e (4)",
      "1990 arendal textiles jobs 0 r (4)",
      "1990 arendal textiles firms 2 e (4)",
      "1990 arendal textiles firms 0 r (4)",
      "1990 arendal ships jobs – x (5)",
      "1990 arendal ships firms – x (5)",
    ]);
  });

  it("is recorded: title, name, hash, size, query and licence", async () => {
    const file = write("year,region,sector,jobs\n1990,a,b,1\n", "jobs.csv");
    const { delivery } = await run({
      files: [file],
      columns: { year: "year", region: "region", sector: "sector", jobs: "jobs" },
      licence: { name: "CC-BY-4.0" },
    });
    expect(delivery.receipts).toEqual([
      {
        title: "jobs.csv",
        from: "jobs.csv",
        query: "queries/made.yaml",
        retrieved: "2026-09-01T08:00:00Z",
        licence: { name: "CC-BY-4.0" },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: 35,
      },
    ]);
  });
});

describe("years", () => {
  const columns = { region: "r", sector: "s", jobs: "n" };
  const rows = "r,s,n,t\na,b,1,2024K4\na,b,2,2023K4\n";

  it("stand within a cell of a column", async () => {
    expect((await read(rows, { columns: { ...columns, year: "t" } })).told).toEqual([
      "2024 a b jobs 1 (2)",
      "2023 a b jobs 2 (3)",
    ]);
  });

  it("that are not asked for are left out, whatever their cells hold", async () => {
    const { told: all, errors } = await read(
      "r,s,n,t\na,b,1,2024\na,b,?,2023\n",
      { columns: { ...columns, year: "t" } },
      [2024],
    );
    expect({ all, errors }).toEqual({ all: ["2024 a b jobs 1 (2)"], errors: [] });
  });

  it("are one that the query tells, or the one that is asked for", async () => {
    const fixed = await read("r,s,n\na,b,1\n", { columns: { ...columns, year: { value: 1999 } } });
    expect(fixed.told).toEqual(["1999 a b jobs 1 (2)"]);
    expect((await read("r,s,n\na,b,1\n", { columns }, [2001])).told).toEqual([
      "2001 a b jobs 1 (2)",
    ]);
  });

  it("are missing where there is no column and several or none are asked for", async () => {
    for (const years of [undefined, [2000, 2001]])
      expect((await read("r,s,n\na,b,1\n", { columns }, years)).errors).toMatchObject([
        { rule: "column-not-named", column: "query.columns.year", file: "made.yaml" },
      ]);
  });

  it("are four digits, or the line is told", async () => {
    const { errors, told } = await read(
      "r,s,n,t\na,b,1,K4\na,b,1,20245\na,b,1,0301\na,b,1,2024\n",
      {
        columns: { ...columns, year: "t" },
      },
    );
    expect(told).toEqual(["2024 a b jobs 1 (5)"]);
    expect(errors).toMatchObject([
      { rule: "no-year", line: 2, column: "t", value: "K4" },
      { rule: "no-year", line: 3, column: "t", value: "20245" },
      { rule: "no-year", line: 4, column: "t", value: "0301" },
    ]);
  });

  it("that the files lack are a fault that says which they have", async () => {
    const { errors } = await read(rows, { columns: { ...columns, year: "t" } }, [2024, 2027]);
    expect(errors).toMatchObject([
      {
        rule: "missing-year",
        column: "years",
        value: "2027",
        message: "The files have no such year; they have 2023 to 2024.",
      },
    ]);
  });
});

describe("a table in long form", () => {
  const query = {
    columns: { year: "year", region: "region", sector: "sector" },
    measure: { column: "what", value: "value", jobs: ["employees", "owners"], firms: "units" },
  };

  it("says in a column what the figure beside it counts; several may count as one", async () => {
    const { told, errors } = await read(
      "year,region,sector,what,value\n2020,a,b,employees,10\n2020,a,b,owners,2\n2020,a,b,units,3\n2020,a,b,wages,?\n",
      query,
    );
    expect(errors).toEqual([]);
    expect(told).toEqual(["2020 a b jobs 10 (2)", "2020 a b jobs 2 (3)", "2020 a b firms 3 (4)"]);
  });

  it("must have what the query names, letter by letter", async () => {
    const { errors } = await read(
      "year,region,sector,what,value\n2020,a,b,Employees,10\n2020,a,b,units,3\n2020,a,b,owners,3\n",
      query,
    );
    expect(errors).toMatchObject([
      {
        rule: "no-such-measure",
        column: "query.measure.jobs",
        value: "employees",
        message: "No wanted row says this in the column what; the nearest is “Employees”.",
      },
    ]);
  });
});

describe("a table in wide form", () => {
  it("has a column for each year", async () => {
    const { told } = await read("region,sector,1990 K4,2000 K4,note\na,b,1,2,x\n", {
      columns: { region: "region", sector: "sector" },
      wide: { pattern: "^(\\d{4}) K4$", holds: "year", measure: "jobs" },
    });
    expect(told).toEqual(["1990 a b jobs 1 (2)", "2000 a b jobs 2 (2)"]);
  });

  it("gives of its years those that are asked for, and needs them", async () => {
    const query = {
      columns: { region: "region", sector: "sector" },
      wide: { pattern: "^(\\d{4})$", holds: "year", measure: "firms" },
    };
    const { told, errors } = await read("region,sector,1990,2000\na,b,?,2\n", query, [2000, 2010]);
    expect(told).toEqual(["2000 a b firms 2 (2)"]);
    expect(errors).toMatchObject([{ rule: "missing-year", value: "2010" }]);
  });

  it("has a column for each sector", async () => {
    const { told } = await read("year,region,nace 10,nace 26\n2020,a,1,2\n", {
      columns: { year: "year", region: "region" },
      wide: { pattern: "^nace (\\d\\d)$", holds: "sector", measure: "jobs" },
    });
    expect(told).toEqual(["2020 a 10 jobs 1 (2)", "2020 a 26 jobs 2 (2)"]);
  });

  it("has a column for each region", async () => {
    const { told } = await read("year,sector,3801 Horten,3802 Holmestrand\n2020,26,1,2\n", {
      columns: { year: "year", sector: "sector" },
      wide: { pattern: "^(\\d{4}) ", holds: "region", measure: "jobs" },
    });
    expect(told).toEqual(["2020 3801 26 jobs 1 (2)", "2020 3802 26 jobs 2 (2)"]);
  });

  it("must have columns that match", async () => {
    const query = {
      columns: { region: "region", sector: "sector" },
      wide: { pattern: "^y(\\d*)$", holds: "year", measure: "jobs" },
    };
    expect((await read("region,sector,1990\na,b,1\n", query)).errors).toMatchObject([
      {
        rule: "no-column-matches",
        file: "made.yaml",
        column: "query.wide.pattern",
        value: "^y(\\d*)$",
        message: "No column of the file matches. Its header has: region | sector | 1990.",
      },
    ]);
    expect((await read("region,sector,y,y90\na,b,1,1\n", query)).errors).toMatchObject([
      { rule: "pattern-no-year", message: expect.stringContaining("column y the group is “”") },
    ]);
  });
});

describe("figures", () => {
  const columns = { year: "y", region: "r", sector: "s", jobs: "n" };

  it("are multiplied where the table counts thousands, without a trace of binary fractions", async () => {
    const { told } = await read("y;r;s;n\n2020;a;b;1,005\n2020;a;c;0,3\n", {
      columns,
      scale: 1000,
      numbers: { decimal: "," },
    });
    expect(told).toEqual(["2020 a b jobs 1005 (2)", "2020 a c jobs 300 (3)"]);
  });

  it("are read by the marks that the query tells", async () => {
    const norwegian = await read("y;r;s;n\n2020;a;b;1\u00a0234,5\n", {
      columns,
      numbers: { decimal: ",", thousands: " " },
    });
    expect(norwegian.told).toEqual(["2020 a b jobs 1234.5 (2)"]);
    const english = await read('y,r,s,n\n2020,a,b,"1,234.5"\n', {
      columns,
      numbers: { decimal: ".", thousands: "," },
    });
    expect(english.told).toEqual(["2020 a b jobs 1234.5 (2)"]);
  });

  it("are refused where they may be two numbers", async () => {
    const { told, errors } = await read("y,r,s,n\n2020,a,b,1.234\n", { columns });
    expect(told).toEqual([]);
    expect(errors).toMatchObject([
      {
        rule: "unread-number",
        line: 2,
        column: "n",
        value: "1.234",
        message: "This may be thousands or decimals.",
        remedy: expect.stringContaining("numbers:"),
      },
    ]);
  });

  it("that are missing are flagged as the query tells, and never 0", async () => {
    const { told, errors, observations } = await read(
      "y,r,s,n\n2020,a,b,..\n2020,a,c,:\n2020,a,d,\n2020,a,e,constructor\n",
      { columns, missing: { "..": "x", ":": "c", "": "x" } },
    );
    expect(told).toEqual([
      "2020 a b jobs – x (2)",
      "2020 a c jobs – c (3)",
      "2020 a d jobs – x (4)",
    ]);
    expect(observations.some(({ value }) => value === 0)).toBe(false);
    expect(errors).toMatchObject([{ rule: "unread-number", line: 5, value: "constructor" }]);
  });

  it("that are missing without a word are faults", async () => {
    const { told, errors } = await read("y,r,s,n\n2020,a,b,..\n2020,a,c,\n", { columns });
    expect(told).toEqual([]);
    expect(errors).toMatchObject([
      {
        rule: "unread-number",
        line: 2,
        column: "n",
        value: "..",
        remedy: expect.stringContaining("missing"),
      },
      {
        rule: "empty-figure",
        line: 3,
        column: "n",
        value: "",
        remedy: expect.stringContaining("missing"),
      },
    ]);
  });
});

describe("flags", () => {
  const columns = { year: "y", region: "r", sector: "s", jobs: "n", flag: "f" };

  it("may have letters of their own, a text that means nothing among them", async () => {
    const { told, errors } = await read(
      "y,r,s,n,f\n2020,a,b,,K\n2020,a,c,5,est.\n2020,a,d,6,p\n2020,a,e,7,bp\n",
      { columns, flags: { K: "c", "est.": "e", p: "" } },
    );
    expect(errors).toEqual([]);
    expect(told).toEqual([
      "2020 a b jobs – c (2)",
      "2020 a c jobs 5 e (3)",
      "2020 a d jobs 6 (4)",
      "2020 a e jobs 7 b (5)",
    ]);
  });

  it("that nobody explains are faults", async () => {
    const { errors } = await read("y,r,s,n,f\n2020,a,b,5,Q\n2020,a,b,5,valueOf\n", { columns });
    expect(errors).toMatchObject([
      { rule: "unknown-flag", line: 2, column: "f", value: "Q" },
      { rule: "unknown-flag", line: 3, column: "f", value: "valueOf" },
    ]);
  });

  it("that say confidential beside a figure are faults: one of the two is wrong", async () => {
    const { errors } = await read("y,r,s,n,f\n2020,a,b,5,c\n", { columns });
    expect(errors).toMatchObject([
      { rule: "flag-beside-figures", line: 2, column: "f", value: "c" },
    ]);
  });
});

describe("codes", () => {
  it("may stand with their labels in one cell", async () => {
    const { told, delivery } = await read(
      "y,r,s,n\n2020,3801 Horten,26 Data og elektronikk,5\n2020,3802,27,6\n",
      {
        columns: {
          year: "y",
          region: { column: "r", split: " " },
          sector: { column: "s", split: " " },
          jobs: "n",
        },
      },
    );
    expect(told).toEqual(["2020 3801 26 jobs 5 (2)", "2020 3802 27 jobs 6 (3)"]);
    expect([...delivery.regionNames]).toEqual([["3801", "Horten"]]);
    expect([...delivery.sectorNames]).toEqual([["26", "Data og elektronikk"]]);
  });
});

describe("columns", () => {
  it("that the file lacks are faults of the query, with the nearest name and all of the header", async () => {
    const { told, errors } = await read("Year,region,sector,jobs\n2020,a,b,1\n", {
      columns: { year: "year", region: "regoin", sector: "sector", jobs: "jobs", flag: "anything" },
      where: { sex: "M" },
    });
    expect(told).toEqual([]);
    expect(errors.map(({ rule, column, value }) => [rule, column, value])).toEqual([
      ["no-such-column", "query.where.sex", "sex"],
      ["no-such-column", "query.columns.year", "year"],
      ["no-such-column", "query.columns.region", "regoin"],
      ["no-such-column", "query.columns.flag", "anything"],
    ]);
    expect(errors[1]?.message).toMatch(
      /has no such column; the nearest is “Year”\. Its header, on line 1, has: Year \| region/,
    );
  });

  it("that stand twice are faults where the query asks for them", async () => {
    const { errors } = await read("y,r,s,n,n,z,z\n2020,a,b,1,2,3,4\n", {
      columns: { year: "y", region: "r", sector: "s", jobs: "n" },
    });
    expect(errors).toMatchObject([{ rule: "column-twice", line: 1, column: "n" }]);
  });

  it("must say where the sector stands", async () => {
    const { errors } = await read("y,r,n\n2020,a,1\n", {
      columns: { year: "y", region: "r", jobs: "n" },
    });
    expect(errors).toMatchObject([{ rule: "column-not-named", column: "query.columns.sector" }]);
  });
});

describe("rows that count", () => {
  const content = "y,r,s,sex,n\n2020,a,b,M,1\n2020,a,b,F,2\n2020,a,b,all,3\n";
  const columns = { year: "y", region: "r", sector: "s", jobs: "n" };

  it("are those that have one of the values in each column", async () => {
    const { told, errors } = await read(content, { columns, where: { sex: ["M", "F"], r: "a" } });
    expect({ told, errors }).toEqual({
      told: ["2020 a b jobs 1 (2)", "2020 a b jobs 2 (3)"],
      errors: [],
    });
  });

  it("must be there: a value that stands nowhere is a slip", async () => {
    const { errors } = await read(content, { columns, where: { sex: ["M", "m"], r: "b" } });
    expect(errors).toMatchObject([
      {
        rule: "where-value",
        file: "made.yaml",
        column: "query.where.sex",
        value: "m",
        message: expect.stringContaining("No row has this in the column sex"),
      },
      { rule: "where-value", column: "query.where.r", value: "b" },
    ]);
  });

  it("must be there: values that never stand in one row are a slip too", async () => {
    const { errors } = await read("y,r,s,sex,n\n2020,a,b,M,1\n2020,c,b,F,2\n", {
      columns,
      where: { sex: "M", r: "c" },
    });
    expect(errors).toMatchObject([{ rule: "where-no-row", column: "query.where" }]);
  });

  it("are looked for in all files together", async () => {
    const { told, errors } = await run({
      files: [write("y,r,s,n\n2020,a,b,1\n"), write("y,r,s,n\n2020,c,b,2\n")],
      columns,
      where: { r: ["a", "c"] },
    });
    expect({ told, errors }).toEqual({
      told: ["2020 a b jobs 1 (2)", "2020 c b jobs 2 (2)"],
      errors: [],
    });
  });
});

describe("several files", () => {
  it("are read one after the other, packed ones too, each by its own header; each is recorded", async () => {
    const columns = { year: "y", region: "r", sector: "s", jobs: "n" };
    const packed = write(gzipSync("n,s,r,y\n2,b,a,2021\n"), "later.csv.gz");
    const { told, errors, delivery, progress } = await run({
      files: [write("y,r,s,n\n2020,a,b,1\n"), packed],
      columns,
    });
    expect(errors).toEqual([]);
    expect(told).toEqual(["2020 a b jobs 1 (2)", "2021 a b jobs 2 (2)"]);
    expect(delivery.receipts.map(({ from }) => from)).toEqual([
      expect.stringMatching(/^made-/),
      "later.csv.gz",
    ]);
    expect(progress).toHaveLength(2);
  });
});

describe("a query that says two things, or none, is refused by its shape", () => {
  const columns = { year: "y", region: "r", sector: "s" };
  const long = { column: "m", value: "v", jobs: "J" };
  const wide = { pattern: "(a)", holds: "year", measure: "jobs" };
  it.each([
    ["no figures", { columns }, "one of three"],
    ["direct and long", { columns: { ...columns, jobs: "n" }, measure: long }, "one of three"],
    ["long and wide", { columns, measure: long, wide }, "one of three"],
    ["the year twice", { columns, wide }, "not named under columns"],
    ["no group", { columns, wide: { ...wide, pattern: "a" } }, "one group"],
    ["two groups", { columns, wide: { ...wide, pattern: "(a)(b)" } }, "one group"],
    ["no pattern at all", { columns, wide: { ...wide, pattern: "(" } }, "one group"],
    ["nothing to look for", { columns, measure: { column: "m", value: "v" } }, "jobs or firms"],
    ["a scale of 0", { columns: { ...columns, jobs: "n" }, scale: 0 }, "a number above 0"],
  ])("%s", (_, query, message) => {
    const result = table.schema.safeParse({ files: ["a.csv"], ...query });
    const messages = result.error?.issues.map((issue) => issue.message) ?? [];
    expect(messages.join("; ")).toContain(message);
  });
});

it.runIf(!HAS_NORWAY)("has no real extracts from Norway to be tried on here", () => {
  expect(HAS_NORWAY).toBe(false);
});

describe.runIf(HAS_NORWAY)("real extracts", () => {
  it("in long form have jobs by region, group of industries and year", async () => {
    const { observations, errors } = await run({
      files: [join(NORWAY, "arbeidsplasser_13470.csv")],
      columns: { year: "år", region: "region", sector: "næring (SN2007)" },
      measure: {
        column: "statistikkvariabel",
        value: "value",
        jobs: "Sysselsatte personer etter arbeidssted",
      },
    });
    expect(errors).toEqual([]);
    expect(observations).toHaveLength(2890);
    expect(observations[0]).toEqual({
      year: 2016,
      region: "Porsgrunn",
      sector: "Jordbruk, skogbruk og fiske",
      measure: "jobs",
      value: 70,
      flag: undefined,
      line: 2,
    });
  });

  it("by size give establishments with employees where the others are left out", async () => {
    const sizes = ["1-4", "5-9", "10-19", "20-49", "50-99", "100 - 249"].map((n) => `${n} ansatte`);
    const { observations, errors } = await run(
      {
        files: [join(NORWAY, "virksomheter_10309.csv")],
        columns: { year: "år", region: "region", sector: "næring (SN2007)" },
        measure: { column: "statistikkvariabel", value: "value", firms: "Bedrifter" },
        where: { "antall ansatte": [...sizes, "250 ansatte og over"] },
      },
      [2025],
    );
    expect(errors).toEqual([]);
    expect(observations).toHaveLength((53856 / 8 / 18) * 7);
    expect(new Set(observations.map(({ year, measure }) => `${year} ${measure}`))).toEqual(
      new Set(["2025 firms"]),
    );
  });

  it("from the web site have a title, an empty line, and codes with their labels", async () => {
    const { observations, errors, delivery } = await run(
      {
        files: [join(NORWAY, "ssb_11656_national_jobs_nace2_2024K4.csv")],
        skipLines: 2,
        columns: {
          sector: { column: "næring (SN2007)", split: " " },
          jobs: "Antall jobber (arbeidsforhold) 2024K4 Begge kjønn",
        },
        where: { alder: "Alle aldre" },
      },
      [2024],
    );
    expect(errors).toEqual([]);
    expect(observations[0]).toMatchObject({ year: 2024, sector: "01", value: 23315, line: 4 });
    expect(observations.at(-1)).toMatchObject({ sector: "99", value: 15 });
    expect(delivery.sectorNames.get("01")).toBe("Jordbruk og tilhørende tjenester, jakt");
  });

  it("from the web site have their year in a column's name, which a pattern finds", async () => {
    const { observations, errors } = await run({
      files: [join(NORWAY, "ssb_11656_national_jobs_nace2_2024K4.csv")],
      skipLines: 2,
      columns: { sector: { column: "næring (SN2007)", split: " " } },
      wide: { pattern: "(\\d{4})K4 Begge kjønn$", holds: "year", measure: "jobs" },
    });
    expect(errors).toEqual([]);
    expect(observations[0]).toMatchObject({ year: 2024, sector: "01", value: 23315, line: 4 });
  });
});
