/** Whole sites of editions whose regions merge and divide: what was published stays, and leads on. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listFiles } from "../../src/site/check-site.ts";
import { buildSite } from "../../src/site/index.ts";
import { COAST, writeEdition } from "./made-editions.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-lives-site-"));
const sites = [1, 2, 3, 4].map((count) => join(folder, `site-${count}`));

/** Builds a site of the first editions of the coast; the build checks links and figures itself, and fails by them. */
async function build(count: number): Promise<void> {
  const dataDir = join(folder, `data-${count}`);
  const contentDir = join(folder, "no-narratives");
  mkdirSync(contentDir, { recursive: true });
  for (const edition of COAST.slice(0, count)) writeEdition(dataDir, edition);
  await buildSite({
    projectDir: ROOT,
    dataDir,
    contentDir,
    outputDir: sites[count - 1] ?? "",
    baseUrl: "https://atlas.example.org",
    pathPrefix: "/",
    languages: { codes: ["en"] },
  });
}

beforeAll(async () => {
  for (const count of [1, 2, 3, 4]) await build(count);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const site = (count: number): string => sites[count - 1] ?? "";
const pageOf = (count: number, path: string): string =>
  readFileSync(join(site(count), path, "index.html"), "utf8");
/** The text of a page's first paragraph. */
function ledeOf(count: number, path: string): string {
  const [, lede = ""] = /<p class="lede">([\s\S]*?)<\/p>/.exec(pageOf(count, path)) ?? [];
  return lede.replace(/<[^>]*>/g, "");
}

describe("adding editions with crosswalks", () => {
  it("leaves every file of the earlier ones as it was", () => {
    for (const count of [2, 3, 4]) {
      const old = COAST.slice(0, count - 1).map(({ id }) => `${id}/`);
      const frozen = listFiles(site(count - 1)).filter((file) =>
        old.some((edition) => file.startsWith(edition)),
      );
      expect(frozen.length).toBeGreaterThan(50);
      for (const file of frozen) {
        const [before, after] = [count - 1, count].map((n) => readFileSync(join(site(n), file)));
        expect(after !== undefined && before?.equals(after), `${file} of ${count} editions`).toBe(
          true,
        );
      }
    }
  });

  it("takes no page away that was there", () => {
    for (const count of [2, 3, 4]) {
      const pages = (n: number) => listFiles(site(n)).filter((file) => file.endsWith("index.html"));
      expect(pages(count)).toEqual(expect.arrayContaining(pages(count - 1)));
    }
  });

  it("has old addresses say what became of the region, and lead on", () => {
    expect(ledeOf(2, "clusters/finnoy/boats")).toMatch(
      /^A potential regional cluster in every edition/,
    );
    expect(ledeOf(3, "clusters/finnoy/boats")).toMatch(
      /^Gone under this name since edition 2021: it continues as Stavanger: Boat building\./,
    );
    const gone = pageOf(4, "clusters/finnoy/boats");
    expect(gone).toContain(
      '<a href="/clusters/stavanger/boats/">Greater Stavanger: Boat building</a>',
    );
    expect(gone).toContain('<a href="/regions/finnoy/">');
    expect(ledeOf(4, "regions/finnoy")).toBe(
      "No region of its own since edition 2021: it is in Greater Stavanger.",
    );
    // The frozen page of the region leads to the one that says so.
    expect(pageOf(4, "2015/regions/finnoy")).toContain('href="/regions/finnoy/"');
    expect(pageOf(4, "2015/sectors/fish")).toContain('href="/sectors/fish/"');
  });

  it("has what is gone in the search and in the sitemap", () => {
    const index: unknown = JSON.parse(readFileSync(join(site(4), "search/pages/0.json"), "utf8"));
    expect(index).toEqual(
      expect.arrayContaining([
        expect.arrayContaining([expect.stringContaining("Finnøy"), "/regions/finnoy/", "history"]),
        expect.arrayContaining([
          expect.stringContaining("Finnøy: Boat building"),
          "/clusters/finnoy/boats/",
          "life",
        ]),
      ]),
    );
    const sitemap = readFileSync(join(site(4), "sitemap.xml"), "utf8");
    for (const path of ["regions/", "regions/finnoy/", "sectors/boats/", "clusters/rost/fish/"])
      expect(sitemap).toContain(`<loc>https://atlas.example.org/${path}</loc>`);
  });

  it("tells on the page of changes who is followed, and what became of regions", () => {
    const changes = pageOf(4, "changes");
    expect(changes).toContain("followed through changes of the code lists");
    expect(changes).toMatch(
      /<a href="\/clusters\/haram\/boats\/">Haram: Boat building<\/a> It continues Ålesund: Boat building\./,
    );
    expect(changes).toMatch(
      /<a href="\/regions\/finnoy\/">Finnøy \(finnoy\)<\/a> The regions Finnøy \(finnoy\) and Rennesøy/,
    );
    expect(changes).toContain("Largest revisions");
  });

  it("has figures of lives resolve in the edition that publishes them", () => {
    const life = pageOf(4, "clusters/vardo/boats");
    for (const edition of ["2015", "2018", "2024"]) {
      const ledger: unknown = JSON.parse(
        readFileSync(join(site(4), edition, "data/figures.json"), "utf8"),
      );
      const id = `lq:vardo/boats:${edition}`;
      expect(life).toContain(`data-figure="${id}"`);
      expect(Object.keys(ledger ?? {})).toContain(id);
    }
  });
});
