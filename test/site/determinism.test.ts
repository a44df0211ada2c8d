/** The same inputs make the same bytes, whatever the machine: built twice, with everything about it changed. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { listFiles } from "../../src/site/check-site.ts";

const ROOT = join(import.meta.dirname, "../..");
const DATA = join(ROOT, "test", "fixtures", "tiny");
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-same-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Surroundings {
  readonly project: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Builds the tiny edition; answers a hash for each file. */
function hashes(name: string, { project, cwd, env }: Surroundings): ReadonlyMap<string, string> {
  const output = join(folder, name);
  const launcher = join(project, "src", "commands", "klyngeatlas.js");
  const { status, stderr } = spawnSync(
    process.execPath,
    [launcher, "build", "--data", dataFolder(), "--output", output],
    { cwd, env: { ...process.env, ...env }, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return new Map(
    listFiles(output).map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(output, file)))
        .digest("hex"),
    ]),
  );
}

/** The fixture is one edition, or a folder of them. */
function dataFolder(): string {
  if (!existsSync(join(DATA, "datapackage.json"))) return DATA;
  const data = join(folder, "data");
  if (!existsSync(data)) cpSync(DATA, join(data, "tiny"), { recursive: true });
  return data;
}

/** The project in a folder of another name and depth. */
function elsewhere(): string {
  const copy = join(folder, "another", "place");
  for (const part of ["src", "content", "package.json", "tsconfig.json"])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  symlinkSync(join(ROOT, "data"), join(copy, "data"));
  return copy;
}

describe("build", () => {
  it("makes the same bytes in another time zone, language and folder", () => {
    const here = hashes("one", {
      project: ROOT,
      cwd: ROOT,
      env: { TZ: "Pacific/Kiritimati", LANG: "nb_NO.UTF-8", LC_ALL: "nb_NO.UTF-8" },
    });
    const there = hashes("two", {
      project: elsewhere(),
      cwd: tmpdir(),
      env: { TZ: "America/Lima", LANG: "tr_TR.UTF-8", LC_ALL: "C" },
    });
    expect(here.size).toBeGreaterThan(50);
    expect([...there]).toEqual([...here]);
  });
});
