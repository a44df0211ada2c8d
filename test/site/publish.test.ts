import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Guarded, MARKER_FILE, resolveOutputFolder } from "../../src/site/output-folder.ts";
import { publish, recover } from "../../src/site/publish.ts";

let folder: string;
let output: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "klyngeatlas-publish-")));
  output = join(folder, "site");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const page = (text: string) => async (into: string) => {
  writeFileSync(join(into, MARKER_FILE), "{}");
  writeFileSync(join(into, "index.html"), text);
};

const published = (): string => readFileSync(join(output, "index.html"), "utf8");

/** The number of a process that has ended. */
function deadPid(): number {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  return pid;
}

const PUBLISH = pathToFileURL(join(import.meta.dirname, "../../src/site/publish.ts")).href;

/** Another process that publishes; `make` is the body of its make function. */
function publisher(make: string): ReturnType<typeof spawn> {
  const script = `
    import { writeFileSync } from "node:fs";
    import { publish } from ${JSON.stringify(PUBLISH)};
    await publish(${JSON.stringify(output)}, async (into) => { ${make} });`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
}

const ended = (child: ReturnType<typeof spawn>): Promise<number | NodeJS.Signals | null> =>
  new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));

const started = (child: ReturnType<typeof spawn>): Promise<void> =>
  new Promise((resolve) => child.stdout?.once("data", () => resolve()));

describe("publish", () => {
  it("puts a site where there was none, and a new one in place of the old", async () => {
    await publish(output, page("one"));
    expect(published()).toBe("one");
    await publish(output, page("two"));
    expect(published()).toBe("two");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("answers what the site's maker answers", async () => {
    expect(await publish(output, async () => 42)).toBe(42);
  });

  it("leaves the old site as it was when the build fails, and nothing beside it", async () => {
    await publish(output, page("old"));
    const failing = publish(output, async (into) => {
      await page("half")(into);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(published()).toBe("old");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("removes pages of an earlier, larger site", async () => {
    await publish(output, async (into) => {
      await page("large")(into);
      writeFileSync(join(into, "more.html"), "");
    });
    await publish(output, page("small"));
    expect(existsSync(join(output, "more.html"))).toBe(false);
  });

  it("never shows a reader half a site while it is replaced", async () => {
    await publish(output, page("one"));
    const seen = new Set<string>();
    await publish(output, async (into) => {
      writeFileSync(join(into, "index.html"), "two");
      seen.add(published());
    });
    seen.add(published());
    expect([...seen]).toEqual(["one", "two"]);
  });

  it("lets two builds at once both finish, each site whole", async () => {
    await publish(output, page("zero"));
    await Promise.all([publish(output, page("one")), publish(output, page("two"))]);
    expect(["one", "two"]).toContain(published());
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("leaves the old site when it is killed in the middle, and clears up in the next run", async () => {
    await publish(output, page("old"));
    const child = publisher(`
      writeFileSync(into + "/index.html", "half");
      console.log("building");
      await new Promise((resolve) => setTimeout(resolve, 60_000));`);
    await started(child);
    child.kill("SIGKILL");
    expect(await ended(child)).toBe("SIGKILL");
    expect(published()).toBe("old");
    expect(readdirSync(folder)).toHaveLength(2);
    await publish(output, page("new"));
    expect(published()).toBe("new");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("on %s removes what it was building and ends with %i", async (signal, status) => {
    await publish(output, page("old"));
    const child = publisher(`
      console.log("building");
      await new Promise((resolve) => setTimeout(resolve, 60_000));`);
    await started(child);
    child.kill(signal);
    expect(await ended(child)).toBe(status);
    expect(published()).toBe("old");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("says that a folder cannot be written to", async () => {
    if (process.getuid?.() === 0) {
      // Root may write anywhere: a file in the folder's place has the same effect.
      writeFileSync(join(folder, "file"), "");
      await expect(publish(join(folder, "file", "site"), page("x"))).rejects.toThrow(
        /cannot be written to|ENOTDIR/,
      );
      return;
    }
    chmodSync(folder, 0o555);
    await expect(publish(output, page("x"))).rejects.toThrow(/cannot be written to/);
    chmodSync(folder, 0o755);
  });
});

describe("recover", () => {
  it("puts the former site back where a kill fell between the two renames, and spares a build that runs", async () => {
    const pid = deadPid();
    const former = join(folder, `.site-previous-${pid}-0`);
    mkdirSync(former);
    writeFileSync(join(former, "index.html"), "former");
    mkdirSync(join(folder, `.site-build-${pid}-0`));
    mkdirSync(join(folder, `.site-build-${process.pid}-99`));
    await recover(output);
    expect(published()).toBe("former");
    expect(readdirSync(folder).sort()).toEqual([`.site-build-${process.pid}-99`, "site"]);
  });

  it("removes a former site that was not removed in time", async () => {
    await publish(output, page("now"));
    mkdirSync(join(folder, `.site-previous-${deadPid()}-0`));
    await recover(output);
    expect(published()).toBe("now");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("takes over the lock of a process that is gone", async () => {
    writeFileSync(join(folder, ".site-lock"), String(deadPid()));
    await publish(output, page("now"));
    expect(published()).toBe("now");
    expect(readdirSync(folder)).toEqual(["site"]);
  });

  it("leaves folders of other outputs alone", async () => {
    const other = join(folder, `.site-two-build-${deadPid()}-0`);
    mkdirSync(other);
    await recover(output);
    expect(existsSync(other)).toBe(true);
  });
});

describe("resolveOutputFolder", () => {
  const sources = (): Guarded => {
    mkdirSync(join(folder, "project", "data", "1998"), { recursive: true });
    return { sources: [join(folder, "project", "data")], hosts: [join(folder, "project")] };
  };
  const nothing: Guarded = { sources: [] };

  it.each([
    ["the root of the file system", (): string => "/", /root of the file system/],
    ["the home folder", (): string => homedir(), /home folder/],
    ["a source", () => join(folder, "project", "data"), /made from/],
    ["a folder inside a source", () => join(folder, "project", "data", "1998"), /lies in/],
    ["a new folder inside a source", () => join(folder, "project", "data", "new"), /lies in/],
    ["the project", () => join(folder, "project"), /made from/],
    ["a folder that holds a source", (): string => folder, /holds/],
  ] as const)("refuses %s", (_name, at, message) => {
    const given = sources();
    expect(() => resolveOutputFolder(at(), given)).toThrow(message);
  });

  it("refuses a source by a link to it", () => {
    const given = sources();
    symlinkSync(join(folder, "project", "data"), join(folder, "link"));
    expect(() => resolveOutputFolder(join(folder, "link"), given)).toThrow(/made from/);
  });

  it("refuses a folder with files of other making, and a file", () => {
    mkdirSync(output);
    writeFileSync(join(output, "thesis.txt"), "");
    expect(() => resolveOutputFolder(output, nothing)).toThrow(/not made by klyngeatlas/);
    expect(() => resolveOutputFolder(join(output, "thesis.txt"), nothing)).toThrow(/it is a file/);
  });

  it("accepts a new folder in the project, beside what the site is made from", () => {
    const given = sources();
    const inside = join(folder, "project", "_site");
    expect(resolveOutputFolder(inside, given)).toBe(inside);
  });

  it("accepts a folder that does not exist, an empty one, and one of its own making", async () => {
    expect(resolveOutputFolder(output, sources())).toBe(output);
    mkdirSync(output);
    expect(resolveOutputFolder(output, nothing)).toBe(output);
    await publish(output, page("ours"));
    expect(resolveOutputFolder(output, nothing)).toBe(output);
  });
});
