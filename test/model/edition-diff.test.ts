import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import type { ClusterMove } from "../../src/model/cluster-change.ts";
import { diffEditions } from "../../src/model/edition-diff.ts";
import { type CellLiteral, type DatasetLiteral, datasetOf } from "./dataset-of.ts";

/**
 * Two regions of 1,000 jobs each, of which `boats` in the first has 400: quotient 1.6 over the second's 100.
 * The criteria are more than 1.5, at least 200 jobs, at least 10 firms.
 */
const CRITERIA = {
  locationQuotient: { above: 1.5 },
  jobs: { atLeast: 200 },
  firms: { atLeast: 10 },
} as const;

function edition(boats: CellLiteral, more: Partial<DatasetLiteral> = {}) {
  const jobs = typeof boats === "number" ? boats : (boats[0] ?? 400);
  return buildAtlas(
    datasetOf({
      criteria: CRITERIA,
      cells: {
        1990: {
          fjord: { boats, services: [1000 - jobs, 50] },
          inland: { boats: 100, services: [900, 50] },
        },
      },
      ...more,
    }),
  );
}

function onlyMove(moves: readonly ClusterMove[]): ClusterMove {
  const [move] = moves;
  if (move === undefined || moves.length !== 1) throw new Error(`${moves.length} moves`);
  return move;
}

describe("clusters", () => {
  it("have nothing to say of an edition and itself", () => {
    const atlas = edition([400, 10]);
    const diff = diffEditions(atlas, atlas);
    expect(diff.clusters.stayed).toEqual([
      { region: "fjord", sector: "boats", regionName: "fjord", sectorName: "boats" },
    ]);
    expect(diff).toMatchObject({
      clusters: { entered: [], left: [], statusChanged: [] },
      criteria: [],
      units: [],
      years: { added: [], removed: [], shared: [1990] },
      breaks: [],
      regions: { appeared: [], vanished: [], changed: [] },
      sectors: { appeared: [], vanished: [], changed: [] },
      revisions: { cells: 0, disclosed: 0, withheld: 0, largest: [] },
      national: [],
    });
    expect([diff.dataStatus, diff.clusterYears]).toEqual([undefined, undefined]);
  });

  it("leave by the criterion whose figure fell, and enter by the one whose figure rose", () => {
    const [listed, few] = [edition([400, 10]), edition([400, 9])];
    const left = onlyMove(diffEditions(listed, few).clusters.left);
    expect(left.causes).toEqual([{ criterion: "firms", by: "figure" }]);
    expect(left.before?.firms).toEqual({ value: 10, holds: "yes" });
    expect(left.after?.firms).toEqual({ value: 9, holds: "no" });
    expect(left.after?.locationQuotient).toEqual({ value: 1.6, holds: "yes" });
    expect([left.before?.status, left.after?.status]).toEqual(["current", undefined]);
    const entered = onlyMove(diffEditions(few, listed).clusters.entered);
    expect(entered.causes).toEqual([{ criterion: "firms", by: "figure" }]);
  });

  it("name every criterion that fails", () => {
    const left = onlyMove(diffEditions(edition([400, 10]), edition([150, 5])).clusters.left);
    expect(left.causes.map(({ criterion }) => criterion)).toEqual([
      "locationQuotient",
      "jobs",
      "firms",
    ]);
  });

  it.each([
    // [firms before, at least before, firms after, at least after, why it left, why it would enter the other way round]
    [10, 10, 9, 10, "figure", "figure"],
    [10, 10, 10, 11, "threshold", "threshold"],
    [12, 10, 11, 13, "threshold", "threshold"],
    [10, 10, 9, 11, "either", "both"],
    [12, 10, 11, 12, "both", "either"],
    [10, 10, 7, 8, "figure", "figure"],
  ])(
    "tell figure from threshold: %d of %d, then %d of %d: %s",
    (was, before, is, after, left, entered) => {
      const withFirms = (firms: number, atLeast: number) =>
        edition([400, firms], { criteria: { ...CRITERIA, firms: { atLeast } } });
      const first = withFirms(was, before);
      const second = withFirms(is, after);
      const why = (moves: readonly ClusterMove[]) => onlyMove(moves).causes;
      expect(why(diffEditions(first, second).clusters.left)).toEqual([
        { criterion: "firms", by: left },
      ]);
      expect(why(diffEditions(second, first).clusters.entered)).toEqual([
        { criterion: "firms", by: entered },
      ]);
    },
  );

  it("say that a figure is withheld where that leaves it open", () => {
    const left = onlyMove(
      diffEditions(edition([400, 10]), edition([400, undefined])).clusters.left,
    );
    expect(left.causes).toEqual([{ criterion: "firms", by: "withheld" }]);
    expect(left.after?.firms).toEqual({ value: undefined, holds: "open" });
  });

  it("say that the region or the sector is missing, not that a criterion failed", () => {
    const without = (region: string, sector: string) =>
      edition(0, {
        cells: { 1990: { [region]: { [sector]: [900, 50] }, inland: { services: [900, 50] } } },
      });
    const before = edition([400, 10]);
    const region = onlyMove(diffEditions(before, without("hills", "boats")).clusters.left);
    expect(region).toMatchObject({ missing: ["region"], causes: [] });
    expect([region.after, region.regionName]).toEqual([undefined, "fjord"]);
    const sector = diffEditions(before, without("fjord", "ships")).clusters.left;
    expect(sector.map(({ missing }) => missing)).toEqual([["sector"]]);
    const entered = diffEditions(without("hills", "ships"), before).clusters.entered;
    expect(entered.map(({ missing }) => missing)).toEqual([["region", "sector"]]);
  });

  it("change status without moving", () => {
    const cells = (first: number, second: number) => ({
      cells: {
        1980: {
          fjord: { boats: [400, first], services: 600 },
          inland: { boats: 100, services: 900 },
        },
        1990: {
          fjord: { boats: [400, second], services: 600 },
          inland: { boats: 100, services: 900 },
        },
      } as const,
    });
    const stable = edition(0, cells(10, 10));
    const fresh = edition(0, cells(9, 10));
    const ex = edition(0, cells(10, 9));
    const none = edition(0, cells(9, 9));
    const changes = (a: typeof stable, b: typeof stable) =>
      diffEditions(a, b).clusters.statusChanged.map(({ before, after }) => [before, after]);
    expect(changes(fresh, stable)).toEqual([["new", "stable"]]);
    expect(changes(ex, none)).toEqual([["ex", undefined]]);
    expect(changes(stable, stable)).toEqual([]);
    // These move, and are not named twice.
    expect(changes(stable, ex)).toEqual([]);
    expect(onlyMove(diffEditions(stable, ex).clusters.left).after?.status).toBe("ex");
  });
});

describe("code lists, criteria and units", () => {
  it("are compared by id, and named in the order of ids", () => {
    const before = edition([400, 10], {
      regions: { fjord: "Fjord", zone: "Zone", alp: "Alp" },
      sectors: { boats: { group: "makers", branch: "vessels" }, yarn: {} },
    });
    const after = edition([400, 10], {
      regions: { fjord: "The fjord", moor: "Moor" },
      sectors: { boats: { group: "builders" } },
    });
    const { regions, sectors } = diffEditions(before, after);
    expect(regions.vanished.map(({ id }) => id)).toEqual(["alp", "zone"]);
    expect(regions.appeared.map(({ name }) => name)).toEqual(["Moor"]);
    expect(regions.changed).toEqual([
      { id: "fjord", name: "The fjord", property: "name", before: "Fjord", after: "The fjord" },
    ]);
    expect(sectors.vanished.map(({ id }) => id)).toEqual(["yarn"]);
    expect(
      sectors.changed.map(({ property, before: was, after: is }) => [property, was, is]),
    ).toEqual([
      ["group", "makers", "builders"],
      ["branch", "vessels", undefined],
    ]);
  });

  it("are told with their values before and after", () => {
    const before = edition([400, 10]);
    const after = edition([400, 10], {
      criteria: { ...CRITERIA, locationQuotient: { atLeast: 1.5 } },
      descriptor: { jobsUnit: "full-time equivalents", status: "modelled" },
    });
    const diff = diffEditions(before, after);
    expect(diff.criteria).toEqual([
      { criterion: "locationQuotient", before: { above: 1.5 }, after: { atLeast: 1.5 } },
    ]);
    expect(diff.units).toEqual([
      { unit: "jobsUnit", before: "jobs", after: "full-time equivalents" },
    ]);
    expect(diff.dataStatus).toEqual({ before: "observed", after: "modelled" });
  });

  it("give years, and breaks between the cluster years compared", () => {
    const year = { fjord: { boats: 400 } };
    const before = edition(0, { cells: { 1980: year, 1990: year } });
    const after = edition(0, {
      cells: { 1990: year, 1994: year, 2000: year },
      clusterYears: [1990, 1994],
      descriptor: {
        breaks: [1990, 1994, 2000].map((at) => ({ year: at, note: `From ${at}` })),
      },
    });
    const diff = diffEditions(before, after);
    expect(diff.years).toEqual({ added: [1994, 2000], removed: [1980], shared: [1990] });
    expect(diff.clusterYears).toEqual({ before: [1980, 1990], after: [1990, 1994] });
    expect(diff.breaks).toEqual([{ year: 1994, note: "From 1994" }]);
  });
});

describe("revisions", () => {
  const cells = (fjord: Readonly<Record<string, CellLiteral>>) => ({
    cells: { 1990: { fjord, inland: { boats: 100, services: [900, 50] as const } } },
  });

  it("are counted and summed for each measure, the largest first", () => {
    const before = edition(0, cells({ boats: [400, 10], nets: [5, 1], services: [600, 50] }));
    const after = edition(0, cells({ boats: [390, 10], nets: [25, 2], services: [600, 53] }));
    const { revisions } = diffEditions(before, after);
    expect(revisions).toMatchObject({
      cells: 3,
      jobs: { cells: 2, sum: 30 },
      firms: { cells: 2, sum: 4 },
    });
    expect(revisions.largest.map(({ sector }) => sector)).toEqual(["nets", "boats", "services"]);
    expect(revisions.largest[0]).toEqual({
      region: "fjord",
      sector: "nets",
      regionName: "fjord",
      sectorName: "nets",
      year: 1990,
      jobsBefore: 5,
      jobsAfter: 25,
      firmsBefore: 1,
      firmsAfter: 2,
    });
  });

  it("take a missing row for no jobs, and leave withheld figures out of the sums", () => {
    const before = edition(0, cells({ boats: [400, 10], nets: [5, undefined], rope: [7, 1] }));
    const after = edition(0, {
      ...cells({ boats: [undefined, 12], nets: [5, 3] }),
      sectors: { rope: {} },
    });
    const diff = diffEditions(before, after);
    expect(diff.revisions).toMatchObject({
      cells: 2,
      jobs: { cells: 1, sum: 7 },
      firms: { cells: 2, sum: 3 },
      disclosed: 1,
      withheld: 1,
    });
    expect(diff.national.map(({ measure, before: was, after: is }) => [measure, was, is])).toEqual([
      ["jobs", 1412, undefined],
      ["firms", undefined, 75],
    ]);
  });

  it("shows twenty at most", () => {
    const many = (jobs: number) =>
      Object.fromEntries([...Array(30).keys()].map((n) => [`s${n}`, jobs + n]));
    const { revisions } = diffEditions(edition(0, cells(many(100))), edition(0, cells(many(110))));
    expect([revisions.cells, revisions.largest.length]).toEqual([30, 20]);
    expect(revisions.largest.slice(0, 3).map(({ sector }) => sector)).toEqual(["s0", "s1", "s10"]);
  });

  it("compare no cell that only one edition has", () => {
    const before = edition(0, { cells: { 1990: { fjord: { boats: 1 }, hills: { boats: 2 } } } });
    const after = edition(0, { cells: { 1990: { fjord: { boats: 1 }, moor: { boats: 3 } } } });
    const diff = diffEditions(before, after);
    expect(diff.revisions.cells).toBe(0);
    expect(diff.national).toEqual([{ year: 1990, measure: "jobs", before: 3, after: 4 }]);
  });
});

describe("a large country", () => {
  it("is compared in well under a second", () => {
    const size = (count: number, prefix: string) =>
      [...Array(count).keys()].map((n) => `${prefix}${n}`);
    const large = (seed: number) => {
      const year = Object.fromEntries(
        size(900, "r").map((region, r) => [
          region,
          Object.fromEntries(
            size(80, "s").map((sector, s) => [sector, ((r * 31 + s * 17 + seed) % 97) * 10]),
          ),
        ]),
      );
      return edition(0, { cells: { 2018: year } });
    };
    const [before, after] = [large(0), large(5)];
    const diff = diffEditions(before, after);
    expect(diff.revisions.cells).toBe(72_000);
    expect(diff.clusters.entered.length).toBeGreaterThan(100);
  });
});
