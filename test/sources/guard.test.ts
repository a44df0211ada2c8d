/** The guard: each rule fires on what it is for, in a sentence with the rows concerned, and is silent elsewhere. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Dataset, Descriptor } from "../../src/model/dataset.ts";
import { DEFAULT_THRESHOLD, type Finding, guard } from "../../src/sources/guard.ts";
import type { CrosswalkEntry } from "../../src/sources/source.ts";
import { type DatasetLiteral, datasetOf } from "../model/dataset-of.ts";

type Cells = DatasetLiteral["cells"][number];

/** Thirty regions of two sectors; enough cells for a common factor to be one. */
const regular = (
  year: number,
  jobs: (n: number) => number,
): Record<string, Record<string, number>> =>
  Object.fromEntries(
    [...Array(30).keys()].map((n) => [
      `r${String(n).padStart(2, "0")}`,
      { boats: jobs(n), ships: jobs(n + 7) + (year % 7) },
    ]),
  );

const spread = (n: number): number => 200 + 37 * ((n * 11) % 30);

function edition(
  id: string,
  cells: Readonly<Record<number, Cells>>,
  more: Partial<DatasetLiteral> = {},
  descriptor: Partial<Descriptor> = {},
): Dataset {
  return datasetOf({ id, cells, ...more, descriptor: { jobsUnit: "employees", ...descriptor } });
}

const BEFORE = edition("1990", { 1990: regular(1990, spread) });

/** As before, each cell a little larger or smaller. */
const moved = (n: number): number => Math.round(spread(n) * (1 + 0.04 * ((n % 5) - 2)));

function findings(
  after: Dataset,
  crosswalk: readonly CrosswalkEntry[] = [],
  before = BEFORE,
): readonly Finding[] {
  return guard(before, after, { crosswalk, threshold: DEFAULT_THRESHOLD });
}

const rulesOf = (found: readonly Finding[]): readonly string[] => found.map(({ rule }) => rule);

describe("the guard", () => {
  it("has nothing to say of an edition that moved as editions do", () => {
    expect(findings(edition("1991", { 1991: regular(1991, moved) }))).toEqual([]);
  });

  it("names changed units", () => {
    const after = edition(
      "1991",
      { 1991: regular(1991, moved) },
      {},
      { jobsUnit: "man-years", firmsUnit: "sites" },
    );
    expect(findings(after).map(({ message }) => message)).toEqual([
      "Jobs are counted as man-years; edition 1990 counts employees.",
      "Firms are counted as sites; edition 1990 counts firms.",
    ]);
  });

  it("suspects a change of unit where all cells have the same multiple", () => {
    const after = edition("1991", { 1991: regular(1991, (n) => spread(n) * 1.2) });
    const [first] = findings(after);
    expect(first).toMatchObject({
      rule: "unit-suspected",
      message: expect.stringContaining("1.2 times the jobs of edition 1990"),
    });
  });

  it("names changed criteria", () => {
    const after = edition(
      "1991",
      { 1991: regular(1991, moved) },
      { criteria: { jobs: { atLeast: 100 } } },
    );
    expect(rulesOf(findings(after))).toEqual(["criteria-changed"]);
  });

  it("names what vanished and appeared, unless the crosswalk explains it", () => {
    const { r00, ...others } = regular(1991, moved);
    const after = edition("1991", { 1991: { ...others, newtown: r00 ?? {} } });
    const found = findings(after);
    expect(rulesOf(found)).toEqual(["vanished", "appeared"]);
    expect(found.map(({ message }) => message)).toEqual([
      "One region of edition 1990 has no figures any more: r00 (r00).",
      "One region is not in edition 1990: newtown (newtown).",
    ]);
    const row = { kind: "region", from: "r00", to: "newtown", since: 1991, note: "Named" } as const;
    expect(findings(after, [row])).toEqual([]);
    const named = (names: Record<string, string>) =>
      edition("1991", { 1991: { ...others, newtown: r00 ?? {} } }, { regions: names });
    const before = edition(
      "1990",
      { 1990: regular(1990, spread) },
      { regions: { r00: "Old Town" } },
    );
    expect(findings(named({ newtown: "Old Town" }), [], before)).toEqual([
      expect.objectContaining({
        rule: "renumbered",
        message: "One region has the same name under another id: Old Town (r00 → newtown).",
      }),
    ]);
  });

  it("does not count as present what is only carried over from earlier years", () => {
    const { r00: _, ...others } = regular(1991, moved);
    const after = edition("1991", { 1990: regular(1990, spread), 1991: others });
    expect(rulesOf(findings(after))).toEqual(["vanished"]);
  });

  it("names ids with another name", () => {
    const after = edition(
      "1991",
      { 1991: regular(1991, moved) },
      { regions: { r03: "Elsewhere" } },
    );
    expect(findings(after)).toEqual([
      expect.objectContaining({
        rule: "renamed",
        message: expect.stringContaining("r03 (r03 → Elsewhere)"),
      }),
    ]);
  });

  it("names totals that moved: of all, of regions, of sectors", () => {
    const grown = (n: number): number => moved(n) * (n === 4 ? 3 : 1.07);
    const found = findings(edition("1991", { 1991: regular(1991, grown) }));
    expect(rulesOf(found)).toContain("total-moved");
    const words = found.map(({ message }) => message).join("\n");
    expect(words).toMatch(
      /All jobs together changed by \+[\d.]+ % from 1990 to 1991, from \d+ to \d+\./,
    );
    expect(words).toMatch(/moved by more than 15 % from 1990 to 1991: .*r04 \(\+/);
    const boats = (n: number): number => moved(n);
    const doubled = Object.fromEntries(
      Object.entries(regular(1991, boats)).map(([region, cells]) => [
        region,
        { ...cells, boats: (cells.boats ?? 0) * 2 },
      ]),
    );
    expect(
      findings(edition("1991", { 1991: doubled })).map(({ message }) => message),
    ).toContainEqual(
      expect.stringMatching(
        /^One sector moved by more than 15 % from 1990 to 1991: boats \(\+\d+(\.\d)? %, from \d+ to \d+\)\.$/,
      ),
    );
    // Ten years allow for ten times as much.
    const decade = edition("2000", { 2000: regular(1991, (n) => moved(n) * 1.3) });
    expect(findings(decade)).toEqual([]);
  });

  it("names large cells that have no jobs any more, with the row of the edition before", () => {
    const cells = regular(1991, moved);
    delete cells.r05?.boats;
    const found = findings(edition("1991", { 1991: cells }));
    const zero = found.find(({ rule }) => rule === "suspicious-zero");
    const line = BEFORE.lines[BEFORE.regions.findIndex(({ id }) => id === "r05") * 2];
    expect(zero?.message).toBe(
      `One large cell has no jobs any more: r05: boats (${spread(5)} jobs in employment.csv:${line} of edition 1990).`,
    );
  });

  it("names years that are revised", () => {
    const after = edition("1991", {
      1990: regular(1990, (n) => spread(n) + (n < 3 ? 1 : 0)),
      1991: regular(1991, moved),
    });
    expect(findings(after)).toEqual([
      expect.objectContaining({
        rule: "revised",
        message: expect.stringMatching(/1990 \(\d+ cells\)/),
      }),
    ]);
  });

  it("does not take for a revision, or a leap, what the crosswalk explains", () => {
    const merge = (year: number, jobs: (n: number) => number) => {
      const { r29, ...others } = regular(year, jobs);
      const sum = (sector: "boats" | "ships"): number =>
        (others.r00?.[sector] ?? 0) + (r29?.[sector] ?? 0);
      return { ...others, r00: { boats: sum("boats"), ships: sum("ships") } };
    };
    const after = edition("1991", { 1990: merge(1990, spread), 1991: merge(1991, moved) });
    const row = { kind: "region", from: "r29", to: "r00", since: 1991, note: "Merged" } as const;
    expect(findings(after, [row])).toEqual([]);
    expect(rulesOf(findings(after))).toEqual(["vanished", "total-moved", "revised"]);
  });

  it("has every rule described in docs/add.md, and no other stands there", () => {
    const source = readFileSync(join(import.meta.dirname, "../../src/sources/guard.ts"), "utf8");
    const docs = readFileSync(join(import.meta.dirname, "../../docs/add.md"), "utf8");
    const union = /export type GuardRule =([\s\S]*?);/.exec(source)?.[1] ?? "";
    const rules = [...union.matchAll(/"([a-z-]+)"/g)].map(([, rule]) => rule);
    const [, section = ""] = docs.split("\n## The guard\n");
    const described = [...(section.split("\n## ")[0]?.matchAll(/^\| `([a-z-]+)` \|/gm) ?? [])].map(
      ([, rule]) => rule,
    );
    expect(rules.length).toBeGreaterThan(8);
    expect(described.sort()).toEqual(rules.sort());
  });
});
