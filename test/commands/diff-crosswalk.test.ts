/** The command diff over editions whose regions merge and divide, and the draft of a release note. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/commands/main.ts";
import { COAST, writeEdition } from "../site/made-editions.ts";

const data = mkdtempSync(join(tmpdir(), "klyngeatlas-diff-crosswalk-"));
beforeAll(() => {
  for (const edition of COAST) writeEdition(data, edition);
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

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

describe("klyngeatlas diff with crosswalks", () => {
  it("tells of clusters that are followed, and of what merged", async () => {
    const { code, lines } = await run("2018", "2021");
    expect(code).toBe(0);
    expect(lines[1]).toBe(
      "  The clusters of 2021 in edition 2021, against those of 2018 in edition 2018: 1 entered, 0 left, 3 stayed, 1 followed through changes of the code lists.",
    );
    expect(lines).toContain(
      "  Stavanger: Boat building continues, with Finnøy: Boat building. Its region took in Finnøy and Rennesøy in 2020; 675 jobs together in edition 2018, 720 in 2021, counted in another unit; 37 firms together in edition 2018, 30 in 2021.",
    );
    expect(lines).toContain(
      "  The regions Finnøy (finnoy) and Rennesøy (rennesoy) merged into Stavanger (stavanger) in 2020: Finnøy and Rennesøy merged into Stavanger.",
    );
    expect(lines.join("\n")).not.toMatch(/Finnøy.* (?:left|vanished|appeared)/);
  });

  it("follows the crosswalks of editions between the two", async () => {
    const { lines } = await run("2015", "2024");
    expect(lines.join("\n")).toContain(
      "Stavanger: Boat building continues, with Finnøy: Boat building.",
    );
    expect(lines.join("\n")).toContain("Ålesund: Boat building continues as Haram: Boat building.");
    expect(lines).toContain("  The region Røst (rost) ended in 2022: Nobody lives there.");
  });

  it("adds to what programs read, and takes nothing away", async () => {
    const { lines } = await run("2018", "2021", "--json");
    const outcome = JSON.parse(lines.join("\n")) as Record<string, unknown>;
    expect(outcome).toMatchObject({
      clusters: {
        entered: [{ region: "stavanger", sector: "fish", bound: expect.any(Array) }],
        left: [],
        followed: [
          {
            region: "stavanger",
            sector: "boats",
            isWhole: true,
            jobsBefore: 675,
            firmsBefore: 37,
            regionChange: { change: "merged", from: ["finnoy", "rennesoy", "stavanger"] },
            after: { jobs: { value: 720, holds: "yes" } },
          },
        ],
      },
      regions: {
        vanished: [{ id: "finnoy" }, { id: "rennesoy" }],
        moved: [{ change: "merged", notes: [{ since: 2020 }] }],
      },
    });
  });

  it("prints the draft of a release note instead, and gives it to programs", async () => {
    const { code, lines } = await run("2018", "2021", "--release-note");
    expect(code).toBe(0);
    expect(lines[0]).toBe("# The Coast 2021");
    expect(lines).toContain("## Clusters that continue in another form");
    expect(lines).not.toContain("Clusters");
    expect(lines.join("\n")).not.toContain("no longer hold");
    const json = JSON.parse(
      (await run("2018", "2021", "--release-note", "--json")).lines.join("\n"),
    );
    expect(json).toMatchObject({ releaseNote: `${lines.join("\n")}\n`, before: { id: "2018" } });
  });

  it("passes over an edition between that cannot be read", async () => {
    const folder = join(data, "2021");
    try {
      writeFileSync(join(folder, "sectors.csv"), "");
      const { code, lines } = await run("2015", "2024");
      expect(code).toBe(0);
      expect(lines).toContain("  The region Finnøy (finnoy) vanished.");
    } finally {
      rmSync(folder, { recursive: true });
      for (const edition of COAST) if (edition.id === "2021") writeEdition(data, edition);
    }
  });
});
