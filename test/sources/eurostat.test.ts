/** Data sets of Eurostat, from a host on this machine that answers as its API Statistics does. */

import { afterEach, describe, expect, it } from "vitest";
import { eurostat } from "../../src/sources/eurostat.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import type { Observation } from "../../src/sources/observation.ts";
import { createClock } from "./servers/clock.ts";
import {
  type EurostatOptions,
  MADE_SBS,
  madeSbs,
  startEurostat,
} from "./servers/eurostat-server.ts";
import type { LocalServer } from "./servers/local-server.ts";
import { failureOf, type Run, runSource } from "./servers/task.ts";

let servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function host(options: Partial<EurostatOptions> = {}): Promise<LocalServer> {
  const server = await startEurostat({ datasets: { sbs_r_nuts2021: MADE_SBS }, ...options });
  servers.push(server);
  return server;
}

function query(server: LocalServer, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    base: `${server.url}/data`,
    dataset: "sbs_r_nuts2021",
    variables: { region: "geo", measure: "indic_sbs" },
    measures: { EMP_LOC_NR: "jobs", LOC_NR: "firms" },
    level: "nuts2",
    filters: { freq: ["A"] },
    keep: { geo: ["QM*"], nace_r2: ["?##"] },
    ...changes,
  };
}

function run(own: unknown, years: readonly number[] | undefined = [2021, 2022]): Promise<Run> {
  const clock = createClock();
  return runSource(eurostat, own, createWeb({ now: clock.now, sleep: clock.sleep }), years);
}

function linesOf(observations: readonly Observation[]): readonly string[] {
  return observations
    .map(({ year, region, sector, measure, value, flag }) =>
      [year, region ?? "", sector, measure, value ?? "", flag ?? ""].join(","),
    )
    .sort();
}

const EXPECTED = ["2021", "2022"]
  .flatMap((time) =>
    ["QM11", "QM12"].flatMap((geo) =>
      ["C10", "C26"].flatMap((nace_r2) =>
        [
          ["EMP_LOC_NR", "jobs"],
          ["LOC_NR", "firms"],
        ].map(([indic_sbs = "", measure]) => {
          const made = madeSbs({ time, geo, nace_r2, indic_sbs });
          const figure =
            made === undefined
              ? ",x"
              : /^:/.test(made)
                ? ",c"
                : made.endsWith(" bp")
                  ? `${made.slice(0, -3)},b`
                  : `${made},`;
          return `${time},${geo},${nace_r2},${measure},${figure}`;
        }),
      ),
    ),
  )
  .sort();

describe("a data set", () => {
  it("gives figures of the level and codes that are kept, with flags", async () => {
    const { observations, errors, warnings } = await run(query(await host()));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([]);
    expect(linesOf(observations)).toEqual(EXPECTED);
    expect(observations.filter(({ flag }) => flag === "x")).toHaveLength(2);
    expect(observations.filter(({ flag }) => flag === "c")).toHaveLength(4);
  });

  it("asks as the guide says", async () => {
    const server = await host();
    await run(query(server), [2022]);
    expect(server.requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
      "/data/sbs_r_nuts2021?format=JSON&lang=EN&geoLevel=nuts2&indic_sbs=EMP_LOC_NR&indic_sbs=LOC_NR&time=2022&freq=A",
    ]);
  });

  it("says what it leaves out, and what is provisional", async () => {
    const { delivery } = await run(query(await host()));
    expect(delivery.notes).toEqual([
      "One region of sbs_r_nuts2021 has no figure in these years and is left out: QMZZ.",
      "One sector of sbs_r_nuts2021 has no figure in these years and is left out: C30.",
      "Of the figures of sbs_r_nuts2021, 4 are provisional.",
    ]);
  });

  it("names regions and sectors, and records what came", async () => {
    const { delivery } = await run(query(await host()), [2022]);
    expect(delivery.regionNames.get("QM11")).toBe("Upper Madeland");
    expect(delivery.sectorNames.get("C26")).toBe("Electronic products");
    expect(delivery.receipts[0]).toMatchObject({
      title:
        "ESTAT (MADE), sbs_r_nuts2021: MADE business statistics by NUTS 2 region and NACE Rev. 2",
      from: expect.stringMatching(/\/data\/sbs_r_nuts2021$/),
      request:
        "format=JSON&lang=EN&geoLevel=nuts2&indic_sbs=EMP_LOC_NR&indic_sbs=LOC_NR&time=2022&freq=A",
      retrieved: "2026-09-01T08:00:00Z",
      updated: "2026-06-30T11:00:00+0200",
      notes: ["MADE for a test: these figures are invented."],
    });
  });

  it("gives the country's own figures where no dimension is the region", async () => {
    const { observations } = await run(
      query(await host(), {
        variables: { measure: "indic_sbs" },
        measures: { EMP_LOC_NR: "jobs" },
        level: undefined,
        filters: { freq: ["A"], geo: ["QM"] },
        keep: { nace_r2: ["C10"] },
      }),
      [2021],
    );
    expect(linesOf(observations)).toEqual([
      `2021,,C10,jobs,${madeSbs({ time: "2021", geo: "QM", nace_r2: "C10", indic_sbs: "EMP_LOC_NR" })},`,
    ]);
  });
});

describe("a query that is too large", () => {
  it.each([
    ["for good", { maxCells: 25 }],
    ["for an answer at once, with a warning", { asyncCells: 25 }],
    ["for an answer at once, with an error", { asyncCells: 25, asyncAs: "error" }],
  ] as const)("%s is asked for in halves", async (_, limits) => {
    const server = await host(limits);
    const { observations, progress } = await run(query(server));
    expect(linesOf(observations)).toEqual(EXPECTED);
    expect(server.requests.length).toBeGreaterThan(2);
    expect(progress).toContain(
      "sbs_r_nuts2021: the query is too large for one answer; asking in halves.",
    );
  });

  it("is asked for in halves where the refusal has no words", async () => {
    const server = await host();
    server.fail({ refuse: 413 });
    expect(linesOf((await run(query(server))).observations)).toEqual(EXPECTED);
    expect(server.requests).toHaveLength(3);
  });

  it("is divided by what is listed", async () => {
    const server = await host({ maxCells: 2 });
    const { observations } = await run(
      query(server, {
        level: undefined,
        filters: { freq: ["A"], geo: ["QM11", "QM12"], nace_r2: ["C10", "C26"] },
        keep: {},
      }),
    );
    expect(linesOf(observations)).toEqual(EXPECTED);
  });

  it("and cannot be divided says what to list", async () => {
    const failure = await failureOf(run(query(await host({ maxCells: 2 }))));
    expect(failure.message).toContain("too large for Eurostat");
    expect(failure.message).toContain("EXTRACTION_TOO_BIG");
    expect(failure.remedy).toContain("List codes under filters, such as {nace_r2: [C10, C11]}");
  });

  it("and is always answered later is explained", async () => {
    const failure = await failureOf(run(query(await host({ asyncCells: 2 }))));
    expect(failure.message).toContain("makes the answer later (“asynchronous”)");
    expect(failure.remedy).toContain("again in some minutes");
  });

  it("is divided before its address is too long", async () => {
    const server = await host();
    const geo = ["QM11", "QM12", ...Array.from({ length: 400 }, (_, i) => `QX${i}`)];
    const { observations } = await run(
      query(server, { level: undefined, filters: { freq: ["A"], geo } }),
    );
    expect(linesOf(observations)).toEqual(EXPECTED);
    for (const { url } of server.requests) expect(url.href.length).toBeLessThanOrEqual(2000);
  });
});

describe("faults", () => {
  it("of the moment are overcome", async () => {
    const server = await host();
    server.fail({ unavailable: undefined }, "half", "cut-gzip", { busy: 3 });
    expect(linesOf((await run(query(server))).observations)).toEqual(EXPECTED);
  });

  it("of the address are told in Eurostat's words", async () => {
    const failure = await failureOf(run(query(await host(), { dataset: "sbs_r_nuts9" })));
    expect(failure.message).toContain(
      "status 404. It says: “ERR_NOT_FOUND_4: The requested resource (sbs_r_nuts9) is not available.”",
    );
    const other = await failureOf(run(query(await host(), { filters: { size_emp: ["TOTAL"] } })));
    expect(other.message).toContain("Dimension size_emp does not exist");
  });

  it("of the query are reported as problems", async () => {
    const server = await host();
    const open = await run(query(server, { variables: { region: "geo" }, measures: "jobs" }));
    expect(open.errors[0]).toMatchObject({
      rule: "eurostat-open-dimension",
      value: "indic_sbs",
      remedy:
        "Choose one under filters: LOC_NR (Local units - number), EMP_LOC_NR (Persons employed in local units - number), WAGE_LOC_MEUR (Wages).",
    });
    const unknown = await run(
      query(server, { variables: { region: "nuts", measure: "indic_sbs" } }),
    );
    expect(unknown.errors[0]).toMatchObject({ rule: "eurostat-unknown-dimension", value: "nuts" });
    const none = await run(query(server, { keep: { geo: ["NO*"] } }));
    expect(none.errors[0]).toMatchObject({ rule: "eurostat-nothing-kept", value: "NO*" });
    const empty = await run(query(server, { keep: { geo: ["QMZZ"] } }));
    expect(empty.errors[0]).toMatchObject({ rule: "eurostat-empty" });
  });

  it("of periods that are no years are reported", async () => {
    const quarterly = {
      ...MADE_SBS,
      dimensions: { ...MADE_SBS.dimensions, time: { "2022-Q4": "2022-Q4" } },
    };
    const server = await host({ datasets: { sbs_r_nuts2021: quarterly } });
    const { errors } = await runSource(eurostat, query(server), createWeb(createClock()));
    expect(errors[0]).toMatchObject({ rule: "eurostat-not-annual", value: "2022-Q4" });
  });

  it("of double counting are warned of", async () => {
    const { warnings } = await run(query(await host(), { keep: { geo: ["QM*"] } }));
    expect(warnings[0]).toMatchObject({
      rule: "eurostat-overlap",
      message: "Sector C10 lies within C, and both are taken: together they count twice.",
    });
  });

  it.each([
    ["a level and a list of regions", { filters: { geo: ["QM11"] } }],
    ["measures without a dimension", { variables: { region: "geo" } }],
    ["a dimension without measures", { measures: "jobs" }],
    ["years without quotes", { filters: { time: [2022] } }],
  ])("of the shape are refused: %s", async (_, changes) => {
    expect(eurostat.schema.safeParse(query(await host(), changes)).success).toBe(false);
  });
});
