/** What a sound edition becomes. */

import fc from "fast-check";
import type { Topology } from "topojson-specification";
import { describe, expect, it } from "vitest";
import { cellIndex, type Dataset, FLAG } from "../../src/model/dataset.ts";
import { readEdition } from "../../src/read/edition.ts";
import { formatProblem, type Problem } from "../../src/read/problem.ts";
import { append, type Changes, line, swap, TINY, tinyText, withEdition } from "./edition-folder.ts";

async function readWith(
  changes: Changes,
): Promise<{ readonly dataset: Dataset; readonly warnings: readonly Problem[] }> {
  const reading = await withEdition(changes, readEdition);
  if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join("\n"));
  return { dataset: reading.value, warnings: reading.warnings };
}

async function datasetWith(changes: Changes): Promise<Dataset> {
  return (await readWith(changes)).dataset;
}

/** The value of a cell by its ids. */
function valueAt(
  dataset: Dataset,
  measure: "jobs" | "firms" | "flags" | "lines",
  year: number,
  region: string,
  sector: string,
): number | undefined {
  const r = dataset.regions.findIndex(({ id }) => id === region);
  const s = dataset.sectors.findIndex(({ id }) => id === sector);
  return dataset[measure][cellIndex(dataset, dataset.years.indexOf(year), r, s)];
}

describe("the tiny edition", () => {
  it("has its registers in the order of ids, whatever that of the rows", async () => {
    const reading = await readEdition(TINY);
    if (!reading.ok) expect.fail(reading.problems[0]?.message);
    const { id, regions, sectors, years } = reading.value;
    expect(id).toBe("2001");
    expect(years).toEqual([1981, 1991, 1996]);
    expect(regions).toEqual([
      {
        id: "fjord",
        name: "Fjord & <b>Vik</b> {{ 7 * 7 }}",
        longitude: 6.1,
        latitude: 62.4,
        extra: { county: "West" },
      },
      {
        id: "inland",
        name: "Inland",
        longitude: undefined,
        latitude: undefined,
        extra: { county: "East" },
      },
      {
        id: "soroy",
        name: "Sørøy på Ælvåsen",
        longitude: 10.4,
        latitude: 59.3,
        extra: { county: "South" },
      },
    ]);
    expect(sectors.map(({ id: sector, branch, group }) => [sector, branch, group])).toEqual([
      ["boats", "Vessels", "Manufacturing"],
      ["engines", "Vessels", "Manufacturing"],
      ["services", undefined, "Services"],
    ]);
    expect(sectors.map(({ extra }) => extra.code)).toEqual(["3841", "3821", "9"]);
  });

  it("has its cells by year, region and sector", async () => {
    const dataset = await datasetWith({});
    expect([...dataset.jobs]).toEqual([
      ...[100, 20, 80, 40, 60, 400, 60, 120, 120],
      ...[120, 20, 60, 40, 100, 260, 80, 40, 280],
      ...[132, 20, 68, 40, 120, 320, 60, 30, 310],
    ]);
    expect(valueAt(dataset, "firms", 1991, "inland", "engines")).toBe(4);
    expect(valueAt(dataset, "lines", 1991, "inland", "engines")).toBe(18);
    expect(valueAt(dataset, "flags", 1996, "fjord", "boats")).toBe(FLAG.e);
    expect(valueAt(dataset, "flags", 1996, "fjord", "engines")).toBe(FLAG.e | FLAG.m);
    expect(valueAt(dataset, "flags", 1996, "inland", "boats")).toBe(0);
  });

  it("has its description", async () => {
    const { descriptor, criterionLines, national, boundaries } = await datasetWith({});
    expect(descriptor).toEqual({
      name: "tiny-2001",
      title: "Three regions and three sectors, made up for tests",
      description:
        "Made-up figures whose results can be worked out by hand: see README.md in the folder above.",
      created: "2001-03-01T00:00:00Z",
      published: "2001-03-01",
      status: "modelled",
      jobsUnit: "employees",
      firmsUnit: "firms",
      criteria: { locationQuotient: { above: 1.5 }, jobs: { atLeast: 20 }, firms: { atLeast: 2 } },
      clusterYears: [1981, 1991],
      periods: [
        [1981, 1991],
        [1991, 1996],
      ],
      breaks: [{ year: 1996, note: "From 1996 part-time jobs are counted." }],
      notes: ["All figures are made up for tests."],
      licences: [
        {
          name: "CC0-1.0",
          title: "CC0 1.0",
          path: "https://creativecommons.org/publicdomain/zero/1.0/",
        },
      ],
      sources: [{ title: "Made up for tests" }],
      contributors: [{ title: "Klyngeatlas", role: "author" }],
      keywords: [],
      doi: undefined,
      receipts: [],
      decisions: [],
    });
    expect(criterionLines).toEqual({ locationQuotient: 59, jobs: 60, firms: 61 });
    expect(national).toBeUndefined();
    expect(boundaries).toBeUndefined();
  });

  it("has its published figures", async () => {
    const { published } = await datasetWith({});
    expect(published).toHaveLength(3);
    expect(published[1]).toEqual({
      id: "tiny.change",
      section: "2",
      yearFrom: 1981,
      yearTo: 1991,
      subject: "all clusters",
      measure: "change",
      relation: "about",
      value: -7,
      unit: "percent",
      note: "-20 of 280",
      figure: "change-percent:clusters/*:1981-1991",
      against: "",
      reason: "",
      line: 3,
    });
    expect(published[0]?.yearTo).toBeUndefined();
  });
});

describe("a sound edition may have", () => {
  const plain = (dataset: Dataset): unknown => ({ ...dataset, lines: undefined });

  it.each<[string, (text: string) => string]>([
    ["a byte order mark", (text) => `\ufeff${text}`],
    ["lines that end in CRLF", (text) => text.replaceAll("\n", "\r\n")],
    ["lines that end in CR", (text) => text.replaceAll("\n", "\r")],
    ["both ends of lines", (text) => text.replace("\n", "\r\n")],
    ["no end of its last line", (text) => text.trimEnd()],
    ["empty lines", (text) => `\n${text.replaceAll("\n", "\n\n")}`],
    ["every cell in quotes", (text) => text.replace(/^[^"\n]+$/gm, quoteAll)],
  ])("%s", async (_, change) => {
    const changed = await datasetWith({
      "employment.csv": change,
      "regions.csv": change,
      "sectors.csv": change,
    });
    expect(plain(changed)).toEqual(plain(await datasetWith({})));
  });

  function quoteAll(row: string): string {
    return row
      .split(",")
      .map((cell) => `"${cell}"`)
      .join(",");
  }

  it("semicolons between its columns", async () => {
    const changed = await datasetWith({
      "employment.csv": (text) => text.replaceAll(",", ";"),
      "regions.csv": (text) => text.replaceAll(",", ";"),
      "sectors.csv": (text) =>
        text.replace("Engines, marine", "Engines| marine").replaceAll(",", ";").replace("|", ","),
    });
    expect(plain(changed)).toEqual(plain(await datasetWith({})));
  });

  it("a mark of byte order before its description", async () => {
    const { descriptor } = await datasetWith({ "datapackage.json": (text) => `\ufeff${text}` });
    expect(descriptor.name).toBe("tiny-2001");
  });

  it("no flags, no branches and no optional properties", async () => {
    const dataset = await datasetWith({
      "employment.csv": (text) => text.replace(/,[^,\n]*$/gm, ""),
      "sectors.csv": "sector,name,group\nboats,B,M\nengines,E,M\nservices,S,S\n",
      "published-figures.csv": undefined,
      "datapackage.json": JSON.stringify({
        name: "small",
        title: "Small",
        created: "2001-01-01",
        klyngeatlas: {
          published: "2001-01-01T12:00:00+02:00",
          status: "observed",
          jobsUnit: "jobs",
          firmsUnit: "firms",
          criteria: { locationQuotient: { above: 1 }, jobs: { above: 0 }, firms: { atLeast: 0 } },
          clusterYears: [1991, 1981],
        },
      }),
    });
    expect(dataset.flags.every((bits) => bits === 0)).toBe(true);
    expect(dataset.sectors.map(({ branch }) => branch)).toEqual([undefined, undefined, undefined]);
    expect(dataset.published).toEqual([]);
    expect(dataset.descriptor).toMatchObject({
      clusterYears: [1981, 1991],
      periods: [],
      breaks: [],
      notes: [],
      licences: [],
      sources: [],
      contributors: [],
      keywords: [],
    });
  });

  it("a DOI, the place covered, and contributors who are persons", async () => {
    const { descriptor } = await datasetWith({
      "datapackage.json": (text) =>
        text
          .replace('"name": "tiny-2001"', '"id": "doi:10.5281/zenodo.1234", "name": "tiny-2001"')
          .replace('"role": "author"', '"role": "author", "familyName": "Atlas"')
          .replace('"published":', '"place": { "name": "Norway" }, "published":'),
    });
    expect(descriptor).toMatchObject({
      doi: "10.5281/zenodo.1234",
      place: { name: "Norway" },
      contributors: [{ title: "Klyngeatlas", familyName: "Atlas", role: "author" }],
    });
  });

  it("figures withheld, which are not numbers", async () => {
    const dataset = await datasetWith({
      "employment.csv": (text) =>
        line(3, "1981,fjord,engines,,,x")(line(2, "1981,fjord,boats,,5,c")(text)),
    });
    expect(valueAt(dataset, "jobs", 1981, "fjord", "boats")).toBeNaN();
    expect(valueAt(dataset, "firms", 1981, "fjord", "boats")).toBe(5);
    expect(valueAt(dataset, "flags", 1981, "fjord", "boats")).toBe(FLAG.c);
    expect(valueAt(dataset, "jobs", 1981, "fjord", "engines")).toBeNaN();
    expect(valueAt(dataset, "firms", 1981, "fjord", "engines")).toBeNaN();
    expect(valueAt(dataset, "flags", 1981, "fjord", "engines")).toBe(FLAG.x);
  });

  it("a region of which all figures are withheld", async () => {
    const dataset = await datasetWith({
      "regions.csv": append("secret,Secret,,,"),
      "employment.csv": append("1981,secret,boats,,,c"),
    });
    expect(valueAt(dataset, "jobs", 1981, "secret", "boats")).toBeNaN();
    expect(valueAt(dataset, "jobs", 1991, "secret", "boats")).toBe(0);
    expect(valueAt(dataset, "lines", 1991, "secret", "boats")).toBe(0);
  });

  it("decimals of jobs: 1.234 is a little more than one", async () => {
    const dataset = await datasetWith({ "employment.csv": line(2, "1981,fjord,boats,1.234,1,") });
    expect(valueAt(dataset, "jobs", 1981, "fjord", "boats")).toBe(1.234);
  });

  it("columns called __proto__ and constructor, which are columns like any other", async () => {
    const dataset = await datasetWith({
      "regions.csv": (text) =>
        text
          .split("\n")
          .map((row, i) =>
            row === "" ? row : `${row},${i === 0 ? "__proto__,constructor" : `p${i},c${i}`}`,
          )
          .join("\n"),
    });
    const extra = dataset.regions[0]?.extra ?? {};
    expect(Object.entries(extra)).toEqual([
      ["county", "West"],
      ["__proto__", "p1"],
      ["constructor", "c1"],
    ]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it("listed files on the web, in a folder below, and resources without a path", async () => {
    const resources = '"resources": [{ "path": "https://example.org/a.csv" }, { "data": [] },';
    expect(
      (await readWith({ "datapackage.json": swap('"resources": [', resources) })).warnings,
    ).toEqual([]);
  });

  it("a property called __proto__ in its description", async () => {
    const { dataset } = await readWith({
      "datapackage.json": swap(
        '"name": "tiny-2001",',
        '"name": "tiny-2001", "__proto__": {"title": 1},',
      ),
    });
    expect(dataset.descriptor.title).toBe("Three regions and three sectors, made up for tests");
  });
});

describe("national totals", () => {
  const rows = [1981, 1991, 1996].flatMap((year) => [
    `${year},services,1000,`,
    `${year},boats,${year === 1981 ? 200 : 300},20`,
    `${year},engines,300,30`,
  ]);
  const file = `year,sector,jobs,firms\n${rows.join("\n")}\n1970,boats,5,\n`;

  it("stand by year and sector; empty firms are not numbers, and a year without regions is left out", async () => {
    const { national } = await datasetWith({ "national.csv": file });
    expect([...(national?.jobs ?? [])]).toEqual([200, 300, 1000, 300, 300, 1000, 300, 300, 1000]);
    const n = Number.NaN;
    expect([...(national?.firms ?? [])]).toEqual([20, 30, n, 20, 30, n, 20, 30, n]);
    expect([...(national?.lines ?? [])]).toEqual([3, 4, 2, 6, 7, 5, 9, 10, 8]);
  });

  it("need no column of firms", async () => {
    const { national } = await datasetWith({ "national.csv": file.replace(/,\w*$/gm, "") });
    expect(national?.firms.every(Number.isNaN)).toBe(true);
    expect(national?.jobs[0]).toBe(200);
  });

  it("may equal the sum of the regions, and differ by rounding", async () => {
    const national = file.replace("1981,boats,200", "1981,boats,199.99999999");
    expect((await datasetWith({ "national.csv": national })).national?.jobs[0]).toBe(199.99999999);
  });
});

describe("boundaries", () => {
  const ring = [
    [6, 62],
    [7, 62],
    [7, 63],
    [6, 62],
  ];
  const feature = (region: string): unknown => ({
    type: "Feature",
    properties: { region },
    geometry: { type: "Polygon", coordinates: [ring] },
  });

  it("of GeoJSON stand by region", async () => {
    const features = ["fjord", "inland", "soroy"].map(feature);
    const { dataset, warnings } = await readWith({
      "regions.geojson": JSON.stringify({ type: "FeatureCollection", features }),
    });
    expect([...(dataset.boundaries?.keys() ?? [])]).toEqual(["fjord", "inland", "soroy"]);
    expect(dataset.boundaries?.get("fjord")).toEqual({ type: "Polygon", coordinates: [ring] });
    expect(warnings).toEqual([]);
  });

  it("of TopoJSON become GeoJSON, and a region without one is warned of", async () => {
    const topology: Topology = {
      type: "Topology",
      arcs: [ring],
      objects: {
        regions: {
          type: "GeometryCollection",
          geometries: [{ type: "Polygon", arcs: [[0]], properties: { region: "fjord" } }],
        },
      },
    };
    const { dataset, warnings } = await readWith({ "regions.topojson": JSON.stringify(topology) });
    expect(dataset.boundaries?.get("fjord")).toEqual({ type: "Polygon", coordinates: [ring] });
    expect(warnings).toEqual([
      expect.objectContaining({
        severity: "warning",
        rule: "region-without-boundary",
        value: "inland, soroy",
      }),
    ]);
  });
});

describe("a warning is given of", () => {
  it.each<[string, Changes, Partial<Problem>]>([
    [
      "firms without jobs, of all rows together",
      {
        "employment.csv": (text) =>
          line(9, "1981,inland,engines,0,3,")(line(3, "1981,fjord,engines,0,1,")(text)),
      },
      { rule: "firms-without-jobs", line: 3, column: "jobs", value: "0" },
    ],
    [
      "a sector without jobs",
      { "sectors.csv": append("idle,Idle,Services,,") },
      { rule: "sector-without-jobs", line: 5, column: "sector", value: "idle" },
    ],
    [
      "a column that is not known",
      { "employment.csv": swap("flag", "flags") },
      { rule: "unknown-column", line: 1, column: "flags", value: "flags" },
    ],
    [
      "coordinates that have changed places",
      {
        "regions.csv": (text) => `${swap("10.4,59.3", "59.3,10.4")(text)}north,North,25.3,70.1,\n`,
        "employment.csv": append("1981,north,services,1,1,"),
      },
      { rule: "swapped-coordinates", line: 3, column: "longitude", value: "59.3" },
    ],
    [
      "a property that is not known",
      { "datapackage.json": swap('"breaks"', '"brakes"') },
      { rule: "unknown-property", line: 65, column: "klyngeatlas.brakes" },
    ],
  ])("%s", async (_, changes, expected) => {
    const { warnings } = await readWith(changes);
    expect(warnings).toEqual([expect.objectContaining({ severity: "warning", ...expected })]);
  });

  it("no region that merely lies far away, nor of the first two", async () => {
    const far = append("far,Far,-155,19,", "middle,Middle,11,60,");
    const cells = append("1981,far,services,1,1,", "1981,middle,services,1,1,");
    expect((await readWith({ "regions.csv": far, "employment.csv": cells })).warnings).toEqual([]);
    const two = swap("10.4,59.3", "59.3,10.4");
    expect((await readWith({ "regions.csv": two })).warnings).toEqual([]);
    // Where longitudes and latitudes are alike, the exchange proves nothing.
    const alike = "region,name,longitude,latitude\nfjord,F,38,36\nsoroy,S,38,36\ninland,I,36,38\n";
    expect((await readWith({ "regions.csv": alike })).warnings).toEqual([]);
  });

  it("nothing in the tiny edition", async () => {
    expect((await readWith({})).warnings).toEqual([]);
  });
});

describe("order", () => {
  const files = ["employment.csv", "regions.csv", "sectors.csv"] as const;

  /** Rows of a table without quotes, as cells. */
  function cells(file: string): readonly (readonly string[])[] {
    const text = tinyText(file).replace('"Engines, marine"', "Engines");
    return text
      .trimEnd()
      .split("\n")
      .map((row) => row.split(","));
  }

  function shuffled(file: string): fc.Arbitrary<string> {
    const [header = [], ...rows] = cells(file);
    const all = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    return fc
      .tuple(all(header.map((_, i) => i)), all(rows))
      .map(([columns, order]) =>
        [header, ...order].map((row) => columns.map((i) => row[i] ?? "").join(",")).join("\n"),
      );
  }

  it("of rows and columns makes no difference", async () => {
    const unordered = (dataset: Dataset): unknown => ({ ...dataset, lines: undefined });
    const ordered = await datasetWith({ "sectors.csv": swap('"Engines, marine"', "Engines") });
    await fc.assert(
      fc.asyncProperty(fc.tuple(...files.map(shuffled)), async (texts) => {
        const changes = Object.fromEntries(files.map((file, i) => [file, texts[i] ?? ""]));
        expect(unordered(await datasetWith(changes))).toEqual(unordered(ordered));
      }),
      { numRuns: 40 },
    );
  });

  it("of rows is that of their lines", async () => {
    const dataset = await datasetWith({
      "employment.csv": (text) => {
        const [header = "", ...rows] = text.trimEnd().split("\n");
        return [header, ...rows.toReversed()].join("\n");
      },
    });
    expect(valueAt(dataset, "lines", 1981, "fjord", "boats")).toBe(28);
    expect(valueAt(dataset, "lines", 1996, "inland", "services")).toBe(2);
  });
});
