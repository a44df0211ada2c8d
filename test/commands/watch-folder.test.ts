import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FolderWatcher, watchFolder } from "../../src/commands/watch-folder.ts";

let folder: string;
let root: string;
let watcher: FolderWatcher;
let names: string[];
let look: () => void;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "klyngeatlas-watch-")));
  root = join(folder, "content");
  mkdirSync(join(root, "cases"), { recursive: true });
  writeFileSync(join(root, "cases", "town.md"), "1");
  symlinkSync(root, join(root, "cases", "loop"));
  names = [];
  look = () => {};
  watcher = watchFolder(root, (name) => {
    names.push(name);
    look();
  });
});

afterEach(() => {
  watcher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Does something, and waits until a change of that name is told. */
async function told(name: string, act: () => void): Promise<void> {
  names.length = 0;
  act();
  await new Promise<void>((resolve) => {
    look = () => {
      if (names.includes(name)) resolve();
    };
    look();
  });
}

const file = (...parts: string[]): string => join(root, ...parts);

function replace(path: string, text: string): void {
  writeFileSync(`${path}~`, text);
  renameSync(`${path}~`, path);
}

describe("watchFolder", () => {
  it("tells of a file each time it is written, replaced, removed and made again", async () => {
    const name = "content/cases/town.md";
    await told(name, () => writeFileSync(file("cases", "town.md"), "2"));
    for (const text of ["3", "4", "5"])
      await told(name, () => replace(file("cases", "town.md"), text));
    await told(name, () => rmSync(file("cases", "town.md")));
    await told(name, () => writeFileSync(file("cases", "town.md"), "6"));
    await told(name, () => writeFileSync(file("cases", "town.md"), "7"));
  });

  it("tells of files in a folder that is made, moved, or put in the place of another", async () => {
    await told("content/new", () => mkdirSync(file("new")));
    await told("content/new/a.md", () => writeFileSync(file("new", "a.md"), "1"));
    await told("content/old", () => renameSync(file("new"), file("old")));
    await told("content/old/a.md", () => writeFileSync(file("old", "a.md"), "2"));
    mkdirSync(join(folder, "other"));
    await told("content/old", () => {
      rmSync(file("old"), { recursive: true });
      renameSync(join(folder, "other"), file("old"));
    });
    // The new folder may be entered a moment after it is told of: files are seen from then on.
    let writes = 0;
    const writer = setInterval(() => writeFileSync(file("old", "b.md"), String(writes++)), 5);
    await told("content/old/b.md", () => {});
    clearInterval(writer);
  });

  it("passes over what editors keep for themselves", async () => {
    for (const name of [".town.md.swp", "town.md~", "#town.md#", "4913"])
      writeFileSync(file("cases", name), "x");
    await told("content/cases/town.md", () => writeFileSync(file("cases", "town.md"), "2"));
    expect(new Set(names)).toEqual(new Set(["content/cases/town.md"]));
  });

  it("tells nothing once it is closed", async () => {
    watcher.close();
    writeFileSync(file("cases", "town.md"), "2");
    const other = watchFolder(root, () => look());
    await new Promise<void>((resolve) => {
      look = resolve;
      writeFileSync(file("cases", "town.md"), "3");
    });
    other.close();
    expect(names).toEqual([]);
  });
});
