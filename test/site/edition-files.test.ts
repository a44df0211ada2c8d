import { expect, it } from "vitest";
import { editionOf, editionsOf } from "../../src/site/edition-files.ts";

const EDITIONS = ["1998", "growth", "us"];

it.each([
  ["1998/index.html", "1998"],
  ["nb/1998/index.html", "1998"],
  // An edition's own page, and not one of the edition growth in the language "us".
  ["us/growth/index.html", "us"],
  ["growth/index.html", "growth"],
  ["errata/1998/index.html", undefined],
  ["clusters/horten/1998/index.html", undefined],
  ["nb/changes/index.html", undefined],
  ["1998", "1998"],
  ["19981/index.html", undefined],
  ["index.html", undefined],
])("says of %s that its edition is %s", (file, edition) => {
  expect(editionOf(file, EDITIONS)).toBe(edition);
});

it("knows editions by their figures, in the site's first language", () => {
  expect(
    editionsOf(["1998/data/figures.json", "nb/1998/data/figures.json", "2001/data/growth.csv"]),
  ).toEqual(["1998"]);
});
