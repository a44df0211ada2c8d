import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { diffEditions } from "../../src/model/edition-diff.ts";
import { releaseNote } from "../../src/pages/release-note.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { SPEECH } from "../speech.ts";

/** Clusters of 400 jobs and the given firms, one in each region. */
function edition(
  id: string,
  firms: Readonly<Record<string, number>>,
  crosswalk: readonly string[] = [],
  jobsUnit = "jobs",
) {
  return buildAtlas(
    datasetOf({
      id,
      cells: {
        [2000 + Number(id)]: Object.fromEntries(
          Object.entries(firms).map(([region, count]) => [
            region,
            { [`s-${region.slice(0, 1)}`]: [400, count] as const },
          ]),
        ),
      },
      regions: Object.fromEntries(
        Object.keys(firms).map((region) => [region, `Region *${region}*`]),
      ),
      descriptor: { title: `Atlas <${id}>`, published: `200${id}-02-03`, jobsUnit },
      crosswalk,
    }),
  );
}

describe("a release note", () => {
  const before = edition("1", { a: 12, b: 12, c: 9, d: 12, e: 12 });
  const after = edition(
    "2",
    { a: 12, b2: 12, c: 11, d: 8, e: 12 },
    ["region,b,b2,2002,Another number"],
    "full-time equivalents",
  );
  const note = releaseNote(diffEditions(before, after), ["A sentence turned <false>."], SPEECH);

  it("begins with what the edition has, and how much of it is new", () => {
    expect(note.split("\n").slice(0, 3)).toEqual([
      "# Atlas \\<2\\>",
      "",
      "Atlas \\<2\\> was published on 3 February 2002. It lists four potential regional clusters, by the figures of 2002; Atlas \\<1\\> listed four potential regional clusters, by those of 2001. One entered the list, one left it, one continues in another form and two stayed as they were. The two are not strictly comparable, for reasons given under Definitions.",
    ]);
  });

  it("has a part for each sort of change, with reasons and nothing unescaped", () => {
    expect(note).toContain(
      "## Clusters that entered the list\n\n- **Region \\*c\\*: s-c.** Its firms rose from 9 to 11; the criterion is at least 10.\n",
    );
    expect(note).toContain("## Clusters that left it\n\n- **Region \\*d\\*: s-d.** Its firms fell");
    expect(note).toContain(
      "## Clusters that continue in another form\n\n- **Region \\*b2\\*: s-b.** It continues Region \\*b\\*: s-b. Its region was Region \\*b\\* before; 400 jobs in edition 1, 400 in 2, counted in another unit; 12 firms in edition 1, 12 in 2.\n",
    );
    expect(note).toContain("## Definitions\n\n- Jobs are counted as full-time equivalents");
    expect(note).toContain(
      "## Regions and sectors\n\n- The region Region \\*b\\* (b) is Region \\*b2\\* (b2) from 2002 on: Another number.\n",
    );
    expect(note).toContain("## Revised figures\n\n- The editions have no year in common.\n");
    expect(note).toContain(
      "## Sentences that no longer hold\n\n- A sentence turned \\<false\\>.\n",
    );
    expect(note.endsWith(".\n")).toBe(true);
  });

  it("says that figures are modelled", () => {
    const modelled = buildAtlas({
      ...after.dataset,
      descriptor: { ...after.dataset.descriptor, status: "modelled" },
    });
    expect(releaseNote(diffEditions(before, modelled), [], SPEECH)).toContain(
      "was published on 3 February 2002. Its figures are modelled. It lists",
    );
    expect(note).not.toContain("modelled");
  });

  it("leaves out what did not change, and says none in words", () => {
    const same = releaseNote(diffEditions(before, before), [], SPEECH);
    expect(same).toContain("None entered the list, none left it and four stayed as they were.\n");
    expect([...same.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      "Revised figures",
    ]);
  });

  it("sums up what is too long to name", () => {
    const many = (firms: number) =>
      edition("1", Object.fromEntries([..."abcdefghijklmnopqrstuvwxyz"].map((id) => [id, firms])));
    const long = releaseNote(diffEditions(many(9), many(12)), [], SPEECH);
    expect(long).toContain(
      "## Clusters that entered the list\n\n- Of those that entered: by firms 26.\n",
    );
  });
});
