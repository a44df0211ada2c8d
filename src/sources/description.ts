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
  readonly published: string | undefined;
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

/** What is known beside the wishes: of what came in, and what came with it. */
export interface Known extends Pick<Gathered, "receipts" | "notes" | "units"> {
  /** A description that was sent with the tables. */
  readonly given: Descriptor | undefined;
  readonly carried: Carried | undefined;
  readonly decisions: readonly Decision[];
}

export function composeDescription(harvest: Harvest, wishes: Wishes, known: Known): Description {
  const { edition, before, like, now } = wishes;
  const { given, carried, receipts, units } = known;
  const earlier = before?.descriptor;
  const years = [...new Set(harvest.cells.map(({ year }) => year))].sort((a, b) => a - b);
  const carriedFrom = carried !== undefined && carried.years.length > 0 ? before : undefined;
  const from = carriedFrom?.descriptor;
  const jobsUnit = wishes.jobsUnit ?? given?.jobsUnit ?? units.jobs ?? earlier?.jobsUnit ?? "jobs";
  const firmsUnit =
    wishes.firmsUnit ?? given?.firmsUnit ?? units.firms ?? earlier?.firmsUnit ?? "firms";
  // What was sent speaks for its own years; the edition before for those that are carried.
  const elders = given === undefined ? earlier : from;
  const clusterYears = wishes.clusterYears ?? clusterYearsOf(years, given, elders);
  const isModelled = harvest.cells.some(({ flags }) => flags.includes("m"));
  return {
    name: given?.name ?? `regional-clusters-${edition}`,
    title: wishes.title ?? given?.title ?? `Jobs and firms by region and sector, ${listed(years)}`,
    description: given?.description ?? (like ? earlier?.description : undefined),
    created: given?.created ?? now(),
    published: wishes.published ?? given?.published ?? now().slice(0, 10),
    status: isModelled ? "modelled" : (given?.status ?? "observed"),
    jobsUnit,
    firmsUnit,
    criteria: given?.criteria ?? earlier?.criteria ?? CRITERIA,
    clusterYears,
    periods: wishes.periods ?? periodsOf(years, clusterYears, given, elders),
    breaks: breaksOf(years, { jobsUnit, firmsUnit }, carried, earlier, given),
    notes: [
      ...(like && earlier !== undefined ? earlier.notes : []),
      ...(carriedFrom === undefined || carried === undefined
        ? []
        : [`Figures of ${listed(carried.years)} are carried over from edition ${carriedFrom.id}.`]),
      ...(given?.notes ?? []),
      ...known.notes,
    ],
    licences: distinct(
      [
        ...(given?.licences ?? []),
        ...receipts.flatMap(({ licence }) => licence ?? []),
        ...(from?.licences ?? []),
      ],
      ({ name, title, path }) => name ?? title ?? path ?? "",
    ),
    sources: distinct(
      [...(given?.sources ?? []), ...sourcesOf(receipts, given), ...(from?.sources ?? [])],
      ({ title }) => title,
    ),
    contributors: given?.contributors ?? (like ? (earlier?.contributors ?? []) : []),
    keywords: given?.keywords ?? (like ? (earlier?.keywords ?? []) : []),
    place: given?.place ?? (like ? earlier?.place : undefined),
    receipts,
    decisions: known.decisions,
  };
}

function distinct<T>(all: readonly T[], key: (one: T) => string): readonly T[] {
  return all.filter((one, i) => all.findIndex((other) => key(other) === key(one)) === i);
}

function listed(years: readonly number[]): string {
  const [last, ...first] = years.toReversed();
  return first.length === 0 ? `${last}` : `${first.toReversed().join(", ")} and ${last}`;
}

/** Those that were sent, or else the latest year; and those of the edition before that there still are. */
function clusterYearsOf(
  years: readonly number[],
  given: Descriptor | undefined,
  elders: Descriptor | undefined,
): readonly number[] {
  const kept = (elders?.clusterYears ?? []).filter((year) => years.includes(year));
  return [...new Set([...kept, ...(given?.clusterYears ?? years.slice(-1))])].sort((a, b) => a - b);
}

/** Those of the edition before that there still are, those that were sent, and else the one that ends with the latest year. */
function periodsOf(
  years: readonly number[],
  clusterYears: readonly number[],
  given: Descriptor | undefined,
  elders: Descriptor | undefined,
): readonly (readonly [number, number])[] {
  const kept = (elders?.periods ?? []).filter((period) =>
    period.every((year) => years.includes(year)),
  );
  const [to, from] = [clusterYears.at(-1), clusterYears.at(-2)];
  const last = from === undefined || to === undefined ? [] : [[from, to] as const];
  const own =
    given !== undefined && elders === undefined
      ? given.periods
      : [...(given?.periods ?? []), ...last];
  return distinct([...kept, ...own], ([a, b]) => `${a}-${b}`);
}

/** Where years of two units stand in one edition, the first of the new ones is a break. */
function breaksOf(
  years: readonly number[],
  units: Pick<Descriptor, "jobsUnit" | "firmsUnit">,
  carried: Carried | undefined,
  earlier: Descriptor | undefined,
  given: Descriptor | undefined,
): Descriptor["breaks"] {
  const old = given === undefined || carried !== undefined ? (earlier?.breaks ?? []) : [];
  const kept = distinct([...(given?.breaks ?? []), ...old], ({ year }) => String(year)).filter(
    ({ year }) => years.includes(year),
  );
  const fresh = years.find((year) => carried?.years.includes(year) === false);
  const notes =
    carried === undefined || carried.years.length === 0 || earlier === undefined
      ? []
      : [
          unitNote("jobs", units.jobsUnit, earlier.jobsUnit),
          unitNote("firms", units.firmsUnit, earlier.firmsUnit),
        ].filter((note) => note !== undefined);
  const isNew = fresh !== undefined && notes.length > 0 && !kept.some(({ year }) => year === fresh);
  const all = isNew ? [...kept, { year: fresh, note: notes.join(" ") }] : kept;
  return all.toSorted((a, b) => a.year - b.year);
}

function unitNote(what: string, is: string, was: string): string | undefined {
  return is === was
    ? undefined
    : `From this year on ${what} are counted as ${is}, before as ${was}.`;
}

/** What figures came from, beside what a description that was sent says itself. */
function sourcesOf(
  receipts: readonly Receipt[],
  given: Descriptor | undefined,
): Descriptor["sources"] {
  return receipts
    .filter(
      ({ from, query }) => !CODE_LISTS.includes(from) && (given === undefined || query !== ""),
    )
    .map(({ title, from }) => ({ title, ...(/^https?:/.test(from) ? { path: from } : {}) }));
}
