/** What conditions say of an edition: truth, openness, errors; and the laws that hold of all of them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import {
  type ClaimEvaluation,
  type Condition,
  evaluateClaim,
  formatClaim,
  isClaimError,
  isEvaluated,
  parseClaim,
} from "../../src/model/claim.ts";
import type { Truth } from "../../src/model/truth.ts";
import { and, not, or } from "../../src/model/truth.ts";
import { datasetOf } from "./dataset-of.ts";

/** Region a is specialised in x in 1990, b was in 1970; c withholds its jobs in x. */
const ATLAS = buildAtlas(
  datasetOf({
    criteria: { locationQuotient: { above: 1.7 }, jobs: { atLeast: 100 }, firms: { atLeast: 10 } },
    clusterYears: [1970, 1990],
    cells: {
      1970: {
        a: { x: 50, y: 500 },
        b: { x: 400, y: 100 },
        c: { x: 60, y: 300 },
      },
      1990: {
        a: { x: 500, y: 50 },
        b: { x: 100, y: 400 },
        c: { x: [undefined, 12, "c"], y: 300 },
      },
    },
    national: { 1970: { x: 510, y: 900 }, 1990: { x: 660, y: 750 } },
  }),
);

function read(text: string): Condition {
  const condition = parseClaim(text);
  if (isClaimError(condition)) throw new Error(`${text}: ${condition.column} ${condition.message}`);
  return condition;
}

function evaluate(text: string, atlas: Atlas = ATLAS): ClaimEvaluation {
  const outcome = evaluateClaim(atlas, read(text));
  if (!isEvaluated(outcome)) throw new Error(outcome.map(({ message }) => message).join(" "));
  return outcome;
}

const truth = (text: string): Truth => evaluate(text).truth;

describe("a condition over the data", () => {
  it.each([
    ["jobs:a/x:1990 = 500 jobs", "true"],
    ["jobs:a/x:1990 > 500 jobs", "false"],
    ["jobs:a/x:1990 >= 500 jobs", "true"],
    ["change-percent:a/x:1970-1990 = 900 %", "true"],
    ["change-percent:a/x:1970-1990 > change-percent:nation/x:1970-1990 + 100 points", "true"],
    ["jobs:a/x:1990 / jobs:nation/x:1990 rounds to 0.76", "true"],
    ["share:a/x:1990 rounds to 76 %", "true"],
    ["share:a/x:1990 rounds to 75.8 %", "true"],
    ["share:a/x:1990 rounds to 76.0 %", "false"],
    ["share:a/x:1990 is about 75 %", "true"],
    ["share:a/x:1990 is about 70 %", "false"],
    ["jobs:a/x:1990 between 500 jobs and 600 jobs", "true"],
    ["jobs:a/x:1990 between 501 jobs and 600 jobs", "false"],
    ["-change:b/x:1970-1990 = 300 jobs", "true"],
    ["a/x is a cluster in 1990", "true"],
    ["a/x is a cluster in 1970", "false"],
    ["a/x is new", "true"],
    ["b/x is ex", "true"],
    ["b/x is not stable", "true"],
    ["count-new:clusters/*:1970-1990 + count-ex:clusters/*:1970-1990 > 1 clusters", "true"],
    ["jobs:a/x:1990 > 1 jobs and not b/x is stable or jobs:a/x:1990 < 0 jobs", "true"],
  ] as const)("%s is %s", (text, expected) => {
    expect(truth(text)).toBe(expected);
  });

  it("is open where a withheld figure does not decide, and says which", () => {
    expect(truth("jobs:c/x:1990 < 661 jobs")).toBe("true");
    expect(truth("jobs:c/x:1990 > 660 jobs")).toBe("false");
    const open = evaluate("jobs:c/x:1990 > 30 jobs");
    expect(open.truth).toBe("open");
    expect(open.reasons).toEqual(["jobs:c/x:1990 is withheld: 0 to 60 jobs"]);
  });

  it("is open of a cell whose verdict withheld figures leave open", () => {
    expect(truth("c/y is a cluster in 1990")).toBe("open");
    expect(truth("c/y is new")).toBe("open");
    expect(truth("c/y is stable")).toBe("false");
    expect(truth("c/y is a possible cluster in 1990")).toBe("true");
  });

  it("lets what is open not matter", () => {
    expect(truth("jobs:c/x:1990 > 30 jobs or jobs:a/x:1990 = 500 jobs")).toBe("true");
    expect(truth("jobs:c/x:1990 > 30 jobs and jobs:a/x:1990 = 1 jobs")).toBe("false");
    expect(truth("not jobs:c/x:1990 > 30 jobs")).toBe("open");
  });

  it("is open where a figure is not defined or a divisor is nought", () => {
    expect(truth("jobs:a/x:1990 / (jobs:a/x:1990 - jobs:a/x:1990) > 1")).toBe("open");
    expect(truth("jobs:a/x:1990 / (jobs:a/x:1990 - 500 jobs) = jobs:a/x:1990 / 500 jobs")).toBe(
      "open",
    );
  });

  it("names every figure it rests on once, and the measures of a cell", () => {
    const { figures } = evaluate("jobs:a/x:1990 > 1 jobs and a/x is a cluster in 1990");
    expect(figures.map(({ id }) => id)).toEqual(["jobs:a/x:1990", "lq:a/x:1990", "firms:a/x:1990"]);
  });

  it("cannot be evaluated where the edition lacks what it names, at that column", () => {
    const errors = (text: string) => {
      const outcome = evaluateClaim(ATLAS, read(text));
      return isEvaluated(outcome) ? [] : outcome.map(({ column }) => column);
    };
    expect(errors("jobs:a/x:1990 > 1 jobs and jobs:d/x:1990 > jobs:a/x:1991")).toEqual([33, 53]);
    expect(errors("d/x is stable or a/z is stable")).toEqual([1, 20]);
    expect(errors("a/x is a cluster in 1980")).toEqual([21]);
    expect(errors("a/x is current")).toEqual([1]);
  });
});

const FIGURES = {
  jobs: ["jobs:a/x:1990", "jobs:c/x:1990", "change:b/x:1970-1990", "jobs:nation/*:1970"],
  percent: ["share:a/x:1990", "local-share:c/x:1990", "change-percent:b/y:1970-1990"],
  ratio: ["lq:a/x:1990", "lq:c/x:1990", "threshold-lq:edition"],
} as const;
const SUFFIX = { jobs: " jobs", percent: " %", ratio: "" } as const;
type Unit = keyof typeof FIGURES;

const unit = fc.constantFrom<Unit>("jobs", "percent", "ratio");
const typed = fc.oneof(
  fc.nat(700).map(String),
  fc.nat(7000).map((n) => (n / 10).toFixed(1)),
);

function quantityText(of: Unit, depth: number): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    fc.constantFrom(...FIGURES[of]),
    typed.map((text) => text + SUFFIX[of]),
  );
  if (depth === 0) return leaf;
  const deeper = quantityText(of, depth - 1);
  const ratio = quantityText("ratio", depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: deeper.map((a) => `-(${a})`) },
    // Percentages are summed alone: their difference has another unit.
    {
      weight: 2,
      arbitrary: fc
        .tuple(deeper, fc.constantFrom("+", of === "percent" ? "+" : "-"), deeper)
        .map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(deeper, fc.constantFrom("*", "/"), ratio)
        .map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    },
  );
}

const comparison = unit.chain((of) =>
  fc.oneof(
    fc
      .tuple(quantityText(of, 2), fc.constantFrom(">", "<", ">=", "<=", "="), quantityText(of, 2))
      .map(([a, sign, b]) => `${a} ${sign} ${b}`),
    fc
      .tuple(quantityText(of, 1), fc.constantFrom("rounds to", "is about"), typed)
      .map(([a, how, b]) => `${a} ${how} ${b}${SUFFIX[of]}`),
    fc
      .tuple(quantityText(of, 1), quantityText(of, 1), quantityText(of, 1))
      .map(([a, b, c]) => `${a} between ${b} and ${c}`),
  ),
);
const predicate = fc
  .tuple(
    fc.constantFrom("a", "b", "c"),
    fc.constantFrom("x", "y"),
    fc.constantFrom(
      "is stable",
      "is not new",
      "is ex",
      "is a cluster in 1990",
      "is a possible cluster in 1990",
    ),
  )
  .map(([region, sector, rest]) => `${region}/${sector} ${rest}`);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    predicate,
    fc
      .tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition"))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie("condition").map((a) => `not (${a})`),
  ),
}));
const short = condition.filter((text) => text.length < 1500);

describe("every condition", () => {
  it("printed and read again is the same", () => {
    fc.assert(
      fc.property(short, (text) => {
        const once = formatClaim(read(text));
        expect(formatClaim(read(once))).toBe(once);
        expect(truth(once)).toBe(truth(text));
      }),
    );
  });

  it("obeys De Morgan, and not not", () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        fc.pre(a.length + b.length < 1800);
        expect(truth(`not ((${a}) and (${b}))`)).toBe(truth(`not (${a}) or not (${b})`));
        expect(truth(`not ((${a}) or (${b}))`)).toBe(truth(`not (${a}) and not (${b})`));
        expect(truth(`not not (${a})`)).toBe(truth(a));
      }),
    );
  });

  it("is never decided otherwise once a withheld figure is known", () => {
    const known = (jobs: number) =>
      buildAtlas(
        datasetOf({
          criteria: {
            locationQuotient: { above: 1.7 },
            jobs: { atLeast: 100 },
            firms: { atLeast: 10 },
          },
          clusterYears: [1970, 1990],
          cells: {
            1970: { a: { x: 50, y: 500 }, b: { x: 400, y: 100 }, c: { x: 60, y: 300 } },
            1990: { a: { x: 500, y: 50 }, b: { x: 100, y: 400 }, c: { x: [jobs, 12], y: 300 } },
          },
          national: { 1970: { x: 510, y: 900 }, 1990: { x: 660, y: 750 } },
        }),
      );
    const atlases = [0, 17, 60].map(known);
    // That a verdict is open is the one thing that ceases to be true when the figure is known.
    const lasting = short.filter((text) => !text.includes("possible"));
    fc.assert(
      fc.property(lasting, fc.constantFrom(...atlases), (text, atlas) => {
        const before = truth(text);
        if (before !== "open") expect(evaluate(text, atlas).truth).toBe(before);
      }),
    );
  });

  it("and any other text is read or refused, never thrown", () => {
    const words = fc.constantFrom(
      "and",
      "or",
      "not",
      "is",
      "(",
      ")",
      "-",
      "/",
      ">",
      "=",
      "%",
      "jobs",
      "13",
      "0",
      "between",
      "rounds",
      "to",
      "about",
      "a/x",
      "jobs:a/x:1990",
      "lq:d/x:1990",
      "cluster",
      "in",
      "1990",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const outcome = parseClaim(text);
        if (isClaimError(outcome)) {
          expect(outcome.column).toBeGreaterThanOrEqual(1);
          expect(outcome.column).toBeLessThanOrEqual(text.length + 1);
        } else evaluateClaim(ATLAS, outcome);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("three-valued logic", () => {
  const all = fc.constantFrom<Truth>("true", "false", "open");
  it("is commutative and associative, and open only where it may turn either way", () => {
    const sides = (t: Truth): readonly Truth[] => (t === "open" ? ["true", "false"] : [t]);
    fc.assert(
      fc.property(all, all, all, (a, b, c) => {
        expect(and(a, b)).toBe(and(b, a));
        expect(or(or(a, b), c)).toBe(or(a, or(b, c)));
        expect(not(not(a))).toBe(a);
        const outcomes = new Set(sides(a).flatMap((x) => sides(b).map((y) => and(x, y))));
        expect(and(a, b)).toBe(outcomes.size > 1 ? "open" : [...outcomes][0]);
      }),
    );
  });
});
