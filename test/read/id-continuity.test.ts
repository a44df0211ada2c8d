/** What is said of ids that stand for something else than in the edition before, and of those that do not. */

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identifiersOf } from "../../src/pages/identifiers.ts";
import { readEditions } from "../../src/read/editions.ts";
import { CODE_COLUMN } from "../../src/read/id-continuity.ts";
import type { Problem } from "../../src/read/problem.ts";
import { swap, TINY } from "./edition-folder.ts";

let data = "";

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "klyngeatlas-ids-"));
});

afterEach(() => rmSync(data, { recursive: true }));

type Change = readonly [file: string, from: string, to: string];

/** Regions have addresses elsewhere, sectors a code of a classification. */
const COMMON: readonly Change[] = [
  ["sectors.csv", "branch,code", "branch,isic2"],
  ["regions.csv", "county\n", "county,same_as\n"],
  ["regions.csv", ",West", ",West,https://x.example/fjord"],
  ["regions.csv", ",South", ",South,"],
  ["regions.csv", ",East", ",East,"],
];

function edition(id: string, published: string, changes: readonly Change[]): void {
  const folder = join(data, id);
  cpSync(TINY, folder, { recursive: true });
  const all: readonly Change[] = [
    ["datapackage.json", '"published": "2001-03-01"', `"published": "${published}"`],
    ...COMMON,
    ...changes,
  ];
  for (const [file, from, to] of all) {
    const path = join(folder, file);
    const text = existsSync(path) ? readFileSync(path, "utf8") : from;
    writeFileSync(path, swap(from, to)(text));
  }
}

/** Warnings about ids of a later edition with the changes. */
async function warnings(...changes: readonly Change[]): Promise<readonly Problem[]> {
  edition("2001", "2001-03-01", []);
  edition("2011", "2011-03-01", changes);
  const reading = await readEditions(data);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.warnings.filter(({ rule }) => rule === "id-reused");
}

describe("an id that stands for something else", () => {
  it("is told by a region that lies elsewhere", async () => {
    const [warning, ...others] = await warnings(["regions.csv", "6.1,62.4", "10.4,59.3"]);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({
      severity: "warning",
      file: expect.stringMatching(/2011\/regions\.csv$/),
      line: 2,
      column: "longitude",
      value: "10.4",
    });
    expect(warning?.message).toContain("another region than in 2001");
    expect(warning?.message).toMatch(/it lay 4\d\d km away/);
    expect(warning?.remedy).toContain("crosswalk.csv");
  });

  it("is told by addresses that name other things", async () => {
    expect(
      await warnings(["regions.csv", "https://x.example/fjord", "https://x.example/vik"]),
    ).toMatchObject([
      { line: 2, column: "same_as", value: "https://x.example/vik", severity: "warning" },
    ]);
  });

  it("is told by another code together with another name", async () => {
    expect(
      await warnings(
        ["sectors.csv", "Boat building", "Software"],
        ["sectors.csv", ",3841", ",8323"],
      ),
    ).toMatchObject([
      {
        file: expect.stringMatching(/2011\/sectors\.csv$/),
        line: 2,
        column: "isic2",
        value: "8323",
        message: expect.stringContaining("it was Boat building, and its isic2 was 3841"),
      },
    ]);
  });

  it("is compared with the last edition that had it", async () => {
    edition("2021", "2021-03-01", [["regions.csv", "6.1,62.4", "10.4,59.3"]]);
    const [warning, ...others] = await warnings(["regions.csv", "6.1,62.4", "10.4,59.3"]);
    expect(others).toEqual([]);
    expect(warning?.file).toContain("2011");
  });
});

describe("an id that stands for the same", () => {
  const SAME: Readonly<Record<string, readonly Change[]>> = {
    "under another name": [["sectors.csv", "Boat building", "Ships"]],
    "with another code": [["sectors.csv", ",3841", ",3842"]],
    "with a name in other capitals, and another code": [
      ["sectors.csv", "Boat building", "BOAT  Building"],
      ["sectors.csv", ",3841", ",3842"],
    ],
    "a little away": [["regions.csv", "6.1,62.4", "6.3,62.9"]],
    "with one address more": [
      ["regions.csv", "https://x.example/fjord", "https://y.example/1 https://x.example/fjord"],
    ],
    "without its address": [["regions.csv", "https://x.example/fjord", ""]],
    "without coordinates": [["regions.csv", "6.1,62.4", ","]],
    "by what the crosswalk says of it": [
      ["regions.csv", "6.1,62.4", "10.4,59.3"],
      ["crosswalk.csv", "", "kind,from,to,since,note\nregion,fjord,inland,2005,A part.\n"],
    ],
  };

  it.each(Object.entries(SAME))("%s", async (_, changes) => {
    expect(await warnings(...changes)).toEqual([]);
  });
});

it("knows the columns of codes that pages know", () => {
  const columns = ["isic2", "nace21", "sn2007", "naics2017", "nuts", "lau2021", "iso3166_2"].concat(
    ["ssb2024", "ba_region", "ba2020", "cbsa", "county", "basis", "name_nb", "snow"],
  );
  const byPages = columns.filter((name) => identifiersOf({ extra: { [name]: "1" } }).length > 0);
  expect(columns.filter((name) => CODE_COLUMN.test(name))).toEqual(byPages);
  expect(byPages).toHaveLength(11);
});
