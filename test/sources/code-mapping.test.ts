/** Codes of a source → ids of the edition. */

import { describe, expect, it } from "vitest";
import { createLog, type ProblemLog } from "../../src/read/problem-log.ts";
import { type Codes, openCodes } from "../../src/sources/code-mapping.ts";
import type { CodeKind, CodeMapping } from "../../src/sources/query.ts";
import { madeFiles } from "./servers/made-file.ts";

const write = madeFiles();

async function open(mapping: CodeMapping, kind: CodeKind = "region") {
  const query = createLog("made.yaml");
  const logs: ProblemLog[] = [query];
  const codes = await openCodes(
    kind,
    mapping,
    (name) => name,
    query,
    (file) => {
      const log = createLog(file);
      logs.push(log);
      return log;
    },
  );
  return {
    codes,
    errors: () => logs.flatMap((log) => log.errors()),
    warnings: () => logs.flatMap((log) => log.warnings()),
  };
}

const idsOf = (codes: Codes, ...given: readonly string[]) =>
  given.map((code) => codes.idOf(code, undefined));

const LIST =
  "kommunenr;kommune;ba_nr;ba_navn;longitude;latitude;area\n3801;Horten;12;Vestfold;10,4;59,4;big\n3802;Holmestrand;12;Vestfold;;;\n4001;Porsgrunn;31;Grenland;;;small\n";
const COLUMNS = { code: ["code", "kommunenr"], id: "ba_nr", name: "ba_navn", prefix: "ba-" };

describe("a code list", () => {
  it("gives each code an id and what is known of it; several codes may have the same", async () => {
    const { codes, errors, warnings } = await open({
      file: write(LIST),
      ...COLUMNS,
      keep: ["area"],
    });
    expect(idsOf(codes, "3801", "3802", "4001", "3802")).toEqual([
      "ba-12",
      "ba-12",
      "ba-31",
      "ba-12",
    ]);
    expect(codes.facts.get("ba-12")).toEqual({
      name: "Vestfold",
      group: undefined,
      branch: undefined,
      longitude: "10,4",
      latitude: "59,4",
      extra: { area: "big" },
    });
    expect([...codes.used]).toEqual([
      ["ba-12", ["3801", "3802"]],
      ["ba-31", ["4001"]],
    ]);
    expect([...errors(), ...warnings(), ...codes.finish()]).toEqual([]);
  });

  it("of sectors has groups and branches", async () => {
    const { codes } = await open(
      { file: write("code,sector,name,group,branch\n26,ict,ICT,manufacturing,electronics\n") },
      "sector",
    );
    expect(codes.facts.get("ict")).toMatchObject({
      name: "ICT",
      group: "manufacturing",
      branch: "electronics",
    });
  });

  it("is asked for the first digits where the whole code is not in it", async () => {
    const file = write("code,sector\n26,ict\n26.5,instruments\n");
    const { codes } = await open({ file, digits: 2 }, "sector");
    expect(idsOf(codes, "26.110", "26.5", "26")).toEqual(["ict", "instruments", "ict"]);
  });

  it("that is not there is one fault, and not one more for each code", async () => {
    const { codes, errors } = await open({ file: "nowhere.csv" });
    expect(idsOf(codes, "3801", "x")).toEqual([undefined, undefined]);
    expect(codes.finish()).toEqual([]);
    expect(errors()).toMatchObject([{ rule: "code-list-file", file: "nowhere.csv" }]);
  });

  it("without the columns that are named says which it has", async () => {
    const file = write(LIST);
    const { codes, errors } = await open({ file, code: "nr", id: ["a", "b"], keep: ["c"] });
    codes.idOf("3801", 1);
    codes.finish();
    expect(errors().map(({ rule, line, message }) => [rule, line, message])).toEqual([
      ["code-list-column", 1, "The code list has no column nr."],
      ["code-list-column", 1, "The code list has no column a or b."],
    ]);
    const kept = await open({ file, ...COLUMNS, keep: ["c"] });
    expect(kept.errors()).toMatchObject([{ rule: "code-list-column", value: expect.any(String) }]);
  });

  it("is checked row by row", async () => {
    const file = write(
      "code,region,name\n1,a,A\n1,b,B\n1,a,A\n2,Ålesund,Å\n,c,C\n3,,C\n4,d,D\n5,d,Other\n",
    );
    const { errors, warnings } = await open({ file });
    expect(errors().map(({ rule, line, value }) => [rule, line, value])).toEqual([
      ["code-list-twice", 3, "1"],
      ["code-list-id", 5, "Ålesund"],
      ["code-list-empty", 6, "c"],
      ["code-list-empty", 7, "3"],
    ]);
    expect(errors()[0]?.message).toBe("The code stands twice, for a and for b.");
    expect(warnings()).toMatchObject([
      {
        rule: "code-list-differs",
        line: 9,
        value: "Other",
        message: "The name of d was “D” further up, which is used.",
      },
    ]);
  });

  it("in another encoding is reported by the rules of every edition", async () => {
    const { errors } = await open({ file: write(Buffer.from("code,region\n1,\xe5\n", "latin1")) });
    expect(errors()).toMatchObject([{ rule: "not-utf-8", line: 2 }]);
  });
});

describe("codes without a list", () => {
  it("are ids, shortened and with a prefix where told", async () => {
    const { codes } = await open({ digits: 2, prefix: "nace-" }, "sector");
    expect(idsOf(codes, "26.110", "26", "01.1")).toEqual(["nace-26", "nace-26", "nace-01"]);
  });

  it("must be such as ids can be", async () => {
    const { codes, errors } = await open({ prefix: "r-" });
    codes.idOf("NO09", 5);
    codes.idOf("Møre og Romsdal", undefined);
    codes.idOf("NO09", 6);
    codes.finish();
    expect(errors()).toMatchObject([
      {
        rule: "code-as-id",
        file: "made.yaml",
        column: "regions",
        value: "NO09",
        message: expect.stringContaining("The source gives 2 figures for it (first on line 5)."),
      },
      { rule: "code-as-id", value: "Møre og Romsdal" },
    ]);
  });

  it("are needed", async () => {
    const { codes, errors } = await open({ prefix: "nace-" }, "sector");
    codes.idOf("", 3);
    codes.finish();
    expect(errors()).toMatchObject([{ rule: "no-code", column: "sectors" }]);
  });
});

describe("codes that nobody knows", () => {
  it("are told with their figures, the first line and the nearest code", async () => {
    const file = write(LIST);
    const { codes, errors } = await open({ file, ...COLUMNS });
    codes.idOf("3801", 1);
    codes.idOf("3810", 2);
    codes.idOf("3810", 9);
    codes.idOf("toString", 12);
    codes.finish();
    expect(
      errors().map(({ rule, column, value, message }) => [rule, column, value, message]),
    ).toEqual([
      [
        "unknown-code",
        "regions.file",
        "3810",
        `The source gives 2 figures for this region code (first on line 2), and ${file} lacks it; the nearest is “3801”.`,
      ],
      [
        "unknown-code",
        "regions.file",
        "toString",
        `The source gives one figure for this region code (first on line 12), and ${file} lacks it.`,
      ],
    ]);
  });

  it("are counted where they are many", async () => {
    const { codes, errors } = await open({ file: write(LIST), ...COLUMNS });
    for (let code = 5000; code < 5030; code += 1) {
      codes.idOf(String(code), code);
      codes.idOf(String(code), code);
    }
    codes.finish();
    expect(errors()).toHaveLength(21);
    expect(errors().at(-1)).toMatchObject({
      rule: "unknown-codes",
      message: "Further region codes that are not known: 10, with 20 figures.",
    });
  });

  it("are left out where told, and readers are told", async () => {
    const { codes, errors } = await open({ file: write(LIST), ...COLUMNS, unknown: "leave-out" });
    expect(idsOf(codes, "9999", "2100", "9999")).toEqual([undefined, undefined, undefined]);
    expect(codes.finish()).toEqual([
      "Figures of 2 region codes without a place in this edition are left out: 2100, 9999.",
    ]);
    expect(errors()).toEqual([]);
  });
});

describe("codes that are left out on purpose", () => {
  it("are not reported, whole or by their first digits", async () => {
    const { codes, errors } = await open(
      { digits: 2, prefix: "nace-", leaveOut: ["00", "26.5"] },
      "sector",
    );
    expect(idsOf(codes, "00.000", "00", "26.5", "26.1")).toEqual([
      undefined,
      undefined,
      undefined,
      "nace-26",
    ]);
    expect([...codes.finish(), ...errors()]).toEqual([]);
  });
});
