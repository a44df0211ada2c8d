/** What was published goes on to answer: ledger, redirects and errata in whole sites. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/commands/main.ts";
import { listFiles } from "../../src/site/check-site.ts";
import { recordPublication } from "../../src/site/record-publication.ts";
import { sealEdition } from "../../src/site/seal-edition.ts";
import { openBuiltSite, verifySite } from "../../src/site/verify-site.ts";
import {
  build,
  contents,
  differences,
  failureOf,
  makeData,
  options,
  rewrite,
} from "./made-site.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-publication-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = join(folder, "data");
const content = join(folder, "content");
const output = join(folder, "site");
const ledger = join(data, "published.txt");
const from = options(data, content);
const publishOn = (date: string) => recordPublication({ root: output, dataDir: data, date });
const page = (path: string): string => readFileSync(join(output, path, "index.html"), "utf8");
const redirects = (...rows: readonly string[]) =>
  writeFileSync(join(data, "redirects.csv"), ["from,to,since,note", ...rows, ""].join("\n"));

const CASE = `---
title: Fjord in words
slug: fjord
kind: case
editions: ["2001"]
order: 1
---

Words.
`;

/** Runs a command in this process; answers exit code and lines. */
async function run(...args: string[]) {
  const results: string[] = [];
  const messages: string[] = [];
  const code = await main(args, {
    result: (line) => results.push(line),
    message: (line) => messages.push(line),
    progress: () => {},
  });
  return { code, out: results.join("\n"), err: messages.join("\n") };
}

beforeAll(async () => {
  makeData(data, { "2001": "2001-05-01" });
  mkdirSync(join(content, "cases"), { recursive: true });
  writeFileSync(join(content, "cases/fjord.md"), CASE);
  await build(from, output);
});

describe("publish", () => {
  it("enters every page and file that can be cited, and nothing else", async () => {
    const report = await publishOn("2027-01-31");
    expect(report.editions).toEqual(["2001"]);
    const lines = readFileSync(ledger, "utf8").split("\n");
    expect(lines).toContain("/2001/cases/fjord/ 2027-01-31 2001 cite");
    expect(lines).toContain("/changes/ 2027-01-31 – cite feed.xml");
    expect(
      // A line of an edition has a checksum, which may hold any digits.
      lines.filter(
        (line) =>
          line.startsWith("/") && /assets|sitemap|robots|404|_headers|index\.json/.test(line),
      ),
    ).toEqual([]);
    const expected = listFiles(output).filter(
      (file) =>
        !/^(?:assets\/|_|\.|404|robots|sitemap|search\/(?:index\.json|pages\/|words\/))/.test(file),
    );
    expect([report.added, report.total]).toEqual([expected.length, expected.length]);
  });

  it("adds nothing when it is run again, on whatever day", async () => {
    const before = readFileSync(ledger, "utf8");
    const report = await publishOn("2027-06-30");
    expect([report.added, report.editions]).toEqual([0, []]);
    expect(readFileSync(ledger, "utf8")).toBe(before);
  });

  it("adds only what is new, with its own date, and leaves every earlier line and comment", async () => {
    const before = readFileSync(ledger, "utf8").replace("/about/", "# Kept for good.\n/about/");
    writeFileSync(ledger, before);
    makeData(data, { "2003": "2003-05-01" });
    await build(from, output);
    const report = await publishOn("2027-12-31");
    expect(report.editions).toEqual(["2003"]);
    const after = readFileSync(ledger, "utf8").split("\n");
    expect(after.filter((line) => !line.includes("2027-12-31")).join("\n")).toBe(before);
    const added = after.filter((line) => line.includes("2027-12-31"));
    expect(added.every((line) => /^(?:\/2003\/|\/errata\/2003\/|edition 2003 )/.test(line))).toBe(
      true,
    );
    expect(added.length).toBeGreaterThan(15);
  });

  it("is refused for a broken site, for one of other data, and for a day that is none", async () => {
    const broken = join(folder, "broken");
    await build(from, broken);
    rmSync(join(broken, "2001/growth/index.html"));
    const before = readFileSync(ledger, "utf8");
    const failure = await failureOf(
      recordPublication({ root: broken, dataDir: data, date: "2028-01-01" }),
    );
    expect(failure.diagnostics.map(({ value }) => value)).toContain("/2001/growth/");
    const other = makeData(join(folder, "other"), { "1999": "1999-05-01" });
    const foreign = await failureOf(
      recordPublication({ root: output, dataDir: other, date: "2028-01-01" }),
    );
    expect(foreign.message).toMatch(/not built from.*--data/);
    expect(readFileSync(ledger, "utf8")).toBe(before);
    const { code, err } = await run(
      "publish",
      "--on",
      "2027-02-30",
      "--output",
      output,
      "--data",
      data,
    );
    expect([code, err]).toEqual([2, expect.stringContaining('not "2027-02-30"')]);
  });

  it("takes the day from the clock where none is given", async () => {
    const { code, out } = await run("publish", "--json", "--output", output, "--data", data);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      added: 0,
      date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
  });
});

describe("a build that would drop a published address", () => {
  it("fails, lists what it would drop, and leaves the site that is there", async () => {
    const before = contents(output);
    rewrite(join(content, "cases/fjord.md"), (text) => text.replace("slug: fjord", "slug: fjords"));
    const failure = await failureOf(build(from, output));
    expect(failure.diagnostics).toEqual([
      {
        file: expect.stringContaining("published.txt"),
        line: expect.any(Number),
        column: "address",
        value: "/2001/cases/fjord/",
        rule: "address-dropped",
        message: expect.stringContaining("published on 2027-01-31"),
        remedy: expect.stringMatching(/Bring the page back, or .*redirects\.csv/),
      },
    ]);
    expect(differences(before, contents(output))).toEqual([]);
  });

  it("fails for a single file as well", async () => {
    const one = join(folder, "one-more");
    makeData(one, { "2001": "2001-05-01" });
    writeFileSync(join(one, "published.txt"), "/2001/growth/ 2027-01-31 2001 cite old-chart.*\n");
    const failure = await failureOf(build(options(one, content), join(folder, "one-site")));
    expect(failure.diagnostics.map(({ value, line }) => [value, line])).toEqual(
      ["csv", "svg", "vl.json"].map((ending) => [`/2001/growth/old-chart.${ending}`, 1]),
    );
    expect(readdirSync(folder)).not.toContain("one-site");
  });

  it("passes where a redirect says where the page has gone", async () => {
    redirects("/2001/cases/fjord/,/2001/cases/fjords/,2028-01-01,Renamed & <moved>.");
    await build(from, output);
    const html = page("2001/cases/fjord");
    expect(html).toContain('<meta http-equiv="refresh" content="0; url=/2001/cases/fjords/">');
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain(
      '<link rel="canonical" href="https://atlas.example.org/2001/cases/fjords/">',
    );
    expect(html).toContain('<a href="/2001/cases/fjords/">/2001/cases/fjords/</a>');
    expect(html).toContain("Renamed &amp; &lt;moved&gt;.");
    expect(html).not.toContain("cite-this-page");
    // The files beside the page answer too, with those of the page it has moved to.
    expect(readFileSync(join(output, "2001/cases/fjord/cite.bib"), "utf8")).toContain(
      "/2001/cases/fjords/",
    );
    expect(readFileSync(join(output, "_redirects"), "utf8").split("\n")).toEqual([
      "/2001/cases/fjord/ /2001/cases/fjords/ 301",
      ...["bib", "csl.json", "ris"].map(
        (ending) => `/2001/cases/fjord/cite.${ending} /2001/cases/fjords/cite.${ending} 301`,
      ),
      "",
    ]);
    expect(readFileSync(join(output, "sitemap.xml"), "utf8")).not.toContain("/cases/fjord/<");
    const { code, out } = await run("verify", "--output", output, "--data", data);
    expect(code).toBe(0);
    expect(out).toContain("published.txt answers.");
    const report = await publishOn("2028-01-01");
    expect(readFileSync(ledger, "utf8")).toContain("/2001/cases/fjords/ 2028-01-01 2001 cite\n");
    expect(report.added).toBe(4);
  });

  it("writes the path prefix into redirects, and leads a file to a file", async () => {
    const prefixed = join(folder, "prefixed");
    redirects(
      "/2001/cases/fjord/,/old/,2028-01-01,",
      "/old/,/2001/cases/fjords/#main,2028-02-01,",
      "/figures.csv,/2001/data/growth.csv,2028-01-01,",
    );
    await build({ ...from, pathPrefix: "/atlas/" }, prefixed);
    const html = readFileSync(join(prefixed, "2001/cases/fjord/index.html"), "utf8");
    expect(html).toContain('content="0; url=/atlas/2001/cases/fjords/#main"');
    expect(html).toContain('href="https://atlas.example.org/atlas/2001/cases/fjords/"');
    expect(readFileSync(join(prefixed, "figures.csv"), "utf8")).toBe(
      readFileSync(join(prefixed, "2001/data/growth.csv"), "utf8"),
    );
    expect(readFileSync(join(prefixed, "_redirects"), "utf8")).toContain(
      "/atlas/figures.csv /atlas/2001/data/growth.csv 301\n",
    );
  });

  it.each([
    ["/2001/growth/,/2001/data/,2028-01-01,", "redirect-exists", "from"],
    ["/2001/data/growth.csv,/2001/data/clusters.csv,2028-01-01,", "redirect-exists", "from"],
    ["/gone/,/2001/nowhere/,2028-01-01,", "redirect-target", "to"],
    ["/gone.csv,/2001/data/nothing.csv,2028-01-01,", "redirect-target", "to"],
  ])("fails for a redirect that cannot stand: %s", async (row, rule, column) => {
    redirects("/2001/cases/fjord/,/2001/cases/fjords/,2028-01-01,", row);
    const before = contents(output);
    const { diagnostics } = await failureOf(build(from, output));
    expect(diagnostics).toMatchObject([{ rule, column, line: 3 }]);
    expect(diagnostics[0]?.file).toContain("redirects.csv");
    expect(differences(before, contents(output))).toEqual([]);
  });

  it("fails for a redirect to a part of a page that is not there", async () => {
    redirects("/2001/cases/fjord/,/2001/cases/fjords/#nowhere,2028-01-01,");
    const { diagnostics } = await failureOf(build(from, join(folder, "fragment")));
    expect(diagnostics).toMatchObject([
      { page: "/2001/cases/fjord/", message: expect.stringContaining("has the id nowhere") },
    ]);
    redirects("/2001/cases/fjord/,/2001/cases/fjords/,2028-01-01,");
  });
});

describe("errata", () => {
  const erratum = (name: string, page: string, date = "2028-03-01") => {
    mkdirSync(join(content, "errata"), { recursive: true });
    writeFileSync(
      join(content, "errata", name),
      `---\npage: ${page}\ndate: ${date}\ntitle: About ${name}\n---\nIt says **120**.\n`,
    );
  };

  it("have a page for each edition, which says so where none is known, and to which its pages link", () => {
    expect(page("errata/2001")).toContain("No errata known.");
    const pages = listFiles(output).filter(
      (file) => /^2001\/.*\.html$/.test(file) && !file.includes("/fjord/"),
    );
    expect(pages.length).toBeGreaterThan(15);
    for (const file of pages)
      expect(readFileSync(join(output, file), "utf8"), file).toContain(
        '<a href="/errata/2001/">Errata of this edition</a>',
      );
  });

  it("stand beside the page they are about, latest first, and leave the edition's files as they are", async () => {
    // The page that has moved is none of the edition's.
    redirects("/2001/cases/fjord/,/2001/cases/fjords/,2028-01-01,");
    await build(from, output);
    const before = contents(output, "2001/");
    erratum("first.md", "/2001/cases/fjords/");
    erratum("second.md", "/2001/", "2028-04-01");
    await build(from, output);
    expect(differences(before, contents(output, "2001/"))).toEqual([]);
    const html = page("errata/2001");
    expect(html.indexOf("About second.md")).toBeGreaterThan(0);
    expect(html.indexOf("About first.md")).toBeGreaterThan(html.indexOf("About second.md"));
    expect(html).toContain('<a href="/2001/cases/fjords/">/2001/cases/fjords/</a>');
    expect(html).toContain("It says <strong>120</strong>.");
    expect(page("errata/2003")).toContain("No errata known.");
    expect(page("errata")).toContain("About first.md");
  });

  it.each([
    ["/2001/cases/nowhere/", "The edition 2001 has no page"],
    ["/1850/", "belongs to no edition; there are 2001, 2003"],
  ])("about %s are refused, in build and check, with file and line", async (address, message) => {
    erratum("stray.md", address);
    const { code, out } = await run("check", "--json", "--data", data, "--content", content);
    expect(code).toBe(1);
    const [problem] = (await failureOf(build(from, output))).diagnostics;
    expect(problem).toMatchObject({
      file: "content/errata/stray.md",
      line: 2,
      column: "page",
      value: address,
      rule: "erratum-page",
      message: expect.stringContaining(message),
    });
    expect(JSON.parse(out).diagnostics).toEqual([problem]);
    rmSync(join(content, "errata/stray.md"));
  });
});

describe("verify", () => {
  const verdict = () => verifySite(openBuiltSite(output), data);

  it("warns of a published edition that has changed and is not sealed, and recommends to seal it", async () => {
    rewrite(join(content, "cases/fjord.md"), (text) => text.replace("Words.", "Other words."));
    await build(from, output);
    const { code, err } = await run("verify", "--output", output, "--data", data);
    expect(code).toBe(0);
    expect(err).toMatch(
      /warning: .*edition 2001 are no longer those that were published.*klyngeatlas seal 2001/,
    );
    expect((await verdict()).warnings.map(({ value }) => value)).toEqual(["2001"]);
  });

  it("finds every file of a sealed edition that is missing, another or new", async () => {
    await sealEdition({ ...from, edition: "2003", again: undefined });
    await build(from, output);
    expect(await verdict()).toMatchObject({ problems: [], sealed: ["2003"] });
    rmSync(join(output, "2003/cite.ris"));
    rewrite(join(output, "2003/data/growth.csv"), (text) => `${text}\n`);
    writeFileSync(join(output, "2003/data/more.csv"), "x\n");
    const { problems } = await verdict();
    const sealed = problems.filter(({ rule }) => rule === "sealed-site");
    expect(sealed.map(({ page: at, message }) => [at, message.split(" than when")[0]])).toEqual([
      ["/2003/cite.ris", expect.stringContaining("missing")],
      ["/2003/data/growth.csv", "The file is another"],
      ["/2003/data/more.csv", expect.stringContaining("is there, and was not")],
    ]);
    const { code } = await run("verify", "--output", output, "--data", data);
    expect(code).toBe(1);
  });

  it("fails for a damaged archive", async () => {
    writeFileSync(join(data, "2003/sealed/site.tar.gz"), "no archive");
    expect((await failureOf(verdict())).diagnostics[0]?.file).toContain("site.tar.gz");
  });

  it("leaves seals and ledger alone for a site that was not built from the program's own data", async () => {
    const plain = join(folder, "plain");
    await build(
      options(makeData(join(folder, "plain-data"), { "2001": "2001-05-01" }), content),
      plain,
    );
    const { code, out } = await run("verify", "--output", plain);
    expect(code).toBe(0);
    expect(out).toContain("Seals and ledger not checked");
  });
});
