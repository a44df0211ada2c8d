/** The description of a new edition: what the analyst wishes, else what the sources and the edition before say. */

import type { Dataset, Decision, Descriptor, Receipt } from "../model/dataset.ts";
import type { Carried } from "./carry.ts";
import type { Description, Harvest } from "./edition-files.ts";
import type { Gathered } from "./gather.ts";

/** What may be told with options; undefined for what follows from the rest. */
export interface Wishes {
  readonly edition: string;
  readonly before: Dataset | undefined;
  /** Takes over description, contributors and notes of the edition before as well. */
  readonly like: boolean;
  readonly title: string | undefined;
  readonly published: string;
  readonly jobsUnit: string | undefined;
  readonly firmsUnit: string | undefined;
  readonly clusterYears: readonly number[] | undefined;
  readonly periods: readonly (readonly [number, number])[] | undefined;
  readonly now: () => string;
}

/** The criteria of Isaksen (1998, section 4), where no edition before says otherwise. */
const CRITERIA = {
  locationQuotient: { above: 3 },
  jobs: { atLeast: 200 },
  firms: { atLeast: 10 },
} as const;

/** Tables in an edition's own form that hold no figures. */
const CODE_LISTS = ["regions.csv", "sectors.csv", "crosswalk.csv"];

export function composeDescription(
  harvest: Harvest,
  wishes: Wishes,
  parts: Pick<Gathered, "receipts" | "notes" | "units">,
  carried: Carried | undefined,
  decisions: readonly Decision[],
): Description {
  const { edition, before, like, now } = wishes;
  const earlier = before?.descriptor;
  const years = [...new Set(harvest.cells.map(({ year }) => year))].sort((a, b) => a - b);
  const carriedFrom = carried !== undefined && carried.years.length > 0 ? before : undefined;
  const jobsUnit = wishes.jobsUnit ?? parts.units.jobs ?? earlier?.jobsUnit ?? "jobs";
  const firmsUnit = wishes.firmsUnit ?? parts.units.firms ?? earlier?.firmsUnit ?? "firms";
  const clusterYears = wishes.clusterYears ?? clusterYearsOf(years, earlier);
  return {
    name: `regional-clusters-${edition}`,
    title: wishes.title ?? `Jobs and firms by region and sector, ${years.join(", ")}`,
    description: like ? earlier?.description : undefined,
    created: now(),
    published: wishes.published,
    status: harvest.cells.some(({ flags }) => flags.includes("m")) ? "modelled" : "observed",
    jobsUnit,
    firmsUnit,
    criteria: earlier?.criteria ?? CRITERIA,
    clusterYears,
    periods: wishes.periods ?? periodsOf(years, clusterYears, earlier),
    breaks: breaksOf(years, { jobsUnit, firmsUnit }, carried, earlier),
    notes: [
      ...(like && earlier !== undefined ? earlier.notes : []),
      ...(carriedFrom === undefined || carried === undefined
        ? []
        : [`Figures of ${listed(carried.years)} are carried over from edition ${carriedFrom.id}.`]),
      ...parts.notes,
    ],
    licences: licencesOf(parts.receipts, carriedFrom?.descriptor),
    sources: sourcesOf(parts.receipts, carriedFrom?.descriptor),
    contributors: like ? (earlier?.contributors ?? []) : [],
    receipts: parts.receipts,
    decisions,
  };
}

function listed(years: readonly number[]): string {
  const [last, ...first] = years.toReversed();
  return first.length === 0 ? `${last}` : `${first.toReversed().join(", ")} and ${last}`;
}

/** Those of the edition before that there still are, and the latest year. */
function clusterYearsOf(
  years: readonly number[],
  earlier: Descriptor | undefined,
): readonly number[] {
  const kept = (earlier?.clusterYears ?? []).filter((year) => years.includes(year));
  return [...new Set([...kept, ...years.slice(-1)])].sort((a, b) => a - b);
}

/** Those of the edition before that there still are, and the one that ends with the latest year. */
function periodsOf(
  years: readonly number[],
  clusterYears: readonly number[],
  earlier: Descriptor | undefined,
): readonly (readonly [number, number])[] {
  const kept = (earlier?.periods ?? []).filter((period) =>
    period.every((year) => years.includes(year)),
  );
  const [to, from] = [clusterYears.at(-1), clusterYears.at(-2)];
  if (from === undefined || to === undefined) return kept;
  return kept.some(([a, b]) => a === from && b === to) ? kept : [...kept, [from, to]];
}

/** Where years of two units stand in one edition, the first of the new ones is a break. */
function breaksOf(
  years: readonly number[],
  units: Pick<Descriptor, "jobsUnit" | "firmsUnit">,
  carried: Carried | undefined,
  earlier: Descriptor | undefined,
): Descriptor["breaks"] {
  const kept = (earlier?.breaks ?? []).filter(({ year }) => years.includes(year));
  const fresh = years.find((year) => carried?.years.includes(year) === false);
  if (
    carried === undefined ||
    carried.years.length === 0 ||
    fresh === undefined ||
    earlier === undefined
  )
    return kept;
  const notes = [
    unitNote("jobs", units.jobsUnit, earlier.jobsUnit),
    unitNote("firms", units.firmsUnit, earlier.firmsUnit),
  ].filter((note) => note !== undefined);
  if (notes.length === 0 || kept.some(({ year }) => year === fresh)) return kept;
  return [...kept, { year: fresh, note: notes.join(" ") }].sort((a, b) => a.year - b.year);
}

function unitNote(what: string, is: string, was: string): string | undefined {
  return is === was
    ? undefined
    : `From this year on ${what} are counted as ${is}, before as ${was}.`;
}

function licencesOf(
  receipts: readonly Receipt[],
  carriedFrom: Descriptor | undefined,
): Descriptor["licences"] {
  const all = [
    ...receipts.flatMap(({ licence }) => licence ?? []),
    ...(carriedFrom?.licences ?? []),
  ];
  const key = (licence: Descriptor["licences"][number]): string =>
    licence.name ?? licence.title ?? licence.path ?? "";
  return all.filter((one, i) => all.findIndex((other) => key(other) === key(one)) === i);
}

function sourcesOf(
  receipts: readonly Receipt[],
  carriedFrom: Descriptor | undefined,
): Descriptor["sources"] {
  // Code lists are given for the sake of the figures; they are no source of them.
  const figures = receipts.filter(({ from }) => !CODE_LISTS.includes(from));
  const own = figures.map(({ title, from }) => ({
    title,
    ...(/^https?:/.test(from) ? { path: from } : {}),
  }));
  const all = [...own, ...(carriedFrom?.sources ?? [])];
  return all.filter((one, i) => all.findIndex(({ title }) => title === one.title) === i);
}
