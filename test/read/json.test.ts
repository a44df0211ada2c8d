import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath, parseJson } from "../../src/read/json.ts";

describe("JSON", () => {
  it("is read as the language itself reads it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, "\t"), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const read = parseJson(text);
        if (!read.ok) expect.fail(`${read.message}: ${text}`);
        expect(JSON.stringify(read.value)).toBe(
          text === undefined ? text : JSON.stringify(JSON.parse(text)),
        );
      }),
    );
  });

  it("is refused where the language refuses it", () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", '"', "}", "]", ":", "\\", "0", "x", "\n"),
      )
      .map(([text, at, mark]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + mark + text.slice(place + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        let sound = true;
        try {
          JSON.parse(text);
        } catch {
          sound = false;
        }
        expect(parseJson(text).ok).toBe(sound);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["", 1, 1],
    ["{", 1, 2],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ["{a: 1}", 1, 2],
    ["[1,\n2,\n]", 3, 1],
    ["[1 2]", 1, 4],
    ['{"a":\n"b\n"}', 2, 1],
    ["{}\n{}", 2, 1],
    ["[01]", 1, 2],
    ["[NaN]", 1, 2],
    ["'a'", 1, 1],
    ['"\\x"', 1, 1],
  ])("%j has its fault on line %i, character %i", (text, line, column) => {
    expect(parseJson(text)).toMatchObject({ ok: false, line, column });
  });

  it("nested beyond reason is a fault, not a crash", () => {
    expect(parseJson("[".repeat(100_000))).toMatchObject({
      ok: false,
      message: "The values are nested too deeply",
    });
  });

  it("names the line of a property, or of what should hold it", () => {
    const read = parseJson('{\n"a": [\n1,\n{"b": 2}]\n}');
    if (!read.ok) expect.fail(read.message);
    expect(read.lineOf([])).toBe(1);
    expect(read.lineOf(["a"])).toBe(2);
    expect(read.lineOf(["a", 0])).toBe(3);
    expect(read.lineOf(["a", 1, "b"])).toBe(4);
    expect(read.lineOf(["a", 1, "c"])).toBe(4);
    expect(read.lineOf(["z"])).toBe(1);
  });

  it("names properties that stand twice", () => {
    expect(parseJson('{"a": {"b": 1, "b": 2}, "c": 3}')).toMatchObject({ repeated: [["a", "b"]] });
  });

  it("writes a path as people do", () => {
    expect(formatPath(["klyngeatlas", "periods", 0, 1])).toBe("klyngeatlas.periods[0][1]");
  });
});
