/** What stands behind a number, through the program: formula, operands, rows, flags, code. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MEASURES } from "../../src/model/figure.ts";
import { codeOf } from "../../src/model/figure-code.ts";
import { isFigureError, type Measure, parseFigureId } from "../../src/model/figure-id.ts";
import { type Shard, shardOf, type UnpackedFigure, unpack } from "../../src/model/figure-shard.ts";
import { createWorkspace, filesBelow, ROOT, runHere, swap, type Workspace } from "./program.ts";

/** A cell without figures, in a year that has no clusters. */
const WITHHELD = swap("1996,inland,services,320,75,", "1996,inland,services,,,c");

const LOWER_LINE = swap('"above": 1.5', '"above": 0.2');

let space: Workspace;
let data: string;
let site: string;
const explain = (...args: readonly string[]) =>
  runHere("explain", ...args, "--data", data, "--site", site);

beforeAll(async () => {
  space = createWorkspace();
  data = space.data("data", { "2001": { "employment.csv": WITHHELD } });
  site = space.at("site");
  const { code, err } = await runHere(
    "build",
    "--data",
    data,
    "--content",
    space.content,
    "--output",
    site,
  );
  expect(err).toBe("");
  expect(code).toBe(0);
});
afterAll(() => space.remove());

/** A cluster page of the tiny edition. */
function clusterPage(): string {
  const file = filesBelow(site).find((each) =>
    /^2001\/clusters\/[^/]+\/[^/]+\/index\.html$/.test(each),
  );
  return `/${file?.replace("index.html", "")}`;
}

/** An explanation as --json prints it. */
interface Told {
  readonly figure: UnpackedFigure;
  readonly expression?: string;
  readonly operands: readonly Told[];
}

/** The page's own explanation of a figure, and of all it rests on, is that of the command. */
function expectInPanel({ figure, expression, operands }: Told): void {
  const parsed = parseFigureId(figure.id);
  if (isFigureError(parsed)) throw new Error(parsed.message);
  const shard = JSON.parse(
    readFileSync(join(site, "2001/data/figures", `${shardOf(parsed)}.json`), "utf8"),
  ) as Shard;
  const told = unpack(shard, figure.id);
  // What is read where it is an operand, and is no cell, has nothing more to be told.
  if (told === undefined && figure.source !== undefined) return;
  expect(JSON.parse(JSON.stringify(told))).toEqual(
    expression === undefined ? { ...figure, more: 0 } : { ...figure, expression, more: 0 },
  );
  for (const operand of operands) expectInPanel(operand);
}

describe("explain", () => {
  it("tells formula, operands with their rows, and code of a page's quotients", async () => {
    const page = clusterPage();
    const { code, out } = await explain(page, "lq");
    expect(code).toBe(0);
    const [, , , region, sector] = page.split("/");
    expect(out).toContain(`lq:${region}/${sector}:`);
    expect(out).toContain(
      "= (jobs in cell / jobs in region) / (jobs of sector in country / jobs in country)",
    );
    expect(out).toContain("computed by: src/model/location-quotient.ts");
    const [, line = "", row = ""] = /employment\.csv:(\d+): (.+)/.exec(out) ?? [];
    const rows = readFileSync(join(data, "2001/employment.csv"), "utf8").split("\n");
    expect(row).not.toBe("");
    expect(rows[Number(line) - 1]).toBe(row);
  });

  it("keeps to the page's own figures and to what can be read, and says what it leaves out", async () => {
    // With a lower line, a page lists other clusters of its sector too.
    const crowded = [
      "--data",
      space.data("crowded", { "2001": { "datapackage.json": LOWER_LINE } }),
    ];
    const output = space.at("crowded-site");
    const made = await runHere("build", ...crowded, "--content", space.content, "--output", output);
    expect(made.code).toBe(0);
    const ask = (...more: readonly string[]) =>
      runHere("explain", page, "lq", ...crowded, "--site", output, ...more);
    const [region, sector] = ["soroy", "boats"];
    const page = `/2001/clusters/${region}/${sector}/`;
    const [short, long] = [await ask(), await ask("--all")];
    const asked = (out: string): readonly string[] =>
      [...out.matchAll(/^lq:([^:]+):/gm)].map(([, scope]) => scope ?? "");
    expect(new Set(asked(short.out))).toEqual(new Set([`${region}/${sector}`]));
    expect(asked(long.out)).toEqual(expect.arrayContaining([...asked(short.out)]));
    const others = asked(long.out).length - asked(short.out).length;
    expect(others).toBeGreaterThan(0);
    expect(short.out).toContain(
      `The page shows ${others} more of the measure lq, of other regions or sectors (--all prints them).`,
    );
    expect(long.out).not.toContain("--all");
    // Of a sum within a sum its value and length are said; its rows stand in the long form.
    expect(short.out).toMatch(/^ {6}= sum of the jobs in all regions, of \d+ figures$/m);
    expect(long.out).not.toMatch(/, of \d+ figures$/m);
    const lines = short.out.trimEnd().split("\n");
    expect(lines.length / asked(short.out).length).toBeLessThan(40);
    expect(long.out.length).toBeGreaterThan(short.out.length * 2);
    const { figures, others: told } = JSON.parse((await ask("--json")).out) as {
      readonly figures: readonly unknown[];
      readonly others: number;
    };
    expect([figures.length, told]).toEqual([asked(short.out).length, others]);
  });

  it("explains every figure and every cell of every page", async () => {
    const pages = filesBelow(site).filter((file) => /index\.html$/.test(file));
    let marks = 0;
    const unknown: string[] = [];
    for (const file of pages) {
      const html = readFileSync(join(site, file), "utf8");
      const ids = new Set(
        [...html.matchAll(/data-(?:figure|cell|unknown)="([^"]+)"/g)].map(([, id]) => id),
      );
      if (ids.size === 0) continue;
      const { code, out, err } = await explain(`/${file.replace("index.html", "")}`, "--json");
      expect(err).toBe("");
      expect(code).toBe(0);
      const { figures } = JSON.parse(out) as {
        readonly figures: readonly {
          readonly shown: { readonly mark: string; readonly value: string };
          readonly explanation: Told;
        }[];
      };
      expect(figures.map(({ shown }) => shown.mark).sort()).toEqual([...ids].sort());
      for (const { shown, explanation } of figures) {
        expect(shown.value, shown.mark).toBe(String(explanation.figure.value ?? ""));
        expectInPanel(explanation);
        if (shown.value === "") unknown.push(shown.mark);
      }
      marks += ids.size;
    }
    expect(marks).toBeGreaterThan(50);
    expect(unknown).toContain("lq:fjord/boats:1996");
  });

  it("takes the id of a figure that no page shows, and needs no built site for it", async () => {
    const { code, out } = await runHere(
      "explain",
      "/2001/",
      "sectors:edition",
      "--data",
      data,
      "--site",
      space.at("nowhere"),
    );
    expect(code).toBe(0);
    expect(out).toContain("sectors:edition = ");
  });

  it("takes the address of a number as the page gives it", async () => {
    const page = clusterPage();
    const id = /data-figure="(lq:[^"]+)"/.exec(
      readFileSync(join(site, page, "index.html"), "utf8"),
    )?.[1];
    const { code, out } = await explain(`https://atlas.example${page}#figure=${id}`);
    expect(code).toBe(0);
    expect(out.match(/^[^ \n].*/gm)).toEqual([expect.stringContaining(`${id} = `)]);
    const [, , , region, sector] = page.split("/");
    const life = `/clusters/${region}/${sector}/#figure=${id}&edition=`;
    expect((await explain(`${life}2001`)).out).toContain(`${id} = `);
  });

  it("says where a page was built from other data", async () => {
    const page = clusterPage();
    const [, , , region, sector] = page.split("/");
    const other = space.data("changed", { "2001": { "employment.csv": WITHHELD } });
    const file = join(other, "2001/employment.csv");
    const row =
      readFileSync(file, "utf8")
        .split("\n")
        .find((each) => each.includes(`,${region},${sector},`)) ?? "";
    const [year, , , jobs] = row.split(",");
    writeFileSync(
      file,
      swap(row, row.replace(`,${jobs},`, `,${Number(jobs) + 1},`))(readFileSync(file, "utf8")),
    );
    const { out } = await runHere("explain", page, "--data", other, "--site", site);
    expect(year).toMatch(/^\d{4}$/);
    expect(out).toMatch(/the page has [\d.]+: it was built from other data/);
  });

  it.each([
    [["/2001/nowhere/"], 1, "There is no page /2001/nowhere/"],
    [["/about/"], 1, "shows no figure"],
    [["/2001/", "lq:nowhere/at-all:2001"], 1, "nowhere"],
    [["/2001/growth/", "margin-firms"], 1, "shows no figure of the measure margin-firms"],
    [[], 2, "explain needs PAGE"],
  ])("%j ends with exit code %d", async (args, expected, message) => {
    const { code, err } = await explain(...args);
    expect(code).toBe(expected);
    expect(err).toContain(message);
  });
});

it("names functions that exist for every measure", () => {
  for (const measure of Object.keys(MEASURES) as Measure[])
    for (const { file, name } of codeOf(measure))
      expect(readFileSync(join(ROOT, file), "utf8"), `${file}: ${name}`).toContain(
        `export function ${name}(`,
      );
});
