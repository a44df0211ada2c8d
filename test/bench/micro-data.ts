/**
 * How long micro-data take, and how much memory: made rows, the same ones every time, through the source and an
 * assembly, without and with comparing ids. Each runs in a process of its own, so that memory is its own as well.
 *
 *     node --import tsx test/bench/micro-data.ts 1000000 2000000
 */

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createLog } from "../../src/read/problem-log.ts";
import { createAssembly } from "../../src/sources/assembly.ts";
import { openCodes } from "../../src/sources/code-mapping.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import { microData } from "../../src/sources/micro-data.ts";

const REGIONS = 357;
const SECTORS = 88;

/** A generator of numbers from 0 to below 1, from a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Establishments with an id, a municipality, a name in quotes, an industry of five digits and jobs. */
async function writeRows(path: string, rows: number): Promise<void> {
  const random = createRandom(1998);
  const out = createWriteStream(path);
  out.write("orgnr;kommune;navn;naering;ansatte\n");
  for (let row = 0; row < rows; row += 1) {
    const region = String(1000 + Math.floor(random() * REGIONS));
    const sector = `${String(10 + Math.floor(random() * SECTORS)).padStart(2, "0")}.${100 + Math.floor(random() * 90)}`;
    const jobs = Math.floor(random() ** 4 * 60);
    const line = `${900000000 + row};${region};"Bedrift ${row} AS";${sector};${jobs}\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await finished(out);
}

async function measure(path: string, compared: object): Promise<void> {
  const log = createLog("made.yaml");
  const noFiles = (): never => {
    throw new Error("no code lists here");
  };
  const codes = (kind: "region" | "sector", digits: number, prefix: string) =>
    openCodes(kind, { digits, prefix }, noFiles, log, noFiles);
  const assembly = createAssembly();
  const begin = performance.now();
  await microData.read({
    query: microData.schema.parse({
      files: [path],
      columns: { region: "kommune", sector: "naering", jobs: "ansatte", ...compared },
    }),
    queryName: "made.yaml",
    years: [2026],
    resolve: (name) => name,
    log,
    logFor: createLog,
    web: createWeb({ offline: true }),
    now: () => "2026-11-23T08:00:00Z",
    take: assembly.taking(await codes("region", 4, "r-"), await codes("sector", 2, "nace-")),
    progress: () => undefined,
  });
  const cells = assembly.cells();
  const seconds = (performance.now() - begin) / 1000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const jobs = cells.reduce((sum, cell) => sum + (cell.jobs ?? 0), 0);
  console.log(
    `${seconds.toFixed(1)} s, ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s of processor time, peak ${Math.round(maxRSS / 1024)} MB; ${cells.length} cells, ${jobs} jobs, ${log.total()} problems`,
  );
}

async function main(given: readonly string[]): Promise<void> {
  const [first = "1000000", path, ids] = given;
  if (first === "--measure" && path !== undefined)
    return measure(path, ids === undefined ? {} : { id: "orgnr" });
  const folder = await mkdtemp(join(tmpdir(), "klyngeatlas-micro-"));
  try {
    for (const rows of given.length === 0 ? [first] : given) {
      const file = join(folder, `${rows}.csv`);
      await writeRows(file, Number(rows));
      const { size } = await stat(file);
      console.log(`${rows} rows, ${Math.round(size / 1e6)} MB:`);
      for (const ids of [[], ["--ids"]])
        execFileSync(
          process.execPath,
          [...process.execArgv, import.meta.filename, "--measure", file, ...ids],
          { stdio: "inherit" },
        );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
