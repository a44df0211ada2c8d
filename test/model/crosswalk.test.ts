import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineage, rowsBetween } from "../../src/model/crosswalk.ts";
import type { Dataset } from "../../src/model/dataset.ts";
import { datasetOf } from "./dataset-of.ts";

/** An edition with one year of data, in which each of its regions has jobs. */
function edition(
  year: number,
  ids: Iterable<string>,
  crosswalk: readonly string[] = [],
  empty: readonly string[] = [],
): Dataset {
  return datasetOf({
    id: String(year),
    cells: { [year]: Object.fromEntries([...ids].map((id) => [id, { boats: 10 }])) },
    regions: Object.fromEntries(empty.map((id) => [id, id])),
    crosswalk,
  });
}

function regionsOf(before: Dataset, after: Dataset, between: readonly Dataset[] = []) {
  const editions = [before, ...between, after];
  return lineage("region", before, after, rowsBetween(editions, before.id, after.id));
}

describe("what became of a region", () => {
  const old = edition(2015, ["a", "b", "c", "d", "e", "f"]);
  const rows = [
    "region,a,c,2020,a and b joined c",
    "region,b,c,2020,a and b joined c",
    "region,d,g,2018,Another name",
    "region,e,h,2019,",
    "region,f,,2017,Given up",
  ];
  const now = edition(2021, ["c", "e", "g", "h", "i"], rows);
  const { descent, ancestors, isSame, reorganisations } = regionsOf(old, now);

  it("is that it merged, split, has another id or ended", () => {
    const said = ["a", "c", "d", "e", "f"].map((id) => {
      const found = descent(id);
      return [id, found?.fate, found?.to, found?.with];
    });
    expect(said).toEqual([
      ["a", "merged", ["c"], ["b", "c"]],
      ["c", "merged", ["c"], ["a", "b"]],
      ["d", "renamed", ["g"], []],
      ["e", "split", ["e", "h"], []],
      ["f", "ended", [], []],
    ]);
    expect(descent("f")?.rows.map(({ note }) => note)).toEqual(["Given up"]);
    expect(descent("i")).toBeUndefined();
    expect([ancestors("c"), ancestors("i")]).toEqual([["a", "b", "c"], []]);
    expect(["a", "c", "d", "e", "f", "i"].filter(isSame)).toEqual([]);
  });

  it("is gathered into changes, each id in one", () => {
    expect(
      reorganisations.map(({ change, from, to, rows: by }) => [change, from, to, by.length]),
    ).toEqual([
      ["merged", ["a", "b", "c"], ["c"], 2],
      ["renamed", ["d"], ["g"], 1],
      ["split", ["e"], ["e", "h"], 1],
    ]);
    const mixed = regionsOf(
      edition(2015, ["a", "b"]),
      edition(2020, ["b", "c"], ["region,a,b,2018,", "region,a,c,2018,"]),
    );
    expect(mixed.reorganisations).toMatchObject([
      { change: "reorganised", from: ["a", "b"], to: ["b", "c"] },
    ]);
  });

  it("is followed through editions, by years that never go back", () => {
    const middle = edition(2018, ["x", "y"], ["region,x,y,2017,A part went over"]);
    const first = edition(2016, ["x", "z"]);
    // What z brought to x in 2020 was not in the part that had left x in 2017.
    const last = edition(2021, ["x", "y"], ["region,z,x,2020,"]);
    const found = regionsOf(edition(2016, ["x", "z"]), last, [middle]);
    expect([found.heirs("x"), found.heirs("z")]).toEqual([["x", "y"], ["x"]]);
    expect(regionsOf(first, middle).heirs("z")).toEqual([]);
  });

  it("may go over ids that stand in no edition, in the same year too", () => {
    const chained = edition(
      2021,
      ["d"],
      ["region,b,c,2018,", "region,a,b,2018,", "region,c,d,2020,"],
    );
    expect(regionsOf(edition(2015, ["a"]), chained).heirs("a")).toEqual(["d"]);
  });

  it("is nothing new where the earlier edition has the change already", () => {
    const table = ["region,a,b,2010,", "region,a,c,2019,"];
    const found = regionsOf(edition(2015, ["a", "b"]), edition(2020, ["a", "b", "c"], table));
    expect(found.heirs("a")).toEqual(["a", "c"]);
    expect(found.isSame("b")).toBe(true);
  });

  it("counts an id that an edition keeps without jobs as gone over", () => {
    const kept = edition(2020, ["b"], ["region,a,b,2018,"], ["a"]);
    expect(regionsOf(edition(2015, ["a"]), kept).heirs("a")).toEqual(["b"]);
    expect(regionsOf(kept, edition(2021, ["b"])).heirs("a")).toEqual(["b"]);
  });

  it("leaves sectors of the same id alone", () => {
    const before = edition(2015, ["boats", "a"]);
    const after = edition(2020, ["a"], ["region,boats,a,2018,"]);
    const sectors = lineage("sector", before, after, after.crosswalk);
    expect(sectors.isSame("boats")).toBe(true);
  });
});

/** Changes of a made country, one a year: which ids (by their place among those that stand), and what becomes of them. */
const change = fc.record({
  what: fc.constantFrom("merge", "mergeAnew", "divide", "divideAnew", "rename", "end"),
  which: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
});
const history = fc.record({
  ids: fc.integer({ min: 1, max: 8 }),
  changes: fc.array(change, { maxLength: 12 }),
  cut: fc.nat(12),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Each id that stands, with the first ids of which it holds something. */
type State = ReadonlyMap<string, ReadonlySet<string>>;

interface Country {
  readonly state: State;
  readonly rows: readonly string[];
}

/** One change, made without any crosswalk: an account to hold lineages against. */
function afterChange(country: Country, { what, which }: Change, year: number): Country {
  const state = new Map(country.state);
  const ids = [...state.keys()];
  const chosen = [...new Set(which.map((n) => ids[n % ids.length] ?? ""))];
  const [first = ""] = chosen;
  if (ids.length === 0) return country;
  const held = (id: string) => state.get(id) ?? new Set<string>();
  const rows: string[] = [];
  const lead = (from: string, to: string) => rows.push(`region,${from},${to},${year},`);
  if (what === "merge" || what === "mergeAnew" || what === "rename") {
    const from = what === "rename" ? [first] : chosen;
    const to = what === "merge" ? first : `n${year}`;
    const all = new Set(from.flatMap((id) => [...held(id)]));
    for (const id of from) {
      if (id === to) continue;
      lead(id, to);
      state.delete(id);
    }
    state.set(to, all);
  } else if (what === "end") {
    lead(first, "");
    state.delete(first);
  } else {
    const all = held(first);
    const parts = [`n${year}`, ...(what === "divideAnew" ? [`m${year}`] : [])];
    if (what === "divideAnew") state.delete(first);
    for (const part of parts) {
      lead(first, part);
      state.set(part, all);
    }
  }
  return { state, rows };
}

function editionsOf({
  ids,
  changes,
  cut,
}: typeof history extends fc.Arbitrary<infer T> ? T : never) {
  const start = [..."abcdefgh"].slice(0, ids);
  let country: Country = {
    state: new Map(start.map((id) => [id, new Set([id])])),
    rows: [],
  };
  const first = edition(2000, start);
  const rows: string[] = [];
  let middle = first;
  changes.forEach((each, n) => {
    if (n === cut) middle = edition(2000 + n, country.state.keys(), rows.splice(0));
    country = afterChange(country, each, 2001 + n);
    rows.push(...country.rows);
  });
  const last = edition(2050, country.state.keys(), rows);
  return { first, middle, last, state: country.state };
}

describe("the history of a made country", () => {
  it("is what its crosswalks tell, through one edition or two", () => {
    fc.assert(
      fc.property(history, (made) => {
        const { first, middle, last, state } = editionsOf(made);
        const between = middle === first ? [] : [middle];
        const found = regionsOf(first, last, between);
        for (const { id } of last.regions)
          expect(found.ancestors(id)).toEqual([...(state.get(id) ?? [])].sort());
      }),
      { numRuns: 300 },
    );
  });

  it("leaves no id without a word, and none told of twice", () => {
    fc.assert(
      fc.property(history, (made) => {
        const { first, last, middle } = editionsOf(made);
        const found = regionsOf(first, last, middle === first ? [] : [middle]);
        const told = found.reorganisations;
        for (const { id } of first.regions) {
          const descent = found.descent(id);
          const groups = told.filter(({ from }) => from.includes(id));
          expect(descent?.to).toEqual(
            last.regions
              .map((region) => region.id)
              .filter((heir) => found.ancestors(heir).includes(id)),
          );
          expect(
            (descent?.fate === "ended" ? 1 : 0) + (found.isSame(id) ? 1 : 0) + groups.length,
          ).toBe(1);
          // What ended was said to end, at the latest by the row with which it did.
          if (descent?.fate === "ended") expect(descent.rows.length).toBeGreaterThan(0);
        }
        expect(told.flatMap(({ to }) => to).length).toBe(
          new Set(told.flatMap(({ to }) => to)).size,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("is the same told edition by edition", () => {
    fc.assert(
      fc.property(history, (made) => {
        const { first, middle, last } = editionsOf(made);
        if (middle === first) return;
        const whole = regionsOf(first, last, [middle]);
        const [early, late] = [regionsOf(first, middle), regionsOf(middle, last)];
        for (const { id } of first.regions) {
          const steps = new Set(early.heirs(id).flatMap(late.heirs));
          expect([...steps].sort()).toEqual(whole.heirs(id));
        }
      }),
      { numRuns: 300 },
    );
  });
});

const KLASS = join(import.meta.dirname, "../../../shared/norway");
const HAS_KLASS = existsSync(join(KLASS, "klass_131_edges.csv"));

it(`Norway’s municipal changes are ${HAS_KLASS ? "there" : "absent, and not tested"}`, () => {
  expect(existsSync(join(KLASS, "klass_131_vertices.csv"))).toBe(HAS_KLASS);
});

/** KLASS lists "not stated" as a municipality. */
const UNKNOWN = "9999";

describe.runIf(HAS_KLASS)("Norway’s municipalities", () => {
  const table = (name: string): readonly (readonly string[])[] =>
    readFileSync(join(KLASS, name), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((row) =>
        [...row.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ""),
      );
  const municipalities = new Map(
    (HAS_KLASS ? table("klass_131_vertices.csv") : []).map(
      ([name = "", code = "", , , from = "", to = ""]) => [name, { code, from, to }],
    ),
  );
  const rows = (HAS_KLASS ? table("klass_131_edges.csv") : []).flatMap(
    ([from = "", to = "", date = ""]) => {
      const [was, is] = [municipalities.get(from)?.code, municipalities.get(to)?.code];
      if (was === undefined || is === undefined || was === is) return [];
      return [{ year: Number(date.slice(0, 4)), row: `region,${was},${is},${date.slice(0, 4)},` }];
    },
  );
  const at = (year: number, since: number): Dataset =>
    edition(
      year,
      [...municipalities.values()]
        .filter(
          ({ code, from, to }) =>
            code !== UNKNOWN &&
            from <= `${year}-07-01` &&
            (to === "" || to === "NA" || to > `${year}-07-01`),
        )
        .map(({ code }) => code),
      [
        ...new Set(
          rows.filter((each) => each.year > since && each.year <= year).map(({ row }) => row),
        ),
      ],
    );

  it("are followed through the mergers of 2020 and the divisions of 2024", () => {
    const editions = [at(2019, 2019), at(2021, 2019), at(2024, 2021)] as const;
    expect(editions.map(({ regions }) => regions.length)).toEqual([422, 356, 357]);
    const [before, merged, divided] = editions;
    const first = regionsOf(before, merged);
    // Sandnes and Forsand; Stavanger, Finnøy and Rennesøy, which kept the number of the first.
    expect(first.ancestors("1108")).toEqual(["1102", "1129"]);
    expect(first.ancestors("1103")).toEqual(["1103", "1141", "1142"]);
    expect(first.descent("1141")).toMatchObject({ fate: "merged", with: ["1103", "1142"] });
    // Halden: another number, in a new county.
    expect(first.descent("0101")).toMatchObject({ fate: "renamed", to: ["3001"] });
    const whole = regionsOf(before, divided, [merged]);
    expect(whole.heirs("0101")).toEqual(["3101"]);
    // Ålesund, divided into Ålesund and Haram, was Ålesund, Ørskog, Skodje, Haram and Sandøy.
    expect(whole.ancestors("1580")).toEqual(["1504", "1523", "1529", "1534", "1546"]);
    expect(whole.descent("1534")).toMatchObject({ fate: "split", to: ["1508", "1580"] });
  });

  it("are none of them lost", () => {
    const editions = [at(2019, 2019), at(2024, 2019)] as const;
    const found = regionsOf(...editions);
    const ended = editions[0].regions.filter(({ id }) => found.descent(id)?.fate === "ended");
    expect(ended).toEqual([]);
    for (const { id } of editions[1].regions) expect(found.ancestors(id).length).toBeGreaterThan(0);
  });
});
