/** The table under a chart. */

import { describe, expect, it } from "vitest";
import { clusterLife } from "../../src/charts/cluster-life.ts";
import { createChartPress } from "../../src/pages/chart-press.ts";
import { citedSiteWork } from "../../src/pages/citation.ts";
import { NORWEGIAN, siteAt } from "../speech.ts";

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
