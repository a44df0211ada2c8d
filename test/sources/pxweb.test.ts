/** Tables of PxWeb, from a host on this machine that speaks both versions; and real extracts in the form of its CSV. */

import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createWeb } from "../../src/sources/http-web.ts";
import type { Observation } from "../../src/sources/observation.ts";
import { pxweb } from "../../src/sources/pxweb.ts";
import { createClock } from "./servers/clock.ts";
import { type LocalServer, startServer } from "./servers/local-server.ts";
import {
  INDUSTRIES,
  JOBS,
  MADE_QUERY,
  MERGED,
  MUNICIPALITIES,
  madeJobs,
  QUARTERLY,
} from "./servers/made-tables.ts";
import {
  MADE_NOTE,
  type MadeTable,
  type PxwebOptions,
  startPxweb,
} from "./servers/pxweb-server.ts";
import { failureOf, type Run, runSource } from "./servers/task.ts";

const TABLES = { "90001": JOBS, "90002": QUARTERLY };
const LISTS = { agg_KommSummer: MERGED };

let servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function host(options: Partial<PxwebOptions> = {}): Promise<LocalServer> {
  const server = await startPxweb({ tables: TABLES, codelists: LISTS, ...options });
  servers.push(server);
  return server;
}

type Changes = Readonly<Record<string, unknown>>;

function v2(server: LocalServer, changes: Changes = {}) {
  return { ...MADE_QUERY, base: `${server.url}/v2`, ...changes };
}

function v1(server: LocalServer, changes: Changes = {}) {
  return v2(server, { api: "v1", base: `${server.url}/v1`, ...changes });
}

function run(query: unknown, years?: readonly number[], clock = createClock()): Promise<Run> {
  return runSource(pxweb, query, createWeb({ now: clock.now, sleep: clock.sleep }), years);
}

function dataRequests({ requests }: LocalServer) {
  return requests.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body));
}

/** Year, region, sector, measure, value and flag, as one text each, sorted. */
function linesOf(observations: readonly Observation[]): readonly string[] {
  return observations
    .map(({ year, region, sector, measure, value, flag }) =>
      [year, region ?? "", sector, measure, value ?? "", flag ?? ""].join(","),
    )
    .sort();
}

/** What the made table says of municipalities and both sexes together. */
function madeLines(years: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const Tid of years)
    for (const Region of Object.keys(MUNICIPALITIES))
      for (const NACE2007 of Object.keys(INDUSTRIES))
        for (const [ContentsCode, measure] of [
          ["Sysselsatte", "jobs"],
          ["Bedrifter", "firms"],
        ] as const) {
          const figure = madeJobs({ Region, NACE2007, ContentsCode, Tid });
          const given =
            typeof figure === "number" ? `${figure},` : `,${figure === ":" ? "c" : "x"}`;
          lines.push(`${Tid},${Region},${NACE2007},${measure},${given}`);
        }
  return lines.sort();
}

describe.each([
  ["version 2, json-stat2", v2, {}],
  ["version 2, csv", v2, { format: "csv" }],
  ["version 1, json-stat2", v1, {}],
  ["version 1, csv3", v1, { format: "csv" }],
] as const)("%s", (_, query, format) => {
  it("gives every figure, and a flag in place of those that are withheld", async () => {
    const server = await host();
    const { observations, errors } = await run(query(server, format), [2024, 2025]);
    expect(errors).toEqual([]);
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(observations.filter(({ flag }) => flag === "c")).toHaveLength(4);
    expect(observations.filter(({ flag }) => flag === "x")).toHaveLength(4);
    expect(
      observations.filter(({ value, flag }) => value === undefined && flag === undefined),
    ).toEqual([]);
  });

  it("asks for the wanted years alone", async () => {
    const server = await host();
    const { observations } = await run(query(server, format), [2025]);
    expect(linesOf(observations)).toEqual(madeLines(["2025"]));
  });

  it("divides what is too large, and gives the same", async () => {
    const server = await host({ maxCells: 8 });
    const { observations, progress } = await run(query(server, format));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(dataRequests(server).length).toBeGreaterThan(4);
    expect(progress.some((text) => /part 2 of \d+, \d+ cells/.test(text))).toBe(true);
  });

  it("divides again where the host keeps less than it announces", async () => {
    const server = await host({ maxCells: 8, announcedCells: 800_000 });
    const { observations, progress } = await run(query(server, format));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(progress).toContain("Table 90001: 36 cells are too many; asking in halves.");
  });

  it("is careful with a host that does not tell its limits", async () => {
    const clock = createClock();
    const { observations } = await run(
      query(await host({ silent: true }), format),
      undefined,
      clock,
    );
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(clock.waits.length).toBeGreaterThan(0);
    expect(Math.max(...clock.waits)).toBe(2000);
  });

  it("names regions and sectors", async () => {
    const { delivery } = await run(query(await host(), format));
    expect(delivery.regionNames.get("9001")).toBe("Øvre Prøve");
    expect(delivery.sectorNames.get("26")).toBe("Elektronikk");
  });

  it("records what came", async () => {
    const server = await host();
    const { delivery } = await run(query(server, format), [2025]);
    const [receipt] = delivery.receipts;
    expect(delivery.receipts).toHaveLength(1);
    expect(receipt).toMatchObject({
      query: "queries/made.yaml",
      request: server.requests.findLast(({ method }) => method === "POST")?.body,
    });
    expect(receipt?.retrieved).toMatch(/^2026-09-01T08:00:\d\dZ$/);
    expect(receipt?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt?.bytes).toBeGreaterThan(100);
    expect(receipt?.title).toContain("table 90001");
  });
});

describe("version 2", () => {
  it("says in the record that a made answer is made, and when the table changed", async () => {
    const { delivery } = await run(v2(await host()));
    expect(delivery.receipts[0]).toMatchObject({
      title:
        "MADE office, table 90001: 90001: MADE employed persons, by region, industry, sex, contents and year",
      updated: "2026-02-25T07:00:00Z",
      licence: { path: "https://example.org/licence" },
      notes: [MADE_NOTE],
    });
  });

  it("puts together the hashes of parts", async () => {
    const whole = await run(v2(await host()));
    const parts = await run(v2(await host({ maxCells: 20 })));
    expect(parts.delivery.receipts[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(parts.delivery.receipts[0]?.sha256).not.toBe(whole.delivery.receipts[0]?.sha256);
    expect(parts.delivery.receipts[0]?.request?.split("\n").length).toBeGreaterThan(1);
  });

  it("takes a code list, and says which", async () => {
    const server = await host();
    const { observations, delivery, errors } = await run(
      v2(server, {
        selection: { Region: ["*"] },
        codelists: { Region: "agg_KommSummer" },
        outputValues: { Region: "aggregated" },
      }),
      [2025],
    );
    expect(errors).toEqual([]);
    expect([...delivery.regionNames]).toEqual([
      ["K-9001", "Prøve"],
      ["K-9003", "Prøveøy"],
    ]);
    expect(linesOf(observations)).toContain(
      `2025,K-9001,10,jobs,${Number(madeJobs({ Region: "9001", NACE2007: "10", ContentsCode: "Sysselsatte", Tid: "2025" })) + Number(madeJobs({ Region: "9002", NACE2007: "10", ContentsCode: "Sysselsatte", Tid: "2025" }))},`,
    );
    expect(delivery.notes).toContain(
      "The values of Region are sums by the code list agg_KommSummer (“Kommuner 2025, sammenslåtte tidsserier (MADE)”) of table 90001.",
    );
    expect(dataRequests(server)[0].selection[0]).toEqual({
      variableCode: "Region",
      codelist: "agg_KommSummer",
      valueCodes: ["K-9001", "K-9003"],
    });
    expect(server.requests.at(-1)?.url.pathname).toBe("/v2/codelists/agg_KommSummer");
    expect(server.requests.find(({ method }) => method === "POST")?.url.search).toContain(
      "outputValues[Region]=aggregated",
    );
  });

  it("leaves out what the host adds up, and says so", async () => {
    const { delivery } = await run(v2(await host()));
    expect(delivery.notes).toEqual(["The figures are of all values of “kjønn” together."]);
  });

  it("leaves out a region that was not in use in these years, and says so", async () => {
    const table: MadeTable = {
      ...JOBS,
      variables: JOBS.variables.map((variable) =>
        variable.code === "Region"
          ? { ...variable, values: { ...variable.values, "9000": "Gamleprøve (-2019)" } }
          : variable,
      ),
      figure: (codes) => (codes.Region === "9000" ? "." : madeJobs(codes)),
    };
    const { observations, delivery } = await run(v2(await host({ tables: { "90001": table } })));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(delivery.notes).toContain(
      "One region of table 90001 has no figure in these years and is left out: 9000.",
    );
  });

  it("says over what it adds up itself", async () => {
    const server = await host();
    const { delivery, observations } = await run(
      v2(server, { selection: { Region: ["9001"], Kjonn: ["*"] } }),
      [2025],
    );
    expect(delivery.notes).toEqual([
      "The figures are added up over 2 values of “kjønn”: Menn, Kvinner.",
    ]);
    expect(
      observations.filter(({ sector, measure }) => sector === "10" && measure === "jobs"),
    ).toHaveLength(2);
  });

  it("asks at the pace that config says", async () => {
    const clock = createClock();
    const server = await host({
      maxCells: 8,
      rate: { calls: 5, window: 10, announce: "config", now: clock.now },
    });
    const { observations } = await run(v2(server), undefined, clock);
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(new Set(clock.waits)).toEqual(new Set([2000]));
  });

  it("waits as it is told where the host is busy all the same", async () => {
    const clock = createClock();
    const server = await host({
      rate: { calls: 2, window: 60, announce: "headers", now: clock.now },
    });
    const { observations } = await run(v2(server), undefined, clock);
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    expect(clock.waits.length).toBeGreaterThan(0);
  });

  it("reads the CSV of a host that writes UTF-8 with a mark", async () => {
    const server = await host({ csvCharset: "utf-8" });
    const { observations } = await run(v2(server, { format: "csv" }));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
  });

  it("reads again what comes broken", async () => {
    const server = await host();
    server.fail({ unavailable: 2 }, "half", "cut", { busy: 5 });
    const { observations } = await run(v2(server));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
  });

  it("works without a network from what was kept", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pxweb-cache-"));
    try {
      const server = await host();
      const first = await runSource(
        pxweb,
        v2(server),
        createWeb({ cache: folder, ...createClock() }),
      );
      await server.close();
      const again = await runSource(
        pxweb,
        v2(server),
        createWeb({ cache: folder, offline: true, ...createClock() }),
      );
      expect(again.observations).toEqual(first.observations);
      expect(again.delivery).toEqual(first.delivery);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("version 1", () => {
  it("keeps to the number of values too", async () => {
    const server = await host({ maxValues: 7 });
    const { observations } = await run(v1(server));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
    for (const { query } of dataRequests(server)) {
      const values: number[] = query.map(
        (entry: { selection: { values: string[] } }) => entry.selection.values.length,
      );
      expect(values.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(7);
    }
  });

  it("halves where the refusal is a web page", async () => {
    const server = await host({ maxCells: 20, announcedCells: 800_000, refuseWithPage: true });
    const { observations } = await run(v1(server));
    expect(linesOf(observations)).toEqual(madeLines(["2024", "2025"]));
  });

  it("takes the listed codes of a code list", async () => {
    const server = await host();
    const { observations, delivery } = await run(
      v1(server, {
        selection: { Region: ["K-9001", "K-9003"] },
        codelists: { Region: "agg:KommSummer" },
      }),
      [2025],
    );
    expect(new Set(observations.map(({ region }) => region))).toEqual(
      new Set(["K-9001", "K-9003"]),
    );
    expect(delivery.regionNames.get("K-9001")).toBe("Prøve");
    expect(dataRequests(server)[0].query[0]).toEqual({
      code: "Region",
      selection: { filter: "agg:KommSummer", values: ["K-9001", "K-9003"] },
    });
  });

  it("takes no wildcards with a code list", async () => {
    const server = await host();
    const { errors } = await run(
      v1(server, { selection: { Region: ["*"] }, codelists: { Region: "agg:KommSummer" } }),
    );
    expect(errors.map(({ rule }) => rule)).toEqual(["pxweb-codelist-codes"]);
  });
});

describe("a year", () => {
  const quarterly = (server: LocalServer, changes: Changes = {}) =>
    v2(server, {
      table: "90002",
      variables: { sector: "NACE2007", time: "Tid", measure: "ContentsCode" },
      measures: { Jobber: "jobs" },
      selection: {},
      period: "K4",
      ...changes,
    });

  it("is told by the period that stands for it", async () => {
    const { observations } = await run(quarterly(await host()), [2024]);
    expect(linesOf(observations)).toEqual([
      "2024,,10,jobs,10004,",
      "2024,,26,jobs,26004,",
      "2024,,62,jobs,62004,",
    ]);
  });

  it("may be told by figures of an earlier one, which the notes say", async () => {
    const lagging = quarterly(await host(), { lag: 1 });
    const { observations, delivery, errors } = await run(lagging, [2025]);
    expect(errors).toEqual([]);
    expect(linesOf(observations)[0]).toBe("2025,,10,jobs,10004,");
    expect(delivery.notes).toContain("Figures of 2024K4 of table 90002 stand for 2025.");
    const missing = await run(quarterly(await host(), { lag: 1 }), [2027]);
    expect(missing.errors[0]?.message).toBe(
      "The table has no figures of 2026 in periods that end in K4.",
    );
  });

  it("cannot be told where it has several periods", async () => {
    const { errors } = await run(quarterly(await host(), { period: undefined }), [2024]);
    expect(errors[0]).toMatchObject({
      rule: "pxweb-period",
      message: "Tid (kvartal) has 2 periods of 2024; a year of an edition has one.",
      remedy: "Say under period which one stands for the year: K3, K4.",
    });
  });

  it("that the table lacks is reported", async () => {
    const server = await host();
    const { errors } = await run(v2(server), [2025, 2027]);
    expect(errors[0]).toMatchObject({
      rule: "pxweb-missing-year",
      message: "The table has no figures of 2027.",
      remedy:
        "Tid (år) goes from 2024 to 2025: ask for those years, or look for the table that continues this one.",
    });
    expect(dataRequests(server)).toEqual([]);
  });
});

describe("a query that does not fit the table", () => {
  it("is reported whole, before anything is fetched", async () => {
    const server = await host();
    const { errors } = await run(
      v2(server, {
        variables: { region: "Kommune", sector: "NACE2007", time: "Tid", measure: "ContentsCode" },
        measures: { Ansatte: "jobs" },
        selection: { Region: ["9001", "9*9"], NACE2007: ["10", "99"] },
      }),
    );
    expect(errors.map(({ rule, value }) => [rule, value])).toEqual([
      ["pxweb-unknown-variable", "Kommune"],
      ["pxweb-unknown-code", "9*9"],
      ["pxweb-unknown-code", "99"],
      ["pxweb-unknown-code", "Ansatte"],
    ]);
    expect(errors[0]?.remedy).toContain("Region (region), NACE2007 (næring (SN2007))");
    expect(errors[1]?.remedy).toContain(
      "It may be a code of a list, which is then named under codelists: agg_KommSummer.",
    );
    expect(errors[2]?.message).toBe(
      "“99” chooses nothing of NACE2007 (næring (SN2007)): the table has no such code.",
    );
    expect(dataRequests(server)).toEqual([]);
  });

  it("must say what to do with a variable that nobody adds up", async () => {
    const table: MadeTable = {
      ...JOBS,
      variables: JOBS.variables.map((variable) =>
        variable.code === "Kjonn" ? { ...variable, elimination: false } : variable,
      ),
    };
    const { errors } = await run(v2(await host({ tables: { "90001": table } })));
    expect(errors[0]).toMatchObject({
      rule: "pxweb-open-variable",
      value: "Kjonn",
      remedy: "Choose under selection, one of its total codes best: 1 (Menn), 2 (Kvinner).",
    });
  });

  it("is warned of codes that contain each other", async () => {
    const table: MadeTable = {
      ...JOBS,
      variables: JOBS.variables.map((variable) =>
        variable.code === "Region"
          ? { ...variable, child: { "0": ["9001", "9002", "9003"] } }
          : variable,
      ),
    };
    const { warnings } = await run(
      v2(await host({ tables: { "90001": table } }), { selection: {} }),
    );
    expect(warnings[0]).toMatchObject({ rule: "pxweb-overlap", value: "0" });
  });

  it.each([
    ["codes without quotes", { selection: { Region: [301] } }],
    ["a table without quotes", { table: 13470 }],
    ["an unknown property", { limit: 5 }],
    ["a measure that is none", { measures: { Sysselsatte: "people" } }],
    ["no address", { base: "data.ssb.no" }],
  ])("is refused by its shape: %s", async (_, changes) => {
    const server = await host();
    expect(pxweb.schema.safeParse(v2(server, changes)).success).toBe(false);
  });

  it("is refused by the host in the host's words", async () => {
    const server = await host();
    const failure = await failureOf(run(v2(server, { table: "99999" })));
    expect(failure.message).toContain("refused the request with status 404. It says: “Not Found”.");
    expect(failure.remedy).toContain("Check the table");
    const list = await failureOf(run(v2(server, { codelists: { Region: "agg_None" } })));
    expect(list.message).toContain("It says: “Non-existent codelist”.");
  });
});

describe("an answer that is not what was asked for", () => {
  async function answering(data: unknown): Promise<LocalServer> {
    const real = await host();
    const server = await startServer((request) =>
      request.method === "POST"
        ? { status: 200, type: "application/json", body: JSON.stringify(data) }
        : {
            status: 307,
            type: "text/plain",
            body: "",
            headers: { location: `${real.url}${request.url.pathname}${request.url.search}` },
          },
    );
    servers.push(server);
    return server;
  }

  it.each([
    ["PX-JSON in place of JSON-stat", { columns: [], data: [] }, "class: is not a data set"],
    ["a list", [], "The answer: "],
  ])("%s", async (_, data, words) => {
    const failure = await failureOf(run(v2(await answering(data))));
    expect(failure.message).toContain("cannot be read");
    expect(failure.message).toContain(words);
  });

  it("fewer cells", async () => {
    const one = {
      version: "2.0",
      class: "dataset",
      id: ["Region", "NACE2007", "ContentsCode", "Tid"],
      size: [1, 1, 1, 1],
      dimension: Object.fromEntries(
        ["Region", "NACE2007", "ContentsCode", "Tid"].map((id) => [
          id,
          { category: { index: ["1"] } },
        ]),
      ),
      value: [1],
    };
    const failure = await failureOf(run(v2(await answering(one))));
    expect(failure.message).toContain("It has 1 cell where 36 were asked for.");
  });
});

const EXTRACTS = [
  {
    table: "13470",
    file: "../shared/norway/arbeidsplasser_13470.csv",
    variables: ["Region", "NACE2007", "ContentsCode", "Tid"],
    query: {
      variables: { region: "Region", sector: "NACE2007", time: "Tid", measure: "ContentsCode" },
      measures: { "Sysselsatte personer etter arbeidssted": "jobs" },
    },
    first: {
      year: 2016,
      region: "Porsgrunn",
      sector: "Jordbruk, skogbruk og fiske",
      measure: "jobs",
      value: 70,
      flag: undefined,
      line: 2,
    },
  },
  {
    table: "10309",
    file: "../shared/norway/virksomheter_10309.csv",
    variables: ["Region", "NACE2007", "AntAnsatte", "ContentsCode", "Tid"],
    query: {
      variables: { region: "Region", sector: "NACE2007", time: "Tid", measure: "ContentsCode" },
      measures: { Bedrifter: "firms" },
      selection: { AntAnsatte: ["*"] },
    },
    first: {
      year: 2009,
      region: "Porsgrunn",
      sector: "Jordbruk, skogbruk og fiske",
      measure: "firms",
      value: 76,
      flag: undefined,
      line: 2,
    },
  },
] as const;

describe("real extracts, their rows as the interface's CSV with texts", () => {
  const absent = EXTRACTS.filter(({ file }) => !existsSync(file)).map(({ file }) => file);

  it(`have the figure in their last column (${absent.length === 0 ? "all are there" : `absent, so not tested: ${absent.join(", ")}`})`, async () => {
    const headers = await Promise.all(
      EXTRACTS.filter(({ file }) => existsSync(file)).map(({ file }) => readFile(file, "utf8")),
    );
    for (const text of headers) expect(text.split(/\r?\n/, 1)[0]).toMatch(/,value$/);
  });

  for (const { table, file, variables: codes, query, first } of EXTRACTS)
    it.runIf(existsSync(file))(`table ${table}`, async () => {
      const text = await readFile(file, "utf8");
      const [header = "", ...rows] = text.trimEnd().split(/\r?\n/);
      const cells = rows.map((row) =>
        [...row.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? ""),
      );
      const names = header.split(",").slice(0, -1);
      const variables = codes.map((code, i) => {
        const texts = [...new Set(cells.map((row) => row[i] ?? ""))];
        return { code, text: names[i] ?? "", values: texts, valueTexts: texts };
      });
      const server = await startServer((request) => {
        if (request.method === "POST")
          return { status: 200, type: "text/csv; charset=utf-8", body: text };
        const body =
          request.url.search === "?config" ? { maxCells: 800_000 } : { title: table, variables };
        return { status: 200, type: "application/json", body: JSON.stringify(body) };
      });
      servers.push(server);
      const { observations, errors } = await run({
        api: "v1",
        base: server.url,
        table: `table/${table}`,
        language: "no",
        format: "csv",
        ...query,
      });
      expect(errors).toEqual([]);
      expect(observations).toHaveLength(rows.length);
      const sum = cells.reduce((total, row) => total + Number(row.at(-1)), 0);
      expect(observations.reduce((total, { value }) => total + (value ?? 0), 0)).toBe(sum);
      expect(observations[0]).toEqual(first);
    });
});
