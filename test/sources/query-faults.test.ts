/** Query files for tables and micro-data that cannot be right: each fault with its line, property and remedy. */

import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/read/problem.ts";
import { ask } from "./made-query.ts";

const FILE = "year,region,sector,jobs,firms\n2000,fjord,boats,100,5\n2000,fell,boats,20,2\n";
const COLUMNS = "{year: year, region: region, sector: sector, jobs: jobs, firms: firms}";

/** A query file; the own part begins on line 4. */
const query = (...own: readonly string[]): string =>
  ["source: table", "gives: cells", "query:", ...own.map((line) => `  ${line}`), ""].join("\n");

const faults = async (...own: readonly string[]): Promise<readonly object[]> =>
  (await ask(query(...own), { "a.csv": FILE })).problems;

describe("a query file for a table", () => {
  it("has no fault as it stands", async () => {
    const { problems, told } = await ask(query("files: [a.csv]", `columns: ${COLUMNS}`), {
      "a.csv": FILE,
    });
    expect(problems).toEqual([]);
    expect(told).toEqual([
      "2000 fjord boats jobs 100",
      "2000 fjord boats firms 5",
      "2000 fell boats jobs 20",
      "2000 fell boats firms 2",
    ]);
  });

  it("names a property that there is not", async () => {
    expect(
      await faults("files: [a.csv]", "columns:", "  year: year", "  jbos: jobs", "  jobs: jobs"),
    ).toMatchObject([
      {
        file: "made.yaml",
        line: 7,
        column: "query.columns.jbos",
        value: "jobs",
        rule: "query-unknown-property",
      },
    ]);
  });

  it("names a column that the file lacks: the line of the query file, and the columns there are", async () => {
    const problems = await faults(
      "files: [a.csv]",
      "columns:",
      "  year: year",
      "  region: region",
      "  sector: sectr",
      "  jobs: jobs",
    );
    expect(problems).toMatchObject([
      {
        file: "made.yaml",
        line: 8,
        column: "query.columns.sector",
        value: "sectr",
        rule: "no-such-column",
      },
    ]);
    expect(problems).toMatchObject([
      { message: expect.stringContaining("year | region | sector | jobs | firms") },
    ]);
  });

  it("has one mark for decimals and thousands", async () => {
    expect(
      await faults(
        "files: [a.csv]",
        `columns: ${COLUMNS}`,
        "numbers:",
        "  decimal: ','",
        "  thousands: ','",
      ),
    ).toMatchObject([
      {
        line: 6,
        column: "query.numbers",
        rule: "query-property",
        remedy:
          "It must be two different marks: one mark cannot stand before decimals and between thousands.",
      },
    ]);
  });

  it("has conditions that no row meets", async () => {
    expect(
      await faults("files: [a.csv]", `columns: ${COLUMNS}`, "where:", "  region: fjrod"),
    ).toMatchObject([
      {
        line: 7,
        column: "query.where.region",
        value: "fjrod",
        rule: "where-value",
        message: "No row has this in the column region; the nearest is “fjord”.",
      },
    ]);
  });

  it("has conditions that no row meets together", async () => {
    const more = `${FILE}2000,fell,engines,1,1\n`;
    const { problems } = await ask(
      query("files: [a.csv]", `columns: ${COLUMNS}`, "where: {region: fjord, sector: engines}"),
      { "a.csv": more },
    );
    expect(problems).toMatchObject([{ line: 6, column: "query.where", rule: "where-no-row" }]);
  });

  it("has a pattern that no column matches", async () => {
    expect(
      await faults(
        "files: [a.csv]",
        "columns: {region: region, sector: sector}",
        "wide:",
        "  pattern: ^(\\d{4})$",
        "  holds: year",
        "  measure: jobs",
      ),
    ).toMatchObject([
      {
        line: 7,
        column: "query.wide.pattern",
        value: "^(\\d{4})$",
        rule: "no-column-matches",
      },
    ]);
  });

  it("names a file that is not there", async () => {
    expect(await faults("files: [b.csv]", `columns: ${COLUMNS}`)).toMatchObject([
      { file: "b.csv", rule: "source-file", message: "The file cannot be read (ENOENT)." },
    ]);
  });

  it("is told of as a property, not as a column", async () => {
    const { problems } = await ask(query("files: [a.csv]", "columns: {jobs: job}"), {
      "a.csv": FILE,
    });
    expect(problems.map(formatProblem)[0]).toMatch(
      /^made\.yaml:5: property query\.columns\.year: The query file does not say where the year stands\./,
    );
  });

  it("uses one column twice", async () => {
    expect(
      await faults(
        "files: [a.csv]",
        "columns:",
        "  year: year",
        "  region: region",
        "  sector: region",
        "  jobs: jobs",
        "sumOver: [year]",
      ),
    ).toMatchObject([
      {
        line: 8,
        column: "query.columns.sector",
        value: "region",
        remedy: "It must be a column of its own: query.columns.region names “region” too.",
      },
      {
        line: 10,
        column: "query.sumOver.0",
        value: "year",
        remedy: "It must be a column of its own: query.columns.year names “year” too.",
      },
    ]);
  });

  it("names a file twice", async () => {
    expect(await faults("files: [a.csv, a.csv]", `columns: ${COLUMNS}`)).toMatchObject([
      { line: 4, column: "query.files", rule: "query-property" },
    ]);
  });

  it("names two files that are the same", async () => {
    const { problems } = await ask(query("files: [a.csv, b.csv]", `columns: ${COLUMNS}`), {
      "a.csv": FILE,
      "b.csv": FILE,
    });
    expect(problems).toMatchObject([
      { line: 4, column: "query.files", value: "b.csv", rule: "same-file" },
      { file: "b.csv", line: 2, rule: "cell-twice" },
      { file: "b.csv", line: 3, rule: "cell-twice" },
    ]);
  });

  it("does not say by which of two marks the columns are divided", async () => {
    const { problems } = await ask(query("files: [a.csv]", `columns: ${COLUMNS}`), {
      "a.csv": "year,region;sector,jobs;firms\n",
    });
    expect(problems).toMatchObject([
      {
        file: "a.csv",
        rule: "which-delimiter",
        message: "The header has as many commas as semicolons.",
      },
    ]);
  });
});

describe("cells that rows give twice", () => {
  const AGES =
    "year,region,sector,age,sex,jobs\n2000,fjord,boats,all,M,5\n2000,fjord,boats,15–66,M,4\n";
  const COUNTS = "columns: {year: year, region: region, sector: sector, jobs: jobs}";

  it("are faults, with the columns in which the rows may differ", async () => {
    const { problems } = await ask(query("files: [a.csv]", COUNTS), { "a.csv": AGES });
    expect(problems).toMatchObject([
      {
        file: "a.csv",
        line: 3,
        rule: "cell-twice",
        message:
          "Line 2 gives the same year, region, sector and measure; the query file does not name age | sex, in which the rows may differ.",
        remedy: expect.stringMatching(/where.*sumOver/),
      },
    ]);
  });

  it("are faults where no column tells the rows apart", async () => {
    const { problems } = await ask(query("files: [a.csv]", COUNTS), {
      "a.csv": "year,region,sector,jobs\n2000,fjord,boats,5\n2000,fjord,boats,5\n",
    });
    expect(problems).toMatchObject([
      {
        line: 3,
        message: "Line 2 gives the same year, region, sector and measure.",
        remedy: expect.stringContaining("Remove one of the two"),
      },
    ]);
  });

  it("are faults where quarters are taken for their year, until one is chosen", async () => {
    const quarters = { "a.csv": "t,r,s,n\n2000K1,a,b,5\n2000K2,a,b,6\n" };
    const own = "columns: {year: t, region: r, sector: s, jobs: n}";
    expect((await ask(query("files: [a.csv]", own), quarters)).problems).toMatchObject([
      { line: 3, rule: "cell-twice", remedy: expect.stringContaining("such as a quarter") },
    ]);
    const { problems, told } = await ask(
      query("files: [a.csv]", own, "where: {t: 2000K2}"),
      quarters,
    );
    expect({ problems, told }).toEqual({ problems: [], told: ["2000 a b jobs 6"] });
  });

  it("are found in other files too", async () => {
    const { problems } = await ask(query("files: [a.csv, b.csv]", COUNTS), {
      "a.csv": "year,region,sector,jobs\n2000,fjord,boats,5\n",
      "b.csv": "year,region,sector,jobs\n2000,fell,boats,5\n2000,fjord,boats,6\n",
    });
    expect(problems).toMatchObject([
      { file: "b.csv", line: 3, message: expect.stringMatching(/^Line 2 of a\.csv gives/) },
    ]);
  });

  it("are parts where the query says so: by sumOver, or by several values under where", async () => {
    const parts = AGES.replace("all", "67–74");
    for (const own of ["sumOver: [age]", 'where: {age: ["15–66", "67–74"]}']) {
      const { problems, told } = await ask(query("files: [a.csv]", COUNTS, own), {
        "a.csv": parts,
      });
      expect(problems).toEqual([]);
      expect(told).toEqual(["2000 fjord boats jobs 5", "2000 fjord boats jobs 4"]);
    }
  });

  it("are one row where the query chooses it", async () => {
    const { problems, told } = await ask(query("files: [a.csv]", COUNTS, "where: {age: all}"), {
      "a.csv": AGES,
    });
    expect({ problems, told }).toEqual({ problems: [], told: ["2000 fjord boats jobs 5"] });
  });

  it("stay faults where parts come twice", async () => {
    const { problems } = await ask(query("files: [a.csv]", COUNTS, "sumOver: [age]"), {
      "a.csv": `${AGES}2000,fjord,boats,all,F,5\n`,
    });
    expect(problems).toMatchObject([
      { line: 4, rule: "cell-twice", message: expect.stringContaining("does not name sex") },
    ]);
  });

  it("need a column that the file has", async () => {
    const { problems } = await ask(query("files: [a.csv]", COUNTS, "sumOver: [ages]"), {
      "a.csv": AGES,
    });
    expect(problems).toMatchObject([
      { line: 6, column: "query.sumOver.0", value: "ages", rule: "no-such-column" },
    ]);
  });
});
