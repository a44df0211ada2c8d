import { describe, expect, it, test } from "vitest";
import {
  branchOf,
  type CellFigures,
  cells,
  changeOf,
  clusterPairs,
  groupOf,
  jobsWhere,
  pairsIn,
  readTable,
  regions,
  sectors,
} from "./edition-table.ts";

const in1970 = clusterPairs(1970);
const in1990 = clusterPairs(1990);
const either = new Set([...in1970, ...in1990]);
const manufacturing = (sector: string): boolean => groupOf.get(sector) === "manufacturing";
const pairOf = (cell: CellFigures): string => `${cell.region}/${cell.sector}`;

function jobs(year: number, region: string, sector: string): number {
  return jobsWhere((c) => c.year === year && c.region === region && c.sector === sector);
}

function share(year: number, region: string, sector: string): number {
  return (
    (100 * jobs(year, region, sector)) / jobsWhere((c) => c.year === year && c.sector === sector)
  );
}

function gap(pairs: ReadonlySet<string>, period: readonly [number, number]): number {
  const { clusters, nation } = changeOf(pairs, period);
  return clusters.percent - nation.percent;
}

function branchGap(branch: string, period: readonly [number, number]): number {
  const pool = period[0] === 1970 ? either : in1990;
  return gap(
    pairsIn(pool, (sector) => branchOf.get(sector) === branch),
    period,
  );
}

describe("the form of the 1998 edition", () => {
  it("has 103 regions and 39 sectors, each with jobs in each of three years", () => {
    expect(regions).toHaveLength(103);
    expect(sectors).toHaveLength(39);
    for (const year of [1970, 1990, 1994]) {
      const ofYear = cells.filter((cell) => cell.year === year);
      expect(new Set(ofYear.map((cell) => cell.region)).size).toBe(103);
      expect(new Set(ofYear.map((cell) => cell.sector)).size).toBe(39);
    }
    expect(new Set(cells.map((cell) => cell.year))).toEqual(new Set([1970, 1990, 1994]));
  });

  it("has whole numbers, at least one firm and never more firms than jobs in every cell", () => {
    const odd = cells.filter(
      (c) =>
        !Number.isInteger(c.jobs) || !Number.isInteger(c.firms) || c.firms < 1 || c.firms > c.jobs,
    );
    expect(odd).toEqual([]);
  });

  it("flags every cell as modelled", () => {
    expect(new Set(readTable("employment.csv").map((row) => row.flag))).toEqual(new Set(["m"]));
  });

  it("gives every cell once", () => {
    expect(new Set(cells.map((c) => `${c.year}/${pairOf(c)}`)).size).toBe(cells.length);
  });
});

describe("the clusters the criteria find", () => {
  it("are 62 in 1990: 55 in manufacturing, 2 in petroleum, 3 in business services, 2 in other services", () => {
    const groups = [...in1990].map((pair) => groupOf.get(pair.split("/")[1]));
    const count = (group: string): number => groups.filter((name) => name === group).length;
    expect(in1990.size).toBe(62);
    expect(
      ["manufacturing", "petroleum", "business services", "other services"].map(count),
    ).toEqual([55, 2, 3, 2]);
  });

  it("are exactly the planned ones, with the planned status", () => {
    const planned = new Map(
      readTable("model/clusters.csv").map((row) => [`${row.region}/${row.sector}`, row.status]),
    );
    const found = new Map(
      [...either].map((pair) => [
        pair,
        in1970.has(pair) ? (in1990.has(pair) ? "stable" : "ex") : "new",
      ]),
    );
    expect(new Map([...found].sort())).toEqual(new Map([...planned].sort()));
  });

  it("hold about 63 000 jobs in manufacturing, 22 % of it, and about 75 500 in all", () => {
    const held = (condition: (sector: string) => boolean): number =>
      jobsWhere((c) => c.year === 1990 && in1990.has(pairOf(c)) && condition(c.sector));
    const national = jobsWhere((c) => c.year === 1990 && manufacturing(c.sector));
    expect(Math.round(held(manufacturing) / 500) * 500).toBe(63_000);
    expect(Math.round((100 * held(manufacturing)) / national)).toBe(22);
    expect(Math.round(held(() => true) / 500) * 500).toBe(75_500);
  });

  it("leave the one-company towns to the firm criterion", () => {
    const towns = readTable("model/other-cells.csv").filter((row) =>
      row.reason?.startsWith("A one-company town"),
    );
    expect(towns.length).toBeGreaterThan(10);
    for (const { region = "", sector = "" } of towns) {
      const cell = cells.find((c) => c.year === 1990 && c.region === region && c.sector === sector);
      expect(cell?.jobs, `${region}/${sector}`).toBeGreaterThanOrEqual(200);
      expect(cell?.firms, `${region}/${sector}`).toBeLessThan(10);
    }
  });
});

describe("job growth 1970-1990", () => {
  const period = [1970, 1990] as const;

  it("is about -14 000 jobs or -18 % in manufacturing clusters, -26 % in the same sectors nationally", () => {
    const { clusters, nation } = changeOf(pairsIn(either, manufacturing), period);
    expect(Math.round((clusters.to - clusters.from) / 500) * 500).toBe(-14_000);
    expect(Math.round(clusters.percent)).toBe(-18);
    expect(Math.round(nation.percent)).toBe(-26);
  });

  const stableOrGrowing = [
    "furniture",
    "chemical-technical products",
    "metal goods",
    "shipbuilding",
  ];
  const fallingLess = ["fish processing", "wood products", "machinery"];
  const worse = [
    "mining",
    "mineral products",
    "business services",
    "textiles",
    "graphics",
    "electronics",
  ];

  it("is compared for 13 branches, petroleum and other services aside", () => {
    const branches = [...either].map((pair) => branchOf.get(pair.split("/")[1]) ?? "");
    expect(new Set(branches.filter((name) => name !== ""))).toEqual(
      new Set([...stableOrGrowing, ...fallingLess, ...worse]),
    );
    const without = [...either].filter((pair) => branchOf.get(pair.split("/")[1]) === "");
    expect(new Set(without.map((pair) => groupOf.get(pair.split("/")[1])))).toEqual(
      new Set(["petroleum", "other services"]),
    );
  });

  test.each(stableOrGrowing)(
    "does not fall in the clusters of %s and falls in the country",
    (branch) => {
      const { clusters, nation } = changeOf(
        pairsIn(either, (sector) => branchOf.get(sector) === branch),
        period,
      );
      expect(clusters.percent).toBeGreaterThan(-1);
      expect(nation.percent).toBeLessThan(-10);
    },
  );

  test.each(fallingLess)("falls less in the clusters of %s than in the country", (branch) => {
    const { clusters, nation } = changeOf(
      pairsIn(either, (sector) => branchOf.get(sector) === branch),
      period,
    );
    expect(clusters.percent).toBeLessThan(0);
    expect(clusters.percent).toBeGreaterThan(nation.percent + 3);
  });

  test.each(worse)("is worse in the clusters of %s than in the country", (branch) => {
    expect(branchGap(branch, period)).toBeLessThan(-3);
  });

  it("is growth in business services, significantly slower in the clusters", () => {
    const { clusters, nation } = changeOf(
      pairsIn(either, (sector) => sector === "business-services"),
      period,
    );
    expect(clusters.percent).toBeGreaterThan(0);
    expect(nation.percent - clusters.percent).toBeGreaterThan(20);
  });

  it("takes 5 400 textile jobs from Bergen, whose share falls from almost 20 % to 13 %", () => {
    expect(jobs(1990, "bergen", "textiles") - jobs(1970, "bergen", "textiles")).toBe(-5400);
    expect(share(1970, "bergen", "textiles")).toBeCloseTo(19.8, 1);
    expect(share(1990, "bergen", "textiles")).toBeCloseTo(13, 1);
  });

  it("takes graphics and electronics from Oslo", () => {
    expect(share(1970, "oslo", "graphics")).toBeCloseTo(40, 1);
    expect(share(1990, "oslo", "graphics")).toBeLessThan(39);
    expect(share(1994, "oslo", "graphics")).toBeLessThan(share(1990, "oslo", "graphics"));
    expect([...either].filter((pair) => pair.endsWith("/graphics"))).toEqual(["oslo/graphics"]);
    expect(share(1970, "oslo", "electronics")).toBeCloseTo(25, 1);
    expect(share(1990, "oslo", "electronics")).toBeCloseTo(8, 1);
    expect(share(1970, "oslo", "electrical")).toBeCloseTo(40, 1);
    expect(share(1990, "oslo", "electrical")).toBeCloseTo(10, 1);
  });

  test.each(["asker-baerum", "drammen", "horten"])("gives electronics jobs to %s", (region) => {
    const { clusters, nation } = changeOf(new Set([`${region}/electronics`]), period);
    expect(clusters.percent).toBeGreaterThan(0);
    expect(clusters.percent).toBeGreaterThan(nation.percent);
  });
});

describe("job growth 1990-1994", () => {
  const period = [1990, 1994] as const;

  it("is about 3 300 jobs in manufacturing clusters, -2.9 % in the same sectors nationally", () => {
    const { clusters, nation } = changeOf(pairsIn(in1990, manufacturing), period);
    expect(Math.round((clusters.to - clusters.from) / 100) * 100).toBe(3300);
    expect(nation.percent).toBeCloseTo(-2.9, 1);
  });

  it("is 5.2 % of the 63 000 jobs of 1990, where the paper has 5.8 %", () => {
    const { clusters } = changeOf(pairsIn(in1990, manufacturing), period);
    expect(clusters.percent).toBeCloseTo(5.2, 1);
  });

  test.each(["fish processing", "textiles", "furniture", "electronics"])(
    "is significantly stronger in the clusters of %s",
    (branch) => {
      expect(branchGap(branch, period)).toBeGreaterThan(10);
    },
  );

  test.each([
    "mining",
    "wood products",
    "mineral products",
    "metal goods",
    "machinery",
    "shipbuilding",
    "business services",
  ])("is within two points of the country in the clusters of %s", (branch) => {
    expect(Math.abs(branchGap(branch, period))).toBeLessThanOrEqual(2);
  });

  test.each(["graphics", "chemical-technical products"])(
    "is clearly weaker in the clusters of %s",
    (branch) => {
      expect(branchGap(branch, period)).toBeLessThan(-4);
    },
  );

  it("gives 600 jobs to the textile clusters, which are Bergen and three in the north-west", () => {
    const textiles = pairsIn(in1990, (sector) => sector === "textiles");
    const { clusters, nation } = changeOf(textiles, period);
    expect([...textiles].map((pair) => pair.split("/")[0]).sort()).toEqual([
      "alesund",
      "bergen",
      "stranda",
      "ulsteinvik",
    ]);
    expect(clusters.to - clusters.from).toBe(600);
    for (const region of ["alesund", "stranda", "ulsteinvik"])
      expect(gap(new Set([`${region}/textiles`]), period), region).toBeGreaterThan(10);
    expect(nation.percent).toBeLessThan(0);
  });

  it("is strong in four electronics clusters and not in Drammen, while the industry falls", () => {
    const change = (region: string): number =>
      changeOf(new Set([`${region}/electronics`]), period).clusters.percent;
    for (const region of ["asker-baerum", "horten", "arendal", "stavanger"])
      expect(change(region), region).toBeGreaterThan(15);
    expect(change("drammen")).toBeLessThan(0);
    const branch = (year: number): number =>
      jobsWhere((c) => c.year === year && branchOf.get(c.sector) === "electronics");
    expect(branch(1994)).toBeLessThan(branch(1990));
  });
});
