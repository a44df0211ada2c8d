/** Sealed editions: laid out unchanged whatever changes around them, and refused where anything of them is not as it was. */

import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkInputs } from "../../src/site/check-inputs.ts";
import { sha256 } from "../../src/site/seal.ts";
import { sealEdition } from "../../src/site/seal-edition.ts";
import { packTar } from "../../src/site/tar.ts";
import { createWorkshop } from "../../src/site/workshop.ts";
import {
  build,
  contents,
  differences,
  failureOf,
  makeData,
  options,
  ROOT,
  rewrite,
} from "./made-site.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-seal-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const content = join(folder, "content");
const data = join(folder, "data");
const unsealed = join(folder, "unsealed");
const seal = join(data, "2001", "sealed");
const from = (more = {}) => options(data, content, { archive: true, ...more });
const sealing = (again?: string, more = {}) =>
  sealEdition({ ...from(more), edition: "2001", again });

/** Copies the sealed data folder, for a test that damages it. */
function copyData(name: string): string {
  const copy = join(folder, name);
  cpSync(data, copy, { recursive: true });
  return copy;
}

beforeAll(async () => {
  makeData(data, { "2001": "2001-05-01", "2003": "2003-05-01" });
  mkdirSync(join(content, "cases"), { recursive: true });
  writeFileSync(join(content, "cases/fjord.md"), NARRATIVE);
  await build(from(), unsealed);
  await sealing();
});

const NARRATIVE = `---
title: Fjord in words
slug: fjord
kind: case
editions: ["2001"]
order: 1
summary: A case.
---

Fjord had {% figure "jobs:fjord/boats:1991" %} jobs in boats.
`;

describe("a sealed edition", () => {
  it("has three files, which sha256sum can check", () => {
    expect(readdirSync(seal).sort()).toEqual(["seal.json", "sha256.txt", "site.tar.gz"]);
    const unpacked = mkdtempSync(join(folder, "unpacked-"));
    const tar = spawnSync("tar", ["xzf", join(seal, "site.tar.gz"), "-C", unpacked]);
    expect(tar.status).toBe(0);
    const own = contents(unsealed, "2001/");
    expect(own.size).toBeGreaterThan(100);
    expect([...own.keys()]).toContain("2001/archive.zip");
    expect(differences(own, contents(unpacked, "2001/"))).toEqual([]);
    const list = readFileSync(join(seal, "sha256.txt"), "utf8").trimEnd().split("\n");
    const made = [...contents(unpacked)].map(
      ([file, bytes]) => `${sha256(Buffer.from(bytes, "base64"))}  ${file}`,
    );
    expect(made).toEqual(list);
  });

  it("holds the style, scripts, fonts and icon that its pages load, and no others' pages", () => {
    const list = readFileSync(join(seal, "sha256.txt"), "utf8");
    for (const asset of [
      /main-\w+\.css/,
      /app-\w+\.js/,
      /charts-\w+\.js/,
      /\.woff2/,
      /favicon-\w+\.svg/,
    ])
      expect(list).toMatch(asset);
    expect(list).not.toMatch(/ {2}(?:2003|changes|clusters)\//);
  });

  it("is the same bytes when it is sealed elsewhere, and says when there is nothing to replace", async () => {
    const other = makeData(join(folder, "other-data"), {
      "2001": "2001-05-01",
      "2003": "2003-05-01",
    });
    await sealEdition({
      ...options(other, content, { archive: true }),
      edition: "2001",
      again: undefined,
    });
    expect(differences(contents(seal), contents(join(other, "2001", "sealed")))).toEqual([]);
    const before = contents(seal);
    expect((await sealing("to be sure")).outcome).toBe("unchanged");
    expect(differences(before, contents(seal))).toEqual([]);
  });

  it("makes the same site as one that is rendered, while nothing has changed", async () => {
    const output = join(folder, "same");
    await build(from(), output);
    expect(differences(contents(unsealed), contents(output))).toEqual([]);
  });

  it("is laid out unchanged under a new design, another narrative and a changed program", async () => {
    const project = join(folder, "changed-project");
    for (const part of ["src", "content", "package.json", "tsconfig.json"])
      cpSync(join(ROOT, part), join(project, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
    rewrite(
      join(project, "content/_includes/components/footer.njk"),
      (text) => `<p>New design.</p>${text}`,
    );
    rewrite(
      join(project, "content/assets/css/tokens.css"),
      (text) => `${text}\n:root{--new:1px}\n`,
    );
    rewrite(join(project, "src/words/numerals.ts"), (text) =>
      text.replace('NOT_DEFINED = "–"', 'NOT_DEFINED = "undefined"'),
    );
    const prose = join(folder, "changed-content");
    cpSync(content, prose, { recursive: true });
    rewrite(join(prose, "cases/fjord.md"), (text) => text.replace("A case.", "Other words."));
    const output = join(folder, "changed");
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(project, "src/commands/klyngeatlas.js"),
        "build",
        "--data",
        data,
        "--content",
        prose,
        "--output",
        output,
        "--base-url",
        "https://atlas.example.org",
      ],
      { encoding: "utf8" },
    );
    expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
    const before = contents(unsealed);
    const now = contents(output);
    const changed = differences(before, now);
    expect(changed.filter((file) => file.startsWith("2001/"))).toEqual([]);
    expect(changed.filter((file) => file.startsWith("2003/")).length).toBeGreaterThan(15);
    // Both designs' style sheets are there: the one the sealed pages name, and today's.
    expect([...now.keys()].filter((file) => /^assets\/main-\w+\.css$/.test(file))).toHaveLength(2);
  });

  it("is laid out the same when serve builds again and again", async () => {
    const output = join(folder, "served");
    const workshop = createWorkshop();
    try {
      for (const _ of ["first", "again"]) await workshop.build({ ...from(), outputDir: output });
    } finally {
      await workshop.close();
    }
    expect(differences(contents(unsealed), contents(output))).toEqual([]);
  });

  it("is not rendered: prose that names its figures wrongly is no longer read for it", async () => {
    const prose = join(folder, "false-content");
    cpSync(content, prose, { recursive: true });
    rewrite(join(prose, "cases/fjord.md"), (text) => text.replace("boats:1991", "ships:1850"));
    await expect(checkInputs(data, prose)).resolves.toMatchObject({ editions: ["2001", "2003"] });
    const fresh = makeData(join(folder, "not-sealed"), { "2001": "2001-05-01" });
    expect(
      (await failureOf(checkInputs(fresh, prose, undefined, { codes: ["en"] }))).message,
    ).toContain("narratives");
  });

  it("keeps its narratives in the search while it is the latest", async () => {
    const alone = makeData(join(folder, "alone"), { "2001": "2001-05-01" });
    await sealEdition({ ...options(alone, content), edition: "2001", again: undefined });
    const output = join(folder, "searchable");
    await build(options(alone, join(folder, "no-prose")), output);
    const index = [...contents(output, "search/pages/").values()]
      .map((text) => Buffer.from(text, "base64").toString("utf8"))
      .join("");
    expect(index).toContain('["Fjord in words","/2001/cases/fjord/","case"');
  });
});

describe("sealing again", () => {
  it("is refused without a reason, and for an edition that is not sealed", async () => {
    const before = contents(seal);
    const failure = await failureOf(sealing());
    expect(failure.message).toMatch(/2001 is sealed already.*erratum.*--again/s);
    expect(differences(before, contents(seal))).toEqual([]);
    const other = sealEdition({ ...from(), edition: "2003", again: "why" });
    expect((await failureOf(other)).message).toMatch(/2003 is not sealed yet/);
    const unknown = sealEdition({ ...from(), edition: "1850", again: undefined });
    expect((await failureOf(unknown)).message).toBe(
      "There is no edition 1850. There are: 2001, 2003.",
    );
  });

  it("keeps the reason, and the hash of what was replaced", async () => {
    const copy = copyData("again");
    const before = JSON.parse(readFileSync(join(seal, "seal.json"), "utf8"));
    const report = await sealEdition({
      ...options(copy, content, { pathPrefix: "/atlas/" }),
      edition: "2001",
      again: "the site has moved",
    });
    expect(report.outcome).toBe("replaced");
    const record = JSON.parse(readFileSync(join(copy, "2001/sealed/seal.json"), "utf8"));
    expect(record.pathPrefix).toBe("/atlas/");
    expect(record.replaced).toEqual([
      { archive: before.archive.sha256, reason: "the site has moved" },
    ]);
    expect(readdirSync(join(copy, "2001")).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("a damaged seal", () => {
  const again = (copy: string) =>
    sealEdition({
      ...options(copy, content, { archive: true }),
      edition: "2001",
      again: "it was damaged",
    });

  it("is put back where the pages are still the same, without a trace", async () => {
    const copy = copyData("restored");
    writeFileSync(join(copy, "2001/sealed/site.tar.gz"), "no archive");
    expect((await again(copy)).outcome).toBe("restored");
    expect(differences(contents(seal), contents(join(copy, "2001/sealed")))).toEqual([]);
  });

  it("that says nothing of itself is replaced, and the reason is kept", async () => {
    const copy = copyData("lost");
    rmSync(join(copy, "2001/sealed/site.tar.gz"));
    expect((await again(copy)).outcome).toBe("replaced");
    const record = JSON.parse(readFileSync(join(copy, "2001/sealed/seal.json"), "utf8"));
    expect(record.replaced).toEqual([{ archive: null, reason: "it was damaged" }]);
  });
});

describe("a seal that is not as it was", () => {
  /** What a build, and a check, say of a copy of the data after `change`; and that nothing is published. */
  async function refusal(name: string, change: (sealed: string, edition: string) => void) {
    const copy = copyData(name);
    change(join(copy, "2001/sealed"), join(copy, "2001"));
    const output = join(folder, `${name}-site`);
    const [problem] = (await failureOf(build(options(copy, content), output))).diagnostics;
    const [checked] = (await failureOf(checkInputs(copy, content))).diagnostics;
    expect(checked).toEqual(problem);
    expect(readdirSync(folder)).not.toContain(`${name}-site`);
    expect(problem?.remedy).toMatch(/\S/);
    return problem;
  }

  /** Packs the archive anew with other files, its list and record left as they are. */
  function repack(sealed: string, change: (files: Map<string, Buffer>) => void): void {
    const list = readFileSync(join(sealed, "sha256.txt"), "utf8").trimEnd().split("\n");
    const files = new Map(
      list.map((line) => {
        const file = line.slice(66);
        return [file, readFileSync(join(unsealed, file))] as const;
      }),
    );
    change(files);
    const tar = [...packTar([...files].map(([name, bytes]) => ({ name, content: bytes })))];
    writeFileSync(join(sealed, "site.tar.gz"), gzipSync(Buffer.concat(tar)));
  }

  it("is refused where the archive is cut short or altered", async () => {
    const cut = await refusal("cut", (sealed) => {
      const bytes = readFileSync(join(sealed, "site.tar.gz"));
      writeFileSync(join(sealed, "site.tar.gz"), bytes.subarray(0, bytes.length / 2));
    });
    expect(cut).toMatchObject({
      rule: "sealed-damage",
      message: expect.stringMatching(/cannot be read/),
    });
    const turned = await refusal("turned", (sealed) => {
      const bytes = readFileSync(join(sealed, "site.tar.gz"));
      const middle = Math.floor(bytes.length / 2);
      bytes.fill(0, middle, middle + 64);
      writeFileSync(join(sealed, "site.tar.gz"), bytes);
    });
    expect(turned?.file).toContain("site.tar.gz");
    const foreign = await refusal("foreign", (sealed) =>
      writeFileSync(
        join(sealed, "site.tar.gz"),
        gunzipSync(readFileSync(join(sealed, "site.tar.gz"))),
      ),
    );
    expect(foreign?.message).toMatch(/cannot be read/);
  });

  it("is refused where a page in the archive is another", async () => {
    const problem = await refusal("edited", (sealed) =>
      repack(sealed, (files) => files.set("2001/index.html", Buffer.from("<p>Other words</p>"))),
    );
    expect(problem).toMatchObject({
      value: "2001/index.html",
      message: expect.stringMatching(/another hash/),
    });
  });

  it("is refused where a file lies outside the site, is added, or is missing", async () => {
    const outside = await refusal("outside", (sealed) =>
      repack(sealed, (files) => files.set("../outside.html", Buffer.from("x"))),
    );
    expect(outside).toMatchObject({
      value: "../outside.html",
      message: expect.stringMatching(/does not list/),
    });
    expect(readdirSync(folder)).not.toContain("outside.html");
    const missing = await refusal("missing", (sealed) =>
      repack(sealed, (files) => files.delete("2001/data/growth.csv")),
    );
    expect(missing).toMatchObject({
      value: "2001/data/growth.csv",
      message: expect.stringMatching(/lacks a file/),
    });
  });

  it("is refused where its list, its record or one of its files is not there or not its own", async () => {
    const list = await refusal("list", (sealed) =>
      rewrite(join(sealed, "sha256.txt"), (text) =>
        text.replace("2001/index.html", "../../index.html"),
      ),
    );
    expect(list?.file).toContain("sha256.txt");
    // Even a list that the record agrees with may not name files outside the site.
    const agreed = await refusal("agreed", (sealed) => {
      const before = sha256(readFileSync(join(sealed, "sha256.txt")));
      rewrite(join(sealed, "sha256.txt"), (text) =>
        text.replace("2001/index.html", "../index.html"),
      );
      const after = sha256(readFileSync(join(sealed, "sha256.txt")));
      rewrite(join(sealed, "seal.json"), (text) => text.replace(before, after));
    });
    expect(agreed?.file).toContain("sha256.txt");
    const record = await refusal("record", (sealed) =>
      rewrite(join(sealed, "seal.json"), (text) => text.replace('"2001"', '"2003"')),
    );
    expect(record?.file).toContain("seal.json");
    const gone = await refusal("gone", (sealed) => rmSync(join(sealed, "site.tar.gz")));
    expect(gone).toMatchObject({ message: expect.stringMatching(/lacks this file/) });
  });

  it("is refused where the data are others, with the file that changed", async () => {
    const changed = await refusal("new-data", (_, edition) =>
      rewrite(join(edition, "employment.csv"), (text) => text.replace("132", "133")),
    );
    expect(changed).toMatchObject({
      rule: "sealed-data",
      message: expect.stringMatching(/2001 is sealed.*has been changed/),
    });
    expect(changed?.file).toContain("2001/employment.csv");
    const added = await refusal("more-data", (_, edition) =>
      writeFileSync(
        join(edition, "crosswalk.csv"),
        "kind,from,to,since,note\nregion,a,fjord,1990,x\n",
      ),
    );
    expect(added?.message).toMatch(/has been added/);
  });

  it("is refused in a site at another address, and let pass in one without any", async () => {
    const output = join(folder, "elsewhere");
    const prefix = await failureOf(build(from({ pathPrefix: "/atlas/" }), output));
    expect(prefix.diagnostics).toMatchObject([
      {
        rule: "sealed-address",
        value: "/atlas/",
        remedy: expect.stringMatching(/--base-url https:\/\/atlas\.example\.org --path-prefix \//),
      },
    ]);
    const host = await failureOf(build(from({ baseUrl: "https://other.example.org" }), output));
    expect(host.diagnostics).toMatchObject([{ value: "https://other.example.org" }]);
    await expect(build(from({ baseUrl: undefined }), output)).resolves.toMatchObject({
      editions: ["2001", "2003"],
    });
  });
});
