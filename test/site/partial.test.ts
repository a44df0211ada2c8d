/** A site that is built again and again has the bytes of one that is built once, and makes anew only what depends on the change. */

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listFiles } from "../../src/site/check-site.ts";
import { Failure } from "../../src/site/failure.ts";
import { buildSite } from "../../src/site/index.ts";
import { createWorkshop, type WorkshopReport } from "../../src/site/workshop.ts";

const ROOT = join(import.meta.dirname, "../..");
const TINY = join(ROOT, "test/fixtures/tiny/2001");
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-partial-"));
const data = join(folder, "data");
const content = join(folder, "content");
const output = join(folder, "site");
const options = {
  projectDir: ROOT,
  dataDir: data,
  contentDir: content,
  outputDir: output,
  baseUrl: "https://atlas.example.org",
  pathPrefix: "/",
  languages: { codes: ["en"] },
};

const workshop = createWorkshop();

function rewrite(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  writeFileSync(file, after);
}

function addEdition(id: string, published: string): void {
  cpSync(TINY, join(data, id), { recursive: true });
  rewrite(join(data, id, "datapackage.json"), (text) =>
    text.replace(/"published": "[^"]*"/, `"published": "${published}"`),
  );
}

const caseFile = (name: string): string => join(content, "cases", `${name}.md`);

function writeCase(name: string, edition: string, text: string): void {
  writeFileSync(
    caseFile(name),
    `---\ntitle: The case of ${name}\nslug: ${name}\nkind: case\neditions: ["${edition}"]\norder: 1\nsummary: ${name} in short.\n---\n\n${text}\n`,
  );
}

/** Adds one job to the first row of an edition's cells. */
const addJob = (edition: string): void =>
  rewrite(join(data, edition, "employment.csv"), (text) => {
    const [header = "", row = "", ...rest] = text.split("\n");
    const more = row.replace(
      /^((?:[^,]*,){3})(\d+)/,
      (_, key, jobs) => `${key}${Number(jobs) + 1}`,
    );
    return [header, more, ...rest].join("\n");
  });

function bytes(root: string): ReadonlyMap<string, string> {
  return new Map(
    listFiles(root).map((file) => [file, readFileSync(join(root, file)).toString("base64")]),
  );
}

/** Names of files that only one of two folders has, or that differ. */
function differences(a: string, b: string): readonly string[] {
  const [first, second] = [bytes(a), bytes(b)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .filter((file) => first.get(file) !== second.get(file))
    .sort();
}

const built = (): Promise<WorkshopReport> => workshop.build(options);

/** Files in which the site differs from one that is built from nothing. */
async function wrongFiles(): Promise<readonly string[]> {
  const full = join(folder, "full");
  await buildSite({ ...options, outputDir: full });
  return differences(output, full);
}

/** Pages of an edition, or of all the site. */
const pagesOf = (below = ""): number =>
  listFiles(output).filter((file) => file.startsWith(below) && file.endsWith(".html")).length;

beforeAll(async () => {
  for (const part of ["_includes", "assets", "pages"])
    cpSync(join(ROOT, "content", part), join(content, part), { recursive: true });
  mkdirSync(join(content, "cases"));
  // The style sheet names fonts of packages, which are looked for upwards from where it lies.
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  addEdition("2001", "2001-05-01");
  addEdition("2003", "2003-05-01");
  writeCase("soroy", "2001", "Soroy builds boats.");
  writeCase("indre", "2003", "Indre builds engines.");
  await built();
});

afterAll(async () => {
  await workshop.close();
  rmSync(folder, { recursive: true, force: true });
});

// Each test goes on from the site that the one before has left.
describe("a site that is built again", () => {
  it("makes nothing anew where nothing has changed", async () => {
    const before = bytes(output);
    const { made, ...report } = await built();
    expect(made).toEqual({ pages: 0, charts: 0, editions: [] });
    expect([...bytes(output)]).toEqual([...before]);
    expect(await wrongFiles()).toEqual([]);
    const { output: _, ...full } = await buildSite({ ...options, outputDir: join(folder, "full") });
    expect(report).toEqual({ ...full, output });
  });

  it("renders the page of a case that was edited, and plans its edition alone", async () => {
    writeCase("soroy", "2001", "Soroy builds boats, and **mends** them.");
    expect((await built()).made).toEqual({ pages: 1, charts: 0, editions: ["2001"] });
    expect(readFileSync(join(output, "2001/cases/soroy/index.html"), "utf8")).toContain(
      "<strong>mends</strong>",
    );
    expect(await wrongFiles()).toEqual([]);
  });

  it("renders every page that names a case whose title has changed", async () => {
    rewrite(caseFile("soroy"), (text) => text.replace("title: The case of", "title: The story of"));
    const { made } = await built();
    expect(made.editions).toEqual(["2001"]);
    expect(made.pages).toBeGreaterThan(1);
    expect(made.pages).toBeLessThan(pagesOf("2001/"));
    expect(await wrongFiles()).toEqual([]);
  });

  it("renders no page of another edition where a cell of one has changed", async () => {
    const before = bytes(join(output, "2001"));
    addJob("2003");
    const { made } = await built();
    expect(made.editions).toEqual(["2003"]);
    expect(made.pages).toBeGreaterThan(1);
    expect(made.pages).toBeLessThanOrEqual(pagesOf() - pagesOf("2001/"));
    expect(made.charts).toBeGreaterThan(0);
    expect([...bytes(join(output, "2001"))]).toEqual([...before]);
    expect(await wrongFiles()).toEqual([]);
  });

  it("renders the pages of one template that was edited, and draws no chart", async () => {
    rewrite(
      join(content, "pages", "region.njk"),
      (text) => `${text}\n<p>A line for regions.</p>\n`,
    );
    const regions = listFiles(output).filter((file) => /^\w+\/regions\/.+\.html$/.test(file));
    const { made } = await built();
    expect(made).toEqual({
      pages: regions.filter((file) => !file.endsWith("regions/index.html")).length,
      charts: 0,
      editions: ["2001", "2003"],
    });
    expect(await wrongFiles()).toEqual([]);
  });

  it("renders every page where a layout was edited, and all the same draws no chart", async () => {
    rewrite(join(content, "_includes", "layouts", "base.njk"), (text) =>
      text.replace("</main>", "<p>A line for all.</p></main>"),
    );
    expect((await built()).made).toMatchObject({ pages: pagesOf(), charts: 0 });
    expect(await wrongFiles()).toEqual([]);
  });

  it("renders every page where the style has changed, since all name it by its content", async () => {
    rewrite(join(content, "assets", "css", "main.css"), (text) => `${text}\n.none{margin:7px}\n`);
    expect((await built()).made).toMatchObject({ pages: pagesOf(), charts: 0 });
    expect(await wrongFiles()).toEqual([]);
  });

  it("leaves nothing behind of a case that was removed", async () => {
    rmSync(caseFile("soroy"));
    const { made } = await built();
    expect(made.editions).toEqual(["2001"]);
    expect(listFiles(output).filter((file) => file.startsWith("2001/cases/soroy/"))).toEqual([]);
    expect(await wrongFiles()).toEqual([]);
  });

  it("takes over all earlier editions where one is added", async () => {
    addEdition("2005", "2005-05-01");
    const { made } = await built();
    expect(made.editions).toEqual(["2005"]);
    expect(made.pages).toBeLessThanOrEqual(pagesOf() - pagesOf("2001/") - pagesOf("2003/"));
    expect(await wrongFiles()).toEqual([]);
  });

  it("leaves nothing behind of an edition that was renamed", async () => {
    renameSync(join(data, "2005"), join(data, "2006"));
    expect((await built()).made.editions).toEqual(["2006"]);
    expect(listFiles(output).filter((file) => file.startsWith("2005/"))).toEqual([]);
    expect(await wrongFiles()).toEqual([]);
  });
});

describe("a build that fails, and one that follows it", () => {
  it("leave the site as it was, and take over what has not changed since", async () => {
    const before = bytes(output);
    const file = join(data, "2003", "employment.csv");
    const sound = readFileSync(file, "utf8");
    writeFileSync(file, sound.replace(/,(\d+),(\d+),/, ",-$1,$2,"));
    await expect(built()).rejects.toThrow(Failure);
    expect([...bytes(output)]).toEqual([...before]);
    writeFileSync(file, sound);
    expect((await built()).made).toEqual({ pages: 0, charts: 0, editions: [] });
    expect(await wrongFiles()).toEqual([]);
  });

  it("forget pages that were rendered for a site that was never published", async () => {
    const template = join(content, "pages", "cluster.njk");
    const sound = readFileSync(template, "utf8");
    writeFileSync(template, `${sound}<a href="/nowhere/">nowhere</a>`);
    await expect(built()).rejects.toMatchObject({ message: expect.stringContaining("gates") });
    writeFileSync(template, `${sound}{{ sheet.view.noSuchThing }}`);
    await expect(built()).rejects.toMatchObject({ message: "A page could not be rendered." });
    writeFileSync(template, sound);
    expect((await built()).made).toMatchObject({ pages: 0, charts: 0 });
    expect(await wrongFiles()).toEqual([]);
  });
});

describe("the published folder", () => {
  it("is not trusted where somebody has written into it", async () => {
    const page = join(output, "2001", "method", "index.html");
    writeFileSync(page, "not what was built");
    const { made } = await built();
    expect(made).toEqual({ pages: 1, charts: 0, editions: ["2001"] });
    expect(await wrongFiles()).toEqual([]);
    rmSync(join(output, "2003", "data", "clusters.csv"));
    expect((await built()).made.editions).toEqual(["2003"]);
    expect(await wrongFiles()).toEqual([]);
  });

  it("may have gone: everything is rendered again", async () => {
    rmSync(output, { recursive: true });
    const { made } = await built();
    expect(made).toMatchObject({ pages: pagesOf(), editions: ["2001", "2003", "2006"] });
    expect(await wrongFiles()).toEqual([]);
  });

  it("keeps what was published when a later site is made of links to it", async () => {
    const page = "2001/method/index.html";
    const before = readFileSync(join(output, page));
    const copy = join(folder, "copy");
    cpSync(output, copy, { recursive: true });
    addJob("2001");
    await built();
    addJob("2003");
    await built();
    expect(readFileSync(join(copy, page)).equals(before)).toBe(true);
    expect(await wrongFiles()).toEqual([]);
  });

  it("is the same where files were touched and nothing in them changed", async () => {
    utimesSync(join(data, "2001", "employment.csv"), 1e9, 1e9);
    expect((await built()).made).toEqual({ pages: 0, charts: 0, editions: [] });
    expect(await wrongFiles()).toEqual([]);
  });
});
