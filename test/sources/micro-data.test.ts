/** One row for each establishment. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLog } from "../../src/read/problem-log.ts";
import { createAssembly } from "../../src/sources/assembly.ts";
import { openCodes } from "../../src/sources/code-mapping.ts";
import { createIdsSeen } from "../../src/sources/ids-seen.ts";
import { microData } from "../../src/sources/micro-data.ts";
import type { Observation } from "../../src/sources/observation.ts";
import { madeFiles, runOnFiles } from "./servers/made-file.ts";

const write = madeFiles();
const columns = { year: "year", region: "place", sector: "nace", jobs: "jobs" };
const HEADER = "id;place;nace;jobs;year\n";

const read = (rows: string, more: object = {}, years?: readonly number[]) =>
  runOnFiles(microData, { files: [write(HEADER + rows)], columns, ...more }, years);

describe("an establishment", () => {
  it("is one firm and so many jobs", async () => {
    const { told, errors, delivery } = await read("1;3801;26.110;12;2020\n2;3801;26.120;3;2020\n");
    expect(errors).toEqual([]);
    expect(told).toEqual([
      "2020 3801 26.110 jobs 12 (2)",
      "2020 3801 26.110 firms 1 (2)",
      "2020 3801 26.120 jobs 3 (3)",
      "2020 3801 26.120 firms 1 (3)",
    ]);
    expect(delivery.notes).toEqual([
      "Counted from micro-data, 2 rows with one establishment each.",
    ]);
  });

  it("without jobs is left out, or counted when told; readers are told how many", async () => {
    const rows = "1;3801;26;0;2020\n2;3801;26;3;2020\n";
    const without = await read(rows);
    expect(without.told).toEqual(["2020 3801 26 jobs 3 (3)", "2020 3801 26 firms 1 (3)"]);
    expect(without.delivery.notes[1]).toBe("Establishments without jobs (1) are left out.");
    const counted = await read(rows, { withoutJobs: "count" });
    expect(counted.told.slice(0, 2)).toEqual([
      "2020 3801 26 jobs 0 (2)",
      "2020 3801 26 firms 1 (2)",
    ]);
    expect(counted.delivery.notes[1]).toBe(
      "Establishments without jobs (1) count as firms all the same.",
    );
  });

  it("that withholds its jobs is a firm all the same, and its cell withholds them too", async () => {
    const { told, delivery } = await read("1;3801;26;:;2020\n", { missing: { ":": "c" } });
    expect(told).toEqual(["2020 3801 26 jobs – c (2)", "2020 3801 26 firms 1 (2)"]);
    expect(delivery.notes[1]).toBe(
      "Establishments whose jobs are withheld (1) count as firms; the jobs of the cells that they are in are withheld too.",
    );
  });

  it("is counted in the years that are asked for", async () => {
    const rows = "1;3801;26;5;2019\n2;3801;26;3;2020\n3;3801;26;wrong;2018\n";
    const { told, errors } = await read(rows, {}, [2020]);
    expect({ told, errors }).toEqual({
      told: ["2020 3801 26 jobs 3 (3)", "2020 3801 26 firms 1 (3)"],
      errors: [],
    });
    expect((await read(rows, {}, [2020, 2021])).errors).toMatchObject([
      { rule: "missing-year", value: "2021" },
    ]);
  });

  it("has a year from the query where the file has none", async () => {
    const file = write("place,nace,jobs\n3801 Horten,26 Elektronikk,4\n");
    const split = {
      region: { column: "place", split: " " },
      sector: { column: "nace", split: " " },
      jobs: "jobs",
    };
    const { told, delivery } = await runOnFiles(
      microData,
      { files: [file], columns: split },
      [2020],
    );
    expect(told[0]).toBe("2020 3801 26 jobs 4 (2)");
    expect([...delivery.regionNames, ...delivery.sectorNames]).toEqual([
      ["3801", "Horten"],
      ["26", "Elektronikk"],
    ]);
    expect((await runOnFiles(microData, { files: [file], columns: split })).errors).toMatchObject([
      { rule: "column-not-named", column: "query.columns.year" },
    ]);
  });

  it("with a figure that cannot be read is a fault with its line", async () => {
    const { told, errors } = await read("1;3801;26;;2020\n2;3801;26;-3;2020\n3;3801;26;1;K4\n");
    expect(told).toEqual([]);
    expect(errors.map(({ rule, line, column, value }) => [rule, line, column, value])).toEqual([
      ["empty-figure", 2, "jobs", ""],
      ["unread-number", 3, "jobs", "-3"],
      ["no-year", 4, "year", "K4"],
    ]);
  });

  it("needs all columns", async () => {
    const { told, errors } = await runOnFiles(microData, {
      files: [write("a,b\n1,2\n")],
      columns,
    });
    expect(told).toEqual([]);
    expect(errors.map(({ column }) => column)).toEqual([
      "query.columns.year",
      "query.columns.region",
      "query.columns.sector",
      "query.columns.jobs",
    ]);
  });
});

describe("ids of establishments", () => {
  const known = { columns: { ...columns, id: "id" } };

  it("may come once in a year", async () => {
    const { errors } = await read(
      "7;a;26;5;2019\n8;a;26;5;2020\n7;a;26;5;2020\n08;a;26;5;2020\n8 ;a;26;5;2020\n",
      known,
    );
    expect(errors).toMatchObject([
      {
        rule: "id-twice",
        line: 6,
        column: "id",
        value: "8",
        message: "Line 3 has the same establishment in 2020, and it would be counted twice.",
      },
    ]);
  });

  it("are compared with those of other files, without jobs too", async () => {
    const files = [
      write(`${HEADER}A1;a;26;5;2020\nA2;a;26;0;2020\n`, "one.csv"),
      write(`${HEADER}B1;a;26;5;2020\nA2;a;26;3;2020\nB1;a;26;5;2020\n`, "two.csv"),
    ];
    const { errors } = await runOnFiles(microData, { files, ...known });
    expect(errors.map(({ line, message }) => [line, message])).toEqual([
      [3, expect.stringMatching(/^Line 3 of .*one\.csv has the same establishment/)],
      [4, expect.stringMatching(/^Line 2 has the same establishment/)],
    ]);
  });

  it("are needed in every row", async () => {
    const { errors } = await read("1;a;26;5;2020\n ;a;26;5;2020\n;a;26;5;2020\n", known);
    expect(errors.map(({ rule, line }) => [rule, line])).toEqual([
      ["no-id", 3],
      ["no-id", 4],
    ]);
  });

  it("are found as a set of them would find them, whatever they look like", () => {
    const id = fc.oneof(
      fc.integer({ min: 1, max: 300 }).map(String),
      fc.integer({ min: 900_000_000, max: 900_000_300 }).map(String),
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.constantFrom("007", "7", "999999999999999", "9999999999999999"),
    );
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 3000, size: "max" }), (ids) => {
        const see = createIdsSeen().of("a.csv");
        const first = new Map<string, number>();
        ids.forEach((one, i) => {
          const before = first.get(one);
          expect(see(one, 2020, i + 2)).toBe(before === undefined ? undefined : `Line ${before}`);
          if (before === undefined) first.set(one, i + 2);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("need a column that the file has, and that is nothing else", async () => {
    const { errors } = await read("1;a;26;5;2020\n", { columns: { ...columns, id: "orgnr" } });
    expect(errors).toMatchObject([{ rule: "no-such-column", column: "query.columns.id" }]);
    const shared = microData.schema.safeParse({
      files: ["a.csv"],
      columns: { ...columns, id: "place" },
    });
    expect(shared.error?.issues).toMatchObject([
      { path: ["columns", "id"], message: expect.stringContaining("query.columns.region") },
    ]);
  });
});

describe("many establishments", () => {
  it("are added up to their cells, as a second count by other means has them", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      place: 3800 + (i % 7),
      nace: `${10 + (i % 11)}.${100 + (i % 13)}`,
      jobs: (i * 31) % 17,
    }));
    const expected = new Map<string, { jobs: number; firms: number }>();
    for (const { place, nace, jobs } of rows.filter((row) => row.jobs > 0)) {
      const key = `r-${place} nace-${nace.slice(0, 2)}`;
      const before = expected.get(key) ?? { jobs: 0, firms: 0 };
      expected.set(key, { jobs: before.jobs + jobs, firms: before.firms + 1 });
    }
    const text = rows.map(({ place, nace, jobs }, i) => `${i};${place};${nace};${jobs};2020\n`);
    const { observations, errors } = await read(text.join(""));
    expect(errors).toEqual([]);
    const cells = await assembled(observations);
    expect(cells).toHaveLength(expected.size);
    for (const { region, sector, jobs, firms } of cells)
      expect({ jobs, firms }).toEqual(expected.get(`${region} ${sector}`));
  });
});

async function assembled(observations: readonly Observation[]) {
  const log = createLog("made.yaml");
  const open = (kind: "region" | "sector", prefix: string, digits: number) =>
    openCodes(kind, { prefix, digits }, (name) => name, log, createLog);
  const assembly = createAssembly();
  const take = assembly.taking(await open("region", "r-", 4), await open("sector", "nace-", 2));
  for (const observation of observations) take(observation);
  return assembly.cells();
}
