import { describe, expect, it } from "vitest";
import { editDistance, nearest, unknown } from "../../src/model/nearest.ts";
import { branchesOf, groupsOf } from "../../src/model/sector-class.ts";
import { distinctSlugs, slug } from "../../src/model/slug.ts";
import { datasetOf } from "./dataset-of.ts";

describe("slug(name)", () => {
  it("writes a name in small letters with hyphens", () => {
    expect(slug("business services")).toBe("business-services");
    expect(slug("  Oil & gas (incl. supply) ")).toBe("oil-gas-incl-supply");
  });

  it("writes æ, ø and å in plain letters and strips other diacritics", () => {
    expect(slug("Næring på Øygarden")).toBe("naering-pa-oygarden");
    expect(slug("Çà è süß")).toBe("ca-e-suss");
    expect(slug("a\u030angstrøm")).toBe("angstrom");
  });

  it("is never empty", () => {
    expect(slug("—")).toBe("unnamed");
  });
});

describe("distinctSlugs(names)", () => {
  it("tells apart names with the same slug, whatever their order", () => {
    const ids = distinctSlugs(["Oil & gas", "oil gas", "Oil gas", "Fish"]);
    expect([...ids].sort()).toEqual([
      ["Fish", "fish"],
      ["Oil & gas", "oil-gas"],
      ["Oil gas", "oil-gas-2"],
      ["oil gas", "oil-gas-3"],
    ]);
    expect(distinctSlugs(["oil gas", "Fish", "Oil gas", "Oil & gas"])).toEqual(ids);
  });

  it("does not give an id that another name has", () => {
    expect(new Set(distinctSlugs(["a!", "a", "a 2"]).values()).size).toBe(3);
  });
});

describe("Groups and branches", () => {
  it("hold their sectors' positions, ordered by id; sectors without a branch are in none", () => {
    const dataset = datasetOf({
      cells: { 1990: {} },
      sectors: { p: { group: "Z" }, q: { group: "A", branch: "B" }, r: { group: "Z" } },
    });
    expect(groupsOf(dataset)).toEqual([
      { id: "a", name: "A", sectors: [1] },
      { id: "z", name: "Z", sectors: [0, 2] },
    ]);
    expect(branchesOf(dataset)).toEqual([{ id: "b", name: "B", sectors: [1] }]);
  });
});

describe("nearest(word, known)", () => {
  it("counts insertions, deletions and substitutions", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(editDistance("", "abc")).toBe(3);
    expect(editDistance("abc", "abc")).toBe(0);
  });

  it("finds the closest, the first in order among equals, and nothing where all are far", () => {
    expect(nearest("hortn", ["oslo", "horten", "halden"])).toBe("horten");
    expect(nearest("ab", ["ac", "aa"])).toBe("aa");
    expect(nearest("horten", ["oslo"])).toBeUndefined();
  });

  it("lists what is known where nothing is near", () => {
    expect(unknown("region", "xyz", ["oslo", "bergen"])).toBe(
      'There is no region "xyz"; known are bergen, oslo.',
    );
  });
});
