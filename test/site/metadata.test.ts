/** What the pages and link set of a built site tell machines: every address is one at which the site answers. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "htmlparser2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { DESCRIPTIONS } from "../../src/pages/descriptions/publish.ts";
import { listFiles } from "../../src/site/check-site.ts";
import { build, makeData, options } from "./made-site.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-metadata-"));
const [known, unknown] = [join(folder, "known"), join(folder, "unknown")];
const BASE = "https://atlas.example.org";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const data = makeData(join(folder, "data"), { "2001": "2001-05-01" });
  const content = join(folder, "content");
  await build(options(data, content, { pathPrefix: "/p/", languages: {} }), known);
  await build(options(data, content, { baseUrl: undefined }), unknown);
});

interface Tag {
  readonly name: string;
  readonly attribs: Readonly<Record<string, string>>;
}

/** Meta and link elements of a page. */
function headTags(root: string, file: string): readonly Tag[] {
  const found: Tag[] = [];
  const visit = (nodes: ReturnType<typeof parseDocument>["children"]): void => {
    for (const node of nodes) {
      if (!("children" in node)) continue;
      if ("attribs" in node && ["meta", "link"].includes(node.name))
        found.push({ name: node.name, attribs: node.attribs });
      visit(node.children);
    }
  };
  visit(parseDocument(readFileSync(join(root, file), "utf8")).children);
  return found;
}

const pagesOf = (root: string): readonly string[] =>
  listFiles(root).filter((file) => file.endsWith("/index.html") || file === "index.html");

/** Whether a site at BASE, below "/p/", has something at an address of its own. */
function answers(root: string, address: string): boolean {
  const path = address.replace(BASE, "");
  if (!path.startsWith("/p/")) return false;
  const file = path.slice("/p/".length);
  return existsSync(join(root, file === "" || file.endsWith("/") ? `${file}index.html` : file));
}

it("tells each address of its own as one that answers", () => {
  let told = 0;
  for (const file of pagesOf(known)) {
    for (const { name, attribs } of headTags(known, file)) {
      const address = name === "meta" ? attribs.content : attribs.href;
      if (address === undefined || !/^(?:https:\/\/atlas\.example\.org)?\/p\//.test(address))
        continue;
      told += 1;
      expect([file, address, answers(known, address)]).toEqual([file, address, true]);
    }
    const jsonLd = [
      ...readFileSync(join(known, file), "utf8").matchAll(
        /<script type="application\/ld\+json">(.*?)<\/script>/g,
      ),
    ]
      .map(([, text]) => text)
      .join("\n");
    for (const [address] of jsonLd.matchAll(/https:\/\/atlas\.example\.org[^"#]*/g))
      expect([file, address, answers(known, address)]).toEqual([file, address, true]);
  }
  expect(told).toBeGreaterThan(500);
});

it("has on each page of the edition what Google Scholar and Zotero need", () => {
  const pages = pagesOf(known).filter((file) => /^(?:nb\/)?2001\//.test(file));
  expect(pages.length).toBeGreaterThan(20);
  for (const file of pages) {
    const keys = headTags(known, file).map(({ attribs }) => attribs.name ?? attribs.property);
    for (const key of [
      "citation_title",
      "citation_author",
      "citation_publication_date",
      "citation_public_url",
      "og:type",
      "og:site_name",
      "DC.date",
      "DC.rights",
    ])
      expect([file, keys.filter((each) => each === key)]).toEqual([file, [key]]);
  }
});

it("says no address in any head while its own is not known", () => {
  for (const file of pagesOf(unknown)) {
    const html = readFileSync(join(unknown, file), "utf8");
    const head = html.slice(0, html.indexOf("</head>"));
    expect([file, head.includes("klyngeatlas.example")]).toEqual([file, false]);
  }
});

/** RFC 9264, section 4.2: a context has an anchor, and for each relation a list of targets. */
const target = z.strictObject({ href: z.string().min(1), type: z.string().optional() });
const linkset = z.strictObject({
  linkset: z.array(z.object({ anchor: z.string().min(1) }).catchall(z.array(target).min(1))).min(1),
});

/** Relations registered with IANA that FAIR Signposting uses, and the inverse of describedby. */
const RELATIONS = [
  "author",
  "cite-as",
  "collection",
  "describedby",
  "describes",
  "item",
  "license",
  "type",
];

it("has a link set of the form of RFC 9264, in which every address of its own answers", () => {
  const text = readFileSync(join(known, "2001/linkset.json"), "utf8");
  const { linkset: contexts } = linkset.parse(JSON.parse(text));
  for (const { anchor, ...relations } of contexts) {
    expect([anchor, answers(known, anchor)]).toEqual([anchor, true]);
    for (const [relation, targets] of Object.entries(relations)) {
      expect(RELATIONS).toContain(relation);
      for (const { href } of targets)
        if (href.startsWith(BASE)) expect([href, answers(known, href)]).toEqual([href, true]);
    }
  }
  const landings = contexts.filter(({ "cite-as": cited }) => cited !== undefined);
  expect(landings.map(({ anchor }) => anchor)).toEqual([
    `${BASE}/p/2001/`,
    `${BASE}/p/nb/2001/`,
    `${BASE}/p/2001/data/`,
  ]);
});

it("leads readers to every file that describes the edition, from its data page", () => {
  for (const page of ["2001", "nb/2001"]) {
    const html = readFileSync(join(known, page, "data/index.html"), "utf8");
    for (const file of [...DESCRIPTIONS.map(({ path }) => path), "CITATION.cff", "linkset.json"])
      expect([page, html.includes(`href="/p/2001/${file}"`)]).toEqual([page, true]);
  }
});

it("has hosts name the link set with each file of the edition", () => {
  expect(readFileSync(join(known, "_headers"), "utf8")).toContain(
    '/p/2001/*\n  Link: </p/2001/linkset.json>; rel="linkset"; type="application/linkset+json"\n',
  );
});
