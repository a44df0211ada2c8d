/** The command add: from files to an edition, and what it leaves behind where nothing comes of it. */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { readEdition } from "../../src/read/edition.ts";
import { createWorkspace, hashesBelow, launch, runHere, swap, TINY } from "./program.ts";

const space = createWorkspace();
afterAll(() => space.remove());

const EPOCH = { SOURCE_DATE_EPOCH: "1000000000" };

let n = 0;
let data: string;
/** Tables of the tiny edition, as an office would send them for another edition. */
let sent: string;

beforeEach(() => {
  n += 1;
  data = space.data(`data-${n}`, { "2001": {} });
  sent = space.at(`sent-${n}`);
  mkdirSync(sent);
  for (const table of ["regions.csv", "sectors.csv", "employment.csv"])
    cpSync(join(TINY, table), join(sent, table));
});

const add = (...more: readonly string[]) =>
  runHere("add", "2002", "--data", data, "--content", space.content, ...more);

const change = (table: string, how: (text: string) => string): void => {
  const path = join(sent, table);
  writeFileSync(path, how(readFileSync(path, "utf8")));
};

const description = (id = "2002") =>
  JSON.parse(readFileSync(join(data, id, "datapackage.json"), "utf8"));

describe("add", () => {
  it("makes an edition of tables in the contract’s own form", async () => {
    const { code, out } = await add("--from", sent, "--published", "2002-01-31");
    expect(code).toBe(0);
    expect(out).toContain("Edition 2002 is added");
    const reading = await readEdition(join(data, "2002"));
    expect(reading.ok && reading.warnings).toEqual([]);
    const before = await readEdition(join(data, "2001"));
    if (!reading.ok || !before.ok) throw new Error("unreadable");
    expect([...reading.value.jobs]).toEqual([...before.value.jobs]);
    expect([...reading.value.firms]).toEqual([...before.value.firms]);
    expect(reading.value.regions).toEqual(before.value.regions);
    expect(reading.value.sectors).toEqual(before.value.sectors);
    expect(reading.value.descriptor).toMatchObject({
      published: "2002-01-31",
      jobsUnit: before.value.descriptor.jobsUnit,
      criteria: before.value.descriptor.criteria,
      clusterYears: [1981, 1991, 1996],
      receipts: [{ from: "employment.csv" }, { from: "regions.csv" }, { from: "sectors.csv" }],
      sources: [{ title: "employment.csv" }],
      decisions: [],
    });
  });

  it("takes the description that was sent with the tables", async () => {
    cpSync(join(TINY, "datapackage.json"), join(sent, "datapackage.json"));
    expect((await add("--from", sent, "--title", "Another title")).code).toBe(0);
    const [was, is] = [description("2001"), description()];
    expect(is).toMatchObject({
      name: was.name,
      title: "Another title",
      description: was.description,
      created: was.created,
      licenses: was.licenses,
      sources: was.sources,
      contributors: was.contributors,
    });
    expect(is.klyngeatlas).toMatchObject({
      published: was.klyngeatlas.published,
      status: was.klyngeatlas.status,
      criteria: was.klyngeatlas.criteria,
      clusterYears: was.klyngeatlas.clusterYears,
      periods: was.klyngeatlas.periods,
      breaks: was.klyngeatlas.breaks,
      notes: was.klyngeatlas.notes,
    });
  });

  it("describes each table with its size and hash", async () => {
    await add("--from", sent);
    const { resources } = description();
    const hashes = hashesBelow(join(data, "2002"));
    expect(resources.map((one: { path: string }) => one.path)).toEqual([
      "regions.csv",
      "sectors.csv",
      "employment.csv",
    ]);
    for (const { path, hash, bytes } of resources) {
      expect(hash).toBe(`sha256:${hashes[path]}`);
      expect(bytes).toBe(readFileSync(join(data, "2002", path)).length);
    }
  });

  it("takes names and groups from the edition before where only figures are sent", async () => {
    const { code } = await add("--from", join(sent, "employment.csv"));
    expect(code).toBe(0);
    for (const table of ["regions.csv", "sectors.csv"])
      expect(
        readFileSync(join(data, "2002", table), "utf8")
          .split("\n")
          .sort(),
      ).toEqual(
        readFileSync(join(data, "2001", table), "utf8")
          .split("\n")
          .sort(),
      );
  });

  it("reports what is wrong in a file with its line, and writes nothing", async () => {
    change("employment.csv", swap("1981,fjord,boats,100,5,", '1981,fjord,boats,"1 000",5,'));
    const before = hashesBelow(data);
    const { code, err } = await add("--from", sent);
    expect(code).toBe(1);
    expect(err).toMatch(/employment\.csv:2:jobs: The number has a thousands separator/);
    expect(hashesBelow(data)).toEqual(before);
    expect(readdirSync(data)).toEqual(["2001"]);
  });

  it("is stopped by the guard, and goes on with a reason that is kept", async () => {
    change("employment.csv", (text) =>
      text.replaceAll(/^1996,.*\n/gm, (row) =>
        row.replace(/,(\d+),(\d+),/, (_, jobs, firms) => `,${Number(jobs) * 3},${firms},`),
      ),
    );
    const before = hashesBelow(data);
    const stopped = await add("--from", sent, "--json");
    expect(stopped.code).toBe(1);
    const { diagnostics } = JSON.parse(stopped.out);
    expect(diagnostics.map(({ rule }: { rule: string }) => rule)).toContain("total-moved");
    expect(hashesBelow(data)).toEqual(before);
    const { code, out } = await add("--from", sent, "--accept", "A new survey.");
    expect(code).toBe(0);
    expect(out).toContain("Accepted, and kept with the edition");
    expect(description().klyngeatlas.decisions).toEqual([
      expect.objectContaining({
        reason: "A new survey.",
        findings: expect.arrayContaining([expect.stringContaining("All jobs together changed")]),
      }),
    ]);
  });

  it("carries earlier years over, merged regions added together", async () => {
    const rows = readFileSync(join(sent, "employment.csv"), "utf8").split("\n");
    const later = rows.filter((row) => row.startsWith("1996,") || row.startsWith("year"));
    writeFileSync(
      join(sent, "employment.csv"),
      `${later
        .filter((row) => !row.startsWith("1996,inland"))
        .join("\n")
        .replaceAll("1996,fjord", "2000,fjord")
        .replaceAll("1996,soroy", "2000,soroy")}\n`,
    );
    writeFileSync(
      join(sent, "crosswalk.csv"),
      "kind,from,to,since,note\nregion,inland,fjord,2000,Inland is part of Fjord\n",
    );
    const { code, out, err } = await add("--from", sent, "--carry", "--accept", "Merged.");
    expect([code, err]).toEqual([0, expect.any(String)]);
    expect(out).not.toContain("are revised");
    expect(description().klyngeatlas.notes).toEqual([
      "Figures of 1981, 1991 and 1996 are carried over from edition 2001.",
    ]);
    const [was, is] = [
      await readEdition(join(data, "2001")),
      await readEdition(join(data, "2002")),
    ];
    if (!was.ok || !is.ok) throw new Error("unreadable");
    const sum = (dataset: typeof was.value, year: number, regions: readonly string[]): number =>
      dataset.jobs.reduce((total, jobs, i) => {
        const s = dataset.sectors.length;
        const y = Math.floor(i / (dataset.regions.length * s));
        const region = dataset.regions[Math.floor(i / s) % dataset.regions.length]?.id ?? "";
        return dataset.years[y] === year && regions.includes(region) ? total + jobs : total;
      }, 0);
    expect(is.value.years).toEqual([1981, 1991, 1996, 2000]);
    expect(is.value.regions.map(({ id }) => id)).toEqual(["fjord", "soroy"]);
    expect(sum(is.value, 1981, ["fjord"])).toBe(sum(was.value, 1981, ["fjord", "inland"]));
    expect(is.value.descriptor.periods).toContainEqual([1991, 2000]);
  });

  it("never overwrites, asks for what it needs, and knows where nothing can come from", async () => {
    expect((await runHere("add", "2001", "--from", sent, "--data", data)).code).toBe(2);
    for (const args of [
      [],
      ["--from", join(sent, "other.csv")],
      ["--from-api", "nowhere"],
      ["--like", "1999"],
      ["--like", "2001"],
      ["--from", sent, "--published", "soon"],
      ["--from", sent, "--threshold", "-3"],
    ]) {
      const { code, out } = await add(...args);
      expect([args, code, out]).toEqual([args, 2, ""]);
    }
    expect(readdirSync(data)).toEqual(["2001"]);
  });

  it("leaves no data folder behind where there was none, and makes one where it can", async () => {
    const fresh = space.at(`fresh-${n}`);
    const first = ["add", "2002", "--data", fresh, "--content", space.content, "--from"];
    change("employment.csv", swap("1981,fjord,boats,100,5,", "1981,fjord,boats,x,5,"));
    expect((await runHere(...first, sent)).code).toBe(1);
    expect(existsSync(fresh)).toBe(false);
    change("employment.csv", swap("1981,fjord,boats,x,5,", "1981,fjord,boats,100,5,"));
    expect(await runHere(...first, sent, "--jobs-unit", "employees")).toMatchObject({ code: 0 });
    expect(readdirSync(fresh)).toEqual(["2002"]);
  });

  it("changes nothing in a dry run", async () => {
    const before = hashesBelow(data);
    const { code, out } = await add("--from", sent, "--dry-run");
    expect([code, out]).toEqual([0, expect.stringContaining("Nothing is written")]);
    expect(hashesBelow(data)).toEqual(before);
  });

  it("makes the same bytes of the same input", async () => {
    const other = space.data(`other-${n}`, { "2001": {} });
    for (const folder of [data, other]) {
      const args = ["add", "2002", "--data", folder, "--content", space.content, "--from", sent];
      expect(await launch(args, { env: EPOCH })).toMatchObject({ code: 0 });
    }
    expect(hashesBelow(join(data, "2002"))).toEqual(hashesBelow(join(other, "2002")));
    expect(description().created).toBe("2001-09-09T01:46:40Z");
  });

  it("lets one of two runs at once win, and says so to the other", async () => {
    const args = ["add", "2002", "--data", data, "--content", space.content, "--from", sent];
    const [first, second] = await Promise.all([launch(args), launch(args)]);
    const codes = [first.code, second.code].sort();
    expect(codes[0]).toBe(0);
    expect([1, 2]).toContain(codes[1]);
    const loser = first.code === 0 ? second : first;
    expect(loser.err).toContain("never overwritten");
    expect(readdirSync(data).sort()).toEqual(["2001", "2002"]);
    expect((await readEdition(join(data, "2002"))).ok).toBe(true);
  });

  it("keeps what was added where the narratives cannot be read, and says how to go on", async () => {
    const content = space.at(`content-${n}`);
    space.file(`content-${n}/cases/broken.md`, "no front matter\n");
    const { code, out, err } = await runHere(
      ...["add", "2002", "--data", data, "--content", content, "--from", sent],
    );
    expect(code).toBe(0);
    expect(out).toContain("Edition 2002 is added");
    expect(out).toContain("klyngeatlas diff 2001 2002");
    expect(err).toContain("broken.md");
  });

  it("takes boundaries over, with a record of what came in, and only the years that are wanted", async () => {
    const square = (id: string, x: number) => ({
      type: "Feature",
      id,
      properties: { region: id },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [x, 60],
            [x, 61],
            [x + 1, 61],
            [x + 1, 60],
            [x, 60],
          ],
        ],
      },
    });
    const features = ["fjord", "soroy", "inland"].map((id, at) => square(id, 5 + at));
    const text = JSON.stringify({ type: "FeatureCollection", features });
    writeFileSync(join(sent, "regions.geojson"), text);
    const { code, err } = await add("--from", sent, "--years", "1996");
    expect([code, err]).toEqual([0, ""]);
    expect(readFileSync(join(data, "2002/regions.geojson"), "utf8")).toBe(text);
    expect(description().klyngeatlas.receipts).toContainEqual(
      expect.objectContaining({ from: "regions.geojson", bytes: Buffer.byteLength(text) }),
    );
    const reading = await readEdition(join(data, "2002"));
    expect(reading.ok && reading.value.years).toEqual([1996]);
  });

  it("clears up what a killed run has left", async () => {
    const left = join(data, ".adding-99999999-x");
    mkdirSync(left);
    await add("--from", sent);
    expect(existsSync(left)).toBe(false);
  });

  it("leaves nothing behind when it is told to stop", async () => {
    let asked: () => void = () => {};
    const reached = new Promise<void>((resolve) => {
      asked = resolve;
    });
    // A host that takes the question and never answers.
    const host = createServer(() => asked());
    await new Promise<void>((done) => host.listen(0, "127.0.0.1", done));
    const { port } = host.address() as AddressInfo;
    const query = space.file(
      `slow-${n}.yaml`,
      `source: klass\ngives: codes\nyears: [2002]\nquery:\n  base: http://127.0.0.1:${port}\n  codes: {classification: "6"}\n  write: codes/sectors.csv\n`,
    );
    const before = hashesBelow(data);
    const args = ["add", "2002", "--from-api", query, "--data", data, "--cache", space.at("cache")];
    const ended = await launch(args, {
      meanwhile: (child) => void reached.then(() => child.kill("SIGINT")),
    });
    host.closeAllConnections();
    await new Promise((done) => host.close(done));
    expect(ended.code).toBe(130);
    expect(readdirSync(data)).toEqual(["2001"]);
    expect(hashesBelow(data)).toEqual(before);
  });
});
