import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/commands/main.ts";

const TINY = join(import.meta.dirname, "../fixtures/tiny/2001");

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "klyngeatlas-diff-"));
  edition("2001", {});
});

afterEach(() => rmSync(data, { recursive: true, force: true }));

type Swaps = readonly (readonly [from: string | RegExp, to: string])[];

/** A copy of the tiny edition with texts of its files replaced; each must be there. */
function edition(name: string, files: Readonly<Record<string, Swaps>>): void {
  const folder = join(data, name);
  cpSync(TINY, folder, { recursive: true });
  rmSync(join(folder, "published-figures.csv"));
  for (const [file, swaps] of Object.entries(files)) {
    const path = join(folder, file);
    const text = swaps.reduce(
      (before, [from, to]) => {
        const after = before.replaceAll(
          typeof from === "string" ? from : new RegExp(from, "gm"),
          to,
        );
        if (after === before) throw new Error(`${file} does not hold ${from}`);
        return after;
      },
      readFileSync(path, "utf8"),
    );
    writeFileSync(path, text);
  }
}

async function run(...args: string[]) {
  const results: string[] = [];
  const messages: string[] = [];
  const code = await main(["diff", ...args, "--data", data], {
    result: (line) => results.push(line),
    message: (line) => messages.push(line),
    progress: () => {},
  });
  return { code, lines: results, err: messages.join("\n") };
}

describe("klyngeatlas diff", () => {
  it("says so where nothing changed, under each heading, with exit code 0", async () => {
    edition("2002", {});
    expect(await run("2001", "2002")).toEqual({
      code: 0,
      err: "",
      lines: [
        "Clusters",
        "  The clusters of 1991 in edition 2002, against those of 1991 in edition 2001: 0 entered, 0 left, 2 stayed.",
        "",
        "Criteria and units",
        "  They are the same, and so are the years.",
        "",
        "Code lists",
        "  Regions and sectors are the same.",
        "",
        "Revised figures",
        "  No figures given in both editions (1981, 1991 and 1996) differ.",
        "",
        "Claims",
        "  The narratives of edition 2001 claim nothing of its data.",
      ],
    });
  });

  it("tells of changed figures: the criterion that did it, the cells, the country", async () => {
    edition("2002", {
      "employment.csv": [["1991,inland,engines,100,4,", "1991,inland,engines,60,4,r"]],
    });
    const { code, lines } = await run("2001", "2002");
    expect(code).toBe(0);
    expect(lines.slice(1, 4)).toEqual([
      "  The clusters of 1991 in edition 2002, against those of 1991 in edition 2001: 0 entered, 1 left, 1 stayed.",
      // 60 / 360 over 120 / 960
      "  Inland: Engines, marine left the list: its location quotient fell from 1.56 to 1.33; the criterion is above 1.5.",
      "",
    ]);
    const revised = lines.indexOf("Revised figures");
    expect(lines.slice(revised, lines.indexOf("Claims") - 1)).toEqual([
      "Revised figures",
      "  1 cell given in both editions (1981, 1991 and 1996) has other figures: jobs in 1, by 40 in all.",
      "  The country’s jobs in 1991: 1,000 before, 960 now (−40).",
      "  Inland: Engines, marine, 1991: jobs 100 before, 60 now (−40).",
    ]);
    const back = (await run("2002", "2001")).lines;
    expect(back[2]).toBe(
      "  Inland: Engines, marine entered the list: its location quotient rose from 1.33 to 1.56; the criterion is above 1.5.",
    );
  });

  it("tells of a region that vanished, and of clusters that left with it", async () => {
    edition("2002", {
      "regions.csv": [[/^inland,.*\n/, ""]],
      "employment.csv": [[/^\d+,inland,.*\n/, ""]],
    });
    const { lines } = await run("2001", "2002");
    expect(lines).toContain(
      "  Inland: Engines, marine left the list: the region is not in edition 2002.",
    );
    expect(lines).toContain("  The region Inland (inland) vanished.");
    expect((await run("2002", "2001")).lines).toContain(
      "  Inland: Engines, marine entered the list: the region was not in edition 2002.",
    );
  });

  it("tells of a changed unit and of renamed sectors", async () => {
    edition("2002", {
      "datapackage.json": [['"jobsUnit": "employees"', '"jobsUnit": "full-time equivalents"']],
      "sectors.csv": [
        ["boats,Boat building,", "boats,Ships and boats,"],
        ["Services,Services,,9", "Services,Private services,Trade,9"],
      ],
      "employment.csv": [["1991,inland,engines,100,4,", "1991,inland,engines,60,4,"]],
    });
    const { lines } = await run("2001", "2002");
    expect(lines).toContain(
      "  Jobs are counted as full-time equivalents, before as employees: jobs and location quotients of the two editions are not strictly comparable.",
    );
    expect(lines).toContain("  The sector boats is called Ships and boats, before Boat building.");
    expect(lines).toContain(
      "  The sector Services (services) belongs to another group: Private services, before Services.",
    );
    expect(lines).toContain(
      "  The sector Services (services) belongs to another branch: Trade, before no branch.",
    );
    expect(lines).toContain(
      "  Inland: Engines, marine left the list: its location quotient fell from 1.56 to 1.33; the criterion is above 1.5; jobs are counted in another unit than before.",
    );
    expect(lines).toContain(
      "  Units of measurement changed, so that these differences are not revisions alone.",
    );
  });

  it("tells of a changed threshold, and of clusters that left by it alone", async () => {
    edition("2002", { "datapackage.json": [['"above": 1.5 ', '"above": 1.5625 ']] });
    const { lines } = await run("2001", "2002");
    expect(lines).toContain(
      "  Inland: Engines, marine left the list: its location quotient is 1.5625; the criterion is above 1.5625 (before: above 1.5), which alone decided.",
    );
    expect(lines).toContain(
      "  The criterion for location quotient is above 1.5625, before above 1.5.",
    );
  });

  it("gives the diff as data with --json", async () => {
    edition("2002", { "datapackage.json": [['"atLeast": 2 ', '"atLeast": 5 ']] });
    const { code, lines } = await run("2001", "2002", "--json");
    expect([code, lines.length]).toEqual([0, 1]);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      command: "diff",
      ok: true,
      before: { id: "2001", clusterYear: 1991 },
      after: { id: "2002" },
      clusters: {
        entered: [],
        left: [
          {
            region: "inland",
            sector: "engines",
            before: { firms: { value: 4, holds: "yes" }, status: "new" },
            after: { firms: { value: 4, holds: "no" } },
            causes: [{ criterion: "firms", by: "threshold" }],
          },
        ],
      },
      criteria: [{ criterion: "firms", before: { atLeast: 2 }, after: { atLeast: 5 } }],
      revisions: { cells: 0 },
    });
  });

  it("fails where an edition does not exist, and names those that do", async () => {
    mkdirSync(join(data, "notes"));
    for (const name of ["1999", "../2001", "notes"]) {
      const { code, lines, err } = await run("2001", name);
      expect([code, lines]).toEqual([1, []]);
      expect(err).toBe(`klyngeatlas: There is no edition ${name}. There are: 2001.`);
    }
  });

  it("fails where an edition cannot be read, and says what is wrong with it", async () => {
    edition("2002", {
      "employment.csv": [["1991,inland,engines,100,4,", "1991,inland,engines,many,4,"]],
    });
    edition("broken", { "datapackage.json": [['"published"', '"printed"']] });
    const { code, lines, err } = await run("2001", "2002");
    expect([code, lines]).toEqual([1, []]);
    expect(err).toMatch(/employment\.csv:\d+:jobs: .*\(many\)/);
    // What is wrong with an edition that is not asked for is another command's matter.
    expect((await run("2001", "2001")).code).toBe(0);
  });
});
