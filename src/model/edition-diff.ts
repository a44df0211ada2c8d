import type { Atlas } from "./atlas.ts";
import { type ClusterChanges, clusterChanges } from "./cluster-change.ts";
import { type CodeListChanges, codeListChanges } from "./code-list-change.ts";
import { lineages } from "./crosswalk.ts";
import type {
  Criteria,
  Criterion,
  CrosswalkRow,
  DataStatus,
  Descriptor,
  SeriesBreak,
} from "./dataset.ts";
import { type NationalChange, nationalChanges } from "./national-change.ts";
import type { CriterionName } from "./near-miss.ts";
import { type Revisions, revisions } from "./revision.ts";

/** What is compared of an edition. */
export interface ComparedEdition {
  readonly id: string;
  readonly title: string;
  /** ISO date. */
  readonly published: string;
  readonly status: DataStatus;
  /** The year whose clusters are compared: its last cluster year. */
  readonly clusterYear: number | undefined;
  readonly criteria: Criteria;
}

/** A property of two editions that is not the same. */
export interface Changed<T> {
  readonly before: T;
  readonly after: T;
}

export interface CriterionChange extends Changed<Criterion> {
  readonly criterion: CriterionName;
}

export interface UnitChange extends Changed<string> {
  readonly unit: "jobsUnit" | "firmsUnit";
}

/** What changed from an edition to a later one. */
export interface EditionDiff {
  readonly before: ComparedEdition;
  readonly after: ComparedEdition;
  readonly clusters: ClusterChanges;
  /** In the order location quotient, jobs, firms. */
  readonly criteria: readonly CriterionChange[];
  /** Jobs before firms. */
  readonly units: readonly UnitChange[];
  /** Undefined where both are observed, or both modelled. */
  readonly dataStatus: Changed<DataStatus> | undefined;
  /** Undefined where they are the same. */
  readonly clusterYears: Changed<readonly number[]> | undefined;
  /** Years of data that only the later, only the earlier, or both editions have; ascending. */
  readonly years: {
    readonly added: readonly number[];
    readonly removed: readonly number[];
    readonly shared: readonly number[];
  };
  /** Breaks of the later edition's series between the cluster years compared: after the first, up to the second. */
  readonly breaks: readonly SeriesBreak[];
  readonly regions: CodeListChanges;
  readonly sectors: CodeListChanges;
  readonly revisions: Revisions;
  readonly national: readonly NationalChange[];
}

const CRITERIA: readonly CriterionName[] = ["locationQuotient", "jobs", "firms"];
const UNITS = ["jobsUnit", "firmsUnit"] as const;

/**
 * What changed between two editions, regions and sectors matched by their permanent ids, and by the rows of crosswalks
 * that lead from one to the other: those of the later edition, unless others lie between (see `rowsBetween`). The order
 * of all lists depends on ids and years alone.
 */
export function diffEditions(
  before: Atlas,
  after: Atlas,
  crosswalk: readonly CrosswalkRow[] = after.dataset.crosswalk,
): EditionDiff {
  const [was, is] = [before.dataset, after.dataset];
  const lines = lineages(was, is, crosswalk);
  const [earlier, later] = [comparedEdition(before), comparedEdition(after)];
  return {
    before: earlier,
    after: later,
    clusters: clusterChanges(before, after, lines),
    criteria: criterionChanges(was.descriptor.criteria, is.descriptor.criteria),
    units: unitChanges(was.descriptor, is.descriptor),
    dataStatus: changed(was.descriptor.status, is.descriptor.status),
    clusterYears: changed(was.descriptor.clusterYears, is.descriptor.clusterYears, sameYears),
    years: {
      added: is.years.filter((year) => !before.yearIndex.has(year)),
      removed: was.years.filter((year) => !after.yearIndex.has(year)),
      shared: was.years.filter((year) => after.yearIndex.has(year)),
    },
    breaks: is.descriptor.breaks
      .filter(({ year }) => isBetween(year, earlier.clusterYear, later.clusterYear))
      .toSorted((a, b) => a.year - b.year),
    regions: codeListChanges(was.regions, is.regions, lines.region),
    sectors: codeListChanges(was.sectors, is.sectors, lines.sector),
    revisions: revisions(before, after, lines),
    national: nationalChanges(before, after),
  };
}

function comparedEdition({ dataset: { id, descriptor } }: Atlas): ComparedEdition {
  const { title, published, status, clusterYears, criteria } = descriptor;
  return { id, title, published, status, clusterYear: clusterYears.at(-1), criteria };
}

function criterionChanges(was: Criteria, is: Criteria): readonly CriterionChange[] {
  return CRITERIA.filter((name) => !sameCriterion(was[name], is[name])).map((criterion) => ({
    criterion,
    before: was[criterion],
    after: is[criterion],
  }));
}

function sameCriterion(a: Criterion, b: Criterion): boolean {
  if ("above" in a) return "above" in b && a.above === b.above;
  return "atLeast" in b && a.atLeast === b.atLeast;
}

function unitChanges(was: Descriptor, is: Descriptor): readonly UnitChange[] {
  return UNITS.filter((unit) => was[unit] !== is[unit]).map((unit) => ({
    unit,
    before: was[unit],
    after: is[unit],
  }));
}

function changed<T>(
  before: T,
  after: T,
  same: (a: T, b: T) => boolean = Object.is,
): Changed<T> | undefined {
  return same(before, after) ? undefined : { before, after };
}

function sameYears(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((year, i) => year === b[i]);
}

function isBetween(year: number, from: number | undefined, to: number | undefined): boolean {
  return from !== undefined && to !== undefined && from < year && year <= to;
}
