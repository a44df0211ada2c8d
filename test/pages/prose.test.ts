import { describe, expect, it } from "vitest";
import type { Narrative } from "../../src/model/narrative.ts";
import { renderProse, type Shortcodes } from "../../src/pages/prose.ts";

const shortcodes: Shortcodes = {
  figure: (id, { round }) =>
    id === "lq:horten/electronics:1990"
      ? `<data value="9.5">${round === undefined ? "9.5" : "10"}</data>`
      : { problem: `unknown figure ${id}`, remedy: "see the docs" },
  claim: () => [{ message: "no claims here", column: 1 }],
  paper: (section) => `(Isaksen 1998, ${section})`,
  link: (target) => `/1998/${target}/`,
};

function narrative(body: string): Narrative {
  return {
    file: "content/cases/made.md",
    kind: "case",
    slug: "made",
    title: "Made",
    summary: "",
    editions: ["1998"],
    order: 1,
    clusters: [],
    timeline: [],
    points: [],
    knowledge: [],
    digits: "bound",
    body,
    bodyLine: 8,
  };
}

const render = (body: string) => renderProse(narrative(body), shortcodes);
const html = (body: string): string =>
  render(body)
    .parts.map((part) => ("html" in part ? part.html : `[${part.chart}]`))
    .join("");

describe("prose", () => {
  it("prints a figure in the middle of a sentence", () => {
    expect(html('The quotient was {% figure "lq:horten/electronics:1990" %}.')).toBe(
      '<p>The quotient was <data value="9.5">9.5</data>.</p>\n',
    );
  });

  it("passes the rounding on", () => {
    expect(html('{% figure "lq:horten/electronics:1990" round=100 %}')).toContain(">10</data>");
  });

  it("cites a section and links within the edition", () => {
    expect(html('So {% paper "2" %} {% link "growth" %}growth{% endlink %}.')).toBe(
      '<p>So (Isaksen 1998, 2) <a href="/1998/growth/">growth</a>.</p>\n',
    );
  });

  it("puts a chart between stretches of text", () => {
    expect(html('Before\n\n{% chart "map" %}\n\nAfter')).toBe("<p>Before</p>\n[map]<p>After</p>\n");
  });

  it("gives headings ids and lists those of the second level", () => {
    const { headings } = render("## Ålesund & Ørsta\n\n### Below\n");
    expect(headings).toEqual([{ id: "alesund-orsta", text: "Ålesund & Ørsta" }]);
    expect(html("## Ålesund & Ørsta\n")).toContain('<h2 id="alesund-orsta">');
  });

  it("makes no inline style of a table's alignment", () => {
    const table = html("| a | b |\n| --- | ---: |\n| 1 | 2 |\n");
    expect(table).not.toContain("style");
    expect(table).toContain('<th scope="col">a</th>');
    expect(table).toContain('<th scope="row">1</th>');
    expect(table).toContain("<td>2</td>");
  });

  it("names each table by the heading above it, so that no two regions have one name", () => {
    const rows = "| a |\n| --- |\n| 1 |\n";
    const both = html(`${rows}\n## Evidence\n\n${rows}`);
    expect(both).toContain('aria-label="Table 1: Made"');
    expect(both).toContain('aria-label="Table 2: Evidence"');
  });

  it("names file, line and column of a figure that does not exist", () => {
    const { problems } = render('First line\n\nThere {% figure "lq:nowhere:1990" %} it is');
    expect(problems).toEqual([
      {
        file: "content/cases/made.md",
        line: 10,
        column: 7,
        value: "lq:nowhere:1990",
        message: "unknown figure lq:nowhere:1990",
        remedy: "see the docs",
      },
    ]);
  });

  it.each([
    ["an unknown shortcode", '{% include "secret" %}', "There is no shortcode include."],
    [
      "a shortcode without its argument",
      "{% figure %}",
      "The shortcode figure lacks its argument.",
    ],
    ["curly quotes", "{% figure “lq” %}", "This is not a well-formed shortcode."],
    ["an expression", "{{ process.exit() }}", "This is not a well-formed shortcode."],
  ])("refuses %s", (_, body, message) => {
    expect(render(body).problems.map((problem) => problem.message)).toContain(message);
  });
});
