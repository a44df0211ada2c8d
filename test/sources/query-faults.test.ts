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
        line: 7,
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
});
