import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import {
  changeFigure,
  changePercentFigure,
  countryJobsFigure,
  type Figure,
  figureNamed,
  firmsFigure,
  formatFigureId,
  isFigureError,
  jobsFigure,
  localShareFigure,
  lqFigure,
  MEASURES,
  marginFigure,
  nationJobsFigure,
  parseFigureId,
  regionJobsFigure,
  shareFigure,
} from "../../src/model/figure.ts";
import { datasetOf } from "./dataset-of.ts";

const sectors = {
  electronics: { group: "Manufacturing", branch: "Electronics" },
  electrical: { group: "Manufacturing", branch: "Electronics" },
  consulting: { group: "Business services", branch: "Services" },
};
const years = {
  1970: {
    horten: { electronics: 400, consulting: 100 },
    oslo: { electronics: [600, 40], electrical: [1000, 50], consulting: 7900 },
  },
  1990: {
    horten: { electronics: [500, 12, "m"], consulting: 100 },
    oslo: { electronics: 300, electrical: [1000, 50], consulting: [8100, 900] },
    arendal: { electrical: 300 },
  },
  1994: { horten: { electronics: 550 }, oslo: { consulting: 9450 } },
} as const;
const atlas = buildAtlas(datasetOf({ cells: years, sectors, clusterYears: [1970, 1990] }));
// Clusters: horten/electronics in 1970 ((400/500) / (1000/10000) = 8) and in 1990 (6.44), arendal/electrical in 1990.

function figure(text: string, of: Atlas = atlas): Figure {
  const result = figureNamed(of, text);
  if (isFigureError(result)) throw new Error(`${text}: ${result.message}`);
  return result;
}

function problem(text: string): string {
  const result = figureNamed(atlas, text);
  if (!isFigureError(result)) throw new Error(`${text} is a figure.`);
  return `${result.column}: ${result.message}`;
}

describe("evaluateFigure(atlas, id)", () => {
  it.each([
    ["jobs:horten/electronics:1990", 500, "jobs"],
    ["firms:horten/electronics:1990", 12, "firms"],
    ["jobs:horten/*:1990", 600, "jobs"],
    ["jobs:oslo/branch=electronics:1990", 1300, "jobs"],
    ["jobs:oslo/group=manufacturing:1970", 1600, "jobs"],
    ["jobs:nation/electronics:1990", 800, "jobs"],
    ["jobs:nation/branch=electronics:1990", 2100, "jobs"],
    ["jobs:nation/*:1990", 10300, "jobs"],
    ["firms:nation/electrical:1990", 60, "firms"],
    ["jobs:clusters/*:1990", 800, "jobs"],
    ["jobs:clusters/electronics:1990", 500, "jobs"],
    ["jobs:clusters/group=manufacturing:1990", 800, "jobs"],
    ["jobs:clusters/horten/*:1990", 500, "jobs"],
    ["jobs:clusters/oslo/consulting+horten/electronics:1990", 8600, "jobs"],
    ["jobs:same/*:1990", 2100, "jobs"],
    ["jobs:same/oslo/consulting:1990", 8200, "jobs"],
    ["lq:horten/electronics:1970", 8, "ratio"],
    ["lq:oslo/branch=electronics:1970", 1600 / 9500 / (2000 / 10000), "ratio"],
    ["share:horten/electronics:1990", 62.5, "percent"],
    ["share:clusters/group=manufacturing:1990", (800 / 2100) * 100, "percent"],
    ["share:clusters/horten/electronics:1990", 62.5, "percent"],
    ["local-share:horten/electronics:1970", 80, "percent"],
    ["local-share:clusters/horten/*:1970", 80, "percent"],
    ["change:horten/electronics:1970-1990", 100, "jobs"],
    ["change-percent:horten/electronics:1970-1990", 25, "percent"],
    ["change-percent:nation/electronics:1970-1990", -20, "percent"],
    ["jobs-from:clusters/*:1970-1990", 400, "jobs"],
    ["jobs-to:clusters/*:1970-1990", 800, "jobs"],
    ["change:clusters/*:1970-1990", 400, "jobs"],
    ["change-percent:same/electronics:1970-1990", -20, "percent"],
    ["growth-gap:clusters/electronics:1970-1990", 45, "percentage points"],
    ["growth-gap:horten/electronics:1970-1990", 45, "percentage points"],
    ["change-percent:clusters/electronics:1990-1994", 10, "percent"],
    ["count:clusters/*:1990", 2, "clusters"],
    ["count:clusters/group=manufacturing:1970", 1, "clusters"],
    ["count:clusters/consulting:1990", 0, "clusters"],
    ["count:clusters/*:1970-1990", 2, "clusters"],
    ["count:clusters/oslo/consulting+horten/electronics:1990", 1, "clusters"],
    ["count-stable:clusters/*:1970-1990", 1, "clusters"],
    ["count-new:clusters/*:1970-1990", 1, "clusters"],
    ["count-ex:clusters/*:1970-1990", 0, "clusters"],
    ["count-possible:clusters/*:1990", 0, "clusters"],
    ["compared:branches:1970-1990", 1, "branches"],
    ["compared:sectors:1970-1990", 2, "sectors"],
    ["better:branches:1970-1990", 1, "branches"],
    ["worse:branches:1970-1990", 0, "branches"],
    ["clearly-better:branches:1970-1990", 1, "branches"],
    ["similar:branches:1970-1990", 0, "branches"],
    ["clearly-worse:branches:1970-1990", 0, "branches"],
    ["margin-lq:horten/electronics:1970", (5 / 3) * 100, "percent"],
    ["margin-jobs:horten/electronics:1990", 150, "percent"],
    ["margin-firms:horten/electronics:1990", 20, "percent"],
    ["regions:edition", 3, "regions"],
    ["sectors:edition", 3, "sectors"],
    ["branches:edition", 2, "branches"],
    ["groups:edition", 2, "groups"],
    ["threshold-lq:edition", 3, "ratio"],
    ["threshold-jobs:edition", 200, "jobs"],
    ["threshold-firms:edition", 10, "firms"],
    ["ratio:5/2", 2.5, "ratio"],
    ["ratio:1.5/0.5", 3, "ratio"],
  ])("gives %s as %d %s", (text, value, unit) => {
    const result = figure(text);
    expect(result.value).toBeCloseTo(value, 9);
    expect(result.unit).toBe(unit);
    expect(result.formula).not.toBe("");
  });

  it("agrees with the rows of growth", () => {
    for (const row of atlas.growth) {
      const part = {
        sector: row.id,
        branch: `branch=${row.id}`,
        group: `group=${row.id}`,
        all: "*",
      };
      const of = (measure: string, scope: string) =>
        figure(`${measure}:${scope}/${part[row.level]}:${row.period.join("-")}`).value;
      expect(of("count", "clusters")).toBe(row.clusters.length);
      expect(of("jobs-from", "clusters")).toBe(row.jobsFrom);
      expect(of("jobs-to", "clusters")).toBe(row.jobsTo);
      expect(of("change-percent", "clusters")).toBe(row.changePercent);
      expect(of("jobs-from", "same")).toBe(row.nationalFrom);
      expect(of("change-percent", "same")).toBe(row.nationalChangePercent);
      expect(of("growth-gap", "clusters")).toBe(row.gap);
    }
  });

  it("says in which line of employment.csv a cell stands, or that there is no row", () => {
    expect(figure("jobs:horten/electronics:1970").source).toBe("employment.csv:2");
    expect(figure("jobs:arendal/electronics:1990")).toMatchObject({
      value: 0,
      source: "no row in employment.csv: no jobs",
    });
  });

  it("names the inputs of a quotient as figures", () => {
    expect(figure("lq:horten/electronics:1970").inputs).toEqual([
      { id: "jobs:horten/electronics:1970", value: 400, source: "employment.csv:2" },
      { id: "jobs:horten/*:1970", value: 500 },
      { id: "jobs:nation/electronics:1970", value: 1000, source: undefined },
      { id: "jobs:nation/*:1970", value: 10000 },
    ]);
  });

  it("has inputs that are figures with the values they have there", () => {
    const texts = Object.entries(DOCUMENTED).map(([, example]) => example);
    const seen: string[] = [];
    for (const text of texts) {
      for (const input of figure(text).inputs) {
        expect(figure(input.id).value, input.id).toBe(input.value);
        expect(figure(input.id).id).toBe(input.id);
        seen.push(input.id);
      }
    }
    expect(seen.length).toBeGreaterThan(30);
  });

  it("lists only cells with a row among the inputs of a region's or the country's total", () => {
    const idsOf = (text: string) => figure(text).inputs.map(({ id }) => id);
    expect(idsOf("jobs:horten/*:1990")).toEqual([
      "jobs:horten/consulting:1990",
      "jobs:horten/electronics:1990",
    ]);
    expect(idsOf("jobs:nation/electrical:1990")).toEqual([
      "jobs:arendal/electrical:1990",
      "jobs:oslo/electrical:1990",
    ]);
    expect(idsOf("jobs:clusters/horten/electrical:1990")).toEqual(["jobs:horten/electrical:1990"]);
  });

  it("refers to national.csv where it gives the country", () => {
    const given = buildAtlas(
      datasetOf({
        cells: { 1990: { a: { x: 300 } } },
        national: { 1990: { x: 1000, y: [9000, 70] } },
      }),
    );
    expect(figure("jobs:nation/y:1990", given)).toMatchObject({
      value: 9000,
      source: "national.csv:3",
      inputs: [],
    });
    expect(figure("firms:nation/y:1990", given).value).toBe(70);
    expect(figure("firms:nation/x:1990", given).value).toBeUndefined();
    expect(figure("lq:a/x:1990", given).inputs[2]?.source).toBe("national.csv:2");
  });

  it("carries the flags of the cells behind it", () => {
    expect(figure("jobs:horten/electronics:1990").flagged).toBe("m");
    expect(figure("lq:oslo/consulting:1990").flagged).toBe("m");
    expect(figure("change:clusters/*:1970-1990").flagged).toBe("m");
    expect(figure("growth-gap:clusters/electronics:1970-1990").flagged).toBe("m");
    expect(figure("count:clusters/*:1990").flagged).toBe("m");
    expect(figure("jobs:horten/electronics:1970").flagged).toBe("");
  });

  it("leaves a withheld figure undefined, with what it may be", () => {
    const partial = buildAtlas(
      datasetOf({
        cells: { 1990: { a: { x: [undefined, 12, "c"], y: 100 } } },
        national: { 1990: { x: 300, y: 700 } },
      }),
    );
    const jobs = figure("jobs:a/x:1990", partial);
    expect(jobs).toMatchObject({ value: undefined, flagged: "c", interval: { low: 0, high: 300 } });
    const lq = figure("lq:a/x:1990", partial);
    expect(lq.value).toBeUndefined();
    expect(lq.interval?.high).toBeCloseTo(300 / 400 / 0.3, 9);
    expect(figure("margin-jobs:a/x:1990", partial).value).toBeUndefined();
    expect(figure("jobs:a/y:1990", partial).interval).toBeUndefined();
    expect(figure("count-possible:clusters/x:1990", partial).value).toBe(0);
  });

  it("is undefined for a percentage of nothing", () => {
    expect(figure("change-percent:arendal/electrical:1970-1990").value).toBeUndefined();
    expect(figure("change-percent:clusters/consulting:1970-1990").value).toBeUndefined();
    expect(figure("ratio:5/0").value).toBeUndefined();
  });
});

describe("Figures made from positions", () => {
  it("are those of their ids", () => {
    for (const y of [0, 1]) {
      for (const r of [0, 1, 2]) {
        for (const s of [0, 1, 2]) {
          const made = [
            jobsFigure(atlas, y, r, s),
            firmsFigure(atlas, y, r, s),
            lqFigure(atlas, y, r, s),
            shareFigure(atlas, y, r, s),
            localShareFigure(atlas, y, r, s),
            changeFigure(atlas, [0, 1], r, s),
            changePercentFigure(atlas, [0, 1], r, s),
            marginFigure(atlas, "lq", y, r, s),
            marginFigure(atlas, "jobs", y, r, s),
            marginFigure(atlas, "firms", y, r, s),
            regionJobsFigure(atlas, y, r),
            nationJobsFigure(atlas, y, s),
            countryJobsFigure(atlas, y),
          ];
          for (const each of made) expect(figure(each.id)).toEqual(each);
        }
      }
    }
  });
});

describe("parseFigureId(text)", () => {
  it("gives the same figure the same id", () => {
    const id = parseFigureId("jobs:clusters/oslo/x+horten/y+oslo/x+horten-b/y:1990");
    if (isFigureError(id)) throw new Error(id.message);
    expect(formatFigureId(id)).toBe("jobs:clusters/horten/y+horten-b/y+oslo/x:1990");
  });

  it.each([
    ["jbs:horten/*:1990", '1: There is no measure "jbs"; did you mean "jobs"?'],
    ["", "1: There is no measure"],
    ["jobs: horten/*:1990", "6: A figure's id has no spaces."],
    ["jobs", '6: After "jobs:" a scope is missing'],
    ["jobs:horten:1990", '12: The scope "horten" lacks its second part'],
    ["jobs:horten/Electronics:1990", "13: A sector's id has small letters"],
    ["jobs:horten/level=x:1990", '13: There is no level "level"'],
    ["jobs:horten/branch=:1990", "20: The branch is missing."],
    ["jobs:clusters/horten/x+drammen:1990", '24: "drammen" is not a region and a sector'],
    ["jobs:edition:1990", '6: "jobs" is not defined for "edition"'],
    ["lq:horten/*:1990", "4: A location quotient is that of a sector, branch or group."],
    [
      "margin-lq:horten/group=manufacturing:1990",
      '11: "margin-lq" is that of a region and a sector.',
    ],
    ["local-share:clusters/*:1990", "13: A local share of clusters is that of a region"],
    ["jobs:horten/*", '14: "jobs" takes a year such as 1990, after a colon.'],
    ["jobs:horten/*:1970-1990", '15: "jobs" takes a year such as 1990, not "1970-1990".'],
    ["change:horten/*:1990", '17: "change" takes years such as 1970-1990, not "1990".'],
    ["change:horten/*:1990-1990", "17: A period runs from an earlier year to a later one"],
    ["count:clusters/oslo/consulting:1994", "32: 1994 is no cluster year of the edition"],
    ["change:horten/*:1990-1970", "17: A period runs from an earlier year to a later one"],
    ["jobs:horten/*:nineteen", '15: "jobs" takes a year such as 1990, not "nineteen".'],
    ["regions:edition:1990", '17: "regions" takes no year, not "1990".'],
    ["jobs:horten/*:1990:x", "19: A figure's id has at most three parts"],
    ["jobs:hortn/*:1990", '6: There is no region "hortn"; did you mean "horten"?'],
    [
      "jobs:horten/electronic:1990",
      '13: There is no sector "electronic"; did you mean "electronics"?',
    ],
    [
      "jobs:clusters/horten/electronics+oslo/elctrical:1990",
      '39: There is no sector "elctrical"; did you mean "electrical"?',
    ],
    ["jobs:nation/group=services:1990", "19: There is no group"],
    ["jobs:horten/*:1980", "15: The edition has no year 1980; its years are 1970, 1990, 1994."],
    ["change:horten/*:1970-1980", "22: The edition has no year 1980"],
    [
      "count:clusters/*:1994",
      "18: 1994 is no cluster year of the edition; its cluster years are 1970, 1990.",
    ],
    ["jobs:clusters/*:1994", "17: 1994 is no cluster year"],
    ["count-new:clusters/*:1990-1994", "22: 1994 is no cluster year"],
  ])("says of %j what is wrong and in which column", (text, message) => {
    expect(problem(text)).toContain(message);
  });

  it("says that a period without a cluster year covers none", () => {
    const late = buildAtlas(
      datasetOf({ cells: { 1990: {}, 1994: {}, 1998: { a: { x: 1 } } }, clusterYears: [1990] }),
    );
    const result = figureNamed(late, "change:clusters/*:1994-1998");
    expect(result).toMatchObject({
      message: "No cluster year of the edition lies in 1994–1998; its only cluster year is 1990.",
      column: 19,
    });
  });
});

const DOCUMENTED: Readonly<Record<string, string>> = documentedExamples([
  ["bergen/textiles", "oslo/electronics"],
  ["1990-1994", "1970-1990"],
]);

/** The measures of docs/figure-ids.md with their examples, with names of this test's edition. */
function documentedExamples(replacements: readonly (readonly [string, string])[]) {
  const text = readFileSync(new URL("../../docs/figure-ids.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \|.*\| `([^`]+)` \|$/gm)];
  return Object.fromEntries(
    rows.map(([, measure = "", example = ""]) => [
      measure,
      replacements.reduce((all, [from, to]) => all.replace(from, to), example),
    ]),
  );
}

describe("docs/figure-ids.md", () => {
  it("documents every measure, and no other, with an example of it", () => {
    expect(Object.keys(DOCUMENTED).sort()).toEqual(Object.keys(MEASURES).sort());
    for (const [measure, example] of Object.entries(DOCUMENTED)) {
      expect(example.startsWith(`${measure}:`)).toBe(true);
      expect(figure(example).id).toBe(example);
    }
  });
});
