/**
 * What a build costs: npm run bench [-- --data FOLDER] [-- --runs N]
 *
 * Each run is a fresh process, as for a person at a terminal, and publishes into an empty folder that is removed
 * afterwards. Nothing is asserted: seconds depend on the machine. docs/performance.md says what they were on one.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const ROOT = join(import.meta.dirname, "..", "..");

interface Run {
  readonly pages: number;
  readonly charts: number;
  readonly bytes: number;
  readonly wallSeconds: number;
  /** Of all threads, collection of garbage included. */
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly peakMemoryMb: number;
}

const { values } = parseArgs({
  options: {
    data: { type: "string", default: join(ROOT, "data") },
    runs: { type: "string", default: "3" },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number above 0.");
const scratch = mkdtempSync(join(tmpdir(), "klyngeatlas-bench-"));
try {
  const results = Array.from({ length: runs }, () => build(resolve(values.data)));
  console.log(`${availableParallelism()} cores, Node ${process.versions.node}`);
  console.log(table(results));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** One build in a process of its own, with the options of `npm run build`. */
function build(data: string): Run {
  const output = join(scratch, "site");
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...nodeOptions(),
      "--import",
      join(ROOT, "test", "bench", "report-usage.js"),
      join(ROOT, "src", "commands", "klyngeatlas.js"),
      ...["build", "--json", "--data", data, "--output", output],
    ],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "pipe"] },
  );
  const wallSeconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
  const usage = JSON.parse(stderr.trim().split("\n").at(-1) ?? "");
  const report = JSON.parse(stdout);
  rmSync(output, { recursive: true, force: true });
  return {
    pages: Number(report.pages),
    charts: Number(report.charts),
    bytes: Number(report.bytes),
    wallSeconds,
    userSeconds: Number(usage.userCPUTime) / 1e6,
    systemSeconds: Number(usage.systemCPUTime) / 1e6,
    peakMemoryMb: Number(usage.maxRSS) / 1024,
  };
}

/** What package.json gives Node before the program's own name. */
function nodeOptions(): readonly string[] {
  const manifest: { readonly scripts: { readonly build: string } } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  );
  return manifest.scripts.build.split(" ").filter((word) => word.startsWith("--"));
}

function table(results: readonly Run[]): string {
  const heads = ["pages", "charts", "MB written", "s wall", "s user", "s system", "MB memory"];
  const rows = results.map((run) => [
    String(run.pages),
    String(run.charts),
    (run.bytes / 1e6).toFixed(1),
    run.wallSeconds.toFixed(1),
    run.userSeconds.toFixed(1),
    run.systemSeconds.toFixed(1),
    run.peakMemoryMb.toFixed(0),
  ]);
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => cell.padStart(heads[column]?.length ?? 0)).join("  ");
  return [heads, ...rows].map(line).join("\n");
}
