import {
  type Criteria,
  type CrosswalkRow,
  type Dataset,
  type Descriptor,
  FLAG,
  type FlagCode,
  type PublishedFigure,
  type Sector,
} from "../../src/model/dataset.ts";

/** A cell: its jobs, [jobs, firms], or [jobs, firms, flags]; `undefined` stands for an empty field. */
export type CellLiteral =
  | number
  | readonly [jobs: number | undefined, firms: number | undefined, flags?: string];

export interface DatasetLiteral {
  readonly id?: string;
  /** year → region → sector → cell; what is left out has no row in employment.csv. */
  readonly cells: Readonly<
    Record<number, Readonly<Record<string, Readonly<Record<string, CellLiteral>>>>>
  >;
  /** year → sector → jobs or [jobs, firms]. */
  readonly national?: Readonly<
    Record<number, Readonly<Record<string, number | readonly [number, number | undefined]>>>
  >;
  /** Sectors beyond those of the cells, and their names, groups and branches; group "manufacturing" where not said. */
  readonly sectors?: Readonly<
    Record<string, { readonly name?: string; readonly group?: string; readonly branch?: string }>
  >;
  /** Regions beyond those of the cells, and their names. */
  readonly regions?: Readonly<Record<string, string>>;
  readonly criteria?: Partial<Criteria>;
  /** All years where not said. */
  readonly clusterYears?: readonly number[];
  /** From each year to the next where not said. */
  readonly periods?: readonly (readonly [number, number])[];
  readonly published?: readonly Partial<PublishedFigure>[];
  /** Rows of crosswalk.csv without the header: "region,old,new,1990,A note"; an empty third cell says that it ended. */
  readonly crosswalk?: readonly string[];
  readonly descriptor?: Partial<Descriptor>;
}

/** The paper's criteria (Isaksen 1998, section 4): more than 3.0, at least 200 jobs, at least 10 firms. */
export const PAPER_CRITERIA: Criteria = {
  locationQuotient: { above: 3 },
  jobs: { atLeast: 200 },
  firms: { atLeast: 10 },
};

/**
 * A dataset from a small literal, as the reader would make it: ids ascending, the cells' lines in the order in which
 * they are written (the header is line 1), NaN where withheld. Firms are 10 where a cell gives only its jobs.
 */
export function datasetOf(literal: DatasetLiteral): Dataset {
  const years = Object.keys(literal.cells)
    .map(Number)
    .sort((a, b) => a - b);
  const rows = Object.entries(literal.cells).flatMap(([year, regions]) =>
    Object.entries(regions).flatMap(([region, sectors]) =>
      Object.entries(sectors).map(([sector, cell]) => ({
        year: Number(year),
        region,
        sector,
        ...cellOf(cell),
      })),
    ),
  );
  const regionIds = ascending([
    ...rows.map(({ region }) => region),
    ...Object.keys(literal.regions ?? {}),
  ]);
  const sectorIds = ascending([
    ...rows.map(({ sector }) => sector),
    ...Object.keys(literal.sectors ?? {}),
    ...Object.values(literal.national ?? {}).flatMap((sectors) => Object.keys(sectors)),
  ]);
  const size = years.length * regionIds.length * sectorIds.length;
  const jobs = new Float64Array(size);
  const firms = new Float64Array(size);
  const flags = new Uint8Array(size);
  const lines = new Int32Array(size);
  for (const [n, row] of rows.entries()) {
    const i =
      (years.indexOf(row.year) * regionIds.length + regionIds.indexOf(row.region)) *
        sectorIds.length +
      sectorIds.indexOf(row.sector);
    jobs[i] = row.jobs;
    firms[i] = row.firms;
    flags[i] = row.flags;
    lines[i] = n + 2;
  }
  return {
    id: literal.id ?? "tiny",
    descriptor: {
      ...descriptor(
        literal.clusterYears ?? years,
        literal.periods ?? years.slice(1).map((to, i) => [years[i] ?? to, to] as const),
        { ...PAPER_CRITERIA, ...literal.criteria },
      ),
      ...literal.descriptor,
    },
    criterionLines: { locationQuotient: 4, jobs: 5, firms: 6 },
    regions: regionIds.map((id) => ({
      id,
      name: literal.regions?.[id] ?? id,
      longitude: undefined,
      latitude: undefined,
      extra: {},
    })),
    sectors: sectorIds.map((id) => sectorOf(id, literal)),
    years,
    jobs,
    firms,
    flags,
    lines,
    national: nationalOf(literal, years, sectorIds),
    published: (literal.published ?? []).map(publishedOf),
    boundaries: undefined,
    crosswalk: (literal.crosswalk ?? []).map(crosswalkRowOf),
  };
}

function crosswalkRowOf(text: string, n: number): CrosswalkRow {
  const [kind, from = "", to, since, ...note] = text.split(",");
  if (kind !== "region" && kind !== "sector") throw new Error(`No kind of a crosswalk: ${kind}`);
  return {
    kind,
    from,
    to: to === "" ? undefined : to,
    since: Number(since),
    note: note.join(","),
    line: n + 2,
  };
}

function cellOf(cell: CellLiteral): { jobs: number; firms: number; flags: number } {
  if (typeof cell === "number") return { jobs: cell, firms: 10, flags: 0 };
  const [jobs, firms, letters] = cell;
  const withheld = jobs === undefined || firms === undefined;
  return {
    jobs: jobs ?? Number.NaN,
    firms: firms ?? Number.NaN,
    flags: [...(letters ?? (withheld ? "c" : ""))].reduce((bits, letter) => bits | bit(letter), 0),
  };
}

function bit(letter: string): number {
  const code = Object.keys(FLAG).find((known): known is FlagCode => known === letter);
  if (code === undefined) throw new Error(`No such flag in a test's dataset: ${letter}`);
  return FLAG[code];
}

function ascending(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}

function sectorOf(id: string, literal: DatasetLiteral): Sector {
  const said = literal.sectors?.[id];
  return {
    id,
    name: said?.name ?? id,
    group: said?.group ?? "manufacturing",
    branch: said?.branch,
    extra: {},
  };
}

function nationalOf(
  { national }: DatasetLiteral,
  years: readonly number[],
  sectorIds: readonly string[],
) {
  if (national === undefined) return undefined;
  const rows = years.flatMap((year) =>
    sectorIds.map((sector) => {
      const row = national[year]?.[sector];
      return typeof row === "number" ? ([row, undefined] as const) : (row ?? ([] as const));
    }),
  );
  return {
    jobs: Float64Array.from(rows, ([jobs]) => jobs ?? Number.NaN),
    firms: Float64Array.from(rows, ([, firms]) => firms ?? Number.NaN),
    lines: Int32Array.from(rows, ([jobs], n) => (jobs === undefined ? 0 : n + 2)),
  };
}

function descriptor(
  clusterYears: readonly number[],
  periods: readonly (readonly [number, number])[],
  criteria: Criteria,
): Descriptor {
  return {
    name: "tiny",
    title: "A tiny edition",
    created: "2001-02-03",
    published: "2001-02-03",
    status: "observed",
    jobsUnit: "jobs",
    firmsUnit: "firms",
    criteria,
    clusterYears,
    periods,
    breaks: [],
    notes: [],
    licences: [],
    sources: [],
    contributors: [],
    keywords: [],
    receipts: [],
    decisions: [],
  };
}

function publishedOf(row: Partial<PublishedFigure>, n: number): PublishedFigure {
  return {
    id: `row-${n + 1}`,
    section: "",
    yearFrom: undefined,
    yearTo: undefined,
    subject: "",
    measure: "",
    relation: "equals",
    value: undefined,
    unit: "",
    note: "",
    figure: "",
    against: "",
    reason: "",
    line: n + 2,
    ...row,
  };
}
