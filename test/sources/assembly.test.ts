/** Observations → cells. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLog } from "../../src/read/problem-log.ts";
import { createAssembly, type HarvestRow } from "../../src/sources/assembly.ts";
import { openCodes } from "../../src/sources/code-mapping.ts";
import type { Observation } from "../../src/sources/observation.ts";
import type { CodeMapping } from "../../src/sources/query.ts";
import { madeFiles } from "./servers/made-file.ts";

const write = madeFiles();
const LIST = write("code,region\n3801,vestfold\n3802,vestfold\n4001,grenland\n", "regions.csv");
const LISTED: CodeMapping = { file: LIST };

async function codes(kind: "region" | "sector", mapping: CodeMapping = {}) {
  return openCodes(kind, mapping, (name) => name, createLog("made.yaml"), createLog);
}

const figure = (given: Partial<Observation>): Observation => ({
  year: 2020,
  region: "3801",
  sector: "26",
  measure: "jobs",
  value: 1,
  flag: undefined,
  line: undefined,
  ...given,
});

async function cellsOf(observations: readonly Observation[], mapping = LISTED) {
  const assembly = createAssembly();
  const take = assembly.taking(await codes("region", mapping), await codes("sector"));
  for (const observation of observations) take(observation);
  return assembly.cells();
}

const row = ({ year, region, sector, jobs, firms, flags }: HarvestRow): string =>
  `${year},${region ?? ""},${sector},${jobs ?? ""},${firms ?? ""},${flags}`;

describe("a cell", () => {
  it("is the sum over the codes of its region", async () => {
    const cells = await cellsOf([
      figure({ value: 40 }),
      figure({ region: "3802", value: 2 }),
      figure({ region: "4001", value: 7 }),
      figure({ measure: "firms", value: 3 }),
      figure({ region: "3802", measure: "firms", value: 1 }),
      figure({ region: "4001", measure: "firms", value: 1 }),
    ]);
    expect(cells.map(row)).toEqual(["2020,grenland,26,7,1,", "2020,vestfold,26,42,4,"]);
  });

  it("is withheld where one part of it is, and the other measure is not", async () => {
    const cells = await cellsOf([
      figure({ value: 40 }),
      figure({ region: "3802", value: undefined, flag: "c" }),
      figure({ measure: "firms", value: 3 }),
    ]);
    expect(cells.map(row)).toEqual(["2020,vestfold,26,,3,c"]);
  });

  it("is withheld even where every part that is given is 0", async () => {
    const cells = await cellsOf([
      figure({ value: 0 }),
      figure({ region: "3802", value: undefined, flag: "c" }),
      figure({ measure: "firms", value: 0 }),
    ]);
    expect(cells.map(row)).toEqual(["2020,vestfold,26,,0,c"]);
  });

  it("has the flag x for a measure that the source lacks", async () => {
    expect((await cellsOf([figure({ value: 40 })])).map(row)).toEqual(["2020,vestfold,26,40,,x"]);
    expect((await cellsOf([figure({ measure: "firms", value: 4 })])).map(row)).toEqual([
      "2020,vestfold,26,,4,x",
    ]);
  });

  it("has all flags of its parts, in the order c x e m r b", async () => {
    const cells = await cellsOf([
      figure({ value: 40, flag: "b" }),
      figure({ region: "3802", value: 2, flag: "e" }),
      figure({ region: "3802", value: 2, flag: "r" }),
      figure({ measure: "firms", value: undefined, flag: "c" }),
    ]);
    expect(cells.map(row)).toEqual(["2020,vestfold,26,44,,cerb"]);
  });

  it("is left out where all that is known of it is 0", async () => {
    const cells = await cellsOf([
      figure({ value: 0 }),
      figure({ measure: "firms", value: 0 }),
      figure({ sector: "27", value: 0 }),
      figure({ sector: "28", value: 0 }),
      figure({ sector: "28", measure: "firms", value: 2 }),
    ]);
    expect(cells.map(row)).toEqual(["2020,vestfold,28,0,2,"]);
  });

  it("is exact in decimals", async () => {
    const tenths = Array.from({ length: 10 }, () => figure({ value: 0.1 }));
    expect((await cellsOf(tenths))[0]?.jobs).toBe(1);
  });
});

describe("the country's figures", () => {
  it("need neither a region nor both measures, and keep their zeros", async () => {
    const assembly = createAssembly();
    const take = assembly.taking(undefined, await codes("sector"));
    take(figure({ region: undefined, value: 5 }));
    take(figure({ region: "3801", value: 6 }));
    take(figure({ region: undefined, sector: "27", value: 0 }));
    expect(assembly.nation().map(row)).toEqual(["2020,,26,11,,", "2020,,27,0,,"]);
    expect(assembly.cells()).toEqual([]);
  });
});

describe("a figure without a region, in a query that gives cells", () => {
  it("is a fault, and not lost without a word", async () => {
    const log = createLog("made.yaml");
    const regions = await openCodes("region", LISTED, (name) => name, log, createLog);
    const assembly = createAssembly();
    const take = assembly.taking(regions, await codes("sector"));
    take(figure({ region: undefined, line: 7 }));
    regions.finish();
    expect(assembly.cells()).toEqual([]);
    expect(log.errors()).toMatchObject([
      {
        rule: "no-code",
        message: "The source gives one figure without a region (first on line 7).",
      },
    ]);
  });
});

describe("a row that is carried over", () => {
  it("is added as it is", () => {
    const assembly = createAssembly();
    const given = { year: 2020, region: "a", sector: "s", jobs: undefined, firms: 3, flags: "ce" };
    assembly.add(given);
    assembly.add({
      year: 2020,
      region: undefined,
      sector: "s",
      jobs: 9,
      firms: undefined,
      flags: "",
    });
    expect(assembly.cells()).toEqual([given]);
    expect(assembly.nation().map(row)).toEqual(["2020,,s,9,,"]);
  });
});

describe("the order of observations", () => {
  const one = fc.record({
    year: fc.constantFrom(2019, 2020),
    region: fc.constantFrom("3801", "3802", "4001"),
    sector: fc.constantFrom("26", "27"),
    measure: fc.constantFrom("jobs", "firms"),
    line: fc.constant(undefined),
    given: fc.oneof(
      fc.record({
        value: fc.integer({ min: 0, max: 1e8 }).map((n) => n / 1000),
        flag: fc.constantFrom(undefined, "e", "m", "r", "b"),
      }),
      fc.record({ value: fc.constant(undefined), flag: fc.constantFrom("c", "x") }),
    ),
  });
  const shuffled = fc
    .array(one, { maxLength: 40 })
    .chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      ),
    );

  it("makes no difference", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([before, after]) => {
        const flat = (all: typeof before): readonly Observation[] =>
          all.map(({ given, measure, ...rest }) => ({
            ...rest,
            measure: measure === "jobs" ? "jobs" : "firms",
            value: given.value,
            flag: given.flag as Observation["flag"],
          }));
        expect(await cellsOf(flat(after))).toEqual(await cellsOf(flat(before)));
      }),
    );
  });

  it("gives rows by year, region and sector, by code point", async () => {
    const cells = await cellsOf(
      [
        figure({ year: 2021, region: "a" }),
        figure({ region: "b", sector: "2" }),
        figure({ region: "b", sector: "10" }),
        figure({ region: "a-1" }),
      ],
      {},
    );
    expect(cells.map(row)).toEqual([
      "2020,a-1,26,1,,x",
      "2020,b,10,1,,x",
      "2020,b,2,1,,x",
      "2021,a,26,1,,x",
    ]);
  });
});
