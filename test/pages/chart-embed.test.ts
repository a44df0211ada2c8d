import { parseDocument } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { renderChart } from "../../src/charts/render.ts";
import { chartEmbed } from "../../src/pages/chart-embed.ts";
import { samplesIn } from "../charts/samples.ts";
import { NORWEGIAN, SPEECH } from "../speech.ts";

const sample = samplesIn(SPEECH)["growth-bars"]?.();
if (sample === undefined) throw new Error("no sample");
const { standalone } = renderChart(sample, "x");

function embed(chart: typeof sample, pathPrefix: "/" | "/p/nb/", speech = SPEECH): string {
  if (chart === undefined) throw new Error("no chart");
  const site = { baseUrl: "https://example.org", pathPrefix, speech };
  return chartEmbed(chart, standalone, "/1998/growth/", site);
}

describe("the HTML that shows a chart on another page", () => {
  it("has the picture by its whole address with its size, its text and the way back", () => {
    const html = embed(sample, "/");
    expect(html).toContain('<figure lang="en">');
    expect(html).toMatch(
      /<img src="https:\/\/example\.org\/1998\/growth\/growth\.svg" width="388" height="\d+" alt="[^"]{50,}">/,
    );
    expect(html).toContain('<a href="https://example.org/1998/growth/#figure-growth">');
    expect(html).toContain("Modelled figures");
    expect(html).toContain("Source: example figures made for tests");
  });

  it("speaks the language of its page and points at that page", () => {
    const html = embed(samplesIn(NORWEGIAN)["growth-bars"]?.(), "/p/nb/", NORWEGIAN);
    expect(html).toContain('<figure lang="nb">');
    expect(html).toContain('src="https://example.org/p/nb/1998/growth/growth.svg"');
    expect(html).toContain("Modellerte tall");
  });

  it("keeps names from the data from becoming markup", () => {
    const hostile = '"><script>alert(1)</script>';
    const html = embed(
      { ...sample, headline: hostile, description: hostile, source: hostile },
      "/",
    );
    expect(html).not.toContain("<script");
    const images = JSON.stringify(parseDocument(html).children.map((node) => node.type));
    expect(images).toBe('["tag"]');
  });
});
