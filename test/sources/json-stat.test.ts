/** JSON-stat 2.0 in the forms that the specification allows, its faults, and what symbols become. */

import { describe, expect, it } from "vitest";
import { JsonStatFault, parseJsonStat, parseJsonStatHead } from "../../src/sources/json-stat.ts";
import { eurostatFlag, pxFlag } from "../../src/sources/status-flags.ts";

const CUBE = {
  version: "2.0",
  class: "dataset",
  label: "MADE",
  source: "MADE office",
  updated: "2026-01-01",
  note: ["made for a test"],
  id: ["place", "year"],
  size: [2, 3],
  role: { geo: ["place"], time: ["year"] },
  dimension: {
    place: { label: "Place", category: { index: { b: 1, a: 0 }, label: { a: "Aa", b: "Bb" } } },
    year: { category: { index: ["2023", "2024", "2025"] } },
  },
  value: [1, 2, 3, 4, null, 6],
};

function cellsOf(data: unknown): readonly (readonly unknown[])[] {
  const cells: (readonly unknown[])[] = [];
  parseJsonStat(data).forEachCell((codes, value, status) => cells.push([...codes, value, status]));
  return cells;
}

const DENSE = [
  ["a", "2023", 1, undefined],
  ["a", "2024", 2, undefined],
  ["a", "2025", 3, undefined],
  ["b", "2023", 4, undefined],
  ["b", "2024", undefined, undefined],
  ["b", "2025", 6, undefined],
];

describe("a cube", () => {
  it("gives its cells in row-major order, by the positions of its codes", () => {
    expect(cellsOf(CUBE)).toEqual(DENSE);
  });

  it("may be sparse", () => {
    expect(cellsOf({ ...CUBE, value: { 0: 1, 1: 2, 2: 3, 3: 4, 5: 6 } })).toEqual(DENSE);
  });

  it.each([
    ["one for all", ":", [":", ":", ":", ":", ":", ":"]],
    ["a list of one for all", ["p"], ["p", "p", "p", "p", "p", "p"]],
    [
      "one a cell",
      [null, "", "e", null, ":", null],
      [undefined, undefined, "e", undefined, ":", undefined],
    ],
    ["by position", { 4: ":" }, [undefined, undefined, undefined, undefined, ":", undefined]],
    ["null", null, new Array(6).fill(undefined)],
  ])("may have statuses: %s", (_, status, expected) => {
    expect(cellsOf({ ...CUBE, status }).map((cell) => cell[3])).toEqual(expected);
  });

  it("describes its dimensions", () => {
    const { dimensions, cells, label, source, updated, notes } = parseJsonStat(CUBE);
    expect(dimensions.map(({ id, label: name, role }) => [id, name, role])).toEqual([
      ["place", "Place", "geo"],
      ["year", "year", "time"],
    ]);
    expect(dimensions[0]?.categories.map(({ code, label: name }) => [code, name])).toEqual([
      ["a", "Aa"],
      ["b", "Bb"],
    ]);
    expect({ cells, label, source, updated, notes }).toEqual({
      cells: 6,
      label: "MADE",
      source: "MADE office",
      updated: "2026-01-01",
      notes: ["made for a test"],
    });
  });

  it("says which categories contain others, and in what unit a measure is", () => {
    const { dimensions } = parseJsonStat({
      ...CUBE,
      dimension: {
        ...CUBE.dimension,
        place: {
          category: {
            index: ["a", "b"],
            child: { a: ["b"] },
            unit: { a: { base: "persons", decimals: 0 } },
          },
        },
      },
    });
    expect([...(dimensions[0]?.children ?? [])]).toEqual([["a", ["b"]]]);
    expect(dimensions[0]?.categories.map(({ unit }) => unit)).toEqual(["persons", undefined]);
  });

  it("may have a dimension of one category that is only named", () => {
    expect(
      cellsOf({
        ...CUBE,
        id: ["unit"],
        size: [1],
        dimension: { unit: { category: { label: { NR: "Number" } } } },
        value: [7],
      }),
    ).toEqual([["NR", 7, undefined]]);
  });

  it("may have codes that every object has as properties", () => {
    const { dimensions } = parseJsonStat({
      ...CUBE,
      id: ["toString"],
      size: [2],
      dimension: { toString: { category: { index: ["constructor", "__proto__"] } } },
      value: [1, 2],
    });
    expect(dimensions[0]?.categories.map(({ label, unit }) => [label, unit])).toEqual([
      ["constructor", undefined],
      ["__proto__", undefined],
    ]);
  });

  it("may be empty", () => {
    expect(
      cellsOf({
        ...CUBE,
        size: [0, 3],
        dimension: { ...CUBE.dimension, place: { category: { index: {} } } },
        value: [],
      }),
    ).toEqual([]);
  });

  it("may come without figures, as metadata", () => {
    expect(parseJsonStatHead({ ...CUBE, value: undefined }).cells).toBe(6);
  });
});

describe("a fault is named", () => {
  it.each([
    ["not an object", [], "The answer: "],
    ["another class", { ...CUBE, class: "collection" }, "class: is not a data set."],
    ["another version", { ...CUBE, version: "1.2" }, "version is 1.2; 2.0 is read."],
    ["sizes and ids", { ...CUBE, size: [6] }, "id names 2 dimensions, size gives the sizes of 1."],
    [
      "too few figures",
      { ...CUBE, value: [1, 2] },
      "value has 2 elements, but the dimensions make 6 cells.",
    ],
    [
      "a figure out of the cube",
      { ...CUBE, value: { 6: 1 } },
      "value has an element at position 6, but the dimensions make 6 cells.",
    ],
    ["too few statuses", { ...CUBE, status: ["p", "p"] }, "status has 2 elements"],
    ["a text for a figure", { ...CUBE, value: [1, 2, 3, 4, "5", 6] }, "value.4: "],
    [
      "a dimension that is not there",
      { ...CUBE, dimension: { place: CUBE.dimension.place } },
      "dimension lacks “year”",
    ],
    [
      "too few categories",
      { ...CUBE, dimension: { ...CUBE.dimension, place: { category: { index: ["a"] } } } },
      "Dimension “place” has 1 categories, but its size is 2.",
    ],
    [
      "a position twice",
      { ...CUBE, dimension: { ...CUBE.dimension, place: { category: { index: { a: 0, b: 0 } } } } },
      "Dimension “place” has no category at position 1.",
    ],
  ])("%s", (_, data, message) => {
    expect(() => parseJsonStat(data)).toThrow(JsonStatFault);
    expect(() => parseJsonStat(data)).toThrow(message);
  });
});

describe("symbols become flags", () => {
  it.each([
    [undefined, ":", "c", undefined],
    [undefined, ".", "x", undefined],
    [undefined, "..", "x", undefined],
    [undefined, "...", "x", undefined],
    [undefined, "-", "x", undefined],
    [undefined, undefined, "x", undefined],
    [5, undefined, undefined, undefined],
    [0, undefined, undefined, undefined],
    [5, "*", undefined, "preliminary"],
  ])("PxWeb: %s with %s", (value, status, flag, remark) => {
    expect(pxFlag(value, status)).toEqual({ flag, remark });
  });

  it.each([
    [undefined, "c", "c", undefined],
    [undefined, "C", "c", undefined],
    [undefined, "N", "c", undefined],
    [undefined, "P", "c", undefined],
    [undefined, ":", "x", undefined],
    [undefined, "m", "x", undefined],
    [undefined, "z", "x", undefined],
    [undefined, "u", "x", undefined],
    [undefined, undefined, "x", undefined],
    [5, "b", "b", undefined],
    [5, "be", "b", undefined],
    [5, "e", "e", undefined],
    [5, "s", "e", undefined],
    [5, "i", "e", undefined],
    [5, "r", "r", undefined],
    [5, "p", undefined, "provisional"],
    [5, "bp", "b", "provisional"],
    [5, "u", undefined, "of low reliability"],
    [5, "d", undefined, "by another definition"],
    [0, undefined, undefined, undefined],
  ])("Eurostat: %s with %s", (value, status, flag, remark) => {
    expect(eurostatFlag(value, status)).toEqual({ flag, remark });
  });
});
