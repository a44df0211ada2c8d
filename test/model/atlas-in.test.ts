/** Names in a language: what the data give, their own words where they give none, and nothing else changed. */

import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { atlasIn } from "../../src/model/atlas-in.ts";
import type { Dataset } from "../../src/model/dataset.ts";
import { datasetOf } from "./dataset-of.ts";

const plain = datasetOf({
  cells: {
    1990: { coast: { boats: 400, bread: 10 }, inland: { bread: 900 } },
    1994: { coast: { boats: 500, bread: 10 }, inland: { bread: 800 } },
  },
  sectors: {
    boats: { name: "Boats", group: "manufacturing", branch: "vessels" },
    bread: { name: "Bread", group: "food" },
  },
  regions: { coast: "Coast", inland: "Inland" },
  criteria: { locationQuotient: { above: 1.1 } },
  descriptor: {
    title: "Figures",
    notes: ["Counted."],
    breaks: [{ year: 1994, note: "New count." }],
    sources: [{ title: "Office", path: "https://example.org/" }],
    translations: {
      nb: {
        title: "Tall",
        jobsUnit: "årsverk",
        breaks: [{ year: 1994, note: "Ny telling." }],
        sources: ["Kontoret"],
      },
    },
  },
});

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  boats: { name_nb: "Båter", group_nb: "industri", branch_nb: "fartøyer" },
  bread: { name_nb: "", group_nb: "" },
};

const dataset: Dataset = {
  ...plain,
  sectors: plain.sectors.map((sector) => ({ ...sector, extra: words[sector.id] ?? {} })),
  regions: plain.regions.map((region) => ({
    ...region,
    extra: region.id === "coast" ? { name_nb: "Kysten" } : {},
  })),
};
const atlas = buildAtlas(dataset);
const inBokmaal = atlasIn(atlas, "nb");

describe("an atlas in a language", () => {
  it("has the names that the data give, and the data's own where they give none", () => {
    expect(inBokmaal.dataset.regions.map(({ name }) => name)).toEqual(["Kysten", "Inland"]);
    expect(
      inBokmaal.dataset.sectors.map(({ name, group, branch }) => [name, group, branch]),
    ).toEqual([
      ["Båter", "industri", "fartøyer"],
      ["Bread", "food", undefined],
    ]);
    expect(inBokmaal.groups.map(({ id, name }) => [id, name])).toEqual([
      ["food", "food"],
      ["manufacturing", "industri"],
    ]);
    expect(inBokmaal.branches.map(({ id, name }) => [id, name])).toEqual([["vessels", "fartøyer"]]);
  });

  it("calls the rows of growth by them", () => {
    const named = inBokmaal.growth.map(({ level, id, name }) => [level, id, name]);
    expect(named).toContainEqual(["sector", "boats", "Båter"]);
    expect(named).toContainEqual(["branch", "vessels", "fartøyer"]);
    expect(named).toContainEqual(["group", "manufacturing", "industri"]);
  });

  it("says of itself what its description has in the language", () => {
    const { descriptor } = inBokmaal.dataset;
    expect([descriptor.title, descriptor.jobsUnit, descriptor.notes]).toEqual([
      "Tall",
      "årsverk",
      ["Counted."],
    ]);
    expect(descriptor.breaks).toEqual([{ year: 1994, note: "Ny telling." }]);
    expect(descriptor.sources).toEqual([{ title: "Kontoret", path: "https://example.org/" }]);
  });

  it("tells published figures in its words, where they are given", () => {
    const row = { id: "a", subject: "boats", measure: "jobs", section: "4", unit: "jobs" };
    const published = datasetOf({
      cells: { 1990: { coast: { boats: 400 } } },
      published: [{ ...row, translations: { subject_nb: "båter", measure_nb: "" } }],
    });
    const [figure] = atlasIn(buildAtlas(published), "nb").dataset.published;
    expect(figure).toMatchObject({ ...row, subject: "båter" });
  });

  it("has the ids, figures and order of the data", () => {
    const bare = ({ name: _, ...row }: (typeof atlas.growth)[number]) => row;
    expect(inBokmaal.growth.map(bare)).toEqual(atlas.growth.map(bare));
    expect(inBokmaal.lq).toBe(atlas.lq);
    expect(inBokmaal.dataset.jobs).toBe(dataset.jobs);
    expect(inBokmaal.clusters).toBe(atlas.clusters);
  });

  it("has its own words in a language of which it has none", () => {
    expect(atlasIn(atlas, "sv")).toEqual(atlas);
  });
});
