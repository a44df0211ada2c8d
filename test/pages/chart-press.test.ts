/** The table under a chart. */

import { describe, expect, it } from "vitest";
import { clusterLife } from "../../src/charts/cluster-life.ts";
import { createChartPress } from "../../src/pages/chart-press.ts";
import { citedSiteWork } from "../../src/pages/citation.ts";
import { NORWEGIAN, SPEECH, siteAt } from "../speech.ts";

describe("the files of a chart", () => {
  const filesOf = async (baseUrl: string | undefined, speech = SPEECH) => {
    const files = new Map<string, string>();
    const place = createChartPress(
      { ...siteAt({ baseUrl, pathPrefix: "/p/", title: "Atlas" }), speech },
      async (file, content) => {
        files.set(file, String(content));
      },
      (figure) => citedSiteWork(figure, "Atlas", "figure"),
      () => ({ inline: "", standalone: "<svg><title>T</title><desc>D</desc><g></g></svg>" }),
    );
    const chart = clusterLife({
      id: "life",
      source: "",
      status: "observed",
      speech,
      name: "Horten & $&",
      rows: [
        { edition: "a", year: 1990, jobs: 1840, lq: 6.5, verdict: "cluster" },
        { edition: "a", year: 1994, jobs: 900, lq: 5, verdict: "cluster" },
      ],
      closing: [],
    });
    if (chart === undefined) throw new Error("no chart");
    await place("/clusters/horten/", chart);
    return {
      headline: chart.headline,
      svg: files.get("clusters/horten/life.svg") ?? "",
      usermeta: JSON.parse(files.get("clusters/horten/life.vl.json") ?? "").usermeta,
    };
  };
  const url = "https://a.example/p/clusters/horten/#figure-life";

  it("say where they come from and how they are cited, in the language's style", async () => {
    const { headline, svg, usermeta } = await filesOf("https://a.example");
    expect(usermeta).toMatchObject({
      status: "observed",
      url,
      citation: `${headline} [Figure]. (n.d.). Atlas. ${url}`,
    });
    expect(svg).toMatch(/<desc>D<\/desc><metadata>.*<\/metadata><g>/);
    expect(svg).toContain(`rdf:resource="${url}"`);
    expect(svg).toContain(`${headline.replaceAll("&", "&amp;")} [Figure]. (n.d.). Atlas.`);
    expect((await filesOf("https://a.example", NORWEGIAN)).usermeta.citation).toContain("(u.å.)");
  });

  it("say nothing of an address that is not known", async () => {
    const { svg, usermeta } = await filesOf(undefined);
    expect(svg).not.toContain("<metadata>");
    expect(usermeta).not.toHaveProperty("url");
    expect(usermeta).not.toHaveProperty("citation");
  });
});

describe("the table under a chart", () => {
  it("sets the mark of thousands in every number but a year", async () => {
    const site = siteAt({ baseUrl: undefined, pathPrefix: "/", title: "Atlas" });
    const place = createChartPress(
      { ...site, speech: NORWEGIAN },
      async () => {},
      (figure) => citedSiteWork(figure, "Atlas", "figure"),
      () => ({ inline: "", standalone: '<svg width="1" height="1"></svg>' }),
    );
    const chart = clusterLife({
      id: "life",
      source: "",
      status: "observed",
      speech: NORWEGIAN,
      name: "Horten",
      rows: [
        { edition: "a", year: 1990, jobs: 1840, lq: 6.5, verdict: "cluster" },
        { edition: "a", year: 1994, jobs: 900, lq: 5, verdict: "cluster" },
      ],
      closing: [],
    });
    if (chart === undefined) throw new Error("no chart");
    const { table } = await place("/clusters/horten/electronics/", chart);
    const texts = table.rows[0]?.cells.map(({ text, number }) => number?.text ?? text);
    expect(texts).toContain("1990");
    expect(texts).toContain("1\u00a0840");
  });
});
