/** Sentences about clusters whose region or sector is another in the other edition. */

import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { diffEditions } from "../../src/model/edition-diff.ts";
import { clusterSentences } from "../../src/pages/cluster-change-words.ts";
import {
  codeListSentences,
  codeListSummary,
  revisionSummary,
} from "../../src/pages/edition-diff-words.ts";
import { type CellLiteral, datasetOf } from "../model/dataset-of.ts";
import { SPEECH } from "../speech.ts";

type Boats = Readonly<Record<string, CellLiteral>>;

function edition(id: string, boats: Boats, crosswalk: readonly string[] = []) {
  return buildAtlas(
    datasetOf({
      id,
      criteria: { locationQuotient: { above: 1.5 } },
      cells: {
        2000: {
          ...Object.fromEntries(
            Object.entries(boats).map(([region, cell]) => [
              region,
              { boats: cell, services: [2000, 90] as const },
            ]),
          ),
          city: { services: [90_000, 900] },
        },
      },
      crosswalk,
    }),
  );
}

/** What is said of clusters after the counts. */
function said(before: Boats, after: Boats, ...rows: readonly string[]): readonly string[] {
  const diff = diffEditions(edition("a", before), edition("b", after, rows));
  return clusterSentences(diff, SPEECH).slice(1);
}

const JOINED = ["region,fjord,coast,1999,", "region,vik,coast,1999,"];

describe("what is said of a cluster", () => {
  it("that is in another now, which is none: where it is, and what that lacks", () => {
    expect(said({ fjord: [400, 20], vik: [10, 2] }, { coast: [150, 9] }, ...JOINED)).toEqual([
      "fjord: boats left the list: it is part of coast: boats now, which is no cluster in edition b; its jobs are 150, and the criterion is at least 200; its firms are 9, and the criterion is at least 10.",
    ]);
  });

  it("that is in another now, of which it is not known", () => {
    expect(
      said({ fjord: [400, 20], vik: [10, 2] }, { coast: [400, undefined] }, ...JOINED),
    ).toEqual([
      "fjord: boats left the list: it is part of coast: boats now, and figures withheld in edition b leave open whether that is a cluster.",
    ]);
  });

  it("that is divided among several, none of them one", () => {
    const rows = ["region,coast,fjord,1999,", "region,coast,vik,1999,"];
    expect(said({ coast: [300, 20] }, { fjord: [150, 9], vik: [150, 9] }, ...rows)).toEqual([
      "coast: boats left the list: it is divided among fjord: boats and vik: boats now, none of them a cluster in edition b.",
    ]);
  });

  it("that was made of several, none of them one, or of one not known", () => {
    expect(said({ fjord: [150, 9], vik: [150, 9] }, { coast: [300, 18] }, ...JOINED)).toEqual([
      "coast: boats entered the list: its region was formed of fjord and vik in 1999; it was fjord: boats and vik: boats before, none of them a cluster in edition a.",
    ]);
    expect(said({ fjord: [300, undefined] }, { coast: [300, 18] }, ...JOINED.slice(0, 1))).toEqual([
      "coast: boats entered the list: its region was fjord before; it was fjord: boats before, and figures withheld in edition a left open whether that was a cluster.",
    ]);
  });

  it("that several continue as, or one under another name", () => {
    expect(said({ fjord: [300, 18], vik: [300, 18] }, { coast: [500, 30] }, ...JOINED)).toEqual([
      "fjord: boats and vik: boats continue as coast: boats. Its region was formed of fjord and vik in 1999; 600 jobs together in edition a, 500 in b; 36 firms together in edition a, 30 in b.",
    ]);
    expect(said({ fjord: [300, 18] }, { coast: [300, 18] }, ...JOINED.slice(0, 1))).toEqual([
      "fjord: boats continues as coast: boats. Its region was fjord before; 300 jobs in edition a, 300 in b; 18 firms in edition a, 18 in b.",
    ]);
  });
});

describe("what is said of code lists and figures", () => {
  const diff = diffEditions(
    edition("a", { fjord: 1, vik: 1, coast: 1, old: 1, gone: 1, lost: 1 }),
    edition("b", { coast: 9, fresh: 1, extra: 1 }, [
      ...JOINED,
      "region,old,fresh,1999,Another number",
      "region,gone,,1999,",
    ]),
  );

  it("explains what merged, has another id or ended, and names the rest", () => {
    expect(codeListSentences(diff, SPEECH)).toEqual([
      "The regions fjord (fjord) and vik (vik) merged into coast (coast) in 1999.",
      "The region old (old) is fresh (fresh) from 1999 on: Another number.",
      "The region extra (extra) appeared.",
      "The region gone (gone) ended in 1999.",
      "The region lost (lost) vanished.",
    ]);
    expect(codeListSummary(diff, SPEECH)).toEqual([
      "Regions: 3 merged into 1, 1 with another id, 1 appeared and 2 vanished.",
    ]);
  });

  it("does not compare the figures of what took others in", () => {
    expect(revisionSummary(diff, SPEECH)).toContain(
      "The figures of 1 region that took in or gave up a part are not compared.",
    );
    expect(diff.revisions.cells).toBe(0);
  });
});
