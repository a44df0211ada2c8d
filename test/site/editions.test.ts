/** Whole sites made from made editions: complete, frozen, honest about what is withheld. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listFiles } from "../../src/site/check-site.ts";
import { Failure } from "../../src/site/failure.ts";
import { buildSite } from "../../src/site/index.ts";

const ROOT = join(import.meta.dirname, "../..");
const TINY = join(ROOT, "test/fixtures/tiny/2001");
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-editions-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder with copies of the tiny edition, each changed by its own function. */
function dataFolder(
  name: string,
  editions: Readonly<Record<string, (at: string) => void>>,
): string {
  const data = join(folder, name);
  for (const [id, change] of Object.entries(editions)) {
    const at = join(data, id);
    cpSync(TINY, at, { recursive: true });
    change(at);
  }
  return data;
}

function rewrite(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  writeFileSync(file, after);
}

const published = (date: string) => (at: string) =>
  rewrite(join(at, "datapackage.json"), (text) =>
    text.replace(/"published": "[^"]*"/, `"published": "${date}"`),
  );

async function build(dataDir: string, outputDir: string) {
  const contentDir = join(folder, "no-narratives");
  mkdirSync(contentDir, { recursive: true });
  return buildSite({
    projectDir: ROOT,
    dataDir,
    contentDir,
    outputDir,
    baseUrl: "https://atlas.example.org",
    pathPrefix: "/",
    languages: { codes: ["en"] },
  });
}

function contents(root: string): ReadonlyMap<string, string> {
  return new Map(
    listFiles(root).map((file) => [file, readFileSync(join(root, file)).toString("base64")]),
  );
}

describe("a site of one made edition without narratives", () => {
  const output = join(folder, "alone");
  beforeAll(() => build(dataFolder("one", { "2001": () => {} }), output));

  it("has every page and file that one edition promises", () => {
    const files = new Set(listFiles(output));
    const pages = [
      "",
      "clusters/",
      "sectors/",
      "regions/",
      "growth/",
      "method/",
      "sensitivity/",
      "near-misses/",
      "cases/",
      "data/",
    ].map((path) => `2001/${path}`);
    const around = ["", "changes/", "search/", "about/"];
    for (const path of [...pages, ...around]) {
      for (const name of ["index.html", "cite.bib", "cite.ris", "cite.csl.json"])
        expect(files, `${path}${name}`).toContain(`${path}${name}`);
    }
    for (const name of ["clusters", "location-quotients", "growth"]) {
      expect(files).toContain(`2001/data/${name}.csv`);
      expect(files).toContain(`2001/data/${name}.json`);
    }
    for (const file of [
      "2001/data/datapackage.json",
      "2001/data/figures.json",
      "changes/feed.xml",
      "404.html",
      "sitemap.xml",
      "robots.txt",
    ])
      expect(files).toContain(file);
  });

  it("gives each chart of each page its picture, specification and data", () => {
    const files = new Set(listFiles(output));
    let charts = 0;
    for (const file of [...files].filter((each) => each.endsWith("index.html"))) {
      const html = readFileSync(join(output, file), "utf8");
      for (const [, id] of html.matchAll(/<figure[^>]* data-chart="([^"]+)"/g)) {
        charts += 1;
        for (const ending of ["svg", "vl.json", "csv"])
          expect(files).toContain(file.replace(/index\.html$/, `${id}.${ending}`));
      }
    }
    expect(charts).toBeGreaterThan(10);
  });

  it("shows a name that looks like markup and template code as it is, and runs none of it", () => {
    const html = readFileSync(join(output, "2001/regions/index.html"), "utf8");
    expect(html).toContain("Fjord &amp; &lt;b&gt;Vik&lt;/b&gt; {{ 7 * 7 }}");
    for (const file of listFiles(output).filter((each) => /\.(html|svg)$/.test(each)))
      expect(readFileSync(join(output, file), "utf8"), file).not.toMatch(/<b>Vik|\b49 by|>49</);
  });
});

describe("text of the data that would be markup, script or template code", () => {
  const output = join(folder, "hostile");
  const SCRIPT = "</script><script>alert(1)</script>";
  const IMAGE = '"><img src=x onerror=alert(1)>';
  beforeAll(() =>
    build(
      dataFolder("hostile-data", {
        "2001": (at) => {
          rewrite(join(at, "sectors.csv"), (text) =>
            text
              .replace("Boat building", `"${SCRIPT}"`)
              .replaceAll("Manufacturing", '"{% include ""x"" %} $& __proto__"'),
          );
          rewrite(join(at, "regions.csv"), (text) =>
            text.replace("Inland", `"${IMAGE.replaceAll('"', '""')}"`),
          );
          rewrite(join(at, "datapackage.json"), (text) => {
            const descriptor = JSON.parse(text) as Record<string, unknown> & {
              klyngeatlas: object;
            };
            return JSON.stringify({
              ...descriptor,
              title: `Title ${SCRIPT}`,
              sources: [{ title: IMAGE, path: "javascript:alert(1)" }],
              klyngeatlas: { ...descriptor.klyngeatlas, notes: [SCRIPT, "{{ 7 * 7 }}"] },
            });
          });
        },
      }),
      output,
    ),
  );

  it("stands on every page as it is, and becomes neither element, attribute nor address", () => {
    const wrong: string[] = [];
    let shown = 0;
    for (const file of listFiles(output).filter((each) => each.endsWith(".html"))) {
      const parser = new Parser({
        onopentag(name, attributes) {
          if (name === "img" || Object.keys(attributes).some((key) => key.startsWith("on")))
            wrong.push(`${file}: <${name}>`);
          if (
            name === "script" &&
            attributes.src === undefined &&
            attributes.type !== "application/ld+json"
          )
            wrong.push(`${file}: a script of its own`);
          if (/^\s*javascript:/i.test(attributes.href ?? attributes.src ?? ""))
            wrong.push(`${file}: ${attributes.href}`);
        },
        ontext(text) {
          if (text.includes("alert(1)")) shown += 1;
          if (text.trim() === "49") wrong.push(`${file}: template code was run`);
        },
      });
      parser.end(readFileSync(join(output, file), "utf8"));
    }
    expect(wrong).toEqual([]);
    expect(shown).toBeGreaterThan(20);
  });

  it("leaves pictures, feed and data well-formed", () => {
    expect(unclosed("<a><b></a>")).not.toEqual([]);
    expect(unclosed("<a><b/></a>")).toEqual([]);
    for (const file of listFiles(output)) {
      const text = readFileSync(join(output, file), "utf8");
      if (file.endsWith(".json")) expect(() => JSON.parse(text), file).not.toThrow();
      if (/\.(svg|xml)$/.test(file)) expect(unclosed(text), file).toEqual([]);
    }
  });
});

/** Names of XML elements that are opened and not closed, or the other way round, and of any script or image. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const parser = new Parser(
    {
      onopentag(name) {
        open.push(name);
        if (name === "script" || name === "img") faults.push(name);
      },
      onclosetag(name, implied) {
        // Closed by the parser and not by the text: only an element that ends in "/>" may be.
        const selfClosing = xml.slice(parser.endIndex - 1, parser.endIndex + 1) === "/>";
        if (open.pop() !== name || (implied && !selfClosing)) faults.push(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return [...faults, ...open];
}

describe("adding an edition", () => {
  it("leaves every file of the earlier one as it was, and moves the front page to the later", async () => {
    const first = published("2001-05-01");
    const before = join(folder, "before");
    const after = join(folder, "after");
    await build(dataFolder("first", { "2001": first }), before);
    const later = (at: string) => {
      published("2003-05-01")(at);
      rewrite(join(at, "employment.csv"), (text) => {
        const [header = "", row = "", ...rest] = text.split("\n");
        return [
          header,
          row.replace(/,(\d+),(\d+)/, (_, jobs, firms) => `,${Number(jobs) + 5},${firms}`),
          ...rest,
        ].join("\n");
      });
    };
    await build(dataFolder("both", { "2001": first, "2003": later }), after);
    const old = contents(before);
    const now = contents(after);
    const frozen = [...old.keys()].filter((file) => file.startsWith("2001/"));
    expect(frozen.length).toBeGreaterThan(50);
    for (const file of frozen) expect(now.get(file) === old.get(file), file).toBe(true);
    expect(readFileSync(join(after, "index.html"), "utf8")).toContain('href="/2003/clusters/"');
  });
});

describe("an edition with withheld figures", () => {
  const output = join(folder, "withheld");
  beforeAll(() =>
    build(
      dataFolder("confidential", {
        "2001": (at) =>
          rewrite(join(at, "employment.csv"), (text) => {
            const lines = text.split("\n");
            const [year = "", region = "", sector = ""] = (lines.at(-2) ?? "").split(",");
            return [...lines.slice(0, -2), `${year},${region},${sector},,,c`, ""].join("\n");
          }),
      }),
      output,
    ),
  );

  it("says so where the figure would stand, and never shows nought in its place", () => {
    const files = listFiles(output).filter((file) => file.endsWith("index.html"));
    expect(
      files.some((file) => readFileSync(join(output, file), "utf8").includes("withheld")),
    ).toBe(true);
    const rows = readFileSync(join(output, "2001/data/location-quotients.csv"), "utf8").split("\n");
    const open = rows.filter((row) => /,,,,(possible|none),/.test(row));
    expect(open).toHaveLength(1);
  });
});

describe("a build that cannot be made", () => {
  it("leaves the site that is there, and names file and line", async () => {
    const output = join(folder, "kept");
    const data = dataFolder("good", { "2001": () => {} });
    await build(data, output);
    const before = contents(output);
    rewrite(join(data, "2001", "employment.csv"), (text) =>
      text.replace(/,(\d+),(\d+),/, ",-$1,$2,"),
    );
    const failure = await build(data, output).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    const [problem] = failure instanceof Failure ? failure.diagnostics : [];
    expect(problem).toMatchObject({ line: 2, column: "jobs", rule: expect.any(String) });
    expect(problem?.file).toContain("employment.csv");
    expect([...contents(output)]).toEqual([...before]);
    expect(listFiles(folder).filter((file) => file.includes("-build-"))).toEqual([]);
  });
});
