import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sitemapFiles } from "../../src/pages/sitemap.ts";
import { checkSite } from "../../src/site/check-site.ts";
import { FIRST_VIEW_BUDGET, LARGE_EDITION, PAGE_BUDGET } from "../../src/site/page-weight.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "klyngeatlas-check-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function place(file: string, content: string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

interface PageParts {
  readonly head?: string;
  readonly body?: string;
  readonly policy?: string;
}

const page = ({ head = "", body = "", policy = "default-src 'none'" }: PageParts = {}): string =>
  `<!doctype html><html lang="en"><head><title>A page</title>
  <meta http-equiv="Content-Security-Policy" content="${policy}">${head}</head>
  <body><main id="main"><h1>A page</h1>${body}</main></body></html>`;

/** A sound site of two pages, into which a test puts one fault. */
function site(front: string, edition = page()): void {
  place("index.html", front);
  place("1998/index.html", edition);
  place("404.html", page());
  place(
    "1998/data/figures.json",
    '{"lq:a/b:1990":{"value":3.25},"count:clusters/*:1990":{"value":null}}',
  );
  for (const { file, content } of sitemapFiles(["/", "/1998/"], {
    baseUrl: "https://klyngeatlas.example",
    pathPrefix: "/",
    languages: [],
  }))
    place(file, content);
}

const HERE = { baseUrl: undefined, pathPrefix: "/" };

const problems = (): readonly string[] =>
  checkSite(root, HERE).problems.map(
    ({ page: at, element, message }) => `${at ?? ""} ${element ?? ""} ${message}`,
  );

describe("checkSite", () => {
  it("finds nothing in a sound site, and counts it", () => {
    site(
      page({
        body: '<a href="/1998/#a">x</a><a href="https://example.org/">y</a><a href="#main">z</a>',
      }),
      page({ body: '<p id="a"><data value="3.25" data-figure="lq:a/b:1990">3.3</data></p>' }),
    );
    expect(checkSite(root, HERE)).toMatchObject({ problems: [], pages: 3, figures: 1 });
  });

  it.each([
    [
      "a link to no file",
      page({ body: '<a href="/1999/">x</a>' }),
      "/ <a href> There is no such file.",
    ],
    [
      "a link without the slash at its end",
      page({ body: '<a href="/1998">x</a>' }),
      "no such file",
    ],
    ["a relative link to no file", page({ body: '<a href="cite.bib">x</a>' }), "no such file"],
    ["a fragment of no element", page({ body: '<a href="/1998/#no">x</a>' }), "has the id no"],
    ["a fragment of the page itself", page({ body: '<a href="#no">x</a>' }), "has the id no"],
    [
      "a gradient that is not there",
      page({ body: '<svg><path fill="url(#no)"/></svg>' }),
      "has the id no",
    ],
    ["an empty address", page({ body: '<a href="">x</a>' }), "address is empty"],
    ["a script address", page({ body: '<a href="javascript:alert(1)">x</a>' }), "Only http"],
    [
      "a picture of another host",
      page({ body: '<img src="https://example.org/x.png">' }),
      "another host",
    ],
    [
      "a style sheet of another host",
      page({ head: '<link rel="stylesheet" href="//example.org/x.css">' }),
      "another host",
    ],
    ["no main heading", page().replace(/<h1>.*<\/h1>/, ""), "exactly one main heading"],
    ["two main headings", page({ body: "<h1>B</h1>" }), "exactly one main heading"],
    ["no main", page().replace("<main id", "<main class"), 'There is no <main id="main">'],
    ["no language", page().replace(' lang="en"', ""), "does not say its language"],
    [
      "no title",
      page().replace("<title>A page</title>", "<svg><title>x</title></svg>"),
      "has no title",
    ],
    ["an id given twice", page({ body: '<p id="main">' }), "Two elements have this id"],
    ["a script in the page", page({ body: "<script>1</script>" }), "<script> Code and style"],
    ["a style in the page", page({ head: "<style>p{}</style>" }), "<style> Code and style"],
    ["a style attribute", page({ body: '<p style="color:red">' }), "<p style> Code and style"],
    ["a handler", page({ body: '<p onclick="x()">' }), "<p onclick> Code and style"],
    ["no policy", page().replace(/<meta[^>]*>/, ""), "carries no content security policy"],
    [
      "a policy that lets code be made",
      page({ policy: "default-src 'self'; script-src 'unsafe-eval'" }),
      "allows 'unsafe-eval' in script-src",
    ],
    ["a policy without a default", page({ policy: "script-src 'self'" }), "no default-src"],
    [
      "a figure that is not in the ledger",
      page({ body: '<data value="1" data-figure="lq:x/y:1990">' }),
      "No figures.json",
    ],
    [
      "a figure of another value",
      page({ body: '<data value="3.26" data-figure="lq:a/b:1990">' }),
      "another value than figures.json",
    ],
    [
      "a chart without a picture",
      page({ body: '<figure data-chart="c"><figcaption>x</figcaption></figure>' }),
      "no picture without JavaScript",
    ],
  ])("finds %s", (_name, front, expected) => {
    site(front);
    expect(problems()).toHaveLength(1);
    expect(problems()[0]).toContain(expected);
  });

  it("sets pages apart that are too heavy", () => {
    site(page({ body: noise(PAGE_BUDGET * 2) }));
    const { problems: others, overweight } = checkSite(root, HERE);
    expect(others).toEqual([]);
    expect(overweight.map(({ page: at, message }) => [at, message])).toEqual([
      ["/", `The page is heavier than ${PAGE_BUDGET} bytes compressed.`],
      ["/", expect.stringContaining(`heavier than ${FIRST_VIEW_BUDGET} bytes compressed`)],
    ]);
  });

  describe("weighs a first view, with what loads at once", () => {
    const loads =
      '<link rel="preload" as="font" href="/assets/a.woff2"><link rel="stylesheet" href="/assets/a.css">';

    function withAssets(body: string): void {
      place("assets/a.woff2", noise(30_000));
      place("assets/a.css", "p{color:red}");
      site(page({ body }), page({ head: loads, body }));
    }

    it("and names the page that is over budget, and its weight", () => {
      // Some 47 KB and a font of 30 KB: the page is light enough alone, and not with its font.
      withAssets(noise(80_000));
      const { problems: others, overweight, large, firstView } = checkSite(root, HERE);
      expect(others).toEqual([]);
      expect(large).toEqual([]);
      expect(overweight).toHaveLength(1);
      const [{ page: at = "", value = "", message = "" } = {}] = overweight;
      expect(at).toBe("/1998/");
      expect(message).toContain(`heavier than ${FIRST_VIEW_BUDGET} bytes`);
      expect(firstView).toEqual({ page: "/1998/", bytes: Number.parseInt(value, 10) });
      const [, own, rest] = /page (\d+), the rest (\d+)/.exec(message) ?? [];
      expect(Number(own) + Number(rest)).toBe(firstView?.bytes);
    });

    it("and does not count style sheets for paper or a preference, which browsers load last", () => {
      place("assets/print.css", `/* ${noise(80_000)} */`);
      place("assets/contrast.css", `/* ${noise(80_000)} */`);
      const sheets = [
        '<link rel="stylesheet" href="/assets/print.css" media="print">',
        '<link rel="stylesheet" href="/assets/contrast.css" media="(prefers-contrast: more)">',
      ];
      site(page({ head: sheets.join("") }));
      const { problems: others, overweight, assetBytes } = checkSite(root, HERE);
      expect(others).toEqual([]);
      expect(overweight).toEqual([]);
      expect(assetBytes).toBe(0);
    });

    it("and counts a style sheet for the screen", () => {
      place("assets/screen.css", `/* ${noise(80_000)} */`);
      site(page({ head: '<link rel="stylesheet" href="/assets/screen.css" media="screen">' }));
      expect(checkSite(root, HERE).assetBytes).toBeGreaterThan(40_000);
    });

    it("and lets pass what is just light enough", () => {
      withAssets(noise(40_000));
      const { overweight, firstView } = checkSite(root, HERE);
      expect(overweight).toEqual([]);
      expect(firstView?.page).toBe("/1998/");
      expect(firstView?.bytes).toBeGreaterThan(50_000);
    });

    it.each([
      ["regions", LARGE_EDITION.regions, (n: number) => `1998/regions/r${n}/`],
      ["clusters", LARGE_EDITION.clusters, (n: number) => `1998/clusters/r${n}/s/`],
    ])("and says of an edition with many %s that it is large, without a fault", (_, most, at) => {
      withAssets(noise(80_000));
      const pageOf = (n: number): void => place(`${at(n)}index.html`, page());
      for (let n = 0; n < most; n += 1) pageOf(n);
      expect(checkSite(root, HERE).overweight.map((found) => found.page)).toEqual(["/1998/"]);
      expect(checkSite(root, HERE).large).toEqual([]);

      pageOf(most);
      const { overweight, large, firstView } = checkSite(root, HERE);
      expect(overweight).toEqual([]);
      expect(large).toMatchObject([
        {
          severity: "warning",
          rule: "large-edition",
          page: "/1998/",
          value: `${firstView?.bytes} bytes`,
        },
      ]);
      expect(large[0]?.message).toContain("bytes compressed: 1, of which");
    });
  });

  it("lets data blocks and a chart with a picture pass", () => {
    site(
      page({
        head: '<script type="application/ld+json">{}</script>',
        body: '<figure data-chart="c"><svg><title>t</title></svg></figure>',
      }),
    );
    expect(problems()).toEqual([]);
  });

  it("finds pages that the sitemap lacks, and entries without a page", () => {
    site(page());
    place("1998/growth/index.html", page());
    rmSync(join(root, "1998/index.html"));
    expect(problems()).toEqual([
      "/1998/growth/ <loc> The sitemap does not list this page.",
      " <loc> There is no such page.",
    ]);
  });

  it("follows addresses below a path prefix, and none outside it", () => {
    site(page({ body: '<a href="/p/1998/">in</a><a href="/1998/">out</a>' }));
    for (const { file, content } of sitemapFiles(["/", "/1998/"], {
      baseUrl: "https://example.org",
      pathPrefix: "/p/",
      languages: [],
    }))
      place(file, content);
    const found = checkSite(root, { baseUrl: undefined, pathPrefix: "/p/" }).problems;
    expect(found.map(({ value, message }) => `${value} ${message}`)).toEqual([
      "/1998/ The address lies outside /p/.",
    ]);
  });

  it("wants each page to name its own address where the base URL is known", () => {
    const canonical = (path: string) =>
      page({ head: `<link rel="canonical" href="https://example.org${path}">` });
    site(canonical("/"), canonical("/2001/"));
    const found = checkSite(root, { baseUrl: "https://example.org", pathPrefix: "/" }).problems;
    expect(found.map(({ page: at, value }) => [at, value])).toEqual([
      ["/1998/", "https://example.org/2001/"],
    ]);
  });
});

/** Text that does not compress well, the same in every run. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  }).join("");
}
