import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CodeStep,
  carryForward,
  codeCrosswalk,
  type Membership,
  regionCrosswalk,
} from "../../src/sources/klass-crosswalk.ts";

function step(from: string | undefined, to: string | undefined, since = 2024): CodeStep {
  return { from, to, since, fromName: from ?? "", toName: to ?? "" };
}

/** `{a: "1 2"}`: the codes 1 and 2 belong to region a, which is called A. */
function regions(lists: Readonly<Record<string, string>>): Membership {
  return new Map(
    Object.entries(lists).flatMap(([id, codes]) =>
      codes.split(" ").map((code) => [code, { id, name: id.toUpperCase() }] as const),
    ),
  );
}

function moves(steps: readonly CodeStep[], before: Membership, after: Membership) {
  const { entries, exchanges, lost } = regionCrosswalk(steps, before, after, 2024);
  return {
    entries: entries.map(({ from, to, since }) => `${from} ${to} ${since}`),
    exchanges,
    lost,
  };
}

describe("what became of regions", () => {
  it("is nothing where codes change within their region", () => {
    const steps = [step("1", "3"), step("2", "3")];
    expect(moves(steps, regions({ a: "1 2" }), regions({ a: "3" }))).toEqual({
      entries: [],
      exchanges: [],
      lost: [],
    });
  });

  it("is a merger where regions come into one", () => {
    const done = moves(
      [step("1", "3"), step("2", "3")],
      regions({ a: "1", b: "2" }),
      regions({ c: "3" }),
    );
    expect(done.entries).toEqual(["a c 2024", "b c 2024"]);
  });

  it("is a merger where a region comes into another that goes on", () => {
    const done = moves([step("2", "1")], regions({ a: "1", b: "2" }), regions({ a: "1" }));
    expect(done.entries).toEqual(["b a 2024"]);
  });

  it("is a split where a region goes into several", () => {
    const done = moves(
      [step("1", "2"), step("1", "3")],
      regions({ a: "1" }),
      regions({ b: "2", c: "3" }),
    );
    expect(done.entries).toEqual(["a b 2024", "a c 2024"]);
  });

  it("is a split where a region goes on and another came out of it", () => {
    const done = moves([step("1", "2")], regions({ a: "1" }), regions({ a: "1", b: "2" }));
    expect(done.entries).toEqual(["a b 2024"]);
  });

  it("is another id where nothing but the id changed, from the year of the later list on", () => {
    const done = moves([], regions({ a: "1 2" }), regions({ b: "1 2" }));
    expect(done.entries).toEqual(["a b 2024"]);
  });

  it("follows codes through several changes, and gives the year of the last", () => {
    const steps = [step("2", "3", 2020), step("1", "2", 2018), step("3", "4", 2022)];
    expect(moves(steps, regions({ a: "1" }), regions({ b: "4" })).entries).toEqual(["a b 2022"]);
  });

  it("does not follow a code into its new use where it was freed and given away in one year", () => {
    const steps = [step("1", "2"), step("2", "3")];
    const done = moves(steps, regions({ a: "1", b: "2" }), regions({ c: "2", d: "3" }));
    expect(done.entries).toEqual(["a c 2024", "b d 2024"]);
  });

  it("tells in words of codes that went between regions that go on, and has no row for them", () => {
    const done = moves(
      [step("2", "4")],
      regions({ a: "1 2", b: "3" }),
      regions({ a: "1", b: "3 4" }),
    );
    expect(done.entries).toEqual([]);
    expect(done.exchanges).toEqual(["From A to B in 2024: 2 → 4."]);
  });

  it("names codes of which nothing became", () => {
    const done = moves([step("1", undefined)], regions({ a: "1 2" }), regions({ a: "2" }));
    expect(done.lost).toEqual(["1"]);
  });

  it("says in the note which codes moved", () => {
    const { entries } = regionCrosswalk(
      [step("1", "3")],
      regions({ a: "1 2" }),
      regions({ b: "2 3" }),
      2024,
    );
    expect(entries[0]?.note).toBe("A → B: 1 → 3, 2");
  });

  it("never leads round in a circle, and never to itself", () => {
    const code = fc.constantFrom("1", "2", "3", "4", "5", "6");
    const region = fc.constantFrom("a", "b", "c", "d");
    const membership = fc.dictionary(code, region, { minKeys: 1 });
    const anyStep = fc.tuple(code, code, fc.integer({ min: 2020, max: 2023 }));
    const listOf = (by: Readonly<Record<string, string>>): Membership =>
      new Map(Object.entries(by).map(([own, id]) => [own, { id, name: id }]));
    fc.assert(
      fc.property(fc.array(anyStep), membership, membership, (steps, before, after) => {
        const { entries } = regionCrosswalk(
          steps.map(([from, to, since]) => step(from, to, since)),
          listOf(before),
          listOf(after),
          2024,
        );
        const old = new Set<string>(Object.values(before));
        const recent = new Set<string>(Object.values(after));
        return entries.every(
          ({ from, to }) =>
            from !== to && !(recent.has(from) && old.has(to)) && old.has(from) && recent.has(to),
        );
      }),
    );
  });
});

describe("what became of codes", () => {
  it("is a row for each code that became another, by year", () => {
    const steps = [
      step("1", "2", 2024),
      step("9", "8", 2020),
      step("3", "3"),
      step(undefined, "4"),
    ];
    expect(codeCrosswalk("region", steps).map(({ from, to, since }) => [from, to, since])).toEqual([
      ["9", "8", 2020],
      ["1", "2", 2024],
    ]);
  });
});

describe("a list in later codes", () => {
  it("has for each code the region of what it was before", () => {
    const steps = [step("1", "3"), step("2", "3"), step("4", "5"), step("4", "6")];
    const { membership, divided, open } = carryForward(steps, regions({ a: "1 2", b: "4 7" }), [
      "3",
      "5",
      "6",
      "7",
    ]);
    expect([...membership].map(([code, { id }]) => `${code} ${id}`)).toEqual([
      "3 a",
      "5 b",
      "6 b",
      "7 b",
    ]);
    expect([divided.size, open]).toEqual([0, []]);
  });

  it("leaves undecided what came out of several regions, and names what came out of none", () => {
    const steps = [step("1", "3"), step("2", "3")];
    const { membership, divided, open } = carryForward(steps, regions({ a: "1", b: "2" }), [
      "3",
      "9",
    ]);
    expect(membership.size).toBe(0);
    expect([...divided]).toEqual([["3", ["a", "b"]]]);
    expect(open).toEqual(["9"]);
  });
});

const NORWAY = join(import.meta.dirname, "../../../shared/norway");
const HAS_NORWAY = existsSync(join(NORWAY, "klass_131_edges.csv"));

it.runIf(!HAS_NORWAY)("has no real changes of municipalities to be tested against here", () => {
  expect(HAS_NORWAY).toBe(false);
});

describe.runIf(HAS_NORWAY)("the real changes of Norway's municipalities", () => {
  const rows = (name: string): readonly Readonly<Record<string, string>>[] => {
    const [header = "", ...lines] = readFileSync(join(NORWAY, name), "utf8").trim().split(/\r?\n/);
    const cells = (line: string): readonly string[] =>
      line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, ""));
    const names = cells(header);
    return lines.map((line) => {
      const own = cells(line);
      return Object.fromEntries(names.map((column, i) => [column, own[i] ?? ""]));
    });
  };
  const steps = (from: string, to: string): readonly CodeStep[] => {
    const places = new Map(rows("klass_131_vertices.csv").map((row) => [row.name, row]));
    return rows("klass_131_edges.csv")
      .filter(({ changeOccurred = "" }) => changeOccurred >= from && changeOccurred < to)
      .map((edge) => {
        const [old, recent] = [places.get(edge.from), places.get(edge.to)];
        return {
          from: old?.code,
          to: recent?.code,
          since: Number(edge.changeOccurred?.slice(0, 4)),
          fromName: old?.label ?? "",
          toName: recent?.label ?? "",
        };
      });
  };
  const labourMarkets = (name: string): Membership =>
    new Map(
      rows(name).map((row) => [
        row.kommunenr ?? "",
        { id: `ba-${row.ba_nr}`, name: row.ba_navn ?? "" },
      ]),
    );
  const economic = (date: string): Membership =>
    new Map(
      rows("kommune_okonomisk_region.csv")
        .filter((row) => row.version_date === date && row.kommune_no !== "9999")
        .map((row) => [
          row.kommune_no ?? "",
          { id: `er-${row.economic_region_no}`, name: row.economic_region_name ?? "" },
        ]),
    );

  it("leave TØI's labour-market regions as they were from 2020 to 2024", () => {
    const before = labourMarkets("ba_2020.csv");
    const done = regionCrosswalk(
      steps("2020-01-02", "2024-01-02"),
      before,
      labourMarkets("ba_2024.csv"),
      2024,
    );
    expect(before.size).toBe(356);
    expect(done).toEqual({ entries: [], exchanges: [], lost: [] });
  });

  it("carry TØI's list from the municipalities of 2020 to those of 2024", () => {
    const after = labourMarkets("ba_2024.csv");
    const { membership, divided, open } = carryForward(
      steps("2020-01-02", "2024-01-02"),
      labourMarkets("ba_2020.csv"),
      [...after.keys()],
    );
    const text = (list: Membership): readonly string[] =>
      [...list].map(([code, { id }]) => `${code} ${id}`).sort();
    expect(text(membership)).toEqual(text(after));
    expect([divided.size, open]).toEqual([0, []]);
  });

  it("renumber economic regions in 2024, divide Hønefoss, and move Haram between two that go on", () => {
    const done = regionCrosswalk(
      steps("2020-01-02", "2024-01-02"),
      economic("2020-01-01"),
      economic("2025-01-01"),
      2025,
    );
    const pairs = done.entries.map(({ from, to, since }) => `${from} ${to} ${since}`);
    expect(pairs).toHaveLength(28);
    expect(pairs).toContain("er-30001 er-31001 2024");
    expect(pairs.filter((pair) => pair.startsWith("er-30009"))).toEqual([
      "er-30009 er-32002 2024",
      "er-30009 er-33001 2024",
    ]);
    expect(done.exchanges).toEqual(["From Ålesund to Ålesund omland in 2024: Ålesund → Haram."]);
    expect(done.lost).toEqual([]);
  });

  it("account for every municipality from 2002 to 2020", () => {
    const done = regionCrosswalk(
      steps("2002-01-02", "2020-01-02"),
      economic("2002-01-01"),
      economic("2020-01-01"),
      2020,
    );
    expect(done.lost).toEqual([]);
    const askim = done.entries.filter(({ from }) => from === "er-0194").map(({ to }) => to);
    expect(askim).toEqual(["er-30004", "er-30006"]);
  });

  it("are mergers in 2020 and a split in 2024, in the codes themselves", () => {
    const merged = codeCrosswalk("region", steps("2020-01-01", "2020-01-02"));
    expect(merged.filter(({ to }) => to === "3002").map(({ from }) => from)).toEqual([
      "0104",
      "0136",
    ]);
    expect(merged.filter(({ from }) => from === "5012").map(({ to }) => to)).toEqual([
      "5055",
      "5056",
      "5059",
    ]);
    const split = codeCrosswalk("region", steps("2024-01-01", "2024-01-02"));
    expect(split.filter(({ from }) => from === "1507").map(({ to }) => to)).toEqual([
      "1508",
      "1580",
    ]);
  });
});
