/** Claims of the bundled narratives over the bundled data, and the examples of docs/claims.md. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Atlas, buildAtlas } from "../../src/model/atlas.ts";
import type { Narrative } from "../../src/model/narrative.ts";
import { claimChanges } from "../../src/pages/claim-changes.ts";
import { claimProblem, claimViews, judgeClaim } from "../../src/pages/claims.ts";
import { formulaWords } from "../../src/pages/formula-words.ts";
import { narrativeProse } from "../../src/pages/narratives.ts";
import { createNumbers } from "../../src/pages/numbers.ts";
import type { ProseClaim } from "../../src/pages/prose.ts";
import { readEdition } from "../../src/read/edition.ts";
import { readNarratives } from "../../src/read/narratives.ts";
import { NORWEGIAN, SPEECH, siteAt } from "../speech.ts";

const ROOT = join(import.meta.dirname, "../..");

let atlas: Atlas;
let narratives: readonly Narrative[];
let claims: readonly ProseClaim[];

beforeAll(async () => {
  const edition = await readEdition(join(ROOT, "data/1998"));
  const content = await readNarratives(join(ROOT, "content"), "content");
  if (!edition.ok || !content.ok)
    throw new Error("The bundled edition or its narratives are not as they should be.");
  atlas = buildAtlas(edition.value);
  narratives = content.value;
  const site = siteAt({ baseUrl: undefined, pathPrefix: "/", title: "" });
  const basis = { atlas, numbers: createNumbers(atlas, SPEECH), narratives, site };
  claims = narratives.flatMap((narrative) => narrativeProse(basis, narrative).claims);
});

describe("the bundled narratives", () => {
  it("claim what their data bear out", () => {
    expect(claims.length).toBeGreaterThanOrEqual(14);
    expect(claims.flatMap((claim) => claimProblem(claim, SPEECH) ?? [])).toEqual([]);
  });

  it("make no claim that the same data with other years exchanged would bear out as well", () => {
    // Every year's jobs set to those of the first: nothing grows, and no share moves.
    const { dataset } = atlas;
    const size = dataset.regions.length * dataset.sectors.length;
    const still = (values: Float64Array): Float64Array =>
      values.map((_, i) => values[i % size] ?? 0);
    const frozen = buildAtlas({
      ...dataset,
      jobs: still(dataset.jobs),
      firms: still(dataset.firms),
    });
    const { changed, total } = claimChanges(atlas, frozen, narratives, SPEECH);
    // What remains true is said of one year alone, or that something is near zero.
    const lasting = claims.filter(
      ({ line, file }) => !changed.some((each) => each.file === file && each.line === line),
    );
    expect(total).toBe(claims.length);
    expect(
      lasting
        .map(({ sentence }) => sentence)
        .filter((sentence) => /grew|lost|fell|gain|better/.test(sentence)),
    ).toEqual([]);
  });

  it("say each formula in the words of the data’s files, and in bokmål", () => {
    const formulas = new Set(claims.flatMap(({ figures }) => figures).map((one) => one.formula));
    expect(formulas.size).toBeGreaterThan(5);
    for (const formula of formulas) {
      expect(formulaWords(formula, SPEECH)).toBe(formula);
      expect(formulaWords(formula, NORWEGIAN)).toMatch(/antall|arbeidsplass|endring|lest/);
    }
  });

  it.each(["sectors", "branches", "groups"])("say every count of %s", (level) => {
    const gaps = ["above 0", "below 0", "above 5 percentage points", "below −5 percentage points"];
    const counts = [
      "that have clusters in the period",
      ...gaps.map((gap) => `whose growth gap is ${gap}`),
      "whose growth gap is at most 5 percentage points either way",
    ].map((words) => `number of ${level} ${words}`);
    for (const count of [...counts, `number of ${level}`])
      expect(formulaWords(count, SPEECH)).toBe(count);
  });

  it("show each figure with the rows that hold it", () => {
    const numbers = createNumbers(atlas, SPEECH);
    const lines = readFileSync(join(ROOT, "data/1998/employment.csv"), "utf8").split("\n");
    const views = claimViews(atlas, numbers, claims, SPEECH);
    const horten = views
      .flatMap(({ figures }) => figures)
      .find(({ id }) => id === "jobs:horten/electronics:1990");
    const line = Number(/employment\.csv, line (\d+)/.exec(horten?.rows ?? "")?.[1]);
    expect(lines[line - 1]).toMatch(/^1990,horten,electronics,1000,/);
    for (const { figures } of views) {
      expect(figures.length).toBeGreaterThan(0);
      for (const { id, rows, parts } of figures) {
        expect(numbers.shown).toContain(id);
        expect([rows, ...parts.map((part) => part.rows)].join("")).toMatch(/\.(?:csv|json)/);
      }
    }
  });
});

describe("docs/claims.md", () => {
  it("gives conditions that can be read, and evaluated over the bundled edition", () => {
    const docs = readFileSync(join(ROOT, "docs/claims.md"), "utf8");
    const [, section = ""] = docs.split("\n## Conditions\n");
    const rows = section.split("\nThe grammar")[0] ?? "";
    const examples = [...rows.matchAll(/^\| `([^`]+)` \|/gm)].map(([, example = ""]) => example);
    const inText = [...docs.matchAll(/\{% claim "([^"]+)" %\}/g)].map(
      ([, example = ""]) => example,
    );
    const conditions = [...examples, ...inText].filter((example) => /[:/]/.test(example));
    expect(conditions.length).toBeGreaterThanOrEqual(9);
    for (const condition of conditions)
      expect([condition, judgeClaim(atlas, condition)]).toMatchObject([
        condition,
        { edition: "1998" },
      ]);
  });
});
