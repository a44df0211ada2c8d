import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SOURCE_LIST, shortHash, sourceList } from "../../src/pages/source-list.ts";

const FILES = [
  { name: "employment.csv", content: Buffer.from("year,region\n1990,horten\n") },
  { name: "regions.csv", content: Buffer.from("region,name\nhorten,Horten\n") },
];

it("is a list that sha256sum checks, and has a hash of its own", () => {
  const { text, contentHash } = sourceList(FILES);
  const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-list-"));
  try {
    for (const { name, content } of FILES) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, SOURCE_LIST), text);
    const said = execFileSync("sha256sum", ["-c", SOURCE_LIST], { cwd: folder, encoding: "utf8" });
    expect(said).toBe("employment.csv: OK\nregions.csv: OK\n");
    const own = execFileSync("sha256sum", [SOURCE_LIST], { cwd: folder, encoding: "utf8" });
    expect(own).toBe(`${contentHash}  ${SOURCE_LIST}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("has another hash when any byte or name is another", () => {
  const [first, second] = FILES;
  if (first === undefined || second === undefined) throw new Error("two files");
  const hashes = [
    FILES,
    [first, { ...second, name: "sectors.csv" }],
    [first, { ...second, content: Buffer.from("region,name\nhorten,Horten \n") }],
    [first],
  ].map((files) => sourceList(files).contentHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});

it("is told by its first twelve digits", () => {
  const hash = createHash("sha256").update("x").digest("hex");
  expect(shortHash(hash)).toHaveLength(12);
  expect(hash.startsWith(shortHash(hash))).toBe(true);
});
