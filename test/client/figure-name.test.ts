/** Figures as words, from what an edition publishes for its pages. */

import { describe, expect, it } from "vitest";
import {
  boundsText,
  fullText,
  measureName,
  readPlace,
  scopeName,
  valueText,
} from "../../src/client/figure-name.ts";
import { buildAtlas } from "../../src/model/atlas.ts";
import { atlasIn } from "../../src/model/atlas-in.ts";
import { type FigureId, isFigureError, parseFigureId } from "../../src/model/figure.ts";
import { publishedLanguages } from "../../src/pages/alternates.ts";
import { siteOptions } from "../../src/pages/context.ts";
import { figureWords } from "../../src/pages/figure-words.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { LANGUAGES } from "../speech.ts";

const atlas = buildAtlas(
  datasetOf({
    cells: { 1990: { horten: { electronics: 5, boats: 7 }, oslo: { boats: 3 } } },
    regions: { horten: "Horten", oslo: "Oslo" },
    sectors: {
      electronics: { name: "Electronics", group: "manufacturing", branch: "electrical" },
      boats: { name: "Boats", group: "manufacturing", branch: "vessels" },
    },
  }),
);
const [ENGLISH, NORWEGIAN] = LANGUAGES.map((language) => {
  const languages = publishedLanguages(LANGUAGES);
  const facts = { baseUrl: undefined, pathPrefix: "/", title: "", language, languages };
  return figureWords({ atlas: atlasIn(atlas, language.code), site: siteOptions(facts) });
});
if (ENGLISH === undefined || NORWEGIAN === undefined) throw new Error("A language is missing.");

function idOf(text: string): FigureId {
  const id = parseFigureId(text);
  if (isFigureError(id)) throw new Error(id.message);
  return id;
}

describe("a figure", () => {
  it.each([
    ["lq:horten/electronics:1990", "Location quotient", "Electronics, Horten, 1990"],
    ["jobs:horten/*:1990", "Jobs", "Horten, all sectors, 1990"],
    ["jobs:horten/branch=vessels:1990", "Jobs", "Vessels (branch), Horten, 1990"],
    ["firms:nation/boats:1990", "Firms", "Boats, the whole country, 1990"],
    ["jobs:nation/*:1990", "Jobs", "The whole country, all sectors, 1990"],
    ["count:clusters/*:1970-1990", "Number of clusters", "All clusters, 1970–1990"],
    [
      "count:clusters/group=manufacturing:1990",
      "Number of clusters",
      "Manufacturing (group): clusters, 1990",
    ],
    ["count:clusters/oslo/*:1990", "Number of clusters", "Oslo: clusters, 1990"],
    ["jobs:clusters/horten/boats+oslo/boats:1990", "Jobs", "Boats, Horten; Boats, Oslo, 1990"],
    [
      "jobs:same/boats:1990",
      "Jobs",
      "Boats: clusters – the same sectors in the whole country, 1990",
    ],
    [
      "better:branches:1970-1990",
      "How many grew more than nationally",
      "Branches with clusters, 1970–1990",
    ],
    ["threshold-lq:edition", "Threshold of the location quotient", "The edition as a whole"],
    ["ratio:5/2", "Worked example", "5% of the region’s jobs, 2% of the country’s"],
    ["jobs:elsewhere/fish:1990", "Jobs", "Fish, elsewhere, 1990"],
  ])("%s is called what it is", (id, measure, scope) => {
    expect([measureName(idOf(id), ENGLISH), scopeName(idOf(id), ENGLISH)]).toEqual([
      measure,
      scope,
    ]);
  });

  it("is told in the page's language, with its marks", () => {
    expect(measureName(idOf("lq:oslo/boats:1990"), NORWEGIAN)).toBe("Lokaliseringskvotient");
    expect(scopeName(idOf("jobs:nation/*:1990"), NORWEGIAN)).toBe(
      "Hele landet, alle sektorer, 1990",
    );
    expect(valueText(1234.5, "jobs", NORWEGIAN)).toBe("1\u00a0234,5");
    expect(fullText(-12.172345824212922, NORWEGIAN)).toBe("−12,172345824212922");
  });

  it("is rounded by its unit", () => {
    expect(valueText(12.172, "ratio", ENGLISH)).toBe("12.2");
    expect(valueText(-3.25, "percentage points", ENGLISH)).toBe("−3.3");
    expect(valueText(1000, "firms", ENGLISH)).toBe("1,000");
    expect(valueText(undefined, "ratio", ENGLISH)).toBe("not known");
  });

  it("that is withheld has bounds, of which the upper may be missing", () => {
    expect(boundsText({ low: 0, high: 20 }, ENGLISH)).toBe("between 0 and 20");
    expect(boundsText({ low: 1, high: Number.POSITIVE_INFINITY }, ENGLISH)).toBe("at least 1");
  });

  it("is read in a line of a file, or has no row", () => {
    expect(readPlace("national.csv:12")).toEqual({ file: "national.csv", line: 12 });
    expect(readPlace("no row in employment.csv: no jobs")).toEqual({
      file: "employment.csv",
      line: undefined,
    });
  });
});

describe.each(LANGUAGES)("the words in $code", ({ messages }) => {
  it("have places, but nothing that only the program's own reader of messages fills", () => {
    const own = Object.entries(messages).filter(([key]) => key.startsWith("figures."));
    expect(own.length).toBeGreaterThan(50);
    for (const [key, text] of own) expect(text.replace(/\{\w+\}/g, ""), key).not.toMatch(/[{}']/);
  });
});
