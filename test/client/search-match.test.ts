import { describe, expect, it } from "vitest";
import { findEntries, indexEntries, readEntries } from "../../src/client/search-match.ts";

const entry = (t: string, k = "region"): { t: string; u: string; k: string } => ({
  t,
  u: `/x/${t.length}/`,
  k,
});

describe("findEntries", () => {
  const index = indexEntries([
    entry("New Horten"),
    entry("Shorten"),
    entry("Horten"),
    entry("Electronics in Asker/Bærum", "cluster"),
  ]);
  const titles = (query: string): readonly string[] => findEntries(index, query).map(({ t }) => t);

  it("puts titles that begin with the query first, then words that do, then the rest", () => {
    expect(titles("hort")).toEqual(["Horten", "New Horten", "Shorten"]);
  });

  it("finds by several words, without accents and by kind", () => {
    expect(titles("baerum elec")).toEqual(["Electronics in Asker/Bærum"]);
    expect(titles("cluster")).toEqual(["Electronics in Asker/Bærum"]);
  });

  it("finds nothing for an empty query or an unknown word", () => {
    expect(titles("  ")).toEqual([]);
    expect(titles("zzz")).toEqual([]);
  });
});

describe("readEntries", () => {
  it("keeps entries and drops what is none, or leads away from the site", () => {
    const good = { t: "a", u: "/prefix/a/", k: "page", e: "1998" };
    const json = [
      good,
      null,
      7,
      { t: "b", u: "javascript:alert(1)", k: "page" },
      { t: "c", u: "//elsewhere.example/", k: "page" },
      { t: "d", u: "/\\elsewhere.example/", k: "page" },
      { t: 1, u: "/d/", k: "page" },
    ];
    expect(readEntries(json)).toEqual([good]);
    expect(readEntries({})).toEqual([]);
  });
});
