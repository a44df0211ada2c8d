/**
 * The command add with query files: tables by a mapping, the recipes that come with the program against servers on
 * this machine (their figures are made), and the same again for the next year.
 */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse, stringify } from "yaml";
import { readEdition } from "../../src/read/edition.ts";
import { type MadeDataset, startEurostat } from "../sources/servers/eurostat-server.ts";
import { startKlass } from "../sources/servers/klass-server.ts";
import type { LocalServer } from "../sources/servers/local-server.ts";
import { MADE_NORWAY, MADE_UNITS, madeTable } from "../sources/servers/made-norway.ts";
import { startPxweb } from "../sources/servers/pxweb-server.ts";
import { BULK_PATH, startRegister } from "../sources/servers/register-server.ts";
import { createWorkspace, hashesBelow, parseCsv, ROOT, runHere, sha256 } from "./program.ts";

const RECIPES = join(ROOT, "src/sources/recipes");
const HASH = /^[0-9a-f]{64}$/;

const space = createWorkspace();
afterAll(() => space.remove());

let n = 0;
let data: string;
const servers: LocalServer[] = [];
const started = async (server: Promise<LocalServer>): Promise<LocalServer> => {
  servers.push(await server);
  return server;
};

beforeEach(() => {
  vi.stubEnv("SOURCE_DATE_EPOCH", String(Date.UTC(2026, 10, 23, 8) / 1000));
  n += 1;
  data = space.at(`data-${n}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const addTo = (folder: string, edition: string, ...more: readonly string[]) =>
  runHere(
    "add",
    edition,
    ...["--data", folder, "--content", space.content, "--cache", space.at(`cache-${n}`)],
    ...more,
  );
const add = (edition: string, ...more: readonly string[]) => addTo(data, edition, ...more);

async function edition(id: string) {
  const reading = await readEdition(join(data, id));
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(" "));
  expect(reading.warnings).toEqual([]);
  return reading.value;
}

const rows = (id: string, table: string) =>
  parseCsv(readFileSync(join(data, id, table), "utf8")).rows;

/** Query files of a recipe, with the addresses of the servers here in place of the real ones. */
function recipe(name: string, addresses: Readonly<Record<string, object>>): string {
  const folder = space.at(`recipes-${n}`, name);
  cpSync(join(RECIPES, name), folder, { recursive: true });
  for (const file of readdirSync(folder).filter((each) => each.endsWith(".yaml"))) {
    const query = parse(readFileSync(join(folder, file), "utf8"));
    expect(addresses).toHaveProperty(query.source);
    writeFileSync(
      join(folder, file),
      stringify({ ...query, query: { ...query.query, ...addresses[query.source] } }),
    );
  }
  return folder;
}

const JOBS_2026 =
  "kommune;næring;sysselsatte;bedrifter\nVik;Båt;1 200;12\nVik;Fisk;:;3\nNes;Fisk;300,5;4\n";

const MAPPING = `source: table
gives: cells
years: ["{edition}"]
units: {jobs: employees, firms: establishments}
regions: {file: codes/regions.csv}
sectors: {file: codes/sectors.csv}
query:
  files: [jobs-2026.csv]
  numbers: {decimal: ",", thousands: " "}
  missing: {":": c}
  columns: {region: kommune, sector: næring, jobs: sysselsatte, firms: bedrifter}
`;

/** A table as an office sends it, its query file, and the code lists beside that. */
function placeTable(): { readonly table: string; readonly mapping: string } {
  const folder = space.at(`desk-${n}`);
  mkdirSync(join(folder, "codes"), { recursive: true });
  writeFileSync(
    join(folder, "codes/regions.csv"),
    "code,region,name\nVik,vik,Vik in Sogn\nNes,nes,Nes\n",
  );
  writeFileSync(
    join(folder, "codes/sectors.csv"),
    "code,sector,name,group\nBåt,boats,Boats,Sea\nFisk,fish,Fish,Sea\n",
  );
  writeFileSync(join(folder, "jobs-2026.csv"), JOBS_2026);
  writeFileSync(join(folder, "jobs.yaml"), MAPPING);
  return { table: join(folder, "jobs-2026.csv"), mapping: join(folder, "jobs.yaml") };
}

describe("add by a mapping", () => {
  it("makes an edition, keeps the query and its code lists, and records what came in", async () => {
    const { table, mapping } = placeTable();
    expect(await add("2026", "--from", table, "--mapping", mapping)).toMatchObject({ code: 0 });
    const { descriptor } = await edition("2026");
    expect(readFileSync(join(data, "2026/employment.csv"), "utf8")).toBe(
      "year,region,sector,jobs,firms,flag\n2026,nes,fish,300.5,4,\n2026,vik,boats,1200,12,\n2026,vik,fish,,3,c\n",
    );
    expect(rows("2026", "regions.csv").map(({ name }) => name)).toEqual(["Nes", "Vik in Sogn"]);
    expect(descriptor.receipts).toEqual([
      expect.objectContaining({
        from: "jobs-2026.csv",
        query: "queries/jobs.yaml",
        retrieved: "2026-11-23T08:00:00Z",
        sha256: sha256(Buffer.from(JOBS_2026)),
        bytes: Buffer.byteLength(JOBS_2026),
      }),
    ]);
    expect(descriptor).toMatchObject({ jobsUnit: "employees", firmsUnit: "establishments" });
    expect(readFileSync(join(data, "2026/queries/jobs.yaml"), "utf8")).toBe(MAPPING);
    expect(readdirSync(join(data, "2026/queries/codes"))).toEqual(["regions.csv", "sectors.csv"]);
  });

  it("reads next year's table by the query of this year, with the codes that it kept", async () => {
    const { table, mapping } = placeTable();
    await add("2026", "--from", table, "--mapping", mapping);
    const next = space.file(`jobs-2027-${n}.csv`, JOBS_2026.replace("1 200", "1 210"));
    const { code, err } = await add("2027", "--like", "2026", "--from", next, "--carry");
    expect([code, err]).toEqual([0, ""]);
    expect((await edition("2027")).years).toEqual([2026, 2027]);
    expect(rows("2027", "employment.csv").filter(({ sector }) => sector === "boats")).toEqual([
      expect.objectContaining({ year: "2026", jobs: "1200" }),
      expect.objectContaining({ year: "2027", jobs: "1210" }),
    ]);
    expect(hashesBelow(join(data, "2027/queries"))).toEqual(
      hashesBelow(join(data, "2026/queries")),
    );
  });

  it("refuses files and lists that no query would read", async () => {
    const { table, mapping } = placeTable();
    const stray = space.file(`stray-${n}.csv`, "a,b\n1,2\n");
    const nation = space.file(
      `nation-${n}.yaml`,
      MAPPING.replace("gives: cells", "gives: nation").replace("jobs-2026", "all"),
    );
    for (const [args, words] of [
      [["--from", table, stray, "--mapping", mapping, "--from-api", nation], "stray"],
      [["--from", table, "--mapping", mapping, "--from-api", mapping], "jobs.yaml is given twice"],
      [["--from", table, "--mapping", mapping, "--regions", "nowhere.csv"], "nowhere.csv"],
      [["--from", table, "--mapping", mapping, "--carry"], "no edition before"],
      [["--from-api", "norway,eurostat-sweden"], "cells.yaml is given twice"],
    ] as const) {
      const { code, err } = await add("2026", ...args);
      expect([args, code, err]).toEqual([args, 2, expect.stringContaining(words)]);
    }
    expect(existsSync(data)).toBe(false);
  });
});

describe("add by the recipes of the program", () => {
  const norway = async () => {
    const klass = await started(startKlass(MADE_NORWAY));
    const register = await started(startRegister(MADE_UNITS));
    const bank = await started(
      startPxweb({ tables: { "11656": madeTable(["10", "26", "46", "47", "62", "95"]) } }),
    );
    const addresses = {
      klass: { base: `${klass.url}/api/klass/v1` },
      register: { url: `${register.url}${BULK_PATH}` },
      pxweb: { base: `${bank.url}/v2` },
    };
    return { klass, register, bank, addresses };
  };

  it("makes an edition of Norway from nothing, with each answer's address, hash and licence", async () => {
    const { addresses } = await norway();
    const folders = ["norway", "norway-nation"].map((name) => recipe(name, addresses));
    const { code, err } = await add("2026", "--from-api", folders.join(","));
    expect([code, err]).toEqual([0, expect.any(String)]);
    const { descriptor, national } = await edition("2026");
    expect(national).toBeDefined();
    expect(descriptor.receipts.map(({ query }) => query).sort()).toEqual([
      "queries/cells.yaml",
      "queries/nation.yaml",
      "queries/regions.yaml",
      "queries/sectors.yaml",
    ]);
    for (const receipt of descriptor.receipts) {
      expect(receipt.from).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(receipt.sha256).toMatch(HASH);
      expect(receipt.retrieved).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(receipt.licence).toBeDefined();
    }
    expect(descriptor.licences.length).toBeGreaterThan(0);
    expect(descriptor.sources.length).toBeGreaterThan(1);
  });

  it("answers from the cache without a network, to the same bytes, and asks anew when told", async () => {
    const { klass, register, addresses } = await norway();
    const folder = recipe("norway", addresses);
    expect((await add("2026", "--from-api", folder)).code).toBe(0);
    const first = hashesBelow(join(data, "2026"));
    const asked = [klass, register].map(({ requests }) => requests.length);
    const other = space.at(`again-${n}`);
    const again = (...how: readonly string[]) => addTo(other, "2026", "--from-api", folder, ...how);
    expect(await again("--offline")).toMatchObject({ code: 0, err: "" });
    expect([klass, register].map(({ requests }) => requests.length)).toEqual(asked);
    const cached = hashesBelow(join(other, "2026"));
    expect(cached["employment.csv"]).toBe(first["employment.csv"]);
    expect(cached["datapackage.json"]).toBe(first["datapackage.json"]);
    const third = await addTo(space.at(`third-${n}`), "2026", "--from-api", folder, "--refresh");
    expect(third.code).toBe(0);
    expect([klass, register].map(({ requests }, at) => requests.length > (asked[at] ?? 0))).toEqual(
      [true, true],
    );
  });

  it("asks next year what it asked this year, lists of codes anew, and takes an own list of regions", async () => {
    const { klass, addresses } = await norway();
    expect((await add("2026", "--from-api", recipe("norway", addresses))).code).toBe(0);
    const before = klass.requests.length;
    const next = await add("2027", "--like", "2026");
    expect([next.code, next.err]).toEqual([0, expect.any(String)]);
    const dates = klass.requests.slice(before).map(({ url }) => url.search);
    expect(dates.length).toBeGreaterThan(1);
    expect(dates.every((search) => search.includes("2027"))).toBe(true);
    expect((await edition("2027")).years).toEqual([2027]);
    const own = space.file(
      `own-${n}.csv`,
      "kommunenr,ba_nr,ba_navn\n3303,1,Kongsberg\n3334,1,Kongsberg\n3301,2,Drammen\n3312,2,Drammen\n",
    );
    const args = ["--like", "2027", "--regions", own, "--accept", "Labour markets."];
    expect((await add("2028", ...args)).code).toBe(0);
    expect(rows("2028", "regions.csv").map(({ region }) => region)).toEqual(["no-1", "no-2"]);
    expect(existsSync(join(data, "2028/queries/regions.yaml"))).toBe(false);
    expect(readFileSync(join(data, "2028/queries/codes/regions.csv"), "utf8")).toBe(
      readFileSync(own, "utf8"),
    );
  });

  it("makes an edition of Sweden of Eurostat's tables", async () => {
    const server = await started(startEurostat({ datasets: { sbs_r_nuts2021: madeSweden() } }));
    const folder = recipe("eurostat-sweden", { eurostat: { base: `${server.url}/data` } });
    const { code, err } = await add("2023", "--from-api", folder);
    expect([code, err]).toEqual([0, ""]);
    const { regions, national, descriptor, years } = await edition("2023");
    expect([regions.length, years]).toEqual([8, [2023]]);
    expect(national?.jobs.some((jobs) => jobs > 0)).toBe(true);
    expect(descriptor.licences).toEqual([
      expect.objectContaining({ title: expect.stringContaining("Eurostat") }),
    ]);
  });

  it("leaves the data folder as it was where a host does not answer", async () => {
    const { klass, addresses } = await norway();
    const folder = recipe("norway", addresses);
    expect((await add("2026", "--from-api", folder)).code).toBe(0);
    const before = hashesBelow(data);
    klass.fail({ refuse: 403 });
    const { code, err } = await add("2027", "--like", "2026", "--refresh");
    expect([code, err]).toEqual([1, expect.stringContaining(klass.url)]);
    expect(err).toContain("The edition 2027 is not added.");
    expect(hashesBelow(data)).toEqual(before);
    expect(readdirSync(data)).toEqual(["2026"]);
  });
});

/** MADE: the regions of the recipe's own list, and some divisions. */
function madeSweden(): MadeDataset {
  const list = readFileSync(join(RECIPES, "eurostat-sweden/codes/regions.csv"), "utf8");
  const regions = parseCsv(list).rows.map(({ code = "" }) => code);
  const named = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, code]));
  return {
    label: "MADE business statistics",
    dimensions: {
      freq: { A: "Annual" },
      nace_r2: named(["C", "C10", "C101", "C26", "J62"]),
      indic_sbs: named(["LOC_NR", "EMP_LOC_NR"]),
      geo: named(["SE", ...regions, "DK01"]),
      time: { "2023": "2023" },
    },
    figure: ({ nace_r2 = "", geo = "" }) =>
      String(geo === "SE" ? 1000 : nace_r2.length * 10 + geo.length),
  };
}
