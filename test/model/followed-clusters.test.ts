/** Clusters whose region or sector merged, split or has another id: followed, and neither gone nor new. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { diffEditions } from "../../src/model/edition-diff.ts";
import { type CellLiteral, datasetOf } from "./dataset-of.ts";

type Cells = Readonly<Record<string, Readonly<Record<string, CellLiteral>>>>;

/** More than 1.5, at least 200 jobs, at least 10 firms; every region has services, so that boats stand out. */
function edition(year: number, cells: Cells, crosswalk: readonly string[] = []) {
  const filler = { services: [2000, 90], inns: [100, 9] } as const;
  return buildAtlas(
    datasetOf({
      id: String(year),
      criteria: { locationQuotient: { above: 1.5 } },
      cells: {
        [year]: {
          ...Object.fromEntries(
            Object.entries(cells).map(([region, own]) => [region, { ...filler, ...own }]),
          ),
          city: { services: [90_000, 900], inns: [5000, 90] },
        },
      },
      crosswalk,
    }),
  );
}

const named = (pairs: readonly { readonly region: string; readonly sector: string }[]) =>
  pairs.map(({ region, sector }) => `${region}/${sector}`);

describe("a cluster whose region merged", () => {
  const before = edition(2015, {
    finnoy: { boats: [250, 12] },
    rennesoy: { boats: [90, 5] },
    stavanger: { boats: [300, 20] },
  });
  const rows = ["region,finnoy,stavanger,2020,Merged", "region,rennesoy,stavanger,2020,Merged"];

  it("is followed, beside the sum of the parts", () => {
    const { clusters } = diffEditions(
      before,
      edition(2020, { stavanger: { boats: [700, 30] } }, rows),
    );
    expect(named(clusters.followed)).toEqual(["stavanger/boats"]);
    expect([clusters.entered, clusters.left, clusters.stayed]).toEqual([[], [], []]);
    const [followed] = clusters.followed;
    expect(followed).toMatchObject({ isWhole: true, jobsBefore: 640, firmsBefore: 37 });
    expect(followed?.parts.map(({ region, isCluster, jobs }) => [region, isCluster, jobs])).toEqual(
      [
        ["finnoy", true, 250],
        ["rennesoy", false, 90],
        ["stavanger", true, 300],
      ],
    );
    expect(followed?.after.jobs.value).toBe(700);
    expect([followed?.regionChange?.change, followed?.sectorChange]).toEqual(["merged", undefined]);
  });

  it("left where what it became is none, with what that is", () => {
    const { clusters } = diffEditions(
      before,
      edition(2020, { stavanger: { boats: [90, 30] } }, rows),
    );
    expect(clusters.followed).toEqual([]);
    expect(named(clusters.left)).toEqual(["finnoy/boats", "stavanger/boats"]);
    const [finnoy] = clusters.left;
    expect(finnoy?.bound).toMatchObject([{ region: "stavanger", isCluster: false, jobs: 90 }]);
    expect(finnoy?.after?.jobs.value).toBe(90);
    expect(finnoy?.missing).toEqual(["region"]);
    expect(finnoy?.causes.map(({ criterion }) => criterion)).toEqual(["jobs"]);
  });

  it("entered where nothing of which it was made was one", () => {
    const small = edition(2015, { finnoy: { boats: [150, 9] }, stavanger: { boats: [100, 9] } });
    const large = edition(2020, { stavanger: { boats: [600, 30] } }, rows.slice(0, 1));
    const { clusters } = diffEditions(small, large);
    expect(named(clusters.entered)).toEqual(["stavanger/boats"]);
    expect(clusters.entered[0]?.bound.map(({ region }) => region)).toEqual(["finnoy", "stavanger"]);
    expect(clusters.entered[0]?.before?.jobs.value).toBe(100);
  });

  it("has no sum where a part is withheld", () => {
    const withheld = edition(2015, {
      finnoy: { boats: [250, 12] },
      stavanger: { boats: [300, undefined] },
    });
    const [followed] = diffEditions(
      withheld,
      edition(2020, { stavanger: { boats: [700, 30] } }, rows.slice(0, 1)),
    ).clusters.followed;
    expect([followed?.isWhole, followed?.jobsBefore, followed?.firmsBefore]).toEqual([
      true,
      550,
      undefined,
    ]);
  });

  it("does not make a revision of the figures of what took others in", () => {
    const again = buildAtlas(
      datasetOf({
        id: "later",
        cells: {
          2015: {
            stavanger: { boats: [640, 37] },
            city: { services: [90_000, 900], inns: [5000, 90] },
          },
        },
        crosswalk: rows,
      }),
    );
    const { revisions } = diffEditions(before, again);
    expect(revisions).toMatchObject({ cells: 0, reorganised: { regions: 1, sectors: 0 } });
  });
});

describe("a cluster whose region or sector is divided, or has another id", () => {
  it("is followed to each part that is a cluster, without a sum", () => {
    const before = edition(2020, { alesund: { boats: [900, 40] } });
    const parts = { alesund: { boats: [500, 20] }, haram: { boats: [400, 20] } } as const;
    const after = edition(2024, parts, ["region,alesund,haram,2024,Divided"]);
    const { clusters, regions } = diffEditions(before, after);
    expect(named(clusters.followed)).toEqual(["alesund/boats", "haram/boats"]);
    expect(clusters.followed.map(({ isWhole, jobsBefore }) => [isWhole, jobsBefore])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
    expect([clusters.entered, clusters.left, clusters.stayed]).toEqual([[], [], []]);
    expect(regions.moved).toMatchObject([
      {
        change: "split",
        from: [{ id: "alesund" }],
        to: [{ id: "alesund" }, { id: "haram" }],
        notes: [{ since: 2024, note: "Divided" }],
      },
    ]);
  });

  it("is followed under another id, of the sector too", () => {
    const before = edition(2015, { old: { boats: [900, 40] } });
    const after = edition(2020, { fresh: { ships: [950, 40] } }, [
      "region,old,fresh,2018,",
      "sector,boats,ships,2019,Another classification",
    ]);
    const { clusters, regions, sectors } = diffEditions(before, after);
    expect(clusters.followed).toMatchObject([
      {
        region: "fresh",
        sector: "ships",
        jobsBefore: 900,
        parts: [{ region: "old", sector: "boats" }],
      },
    ]);
    expect([regions.moved[0]?.change, sectors.moved[0]?.change]).toEqual(["renamed", "renamed"]);
    expect([regions.vanished.map(({ id }) => id), sectors.appeared.map(({ id }) => id)]).toEqual([
      ["old"],
      ["ships"],
    ]);
  });

  it("is gone where the crosswalk says that it ended", () => {
    const before = edition(2015, { old: { boats: [900, 40] }, other: { boats: [10, 2] } });
    const after = edition(2020, { other: { boats: [10, 2] } }, ["region,old,,2018,Given up"]);
    const { clusters, regions } = diffEditions(before, after);
    expect(clusters.left).toMatchObject([{ region: "old", bound: [], missing: ["region"] }]);
    expect(regions.vanished).toMatchObject([
      { id: "old", ended: { since: 2018, note: "Given up" } },
    ]);
    expect(regions.moved).toEqual([]);
  });
});

describe("any crosswalk", () => {
  const jobs = fc.constantFrom<CellLiteral>([50, 5], [250, 12], [900, 40], [undefined, 20]);
  const regions = (names: string) =>
    fc
      .subarray([...names], { minLength: 1 })
      .chain((ids) => fc.tuple(...ids.map((id) => jobs.map((boats) => [id, { boats }] as const))))
      .map((entries) => Object.fromEntries(entries));
  const made = fc.record({
    before: regions("abcd"),
    after: regions("cdef"),
    rows: fc.uniqueArray(
      fc.tuple(
        fc.constantFrom(..."abcd"),
        fc.constantFrom(..."cdef"),
        fc.integer({ min: 2016, max: 2020 }),
      ),
      { maxLength: 6, selector: ([from, to]) => `${from}${to}` },
    ),
  });

  it("has each cluster of either edition told of exactly once", () => {
    fc.assert(
      fc.property(made, ({ before, after, rows }) => {
        const [earlier, later] = [
          edition(2015, before),
          edition(
            2020,
            after,
            rows
              .filter(([from, to]) => from !== to)
              .map(([from, to, since]) => `region,${from},${to},${since},`),
          ),
        ];
        const { entered, left, stayed, followed } = diffEditions(earlier, later).clusters;
        const continued = new Set(
          followed.flatMap(({ parts }) => named(parts.filter(({ isCluster }) => isCluster))),
        );
        const once = (names: readonly string[]) => {
          expect(new Set(names).size).toBe(names.length);
          return names.toSorted();
        };
        expect(once([...named(left), ...named(stayed), ...continued])).toEqual(
          named(earlier.clusters),
        );
        expect(once([...named(entered), ...named(stayed), ...named(followed)])).toEqual(
          named(later.clusters),
        );
      }),
      { numRuns: 400 },
    );
  });
});
