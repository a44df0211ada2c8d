/** ZIP files: what other programs read in them, and that they are the same bytes everywhere. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/site/seal.ts";
import { writeZip, type ZipEntry, zipEntry } from "../../src/site/zip.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-zip-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = (name: string, text: string): ZipEntry => zipEntry(name, Buffer.from(text));
const zipOf = async (name: string, entries: Iterable<ZipEntry>): Promise<string> => {
  const path = join(folder, name);
  await writeZip(path, entries);
  return path;
};

/** What a program says of an archive; undefined where the machine does not have it. */
function judged(path: string, program: string, ...args: readonly string[]): string | undefined {
  const { error, status, stdout } = spawnSync(program, [...args, path], { encoding: "utf8" });
  return error === undefined ? `${status} ${stdout}` : undefined;
}

const TEXT = "jobs and firms ".repeat(500);

describe("a ZIP", () => {
  it("holds files as they are, compressed where that helps", async () => {
    const entries = [
      entry("1998/a.csv", TEXT),
      entry("1998/å.csv", "x"),
      entry("b.png", TEXT),
      entry("empty", ""),
    ];
    expect(entries.map(({ isCompressed }) => isCompressed)).toEqual([true, false, false, false]);
    const path = await zipOf("some.zip", entries);
    const read = unzipSync(readFileSync(path));
    expect(Object.entries(read).map(([name, content]) => [name, strFromU8(content)])).toEqual([
      ["1998/a.csv", TEXT],
      ["1998/å.csv", "x"],
      ["b.png", TEXT],
      ["empty", ""],
    ]);
    for (const said of [
      judged(path, "unzip", "-tq"),
      judged(path, "python3", "-m", "zipfile", "-t"),
    ])
      expect(said ?? "0").toMatch(/^0/);
    const listed = judged(path, "unzip", "-Z");
    if (listed !== undefined)
      expect(listed).toMatch(/^-rw-r--r-- +2\.0 unx .* 80-Jan-01 00:00 1998\/a\.csv$/m);
  });

  it("is the same bytes on every machine and in every year", async () => {
    const path = await zipOf("same.zip", [entry("a.csv", TEXT), entry("b.png", "PNG")]);
    expect(sha256(readFileSync(path))).toBe(HASH);
  });

  it("holds more files than the short end record can count", async () => {
    const names = Array.from({ length: 70_000 }, (_, i) => `f/${i}.txt`);
    const empty = entry("", "");
    const path = await zipOf(
      "many.zip",
      names.map((name) => ({ ...empty, name })),
    );
    expect(Object.keys(unzipSync(readFileSync(path)))).toHaveLength(70_000);
    const said = judged(path, "python3", "-c", COUNT);
    if (said !== undefined) expect(said).toBe("0 70000\n");
  });

  it("never takes the place of a file that is there", async () => {
    await zipOf("first.zip", []);
    await expect(zipOf("first.zip", [])).rejects.toThrow(/EEXIST/);
  });
});

const COUNT = "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))";

/** Noted once: whoever changes the writer or the compressor changes the archives of unsealed editions. */
const HASH = "a9065b5a06a71d78b4e011151b5b7d533a24c4f6abf29b8bdffe1bfd87474f8c";
