/**
 * The guard: what an analyst must look at before new statistics become an edition, since the figures alone do not
 * tell a change in the world from a change in the file. Pure: two editions in, sentences out.
 */

import { cellIndex, type Dataset } from "../model/dataset.ts";
import { totals } from "../model/totals.ts";
import type { CrosswalkEntry } from "./source.ts";

export interface Finding {
  /** Stable name; docs/add.md lists them all. */
  readonly rule: GuardRule;
  readonly message: string;
  readonly remedy: string;
}

export type GuardRule =
  | "unit-changed"
  | "unit-suspected"
  | "criteria-changed"
  | "vanished"
  | "appeared"
  | "renumbered"
  | "renamed"
  | "total-moved"
  | "suspicious-zero"
  | "revised";

export interface GuardOptions {
  /** The edition's own rows: ids that they explain are not remarked on. */
  readonly crosswalk: readonly CrosswalkEntry[];
  /** Change of a total that is remarked on, in percent for each year between; default 5. */
  readonly threshold: number;
}

/** Change of the country's jobs in percent a year beyond which the guard speaks, unless told otherwise. */
export const DEFAULT_THRESHOLD = 5;
/** Parts move more than the whole: regions and sectors may change so many times as much. */
const PARTS_MOVE = 3;
/** No total may move further than this, in percent, however many years lie between. */
const FURTHEST = 75;
/** Smaller parts of the country come and go with a single employer. */
const LARGE_SHARE = 0.005;
/** Jobs of a cell whose disappearance is remarked on. */
const LARGE_CELL = 100;
const MOST_NAMED = 8;

/** What is remarkable in `after` against `before`, in the order in which an analyst should look. */
export function guard(before: Dataset, after: Dataset, options: GuardOptions): readonly Finding[] {
  return [
    ...units(before, after),
    ...criteria(before, after),
    ...codes("region", before, after, options.crosswalk),
    ...codes("sector", before, after, options.crosswalk),
    ...moves(before, after, options),
    ...zeros(before, after),
    ...revisions(before, after, options.crosswalk),
  ];
}

function units(before: Dataset, after: Dataset): readonly Finding[] {
  const changed = (["jobsUnit", "firmsUnit"] as const).flatMap((unit): readonly Finding[] => {
    const [was, is] = [before.descriptor[unit], after.descriptor[unit]];
    if (was === is) return [];
    const what = unit === "jobsUnit" ? "Jobs" : "Firms";
    return [
      {
        rule: "unit-changed",
        message: `${what} are counted as ${is}; edition ${before.id} counts ${was}.`,
        remedy:
          "Figures of the two units are not comparable: give the edition a break in the series (breaks), or correct the unit.",
      },
    ];
  });
  const factor = commonFactor(before, after);
  if (changed.length > 0 || factor === undefined) return changed;
  return [
    {
      rule: "unit-suspected",
      message: `Nearly every cell has ${shown(factor)} times the jobs of edition ${before.id}: that is a change of unit rather than of the world.`,
      remedy:
        "Compare the units of the two sources; write scale or units into the query file where they differ.",
    },
  ];
}

/** How close to each other the ratios of cells must be, and how far from 1, to look like a change of unit. */
const SAME_FACTOR = 0.03;
const FACTOR_FROM = 0.08;
const ENOUGH_CELLS = 20;

/** The ratio of new to old jobs that nine cells of ten share; undefined where they do not, or it is about 1. */
function commonFactor(before: Dataset, after: Dataset): number | undefined {
  const [y0, y1] = [before.years.length - 1, after.years.length - 1];
  const ratios: number[] = [];
  for (const { r0, s0, r1, s1 } of sharedCells(before, after)) {
    const was = before.jobs[cellIndex(before, y0, r0, s0)] ?? Number.NaN;
    const is = after.jobs[cellIndex(after, y1, r1, s1)] ?? Number.NaN;
    if (was >= LARGE_CELL / 2 && is > 0) ratios.push(is / was);
  }
  if (ratios.length < ENOUGH_CELLS) return undefined;
  ratios.sort((a, b) => a - b);
  const middle = ratios[Math.floor(ratios.length / 2)] ?? 1;
  const alike = ratios.filter((ratio) => Math.abs(ratio / middle - 1) < SAME_FACTOR).length;
  return alike >= 0.9 * ratios.length && Math.abs(middle - 1) > FACTOR_FROM ? middle : undefined;
}

interface SharedCell {
  readonly r0: number;
  readonly s0: number;
  readonly r1: number;
  readonly s1: number;
}

function* sharedCells(before: Dataset, after: Dataset): Generator<SharedCell> {
  const position = (entries: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
    new Map(entries.map(({ id }, i) => [id, i]));
  const [regions, sectors] = [position(after.regions), position(after.sectors)];
  for (const [r0, region] of before.regions.entries()) {
    const r1 = regions.get(region.id);
    if (r1 === undefined) continue;
    for (const [s0, sector] of before.sectors.entries()) {
      const s1 = sectors.get(sector.id);
      if (s1 !== undefined) yield { r0, s0, r1, s1 };
    }
  }
}

function criteria(before: Dataset, after: Dataset): readonly Finding[] {
  const [was, is] = [before, after].map(({ descriptor }) => JSON.stringify(descriptor.criteria));
  if (was === is) return [];
  return [
    {
      rule: "criteria-changed",
      message: `The criteria of a cluster differ from those of edition ${before.id}: ${is} against ${was}.`,
      remedy:
        "Clusters will enter and leave for that reason alone; keep the criteria, or accept that.",
    },
  ];
}

type Entry = { readonly id: string; readonly name: string };

function codes(
  kind: "region" | "sector",
  before: Dataset,
  after: Dataset,
  crosswalk: readonly CrosswalkEntry[],
): readonly Finding[] {
  const [was, is] = [present(kind, before), present(kind, after)];
  const rows = crosswalk.filter((row) => row.kind === kind);
  const [froms, tos] = [new Set(rows.map(({ from }) => from)), new Set(rows.map(({ to }) => to))];
  const [oldIds, newIds] = [byId(was), byId(is)];
  const vanished = was.filter(({ id }) => !newIds.has(id) && !froms.has(id));
  const appeared = is.filter(({ id }) => !oldIds.has(id) && !tos.has(id));
  const renumbered = vanished.flatMap((old) => {
    const same = appeared.find(({ name }) => name === old.name);
    return same === undefined ? [] : [{ old, now: same }];
  });
  const isRenumbered = ({ id }: Entry): boolean =>
    renumbered.some(({ old, now }) => old.id === id || now.id === id);
  const renamed = is.flatMap(({ id, name }) => {
    const old = oldIds.get(id)?.name;
    return old === undefined || old === name ? [] : [`${id} (${old} → ${name})`];
  });
  const left = vanished.filter((entry) => !isRenumbered(entry));
  const fresh = appeared.filter((entry) => !isRenumbered(entry));
  return [
    ...finding(left, "vanished", (n) => ({
      message: `${count(n, kind)} of edition ${before.id} ${n === 1 ? "has" : "have"} no figures any more: ${listed(left)}.`,
      remedy: `Say in crosswalk.csv what became of ${n === 1 ? "it" : "them"}, or look for rows that are missing.`,
    })),
    ...finding(fresh, "appeared", (n) => ({
      message: `${count(n, kind)} ${n === 1 ? "is" : "are"} not in edition ${before.id}: ${listed(fresh)}.`,
      remedy: `Say in crosswalk.csv what ${n === 1 ? "it was" : "they were"} before, or look for codes that are mistyped.`,
    })),
    ...finding(renumbered, "renumbered", (n) => ({
      message: `${count(n, kind)} ${n === 1 ? "has" : "have"} the same name under another id: ${some(renumbered.map(({ old, now }) => `${old.name} (${old.id} → ${now.id})`))}.`,
      remedy:
        "Ids are permanent: map the source's code to the id of the edition before, or say in crosswalk.csv that it is another.",
    })),
    ...finding(renamed, "renamed", (n) => ({
      message: `${count(n, kind)} ${n === 1 ? "has" : "have"} another name under the same id: ${some(renamed)}.`,
      remedy: "Make sure that the codes were not given to others; names alone may change.",
    })),
  ];
}

/** Regions or sectors that have a row in the edition's last year: one that is carried over from earlier is not there any more. */
function present(kind: "region" | "sector", dataset: Dataset): readonly Entry[] {
  const y = dataset.years.length - 1;
  const { regions, sectors, lines } = dataset;
  const has = (r: number, s: number): boolean => (lines[cellIndex(dataset, y, r, s)] ?? 0) > 0;
  return kind === "region"
    ? regions.filter((_, r) => sectors.some((_sector, s) => has(r, s)))
    : sectors.filter((_, s) => regions.some((_region, r) => has(r, s)));
}

function finding(
  entries: readonly unknown[],
  rule: GuardRule,
  words: (n: number) => Omit<Finding, "rule">,
): readonly Finding[] {
  return entries.length === 0 ? [] : [{ rule, ...words(entries.length) }];
}

function moves(
  before: Dataset,
  after: Dataset,
  { threshold, crosswalk }: GuardOptions,
): readonly Finding[] {
  const [from, to] = [before.years.at(-1), after.years.at(-1)];
  if (from === undefined || to === undefined) return [];
  const [was, is] = [totals(before), totals(after)];
  const distance = Math.max(1, Math.abs(to - from));
  const allowed = Math.min(FURTHEST, threshold * distance);
  const forParts = Math.min(FURTHEST, PARTS_MOVE * threshold * distance);
  const [y0, y1] = [before.years.length - 1, after.years.length - 1];
  const country = was.countryJobs[y0] ?? Number.NaN;
  const period = from === to ? `in ${to}` : `from ${from} to ${to}`;
  const found: Finding[] = [];
  const move = percent(country, is.countryJobs[y1]);
  if (Math.abs(move) > allowed)
    found.push({
      rule: "total-moved",
      message: `All jobs together changed by ${signed(move)} % ${period}, from ${shown(country)} to ${shown(is.countryJobs[y1] ?? Number.NaN)}.`,
      remedy: `That is more than ${shown(allowed)} %: look for rows, regions or sectors that are missing or counted twice, and for another unit.`,
    });
  const parts = (kind: "region" | "sector"): void => {
    const [old, now] =
      kind === "region" ? [before.regions, after.regions] : [before.sectors, after.sectors];
    const value = (data: Dataset, sums: typeof was, y: number, i: number): number =>
      (kind === "region"
        ? sums.regionJobs[y * data.regions.length + i]
        : sums.sectorJobs[y * data.sectors.length + i]) ?? Number.NaN;
    // Of what is gone as a whole, the finding on code lists speaks.
    const changed = reorganised(kind, crosswalk);
    const there = new Set(
      present(kind, after)
        .map(({ id }) => id)
        .filter((id) => !changed.has(id)),
    );
    const moved = old.flatMap(({ id, name }, i): readonly string[] => {
      const j = there.has(id) ? now.findIndex((entry) => entry.id === id) : -1;
      const old0 = value(before, was, y0, i);
      if (j < 0 || !(old0 > LARGE_SHARE * country)) return [];
      const new1 = value(after, is, y1, j);
      const change = percent(old0, new1);
      return Math.abs(change) > forParts
        ? [`${name} (${signed(change)} %, from ${shown(old0)} to ${shown(new1)})`]
        : [];
    });
    if (moved.length > 0)
      found.push({
        rule: "total-moved",
        message: `${count(moved.length, kind)} moved by more than ${shown(forParts)} % ${period}: ${some(moved)}.`,
        remedy: "Look whether the borders, the classification or the source changed.",
      });
  };
  parts("region");
  parts("sector");
  return found;
}

function zeros(before: Dataset, after: Dataset): readonly Finding[] {
  const [y0, y1] = [before.years.length - 1, after.years.length - 1];
  const gone: { readonly words: string; readonly jobs: number }[] = [];
  const ids = (kind: "region" | "sector"): ReadonlySet<string> =>
    new Set(present(kind, after).map(({ id }) => id));
  // Here too, of what is gone as a whole another finding speaks.
  const [regions, sectors] = [ids("region"), ids("sector")];
  for (const { r0, s0, r1, s1 } of sharedCells(before, after)) {
    if (!regions.has(after.regions[r1]?.id ?? "") || !sectors.has(after.sectors[s1]?.id ?? ""))
      continue;
    const i = cellIndex(before, y0, r0, s0);
    const was = before.jobs[i] ?? Number.NaN;
    const is = after.jobs[cellIndex(after, y1, r1, s1)] ?? Number.NaN;
    if (was < LARGE_CELL || is !== 0 || Number.isNaN(was)) continue;
    const place = `${before.regions[r0]?.name}: ${before.sectors[s0]?.name}`;
    gone.push({
      jobs: was,
      words: `${place} (${shown(was)} jobs in employment.csv:${before.lines[i] ?? 0} of edition ${before.id})`,
    });
  }
  if (gone.length === 0) return [];
  gone.sort((a, b) => b.jobs - a.jobs || (a.words < b.words ? -1 : 1));
  return [
    {
      rule: "suspicious-zero",
      message: `${gone.length === 1 ? "One large cell has" : `${gone.length} large cells have`} no jobs any more: ${some(gone.map(({ words }) => words))}.`,
      remedy:
        "Where figures are withheld, give them the flag c or x instead of leaving the rows out.",
    },
  ];
}

/** Ids that took in or gave away a part: their figures are not what they were, and the crosswalk says why. */
function reorganised(
  kind: CrosswalkEntry["kind"],
  crosswalk: readonly CrosswalkEntry[],
): ReadonlySet<string> {
  return new Set(
    crosswalk.filter((row) => row.kind === kind).flatMap(({ from, to }) => [from, to]),
  );
}

function revisions(
  before: Dataset,
  after: Dataset,
  crosswalk: readonly CrosswalkEntry[],
): readonly Finding[] {
  const [regions, sectors] = [reorganised("region", crosswalk), reorganised("sector", crosswalk)];
  const years = before.years.filter((year) => after.years.includes(year));
  const revised = years.flatMap((year) => {
    const [y0, y1] = [before.years.indexOf(year), after.years.indexOf(year)];
    let cells = 0;
    for (const { r0, s0, r1, s1 } of sharedCells(before, after)) {
      if (regions.has(before.regions[r0]?.id ?? "") || sectors.has(before.sectors[s0]?.id ?? ""))
        continue;
      const was = before.jobs[cellIndex(before, y0, r0, s0)];
      const is = after.jobs[cellIndex(after, y1, r1, s1)];
      if (!Object.is(was, is)) cells += 1;
    }
    return cells === 0 ? [] : [`${year} (${cells} ${cells === 1 ? "cell" : "cells"})`];
  });
  if (revised.length === 0) return [];
  return [
    {
      rule: "revised",
      message: `Figures of years that edition ${before.id} has as well are revised: ${revised.join(", ")}.`,
      remedy:
        "Earlier pages keep their figures; flag revised cells with r, and make sure that the revision is the source's.",
    },
  ];
}

function byId(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function count(n: number, kind: "region" | "sector"): string {
  return n === 1 ? `One ${kind}` : `${n} ${kind}s`;
}

function listed(entries: readonly Entry[]): string {
  return some(entries.map(({ id, name }) => `${name} (${id})`));
}

function some(items: readonly string[]): string {
  const rest = items.length - MOST_NAMED;
  return items.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function percent(from: number, to: number | undefined): number {
  return from > 0 && to !== undefined ? (100 * (to - from)) / from : 0;
}

/** At most one decimal, plain: sentences of the guard are for a terminal. */
function shown(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${shown(value)}`;
}
