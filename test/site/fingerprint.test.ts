import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprint, folderFingerprint, folderStamp } from "../../src/site/fingerprint.ts";

describe("fingerprint", () => {
  it("is the same for the same value, however it was made", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(fingerprint(structuredClone(value))).toBe(fingerprint(value));
      }),
    );
  });

  it("differs where JSON differs", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(fingerprint(a)).not.toBe(fingerprint(b));
      }),
    );
  });

  it("tells apart what JSON does not, and texts that only look alike", () => {
    const values = [
      ...[
        null,
        undefined,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        0,
        -0,
        1,
        true,
        false,
        "",
        "0",
        "u",
      ],
      ...[[], [undefined], [[]], [1, 2], [12], ["1", "2"], ["12"], [["1"], "2"], [["1", "2"]]],
      ...[
        {},
        { a: undefined },
        { a: 1, b: 2 },
        { b: 2, a: 1 },
        { "a#1;1:b": 2 },
        { ab: "" },
        { a: "b" },
      ],
    ];
    expect(new Set(values.map(fingerprint)).size).toBe(values.length);
  });

  it.each([
    ["a map", new Map([["a", 1]])],
    ["bytes", new Uint8Array(3)],
    ["a function", () => 1],
    ["an instance of a class", new (class Place {})()],
    ["a date deep inside", { a: [{ b: new Date(0) }] }],
  ])("refuses %s, whose content it would pass over", (_, value) => {
    expect(() => fingerprint(value)).toThrow(TypeError);
  });
});

describe("the fingerprint and the stamp of a folder", () => {
  let folder: string;
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const both = (): readonly [string, string] => [folderFingerprint(folder), folderStamp(folder)];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "klyngeatlas-fingerprint-"));
    mkdirSync(join(folder, "a"));
    write("a/x.md", "one");
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("differ where a file has another content or name, came or went", () => {
    const seen = [folderFingerprint(folder)];
    for (const change of [
      () => write("a/x.md", "two"),
      () => write("a/y.md", ""),
      () => rmSync(join(folder, "a/x.md")),
      () => write("ay.md", ""),
    ]) {
      change();
      seen.push(folderFingerprint(folder));
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("differ in that a change that was taken back shows in the stamp alone", () => {
    const [content, stamp] = both();
    write("a/x.md", "two");
    write("a/x.md", "one");
    utimesSync(join(folder, "a/x.md"), 1e9, 1e9);
    const [contentNow, stampNow] = both();
    expect(contentNow).toBe(content);
    expect(stampNow).not.toBe(stamp);
  });

  it("leave out what is not included, and what links in a circle would repeat", () => {
    const [before] = both();
    write("a/note.txt", "x");
    symlinkSync(folder, join(folder, "a", "loop"));
    expect(folderFingerprint(folder, (name) => !name.endsWith(".txt"))).toBe(before);
    expect(folderFingerprint(folder)).not.toBe(before);
  });

  it("of a folder that is not there is that of an empty one", () => {
    mkdirSync(join(folder, "empty"));
    expect(folderFingerprint(join(folder, "nowhere"))).toBe(
      folderFingerprint(join(folder, "empty")),
    );
  });
});
