import { describe, expect, it } from "vitest";
import { reportDocument } from "../../src/site/report-document.ts";
import { SPEECH } from "../speech.ts";

const page = (address: string, main: string, deeper = false) => ({
  address,
  html: `<html><body><nav>menu</nav><main id="main" class="sheet"><h1>${address} &amp; more</h1>${main}</main></body></html>`,
  deeper,
});

const document = (pageOf: ReadonlyMap<string, number> = new Map()): string =>
  reportDocument(
    {
      title: "An edition",
      siteTitle: "Atlas",
      published: "2001-05-01",
      url: "https://atlas.example/e/",
      origin: "https://atlas.example",
      status: "All of them are modelled.",
      notes: [],
      licences: ["CC BY 4.0"],
      styles: [],
      speech: SPEECH,
      pages: [
        page(
          "/e/",
          '<section aria-labelledby="a b"><h2 id="a">Part</h2><a href="/e/growth/#b">growth</a><a href="#a">here</a><a href="/about/">about</a></section>' +
            '<figure class="plate" id="figure-map"><figcaption><h3 class="plate-headline">Where</h3></figcaption><svg><g clip-path="url(#c)"></g><clipPath id="c"></clipPath></svg>' +
            '<details class="plate-data"><summary>Data</summary><details><p>inner</p></details><p>hidden</p></details></figure>',
        ),
        page("/e/growth/", '<table><caption id="b"><span>All</span></caption></table>', true),
      ],
    },
    pageOf,
  );

describe("the report as a document", () => {
  const html = document(
    new Map([
      ["p1", 3],
      ["p2", 12],
    ]),
  );

  it("opens with title, status, date and licence, and says where it comes from", () => {
    expect(html).toContain("<h1>An edition</h1>");
    expect(html).toContain("<strong>Modelled figures.</strong> All of them are modelled.");
    expect(html).toContain("Published 1 May 2001");
    expect(html).toContain("CC BY 4.0");
  });

  it("has contents with page numbers, and holds the room where they are not known yet", () => {
    expect(html).toContain(
      '<a href="#p1">/e/ &amp; more</a><span class="dots"></span><span class="number">3</span>',
    );
    expect(html).toContain(
      '<li class="deeper"><a href="#p2">/e/growth/ &amp; more</a><span class="dots"></span><span class="number">12</span>',
    );
    expect(document()).toContain('<span class="number">000</span>');
  });

  it("leads within itself where it can, and else to the site", () => {
    expect(html).toContain('href="#p2-b"');
    expect(html).toContain('href="#p1-a"');
    expect(html).toContain('href="https://atlas.example/about/"');
  });

  it("keeps ids apart, and what refers to them", () => {
    expect(html).toContain('aria-labelledby="p1-a p1-b"');
    expect(html).toContain('clip-path="url(#p1-c)"');
    expect(html).toContain('<clipPath id="p1-c">');
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("numbers figures and tables, sets headings one deeper, and leaves menus and hidden data out", () => {
    expect(html).toContain('class="plate-headline">Figure 1. Where</h4>');
    expect(html).toContain("Table 1. </caption>".replace("</caption>", "All"));
    expect(html).toContain('<h2 id="p1">/e/ &amp; more</h2>');
    for (const text of ["menu", "hidden", "inner"]) expect(html).not.toContain(text);
  });
});
