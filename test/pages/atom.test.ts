/** The feed against RFC 4287: every requirement ("MUST") that applies to a feed of text and HTML. */

import { spawnSync } from "node:child_process";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { buildAtlas } from "../../src/model/atlas.ts";
import { historyOf } from "../../src/model/life.ts";
import { atomFeed } from "../../src/pages/atom.ts";
import { datasetOf } from "../model/dataset-of.ts";
import { siteAt } from "../speech.ts";

const SITE = siteAt({
  baseUrl: "https://example.org/stats",
  pathPrefix: "/p/",
  title: "Atlas & <co>",
});

function edition(year: number, firms: number, crosswalk: readonly string[] = []) {
  return buildAtlas(
    datasetOf({
      id: `e${year}`,
      cells: {
        [year]: {
          r1: { s1: [400, 20] },
          r2: { s2: [400, firms] },
          r4: { s4: [400, 20] },
          [year < 2004 ? "old" : "fresh"]: { s3: [400, 20] },
        },
      },
      regions: { r2: 'Fjord & "Vik" <b>' },
      descriptor: {
        title: `Edition <${year}> & more`,
        published: `${year + 1}-02-03`,
        status: year === 2002 ? "modelled" : "observed",
      },
      crosswalk,
    }),
  );
}

const EDITIONS = [
  edition(2000, 9),
  edition(2002, 12),
  edition(2004, 8, ["region,old,fresh,2003,A note with <b>"]),
];
const feedOf = (count: number, site: Parameters<typeof atomFeed>[2] = SITE): string =>
  atomFeed(historyOf(EDITIONS.slice(0, count)), [], site);

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Elements of an XML text; fails where they are not properly nested, or text stands bare. */
function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, children: [], text: "" };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const last = open.at(-1);
        if (last !== undefined) last.text += text;
      },
      onclosetag(name) {
        expect(open.pop()?.name).toBe(name);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  expect(open).toEqual([root]);
  const [only, second] = root.children.filter(({ name }) => name !== "?xml");
  if (only === undefined || second !== undefined) throw new Error("not one root element");
  return only;
}

function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

function onlyChild(element: Element, name: string): Element {
  const [child, second] = childrenOf(element, name);
  if (child === undefined || second !== undefined)
    throw new Error(`not one ${name} in ${element.name}`);
  return child;
}

/** RFC 3339 with a capital T and Z, as RFC 4287, section 3.3, demands, and a day of the calendar. */
const TIMESTAMP = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
/** An IRI with a scheme: section 4.2.6 forbids relative ids; links could be relative only with a base. */
const ABSOLUTE = /^https:\/\/[^\s<>"{}|\\^`]+$/;

describe("the feed", () => {
  const feed = parse(feedOf(3));
  const entries = childrenOf(feed, "entry");

  it("is one feed element of Atom’s namespace, with what it must have once (4.1.1)", () => {
    expect(feedOf(3)).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed /);
    expect([feed.name, feed.attributes.xmlns]).toEqual(["feed", "http://www.w3.org/2005/Atom"]);
    for (const name of ["id", "title", "updated"]) onlyChild(feed, name);
    expect(onlyChild(onlyChild(feed, "author"), "name").text).toBe("Atlas & <co>");
    expect(entries).toHaveLength(3);
    expect(feed.text.trim()).toBe("");
  });

  it("links to itself and to the page that says the same, one alternate of a type (4.1.1, 4.2.7)", () => {
    const links = childrenOf(feed, "link").map(({ attributes }) => [
      attributes.rel,
      attributes.href,
    ]);
    expect(links).toEqual([
      ["self", "https://example.org/stats/p/changes/feed.xml"],
      ["alternate", "https://example.org/stats/p/changes/"],
    ]);
  });

  it("gives each entry what it must have once, and an alternate link (4.1.2)", () => {
    for (const entry of entries) {
      for (const name of ["id", "title", "updated", "published", "summary"])
        expect(onlyChild(entry, name).text).not.toBe("");
      expect(childrenOf(entry, "content").length).toBeLessThanOrEqual(1);
      const [link, second] = childrenOf(entry, "link");
      expect(second).toBeUndefined();
      // Without rel, a link is an alternate one.
      expect(link?.attributes.rel ?? "alternate").toBe("alternate");
    }
  });

  it("has ids that are absolute, each once (4.2.6)", () => {
    const ids = [feed, ...entries].map((element) => onlyChild(element, "id").text);
    for (const id of ids) expect(id).toMatch(ABSOLUTE);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("https://example.org/stats/p/e2002/");
  });

  it("dates everything by the data, as RFC 3339 has it (3.3)", () => {
    for (const element of [feed, ...entries])
      expect(onlyChild(element, "updated").text).toMatch(TIMESTAMP);
    expect(entries.map((entry) => onlyChild(entry, "updated").text)).toEqual([
      "2005-02-03T00:00:00Z",
      "2003-02-03T00:00:00Z",
      "2001-02-03T00:00:00Z",
    ]);
    // The feed is as new as its newest entry.
    expect(onlyChild(feed, "updated").text).toBe("2005-02-03T00:00:00Z");
  });

  it("has no address that is relative, in elements or in HTML, since it has no base", () => {
    expect(feedOf(3)).not.toContain("xml:base");
    const links = [feed, ...entries].flatMap((element) => childrenOf(element, "link"));
    for (const { attributes } of links) expect(attributes.href).toMatch(ABSOLUTE);
    const html = entries.flatMap((entry) => childrenOf(entry, "content")).map(({ text }) => text);
    const addresses = html.flatMap((text) => [...text.matchAll(/href="([^"]*)"/g)]);
    expect(addresses.length).toBeGreaterThan(3);
    for (const [, address] of addresses) expect(address).toMatch(ABSOLUTE);
  });

  it("escapes HTML so that the text is markup without child elements (3.1.1.2), and properly nested", () => {
    const contents = entries.flatMap((entry) => childrenOf(entry, "content"));
    expect(contents).toHaveLength(2);
    for (const { attributes, children, text } of contents) {
      expect([attributes.type, children]).toEqual(["html", []]);
      // What stands in the data as "<b>" is still no element of the HTML.
      expect(text).not.toContain("<b>");
      const names = parse(`<div>${text}</div>`).children.map(({ name }) => name);
      expect(new Set(names)).toEqual(new Set(["h2", "ul"]));
    }
    const [latest] = contents;
    expect(latest?.text).toContain("<h2>Followed</h2>");
    expect(latest?.text).toContain("A note with &lt;b&gt;");
  });

  it("gives titles and summaries as plain text, whose tags are no tags (3.1.1.1)", () => {
    for (const entry of entries) {
      for (const name of ["title", "summary"]) {
        const element = onlyChild(entry, name);
        expect([element.attributes.type ?? "text", element.children]).toEqual(["text", []]);
      }
    }
    expect(entries.map((entry) => onlyChild(entry, "title").text)).toEqual([
      "Edition <2004> & more",
      "Edition <2002> & more",
      "Edition <2000> & more",
    ]);
  });

  it("keeps each entry as it was when another edition is added", () => {
    const entryTexts = (count: number): readonly string[] =>
      (feedOf(count).match(/ {2}<entry>[\s\S]*?<\/entry>/g) ?? []).toReversed();
    expect(entryTexts(2)).toEqual(entryTexts(3).slice(0, 2));
    expect(entryTexts(1)).toEqual(entryTexts(3).slice(0, 1));
  });

  it("is absolute without a base URL too", () => {
    const links = parse(feedOf(1, { ...SITE, baseUrl: undefined }));
    expect(onlyChild(links, "id").text).toMatch(ABSOLUTE);
  });
});

const XMLLINT = spawnSync("xmllint", ["--version"]).error === undefined;

describe.runIf(XMLLINT)("xmllint", () => {
  it("finds the feed well-formed", () => {
    const { status, stderr } = spawnSync("xmllint", ["--noout", "-"], { input: feedOf(3) });
    expect([status, stderr.toString()]).toEqual([0, ""]);
  });
});

it(`the feed ${XMLLINT ? "is also" : "is not"} read by xmllint, which is ${XMLLINT ? "there" : "absent"}`, () => {
  expect(spawnSync("xmllint", ["--version"]).status === 0).toBe(XMLLINT);
});
