import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import type { PublishedFigure } from "../../src/model/dataset.ts";
import { type Reproduction, reproduce } from "../../src/model/reproduction.ts";
import { datasetOf } from "./dataset-of.ts";

/** What is made of one row of published-figures.csv. */
function outcome(row: Partial<PublishedFigure>): Reproduction {
  const dataset = datasetOf({
    cells: {
      1970: { a: { x: 40_000 }, b: { y: 500 }, c: { x: 1000 }, rest: { x: 9000, z: 949_500 } },
      1990: { a: { x: 63_017 }, b: { y: 515 }, c: { x: 900 }, rest: { x: 6083, z: 930_000 } },
    },
    published: [row],
  });
  const [first] = reproduce(buildAtlas(dataset));
  if (first === undefined) throw new Error("There is no row.");
  return first;
}

const jobs = (relation: string, value: number) =>
  outcome({ relation, value, figure: "jobs:a/x:1990" }).agrees;

describe("reproduce(atlas): equals", () => {
  it("agrees where ours, rounded as published, is the same", () => {
    expect(jobs("equals", 63_017)).toBe("agrees");
    expect(jobs("equals", 63_000)).toBe("agrees");
    expect(jobs("equals", 63_016)).toBe("differs");
    expect(jobs("equals", 62_000)).toBe("differs");
  });

  it("takes numbers below a thousand to the unit, though they end in zeros", () => {
    const change = { figure: "change:b/y:1970-1990", relation: "equals" };
    expect(outcome({ ...change, value: 15 }).agrees).toBe("agrees");
    expect(outcome({ ...change, value: 20 }).agrees).toBe("differs");
    expect(
      outcome({ figure: "change:c/x:1970-1990", relation: "equals", value: -100 }).agrees,
    ).toBe("agrees");
  });

  it("takes decimals as given: 3.03 agrees with 3, and 3.1 does not", () => {
    const change = { figure: "ratio:303/100", relation: "equals" };
    expect(outcome({ ...change, value: 3 }).agrees).toBe("agrees");
    expect(outcome({ ...change, value: 3.0 }).agrees).toBe("agrees");
    expect(outcome({ ...change, value: 3.1 }).agrees).toBe("differs");
    expect(outcome({ figure: "ratio:5/2", relation: "equals", value: 2.5 })).toMatchObject({
      agrees: "agrees",
      ours: 2.5,
      difference: 0,
    });
  });
});

describe("reproduce(atlas): about", () => {
  it("agrees within half a unit of the last significant digit", () => {
    expect(outcome({ figure: "ratio:15/1", relation: "about", value: 20 }).agrees).toBe("agrees");
    expect(outcome({ figure: "ratio:149/10", relation: "about", value: 20 }).agrees).toBe(
      "differs",
    );
  });

  it("agrees within 2.5 percent where that is wider", () => {
    expect(jobs("about", 61_500)).toBe("agrees");
    expect(jobs("about", 61_400)).toBe("differs");
    expect(outcome({ figure: "ratio:585/100", relation: "about", value: 5.8 }).agrees).toBe(
      "agrees",
    );
    expect(outcome({ figure: "ratio:595/100", relation: "about", value: 5.8 }).agrees).toBe(
      "differs",
    );
  });
});

describe("reproduce(atlas): criteria", () => {
  it("agree where the criterion is of the published kind and value", () => {
    const lq = { figure: "threshold-lq:edition", value: 3 };
    expect(outcome({ ...lq, relation: "greater-than" }).agrees).toBe("agrees");
    expect(outcome({ ...lq, relation: "at-least" }).agrees).toBe("differs");
    expect(outcome({ ...lq, relation: "greater-than", value: 2.5 }).agrees).toBe("differs");
    const least = { figure: "threshold-jobs:edition", value: 200 };
    expect(outcome({ ...least, relation: "at-least" }).agrees).toBe("agrees");
    expect(outcome({ ...least, relation: "greater-than" }).agrees).toBe("differs");
  });

  it("are comparisons for figures that are no threshold", () => {
    expect(jobs("greater-than", 63_017)).toBe("differs");
    expect(jobs("at-least", 63_017)).toBe("agrees");
  });
});

describe("reproduce(atlas): clusters against the nation", () => {
  // a/x grows by 57.5 %, c/x falls by 10 %, sector x grows by 40 %; b/y grows by 3 %, as does sector y.
  const percent = (scope: string) => `change-percent:${scope}:1970-1990`;
  const against = (figure: string, other: string, relation: string) =>
    outcome({ figure: percent(figure), against: percent(other), relation });

  it("are better or worse by the sign of the gap", () => {
    expect(against("a/x", "nation/x", "better").agrees).toBe("agrees");
    expect(against("a/x", "nation/x", "worse").agrees).toBe("differs");
    expect(against("c/x", "nation/x", "worse").agrees).toBe("agrees");
    expect(against("b/y", "nation/y", "better").agrees).toBe("differs");
    expect(against("a/x", "nation/x", "better").difference).toBeCloseTo(17.5425, 9);
  });

  it("are similar within three percentage points, at either side", () => {
    expect(against("b/y", "nation/y", "similar").agrees).toBe("agrees");
    expect(against("b/y", "nation/z", "similar").agrees).toBe("differs");
    expect(against("a/x", "nation/x", "similar").agrees).toBe("differs");
    expect(against("c/x", "nation/x", "similar").agrees).toBe("differs");
  });

  it("must do so each, where several are named", () => {
    const several = (figures: readonly string[], others: readonly string[]) =>
      outcome({
        figure: figures.map(percent).join(";"),
        against: others.map(percent).join("; "),
        relation: "better",
      });
    expect(several(["a/x", "b/y"], ["nation/x", "nation/z"])).toMatchObject({
      agrees: "agrees",
      ours: undefined,
    });
    expect(several(["a/x", "c/x"], ["nation/x", "nation/x"]).agrees).toBe("differs");
    expect(several(["a/x", "c/x"], ["nation/x"]).agrees).toBe("differs");
    expect(several(["a/x", "c/x", "b/y"], ["nation/x", "nation/y"]).agrees).toBe("not computed");
  });
});

describe("reproduce(atlas): what cannot be computed", () => {
  it("says why", () => {
    expect(outcome({ figure: "" })).toMatchObject({
      agrees: "not computed",
      reason: "The row names no figure.",
    });
    expect(outcome({ figure: "", reason: "The source gives no data." }).reason).toBe(
      "The source gives no data.",
    );
    expect(outcome({ figure: "jobs:aa/x:1990", value: 1 }).reason).toContain(
      'There is no region "aa"; did you mean "a"? (its column 6)',
    );
    expect(
      outcome({ figure: "jobs:a/x:1990", relation: "constructor", value: 1 }).reason,
    ).toContain('The relation "constructor" is not one of equals');
    expect(outcome({ figure: "jobs:a/x:1990", relation: "equals" }).agrees).toBe("not computed");
    expect(outcome({ figure: "jobs:a/x:1990", relation: "better" }).agrees).toBe("not computed");
    expect(
      outcome({ figure: "change-percent:b/x:1970-1990", relation: "equals", value: 1 }).agrees,
    ).toBe("not computed");
  });

  it("keeps the row's own reason beside a difference", () => {
    const row = { figure: "jobs:a/x:1990", relation: "equals", value: 1, reason: "Rounded." };
    expect(outcome(row)).toMatchObject({
      agrees: "differs",
      difference: 63_016,
      reason: "Rounded.",
    });
  });
});
