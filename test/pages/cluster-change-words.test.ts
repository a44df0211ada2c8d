import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { diffEditions } from "../../src/model/edition-diff.ts";
import { clusterSentences } from "../../src/pages/cluster-change-words.ts";
import { type CellLiteral, type DatasetLiteral, datasetOf } from "../model/dataset-of.ts";
import { SPEECH } from "../speech.ts";

/** Boats in the fjord are a cluster where they have 400 jobs; the rest of both regions is services. */
function edition(id: string, boats: CellLiteral, more: Partial<DatasetLiteral> = {}) {
  return buildAtlas(
    datasetOf({
      id,
      criteria: { locationQuotient: { above: 1.5 } },
      cells: {
        1990: {
          fjord: { boats, services: [600, 50] },
          inland: { boats: 100, services: [900, 50] },
        },
      },
      ...more,
    }),
  );
}

/** What is said of the one pair that moves. */
function reason(before: ReturnType<typeof edition>, after: ReturnType<typeof edition>): string {
  const [, sentence = ""] = clusterSentences(diffEditions(before, after), SPEECH);
  return sentence.replace(/^.* the list: /, "");
}

describe("the reason why a cluster moved", () => {
  const listed = edition("a", [400, 10]);

  it("names each criterion that failed", () => {
    expect(reason(listed, edition("b", [150, 8]))).toBe(
      "its location quotient fell from 1.60 to 1.40, its jobs fell from 400 to 150 and its firms fell from 10 to 8; the criteria are above 1.5, at least 200 and at least 10.",
    );
  });

  it("says once that there are no jobs", () => {
    const none = edition("b", [0, 0]);
    expect(reason(listed, none)).toBe("it has no jobs in edition b, 400 in a.");
    expect(reason(none, listed)).toBe("it had no jobs in edition b, 400 in a.");
  });

  it("says that withheld figures leave it open", () => {
    const withheld = edition("b", [400, undefined]);
    expect(reason(listed, withheld)).toBe(
      "figures withheld in edition b leave open whether its firms would do.",
    );
    expect(reason(withheld, listed)).toBe(
      "figures withheld in edition b left open whether its firms would do.",
    );
  });

  it("says what decided, not what is open besides", () => {
    expect(
      reason(
        listed,
        edition("b", [180, undefined], { criteria: { locationQuotient: { above: 1.2 } } }),
      ),
    ).toBe("its jobs fell from 400 to 180; the criterion is at least 200.");
  });

  it("tells figures apart that differ by less than is usually shown", () => {
    const fractions = edition("b", [199.96, 10], {
      criteria: { locationQuotient: { above: 1.2 } },
    });
    expect(
      reason(
        edition("a", [200.04, 10], { criteria: { locationQuotient: { above: 1.2 } } }),
        fractions,
      ),
    ).toBe("its jobs fell from 200.04 to 199.96; the criterion is at least 200.");
  });

  it("gives both criteria where figure and threshold changed", () => {
    const stricter = edition("b", [400, 9], {
      criteria: { locationQuotient: { above: 1.5 }, firms: { atLeast: 12 } },
    });
    expect(reason(listed, stricter)).toBe(
      "its firms fell from 10 to 9; the criterion is at least 12 (before: at least 10).",
    );
  });
});

describe("a long list", () => {
  it("is summed up by what decided", () => {
    const regions = (firms: (n: number) => number) => ({
      cells: {
        1990: Object.fromEntries(
          [...Array(12).keys()].map((n) => [`r${n}`, { [`s${n}`]: [400, firms(n)] as const }]),
        ),
      },
    });
    const diff = diffEditions(
      edition(
        "a",
        0,
        regions(() => 10),
      ),
      edition(
        "b",
        0,
        regions((n) => (n === 0 ? 10 : 9)),
      ),
    );
    expect(diff.clusters.left.length).toBe(11);
    expect(clusterSentences(diff, SPEECH)[1]).toBe("Of those that left: by firms 11.");
  });
});

describe("another status", () => {
  it("is told with the pairs that have it", () => {
    const years = (first: number) => {
      const year = (firms: number) => ({
        fjord: { boats: [400, firms] as const, services: 600 },
        inland: { boats: 100, services: 900 },
      });
      return { cells: { 1980: year(first), 1990: year(10) } };
    };
    const sentences = clusterSentences(
      diffEditions(edition("a", 0, years(9)), edition("b", 0, years(10))),
      SPEECH,
    );
    expect(sentences[1]).toBe("Status new before, stable now: 1 (fjord: boats).");
    const first = clusterSentences(
      diffEditions(edition("a", [400, 10]), edition("b", 0, years(10))),
      SPEECH,
    );
    expect(first[1]).toBe("Status current before, stable now: 1.");
  });
});
