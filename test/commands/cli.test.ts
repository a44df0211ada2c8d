import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COMMON_OPTIONS } from "../../src/commands/command.ts";
import { COMMANDS, main } from "../../src/commands/main.ts";

const LAUNCHER = join(import.meta.dirname, "../../src/commands/klyngeatlas.js");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "klyngeatlas-cli-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in this process; answers exit code and lines. */
async function run(...args: string[]) {
  const results: string[] = [];
  const messages: string[] = [];
  const code = await main(args, {
    result: (line) => results.push(line),
    message: (line) => messages.push(line),
    progress: () => {},
  });
  return { code, out: results.join("\n"), err: messages.join("\n") };
}

describe("klyngeatlas", () => {
  it("lists exactly the commands it has", async () => {
    const { code, out } = await run("--help");
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(out).toContain(`  ${name} `);
    expect(out).not.toMatch(/\bunseal\b/);
  });

  it.each(COMMANDS.map(({ name }) => name))(
    "shows the options of %s and does nothing",
    async (name) => {
      const { code, out, err } = await run(name, "--help", "--output", folder);
      const command = COMMANDS.find((each) => each.name === name);
      const options = Object.keys({ ...command?.options, ...COMMON_OPTIONS });
      if (command !== undefined && "output" in command.options) {
        expect([code, err]).toEqual([0, ""]);
        for (const option of options) expect(out).toContain(`--${option}`);
      } else {
        expect(code).toBe(2);
        expect((await run(name, "--help")).code).toBe(0);
      }
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.each([
    [[], /No command is given\. There are: build, serve, check, verify/],
    [["unpublish"], /There is no command unpublish\. There are: build/],
    [["build", "--colour"], /Unknown option '--colour'.*build --help/],
    [["build", "extra"], /Unexpected argument 'extra'/],
    [["build", "--data"], /argument missing|needs a value/],
    [["build", "--data", "no/such/folder"], /there is no folder/],
    [["build", "--base-url", "example"], /absolute address/],
    [["check", "--base-url", "https://example.org"], /Unknown option/],
    [["serve", "--port", "http"], /--port must be a number/],
    [["verify", "--output", "no/such/folder"], /build first/],
    [["seal"], /seal needs EDITION\./],
    [["seal", "../1998"], /name of an edition’s folder/],
    [["seal", "1998", "--again", " "], /--again needs a reason/],
    [["publish", "--on", "1 May"], /--on must be a day/],
    [["publish", "--output", "no/such/folder"], /build first/],
    [["diff"], /diff needs OLD and NEW\./],
    [["diff", "2001"], /diff needs NEW\./],
    [["diff", "2001", "2002", "2003"], /Unexpected argument '2003'/],
    [["diff", "2001", "2002", "--output", "x"], /Unknown option '--output'/],
    [["diff", "2001", "2002", "--data", "no/such/folder"], /there is no folder/],
  ])("refuses %j with exit code 2", async (args, message) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(out).toBe("");
  });

  it("fails with exit code 1 for a folder that is no site", async () => {
    const { code, err } = await run("verify", "--output", folder);
    expect(code).toBe(1);
    expect(err).toMatch(/no site made by klyngeatlas/);
  });

  it("answers a program with one JSON object, and no text besides", async () => {
    const { code, out, err } = await run("verify", "--json", "--output", folder);
    expect(JSON.parse(out)).toEqual({
      command: "verify",
      ok: false,
      message: expect.stringContaining("no site made by klyngeatlas"),
      total: 0,
      diagnostics: [],
    });
    expect([code, err]).toEqual([1, ""]);
  });

  it("names each problem of a site by page and element", async () => {
    writeFileSync(join(folder, ".klyngeatlas"), "{}");
    writeFileSync(
      join(folder, "index.html"),
      '<html lang="en"><title>t</title><h1>h</h1><main id="main"><a href="/x/">x</a>',
    );
    const { code, err } = await run("verify", "--output", folder);
    expect(code).toBe(1);
    expect(err).toContain("/ <a href>: There is no such file. (/x/)");
    expect(err).toContain("The site has 3 problems.");
  });
});

describe("the launcher", () => {
  const launch = (args: readonly string[], cwd: string) =>
    spawnSync(process.execPath, [LAUNCHER, ...args], { cwd, encoding: "utf8" });

  it("runs from any folder, whatever TypeScript settings lie there", () => {
    writeFileSync(join(folder, "tsconfig.json"), "{ this is no JSON");
    const { status, stdout, stderr } = launch(["--version"], folder);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("gives wrong usage its exit code, on standard error", () => {
    const { status, stdout, stderr } = launch(["unpublish"], folder);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/There is no command unpublish/);
  });
});
