/** All that the contract promises of one edition, on a site that is built from a folder outside the project. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { compile, type TopLevelSpec } from "vega-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createWorkspace,
  type Ended,
  filesBelow,
  launch,
  parseCsv,
  sha256,
  TINY,
} from "./program.ts";

const space = createWorkspace();
const output = space.at("site");
let build: Ended;
let files: ReadonlySet<string>;

beforeAll(async () => {
  const data = space.data("data", { "2001": {} });
  build = await launch(["build", "--data", data, "--content", space.content, "--output", output]);
  files = new Set(build.code === 0 ? filesBelow(output) : []);
});
afterAll(() => space.remove());

const text = (file: string): string => readFileSync(join(output, file), "utf8");
const json = (file: string): unknown => JSON.parse(text(file));

/** Addresses of the contract, section 4, for the tiny edition, `2001`. */
const ENGLISH = [
  "/",
  "/2001/",
  "/2001/clusters/",
  "/2001/clusters/fjord/boats/",
  "/2001/clusters/inland/engines/",
  "/2001/clusters/soroy/engines/",
  "/2001/sectors/",
  "/2001/sectors/boats/",
  "/2001/sectors/engines/",
  "/2001/sectors/services/",
  "/2001/regions/",
  "/2001/regions/fjord/",
  "/2001/regions/inland/",
  "/2001/regions/soroy/",
  "/2001/growth/",
  "/2001/method/",
  "/2001/sensitivity/",
  "/2001/near-misses/",
  "/2001/reproduction/",
  "/2001/cases/",
  "/2001/data/",
  "/clusters/fjord/boats/",
  "/clusters/inland/engines/",
  "/clusters/soroy/engines/",
  "/regions/",
  "/regions/fjord/",
  "/regions/inland/",
  "/regions/soroy/",
  "/sectors/",
  "/sectors/boats/",
  "/sectors/engines/",
  "/sectors/services/",
  "/errata/",
  "/errata/2001/",
  "/changes/",
  "/search/",
  "/about/",
  "/about/design/",
];
/** Each in English, and again in bokmål. */
const PAGES = [...ENGLISH, ...ENGLISH.map((page) => `/nb${page}`)];
const ALONE = [
  "/nb/changes/feed.xml",
  "/nb/404.html",
  "/changes/feed.xml",
  "/404.html",
  "/sitemap.xml",
  "/robots.txt",
];

/** Columns of the contract, section 5. */
const COLUMNS = {
  clusters:
    "year,region,region_name,sector,sector_name,group,jobs,firms,location_quotient,verdict,status",
  "location-quotients": "year,region,sector,jobs,firms,location_quotient,verdict",
  growth:
    "period,level,id,name,clusters,jobs_from,jobs_to,change,change_percent,national_from,national_to,national_change_percent",
} as const;
const TABLES = ["clusters", "location-quotients", "growth"] as const;

const fileOf = (page: string): string => `${page.slice(1)}index.html`;

describe("a build of one edition from a folder outside the project, without narratives", () => {
  it("is done, says so on standard output, and where it is on standard error", () => {
    expect([build.code, build.signal]).toEqual([0, null]);
    expect(build.out).toMatch(
      /^78 pages in 2 languages \(en, nb\), \d+ charts and \d+ figures of 1 edition \(2001\)\.\n/,
    );
    expect(build.err.split("\n").filter((line) => line !== "")).toEqual([
      "Reading editions",
      "Making pages",
      "Packing archives",
      "Checking pages",
      "Publishing",
    ]);
  });

  it("has every page that the contract names, and no other", () => {
    const pages = [...files].filter((file) => file.endsWith(".html"));
    expect(pages).toEqual([...PAGES.map(fileOf), "404.html", "nb/404.html"].sort());
    for (const path of ALONE) expect(files).toContain(path.slice(1));
  });

  it("gives each page its citation in three forms, which name the page’s own address", () => {
    for (const page of PAGES) {
      const folder = page.slice(1);
      const [item] = json(`${folder}cite.csl.json`) as readonly Record<string, unknown>[];
      expect(item, page).toMatchObject({ title: expect.stringMatching(/\S/) });
      expect(String(item?.URL).endsWith(page), page).toBe(true);
      expect(text(`${folder}cite.bib`), page).toMatch(/^@\w+\{[^\s,]+,\n[\s\S]*\n\}\n$/);
      expect(text(`${folder}cite.bib`)).toContain(`${String(item?.URL)}}`);
      expect(text(`${folder}cite.ris`), page).toMatch(/^TY {2}- [A-Z]+\r?\n[\s\S]*ER {2}-/);
      expect(text(`${folder}cite.ris`)).toContain(`UR  - ${String(item?.URL)}`);
    }
  });

  it("lists every page in the sitemap, tells robots so, and has an entry in the feed", () => {
    const listed = [...text("sitemap.xml").matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)];
    expect(listed.map(([, path]) => path).sort()).toEqual([...PAGES].sort());
    expect(text("robots.txt")).toMatch(/^User-agent: \*\n/);
    expect(text("changes/feed.xml")).toMatch(/<entry>[\s\S]*\/2001\/<\/id>[\s\S]*<\/entry>/);
  });

  it("says of modelled figures that they are, above the heading of each page", () => {
    for (const page of PAGES.filter((path) => /^(?:\/nb)?\/2001\//.test(path))) {
      const [beforeHeading = ""] = text(fileOf(page)).split("<h1");
      expect(beforeHeading, page).toContain('data-status="modelled"');
    }
  });
});

interface Figure {
  readonly page: string;
  readonly id: string;
  readonly picture: boolean;
  readonly caption: string;
}

/** Charts in the HTML: each `figure[data-chart]`, with what stands in it. */
function chartsOf(page: string): readonly Figure[] {
  const found: { page: string; id: string; picture: boolean; caption: string }[] = [];
  let inside = false;
  let caption = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      const id = attributes["data-chart"];
      if (name === "figure" && id !== undefined) {
        inside = true;
        found.push({ page, id, picture: false, caption: "" });
      }
      const last = found.at(-1);
      if (!inside || last === undefined) return;
      if (name === "svg" || (name === "img" && attributes.src?.endsWith(".svg") === true))
        last.picture = true;
      if (name === "figcaption") caption = true;
    },
    ontext(words) {
      const last = found.at(-1);
      if (caption && last !== undefined) last.caption += words;
    },
    onclosetag(name) {
      if (name === "figcaption") caption = false;
      if (name === "figure") inside = false;
    },
  });
  parser.end(text(fileOf(page)));
  return found;
}

/** Every object at any depth of a specification's `data`, and whether it brings its own values. */
function* sources(value: unknown, named: object): Iterable<boolean> {
  if (typeof value !== "object" || value === null) return;
  if ("data" in value && typeof value.data === "object" && value.data !== null) {
    const { data } = value;
    const isNamed = "name" in data && String(data.name) in named;
    yield !("url" in data) && (isNamed || "values" in data);
  }
  for (const inner of Object.values(value)) yield* sources(inner, named);
}

describe("each chart of each page", () => {
  it("stands in the page with a caption, and has its picture, specification and data beside the page", () => {
    const charts = PAGES.flatMap(chartsOf);
    expect(charts.length).toBeGreaterThan(20);
    for (const { page, id, picture, caption } of charts) {
      expect([page, id, picture]).toEqual([page, id, true]);
      expect(caption.trim(), `${page} ${id}`).not.toBe("");
      for (const ending of ["svg", "vl.json", "csv"])
        expect(files).toContain(`${page.slice(1)}${id}.${ending}`);
      expect(parseCsv(text(`${page.slice(1)}${id}.csv`)).rows.length, id).toBeGreaterThan(0);
      expect(text(`${page.slice(1)}${id}.svg`), id).toMatch(/^<svg /);
    }
    const published = [...files].filter((file) => file.endsWith(".vl.json"));
    const shown = new Set(charts.map(({ page, id }) => `${page.slice(1)}${id}.vl.json`));
    expect(published).toEqual([...shown].sort());
  });

  it("has a specification that carries its data, and that Vega-Lite compiles without a warning", () => {
    const specs = [...files].filter((file) => file.endsWith(".vl.json"));
    expect(specs.length).toBeGreaterThan(20);
    for (const file of specs) {
      const spec = json(file) as { readonly datasets?: object };
      const own = [...sources(spec, spec.datasets ?? {})];
      expect([file, own.length > 0, own.includes(false)]).toEqual([file, true, false]);
      expect(JSON.stringify(spec), file).not.toMatch(/"(?:url|href)":/);
      const warnings: unknown[] = [];
      const complain = (...words: unknown[]) => {
        warnings.push(words);
        return logger;
      };
      const silent = () => logger;
      const logger = {
        level: silent,
        error: complain,
        warn: complain,
        info: silent,
        debug: silent,
      };
      const compiled = compile(spec as TopLevelSpec, { logger: logger as never });
      expect(compiled.spec.marks?.length, file).toBeGreaterThan(0);
      expect([file, warnings]).toEqual([file, []]);
    }
  });
});

describe("the downloads", () => {
  it.each(TABLES)("%s has the contract’s columns, then the status of the data", (name) => {
    expect(text(`2001/data/${name}.csv`).split("\n")[0]).toBe(`${COLUMNS[name]},data_status`);
  });

  it.each(TABLES)("%s says the same as JSON", (name) => {
    const { rows } = parseCsv(text(`2001/data/${name}.csv`));
    const objects = json(`2001/data/${name}.json`) as readonly Record<string, unknown>[];
    const written = (value: unknown): string => (value === null ? "" : String(value));
    expect(
      objects.map((row) =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, written(v)])),
      ),
    ).toEqual(rows);
  });

  it("are described in a data package with the size and hash of each", () => {
    const { resources } = json("2001/data/datapackage.json") as {
      readonly resources: readonly {
        readonly path: string;
        readonly bytes: number;
        readonly hash: string;
      }[];
    };
    const listed = resources.map(({ path }) => path);
    const expected = TABLES.flatMap((name) => [`${name}.csv`, `${name}.json`]);
    expect(listed).toEqual(expect.arrayContaining([...expected, "figures.json"]));
    for (const { path, bytes, hash } of resources) {
      const content = readFileSync(join(output, "2001/data", path));
      expect([path, bytes, hash]).toEqual([path, content.length, `sha256:${sha256(content)}`]);
    }
  });

  it("resolve every figure that a page of the edition shows, with the same value", () => {
    const figures = json("2001/data/figures.json") as Record<
      string,
      {
        readonly value: number | null;
        readonly unit: string;
        readonly formula: string;
        readonly inputs: unknown;
      }
    >;
    let shown = 0;
    for (const page of PAGES) {
      for (const [tag] of text(fileOf(page)).matchAll(/<data [^>]*data-figure="[^>]*>/g)) {
        const id = / data-figure="([^"]*)"/.exec(tag)?.[1] ?? "";
        const value = / value="([^"]*)"/.exec(tag)?.[1] ?? "";
        const figure = figures[id];
        expect([page, id, Number(value)]).toEqual([page, id, figure?.value]);
        expect(figure?.formula, id).toMatch(/\S/);
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(100);
  });
});

/**
 * The tiny edition worked out anew: from its tables by the definitions of the contract, without a line of src.
 * Thresholds and periods are those of test/fixtures/tiny/README.md.
 */
function workOut() {
  const table = (name: string) => parseCsv(readFileSync(join(TINY, name), "utf8")).rows;
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  const cells = table("employment.csv").map((row) => ({
    year: Number(row.year),
    region: row.region ?? "",
    sector: row.sector ?? "",
    jobs: Number(row.jobs),
    firms: Number(row.firms),
  }));
  type Cell = (typeof cells)[number];
  const jobsWhere = (test: (cell: Cell) => boolean): number =>
    sum(cells.filter(test).map(({ jobs }) => jobs));
  const judged = cells.map((cell) => {
    const { year, region, sector, jobs, firms } = cell;
    const share = jobs / jobsWhere((c) => c.year === year && c.region === region);
    const nation =
      jobsWhere((c) => c.year === year && c.sector === sector) / jobsWhere((c) => c.year === year);
    const quotient = share / nation;
    return { ...cell, quotient, isCluster: quotient > 1.5 && jobs >= 20 && firms >= 2 };
  });
  const is = (year: number, region: string, sector: string): boolean =>
    judged.some(
      (c) => c.isCluster && c.year === year && c.region === region && c.sector === sector,
    );
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const regions = new Map(table("regions.csv").map((row) => [row.region, row.name]));
  const sectors = new Map(table("sectors.csv").map((row) => [row.sector ?? "", row]));

  const clusters = judged
    .filter(({ year, isCluster }) => isCluster && (year === 1981 || year === 1991))
    .sort((a, b) => order(a.region, b.region) || order(a.sector, b.sector) || a.year - b.year)
    .map(({ year, region, sector, jobs, firms, quotient }) => {
      const both = is(1981, region, sector) && is(1991, region, sector);
      return {
        year,
        region,
        region_name: regions.get(region),
        sector,
        sector_name: sectors.get(sector)?.name,
        group: sectors.get(sector)?.group,
        jobs,
        firms,
        location_quotient: quotient,
        verdict: "cluster",
        status: both ? "stable" : is(1991, region, sector) ? "new" : "ex",
        data_status: "modelled",
      };
    });

  const quotients = judged
    .filter(({ jobs }) => jobs > 0)
    .sort((a, b) => a.year - b.year || order(a.region, b.region) || order(a.sector, b.sector))
    .map(({ year, region, sector, jobs, firms, quotient, isCluster }) => ({
      year,
      region,
      sector,
      jobs,
      firms,
      location_quotient: quotient,
      verdict: isCluster ? "cluster" : "none",
      data_status: "modelled",
    }));

  const levels = [
    ...[...sectors].map(([id, row]) => ({ level: "sector", id, name: row.name, of: [id] })),
    { level: "branch", id: "vessels", name: "Vessels", of: ["boats", "engines"] },
    { level: "group", id: "manufacturing", name: "Manufacturing", of: ["boats", "engines"] },
    { level: "group", id: "services", name: "Services", of: ["services"] },
    { level: "all", id: "all", name: "All sectors", of: [...sectors.keys()] },
  ];
  const growth = (
    [
      [1981, 1991],
      [1991, 1996],
    ] as const
  ).flatMap(([from, to]) =>
    levels.flatMap(({ level, id, name, of }) => {
      const covered = cells.filter(
        ({ year, region, sector }) =>
          year === from &&
          of.includes(sector) &&
          [1981, 1991].some((y) => from <= y && y <= to && is(y, region, sector)),
      );
      if (covered.length === 0) return [];
      const pairs = covered.map(({ region, sector }) => `${region}/${sector}`);
      const their = (year: number): number =>
        jobsWhere((c) => c.year === year && pairs.includes(`${c.region}/${c.sector}`));
      const nation = (year: number): number =>
        jobsWhere((c) => c.year === year && covered.some(({ sector }) => sector === c.sector));
      return [
        {
          period: `${from}-${to}`,
          level,
          id,
          name,
          clusters: covered.length,
          jobs_from: their(from),
          jobs_to: their(to),
          change: their(to) - their(from),
          change_percent: (100 * (their(to) - their(from))) / their(from),
          national_from: nation(from),
          national_to: nation(to),
          national_change_percent: (100 * (nation(to) - nation(from))) / nation(from),
          data_status: "modelled",
        },
      ];
    }),
  );
  return { clusters, "location-quotients": quotients, growth };
}

describe("every value of the downloads", () => {
  it.each(TABLES)("%s agrees with the same worked out anew from the tables", (name) => {
    const { rows } = parseCsv(text(`2001/data/${name}.csv`));
    const expected: readonly Readonly<Record<string, unknown>>[] = workOut()[name];
    expect(rows).toHaveLength(expected.length);
    for (const [n, row] of rows.entries()) {
      const other = expected[n] ?? {};
      expect(Object.keys(row)).toEqual(Object.keys(other));
      for (const [column, value] of Object.entries(other)) {
        const place = `row ${n + 1}, ${column}`;
        if (typeof value !== "number") expect(row[column], place).toBe(value);
        // Ten significant digits of a quotient and more; whole numbers exactly.
        else
          expect(Math.abs(Number(row[column]) - value), place).toBeLessThan(
            1e-11 * Math.max(1, Math.abs(value)),
          );
      }
    }
    expect(rows.length).toBeGreaterThanOrEqual(4);
  });
});
