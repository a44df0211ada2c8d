/** serve as a person uses it: a process of its own, files that are edited, a page that is open. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-serve-"));
/** A copy of the program, since it is edited too. */
const program = join(folder, "program");
const LAUNCHER = join(program, "src/commands/klyngeatlas.js");
const caseFile = join(folder, "content", "cases", "soroy.md");
const translation = join(folder, "content", "languages", "nb", "cases", "soroy.md");
const cells = join(folder, "data", "2001", "employment.csv");

/** Text of a stream so far, and a way to wait for more of it. */
interface Transcript {
  /** The first match from `from` on, once it is there. */
  readonly find: (pattern: RegExp, from?: number) => Promise<RegExpExecArray>;
  readonly length: () => number;
}

function transcript(stream: NodeJS.ReadableStream): Transcript {
  let text = "";
  const waiting = new Set<() => void>();
  stream.setEncoding("utf8");
  stream.on("data", (part: string) => {
    text += part;
    for (const look of waiting) look();
  });
  return {
    length: () => text.length,
    find: (pattern, from = 0) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = pattern.exec(text.slice(from));
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

let serve: ChildProcess;
let said: Transcript;
let origin: string;

function writeCase(text: string): string {
  return `---\ntitle: Soroy\nslug: soroy\nkind: case\neditions: ["2001"]\norder: 1\nsummary: In short.\n---\n\n${text}\n`;
}

/** As many editors save: a new file, put in the place of the old one. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

const page = async (path: string): Promise<string> => (await fetch(origin + path)).text();

/** Resolves when the page that is open is told to reload. */
async function openPage(): Promise<{ readonly reloaded: Promise<void> }> {
  const response = await fetch(`${origin}__reload`);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  // The server greets at once: from then on nothing it says is missed.
  await reader?.read();
  const wait = async (): Promise<void> => {
    const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) throw new Error("The server has closed the connection.");
    if (!decoder.decode(value).includes("data: reload")) return wait();
    await reader?.cancel();
  };
  return { reloaded: wait() };
}

beforeAll(async () => {
  for (const part of ["src", "content", "package.json", "tsconfig.json"])
    cpSync(join(ROOT, part), join(program, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(program, "node_modules"));
  cpSync(join(ROOT, "test/fixtures/tiny/2001"), join(folder, "data", "2001"), { recursive: true });
  for (const file of [caseFile, translation]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, writeCase("First words."));
  }
  const args = ["data", "content", "output"].flatMap((name) => [`--${name}`, join(folder, name)]);
  serve = spawn(process.execPath, [LAUNCHER, "serve", ...args, "--port", "0"]);
  if (serve.stdout === null || serve.stderr === null) throw new Error("no streams");
  const results = transcript(serve.stdout);
  said = transcript(serve.stderr);
  [, origin = ""] = await results.find(/Serving (http:\S+)\n/);
});

afterAll(async () => {
  if (serve.exitCode === null && serve.signalCode === null) {
    serve.kill("SIGKILL");
    await once(serve, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
});

// Each test goes on from where the one before has left off.
describe("serve", () => {
  it("says what it has built, and serves it", async () => {
    await said.find(/^Built: \d+ pages of 1 edition, \d+\.\d s\.$/m);
    expect(await page("2001/cases/soroy/")).toContain("First words.");
  });

  it.each([
    ["written", writeFileSync],
    ["replaced", replaceFile],
    ["replaced again", replaceFile],
  ])(
    "builds again when a case is %s, says what it did, and has the open page reload",
    async (how, save) => {
      const from = said.length();
      const { reloaded } = await openPage();
      save(caseFile, writeCase(`The case was ${how}.`));
      const [line] = await said.find(/^.* changed: .*$/m, from);
      expect(line).toMatch(
        /^content\/cases\/soroy\.md changed: 1 of \d+ pages made anew, no charts, \d+\.\d s\.$/,
      );
      await reloaded;
      expect(await page("2001/cases/soroy/")).toContain(`The case was ${how}.`);
    },
  );

  it("makes the page in a language anew where its translation changes, and no other", async () => {
    const from = said.length();
    writeFileSync(translation, writeCase("Det er sagt på norsk."));
    const [line] = await said.find(/^.* changed: .*$/m, from);
    expect(line).toMatch(
      /^content\/languages\/nb\/cases\/soroy\.md changed: 1 of \d+ pages made anew, no charts/,
    );
    expect(await page("nb/2001/cases/soroy/")).toContain("Det er sagt på norsk.");
    expect(await page("2001/cases/soroy/")).not.toContain("norsk.");
  });

  it("tells what is wrong with an edit, keeps the last good site, and goes on when it is mended", async () => {
    const sound = readFileSync(cells, "utf8");
    const from = said.length();
    writeFileSync(cells, sound.replace(/,(\d+),(\d+),/, ",-$1,$2,"));
    await said.find(/employment\.csv:2:jobs: /, from);
    await said.find(/^Not built; the last good site stays\.$/m, from);
    expect(await page("2001/cases/soroy/")).toContain("replaced again");
    const { reloaded } = await openPage();
    const mended = said.length();
    writeFileSync(cells, sound);
    await said.find(/changed: 0 of \d+ pages made anew, no charts/, mended);
    await reloaded;
  });

  it("sees files of a folder that was not there before", async () => {
    const from = said.length();
    cpSync(join(folder, "data", "2001"), join(folder, "data", "2003"), { recursive: true });
    await said.find(
      /^.*data\/2003.* changed: .* As it was: 2001\.$|^\d+ files changed: .* As it was: 2001\.$/m,
      from,
    );
    const later = said.length();
    writeFileSync(
      join(folder, "data", "2003", "sectors.csv"),
      readFileSync(join(folder, "data", "2003", "sectors.csv"), "utf8").replace("Boat", "Ship"),
    );
    await said.find(/^data\/2003\/sectors\.csv changed: .* As it was: 2001\.$/m, later);
    expect(await page("2003/sectors/")).toContain("Ship building");
  });

  it("counts an edit of the program itself, tells where it is broken, and goes on when it is mended", async () => {
    const file = join(program, "src", "pages", "site-pages.ts");
    const sound = readFileSync(file, "utf8");
    const edited = said.length();
    writeFileSync(file, sound.replaceAll('say("site.about-title")', 'say("site.editions")'));
    await said.find(/^src\/pages\/site-pages\.ts changed: (\d+) of \1 pages made anew/m, edited);
    expect(await page("about/")).toContain("<h1>Editions</h1>");
    const broken = said.length();
    writeFileSync(file, `${sound}\nconst = 1;\n`);
    await said.find(/^An unexpected error: .*site-pages\.ts:\d+:\d+: /m, broken);
    await said.find(/^Not built; the last good site stays\.$/m, broken);
    expect(await page("about/")).toContain("<h1>Editions</h1>");
    const mended = said.length();
    writeFileSync(file, sound);
    await said.find(/^src\/pages\/site-pages\.ts changed: /m, mended);
    expect(await page("about/")).toContain("<h1>About this atlas</h1>");
  });

  it("ends with exit code 0 when it is interrupted, and leaves nothing but the site", async () => {
    const ended = once(serve, "exit");
    serve.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(folder).sort()).toEqual(["content", "data", "output", "program"]);
  });
});
