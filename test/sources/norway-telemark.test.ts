/**
 * Telemark's edition of February 2025, put together anew from the real extracts it was made of: the register by
 * municipality, TØI's regions, and the table of the country's jobs. Every cell is compared.
 */

import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog, type ProblemLog } from "../../src/read/problem-log.ts";
import { createAssembly } from "../../src/sources/assembly.ts";
import { openCodes } from "../../src/sources/code-mapping.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import type { CodeMapping } from "../../src/sources/query.ts";
import { table } from "../../src/sources/table-source.ts";

const NORWAY = join(import.meta.dirname, "../../../shared/norway");
const EDITION = join(NORWAY, "editions/telemark-2025");
const HAS_NORWAY = existsSync(join(EDITION, "employment.csv"));

/** The extract names municipalities, and has no codes. */
const ALL_REGIONS = {
  file: "ba_2024.csv",
  code: "kommune",
  id: "ba_nr",
  name: "ba_navn",
  prefix: "ba-",
} as const;
const SECTORS: CodeMapping = { prefix: "nace-", leaveOut: ["00"] };

const CELLS = {
  files: ["underenheter_kommune_nace2_2025-02-11.csv"],
  columns: { region: "kom", sector: "nace2", jobs: "employees", firms: "establishments" },
};
const NATION = {
  files: ["ssb_11656_national_jobs_nace2_2024K4.csv"],
  skipLines: 2,
  delimiter: ";",
  columns: {
    sector: { column: "næring (SN2007)", split: " " },
    jobs: "Antall jobber (arbeidsforhold) 2024K4 Begge kjønn",
  },
};

/** Rows that a query to a table gives, in ids, and what is wrong. */
async function harvest(query: object, regions: CodeMapping | undefined) {
  const logs: ProblemLog[] = [];
  const logFor = (file: string): ProblemLog => {
    const log = createLog(file);
    logs.push(log);
    return log;
  };
  const resolve = (name: string): string => (isAbsolute(name) ? name : join(NORWAY, name));
  const log = logFor("queries/made.yaml");
  const places =
    regions === undefined ? undefined : await openCodes("region", regions, resolve, log, logFor);
  const sectors = await openCodes("sector", SECTORS, resolve, log, logFor);
  const assembly = createAssembly();
  await table.read({
    query: table.schema.parse(query),
    queryName: "queries/made.yaml",
    years: [2025],
    resolve,
    log,
    logFor,
    web: createWeb({ offline: true }),
    now: () => "2026-11-23T08:00:00Z",
    take: assembly.taking(places, sectors),
    progress: () => undefined,
  });
  places?.finish();
  sectors.finish();
  return {
    cells: assembly.cells(),
    nation: assembly.nation(),
    errors: logs.flatMap((each) => each.errors()),
  };
}

/** Rows of a file of the edition, by header; no cell of these files has a comma but names in quotes. */
function rowsOf(name: string): readonly Readonly<Record<string, string>>[] {
  const [header = "", ...lines] = readFileSync(join(EDITION, name), "utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((column, i) => [column, cells[i] ?? ""]));
  });
}

it.runIf(!HAS_NORWAY)("has no real edition of Telemark to be compared with here", () => {
  expect(HAS_NORWAY).toBe(false);
});

describe.runIf(HAS_NORWAY)("Telemark 2025 from its extracts", () => {
  let folder = "";
  let regions: CodeMapping = ALL_REGIONS;

  // Elsewhere two municipalities are both called Herøy.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "klyngeatlas-telemark-"));
    const [header = "", ...rows] = readFileSync(join(NORWAY, "ba_2024.csv"), "utf8").split("\n");
    const file = join(folder, "regions.csv");
    await writeFile(file, [header, ...rows.filter((row) => row.startsWith("40"))].join("\n"));
    regions = { ...ALL_REGIONS, file };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("cannot be told from names alone in all of the country", async () => {
    const { errors } = await harvest(CELLS, ALL_REGIONS);
    expect(errors).toMatchObject([
      { file: "ba_2024.csv", rule: "code-list-twice", value: "Herøy" },
    ]);
  });

  it("has every cell of the edition, and no other", async () => {
    const { cells, errors } = await harvest(CELLS, regions);
    expect(errors).toEqual([]);
    const idOf = new Map(rowsOf("regions.csv").map((row) => [`ba-${row.ba_region}`, row.region]));
    const made = cells.map(
      ({ year, region = "", sector, jobs, firms, flags }) =>
        `${year},${idOf.get(region)},${sector},${jobs},${firms},${flags}`,
    );
    const given = rowsOf("employment.csv").map((row) => Object.values(row).join(","));
    expect(given).toHaveLength(331);
    expect([...made].sort()).toEqual([...given].sort());
  });

  it("has the country's jobs in every division", async () => {
    const { nation, errors } = await harvest(NATION, undefined);
    expect(errors).toEqual([]);
    const made = nation.map(({ year, sector, jobs }) => `${year},${sector},${jobs}`);
    const given = rowsOf("national.csv").map(
      ({ year, sector, jobs }) => `${year},${sector},${jobs}`,
    );
    expect(given).toHaveLength(87);
    expect([...made].sort()).toEqual([...given].sort());
  });

  it("would have lost its motor trade by the codes of 2026, which have no division 45", async () => {
    const later = { ...CELLS, files: ["underenheter_kommune_nace2_2026-06-29.csv"] };
    const { cells } = await harvest(later, regions);
    expect(cells.some(({ sector }) => sector === "nace-45")).toBe(false);
    expect(rowsOf("employment.csv").some(({ sector }) => sector === "nace-45")).toBe(true);
  });
});
