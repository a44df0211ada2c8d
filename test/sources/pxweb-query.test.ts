/** The parts of a PxWeb query that are worked out before anything is asked for. */

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPxCsv } from "../../src/sources/pxweb-csv.ts";
import { CAREFUL, parseLimitsV1, parseLimitsV2 } from "../../src/sources/pxweb-limits.ts";
import { cellsOf, divide, halve, type Selection } from "../../src/sources/pxweb-parts.ts";
import { partOfYear, yearOf } from "../../src/sources/pxweb-period.ts";
import { chooseCodes } from "../../src/sources/pxweb-selection.ts";
import type { PxTable } from "../../src/sources/pxweb-table.ts";
import { together } from "../../src/sources/receipt-of.ts";

const YEARS = ["2019", "2020", "2021", "2022", "2023"];

describe("expressions", () => {
  it.each([
    [["*"], YEARS],
    [["202?"], ["2020", "2021", "2022", "2023"]],
    [["*9"], ["2019"]],
    [["top(2)"], ["2022", "2023"]],
    [["top(2,1)"], ["2021", "2022"]],
    [["TOP(1)"], ["2023"]],
    [["bottom(2)"], ["2019", "2020"]],
    [["bottom(1, 1)"], ["2020"]],
    [["top(99)"], YEARS],
    [["from(2022)"], ["2022", "2023"]],
    [["to(2020)"], ["2019", "2020"]],
    [["range(2020,2022)"], ["2020", "2021", "2022"]],
    [["[range(2020,2021)]"], ["2020", "2021"]],
    [
      ["2023", "2019", "2023", "top(1)"],
      ["2019", "2023"],
    ],
  ])("%j", (expressions, codes) => {
    expect(chooseCodes(expressions, YEARS)).toEqual({ codes, unknown: [] });
  });

  it.each([
    ["2030", "the table has no such code"],
    ["19*", "no code of the table matches"],
    ["top(x)", "top takes how many codes"],
    ["top(0)", "top takes how many codes"],
    ["range(2020)", "range takes two codes"],
    ["range(2022,2020)", "2022 comes after 2020"],
    ["from(2030)", "the table has no code 2030"],
  ])("%s chooses nothing", (expression, why) => {
    const { codes, unknown } = chooseCodes([expression], YEARS);
    expect(codes).toEqual([]);
    expect(unknown).toEqual([{ expression, why: expect.stringContaining(why) }]);
  });

  it("take a code that looks like an expression as the code", () => {
    expect(chooseCodes(["a*"], ["a*", "ab"]).codes).toEqual(["a*"]);
    expect(chooseCodes(["62.*"], ["62.010", "62x010"]).codes).toEqual(["62.010"]);
  });
});

describe("parts", () => {
  const selections = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }).map(
    (sizes): Selection =>
      sizes.map((size, v) => ({
        variable: `v${v}`,
        codes: Array.from({ length: size }, (_, i) => String(i)),
      })),
  );

  it("keep to the limits, and ask for every cell once", () => {
    fc.assert(
      fc.property(
        selections,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 3, max: 40 }),
        (selection, mostCells, mostValues) => {
          const parts = divide(selection, { mostCells, mostValues });
          const asked = parts.flatMap(cellNames);
          expect(asked.length).toBe(cellsOf(selection));
          expect(new Set(asked).size).toBe(asked.length);
          for (const part of parts) {
            expect(cellsOf(part)).toBeLessThanOrEqual(mostCells);
            expect(part.reduce((sum, { codes }) => sum + codes.length, 0)).toBeLessThanOrEqual(
              mostValues,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are as few as will do along the longest variable", () => {
    const selection: Selection = [
      { variable: "region", codes: Array.from({ length: 356 }, (_, i) => String(i)) },
      { variable: "industry", codes: Array.from({ length: 815 }, (_, i) => String(i)) },
      { variable: "year", codes: ["2023", "2024", "2025"] },
    ];
    const parts = divide(selection, { mostCells: 800_000, mostValues: Number.POSITIVE_INFINITY });
    expect(cellsOf(selection)).toBe(870_420);
    expect(parts.map((part) => part[1]?.codes.length)).toEqual([408, 407]);
  });

  it("cannot be halved where every variable has one code", () => {
    expect(halve([{ variable: "a", codes: ["1"] }])).toBeUndefined();
  });

  function cellNames(selection: Selection): readonly string[] {
    return selection.reduce<readonly string[]>(
      (names, { codes }) => names.flatMap((name) => codes.map((code) => `${name}/${code}`)),
      [""],
    );
  }
});

describe("time", () => {
  it.each([
    ["2024", "2024", 2024, ""],
    ["2024K4", "2024K4", 2024, "K4"],
    ["2024M10", "2024M10", 2024, "M10"],
    ["2024-Q4", "2024-Q4", 2024, "Q4"],
    ["48", "2023", 2023, ""],
    ["A", "average", undefined, ""],
    ["20245", "20245", undefined, "5"],
  ])("%s (%s)", (code, label, year, part) => {
    expect(yearOf(code, label)).toBe(year);
    expect(partOfYear(code)).toBe(part);
  });
});

describe("CSV", () => {
  const table: PxTable = {
    title: "MADE",
    variables: [
      variable("Region", "region", { "0301": "Oslo", "9001": "Øvre", "9002": "Øvre" }),
      variable("Tid", "år", { "2024": "2024" }),
    ],
  };

  it.each([
    ["codes", '"Region","Tid","x"\r\n"0301","2024",5\r\n'],
    ["texts", "region,år,x\nOslo,2024,5\n"],
    ["columns in another order", "Tid;region;x\n2024;Oslo;5\n"],
  ])("by %s", async (_, text) => {
    const { variables, cells } = await readPxCsv(text, table);
    const [cell] = cells;
    expect(cell?.codes[variables.indexOf("Region")]).toBe("0301");
    expect(cell?.codes[variables.indexOf("Tid")]).toBe("2024");
    expect(cell).toMatchObject({ value: 5, status: undefined, line: 2 });
  });

  it.each([".", "..", ":", "...", "-"])("takes %s for a symbol", async (symbol) => {
    const { cells } = await readPxCsv(`Region,Tid,x\n0301,2024,${symbol}\n`, table);
    expect(cells[0]).toMatchObject({ value: undefined, status: symbol });
  });

  it.each([
    [
      "a name that two values have",
      "region,år,x\nØvre,2024,5\n",
      "Line 2: “Øvre” is no value of Region.",
    ],
    [
      "a value that the table lacks",
      "Region,Tid,x\n0302,2024,5\n",
      "Line 2: “0302” is no value of Region.",
    ],
    [
      "a column that is no variable",
      "Region,Kjonn,Tid,x\n0301,1,2024,5\n",
      "The column “Kjonn” is no variable of the table",
    ],
    ["a figure that is none", "Region,Tid,x\n0301,2024,5 000\n", "Line 2: “5 000” is no figure."],
    [
      "a row that is cut",
      "Region,Tid,x\n0301,2024\n",
      "Line 2: The row has 2 cells, the header 3.",
    ],
  ])("names the fault: %s", async (_, text, message) => {
    await expect(readPxCsv(text, table)).rejects.toThrow(message);
  });

  function variable(code: string, label: string, values: Readonly<Record<string, string>>) {
    return {
      code,
      label,
      values: Object.entries(values).map(([value, name]) => ({ code: value, label: name })),
      eliminable: false,
      codelists: [],
      children: new Map(),
    };
  }
});

describe("the record of several answers", () => {
  const parts = [
    { sha256: "a".repeat(64), bytes: 10, retrieved: "2026-09-02T08:00:00Z" },
    { sha256: "b".repeat(64), bytes: 5, retrieved: "2026-09-01T08:00:00Z" },
  ];

  it("has the hash of their hashes, their bytes, and the time of the last", () => {
    expect(together(parts)).toEqual({
      sha256: createHash("sha256")
        .update(`${"a".repeat(64)}\n${"b".repeat(64)}`)
        .digest("hex"),
      bytes: 15,
      retrieved: "2026-09-02T08:00:00Z",
    });
  });

  it("is that of the answer where there is one", () => {
    expect(together(parts.slice(1))).toEqual(parts[1]);
  });
});

describe("limits", () => {
  it("come from config of version 2", () => {
    expect(
      parseLimitsV2({
        maxDataCells: 150_000,
        maxCallsPerTimeWindow: 30,
        timeWindow: 10,
        license: "CC0",
      }),
    ).toEqual({
      mostCells: 150_000,
      mostValues: Number.POSITIVE_INFINITY,
      spacing: 334,
      licence: "CC0",
    });
  });

  it("of zero calls a window mean that the host says it elsewhere", () => {
    for (const timeWindow of [0, 60])
      expect(
        parseLimitsV2({ maxDataCells: 800_000, maxCallsPerTimeWindow: 0, timeWindow })?.spacing,
      ).toBe(CAREFUL.spacing);
  });

  it("come from ?config of version 1, with its limit of values", () => {
    expect(
      parseLimitsV1({
        maxValues: 5000,
        maxCells: 100_000,
        maxCalls: 200,
        timeWindow: 10,
        CORS: true,
      }),
    ).toEqual({ mostCells: 100_000, mostValues: 5000, spacing: 50, licence: undefined });
  });

  it("are not read from something else", () => {
    expect(parseLimitsV1([{ dbid: "ssd", text: "Statistics" }])).toBeUndefined();
    expect(parseLimitsV2({ error: "no" })).toBeUndefined();
  });
});
