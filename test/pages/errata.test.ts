import { expect, it } from "vitest";
import { erratumHtml } from "../../src/pages/errata.ts";

const html = (text: string): string =>
  erratumHtml(text, { pathPrefix: "/atlas/", filesPrefix: "/atlas/" });

it("renders paragraphs, lists, emphasis and links, those of the site below the path prefix", () => {
  expect(html("See [growth](/1998/growth/#all), [a host](https://example.org/x) and *this*.")).toBe(
    '<p>See <a href="/atlas/1998/growth/#all">growth</a>, <a href="https://example.org/x">a host</a> and <em>this</em>.</p>\n',
  );
  expect(html("- one\n- two")).toContain("<li>one</li>");
});

it("leaves out what would break the page: markup, headings, pictures, tables, scripts in links", () => {
  const wild = html(
    "# Title\n\n<script>alert(1)</script>\n\n![x](https://example.org/x.png)\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n[x](javascript:alert(1)) [y](//example.org/)",
  );
  expect(wild).not.toMatch(/<(?:script|h1|img|table|td)/);
  expect(wild).not.toMatch(/href="javascript:|style=/);
  expect(wild).toContain('href="//example.org/"');
});

it("leads to pages in the language, and to what is published once for all of them", () => {
  const text = "[a](/1998/data/), [b](/1998/data/growth.csv), [c](/1998/growth/cite.bib)";
  expect(erratumHtml(text, { pathPrefix: "/atlas/nb/", filesPrefix: "/atlas/" })).toBe(
    '<p><a href="/atlas/nb/1998/data/">a</a>, <a href="/atlas/1998/data/growth.csv">b</a>, <a href="/atlas/nb/1998/growth/cite.bib">c</a></p>\n',
  );
});
