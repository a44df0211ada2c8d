import { describe, expect, it } from "vitest";
import type { CodeListMove } from "../../src/model/code-list-change.ts";
import { moveSentence, originClause } from "../../src/pages/crosswalk-words.ts";
import { NORWEGIAN, SPEECH } from "../speech.ts";

const entry = (id: string) => ({ id, name: id.toUpperCase() });

function move(
  change: CodeListMove["change"],
  from: string,
  to: string,
  notes: CodeListMove["notes"] = [{ since: 2020, note: "" }],
): CodeListMove {
  return { change, from: [...from].map(entry), to: [...to].map(entry), notes };
}

describe("what became of regions and sectors", () => {
  it.each([
    [move("renamed", "a", "b"), "The region A (a) is B (b) from 2020 on."],
    [move("renamed", "a", "b", []), "The region A (a) is B (b) now."],
    [move("merged", "ab", "c"), "The regions A (a) and B (b) merged into C (c) in 2020."],
    [move("merged", "abc", "c"), "The regions A (a) and B (b) merged into C (c) in 2020."],
    [move("merged", "ac", "c"), "The region A (a) merged into C (c) in 2020."],
    [move("split", "a", "bc"), "The region A (a) was split into B (b) and C (c) in 2020."],
    [move("split", "a", "ab"), "The region B (b) was divided from A (a) in 2020."],
    [move("split", "a", "abc"), "The regions B (b) and C (c) were divided from A (a) in 2020."],
    [
      move("reorganised", "ab", "cd"),
      "The regions A (a) and B (b) were reorganised into C (c) and D (d) in 2020.",
    ],
  ])("is one sentence, %#", (changed, sentence) => {
    expect(moveSentence("region", changed, SPEECH)).toBe(sentence);
  });

  it("has every year and note once", () => {
    const notes = [
      { since: 2018, note: "First." },
      { since: 2020, note: "Second" },
      { since: 2020, note: "First." },
      { since: 2020, note: "" },
    ];
    expect(moveSentence("sector", move("merged", "ab", "c", notes), SPEECH)).toBe(
      "The sectors A (a) and B (b) merged into C (c) in 2018 and 2020: First; Second.",
    );
  });
});

describe("how a region came to be what it is", () => {
  it.each([
    [move("renamed", "a", "b"), "b", "its region was A before"],
    [move("merged", "ab", "c"), "c", "its region was formed of A and B in 2020"],
    [move("merged", "abc", "c"), "c", "its region took in A and B in 2020"],
    [move("split", "a", "ab"), "a", "its region gave up B in 2020"],
    [move("split", "a", "ab"), "b", "its region was divided from A in 2020"],
    [move("reorganised", "ab", "bc"), "b", "its region was made of parts of A and B in 2020"],
  ])("is one clause, %#", (changed, id, clause) => {
    expect(originClause("region", changed, id, SPEECH)).toBe(clause);
  });
});

describe("the same in bokmål", () => {
  it.each([
    [move("renamed", "a", "b"), "Regionen A (a) er B (b) fra og med 2020."],
    [move("renamed", "a", "b", []), "Regionen A (a) er nå B (b)."],
    [move("merged", "ab", "c"), "Regionene A (a) og B (b) gikk inn i C (c) i 2020."],
    [move("merged", "ac", "c"), "Regionen A (a) gikk inn i C (c) i 2020."],
    [move("split", "a", "bc"), "Regionen A (a) ble delt i B (b) og C (c) i 2020."],
    [move("split", "a", "abc"), "Regionene B (b) og C (c) ble skilt ut fra A (a) i 2020."],
    [
      move("reorganised", "ab", "cd"),
      "Regionene A (a) og B (b) ble omorganisert til C (c) og D (d) i 2020.",
    ],
  ])("is one sentence, %#", (changed, sentence) => {
    expect(moveSentence("region", changed, NORWEGIAN)).toBe(sentence);
  });

  it.each([
    [move("renamed", "a", "b"), "b", "sektoren var tidligere A"],
    [move("merged", "ab", "c"), "c", "sektoren ble dannet av A og B i 2020"],
    [move("merged", "abc", "c"), "c", "sektoren ble utvidet med A og B i 2020"],
    [move("split", "a", "ab"), "a", "B ble skilt ut fra sektoren i 2020"],
    [move("split", "a", "ab"), "b", "sektoren ble skilt ut fra A i 2020"],
    [move("reorganised", "ab", "bc"), "b", "sektoren ble satt sammen av deler av A og B i 2020"],
  ])("is one clause, %#", (changed, id, clause) => {
    expect(originClause("sector", changed, id, NORWEGIAN)).toBe(clause);
  });
});
