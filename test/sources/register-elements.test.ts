import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createElementSplitter } from "../../src/sources/register-elements.ts";

/** The elements of a text that comes in pieces of the given sizes, in turn; and what is wrong with it. */
function split(bytes: Buffer, sizes: readonly number[]) {
  const elements: unknown[] = [];
  const splitter = createElementSplitter((text) => elements.push(JSON.parse(text)));
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    splitter.read(bytes.subarray(at, at + size));
    at += size;
  }
  return { elements, fault: splitter.end() };
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe("the elements of a list", () => {
  it("are those that JSON.parse has, wherever the pieces end", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ noUnicodeString: false })),
        fc.constantFrom(undefined, 2),
        sizes,
        (list, indent, pieces) => {
          const text = JSON.stringify(list, undefined, indent);
          const { elements, fault } = split(Buffer.from(`\n ${text} \n`), pieces);
          expect(fault).toBeUndefined();
          expect(elements).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it("keep quotes, brackets and backslashes of texts, also where a piece ends within an escape", () => {
    const list = [{ 'a"]},[{': "\\" }, '\\\\"', { b: ["}", { c: "Å\u{1F41F}" }] }];
    const bytes = Buffer.from(JSON.stringify(list));
    for (let size = 1; size < 8; size += 1)
      expect(split(bytes, [size])).toEqual({ elements: list, fault: undefined });
  });

  it("are lost with nothing but a word about it where the list is cut anywhere", () => {
    const bytes = Buffer.from(JSON.stringify([{ a: 1 }, { b: [2, "x]"] }]));
    for (let length = 1; length < bytes.length; length += 1)
      expect(split(bytes.subarray(0, length), [4]).fault).toBe("ends before its list does");
  });
});

describe("what is no list", () => {
  it.each([
    ["", "is empty"],
    ["  \n", "is empty"],
    ['{"_embedded": {}}', 'is no list of entries: outside of the list it has “{"_embedded": {}}”'],
    ["<!doctype html>", "is no list of entries: outside of the list it has “<!doctype html>”"],
    ["[1] [2]", "is no list of entries: outside of the list it has “[2]”"],
    ["[1,,2]", "has two commas where one entry should be"],
  ])("%j %s", (text, fault) => {
    expect(split(Buffer.from(text), [64]).fault).toBe(fault);
  });
});
