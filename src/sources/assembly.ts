/** Observations → cells: figures of the same year, region and sector are added as they come. */

import { FLAG, type FlagCode } from "../model/dataset.ts";
import type { Codes } from "./code-mapping.ts";
import type { Measure, Observation, TakeObservation } from "./observation.ts";

/** A row of employment.csv or, without a region, of national.csv. */
export interface HarvestRow {
  readonly year: number;
  readonly region: string | undefined;
  readonly sector: string;
  /** Undefined where withheld; the flags then say why. */
  readonly jobs: number | undefined;
  readonly firms: number | undefined;
  /** Letters of the flags, in the order c x e m r b. */
  readonly flags: string;
}

export interface Assembly {
  /**
   * Takes the observations of one query, by its codes. `regions` is undefined where the query gives the country's own
   * figures: its observations then have no region, or one that makes no difference.
   */
  readonly taking: (regions: Codes | undefined, sectors: Codes) => TakeObservation;
  /** Adds a row in ids of the edition, such as one that is carried over. */
  readonly add: (row: HarvestRow) => void;
  /** Rows by year, region and sector. A cell whose figures are all 0 is left out: a missing row means no jobs. */
  readonly cells: () => readonly HarvestRow[];
  /** The country's rows, by year and sector. */
  readonly nation: () => readonly HarvestRow[];
}

interface Sum {
  /** In millionths: sums of decimals then come out the same in whatever order they are added. */
  millionths: number;
  /** Whether any figure of this measure came at all. */
  given: boolean;
  withheld: boolean;
}

interface Cell {
  readonly year: number;
  readonly region: string | undefined;
  readonly sector: string;
  readonly jobs: Sum;
  readonly firms: Sum;
  flags: number;
}

const LETTERS: readonly FlagCode[] = ["c", "x", "e", "m", "r", "b"];
const WITHHELD = FLAG.c | FLAG.x;
const MILLION = 1e6;

export function createAssembly(): Assembly {
  const cells: Cell[] = [];
  const cellOf = createIndex((year, region, sector) => {
    const empty = (): Sum => ({ millionths: 0, given: false, withheld: false });
    const cell = { year, region, sector, jobs: empty(), firms: empty(), flags: 0 };
    cells.push(cell);
    return cell;
  });
  const rows = (ofNation: boolean): readonly HarvestRow[] =>
    cells
      .filter(({ region }) => (region === undefined) === ofNation)
      .filter((cell) => ofNation || hasSomething(cell.jobs) || hasSomething(cell.firms))
      .map(rowOf)
      .sort(byPlace);
  return {
    taking: (regions, sectors) => (observation) => {
      const { year, measure, value, flag, line } = observation;
      const sector = sectors.idOf(observation.sector, line);
      const region = regionOf(regions, observation);
      if (sector === undefined || region === undefined) return;
      const cell = cellOf(year, region === "" ? undefined : region, sector);
      enter(cell, measure, value, flag === undefined ? 0 : FLAG[flag]);
    },
    add: ({ year, region, sector, jobs, firms, flags }) => {
      const cell = cellOf(year, region, sector);
      const bits = [...flags].reduce((sum, letter) => sum | bitOf(letter), 0);
      enter(cell, "jobs", jobs, jobs === undefined ? bits : bits & ~WITHHELD);
      enter(cell, "firms", firms, firms === undefined ? bits : bits & ~WITHHELD);
    },
    cells: () => rows(false),
    nation: () => rows(true),
  };
}

type FindCell = (year: number, region: string | undefined, sector: string) => Cell;

/** Finds cells, or makes them. Maps within maps: a text made of year, region and sector for each row would take twice the time. */
function createIndex(make: FindCell): FindCell {
  const years = new Map<number, Map<string | undefined, Map<string, Cell>>>();
  return (year, region, sector) => {
    const regions = years.get(year) ?? new Map<string | undefined, Map<string, Cell>>();
    const sectors = regions.get(region) ?? new Map<string, Cell>();
    const known = sectors.get(sector);
    if (known !== undefined) return known;
    const cell = make(year, region, sector);
    years.set(year, regions.set(region, sectors.set(sector, cell)));
    return cell;
  };
}

/** The region's id, or an empty text for the country; undefined where the figure is left out or has no known region. */
function regionOf(regions: Codes | undefined, { region, line }: Observation): string | undefined {
  if (regions === undefined) return "";
  return regions.idOf(region ?? "", line);
}

/** A sum with a part that is withheld is withheld as a whole: what is known of it would tell the rest. */
function enter(cell: Cell, measure: Measure, value: number | undefined, bits: number): void {
  const sum = cell[measure];
  sum.given = true;
  if (value === undefined) sum.withheld = true;
  else sum.millionths += Math.round(value * MILLION);
  cell.flags |= bits;
}

/** A figure above 0, or one that is withheld. */
function hasSomething({ millionths, withheld }: Sum): boolean {
  return withheld || millionths > 0;
}

function rowOf({ year, region, sector, jobs, firms, flags }: Cell): HarvestRow {
  const known = ({ millionths, given, withheld }: Sum): number | undefined =>
    given && !withheld ? millionths / MILLION : undefined;
  const [j, f] = [known(jobs), known(firms)];
  const needsReason = region !== undefined && (j === undefined || f === undefined);
  // A measure that the source does not have is not available; national.csv needs no reason for it.
  const bits = needsReason && (flags & WITHHELD) === 0 ? flags | FLAG.x : flags;
  const letters = LETTERS.filter((letter) => (bits & FLAG[letter]) !== 0).join("");
  return { year, region, sector, jobs: j, firms: f, flags: letters };
}

function bitOf(letter: string): number {
  const flag = LETTERS.find((known) => known === letter);
  return flag === undefined ? 0 : FLAG[flag];
}

function byPlace(a: HarvestRow, b: HarvestRow): number {
  return a.year - b.year || order(a.region ?? "", b.region ?? "") || order(a.sector, b.sector);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
