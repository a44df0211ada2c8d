import { describe, expect, it } from "vitest";
import type { Narrative } from "../../src/model/narrative.ts";
import { renderProse, type Shortcodes } from "../../src/pages/prose.ts";
import { SPEECH } from "../speech.ts";

const shortcodes: Shortcodes = {
  figure: (id, { round }) =>
    id === "lq:horten/electronics:1990"
      ? `<data value="9.5">${round === undefined ? "9.5" : "10"}</data>`
      : { problem: `unknown figure ${id}`, remedy: "see the docs" },
  claim: (condition) =>
    condition === "good"
      ? {
          edition: "1998",
          condition: {
            kind: "cell",
            region: "horten",
            sector: "electronics",
            property: { status: "stable" },
            column: 1,
          },
          verdict: "holds",
          figures: [],
          reasons: [],
        }
      : { why: "It cannot be read", errors: [{ message: "no such word.", column: 3 }] },
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

const render = (body: string) => renderProse(narrative(body), shortcodes, SPEECH);
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

  it("takes the anchor of a heading that gives one", () => {
    const body = '## The *great* turn {#turn-1990}\n\n### {% paper "2" %} and on {#on}\n';
    expect(render(body).headings).toEqual([{ id: "turn-1990", text: "The great turn" }]);
    expect(html(body)).toBe(
      '<h2 id="turn-1990">The <em>great</em> turn</h2>\n<h3 id="on">(Isaksen 1998, 2) and on</h3>\n',
    );
    expect(render(body).problems).toEqual([]);
  });

  it.each([
    ["## Two {#Two-Paths}\n", "{#Two-Paths}", 8, 8],
    ["## Two {#a} {#b}\n", "{#a}", 8, 8],
    ["First.\n\nWords {#here} in a text.\n", "{#here}", 10, 7],
    ["**Name.** {#only-in-the-glossary} Words.\n", "{#only-in-the-glossary}", 8, 11],
    ["## Two {#open\n", "{#open", 8, 8],
  ])("says that an anchor is none: %j", (body, value, line, column) => {
    expect(render(body).problems[0]).toMatchObject({ line, column, value });
    expect(render(body).problems[0]?.remedy).toContain("{#two-paths}");
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

  it("binds a sentence to its condition, and keeps it once", () => {
    expect(
      html(
        'So: {% claim "good" %}It *grew*, {% figure "lq:horten/electronics:1990" %}.{% endclaim %} End.',
      ),
    ).toBe(
      '<p>So: <span class="claim" id="case-made-claim-1-sentence" data-claim="holds">It <em>grew</em>, <data value="9.5">9.5</data>.</span>\u2060<a class="claim-mark" href="#case-made-claim-1" aria-label="Claim 1: condition and figures">1</a> End.</p>\n',
    );
    const { claims } = render(
      '{% claim "good" %}It *grew*\nby {% figure "lq:horten/electronics:1990" %} & <i>more</i>.{% endclaim %}',
    );
    expect(claims).toMatchObject([
      { id: "case-made-claim-1", line: 8, column: 1, sentence: "It grew by 9.5 & <i>more</i>." },
    ]);
  });

  it("points at the column of an error within a condition", () => {
    expect(render('So: {% claim "bad\n" %}It grew.{% endclaim %}').problems).toMatchObject([
      { line: 8, column: 17, message: "It cannot be read: no such word." },
    ]);
  });

  it.each([
    ['{% claim "good" %}It grew.', 1, "never closed"],
    ["It grew.{% endclaim %}", 9, "No shortcode claim is open"],
    ['{% claim "good" %} {% endclaim %}', 1, "no sentence"],
    ['{% claim "good" %}One.\n\nTwo.{% endclaim %}', 1, "several paragraphs"],
    ['## {% claim "good" %}Growth{% endclaim %}', 4, "in a heading"],
    ['{% claim "good" %}A {% claim "good" %}b{% endclaim %}', 21, "cannot begin within claim"],
    ['{% claim "good" %}A {% chart "map" %}{% endclaim %}', 21, "cannot stand within a sentence"],
    ['{% typed "" %}E18{% endtyped %}', 1, "gives no reason"],
    ['{% claim "good" %}The {% typed "road" %}E18{% endclaim %}', 44, "No shortcode claim is open"],
  ])("refuses %j", (body, column, message) => {
    const [problem] = render(body).problems;
    expect(problem).toMatchObject({ line: 8, column, message: expect.stringContaining(message) });
  });

  it("lets typed digits stand within a claim", () => {
    const { problems, claims } = render(
      '{% claim "good" %}The {% typed "road" %}E18{% endtyped %} grew.{% endclaim %}',
    );
    expect(problems).toEqual([]);
    expect(claims[0]?.sentence).toBe("The E18 grew.");
  });
});
