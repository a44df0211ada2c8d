/** The archive of an edition: the same bytes everywhere, whole, and without a link that leads nowhere. */

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listFiles } from "../../src/site/check-site.ts";
import { scanPage } from "../../src/site/page-scan.ts";
import { judgeCrate } from "../standards/ro-crate.ts";
import { build, makeData, options } from "./made-site.ts";

const folder = mkdtempSync(join(tmpdir(), "klyngeatlas-archive-"));
const [known, again, unknown, unpacked] = ["known", "again", "unknown", "unpacked"].map((name) =>
  join(folder, name),
) as [string, string, string, string];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const data = makeData(join(folder, "data"), { "2001": "2001-05-01", "2002": "2002-05-01" });
  const content = join(folder, "content");
  const site = { pathPrefix: "/p/", languages: {}, archive: true };
  await build(options(data, content, site), known);
  const zone = process.env.TZ;
  process.env.TZ = "Pacific/Auckland";
  await build(options(data, content, site), again);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  await build(options(data, content, { ...site, baseUrl: undefined }), unknown);
  for (const [name, content] of Object.entries(unzipSync(archiveOf(known)))) {
    mkdirSync(dirname(join(unpacked, name)), { recursive: true });
    writeFileSync(join(unpacked, name), content);
  }
});

const archiveOf = (root: string): Buffer => readFileSync(join(root, "2001/archive.zip"));

describe("the archive", () => {
  it("is the same bytes in another time zone, and has its hash beside it", () => {
    expect(archiveOf(again).equals(archiveOf(known))).toBe(true);
    const hash = createHash("sha256").update(archiveOf(known)).digest("hex");
    const said = readFileSync(join(known, "2001/archive.zip.sha256"), "utf8");
    expect(said).toBe(`${hash}  archive.zip\n`);
  });

  it.for([
    ["unzip", ["-tq"]],
    ["python3", ["-m", "zipfile", "-t"]],
  ] as const)("is sound to %s, where the machine has it", ([program, args], { skip }) => {
    const said = spawnSync(program, [...args, join(known, "2001/archive.zip")], {
      encoding: "utf8",
    });
    if (said.error !== undefined) skip(`${program} is not on this machine`);
    expect([said.status, said.stdout]).toEqual([
      0,
      expect.stringMatching(/No errors|Done testing/),
    ]);
  });

  it("holds each file of the edition in each language, and nothing of another", () => {
    const inside = listFiles(unpacked);
    const own = listFiles(known).filter(
      (file) => /^(?:nb\/)?2001\//.test(file) && !/archive\.zip/.test(file),
    );
    expect(inside.filter((file) => /^(?:nb\/)?2001\//.test(file))).toEqual(own);
    expect(inside.some((file) => file.includes("2002/"))).toBe(false);
    for (const file of ["index.html", "README.txt", "sha256.txt", "2001/ro-crate-metadata.json"])
      expect(inside).toContain(file);
    expect(inside.filter((file) => file.startsWith("assets/")).join()).toMatch(/\.css.*\.woff2/);
    expect(inside.some((file) => file.endsWith(".js"))).toBe(false);
  });

  it("leaves data and metadata as they are published", () => {
    for (const file of listFiles(unpacked).filter((name) =>
      /^2001\/.*\.(?:csv|json|jsonld|ttl|bib|cff)$/.test(name),
    ))
      expect([
        file,
        readFileSync(join(unpacked, file)).equals(readFileSync(join(known, file))),
      ]).toEqual([file, true]);
  });

  it("holds an RO-Crate where it is unpacked: each file that the edition's metadata name, with its hash", async () => {
    const root = join(unpacked, "2001");
    const files = new Map(listFiles(root).map((file) => [file, readFileSync(join(root, file))]));
    expect((await judgeCrate(files)).errors).toEqual([]);
  });

  it("is a research object as the edition's folder is: each file that it lists is there", () => {
    const crate: { readonly "@graph": readonly { readonly "@id": string }[] } = JSON.parse(
      readFileSync(join(unpacked, "2001/ro-crate-metadata.json"), "utf8"),
    );
    const listed = crate["@graph"]
      .map((entity) => entity["@id"])
      .filter((id) => /^[a-z0-9-]+(?:[./]|$)/.test(id) && !id.includes(":"));
    expect(listed.length).toBeGreaterThan(10);
    expect(listed.filter((id) => !existsSync(join(unpacked, "2001", id)))).toEqual([]);
  });

  it("is checked by its own list", () => {
    const checked = execFileSync("sha256sum", ["-c", "sha256.txt"], {
      cwd: unpacked,
      encoding: "utf8",
    });
    const files = listFiles(unpacked).filter((file) => file !== "sha256.txt");
    expect(checked.trim().split("\n")).toHaveLength(files.length);
  });

  it("has no link to a file or place that it does not hold", () => {
    const listed = new Set(listFiles(unpacked));
    const pages = [...listed].filter((file) => file.endsWith(".html"));
    const scans = new Map(
      pages.map((file) => [file, scanPage(readFileSync(join(unpacked, file), "utf8"))]),
    );
    let followed = 0;
    for (const [file, { links }] of scans)
      for (const { value, element } of links) {
        if (/^(?:https?:|data:|mailto:)/.test(value)) continue;
        // Read by scripts, which the archive does not have.
        if (/ data-/.test(element)) continue;
        expect([file, value.startsWith("/")]).toEqual([file, false]);
        const [path = "", fragment] = value.replace(/\?[^#]*/, "").split("#");
        const target = path === "" ? file : posix.join(dirname(file), path);
        expect([file, value, listed.has(target)]).toEqual([file, value, true]);
        if (fragment !== undefined && fragment !== "")
          expect([file, value, scans.get(target)?.ids.includes(fragment)]).toEqual([
            file,
            value,
            true,
          ]);
        followed += 1;
      }
    expect(followed).toBeGreaterThan(500);
  });

  it("tells its status, its licence and where it was published before anything else", () => {
    const readme = readFileSync(join(unpacked, "README.txt"), "utf8");
    expect(readme).toContain("https://atlas.example.org/p/2001/");
    expect(readme).toContain("https://atlas.example.org/p/nb/2001/");
    expect(readme).toContain("CC0 1.0");
    // As the edition's own page is cited, with the hash of its data.
    const hash = createHash("sha256")
      .update(readFileSync(join(known, "2001/data/source/sha256.txt")))
      .digest("hex");
    expect(readme).toMatch(
      new RegExp(
        `^To cite it: .*sha256:${hash.slice(0, 12)}.*https://atlas.example.org/p/2001/$`,
        "m",
      ),
    );
    expect(readme).toMatch(
      /^Slik viser du til den: .*https:\/\/atlas\.example\.org\/p\/nb\/2001\/$/m,
    );
  });
});

describe("an archive of a site whose address is not known", () => {
  it("leads to a page that says so, and names no placeholder as its origin", () => {
    const files = unzipSync(archiveOf(unknown));
    const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
    expect(text("outside.html")).toContain("not in the archive");
    expect(text("2001/index.html")).toContain('href="../outside.html"');
    expect(text("README.txt")).not.toContain("klyngeatlas.example");
  });
});

it("lists every address of the edition for archives of the web", () => {
  const list = readFileSync(join(known, "2001/urls.txt"), "utf8").trimEnd().split("\n");
  expect(list).toContain("https://atlas.example.org/p/2001/");
  expect(list).toContain("https://atlas.example.org/p/nb/2001/growth/");
  expect(list).toContain("https://atlas.example.org/p/2001/data/clusters.csv");
  expect(list).toEqual(list.toSorted());
  const own = listFiles(known).filter((file) => /^(?:nb\/)?2001\//.test(file));
  expect(list).toHaveLength(own.length - 3);
});
