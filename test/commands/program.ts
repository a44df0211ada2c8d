/** The program as a user runs it, on made editions in temporary folders. */

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { main } from "../../src/commands/main.ts";

export const ROOT = join(import.meta.dirname, "../..");
export const TINY = join(ROOT, "test/fixtures/tiny/2001");
const LAUNCHER = join(ROOT, "src/commands/klyngeatlas.js");

/** How a run ended, and all it wrote. */
export interface Ended {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface LaunchOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Is given the process as soon as it runs. */
  readonly meanwhile?: (child: ChildProcess) => void;
}

/** Runs `node src/commands/klyngeatlas.js …` in a process of its own. */
export function launch(args: readonly string[], options: LaunchOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.err += text;
  });
  options.meanwhile?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, ...texts }));
  });
}

/** Runs the same in this process: quicker, for what does not need one of its own. */
export async function runHere(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const results: string[] = [];
  const messages: string[] = [];
  const code = await main(args, {
    result: (line) => results.push(line),
    message: (line) => messages.push(line),
    progress: () => {},
  });
  return { code, out: results.join("\n"), err: messages.join("\n") };
}

/** What becomes of a file: other content, a change to its text, or nothing at all. */
export type Change = string | Uint8Array | undefined | ((text: string) => string);
export type Changes = Readonly<Record<string, Change>>;

/** A temporary folder in which a test makes its inputs and outputs. */
export interface Workspace {
  readonly folder: string;
  /** A content folder without narratives. */
  readonly content: string;
  /** Path of a name in the folder; nothing need be there. */
  readonly at: (...names: readonly string[]) => string;
  /** A data folder with copies of the tiny edition, each with its changes; answers its path. */
  readonly data: (name: string, editions: Readonly<Record<string, Changes>>) => string;
  /** A file with this text; answers its path. */
  readonly file: (name: string, text: string) => string;
  readonly remove: () => void;
}

export function createWorkspace(): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "klyngeatlas-e2e-")));
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const content = at("no-narratives");
  mkdirSync(content);
  return {
    folder,
    content,
    at,
    data(name, editions) {
      for (const [id, changes] of Object.entries(editions)) {
        const edition = at(name, id);
        cpSync(TINY, edition, { recursive: true });
        for (const [file, change] of Object.entries(changes))
          applyChange(join(edition, file), change);
      }
      return at(name);
    },
    file(name, text) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
      return at(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function applyChange(path: string, change: Change): void {
  if (change === undefined) rmSync(path);
  else if (typeof change !== "function") writeFileSync(path, change);
  else {
    const before = readFileSync(path, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`The change to ${path} changed nothing.`);
    writeFileSync(path, after);
  }
}

/** Puts `to` in the place of the first `from`. */
export function swap(from: string, to: string): (text: string) => string {
  return (text) => text.replace(from, () => to);
}

/** Several changes of one text, one after the other. */
export function each(...changes: readonly ((text: string) => string)[]): (text: string) => string {
  return (text) => changes.reduce((changed, change) => change(changed), text);
}

/** A change of properties of the description's `klyngeatlas`. */
export function described(properties: Readonly<Record<string, unknown>>): (text: string) => string {
  return (text) => {
    const descriptor = JSON.parse(text) as { readonly klyngeatlas: object };
    const klyngeatlas = { ...descriptor.klyngeatlas, ...properties };
    return JSON.stringify({ ...descriptor, klyngeatlas }, null, 2);
  };
}

/** Every file below a folder, with "/" between names, ascending. */
export function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** A hash of each file below a folder. */
export function hashesBelow(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    filesBelow(root).map((file) => [file, sha256(readFileSync(join(root, file)))]),
  );
}

export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Rows of a CSV text as objects, with the header apart. Its own few lines, so that nothing of src is trusted. */
export function parseCsv(text: string): {
  readonly header: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
} {
  const lines = text.trimEnd().split("\n").map(cellsOf);
  const [header = [], ...rows] = lines;
  return {
    header,
    rows: rows.map((cells) => {
      if (cells.length !== header.length) throw new Error(`A ragged row: ${cells.join("|")}`);
      return Object.fromEntries(header.map((name, n) => [name, cells[n] ?? ""]));
    }),
  };
}

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}
