/**
 * From the query files for Norway to an edition, against servers on this machine that speak as the register, KLASS
 * and the data bank do. Their figures are made.
 */

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { buildAtlas } from "../../src/model/atlas.ts";
import type { Dataset, Receipt } from "../../src/model/dataset.ts";
import { readEdition } from "../../src/read/edition.ts";
import type { Problem } from "../../src/read/problem.ts";
import { addEdition } from "../../src/sources/add-edition.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import { readQueryFolder } from "../../src/sources/query-folder.ts";
import { startKlass } from "./servers/klass-server.ts";
import type { LocalServer } from "./servers/local-server.ts";
import { MADE_NORWAY, MADE_UNITS, madeTable } from "./servers/made-norway.ts";
import { startPxweb } from "./servers/pxweb-server.ts";
import { BULK_PATH, startRegister } from "./servers/register-server.ts";
import { failureOf } from "./servers/task.ts";

const RECIPES = join(import.meta.dirname, "../../src/sources/recipes");

let servers: {
  readonly register: LocalServer;
  readonly klass: LocalServer;
  readonly bank: LocalServer;
};
let data = "";

beforeEach(async () => {
  servers = {
    register: await startRegister(MADE_UNITS),
    klass: await startKlass(MADE_NORWAY),
    bank: await startPxweb({
      tables: { "11656": madeTable(["10", "26", "46", "47", "62", "95"]) },
    }),
  };
  data = await mkdtemp(join(tmpdir(), "klyngeatlas-norway-"));
  return async () => {
    await Promise.all(Object.values(servers).map((server) => server.close()));
    await rm(data, { recursive: true, force: true });
  };
});

/** Copies query files of the product beside the edition, with the addresses of the servers here. */
async function placeQueries(...recipes: readonly string[]): Promise<string> {
  const queries = join(data, ".queries");
  await mkdir(queries, { recursive: true });
  for (const recipe of recipes) await cp(join(RECIPES, recipe), queries, { recursive: true });
  for (const name of (await readdir(queries)).filter((entry) => entry.endsWith(".yaml"))) {
    const file = parse(await readFile(join(queries, name), "utf8"));
    const here: Readonly<Record<string, object>> = {
      klass: { base: `${servers.klass.url}/api/klass/v1` },
      register: { url: `${servers.register.url}${BULK_PATH}` },
      pxweb: { base: `${servers.bank.url}/v2` },
    };
    Object.assign(file.query, here[file.source]);
    await writeFile(join(queries, name), stringify(file));
  }
  return queries;
}

interface Harvested {
  readonly notes: readonly string[];
  readonly receipts: readonly Receipt[];
  readonly errors: readonly Problem[];
}

/** Makes the edition as `add` does, from query files. */
async function harvest(
  queries: string,
  regionList?: string,
  later?: { readonly edition: string; readonly before: Dataset },
): Promise<Harvested> {
  const now = (): string => "2026-11-23T08:00:00Z";
  const outcome = await addEdition({
    dataDir: data,
    edition: later?.edition ?? "2026",
    before: later?.before,
    like: later !== undefined,
    title: undefined,
    published: "2026-11-23",
    jobsUnit: undefined,
    firmsUnit: undefined,
    clusterYears: undefined,
    periods: undefined,
    queries: await readQueryFolder(queries),
    files: [],
    regionList,
    years: undefined,
    carry: false,
    accept: later === undefined ? undefined : "Economic regions were renumbered.",
    threshold: 0.2,
    dryRun: false,
    web: createWeb({ sleep: async () => undefined }),
    now,
    progress: () => undefined,
  });
  if (outcome.ok) return { notes: outcome.notes, receipts: outcome.receipts, errors: [] };
  return { notes: [], receipts: [], errors: "problems" in outcome ? outcome.problems : [] };
}

async function edition() {
  const reading = await readEdition(join(data, "2026"));
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(" "));
  return reading;
}

describe("an edition of Norway from nothing", () => {
  it("is valid, and has jobs and establishments by economic region and division", async () => {
    const { errors, receipts } = await harvest(await placeQueries("norway"));
    expect(errors).toEqual([]);
    expect(receipts.map(({ query }) => query)).toEqual([
      "queries/regions.yaml",
      "queries/sectors.yaml",
      "queries/cells.yaml",
    ]);
    expect(await readFile(join(data, "2026/employment.csv"), "utf8")).toBe(
      [
        "year,region,sector,jobs,firms,flag",
        "2026,no-33002,nace-26,8,1,",
        "2026,no-33002,nace-46,500,10,",
        "2026,no-33002,nace-47,1200,30,",
        "2026,no-33002,nace-62,500,20,",
        "2026,no-33002,nace-95,6,6,e",
        "2026,no-33003,nace-10,20,4,",
        "2026,no-33003,nace-26,362,14,e",
        "2026,no-33003,nace-47,60,3,",
        "",
      ].join("\n"),
    );
    const { value } = await edition();
    expect(value.regions.map(({ name }) => name)).toEqual(["Drammen", "Kongsberg"]);
    expect(value.sectors.map(({ group }) => group)).toContain("manufacturing");
    expect(value.national).toBeUndefined();
  });

  it("has the cluster that was made", async () => {
    await harvest(await placeQueries("norway"));
    const atlas = buildAtlas((await edition()).value);
    expect(atlas.clusters.map(({ region, sector }) => `${region} ${sector}`)).toEqual([
      "no-33003 nace-26",
    ]);
  });

  it("tells readers of lower bounds, of the classification, and of Svalbard", async () => {
    const { notes } = await harvest(await placeQueries("norway"));
    const text = notes.join(" ");
    expect(text).toContain("For 8 with one to four employees it does not");
    expect(text).toContain("SN2025");
    expect(text).toContain("5 outside the municipalities, 1 without industry");
    expect((await edition()).value.descriptor.notes).toEqual(notes);
  });

  it("takes labour-market regions of a file instead, by the columns of TØI's list", async () => {
    const queries = await placeQueries("norway");
    const own = join(data, ".labour-markets.csv");
    await writeFile(
      own,
      "kommunenr;kommune;ba_nr;ba_navn\n3303;Kongsberg;23;Kongsberg\n3334;Flesberg;23;Kongsberg\n3301;Drammen;20;Drammen\n3312;Lier;20;Drammen\n",
    );
    const { errors, receipts } = await harvest(queries, own);
    expect(errors).toEqual([]);
    expect(receipts.map(({ query }) => query)).not.toContain("queries/regions.yaml");
    expect((await edition()).value.regions.map(({ id }) => id)).toEqual(["no-20", "no-23"]);
  });

  it("carries a list by the municipalities of 2020 over to those of the year", async () => {
    const queries = await placeQueries("norway");
    await writeFile(
      join(queries, "codes/labour-markets-2020.csv"),
      "kommunenr,kommune,ba_nr,ba_navn\n3006,Kongsberg,23,Kongsberg\n3050,Flesberg,23,Kongsberg\n3005,Drammen,20,Drammen\n3049,Lier,20,Drammen\n",
    );
    const query = {
      base: `${servers.klass.url}/api/klass/v1`,
      changes: { classification: "131", from: "2020-01-02" },
      carry: {
        file: "codes/labour-markets-2020.csv",
        code: "kommunenr",
        id: "ba_nr",
        name: "ba_navn",
      },
      write: "codes/regions.csv",
    };
    await writeFile(
      join(queries, "regions.yaml"),
      stringify({ source: "klass", gives: "codes", years: ["{edition}"], query }),
    );
    const { errors } = await harvest(queries);
    expect(errors).toEqual([]);
    expect((await edition()).value.regions.map(({ id, name }) => `${id} ${name}`)).toEqual([
      "no-20 Drammen",
      "no-23 Kongsberg",
    ]);
  });

  it("of the next year has rows of a crosswalk for regions that became others", async () => {
    const queries = await placeQueries("norway");
    await harvest(queries);
    const before = (await edition()).value;
    await servers.klass.close();
    servers = {
      ...servers,
      klass: await startKlass({
        ...MADE_NORWAY,
        changes: { "131": [["3334", "Flesberg", "3303", "Kongsberg", "2027-01-01"]] },
        pairs: {
          "108 131": [
            ["33009", "Numedal", "3303", "Kongsberg"],
            ["33002", "Drammen", "3301", "Drammen"],
            ["33002", "Drammen", "3312", "Lier"],
          ],
        },
      }),
    };
    await servers.register.close();
    const merged = MADE_UNITS.map((unit) =>
      unit.municipality === "3334" ? { ...unit, municipality: "3303" } : unit,
    );
    servers = { ...servers, register: await startRegister(merged) };
    const next = await placeQueries("norway");
    await cp(join(data, "2026/queries/codes/regions.csv"), join(next, "codes/regions-2026.csv"));
    const list = { prefix: "no-" };
    const query = {
      base: `${servers.klass.url}/api/klass/v1`,
      changes: { classification: "131", from: "2026-01-02" },
      before: { file: "codes/regions-2026.csv", ...list },
      after: { file: "codes/regions.csv", ...list },
    };
    await writeFile(
      join(next, "changes.yaml"),
      stringify({ source: "klass", gives: "crosswalk", years: ["{edition}"], query }),
    );
    const { errors } = await harvest(next, undefined, { edition: "2027", before });
    expect(errors).toEqual([]);
    expect(await readFile(join(data, "2027/crosswalk.csv"), "utf8")).toBe(
      'kind,from,to,since,note\nregion,no-33003,no-33009,2027,"Kongsberg → Numedal: 3303, Flesberg → Kongsberg"\n',
    );
    const reading = await readEdition(join(data, "2027"));
    expect(reading.ok).toBe(true);
  });

  it("names municipalities that a list lacks, and how many figures it would lose", async () => {
    const queries = await placeQueries("norway");
    const own = join(data, ".regions.csv");
    await writeFile(own, "code,region,name\n3303,1,Kongsberg\n3334,1,Kongsberg\n3301,2,Drammen\n");
    const { errors } = await harvest(queries, own);
    expect(errors.map(({ rule, value }) => `${rule} ${value}`)).toEqual(["unknown-code 3312"]);
  });

  it("may be compared with the country's jobs of the table, in one classification", async () => {
    const { errors, notes } = await harvest(await placeQueries("norway", "norway-nation"));
    expect(errors).toEqual([]);
    expect(notes).toContain("Figures of 2025K4 of table 11656 stand for 2026.");
    expect(await readFile(join(data, "2026/national.csv"), "utf8")).toContain(
      "2026,nace-26,2604,\n",
    );
    expect((await edition()).value.national).toBeDefined();
  });

  it("stops where the table has SN2007 and the register SN2025", async () => {
    await servers.bank.close();
    const tables = { "11656": madeTable(["10", "26", "45", "46", "47", "62", "95"]) };
    servers = { ...servers, bank: await startPxweb({ tables }) };
    const { errors } = await harvest(await placeQueries("norway", "norway-nation"));
    expect(errors.map(({ rule, value }) => `${rule} ${value}`)).toEqual(["unknown-code 45"]);
  });

  it.each([
    ["register", "Vedlikehold"],
    ["klass", "Driftsmelding"],
  ] as const)("says what came instead where the %s is being mended", async (name, title) => {
    const queries = await placeQueries("norway");
    servers[name].fail({ page: title });
    expect((await failureOf(harvest(queries))).message).toContain(title);
  });
});
