import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createWeb } from "../../src/sources/http-web.ts";
import { register } from "../../src/sources/register.ts";
import type { LocalServer } from "./servers/local-server.ts";
import {
  BULK_PATH,
  LAST_MODIFIED,
  type MadeUnit,
  registerCsv,
  registerJson,
  startRegister,
} from "./servers/register-server.ts";
import { failureOf, runSource } from "./servers/task.ts";

const UNITS: readonly MadeUnit[] = [
  { municipality: "4001", industry: "26.110", employees: 40 },
  { municipality: "4001", industry: "26.120", employees: "some" },
  { municipality: "4003", industry: "26.110", employees: 5 },
  { municipality: "4003", industry: "96.210", employees: "some" },
  { municipality: "4003", industry: "62.100" },
  { municipality: "2100", industry: "05.100", employees: 90 },
  { municipality: "2211", industry: "84.220", employees: 7 },
  { municipality: "4001", industry: "00.000", employees: 6 },
  { municipality: "4001", employees: 8 },
  { municipality: "4001", industry: "26", employees: 9 },
  { industry: "26.110", employees: 10 },
  { country: "SE", industry: "26.110", employees: 11 },
  { municipality: "4001", industry: "26.110", employees: 12, closed: "2025-12-31" },
];

let server: LocalServer | undefined;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "klyngeatlas-register-"));
  return () => rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await server?.close();
  server = undefined;
});

function webWithoutWaiting() {
  return createWeb({ sleep: async () => undefined, timeout: 2000 });
}

async function run(units: readonly MadeUnit[], query: object = {}, bulk?: Buffer) {
  server = await startRegister(units, bulk);
  return runSource(
    register,
    { url: `${server.url}${BULK_PATH}`, ...query },
    webWithoutWaiting(),
    [2026],
  );
}

function rowsOf({ observations }: Awaited<ReturnType<typeof run>>): readonly string[] {
  return observations.map(
    ({ year, region, sector, measure, value, flag }) =>
      `${year} ${region} ${sector} ${measure} ${value}${flag === undefined ? "" : ` ${flag}`}`,
  );
}

const COUNTED = [
  "2026 4001 26.110 jobs 40",
  "2026 4001 26.110 firms 1",
  "2026 4001 26.120 jobs 1 e",
  "2026 4001 26.120 firms 1",
  "2026 4003 26.110 jobs 5",
  "2026 4003 26.110 firms 1",
  "2026 4003 96.210 jobs 1 e",
  "2026 4003 96.210 firms 1",
];

describe("the register of sub-units", () => {
  it("counts establishments with employees, a municipality and an industry, and no others", async () => {
    expect(rowsOf(await run(UNITS))).toEqual(COUNTED);
  });

  it("says what it left out, and why, unit by unit", async () => {
    const { delivery } = await run(UNITS);
    expect(delivery.notes).toContain(
      "Sub-units that are not counted: 1 closed, 1 without employees, 1 abroad, 2 outside the municipalities, 1 without municipality, 3 without industry.",
    );
    expect(delivery.notes.join(" ")).toContain("no code of five digits: 26 (1)");
  });

  it("says that jobs are lower bounds, of how many establishments, and by how much at most", async () => {
    const { delivery } = await run(UNITS);
    expect(delivery.notes.join(" ")).toContain(
      "Jobs are employees: 45 in establishments whose number the register gives, which it does from five upwards. For 2 with one to four employees it does not; each is counted as one job, and the cell is flagged as estimated. Jobs are therefore lower bounds: the true total is higher by up to 6.",
    );
  });

  it("leaves establishments with one to four employees out when told, of jobs and of firms", async () => {
    const done = await run(UNITS, { smallUnits: "leave-out" });
    expect(rowsOf(done)).toEqual(COUNTED.filter((row) => /26\.110/.test(row)));
    expect(done.delivery.notes.join(" ")).toContain("higher by 2 to 8");
  });

  it("counts what the register's first interface gave: numbers below five, and zero", async () => {
    const units = [
      { municipality: "4001", industry: "26.110", employees: 3 },
      { municipality: "4001", industry: "26.110", employees: 0 },
    ];
    expect(rowsOf(await run(units))).toEqual([
      "2026 4001 26.110 jobs 3",
      "2026 4001 26.110 firms 1",
    ]);
  });

  it("asks for version 2 and records when the register was as it is", async () => {
    const { delivery } = await run(UNITS);
    expect(server?.requests[0]?.headers.accept).toMatch(
      /^application\/vnd\.brreg\.enhetsregisteret\.underenhet\.v2\+gzip/,
    );
    const [receipt] = delivery.receipts;
    expect(receipt?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt?.updated).toBe(LAST_MODIFIED);
    expect(receipt?.licence?.name).toBe("NLOD-2.0");
    expect(delivery.notes[0]).toContain(`as it was on ${LAST_MODIFIED}: 4 of 13 sub-units`);
  });

  it.each([
    ["packed JSON", gzipSync(registerJson(UNITS)), "units.json.gz"],
    ["plain JSON", Buffer.from(registerJson(UNITS)), "units.json"],
    [
      "JSON on many lines",
      Buffer.from(JSON.stringify(JSON.parse(registerJson(UNITS)), null, 2)),
      "a.json",
    ],
    ["packed rows", gzipSync(registerCsv(UNITS)), "units.csv.gz"],
    ["plain rows", Buffer.from(registerCsv(UNITS)), "units.csv"],
    ["rows with semicolons", Buffer.from(registerCsv(UNITS).replaceAll('","', '";"')), "s.csv"],
  ])("reads a file that is there already: %s", async (_, bytes, name) => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const done = await runSource(register, { file }, webWithoutWaiting(), [2026]);
    expect(rowsOf(done)).toEqual(COUNTED);
    expect(done.delivery.receipts[0]).toMatchObject({ from: name, bytes: bytes.length });
  });

  it("reads the register's rows from the web", async () => {
    server = await startRegister(UNITS);
    const url = `${server.url}${BULK_PATH}/csv`;
    const done = await runSource(register, { url }, webWithoutWaiting(), [2026]);
    expect(rowsOf(done)).toEqual(COUNTED);
  });
});

describe("the version of the classification", () => {
  const old = { municipality: "4001", industry: "62.010", employees: 9 };
  const recent = { municipality: "4001", industry: "62.100", employees: 9 };

  it("is told from codes that one version alone has", async () => {
    expect((await run([old])).delivery.notes.join(" ")).toContain("coded by SN2007");
    await server?.close();
    expect((await run([recent])).delivery.notes.join(" ")).toContain("coded by SN2025");
  });

  it("is not guessed where no code tells", async () => {
    const { delivery } = await run([{ municipality: "4001", industry: "26.110", employees: 9 }]);
    expect(delivery.notes.join(" ")).not.toMatch(/SN20/);
  });

  it("fails where the register mixes both, with numbers and codes", async () => {
    const failure = await failureOf(run([old, recent, recent]));
    expect(failure.message).toBe(
      "The file mixes two versions of the industrial classification: 1 sub-unit has a code of SN2007 alone (62.010), 2 have codes of SN2025 alone (62.100).",
    );
  });

  it("takes a mixture when told, and says so in the notes", async () => {
    const { delivery } = await run([old, recent], { mixed: "accept" });
    expect(delivery.notes.join(" ")).toContain("mixes two versions");
  });

  it("fails where it is another than the query expects", async () => {
    const failure = await failureOf(run([old], { classification: "SN2025" }));
    expect(failure.message).toContain("expects SN2025");
    expect(failure.remedy).toContain("SN2007");
  });
});

describe("a register that is not as it should be", () => {
  it("says that a packed file was not received whole", async () => {
    const whole = gzipSync(registerJson(UNITS));
    const failure = await failureOf(run(UNITS, {}, whole.subarray(0, whole.length - 40)));
    expect(failure.message).toContain("was not received whole");
    expect(failure.remedy).toContain("--refresh");
  });

  it("says that a list ends before its time", async () => {
    const failure = await failureOf(run(UNITS, {}, gzipSync(registerJson(UNITS).slice(0, -20))));
    expect(failure.message).toBe(
      "The register's file ends before its list does (after 12 sub-units).",
    );
  });

  it("says which entry cannot be read", async () => {
    const text = registerJson(UNITS).replace('"navn":"MADE \\"UNIT\\", [1]', '"navn":MADE "[1]');
    const failure = await failureOf(run(UNITS, {}, gzipSync(text)));
    expect(failure.message).toContain("Entry 2 of the register's file is no sub-unit");
  });

  it("shows the beginning of what is no list at all", async () => {
    const failure = await failureOf(run(UNITS, {}, gzipSync("<html><h1>Vedlikehold</h1></html>")));
    expect(failure.message).toContain("<html>");
  });

  it("names the title of a web page that came instead", async () => {
    server = await startRegister(UNITS);
    server.fail({ page: "Vedlikehold" });
    const url = `${server.url}${BULK_PATH}`;
    const failure = await failureOf(runSource(register, { url }, webWithoutWaiting(), [2026]));
    expect(failure.message).toContain("Vedlikehold");
  });

  it("asks again after 503", async () => {
    server = await startRegister(UNITS);
    server.fail({ unavailable: 1 });
    const url = `${server.url}${BULK_PATH}`;
    const done = await runSource(register, { url }, webWithoutWaiting(), [2026]);
    expect(rowsOf(done)).toEqual(COUNTED);
    expect(server.requests).toHaveLength(2);
  });

  it("takes no file without establishments for the register", async () => {
    const failure = await failureOf(run([{ municipality: "4001", industry: "62.100" }]));
    expect(failure.remedy).toContain("underenheter");
  });

  it("says which columns rows lack", async () => {
    const file = join(folder, "other.csv");
    await writeFile(file, '"organisasjonsnummer","navn"\n"1","A"\n');
    const failure = await failureOf(runSource(register, { file }, webWithoutWaiting(), [2026]));
    expect(failure.message).toContain("beliggenhetsadresse.kommunenummer");
  });

  it("names a file that is not there", async () => {
    const file = join(folder, "nowhere.json.gz");
    const failure = await failureOf(runSource(register, { file }, webWithoutWaiting(), [2026]));
    expect(failure.message).toContain("nowhere.json.gz");
    expect(failure.message).toContain("ENOENT");
  });

  it.each([[undefined], [[2025, 2026]]])("has one year: not %j", async (years) => {
    const failure = await failureOf(runSource(register, {}, webWithoutWaiting(), years));
    expect(failure.remedy).toContain('["{edition}"]');
  });
});

it("refuses a query with both a file and an address", () => {
  const query = { file: "a.json.gz", url: "https://data.brreg.no/x" };
  expect(register.schema.safeParse(query).success).toBe(false);
  expect(register.schema.safeParse({ fil: "a.json.gz" }).success).toBe(false);
});
