/** Forms in which tables come: what names columns and cells, and what figures count. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask } from "./made-query.ts";

const query = (...own: readonly string[]): string =>
  ["source: table", "gives: cells", "query:", ...own.map((line) => `  ${line}`), ""].join("\n");

const read = (content: string, ...own: readonly string[]) =>
  ask(query("files: [a.csv]", ...own), { "a.csv": content });

describe("regions and sectors", () => {
  it("have their labels in columns of their own", async () => {
    const { told, problems, delivery } = await read(
      "nr,kommune,kode,næring,jobb\n3801,Horten,26,Elektronikk,5\n3802,,27,,6\n",
      "columns:",
      "  year: {value: 2000}",
      "  region: {column: nr, name: kommune}",
      "  sector: {column: kode, name: næring}",
      "  jobs: jobb",
    );
    expect({ told, problems }).toEqual({
      told: ["2000 3801 26 jobs 5", "2000 3802 27 jobs 6"],
      problems: [],
    });
    expect([...(delivery?.regionNames ?? [])]).toEqual([["3801", "Horten"]]);
    expect([...(delivery?.sectorNames ?? [])]).toEqual([["26", "Elektronikk"]]);
  });

  it("are divided from their labels by any mark", async () => {
    const { told, delivery } = await read(
      "year,region,sector,jobs\n2000,UKC1: Tees Valley,C26 - Electronics - other,5\n",
      "columns:",
      "  year: year",
      '  region: {column: region, split: ": "}',
      '  sector: {column: sector, split: " - "}',
      "  jobs: jobs",
    );
    expect(told).toEqual(["2000 UKC1 C26 jobs 5"]);
    expect([...(delivery?.regionNames ?? [])]).toEqual([["UKC1", "Tees Valley"]]);
    expect([...(delivery?.sectorNames ?? [])]).toEqual([["C26", "Electronics - other"]]);
  });

  it("are one for all rows where the query says so", async () => {
    const { told } = await read(
      "year,sector,jobs\n2000,26,5\n",
      'columns: {year: year, region: {value: "38"}, sector: sector, jobs: jobs}',
    );
    expect(told).toEqual(["2000 38 26 jobs 5"]);
  });

  it("lack a column of labels", async () => {
    const { problems } = await read(
      "year,region,sector,jobs\n2000,a,26,5\n",
      "columns: {year: year, region: {column: region, name: label}, sector: sector, jobs: jobs}",
    );
    expect(problems).toMatchObject([
      { rule: "no-such-column", column: "query.columns.region.name", value: "label" },
    ]);
  });
});

describe("a wide table", () => {
  it("has columns of jobs and of firms side by side", async () => {
    const { told, problems } = await read(
      "region,sector,2000 jobs,2000 units,2001 jobs,2001 units\na,b,10,1,20,2\n",
      "columns: {region: region, sector: sector}",
      "wide:",
      "  holds: year",
      "  pattern: {jobs: '^(\\d{4}) jobs$', firms: '^(\\d{4}) units$'}",
    );
    expect(problems).toEqual([]);
    expect(told).toEqual([
      "2000 a b jobs 10",
      "2001 a b jobs 20",
      "2000 a b firms 1",
      "2001 a b firms 2",
    ]);
  });

  it("says in a column what the figures of each row count", async () => {
    const { told, problems } = await read(
      "region,sector,what,2000,2001\na,b,employees,10,20\na,b,units,1,2\na,b,wages,?,?\n",
      "columns: {region: region, sector: sector}",
      "measure: {column: what, jobs: employees, firms: units}",
      "wide: {holds: year, pattern: '^(\\d{4})$'}",
    );
    expect(problems).toEqual([]);
    expect(told).toEqual([
      "2000 a b jobs 10",
      "2001 a b jobs 20",
      "2000 a b firms 1",
      "2001 a b firms 2",
    ]);
  });

  it("has codes with their labels in its header", async () => {
    const { told, problems, delivery } = await read(
      'year,region,26 Electronics,"27 Machines, electrical",note\n2000,a,5,6,\n',
      "columns: {year: year, region: region}",
      "wide: {holds: sector, pattern: '^(?<code>\\d\\d) (?<label>.*)$', measure: jobs}",
    );
    expect(problems).toEqual([]);
    expect(told).toEqual(["2000 a 26 jobs 5", "2000 a 27 jobs 6"]);
    expect([...(delivery?.sectorNames ?? [])]).toEqual([
      ["26", "Electronics"],
      ["27", "Machines, electrical"],
    ]);
  });

  it("must not have two columns for one year", async () => {
    const { problems } = await read(
      "region,sector,2000 jobs,2000 units\na,b,10,1\n",
      "columns: {region: region, sector: sector}",
      "wide:",
      "  holds: year",
      "  pattern: '^(\\d{4})'",
      "  measure: jobs",
    );
    expect(problems).toMatchObject([
      {
        line: 8,
        column: "query.wide.pattern",
        value: "^(\\d{4})",
        rule: "pattern-twice",
        message: "The columns 2000 jobs | 2000 units are all taken for 2000, and would be added.",
      },
    ]);
  });

  it.each([
    ["pattern: {jobs: '^(a)$', firms: '^(b)$'}, measure: jobs", "measure"],
    ["pattern: '^(?<code>a)(?<name>b)$', measure: jobs", "pattern"],
  ])("cannot be told of as {%s}", async (told, property) => {
    const { problems } = await read(
      "region,sector,a\nx,y,1\n",
      "columns: {region: region, sector: sector}",
      `wide: {holds: year, ${told}}`,
    );
    expect(problems).toMatchObject([
      { line: 6, column: `query.wide.${property}`, rule: "query-property" },
    ]);
  });
});

describe("a flag that says confidential in a wide table", () => {
  const OWN = [
    "columns: {region: region, sector: sector, flag: flag}",
    "wide: {holds: year, pattern: '^(\\d{4})$', measure: jobs}",
  ] as const;

  it("needs an empty figure in its row", async () => {
    const { problems } = await read("region,sector,2000,2001,flag\na,b,1,2,c\n", ...OWN);
    expect(problems).toMatchObject([
      { rule: "flag-beside-figures", line: 2, column: "flag", value: "c" },
    ]);
  });

  it("may be that of a year that is not asked for", async () => {
    const { problems, told } = await ask(
      query("files: [a.csv]", ...OWN),
      { "a.csv": "region,sector,2000,2001,flag\na,b,,2,c\n" },
      [2001],
    );
    expect({ problems, told }).toEqual({ problems: [], told: ["2001 a b jobs 2"] });
  });
});

describe("thousands", () => {
  it("may be those of jobs alone", async () => {
    const { told } = await read(
      "year,region,sector,jobs,firms\n2000,a,b,1.2,7\n",
      "columns: {year: year, region: region, sector: sector, jobs: jobs, firms: firms}",
      "scale: {jobs: 1000}",
    );
    expect(told).toEqual(["2000 a b jobs 1200", "2000 a b firms 7"]);
  });
});

describe("a flag and a symbol", () => {
  it("in one row: the flag says why the figure is not given", async () => {
    const { told, problems } = await read(
      "year,region,sector,jobs,firms,flag\n2000,a,b,..,3,c\n2000,a,c,..,3,\n",
      "columns: {year: year, region: region, sector: sector, jobs: jobs, firms: firms, flag: flag}",
      "missing: {'..': x}",
    );
    expect({ told, problems }).toEqual({
      told: ["2000 a b jobs  c", "2000 a b firms 3", "2000 a c jobs  x", "2000 a c firms 3"],
      problems: [],
    });
  });
});

describe("the same figures", () => {
  const YEARS = [1990, 2000];
  const SECTORS = ["26", "27", "28"];

  /** Figures of jobs by region; of each, one row for each year of as many cells as there are sectors. */
  const figures = fc.uniqueArray(
    fc.record({
      region: fc.stringMatching(/^[a-zæøå]{1,6}$/),
      jobs: fc.array(fc.array(fc.nat(5_000_000), { minLength: 3, maxLength: 3 }), {
        minLength: 2,
        maxLength: 2,
      }),
    }),
    { minLength: 1, maxLength: 8, selector: ({ region }) => region },
  );

  /** How a file is written: mark between columns, encoding, and numbers of tenths. */
  const WAYS = [
    { mark: ",", encoding: "utf-8", numbers: "{decimal: '.'}", decimal: ".", thousands: "" },
    {
      mark: ";",
      encoding: "latin-1",
      numbers: "{decimal: ',', thousands: ' '}",
      decimal: ",",
      thousands: "\u00a0",
    },
    {
      mark: "\t",
      encoding: "utf-8",
      numbers: "{decimal: '.', thousands: ','}",
      decimal: ".",
      thousands: ",",
    },
    {
      mark: "|",
      encoding: "windows-1252",
      numbers: "{decimal: ',', thousands: '.'}",
      decimal: ",",
      thousands: ".",
    },
  ] as const;

  type Rows = readonly (readonly string[])[];
  type Cells = readonly {
    readonly region: string;
    readonly jobs: readonly (readonly number[])[];
  }[];
  type Write = (tenths: number) => string;

  const direct = (cells: Cells, write: Write): Rows => [
    ["title"],
    ["year", "region", "sector", "jobs"],
    ...cells.flatMap(({ region, jobs }) =>
      YEARS.flatMap((year, y) =>
        SECTORS.map((sector, s) => [`${year}`, region, sector, write(jobs[y]?.[s] ?? 0)]),
      ),
    ),
  ];
  const long = (cells: Cells, write: Write): Rows => [
    ["title"],
    ["year", "region", "sector", "what", "value"],
    ...direct(cells, write)
      .slice(2)
      .flatMap(([year = "", region = "", sector = "", jobs = ""]) => [
        [year, region, sector, "wages", "n/a"],
        [year, region, sector, "jobs", jobs],
      ]),
  ];
  const byYear = (cells: Cells, write: Write): Rows => [
    ["title"],
    ["region", "sector", ...YEARS.map((year) => `jobs ${year}`)],
    ...cells.flatMap(({ region, jobs }) =>
      SECTORS.map((sector, s) => [
        region,
        sector,
        ...YEARS.map((_, y) => write(jobs[y]?.[s] ?? 0)),
      ]),
    ),
  ];
  const bySector = (cells: Cells, write: Write): Rows => [
    ["title"],
    ["year", "region", ...SECTORS],
    ...cells.flatMap(({ region, jobs }) =>
      YEARS.map((year, y) => [`${year}`, region, ...(jobs[y] ?? []).map(write)]),
    ),
  ];
  const FORMS = [
    [direct, "columns: {year: year, region: region, sector: sector, jobs: jobs}"],
    [
      long,
      "columns: {year: year, region: region, sector: sector}",
      "measure: {column: what, value: value, jobs: jobs}",
    ],
    [
      byYear,
      "columns: {region: region, sector: sector}",
      "wide: {holds: year, pattern: '(\\d{4})$', measure: jobs}",
    ],
    [
      bySector,
      "columns: {year: year, region: region}",
      "wide: {holds: sector, pattern: '^(\\d\\d)$', measure: jobs}",
    ],
  ] as const;

  it.each(WAYS)(
    "come out of every form, with $mark between columns, in $encoding, and $numbers",
    async (way) => {
      const write: Write = (tenths) => {
        const whole = String(Math.floor(tenths / 10)).replace(/\B(?=(?:\d{3})+$)/g, way.thousands);
        return `${whole}${way.decimal}${tenths % 10}`;
      };
      const quoted = (cell: string): string => (cell.includes(way.mark) ? `"${cell}"` : cell);
      await fc.assert(
        fc.asyncProperty(figures, async (cells) => {
          const expected = cells.flatMap(({ region, jobs }) =>
            YEARS.flatMap((year, y) =>
              SECTORS.map(
                (sector, s) => `${year} ${region} ${sector} jobs ${(jobs[y]?.[s] ?? 0) / 10}`,
              ),
            ),
          );
          for (const [form, ...own] of FORMS) {
            const text = form(cells, write)
              .map((row) => row.map(quoted).join(way.mark))
              .join("\r\n");
            const { told, problems } = await ask(
              query(
                "files: [a.csv]",
                `encoding: ${way.encoding}`,
                "skipLines: 1",
                `numbers: ${way.numbers}`,
                ...own,
              ),
              { "a.csv": Buffer.from(text, way.encoding === "utf-8" ? "utf8" : "latin1") },
            );
            expect(problems).toEqual([]);
            expect([...told].sort()).toEqual([...expected].sort());
          }
        }),
        { numRuns: 20 },
      );
    },
  );
});

const NORWAY = join(import.meta.dirname, "../../../shared/norway");
const HAS_NORWAY = existsSync(join(NORWAY, "virksomheter_10309.csv"));

it.runIf(!HAS_NORWAY)("has no real table by size of establishments to be tried on here", () => {
  expect(HAS_NORWAY).toBe(false);
});

describe.runIf(HAS_NORWAY)("Statistics Norway's table 10309, establishments by size", () => {
  const extract = () => readFileSync(join(NORWAY, "virksomheter_10309.csv"), "utf8");
  const OWN = [
    "columns: {year: år, region: region, sector: næring (SN2007)}",
    "measure: {column: statistikkvariabel, value: value, firms: Bedrifter}",
  ] as const;

  it("is not added up over sizes unless the query says so", async () => {
    const { problems } = await read(extract(), ...OWN);
    expect(problems[0]).toMatchObject({
      rule: "cell-twice",
      message:
        "Line 2 gives the same year, region, sector and measure; the query file does not name antall ansatte, in which the rows may differ.",
    });
  });

  it("is added up over sizes where the query says so", async () => {
    const { problems, observations } = await read(extract(), ...OWN, "sumOver: [antall ansatte]");
    expect(problems).toEqual([]);
    expect(observations).toHaveLength(extract().trim().split("\n").length - 1);
  });
});
