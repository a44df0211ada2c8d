import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { historyOf } from "../../src/model/life.ts";
import type { Narrative } from "../../src/model/narrative.ts";
import { atomFeed } from "../../src/pages/atom.ts";
import { changesSheet, editionChanges } from "../../src/pages/changes.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { siteAt } from "../speech.ts";

const SITE = siteAt({ baseUrl: "https://example.org", pathPrefix: "/p/", title: "Atlas" });

/** `count` clusters, one in each region; region r0 of edition b has too few firms. */
function edition(id: string, count: number, firms: (n: number) => number) {
  return buildAtlas(
    datasetOf({
      id,
      cells: {
        1990: Object.fromEntries(
          [...Array(count).keys()].map((n) => [`r${n}`, { [`s${n}`]: [400, firms(n)] as const }]),
        ),
      },
      descriptor: {
        title: `Edition <${id}>`,
        published: `200${id === "a" ? 1 : 2}-01-01`,
        status: id === "a" ? "observed" : "modelled",
      },
    }),
  );
}

const FEW = [edition("a", 5, () => 10), edition("b", 5, (n) => (n === 0 ? 9 : 11))];

/** Of edition a: says that r0 has a cluster, and how many firms it has. */
const CASE: Narrative = {
  file: "content/cases/r0.md",
  kind: "case",
  slug: "r0",
  title: "R0",
  summary: "",
  editions: ["a"],
  order: 1,
  clusters: [],
  timeline: [],
  points: [],
  knowledge: [],
  digits: "bound",
  body: `{% claim "r0/s0 is a cluster in 1990" %}R0 has a cluster{% endclaim %}. {% claim "jobs:r0/s0:1990 = 400 jobs" %}It has jobs{% endclaim %}.`,
  bodyLine: 8,
};

describe("what changed from edition to edition", () => {
  it("names the sentences about the earlier edition that the later one’s figures make false", () => {
    const [latest] = editionChanges(historyOf(FEW), [CASE], SITE);
    expect(latest?.findings).toContain(
      "Of the 2 claims in the narratives of edition a, 1 holds in the data of edition b too.",
    );
    const sentences = latest?.lists.find(({ label }) => label === "Sentences");
    expect(sentences?.items).toEqual([
      {
        text: "“R0 has a cluster”",
        href: "/p/a/cases/r0/",
        note: expect.stringMatching(/^No longer holds\. firms:r0\/s0:1990 is 9.*before 10/),
      },
    ]);
    expect(atomFeed(historyOf(FEW), [CASE], SITE)).toContain("R0 has a cluster");
  });

  it("is told latest first, each cluster with the reason", () => {
    const [latest, first] = editionChanges(historyOf(FEW), [], SITE);
    expect(latest).toMatchObject({
      edition: { text: "Edition <b>", href: "/p/b/" },
      published: "1 January 2002",
      before: { title: "Edition <a>", clusterYear: "1990", clusterYearNow: "1990" },
      counts: "0 entered, 1 left, 4 stayed.",
      criteria: "location quotient above 3, jobs at least 200, firms at least 10",
      findings: [
        "The figures are modelled, before observed.",
        "5 cells given in both editions (1990) have other figures: firms in 5, by 5 in all.",
        "The country’s firms in 1990: 50 before, 53 now (+3).",
      ],
    });
    expect(latest?.lists).toEqual([
      {
        label: "Left",
        count: "1",
        open: true,
        summary: undefined,
        items: [
          { text: "r0: s0", href: "/p/clusters/r0/s0/", note: "Its firms fell from 10 to 9." },
        ],
      },
    ]);
    expect(first).toMatchObject({ before: undefined, counts: "5 potential regional clusters." });
    expect(first?.lists.map(({ items }) => items.map(({ note }) => note))).toEqual([
      ["", "", "", "", ""],
    ]);
  });

  it("repeats a criterion beside a cluster only where it changed", () => {
    const stricter = buildAtlas({
      ...(FEW[0]?.dataset ?? datasetOf({ cells: {} })),
      descriptor: {
        ...edition("a", 5, () => 10).dataset.descriptor,
        criteria: {
          locationQuotient: { above: 3 },
          jobs: { atLeast: 401 },
          firms: { atLeast: 10 },
        },
      },
    });
    const [latest] = editionChanges(historyOf([edition("a", 5, () => 10), stricter]), [], SITE);
    expect(latest?.lists[0]?.items[0]?.note).toBe(
      "Its jobs are 400; the criterion is at least 401 (before: at least 200), which alone decided.",
    );
  });

  it("sums up and folds a list of many", () => {
    const many = [edition("a", 60, () => 9), edition("b", 60, () => 10)];
    const [list] = editionChanges(historyOf(many), [], SITE)[0]?.lists ?? [];
    expect(list).toMatchObject({
      label: "Entered",
      count: "60",
      open: false,
      summary: "Of those that entered: by firms 60.",
    });
    expect(list?.items.length).toBe(60);
  });

  it("says on the page that modelled figures are among them", async () => {
    const pages = [FEW, FEW.slice(0, 1)].map((atlases) =>
      changesSheet(historyOf(atlases), [], SITE, async () => {}),
    );
    expect((await Promise.all(pages)).map(({ view }) => view.modelled)).toEqual([true, false]);
  });
});

describe("the feed", () => {
  it("says the same, with absolute addresses and nothing unescaped", () => {
    const feed = atomFeed(historyOf(FEW), [], SITE);
    expect(feed).toContain("<title>Edition &lt;b&gt;</title>");
    expect(feed).toContain(
      "<summary>Clusters: 0 entered, 1 left, 4 stayed. The figures are modelled, before observed. 5 cells",
    );
    expect(feed).toContain("<summary>5 potential regional clusters.</summary>");
    expect(feed).toContain(
      "&lt;h2&gt;Left&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;&lt;a href=&quot;https://example.org/p/clusters/r0/s0/&quot;&gt;r0: s0&lt;/a&gt; Its firms fell from 10 to 9.&lt;/li&gt;&lt;/ul&gt;",
    );
    expect(feed.match(/<content /g)).toHaveLength(1);
  });
});
