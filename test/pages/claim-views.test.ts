/** Entries of a page's list of claims: figures withheld, rows told in short. */

import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import {
  claimProblem,
  claimViews,
  judgeClaim,
  rowsText,
  sortProblems,
} from "../../src/pages/claims.ts";
import { createNumbers } from "../../src/pages/numbers.ts";
import type { ProseClaim, ProseProblem } from "../../src/pages/prose.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { SPEECH } from "../speech.ts";

const ATLAS = buildAtlas(
  datasetOf({
    id: "1990",
    cells: { 1990: { a: { x: 500, y: 50 }, b: { x: [undefined, 12, "c"], y: 300 } } },
    national: { 1990: { x: 560, y: 350 } },
  }),
);

function claim(condition: string): ProseClaim {
  const judged = judgeClaim(ATLAS, condition);
  if (!("verdict" in judged))
    throw new Error(judged.errors.map(({ message }) => message).join(" "));
  const place = { file: "content/cases/made.md", line: 9, column: 1 };
  return { ...judged, ...place, id: "case-made-claim-1", number: 1, sentence: "it is so" };
}

describe("a claim's entry", () => {
  it("says what a withheld figure may be, and that the claim is open", () => {
    const [view] = claimViews(
      ATLAS,
      createNumbers(ATLAS, SPEECH),
      [claim("jobs:b/x:1990 > 20 jobs")],
      SPEECH,
    );
    expect(view).toMatchObject({
      sentence: "It is so",
      warning: "Cannot be decided from these figures:",
      figures: [{ id: "jobs:b/x:1990", bounds: "0 to 60", number: { value: undefined } }],
    });
    expect(claimProblem(claim("jobs:b/x:1990 > 20 jobs"), SPEECH)).toMatchObject({
      rule: "claim-open",
      message: expect.stringContaining("since jobs:b/x:1990 is withheld: 0 to 60 jobs"),
    });
  });

  it("gives a line for each condition joined by and, with the parentheses that matter", () => {
    const condition =
      "a/x is current and (jobs:a/x:1990 > 1 jobs or lq:a/x:1990 > 1) and not a/y is current";
    const [view] = claimViews(ATLAS, createNumbers(ATLAS, SPEECH), [claim(condition)], SPEECH);
    expect(view?.condition).toEqual([
      "a/x is current",
      "and (jobs:a/x:1990 > 1 jobs or lq:a/x:1990 > 1)",
      "and a/y is not current",
    ]);
    expect(view?.condition.join(" ")).toBe(
      "a/x is current and (jobs:a/x:1990 > 1 jobs or lq:a/x:1990 > 1) and a/y is not current",
    );
  });
});

describe("rows in words", () => {
  it.each([
    [[], "national.csv"],
    [[7], "national.csv, line 7"],
    [[3, 4, 5, 9], "national.csv, lines 3–5, 9"],
    [[1, 3, 5, 7, 9, 11, 13], "national.csv, 7 lines from 1 to 13"],
  ])("%j", (lines, words) => {
    expect(rowsText([{ file: "national.csv", lines }], SPEECH)).toBe(words);
  });
});

describe("problems of the prose", () => {
  const problem = (rule: string | undefined): ProseProblem => ({
    rule,
    file: "a.md",
    line: 1,
    column: 1,
    value: "",
    message: rule ?? "no rule",
    remedy: "",
  });
  const all = ["claim-fails", "claim-open", "prose-digits", undefined].map(problem);

  it("are errors, all of them", () => {
    expect(sortProblems(all)).toEqual({ errors: all, warnings: [] });
  });

  it("are warnings with the policy warn where prose and data disagree, and each is told once", () => {
    const { errors, warnings } = sortProblems([...all, ...all], "warn");
    expect(errors).toEqual([problem(undefined)]);
    expect(warnings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["claim-fails", "warning"],
      ["claim-open", "warning"],
      ["prose-digits", "warning"],
    ]);
  });
});
