import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.ts";
import { clusterLife } from "../../src/charts/cluster-life.ts";
import { clusterTrend } from "../../src/charts/cluster-trend.ts";
import { growthBars } from "../../src/charts/growth-bars.ts";
import { knowledgeMatrix } from "../../src/charts/knowledge-matrix.ts";
import { lqSizeScatter } from "../../src/charts/lq-size-scatter.ts";
import { regionProfile } from "../../src/charts/region-profile.ts";
import { renderChart } from "../../src/charts/render.ts";
import { symbolMap } from "../../src/charts/symbol-map.ts";
import { thresholdHeat } from "../../src/charts/threshold-heat.ts";
import { timeline } from "../../src/charts/timeline.ts";
import { SPEECH } from "../speech.ts";

const basics = { id: "x", source: "Source: test", status: "observed", speech: SPEECH } as const;

function made(chart: Chart | undefined): Chart {
  if (chart === undefined) throw new Error("no chart");
  return chart;
}

describe("growthBars", () => {
  const rows = [
    { id: "a", name: "Furniture", clustersPercent: 12, nationPercent: -20 },
    { id: "b", name: "Textiles", clustersPercent: -60, nationPercent: -50 },
    { id: "c", name: "Mining", clustersPercent: -5, nationPercent: -5 },
    { id: "d", name: "Graphics", clustersPercent: undefined, nationPercent: 3 },
  ];
  const input = { ...basics, period: [1970, 1990], level: "branches", rows } as const;

  it("counts the branches that did clearly better, and apart from them those that did about the same", () => {
    const chart = made(growthBars(input));
    expect(chart.headline).toBe(
      "1 of 3 branches did clearly better in their clusters than in the country, 1 about the same",
    );
    expect(chart.subtitle).toContain("1 without both figures left out");
  });

  it("sorts by the gap, whatever the order of the rows", () => {
    const chart = made(growthBars(input));
    expect(chart.rows.map(({ name }) => name)).toEqual(["Furniture", "Mining", "Textiles"]);
    expect(chart.rows.map(({ gap }) => gap)).toEqual([32, 0, -10]);
    expect(made(growthBars({ ...input, rows: rows.toReversed() }))).toEqual(chart);
  });

  it("draws the largest gaps either way where there are many rows, and lists them all", () => {
    const many = Array.from({ length: 50 }, (_, gap) => ({
      id: String(gap).padStart(2, "0"),
      name: `Sector ${gap}`,
      clustersPercent: gap,
      nationPercent: 20,
    }));
    const chart = made(growthBars({ ...input, rows: many }));
    const { datasets } = chart.spec as unknown as {
      datasets: { rows: readonly { name: string }[] };
    };
    expect(datasets.rows.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `Sector ${49 - n}`),
      ...Array.from({ length: 10 }, (_, n) => `Sector ${9 - n}`),
    ]);
    expect(chart.rows).toHaveLength(50);
    expect(chart.subtitle).toContain("the 10 largest gaps either way");
    expect(chart.headline).toContain("of 50");
  });

  it("names the extremes in its text alternative", () => {
    expect(made(growthBars(input)).description).toContain(
      "best against the country in Furniture (+12.0 percent against −20.0 percent)",
    );
    expect(made(growthBars(input)).description).toContain(
      "worst in Textiles (−60.0 percent against −50.0 percent)",
    );
  });

  it("is undefined where no row has both figures", () => {
    expect(growthBars({ ...input, rows: rows.slice(3) })).toBeUndefined();
  });

  it("draws rows that all changed by nothing", () => {
    const flat = [{ id: "a", name: "A", clustersPercent: 0, nationPercent: 0 }];
    expect(renderChart(made(growthBars({ ...input, rows: flat })), "x").inline).not.toMatch(
      /NaN|Infinity/,
    );
  });
});

describe("clusterTrend", () => {
  const row = (year: number, jobs: number | undefined, nationJobs: number | undefined) => ({
    year,
    jobs,
    nationJobs,
  });
  const input = { ...basics, name: "Textiles in Bergen", breaks: [] };

  it("states both changes since the first year", () => {
    const chart = made(
      clusterTrend({ ...input, rows: [row(1970, 200, 1000), row(1990, 300, 900)] }),
    );
    expect(chart.headline).toBe(
      "Textiles in Bergen: jobs grew 50 percent 1970–1990; in the country they fell 10 percent",
    );
    expect(chart.rows.at(-1)).toEqual({
      year: 1990,
      jobs: 300,
      nation_jobs: 900,
      cluster: 150,
      nation: 90,
    });
  });

  it("shows a break between its years, and no break outside them", () => {
    const breaks = [
      { year: 1960, note: "Too early." },
      { year: 1994, note: "New unit." },
    ];
    const chart = made(
      clusterTrend({ ...input, breaks, rows: [row(1990, 200, 1000), row(1994, 300, 900)] }),
    );
    expect(chart.subtitle).toContain("break in the series 1994");
    expect(chart.subtitle).not.toContain("1960");
    expect(chart.description).toContain("New unit.");
    const { inline } = renderChart(chart, "x");
    expect(inline).toContain(">break</text>");
    expect(inline).toContain("stroke-dasharray");
  });

  it("names the years whose figures are withheld", () => {
    const chart = made(
      clusterTrend({
        ...input,
        rows: [row(1970, 200, 1000), row(1980, undefined, 950), row(1990, 300, 900)],
      }),
    );
    expect(chart.subtitle).toContain("withheld or not available: 1980");
    expect(chart.rows).toHaveLength(2);
  });

  it("is undefined for a single year, and where the first has no jobs", () => {
    expect(clusterTrend({ ...input, rows: [row(1990, 300, 900)] })).toBeUndefined();
    expect(
      clusterTrend({ ...input, rows: [row(1970, 0, 1000), row(1990, 300, 900)] }),
    ).toBeUndefined();
  });

  it("keeps the labels of two equal ends apart", () => {
    const { inline } = renderChart(
      made(clusterTrend({ ...input, rows: [row(1970, 200, 1000), row(1990, 300, 1500)] })),
      "x",
    );
    const heights = [
      ...inline.matchAll(/translate\([\d.]+,([\d.]+)\)[^>]*>(?:Cluster|Country) 150</g),
    ].map(([, y]) => Number(y));
    expect(heights).toHaveLength(2);
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(14);
  });
});

describe("regionProfile", () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({
    id: `s${index}`,
    name: `Sector ${index}`,
    lq: index === 19 ? undefined : index / 2,
    jobs: 10 * index,
    verdict: index === 18 ? ("cluster" as const) : ("none" as const),
  }));
  const input = { ...basics, name: "Horten", year: 1990, criterion: { above: 3 }, rows };

  it("shows the twelve largest quotients of those above 0", () => {
    const chart = made(regionProfile(input));
    expect(chart.rows).toHaveLength(12);
    expect(chart.headline).toBe(
      "Horten is most specialised in Sector 18: 9.00 times the country’s share of jobs",
    );
    expect(chart.subtitle).toContain("largest 12 of 18 sectors");
    expect(chart.subtitle).toContain("criterion: over 3");
    expect(chart.description).toContain("Potential clusters among them: Sector 18.");
  });

  it("says when its scale is logarithmic", () => {
    expect(made(regionProfile(input)).subtitle).not.toContain("logarithmic");
    const steep = rows.map((row) => ({
      ...row,
      lq: row.lq === undefined ? undefined : row.lq ** 3,
    }));
    expect(made(regionProfile({ ...input, rows: steep })).subtitle).toContain("logarithmic scale");
  });

  it("is undefined where no quotient is defined", () => {
    expect(regionProfile({ ...input, rows: rows.slice(19) })).toBeUndefined();
  });
});

describe("lqSizeScatter", () => {
  const criteria = {
    locationQuotient: { above: 3 },
    jobs: { atLeast: 200 },
    firms: { atLeast: 10 },
  } as const;
  const cell = (index: number, status: "stable" | "ex" | undefined) => ({
    id: `r/s${index}`,
    region: "Region",
    sector: `Sector ${index}`,
    jobs: 1 + index * 3,
    lq: 0.1 + (index % 97) / 7,
    status,
  });

  it("tells the size of clusters without the former ones, and lists both", () => {
    const chart = made(
      lqSizeScatter({
        ...basics,
        year: 1990,
        criteria,
        rows: [cell(90, "stable"), cell(80, "ex"), cell(5, undefined)],
      }),
    );
    expect(chart.headline).toBe("The potential cluster has 271 jobs");
    expect(chart.rows.map(({ status }) => status)).toEqual(["stable", "former"]);
  });

  it.each([
    [[90, 80], 80],
    [[90, 80, 30], 80],
    [[90, 80, 80, 30], 80],
    [[90, 80.2], 81],
  ])("says of clusters with %j jobs that half have at most %i", (jobs, median) => {
    const rows = jobs.map((one, n) => ({ ...cell(n, "stable"), jobs: one }));
    const chart = made(lqSizeScatter({ ...basics, year: 1990, criteria, rows }));
    expect(chart.headline).toBe(
      `Half of these ${jobs.length} potential clusters have at most ${median} jobs`,
    );
    expect(jobs.filter((one) => one <= median).length * 2).toBeGreaterThanOrEqual(jobs.length);
  });

  it("draws thousands of cells as one mark where they lie together, whatever their order", () => {
    const rows = Array.from({ length: 5000 }, (_, index) => cell(index, undefined));
    const chart = made(lqSizeScatter({ ...basics, year: 1990, criteria, rows }));
    const { inline } = renderChart(chart, "x");
    expect(inline.length).toBeLessThan(60_000);
    const backwards = made(
      lqSizeScatter({ ...basics, year: 1990, criteria, rows: rows.toReversed() }),
    );
    expect(renderChart(backwards, "x")).toEqual(renderChart(chart, "x"));
  });

  it("is undefined without cells", () => {
    expect(lqSizeScatter({ ...basics, year: 1990, criteria, rows: [] })).toBeUndefined();
  });
});

describe("symbolMap", () => {
  const place = (
    id: string,
    longitude: number | undefined,
    latitude: number | undefined,
    value?: number,
  ) => ({
    id,
    name: id,
    longitude,
    latitude,
    value,
    status: undefined,
  });
  const input = { ...basics, headline: "Places", subtitle: "Jobs 1990", valueLabel: "Jobs" };

  it("counts what has no coordinates and keeps it in the table", () => {
    const chart = made(
      symbolMap({
        ...input,
        rows: [place("Oslo", 10.75, 59.9, 5), place("Nowhere", undefined, undefined, 9)],
      }),
    );
    expect(chart.subtitle).toBe("Jobs 1990; 1 region without a place on the map");
    expect(chart.rows.map(({ name }) => name)).toEqual(["Nowhere", "Oslo"]);
  });

  it("is undefined where nothing can be placed", () => {
    expect(symbolMap({ ...input, rows: [place("Nowhere", undefined, undefined)] })).toBeUndefined();
  });

  it.each([
    [
      "Norway",
      [
        [10.75, 59.9],
        [5.3, 60.4],
        [31, 70.1],
        [18.9, 69.6],
      ],
      "conicEqualArea",
    ],
    [
      "one county",
      [
        [9.6, 59.2],
        [8.0, 59.5],
        [9.3, 58.9],
      ],
      "mercator",
    ],
    ["a single point", [[10.75, 59.9]], "mercator"],
    [
      "the United States with Alaska and Hawaii",
      [
        [-74, 40.7],
        [-118, 34],
        [-87, 41],
        [-95, 29],
        [-149.9, 61.2],
        [-157.8, 21.3],
      ],
      "albersUsa",
    ],
    [
      "the contiguous states",
      [
        [-74, 40.7],
        [-118, 34],
        [-87, 41],
        [-95, 29],
      ],
      "conicEqualArea",
    ],
    [
      "both sides of the equator",
      [
        [-79, -2],
        [-74, 4.6],
        [-60, -3],
      ],
      "mercator",
    ],
  ] as const)("shows %s whole, in a fitting projection", (_, points, projection) => {
    const rows = points.map(([longitude, latitude], index) =>
      place(`p${index}`, longitude, latitude, 1 + index),
    );
    const chart = made(symbolMap({ ...input, rows }));
    expect(chart.spec).toMatchObject({ projection: { type: projection } });
    expect(chart.subtitle).toBe("Jobs 1990");
    const { inline } = renderChart(chart, "x");
    expect(inline).not.toMatch(/NaN|Infinity/);
    const height = Number(/viewBox="0 0 360 ([\d.]+)"/.exec(inline)?.[1]);
    const dots = [...inline.matchAll(/<circle cx="([-\d.]+)" cy="([-\d.]+)"/g)];
    expect(dots).toHaveLength(points.length);
    for (const [, x, y] of dots) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(360);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeLessThanOrEqual(height);
    }
    expect(inline).toContain("--chart-land");
  });

  it("draws boundaries where they are given", () => {
    const square = {
      type: "Polygon" as const,
      coordinates: [
        [
          [10, 59.5],
          [10, 60.2],
          [11.2, 60.2],
          [11.2, 59.5],
          [10, 59.5],
        ],
      ],
    };
    const rows = [place("Oslo", 10.75, 59.9, 5), place("Bergen", 5.3, 60.4, 3)];
    const without = renderChart(made(symbolMap({ ...input, rows })), "x").inline;
    const within = renderChart(
      made(symbolMap({ ...input, rows, boundaries: new Map([["oslo", square]]) })),
      "x",
    ).inline;
    expect(within).toContain("--chart-axis");
    expect(without).not.toContain("--chart-axis");
  });
});

describe("thresholdHeat", () => {
  it("states the number under the thresholds used and the range of others", () => {
    const cells = [2, 3].flatMap((quotient) =>
      [100, 200].map((jobs) => ({ quotient, jobs, clusters: 600 / (quotient * (jobs / 100)) })),
    );
    const chart = made(
      thresholdHeat({ ...basics, year: 1990, cells, own: { quotient: 3, jobs: 200 } }),
    );
    expect(chart.headline).toBe(
      "100 clusters at the thresholds used; other thresholds give from 100 to 300",
    );
    const other = made(
      thresholdHeat({ ...basics, year: 1990, cells, own: { quotient: 9, jobs: 200 } }),
    );
    expect(other.headline).toBe(
      "The number of clusters ranges from 100 to 300 with the thresholds",
    );
    expect(renderChart(chart, "x").inline).toContain("--chart-rule");
    expect(renderChart(other, "x").inline).not.toContain("--chart-rule");
  });

  it("is undefined without cells", () => {
    expect(
      thresholdHeat({ ...basics, year: 1990, cells: [], own: { quotient: 3, jobs: 200 } }),
    ).toBeUndefined();
  });
});

describe("knowledgeMatrix", () => {
  it("counts both as national and as global", () => {
    const row = (
      industry: string,
      rd: "national" | "global" | "both",
      suppliers: "national" | "global" | "both",
    ) => ({
      industry,
      rd,
      rdNote: "",
      suppliers,
      suppliersNote: "",
    });
    const rows = [
      row("A", "national", "both"),
      row("B", "global", "national"),
      row("C", "both", "global"),
    ];
    expect(made(knowledgeMatrix({ ...basics, rows })).headline).toBe(
      "2 of 3 industries use national research institutions; 2 buy from suppliers abroad",
    );
    expect(knowledgeMatrix({ ...basics, rows: [] })).toBeUndefined();
  });
});

describe("timeline", () => {
  it("keeps the caller's order and tells every event in its text alternative", () => {
    const rows = [
      { when: "1997", label: "First." },
      { when: "February 1997", label: "Then" },
    ];
    const chart = made(timeline({ ...basics, headline: "H", rows }));
    expect(chart.description).toBe("Timeline. 1997: First. February 1997: Then.");
    expect(chart.subtitle).toContain("2 events, 1997 to February 1997");
    expect(timeline({ ...basics, headline: "H", rows: [] })).toBeUndefined();
  });
});

describe("clusterLife", () => {
  it("keeps a withheld year as a line without a bar", () => {
    const rows = [
      { edition: "a", year: 2000, jobs: 300, lq: 3.5, verdict: "cluster" as const },
      { edition: "b", year: 2005, jobs: undefined, lq: undefined, verdict: "possible" as const },
    ];
    const chart = made(clusterLife({ ...basics, name: "X in Y", rows }));
    expect(chart.headline).toBe("X in Y: a cluster in 1 of 2 counts, possible cluster in 2005");
    const { inline } = renderChart(chart, "x");
    expect(inline).toContain(">jobs withheld</text>");
    expect(inline.match(/<path/g)).toHaveLength(1);
    expect(clusterLife({ ...basics, name: "X in Y", rows: rows.slice(1) })).toBeUndefined();
  });

  it("marks what makes counts not comparable, and tells sums of parts from them", () => {
    const cluster = { lq: 3.5, verdict: "cluster" as const };
    const chart = made(
      clusterLife({
        ...basics,
        name: "X in Y",
        rows: [
          { edition: "a", year: 2000, jobs: 300, ...cluster },
          { edition: "a", year: 2000, jobs: 900, lq: undefined, verdict: "none", sumOf: 3 },
          {
            edition: "b",
            year: 2005,
            jobs: 950,
            ...cluster,
            marks: ["Its region took in Z in 2003."],
          },
        ],
        closing: ["It went on elsewhere."],
      }),
    );
    expect(chart.headline).toBe("X in Y: a cluster in 2 of 2 counts, cluster in 2005");
    expect(chart.subtitle).toContain("grey ones sums");
    expect(chart.description).toContain(
      "2000, edition a, 3 together: 900 jobs. Its region took in Z in 2003. 2005, edition b: 950 jobs, quotient 3.50. It went on elsewhere.",
    );
    expect(chart.rows.map((row) => [row.verdict, row.sum_of])).toEqual([
      ["cluster", undefined],
      [undefined, 3],
      ["cluster", undefined],
    ]);
    const { inline } = renderChart(chart, "x");
    expect(inline).toContain(">Its region took in Z in 2003.</text>");
    expect(inline).toContain(">2000, ed. a, sum of 3</text>");
    expect(inline).not.toContain("></text>");
  });
});
