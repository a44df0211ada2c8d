/**
 * An edition that was added, on the site: what came in and what was accepted stand on its data page and in its
 * description, a valid data package; and the pages of the edition before are what they were, byte for byte.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkspace, filesBelow, hashesBelow, runHere, sha256, TINY } from "./program.ts";

const PATIENCE = 120_000;
const REASON = "The survey covers <all> trades now.";

const space = createWorkspace();
afterAll(() => space.remove());

const data = space.data("data", { "2001": {} });
const site = space.at("site");
const build = () => runHere("build", "--data", data, "--content", space.content, "--output", site);

/** Rows of the tiny edition with three times the jobs of its last year, in another form. */
const TABLE = readFileSync(join(TINY, "employment.csv"), "utf8").replaceAll(
  /^1996,([^,]+,[^,]+),(\d+),(\d+),.*$/gm,
  (_, cell: string, jobs: string, firms: string) => `2000,${cell},${Number(jobs) * 3},${firms},`,
);

const QUERY = `source: table
gives: cells
years: [2000]
query:
  files: [survey.csv]
  columns: {year: year, region: region, sector: sector, jobs: jobs, firms: firms}
  licence: {name: CC0-1.0, title: CC0 1.0, path: "https://creativecommons.org/publicdomain/zero/1.0/"}
`;

interface Package {
  readonly [property: string]: unknown;
  readonly name: string;
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly hash: string;
    readonly schema: {
      readonly fields: readonly { readonly name: string; readonly type: string }[];
    };
  }[];
  readonly klyngeatlas: {
    readonly receipts: readonly Readonly<Record<string, unknown>>[];
    readonly decisions: readonly {
      readonly date: string;
      readonly reason: string;
      readonly findings: readonly string[];
    }[];
  };
}

const packageAt = (...path: readonly string[]): Package =>
  JSON.parse(readFileSync(join(...path, "datapackage.json"), "utf8"));

/** Field types of the Table Schema (Frictionless, version 1) that an edition's tables use. */
const FIELD_TYPES = ["string", "number", "integer", "year"];

describe("an edition that was added and built", { timeout: PATIENCE }, () => {
  let before: Readonly<Record<string, string>>;
  let findings: readonly string[];

  beforeAll(async () => {
    expect(await build()).toMatchObject({ code: 0 });
    before = hashesBelow(join(site, "2001"));
    const args = [
      ...["add", "2002", "--data", data, "--content", space.content, "--carry", "--json"],
      ...["--from", space.file("survey.csv", TABLE)],
      ...["--mapping", space.file("survey.yaml", QUERY), "--published", "2002-03-01"],
    ];
    const stopped = await runHere(...args);
    expect(stopped.code).toBe(1);
    findings = JSON.parse(stopped.out).diagnostics.map((one: { message: string }) => one.message);
    expect(await runHere(...args, "--accept", REASON)).toMatchObject({ code: 0 });
    expect(await build()).toMatchObject({ code: 0, err: "" });
  }, PATIENCE);

  it("leaves every file of the edition before as it was", () => {
    expect(Object.keys(before).length).toBeGreaterThan(20);
    expect(hashesBelow(join(site, "2001"))).toEqual(before);
  });

  it("keeps what was found and why it may stand, in the data and on the data page", () => {
    expect(findings.length).toBeGreaterThan(1);
    const { decisions } = packageAt(data, "2002").klyngeatlas;
    expect(decisions).toEqual([
      { date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), reason: REASON, findings },
    ]);
    expect(packageAt(site, "2002/data").klyngeatlas.decisions).toEqual(decisions);
    const page = readFileSync(join(site, "2002/data/index.html"), "utf8");
    expect(page).toContain("The survey covers &lt;all&gt; trades now.");
    expect(page).toContain("All jobs together changed by");
  });

  it("records what came in, in the data and on the data page", () => {
    const [receipt, ...others] = packageAt(data, "2002").klyngeatlas.receipts;
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({
      from: "survey.csv",
      query: "queries/survey.yaml",
      sha256: sha256(Buffer.from(TABLE)),
      bytes: Buffer.byteLength(TABLE),
      licence: { name: "CC0-1.0" },
    });
    expect(packageAt(site, "2002/data").klyngeatlas.receipts).toEqual([receipt]);
    const page = readFileSync(join(site, "2002/data/index.html"), "utf8");
    expect(page).toContain(sha256(Buffer.from(TABLE)));
    expect(page).toMatch(/href="[^"]*queries\/survey\.yaml"/);
    expect(readFileSync(join(site, "2002/data/source/queries/survey.yaml"), "utf8")).toBe(QUERY);
  });

  it("is described by a data package whose tables are there, with their fields, sizes and hashes", () => {
    const folder = join(data, "2002");
    const { name, resources, ...others } = packageAt(folder);
    expect(name).toMatch(/^[a-z0-9._-]+$/);
    expect(others).toMatchObject({ profile: "tabular-data-package", created: expect.any(String) });
    expect(resources.map(({ path }) => path).sort()).toEqual(
      filesBelow(folder).filter((file) => file.endsWith(".csv")),
    );
    expect(new Set(resources.map((one) => one.name)).size).toBe(resources.length);
    for (const resource of resources) {
      const content = readFileSync(join(folder, resource.path));
      expect(resource.name).toMatch(/^[a-z0-9._-]+$/);
      expect(resource.bytes).toBe(content.length);
      expect(resource.hash).toBe(`sha256:${sha256(content)}`);
      const [header = ""] = content.toString("utf8").split("\n");
      expect(resource.schema.fields.map((field) => field.name)).toEqual(header.split(","));
      for (const { type } of resource.schema.fields) expect(FIELD_TYPES).toContain(type);
    }
  });
});
