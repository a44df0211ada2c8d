/**
 * A new analyst's walk, as the documentation tells it: from the bundled edition of 1998 to one of 2000, made from an
 * extract with a merged region, two new clusters, one gone, another unit and, in the prose, a sentence that the new
 * figures make false. Each is reported in plain words; after mending, all published addresses still answer, and the
 * pages of 1998 are what they were, byte for byte. The extract is made (extract.ts); nothing of it is data.
 */

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/commands/main.ts";
import { extractOf2000 } from "./extract.ts";

const ROOT = join(import.meta.dirname, "../..");
/** A build of two editions takes a while on a small machine. */
const PATIENCE = 240_000;

const desk = realpathSync(mkdtempSync(join(tmpdir(), "klyngeatlas-walk-")));
afterAll(() => rmSync(desk, { recursive: true, force: true }));
const at = (...names: readonly string[]): string => join(desk, ...names);

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The program, with the analyst's own data and prose. */
async function klyngeatlas(...args: readonly string[]): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, {
    result: (line) => out.push(line),
    message: (line) => err.push(line),
    progress: () => {},
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const DATA = ["--data", at("data")];
/** What the analyst writes is in English alone. */
const ENGLISH = ["--languages", "en"];
const PROSE = ["--content", at("content")];
const SITE = ["--output", at("site")];

const QUERY = `source: table
gives: cells
years: ["{edition}"]
units: {jobs: employees}
query:
  files: [statistikk-2000.csv]
  encoding: latin-1
  skipLines: 2
  numbers: {decimal: ",", thousands: " "}
  columns:
    year: år
    region: {column: region, split: " "}
    sector: næring
    jobs: sysselsatte
    firms: foretak
`;

const CROSSWALK = `kind,from,to,since,note
region,floro,kinn,2000,Florø and Måløy are one region
region,maloy,kinn,2000,Florø and Måløy are one region
`;

/** What an analyst wrote for the last edition, and will look at again. */
const sentence = (condition: string, text: string, editions: string): string => `---
title: Furniture at Røros
slug: roros
kind: case
editions: [${editions}]
order: 9
region: roros
clusters: [roros/furniture]
summary: A small cluster and its firms.
---

Furniture is the trade of the town. {% claim "${condition}" %}${text}{% endclaim %}
`;

const CASE_OF_1998 = sentence(
  "roros/furniture is a cluster in 1990",
  "It is a cluster in the last count",
  '"1998"',
);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

function hashesBelow(folder: string): ReadonlyMap<string, string> {
  return new Map(
    filesBelow(folder).map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex"),
    ]),
  );
}

const page = (path: string): string => readFileSync(at("site", path, "index.html"), "utf8");

const ADD = [
  "add",
  "2000",
  "--from",
  at("statistikk-2000.csv"),
  "--mapping",
  at("jobs.yaml"),
  "--carry",
  "--published",
  "2001-02-01",
  ...DATA,
  ...PROSE,
];

describe("a new analyst's walk", { timeout: PATIENCE }, () => {
  let published: ReadonlyMap<string, string>;
  let addresses: readonly string[];

  beforeAll(() => {
    cpSync(join(ROOT, "data/1998"), at("data/1998"), {
      recursive: true,
      filter: (source) => !source.endsWith(`${sep}model`),
    });
    for (const folder of ["cases", "argument", "method"])
      cpSync(join(ROOT, "content", folder), at("content", folder), { recursive: true });
    writeFileSync(at("statistikk-2000.csv"), extractOf2000(join(ROOT, "data/1998")));
    writeFileSync(at("jobs.yaml"), QUERY);
    writeFileSync(at("content/cases/roros.md"), CASE_OF_1998);
  });

  it("begins with the edition of 1998, built and published", async () => {
    expect(await klyngeatlas("build", ...ENGLISH, ...DATA, ...PROSE, ...SITE)).toMatchObject({
      code: 0,
    });
    const { code, out } = await klyngeatlas("publish", "--on", "1998-04-01", ...DATA, ...SITE);
    expect([code, out]).toEqual([0, expect.stringContaining("added to")]);
    published = hashesBelow(at("site/1998"));
    addresses = filesBelow(at("site")).filter((file) => file.endsWith(".html"));
    expect(addresses.length).toBeGreaterThan(250);
  });

  it("meets an extract that does not fit, and learns why before anything is written", async () => {
    const before = hashesBelow(at("data"));
    const { code, out, err } = await klyngeatlas(...ADD);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(
      "Jobs are counted as employees; edition 1998 counts full-time equivalents.",
    );
    expect(err).toContain(
      "2 regions of edition 1998 have no figures any more: Florø (floro), Måløy (maloy).",
    );
    expect(err).toContain("One region is not in edition 1998: Kinn (kinn).");
    expect(err).toContain("The edition 2000 is not added");
    expect(hashesBelow(at("data"))).toEqual(before);
    expect(readdirSync(at("data")).sort()).toEqual(["1998", "published.txt"]);
  });

  it("says what became of the regions, accepts the unit with a reason, and is told what changed", async () => {
    writeFileSync(at("crosswalk.csv"), CROSSWALK);
    const reason = "The office counts employees now; the break is marked.";
    const { code, out } = await klyngeatlas(...ADD, at("crosswalk.csv"), "--accept", reason);
    expect(code).toBe(0);
    for (const told of [
      "2 entered, 1 left, 59 stayed, 2 followed",
      "Bodø: Insurance entered the list: its location quotient rose",
      "Tynset: Wood products entered the list: its jobs rose",
      "Røros: Furniture and fixtures left the list: its firms fell from 10 to 8",
      "Måløy: Fish processing continues as Kinn: Fish processing.",
      "The regions Florø (floro) and Måløy (maloy) merged into Kinn (kinn) in 2000",
      "Jobs are counted as employees, before as full-time equivalents",
    ])
      expect(out).toContain(told);
    const description = JSON.parse(readFileSync(at("data/2000/datapackage.json"), "utf8"));
    expect(description.klyngeatlas).toMatchObject({
      status: "modelled",
      jobsUnit: "employees",
      clusterYears: [1970, 1990, 2000],
      decisions: [{ reason, findings: [expect.stringContaining("employees")] }],
      receipts: expect.arrayContaining([
        expect.objectContaining({ from: "statistikk-2000.csv", query: "queries/jobs.yaml" }),
      ]),
    });
    expect(existsSync(at("data/2000/queries/jobs.yaml"))).toBe(true);
  });

  it("lets a case speak of the new edition, and learns which sentence the figures make false", async () => {
    writeFileSync(
      at("content/cases/roros.md"),
      sentence(
        "roros/furniture is a cluster in 2000",
        "It is a cluster in the last count",
        '"2000"',
      ),
    );
    const site = hashesBelow(at("site"));
    for (const command of [
      ["check", ...ENGLISH, ...DATA, ...PROSE],
      ["build", ...ENGLISH, ...DATA, ...PROSE, ...SITE],
    ]) {
      const { code, err } = await klyngeatlas(...command);
      expect(code).toBe(1);
      expect(err).toMatch(/cases\/roros\.md:12:\d+/);
      expect(err).toContain("It is a cluster in the last count");
      expect(err).toContain("roros/furniture is a cluster in 2000");
      expect(err).toMatch(/firms:roros\/furniture:2000.{0,20}8/);
    }
    expect(hashesBelow(at("site"))).toEqual(site);
  });

  it("mends the sentence, and is kept from losing the page that told of 1998", async () => {
    writeFileSync(
      at("content/cases/roros.md"),
      sentence(
        "roros/furniture is not a cluster in 2000",
        "It is a cluster no longer, for want of firms",
        '"2000"',
      ),
    );
    const { code, err } = await klyngeatlas("build", ...ENGLISH, ...DATA, ...PROSE, ...SITE);
    expect(code).toBe(1);
    expect(err).toMatch(/published\.txt:\d+:address: The address was published on 1998-04-01/);
    expect(err).toContain("/1998/cases/roros/");
  });

  it("keeps the case of 1998 for that edition, builds, and publishes", async () => {
    cpSync(at("content/cases/roros.md"), at("content/cases/roros-2000.md"));
    writeFileSync(at("content/cases/roros.md"), CASE_OF_1998);
    expect(await klyngeatlas("build", ...ENGLISH, ...DATA, ...PROSE, ...SITE)).toMatchObject({
      code: 0,
      err: "",
    });
    const { code, out } = await klyngeatlas("publish", "--on", "2001-02-01", ...DATA, ...SITE);
    expect([code, out]).toEqual([0, expect.stringContaining("added to")]);
    expect((await klyngeatlas("verify", ...DATA, ...SITE)).code).toBe(0);
  });

  it("finds every page of before at its address, and those of 1998 byte for byte", () => {
    for (const address of addresses)
      expect([address, existsSync(at("site", address))]).toEqual([address, true]);
    const now = hashesBelow(at("site/1998"));
    for (const [file, hash] of published) expect([file, now.get(file)]).toEqual([file, hash]);
    expect(now.size).toBe(published.size);
  });

  it("shows what became of what is gone", () => {
    expect(page("regions/floro")).toContain("Kinn");
    expect(page("clusters/maloy/fish-processing")).toContain("Kinn");
    expect(page("clusters/roros/furniture")).toMatch(/2000/);
    expect(page("changes")).toContain("Bodø: Insurance");
    expect(page("2000/data")).toContain("The office counts employees now");
  });

  it("would be stopped from dropping an address", async () => {
    rmSync(at("data/1998"), { recursive: true });
    const site = hashesBelow(at("site"));
    const { code, err } = await klyngeatlas("build", ...ENGLISH, ...DATA, ...PROSE, ...SITE);
    expect(code).toBe(1);
    expect(err).toContain("/1998/");
    expect(hashesBelow(at("site"))).toEqual(site);
  });
});
