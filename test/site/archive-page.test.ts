/** Pages, pictures and style sheets as they stand in an archive. */

import { describe, expect, it } from "vitest";
import {
  type ArchiveAddresses,
  archivedCss,
  archivedHtml,
  archivedSvg,
} from "../../src/site/archive-page.ts";

const FILES = new Set([
  "1998/index.html",
  "1998/clusters/index.html",
  "1998/clusters/map.svg",
  "1998/data/clusters.csv",
  "nb/1998/clusters/index.html",
  "assets/main-AB.css",
  "assets/font-CD.woff2",
  "index.html",
  "outside.html",
]);
const KNOWN: ArchiveAddresses = {
  pathPrefix: "/p/",
  files: FILES,
  outside: (path) => `https://atlas.example.org/p${path}`,
};
const UNKNOWN: ArchiveAddresses = { ...KNOWN, outside: () => "outside.html" };

const FILE = "1998/clusters/index.html";
const html = (text: string, addresses = KNOWN): string => archivedHtml(text, FILE, addresses);

describe("a page in an archive", () => {
  it.each([
    ["a page", '<a href="/p/1998/">', '<a href="../index.html">'],
    ["a place on a page", '<a href="/p/1998/#map">', '<a href="../index.html#map">'],
    ["a view of itself", '<a href="/p/1998/clusters/?s=new#l">', '<a href="index.html?s=new#l">'],
    [
      "a file",
      '<a href="/p/1998/data/clusters.csv" download>',
      '<a href="../data/clusters.csv" download>',
    ],
    [
      "another language",
      '<a href="/p/nb/1998/clusters/">',
      '<a href="../../nb/1998/clusters/index.html">',
    ],
    [
      "a picture",
      '<img src="/p/1998/clusters/map.svg" alt="A > B">',
      '<img src="map.svg" alt="A > B">',
    ],
    ["a mark of a drawing", '<a xlink:href="/p/1998/">', '<a xlink:href="../index.html">'],
    [
      "the style sheet",
      '<link rel="stylesheet" href="/p/assets/main-AB.css">',
      '<link rel="stylesheet" href="../../assets/main-AB.css">',
    ],
    [
      "a page outside",
      '<a href="/p/search/?q=a&amp;b">',
      '<a href="https://atlas.example.org/p/search/?q=a&amp;b">',
    ],
    ["the site's front page", '<a href="/p/">', '<a href="https://atlas.example.org/p/">'],
    [
      "another site",
      '<a href="https://other.example/p/1998/">',
      '<a href="https://other.example/p/1998/">',
    ],
    ["another site without a scheme", '<a href="//other.example/">', '<a href="//other.example/">'],
    ["a place on the page", '<a href="#main">', '<a href="#main">'],
  ])("leads to %s", (_, before, after) => {
    expect(html(before)).toBe(after);
  });

  it("leads to a page that says so where the site's address is not known", () => {
    expect(html('<a href="/p/search/?q=a">', UNKNOWN)).toBe('<a href="../../outside.html">');
    expect(html('<a href="/p/">', UNKNOWN)).toBe('<a href="../../outside.html">');
  });

  it("has no scripts and fetches nothing ahead, but keeps what machines are told", () => {
    const head =
      '<link rel="preload" href="/p/assets/font-CD.woff2" as="font" crossorigin><link rel="alternate" href="/p/changes/feed.xml" type="application/atom+xml"><script type="module" src="/p/assets/app.js"></script><script type="application/ld+json">{"a":"<b"}</script>';
    expect(html(head)).toBe('<script type="application/ld+json">{"a":"<b"}</script>');
    expect(html('<html lang="en" data-charts="/p/assets/charts.js">')).toBe('<html lang="en">');
  });

  it("may load style, fonts and pictures from a disk, and runs nothing", () => {
    const policy = html(
      '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;">',
    );
    expect(policy).toContain("style-src &#39;self&#39; file:");
    expect(policy).toContain("default-src &#39;none&#39;");
    expect(policy).not.toContain("script-src");
  });

  it("leaves text and code as they are, whatever they look like", () => {
    const code =
      '<pre><code>&lt;a href="/p/1998/"&gt;</code></pre><p title="href=&quot;/p/1998/&quot;">/p/1998/</p>';
    expect(html(code)).toBe(code);
  });
});

it("draws pictures and styles from files beside them", () => {
  expect(archivedSvg('<a href="/p/1998/"/><use href="#a"/>', FILE, KNOWN)).toBe(
    '<a href="../index.html"/><use href="#a"/>',
  );
  expect(
    archivedCss('src:url(/p/assets/font-CD.woff2),url("data:a")', "assets/main-AB.css", KNOWN),
  ).toBe('src:url(font-CD.woff2),url("data:a")');
});
