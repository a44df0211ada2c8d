import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** The years of the edition, in the order of every triple of figures below. */
export const YEARS = [1970, 1990, 1994] as const;

/** One figure for each of {@link YEARS}. */
export type ByYear = readonly [number, number, number];

export interface RegionRow {
  readonly id: string;
  readonly name: string;
  /** In Norwegian bokmål, where it is another. */
  readonly bokmaal: string;
  readonly centre: string;
  /** Decimal degrees as GeoNames gives them, kept as text so that they are written as they were read. */
  readonly longitude: string;
  readonly latitude: string;
  /** Relative size; only its proportion to the other regions of the same year counts. */
  readonly weight: ByYear;
  readonly type: string;
  readonly basis: string;
}

export interface SectorRow {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly branch: string;
  /** Ids that stay where the names change; that of the branch is empty where there is none. */
  readonly groupId: string;
  readonly branchId: string;
  readonly isic2: string;
  /** Names in Norwegian bokmål; the branch is empty where the sector has none. */
  readonly bokmaal: { readonly name: string; readonly group: string; readonly branch: string };
  readonly jobs: ByYear;
  /** Jobs per firm over the cells that are not planned one by one. */
  readonly meanFirmJobs: number;
}

export const PLANNED_STATUSES = ["stable", "new", "ex", "none"] as const;
export type PlannedStatus = (typeof PLANNED_STATUSES)[number];

/** A cell whose figures are given, not fitted: a cluster, an ex-cluster or a planned near-miss. */
export interface PlannedCell {
  readonly region: string;
  readonly sector: string;
  /** What the criteria should make of it between 1970 and 1990. */
  readonly status: PlannedStatus;
  readonly jobs: ByYear;
  readonly firms: ByYear;
}

export interface Affinity {
  readonly type: string;
  readonly sector: string;
  readonly factor: number;
}

export interface Assumptions {
  /** Ascending by id. */
  readonly regions: readonly RegionRow[];
  /** Ascending by id. */
  readonly sectors: readonly SectorRow[];
  readonly planned: readonly PlannedCell[];
  readonly affinities: readonly Affinity[];
}

type Row = Readonly<Record<string, string>>;

/** Reads every assumption table of the folder. Throws, naming file and row, where a figure is missing. */
export function readAssumptions(folder: string): Assumptions {
  const rows = (name: string): readonly Row[] => readRows(join(folder, name));
  const sectors = rows("national-sectors.csv").map(toSector);
  const shares = rows("shares.csv");
  const others = rows("other-cells.csv").map((row) => ({ ...row, status: "none" }));
  const cells = [...rows("clusters.csv"), ...others];
  const regions = rows("regions-size.csv").map(toRegion);
  const types = new Set(regions.map((region) => region.type));
  return {
    regions: regions.sort(byId),
    sectors: sectors.sort(byId),
    planned: cells.map((row) => toPlannedCell(row, sectors, shares)),
    affinities: rows("affinities.csv").map((row) => toAffinity(row, types, sectors)),
  };
}

function readRows(path: string): readonly Row[] {
  return parse(readFileSync(path, "utf8"), { columns: true, bom: true }) as Row[];
}

function toRegion(row: Row): RegionRow {
  return {
    id: text(row, "region"),
    name: text(row, "name"),
    bokmaal: row.name_nb ?? "",
    centre: text(row, "centre"),
    longitude: text(row, "longitude"),
    latitude: text(row, "latitude"),
    weight: byYear(row, "weight"),
    type: text(row, "type"),
    basis: text(row, "basis"),
  };
}

function toSector(row: Row): SectorRow {
  return {
    id: text(row, "sector"),
    name: text(row, "name"),
    group: text(row, "group"),
    branch: row.branch ?? "",
    groupId: text(row, "group_id"),
    branchId: row.branch_id ?? "",
    isic2: text(row, "isic2"),
    bokmaal: {
      name: text(row, "name_nb"),
      group: text(row, "group_nb"),
      branch: row.branch_nb ?? "",
    },
    jobs: byYear(row, "jobs"),
    meanFirmJobs: number(row, "mean_firm_jobs"),
  };
}

/** Throws at a type or sector that no region or sector has: a misspelt name would otherwise do nothing. */
function toAffinity(row: Row, types: ReadonlySet<string>, sectors: readonly SectorRow[]): Affinity {
  const type = text(row, "type");
  const sector = text(row, "sector");
  if (!types.has(type) || !sectors.some((candidate) => candidate.id === sector))
    throw new Error(`affinity of ${type} to ${sector}: no such type or sector`);
  return { type, sector, factor: number(row, "factor") };
}

/** An empty figure of jobs is the cell's share of its sector (shares.csv), where the paper gives the share. */
function toPlannedCell(
  row: Row,
  sectors: readonly SectorRow[],
  shares: readonly Row[],
): PlannedCell {
  const region = text(row, "region");
  const sector = text(row, "sector");
  const national = sectors.find((candidate) => candidate.id === sector);
  if (national === undefined) throw new Error(`${region}/${sector}: no such sector`);
  const jobs = (position: 0 | 1 | 2): number => {
    const year = YEARS[position];
    if (row[`jobs_${year}`] !== "") return number(row, `jobs_${year}`);
    const share = shares.find(
      (candidate) =>
        candidate.region === region &&
        candidate.sector === sector &&
        candidate.year === String(year),
    );
    if (share === undefined)
      throw new Error(`${region}/${sector}: neither jobs nor a share in ${year}`);
    return Math.round((number(share, "share_percent") * national.jobs[position]) / 100);
  };
  return {
    region,
    sector,
    status: plannedStatus(text(row, "status")),
    jobs: [jobs(0), jobs(1), jobs(2)],
    firms: byYear(row, "firms"),
  };
}

function plannedStatus(word: string): PlannedStatus {
  const status = PLANNED_STATUSES.find((candidate) => candidate === word);
  if (status === undefined) throw new Error(`${word} is no status`);
  return status;
}

function byYear(row: Row, measure: string): ByYear {
  return [
    number(row, `${measure}_1970`),
    number(row, `${measure}_1990`),
    number(row, `${measure}_1994`),
  ];
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === "")
    throw new Error(`no ${column} in ${JSON.stringify(row)}`);
  return value;
}

function number(row: Row, column: string): number {
  const value = Number(text(row, column));
  if (!Number.isFinite(value))
    throw new Error(`${column} is not a number in ${JSON.stringify(row)}`);
  return value;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
