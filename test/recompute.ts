/**
 * Every figure of an edition once more, from its published tables alone and without a line of the program: what a
 * sceptical reader would write in an afternoon. `npx tsx test/recompute.ts _site/1998/data` says what differs.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

type Row = Readonly<Record<string, string>>;

interface Pair {
  readonly region: string;
  readonly sector: string;
}

const table = (file: string): readonly Row[] =>
  existsSync(file)
    ? parse(readFileSync(file), { columns: true, bom: true, delimiter: [",", ";"] })
    : [];

/** Remembers what was computed for each key. */
function remembered(compute: (key: string) => number): (key: string) => number {
  const known = new Map<string, number>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** An empty cell is withheld: every figure it enters is not known. */
const read = (text: string | undefined): number =>
  text === undefined || text === "" ? Number.NaN : Number(text);

/** Answers the value of each figure by its id; NaN where it is not defined or withheld. */
export function recompute(folder: string): (id: string) => number {
  const { clusterYears, criteria } = JSON.parse(
    readFileSync(join(folder, "source/datapackage.json"), "utf8"),
  ).klyngeatlas as {
    readonly clusterYears: readonly number[];
    readonly criteria: Readonly<
      Record<string, { readonly above?: number; readonly atLeast?: number }>
    >;
  };
  const cells = table(join(folder, "location-quotients.csv"));
  const national = table(join(folder, "source/national.csv"));
  const sectors = table(join(folder, "source/sectors.csv"));
  const regions = table(join(folder, "source/regions.csv"));
  const levels = table(join(folder, "growth.csv"));

  const cellOf = new Map(cells.map((row) => [`${row.year}/${row.region}/${row.sector}`, row]));
  const nationOf = new Map(national.map((row) => [`${row.year}/${row.sector}`, row]));
  type Counted = "jobs" | "firms";
  const inCell = (counted: Counted, year: number, { region, sector }: Pair): number => {
    const row = cellOf.get(`${year}/${region}/${sector}`);
    return row === undefined ? 0 : read(row[counted]);
  };
  const regionTotal = remembered((key) => {
    const [year, region = ""] = key.split("/");
    return sum(sectors.map(({ sector = "" }) => inCell("jobs", Number(year), { region, sector })));
  });
  const inCountry = (counted: Counted, year: number, sector: string): number =>
    countryTotal(`${counted}/${year}/${sector}`);
  const countryTotal = remembered((key) => {
    const [counted = "", year, sector = ""] = key.split("/");
    const own = nationOf.get(`${year}/${sector}`)?.[counted];
    if (own !== undefined && own !== "") return Number(own);
    return sum(
      regions.map(({ region = "" }) =>
        inCell(counted as Counted, Number(year), { region, sector }),
      ),
    );
  });
  const whole = remembered((year) =>
    sum(sectors.map(({ sector = "" }) => inCountry("jobs", Number(year), sector))),
  );

  const levelNames = new Map(levels.map(({ level, id, name }) => [`${level}=${id}`, name]));
  /** Sectors that a part of a scope names: "electronics", "branch=electronics", "group=services", "*". */
  const sectorsOf = (part: string): readonly string[] => {
    const [level, id] = part.split("=");
    const own = sectors.filter((row) => {
      if (part === "*" || row.sector === part) return true;
      if (id === undefined || level === undefined) return false;
      const name = levelNames.get(part);
      return name === undefined
        ? row[level]?.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") === id
        : row[level] === name;
    });
    return own.map(({ sector = "" }) => sector);
  };

  const clustersIn = new Map(
    clusterYears.map((year) => [
      year,
      cells
        .filter((row) => row.year === String(year) && isCluster(row))
        .map(({ region = "", sector = "" }) => ({ region, sector })),
    ]),
  );
  function isCluster(row: Row): boolean {
    // What is withheld is decided by what it may be; the table says how.
    if (row.jobs === "" || row.firms === "") return row.verdict === "cluster";
    const holds = (
      value: number,
      { above, atLeast }: { above?: number; atLeast?: number } = {},
    ): boolean => (above === undefined ? value >= (atLeast ?? Number.NaN) : value > above);
    const pair = { region: row.region ?? "", sector: row.sector ?? "" };
    return (
      holds(quotient(Number(row.year), pair), criteria.locationQuotient) &&
      holds(read(row.jobs), criteria.jobs) &&
      holds(read(row.firms), criteria.firms)
    );
  }
  function quotient(year: number, { region, sector }: Pair): number {
    const local = inCell("jobs", year, { region, sector }) / regionTotal(`${year}/${region}`);
    return local / (inCountry("jobs", year, sector) / whole(String(year)));
  }
  const keyOf = ({ region, sector }: Pair): string => `${region}/${sector}`;
  /** Clusters of a year, or of all cluster years of a period, each once. */
  const clustersOf = (years: readonly number[]): readonly Pair[] => {
    const [from = Number.NaN, to = from] = years;
    const own = clusterYears.filter((year) => year >= from && year <= to);
    const pairs = own.flatMap((year) => clustersIn.get(year) ?? []);
    return [...new Map(pairs.map((pair) => [keyOf(pair), pair])).values()];
  };
  /** Clusters that a scope names: "*", "electronics", "branch=…", "horten/*", or cells joined by "+". */
  const clusterSet = (scope: string, years: readonly number[]): readonly Pair[] => {
    if (scope.includes("/") && !scope.endsWith("/*"))
      return scope.split("+").map((cell) => {
        const [region = "", sector = ""] = cell.split("/");
        return { region, sector };
      });
    if (scope.endsWith("/*"))
      return clustersOf(years).filter(({ region }) => region === scope.slice(0, -2));
    const own = new Set(sectorsOf(scope));
    return clustersOf(years).filter(({ sector }) => own.has(sector));
  };

  const total = (
    counted: Counted,
    scope: string,
    years: readonly number[],
    year: number,
  ): number => {
    const [head = "", ...rest] = scope.split("/");
    const tail = rest.join("/");
    if (head === "nation")
      return sum(sectorsOf(tail).map((sector) => inCountry(counted, year, sector)));
    if (head === "clusters")
      return sum(clusterSet(tail, years).map((pair) => inCell(counted, year, pair)));
    if (head === "same") {
      const own = new Set(clusterSet(tail, years).map(({ sector }) => sector));
      return sum([...own].map((sector) => inCountry(counted, year, sector)));
    }
    return sum(sectorsOf(tail).map((sector) => inCell(counted, year, { region: head, sector })));
  };
  /** The country beside a scope. */
  const reference = (scope: string): string =>
    scope.startsWith("clusters/")
      ? scope.replace("clusters/", "same/")
      : scope.replace(/^[^/]+/, "nation");
  const percentChange = (scope: string, years: readonly number[]): number => {
    const [from = Number.NaN, to = Number.NaN] = years;
    const before = total("jobs", scope, years, from);
    return before === 0 ? Number.NaN : ((total("jobs", scope, years, to) - before) / before) * 100;
  };
  const gap = (scope: string, years: readonly number[]): number =>
    percentChange(scope, years) - percentChange(reference(scope), years);
  const gapsOf = (level: string, years: readonly number[]): readonly number[] => {
    const singular = level === "branches" ? "branch" : level.replace(/s$/, "");
    return levels
      .filter((row) => row.level === singular && row.period === years.join("-"))
      .map(({ id = "" }) =>
        gap(singular === "sector" ? `clusters/${id}` : `clusters/${singular}=${id}`, years),
      );
  };
  const byStatus = (
    scope: string,
    [from = 0, to = 0]: readonly number[],
    first: boolean,
    last: boolean,
  ): number => {
    const keys = (year: number): Set<string> => new Set(clusterSet(scope, [year]).map(keyOf));
    const [before, after] = [keys(from), keys(to)];
    return [...new Set([...before, ...after])].filter(
      (key) => before.has(key) === first && after.has(key) === last,
    ).length;
  };
  const margin = (
    value: number,
    { above, atLeast }: { above?: number; atLeast?: number } = {},
  ): number => {
    const threshold = above ?? atLeast ?? Number.NaN;
    return ((value - threshold) / threshold) * 100;
  };

  return (id) => {
    const [measure = "", scope = "", period = ""] = id.split(":");
    const years = period === "" ? [] : period.split("-").map(Number);
    const [from = Number.NaN, to = Number.NaN] = years;
    const clusters = scope.replace(/^clusters\//, "");
    const [region = "", sector = ""] = scope.split("/");
    switch (measure) {
      case "jobs":
      case "firms":
        return total(measure, scope, years, from);
      case "jobs-from":
        return total("jobs", scope, years, from);
      case "jobs-to":
        return total("jobs", scope, years, to);
      case "change":
        return total("jobs", scope, years, to) - total("jobs", scope, years, from);
      case "change-percent":
        return percentChange(scope, years);
      case "growth-gap":
        return gap(scope, years);
      case "lq":
        return quotient(from, { region, sector });
      case "share": {
        const nation =
          scope.startsWith("clusters/") && !scope.includes("/", 9)
            ? `nation/${clusters}`
            : reference(scope);
        return (total("jobs", scope, years, from) / total("jobs", nation, years, from)) * 100;
      }
      case "local-share": {
        const home = scope.startsWith("clusters/") ? scope.split("/")[1] : region;
        return (total("jobs", scope, years, from) / regionTotal(`${from}/${home}`)) * 100;
      }
      case "count":
        if (!scope.includes("+") && !/^clusters\/[^/]+\/[^*]/.test(scope))
          return clusterSet(clusters, years).length;
        return clusterSet(clusters, years).filter((pair) =>
          clustersOf(years).some((one) => keyOf(one) === keyOf(pair)),
        ).length;
      case "count-stable":
        return byStatus(clusters, years, true, true);
      case "count-new":
        return byStatus(clusters, years, false, true);
      case "count-ex":
        return byStatus(clusters, years, true, false);
      case "compared":
        return gapsOf(scope, years).length;
      case "better":
        return gapsOf(scope, years).filter((value) => value > 0).length;
      case "worse":
        return gapsOf(scope, years).filter((value) => value < 0).length;
      case "clearly-better":
        return gapsOf(scope, years).filter((value) => value > 3).length;
      case "clearly-worse":
        return gapsOf(scope, years).filter((value) => value < -3).length;
      case "similar":
        return gapsOf(scope, years).filter((value) => Math.abs(value) <= 3).length;
      case "margin-lq":
        return margin(quotient(from, { region, sector }), criteria.locationQuotient);
      case "margin-jobs":
        return margin(inCell("jobs", from, { region, sector }), criteria.jobs);
      case "margin-firms":
        return margin(inCell("firms", from, { region, sector }), criteria.firms);
      case "regions":
        return regions.length;
      case "sectors":
        return sectors.length;
      case "threshold-lq":
        return criteria.locationQuotient?.above ?? criteria.locationQuotient?.atLeast ?? Number.NaN;
      case "threshold-jobs":
        return criteria.jobs?.above ?? criteria.jobs?.atLeast ?? Number.NaN;
      case "threshold-firms":
        return criteria.firms?.above ?? criteria.firms?.atLeast ?? Number.NaN;
      case "ratio":
        return Number(region) / Number(sector);
      default:
        throw new Error(`No rule for ${measure}.`);
    }
  };
}

export interface Difference {
  readonly id: string;
  readonly published: number | null;
  readonly recomputed: number;
}

/** Published figures that come out otherwise in their first twelve digits, and how many there are in all. */
export function compareFigures(folder: string): {
  readonly compared: number;
  readonly differences: readonly Difference[];
} {
  const figures = JSON.parse(readFileSync(join(folder, "figures.json"), "utf8")) as Readonly<
    Record<string, { readonly value: number | null }>
  >;
  const compute = recompute(folder);
  const digits = (value: number): string => (Object.is(value, -0) ? 0 : value).toPrecision(12);
  const differences = Object.entries(figures).flatMap(([id, { value }]) => {
    const recomputed = compute(id);
    const same =
      value === null
        ? !Number.isFinite(recomputed)
        : digits(recomputed) === digits(value) || Math.abs(recomputed - value) < 1e-9;
    return same ? [] : [{ id, published: value, recomputed }];
  });
  return { compared: Object.keys(figures).length, differences };
}

const [, script = "", folder] = process.argv;
if (script.endsWith("recompute.ts") && folder !== undefined) {
  const { compared, differences } = compareFigures(folder);
  for (const { id, published, recomputed } of differences)
    process.stdout.write(`${id}: published ${published}, recomputed ${recomputed}\n`);
  process.stdout.write(`${compared} figures compared, ${differences.length} differ.\n`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}
