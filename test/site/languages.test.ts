/** The site in several languages: what is mirrored, what is published once, and what a language that is added brings about. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkInputs } from "../../src/site/check-inputs.ts";
import { listFiles } from "../../src/site/check-site.ts";
import type { Diagnostic } from "../../src/site/failure.ts";
import { sealEdition } from "../../src/site/seal-edition.ts";
import { openBuiltSite, verifySite } from "../../src/site/verify-site.ts";
import { createWorkshop } from "../../src/site/workshop.ts";
import {
  build,
  contents,
  differences,
  failureOf,
  makeData,
  options,
  ROOT,
  rewrite,
} from "./made-site.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-languages-"));
const data = join(folder, "data");
const content = join(folder, "content");
const catalogues = join(folder, "languages");
const [english, both] = [join(folder, "english"), join(folder, "both")];
const LANGUAGES = join(ROOT, "content/languages");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = { languages: {}, pathPrefix: "/p/" };
const read = (root: string, file: string): string => readFileSync(join(root, file), "utf8");
const isPage = (file: string): boolean => file.endsWith(".html");
const inBokmaal = (file: string): boolean => file.startsWith("nb/");

function place(file: string, text: string): void {
  mkdirSync(dirname(join(content, file)), { recursive: true });
  writeFileSync(join(content, file), text);
}

const front = (title: string): string =>
  `---\ntitle: ${title}\nslug: fjord\nkind: case\neditions: ["2001"]\norder: 1\nsummary: ${title}.\n---\n`;
const CLAIM = '{% claim "jobs:fjord/boats:1991 > 100 jobs" %}';
const ORIGINAL = `${front("Fjord in words")}\n${CLAIM}Many built boats.{% endclaim %}\n`;
const TRANSLATION = `${front("Fjorden i ord")}\n${CLAIM}Mange bygde båter.{% endclaim %}\n`;
const erratum = (title: string): string =>
  `---\npage: /2001/growth/\ndate: "2002-01-31"\ntitle: ${title}\n---\n\nSee [the table](/2001/data/growth.csv).\n`;

beforeAll(async () => {
  makeData(data, { "2001": "2001-05-01" });
  rewrite(join(data, "2001/sectors.csv"), (text) =>
    text
      .replace("code\n", "code,name_nb\n")
      .replace(/(\d)\n/g, "$1,\n")
      .replace("3841,", "3841,Båtbygging"),
  );
  place("cases/fjord.md", ORIGINAL);
  place("languages/nb/cases/fjord.md", TRANSLATION);
  place("errata/growth.md", erratum("A wrong word"));
  writeFileSync(
    join(data, "redirects.csv"),
    "from,to,since,note\n/old/,/2001/growth/,2002-01-01,\n",
  );
  await build(options(data, content, { pathPrefix: "/p/" }), english);
  await build(options(data, content, all), both);
});

describe("a site in two languages", () => {
  it("has every page once more, with what stands beside it, and the downloads of editions once", () => {
    // The search keeps its words in files by their first letters.
    const files = listFiles(both).filter((file) => !file.includes("search/words/"));
    const mirrored = files.filter(inBokmaal).map((file) => file.slice("nb/".length));
    const once =
      /^(?:assets\/.*|2001\/data\/(?!index|cite|figures\/words).*|2001\/(?:linkset\.json|ro-crate-metadata\.json|CITATION\.cff|archive\.zip(?:\.sha256)?|urls\.txt)|sitemap\.xml|robots\.txt|_.*|\..*)$/;
    const expected = files.filter((file) => !inBokmaal(file)).filter((file) => !once.test(file));
    expect(mirrored).toEqual(expected);
    expect(mirrored).toContain("404.html");
    expect(mirrored).toContain("changes/feed.xml");
    expect(mirrored).toContain("search/index.json");
    expect(mirrored).toContain("2001/map.svg");
  });

  it("says of each page its language and its versions, which name one another", () => {
    for (const file of listFiles(both).filter(isPage)) {
      const html = read(both, file);
      expect(html, file).toContain(`<html lang="${inBokmaal(file) ? "nb" : "en"}"`);
      const versions = [
        ...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g),
      ];
      if (/^(?:nb\/)?old\//.test(file)) {
        expect(versions, file).toEqual([]);
        continue;
      }
      const path = file.replace(/^nb\//, "").replace(/index\.html$/, "");
      const address = `https://atlas.example.org/p/`;
      expect(versions.map(([, code, href]) => [code, href])).toEqual([
        ["en", `${address}${path}`],
        ["x-default", `${address}${path}`],
        ["nb", `${address}nb/${path}`],
      ]);
      const other = inBokmaal(file) ? ["/p/", "en", "English"] : ["/p/nb/", "nb", "Norsk"];
      const [prefix = "", code, name] = other;
      expect(html, file).toMatch(
        new RegExp(
          `<a [^>]*href="${prefix}${path}" hreflang="${code}" lang="${code}"[^>]*>${name}</a>`,
        ),
      );
    }
  });

  it("leads from page to page within a language, and to downloads that are there once", () => {
    const pages = listFiles(both).filter(isPage).filter(inBokmaal);
    const links = new Set(
      pages.flatMap((file) =>
        [...read(both, file).matchAll(/<a [^>]*href="(\/p\/[^"#]*)[^>]*>/g)]
          .filter(([tag]) => !tag.includes("hreflang"))
          .map(([, href = ""]) => href),
      ),
    );
    expect(links.size).toBeGreaterThan(60);
    const out = [...links].filter((href) => !href.startsWith("/p/nb/"));
    expect(out.length).toBeGreaterThan(5);
    const once = /^\/p\/2001\/(?:data\/|(?:ro-crate-metadata|linkset)\.json$|CITATION\.cff$)/;
    expect(out.filter((href) => !once.test(href))).toEqual([]);
  });

  it("names its own address, and speaks its language to search engines and citations", () => {
    const html = read(both, "nb/2001/growth/index.html");
    expect(html).toContain(
      '<link rel="canonical" href="https://atlas.example.org/p/nb/2001/growth/">',
    );
    expect(html).toContain('"inLanguage":"nb"');
    const [item] = JSON.parse(read(both, "nb/2001/growth/cite.csl.json"));
    expect(item).toMatchObject({
      id: "klyngeatlas-nb-2001-growth",
      language: "nb",
      URL: "https://atlas.example.org/p/nb/2001/growth/",
    });
  });

  it("lists each page in the sitemap with its versions", () => {
    const sitemap = read(both, "sitemap.xml");
    const address = "https://atlas.example.org/p/";
    const links = [
      ["en", ""],
      ["x-default", ""],
      ["nb", "nb/"],
    ].map(
      ([code, segment]) =>
        `<xhtml:link rel="alternate" hreflang="${code}" href="${address}${segment}2001/growth/"/>`,
    );
    for (const segment of ["", "nb/"])
      expect(sitemap).toContain(
        `<url><loc>${address}${segment}2001/growth/</loc>${links.join("")}</url>`,
      );
    expect(sitemap).not.toContain("/old/");
  });

  it("shows narratives and names in the language, and the data's own where they give none", () => {
    const html = read(both, "nb/2001/cases/fjord/index.html");
    expect(html).toContain("<h1>Fjorden i ord</h1>");
    expect(html).toContain("Mange bygde båter.");
    expect(read(both, "nb/2001/sectors/boats/index.html")).toContain("<h1>Båtbygging</h1>");
    expect(read(both, "nb/2001/sectors/engines/index.html")).toContain("<h1>Engines, marine</h1>");
    expect(read(both, "2001/sectors/boats/index.html")).toContain("<h1>Boat building</h1>");
    const found = (start: string): string =>
      [...contents(both, start).values()]
        .map((text) => Buffer.from(text, "base64").toString("utf8"))
        .join("");
    expect(found("nb/search/pages/")).toContain("Fjorden i ord");
    expect(found("nb/search/pages/")).not.toContain("Fjord in words");
    expect(found("search/pages/")).not.toContain("Fjorden i ord");
  });

  it("publishes tables, figures and claims in the data's own words and the first language", () => {
    for (const file of listFiles(english).filter((name) =>
      /^2001\/data\/.*\.(?:csv|json)$/.test(name),
    ))
      expect([file, read(both, file) === read(english, file)]).toEqual([file, true]);
    expect(read(both, "2001/data/clusters.csv")).toContain("Boat building");
    expect(read(both, "2001/data/claims.json")).toContain("Many built boats.");
  });

  it("shows an erratum that nobody has translated as it is, and says in which language it is", () => {
    const html = read(both, "nb/errata/2001/index.html");
    expect(html).toMatch(/<h3 [^>]*lang="en">A wrong word<\/h3>/);
    expect(html).toMatch(/<div lang="en"><p>See <a href="\/p\/2001\/data\/growth\.csv">/);
    expect(read(both, "errata/2001/index.html")).not.toMatch(/<(?:h3|div) [^>]*lang=/);
  });

  it("leads on from what has moved in every language", () => {
    const moved = '<meta http-equiv="refresh" content="0; url=/p/nb/2001/growth/">';
    expect(read(both, "nb/old/index.html")).toContain(moved);
    expect(read(both, "nb/old/index.html")).toContain('<html lang="nb"');
    expect(read(both, "_redirects")).toContain("/p/nb/old/ /p/nb/2001/growth/ 301\n");
  });

  it("leaves the files of the site in English as they are, save for the links to the other language", () => {
    const before = contents(english);
    const after = new Map([...contents(both)].filter(([file]) => !inBokmaal(file)));
    const changed = differences(before, after);
    expect(changed.filter((file) => !isPage(file))).toEqual([
      "2001/linkset.json",
      "_redirects",
      "sitemap.xml",
    ]);
    const plain = (html: string): string =>
      html
        .replace(/<link rel="alternate" hreflang="[^"]*" href="[^"]*">\n/g, "")
        .replace(/\n*<[^>]*hreflang="nb"[^>]*>Norsk<\/a>/g, "")
        .replace(/\n+/g, "\n");
    for (const file of changed.filter(isPage))
      expect(plain(read(both, file)), file).toBe(plain(read(english, file)));
  });

  it("passes every gate of verify", async () => {
    const { problems } = await verifySite(openBuiltSite(both), undefined);
    expect(problems).toEqual([]);
  });
});

describe("without a base URL", () => {
  it("names no version in the head, where only complete addresses count, and keeps the switch", async () => {
    const output = join(folder, "nowhere");
    await build(options(data, content, { ...all, baseUrl: undefined }), output);
    const html = read(output, "2001/growth/index.html");
    expect(html).not.toContain('<link rel="alternate" hreflang');
    expect(html).toMatch(/<a [^>]*href="\/p\/nb\/2001\/growth\/" hreflang="nb"/);
  });
});

/** What is wrong where the content folder is changed so. */
async function faultsWith(
  changes: Readonly<Record<string, string | undefined>>,
): Promise<readonly Diagnostic[]> {
  const changed = mkdtempSync(join(folder, "content-"));
  cpSync(content, changed, { recursive: true });
  for (const [file, text] of Object.entries(changes)) {
    const path = join(changed, file);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
  return (await failureOf(checkInputs(data, changed, undefined, {}))).diagnostics;
}

describe("check, given narratives in a language", () => {
  const FILE = "languages/nb/cases/fjord.md";

  it("finds none that is missing, too many or another", async () => {
    expect((await checkInputs(data, content, undefined, {})).languages).toEqual(["en", "nb"]);
  });

  it.each([
    ["without a translation", { [FILE]: undefined }, FILE, "narrative-untranslated"],
    [
      "with a translation of nothing",
      { "languages/nb/cases/by.md": TRANSLATION.replace("slug: fjord", "slug: by") },
      "languages/nb/cases/by.md",
      "translation-original",
    ],
    [
      "of another edition",
      { [FILE]: TRANSLATION.replace('["2001"]', '["*"]') },
      FILE,
      "translation-differs",
    ],
    [
      "with a claim that does not hold",
      {
        "cases/fjord.md": ORIGINAL,
        [FILE]: TRANSLATION.replace("> 100 jobs", "> 1000000 jobs"),
      },
      FILE,
      "claim-fails",
    ],
    [
      "with a claim that the original does not make",
      { [FILE]: TRANSLATION.replace("> 100 jobs", "> 90 jobs") },
      FILE,
      "prose-translation",
    ],
    [
      "with a typed number",
      { [FILE]: `${TRANSLATION}\nDet var 1 200 båter.\n` },
      FILE,
      "prose-digits",
    ],
    [
      "and an erratum of another day",
      {
        "languages/nb/errata/growth.md": erratum("Et galt ord").replace("2002-01-31", "2002-02-28"),
      },
      "languages/nb/errata/growth.md",
      "translation-differs",
    ],
  ])("%s, names the file and the rule", async (_, changes, file, rule) => {
    const found = await faultsWith(changes);
    expect(found.map((problem) => problem.rule)).toContain(rule);
    for (const problem of found) expect(problem.file).toMatch(new RegExp(`/${file}$`));
  });
});

describe("an edition sealed before a language came", () => {
  const later = join(folder, "later");
  const output = join(folder, "with-seal");

  beforeAll(async () => {
    makeData(later, { "2001": "2001-05-01", "2003": "2003-05-01" });
    const one = options(later, content, { pathPrefix: "/p/" });
    await sealEdition({ ...one, edition: "2001", again: undefined });
    await build(options(later, content, all), output);
  });

  it("has its pages in the first language alone, to which the others lead", () => {
    expect(existsSync(join(output, "nb/2001/index.html"))).toBe(false);
    expect(existsSync(join(output, "nb/2003/index.html"))).toBe(true);
    const html = read(output, "nb/clusters/fjord/boats/index.html");
    expect(html).toContain('href="/p/2001/clusters/fjord/boats/"');
    expect(html).toContain('href="/p/nb/2003/clusters/fjord/boats/"');
    expect(read(output, "nb/index.html")).toContain('href="/p/2001/"');
    expect(read(output, "sitemap.xml")).not.toContain("/nb/2001/");
  });

  it("needs no translation of narratives of which the language has no page", async () => {
    const untranslated = join(folder, "untranslated");
    cpSync(content, untranslated, { recursive: true });
    rmSync(join(untranslated, "languages"), { recursive: true });
    await expect(checkInputs(later, untranslated, undefined, {})).resolves.toMatchObject({
      editions: ["2001", "2003"],
    });
  });

  it("has them in all languages once it is sealed again, and keeps them", async () => {
    await sealEdition({ ...options(later, content, all), edition: "2001", again: "in bokmål too" });
    await build(options(later, content, all), output);
    expect(read(output, "nb/2001/cases/fjord/index.html")).toContain("Mange bygde båter.");
    expect(read(output, "nb/clusters/fjord/boats/index.html")).toContain(
      'href="/p/nb/2001/clusters/fjord/boats/"',
    );
    const { problems } = await verifySite(openBuiltSite(output), later);
    expect(problems).toEqual([]);
  });
});

describe("a site that is built again and again", () => {
  const workshop = createWorkshop();
  const output = join(folder, "again");
  const prose = join(folder, "edited");
  const words = join(folder, "edited-words");
  const site = {
    ...options(data, prose, { ...all, languages: { folder: words } }),
    outputDir: output,
  };

  beforeAll(async () => {
    cpSync(content, prose, { recursive: true });
    cpSync(LANGUAGES, words, { recursive: true });
    await workshop.build(site);
  });
  afterAll(() => workshop.close());

  it("makes anew what a translation concerns, and nothing in the first language", async () => {
    rewrite(join(prose, "languages/nb/cases/fjord.md"), (text) => text.replace("Mange", "Få"));
    const { made } = await workshop.build(site);
    expect(made).toEqual({ pages: 1, charts: 0, editions: ["nb/2001"] });
    expect(read(output, "nb/2001/cases/fjord/index.html")).toContain("Få bygde båter.");
  });

  it("makes anew what a claim of the original concerns: its page, and the data pages in all languages", async () => {
    rewrite(join(prose, "cases/fjord.md"), (text) => text.replace("Many built", "Some built"));
    const { made } = await workshop.build(site);
    expect(made).toEqual({ pages: 3, charts: 0, editions: ["2001", "nb/2001"] });
  });

  it("makes anew pages in a language where its words change, and no others", async () => {
    rewrite(join(words, "nb/frame.json"), (text) =>
      text.replace(/"search": "[^"]*"/, '"search": "Let"'),
    );
    const { made, pages } = await workshop.build(site);
    expect(made.editions).toEqual(["nb/2001"]);
    // The two pages that only lead on are made each time, and not counted.
    expect(made.pages).toBe((pages - 2) / 2);
    const full = join(folder, "in-full");
    await build(site, full);
    expect(differences(contents(full), contents(output))).toEqual([]);
  });
});

describe("a third language", () => {
  beforeAll(() => {
    cpSync(LANGUAGES, catalogues, { recursive: true });
    cpSync(join(LANGUAGES, "en"), join(catalogues, "sv"), { recursive: true });
    rewrite(join(catalogues, "sv/language.json"), (text) => text.replace('"English"', '"svenska"'));
  });

  it("is a folder more, and no code: the site has every page a third time", async () => {
    const output = join(folder, "three");
    const bare = join(folder, "no-prose");
    const site = options(data, bare, { languages: { folder: catalogues } });
    const { languages, pages } = await build(site, output);
    expect(languages).toEqual(["en", "nb", "sv"]);
    const files = listFiles(output).filter((file) => !file.includes("search/words/"));
    const ofLanguage = (code: string) =>
      files.filter((file) => file.startsWith(`${code}/`)).map((file) => file.slice(code.length));
    expect(ofLanguage("sv")).toEqual(ofLanguage("nb"));
    expect(pages % 3).toBe(0);
    const html = read(output, "sv/2001/growth/index.html");
    expect(html).toContain('<html lang="sv"');
    expect(html).toMatch(/href="\/2001\/growth\/" hreflang="en"/);
    expect(html).toMatch(/href="\/nb\/2001\/growth\/" hreflang="nb"/);
  });

  it("takes its code from the editions' ids", async () => {
    const taken = makeData(join(folder, "taken"), { sv: "2001-05-01" });
    const choice = { folder: catalogues };
    const failure = await failureOf(
      checkInputs(taken, join(folder, "no-prose"), undefined, choice),
    );
    expect(failure.message).toMatch(/No edition may be called sv/);
  });
});
