import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { judgeDescribed } from "../../src/site/described-files.ts";
import { publish } from "../standards/published.ts";

const { files } = await publish("tiny");
const root = mkdtempSync(join(tmpdir(), "klyngeatlas-described-"));
const METADATA = "ro-crate-metadata.json";

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Objections to the edition with some of its files otherwise; those that are undefined are not there. */
function judged(other: Readonly<Record<string, string | undefined>>): readonly string[] {
  for (const [name, content] of [...files, ...Object.entries(other)]) {
    const file = join(root, "2001", name);
    mkdirSync(dirname(file), { recursive: true });
    if (content === undefined) rmSync(file);
    else writeFileSync(file, content);
  }
  return judgeDescribed(root, "2001").map(({ page, rule }) => `${rule} ${page}`);
}

it("has nothing against an edition as it was made", () => {
  expect(judged({})).toEqual([]);
});

it("objects to a file that is another, or is not there", () => {
  expect(judged({ "data/growth.csv": "period\n" })).toEqual([
    "described-file /2001/data/growth.csv",
  ]);
  expect(judged({ "data/growth.csv": undefined, "growth/index.html": undefined })).toEqual([
    "described-file /2001/data/growth.csv",
    "described-file /2001/growth/index.html",
  ]);
});

it("objects to a description that is none", () => {
  for (const text of ["{", "{}", '{"@graph": [1]}'])
    expect(judged({ [METADATA]: text })).toEqual([`described-file /2001/${METADATA}`]);
});

it("asks nothing of an edition that was published without one", () => {
  expect(judged({ [METADATA]: undefined })).toEqual([]);
});
