/** What became of a cluster through the editions, in sentences. */

import type { Life, LifeEvent, LifeStep, Place } from "../model/life.ts";
import { followedNote, moveReason, pairName } from "./cluster-change-words.ts";
import { moveSentence, noteWords } from "./crosswalk-words.ts";
import { listWords } from "./format.ts";

/** A piece of a sentence; with a place or an edition, it leads there. */
export interface TextPart {
  readonly text: string;
  readonly to?: { readonly place: Place } | { readonly edition: string } | undefined;
}

/** Names a pair of an edition. */
export type NameOf = (place: Place) => string;

/** What the pair is in the latest edition, since when and why: the first sentences of its page. */
export function lifeLede(life: Life, nameOf: NameOf): readonly TextPart[] {
  const last = life.steps.at(-1);
  if (last === undefined) return [];
  if (last.isCluster) return presentLede(life, last);
  switch (last.status) {
    case "undecided":
      return undecidedLede(life, last);
    case "absent":
      return absentLede(life, last, nameOf);
    default:
      return formerLede(life, last);
  }
}

function presentLede({ steps }: Life, last: LifeStep): readonly TextPart[] {
  const joined = steps.flatMap(({ events }) => events).findLast((event) => event.kind === "joined");
  return [
    ...presentSentence(steps, last),
    ...(joined === undefined ? [] : [text(` ${eventSentence(joined, last)}`)]),
  ];
}

function presentSentence(steps: readonly LifeStep[], last: LifeStep): readonly TextPart[] {
  const [first] = steps;
  const entry = lastEntry(steps);
  if (entry === undefined) {
    return first === undefined || first === last
      ? [text("A potential regional cluster in the only edition, "), edition(last), text(".")]
      : [
          text("A potential regional cluster in every edition, from "),
          edition(first),
          text(" to the latest, "),
          edition(last),
          text("."),
        ];
  }
  const again = entry.status === "re-entered" ? " again" : "";
  const why = reasonOf(entry);
  if (entry !== last)
    return [
      text(`A potential regional cluster${again} since edition `),
      edition(entry),
      text(", and in the latest edition, "),
      edition(last),
      text("."),
      ...(why === undefined ? [] : [text(` It entered the list then: ${why}.`)]),
    ];
  const when = entry.status === "new" ? " for the first time" : again;
  return [
    text(`A potential regional cluster${when} in the latest edition, `),
    edition(last),
    text(why === undefined ? "." : `: ${why}.`),
  ];
}

/** The step from which on the pair is a cluster without a gap; undefined where it is one from the oldest edition on. */
function lastEntry(steps: readonly LifeStep[]): LifeStep | undefined {
  const gap = steps.findLastIndex(({ isCluster }) => !isCluster);
  return gap < 0 ? undefined : steps[gap + 1];
}

function undecidedLede({ steps }: Life, last: LifeStep): readonly TextPart[] {
  return [
    text(
      "Withheld figures leave it open whether this is a potential regional cluster in the latest edition, ",
    ),
    edition(last),
    text("."),
    ...wasOne(steps),
  ];
}

/** " It was one in the edition A, and …": the last edition in which it was a cluster. */
function wasOne(steps: readonly LifeStep[], what = "one"): readonly TextPart[] {
  const latest = steps.findLast(({ isCluster }) => isCluster);
  if (latest !== undefined)
    return [text(` It was ${what} in edition `), edition(latest), text(".")];
  return earlierYear(steps, ` It was ${what} in`);
}

/** The cluster year of an edition in which the pair was a cluster, where it was in the last of none. */
function earlierYear(steps: readonly LifeStep[], opening: string): readonly TextPart[] {
  const step = steps.find(({ listed }) => listed === "ex");
  const year = step?.atlas.dataset.descriptor.clusterYears.at(-2);
  if (step === undefined || year === undefined) return [];
  return [text(`${opening} ${year}, by the figures of edition `), edition(step), text(".")];
}

function formerLede({ steps }: Life, last: LifeStep): readonly TextPart[] {
  const at = steps.findLastIndex(({ isCluster }) => isCluster);
  if (at < 0)
    return [
      text("Not a potential regional cluster in the latest year of any edition."),
      ...earlierYear(steps, " It was one in"),
    ];
  // Where withheld figures left it open at first, it is none from the edition on that says so.
  const gone = steps.find(({ status }, n) => n > at && status !== "undecided") ?? last;
  const why = reasonOf(gone);
  const latest = gone === last ? text("the latest edition, ") : text("edition ");
  return [
    text("No potential regional cluster since "),
    latest,
    edition(gone),
    text(why === undefined ? "." : `: ${why}.`),
    ...wasOne(steps),
  ];
}

function absentLede(life: Life, last: LifeStep, nameOf: NameOf): readonly TextPart[] {
  const { steps } = life;
  const at = steps.findLastIndex(({ status }) => status !== "absent");
  const gone = steps[at + 1] ?? last;
  if (last.heirs.length === 0)
    return [
      text("Gone since edition "),
      edition(gone),
      text(`, which has no such ${lackingWords(life, gone)}.${endSentences(life, gone)}`),
      ...wasOne(steps, "a potential regional cluster"),
    ];
  const continued = gone.events.some(({ kind }) => kind === "continued");
  const heirs = last.heirs.flatMap((place, n) => [
    text(n === 0 ? "" : n === last.heirs.length - 1 ? " and " : ", "),
    { text: nameOf(place), to: { place } },
  ]);
  return [
    text("Gone under this name since edition "),
    edition(gone),
    text(continued ? ": it continues as " : ": it is in "),
    ...heirs,
    text(`.${changeSentences(life, gone)}`),
    ...wasOne(steps, "a potential regional cluster"),
  ];
}

/** What the edition lacks of the pair: its region, its sector or both. */
function lackingWords({ region, sector }: Place, { atlas }: LifeStep): string {
  return listWords([
    ...(atlas.regionIndex.has(region) ? [] : ["region"]),
    ...(atlas.sectorIndex.has(sector) ? [] : ["sector"]),
  ]);
}

/** What the crosswalk of the edition says of the end: " The region ended in 2018: Given up." */
function endSentences({ region, sector }: Place, { atlas }: LifeStep): string {
  return atlas.dataset.crosswalk
    .filter(
      ({ kind, from, to }) => to === undefined && from === (kind === "region" ? region : sector),
    )
    .map((row) => ` The ${row.kind} ended in ${row.since}${noteWords([row])}.`)
    .join("");
}

/** How its region and its sector changed: " The regions A (a) and B (b) merged into C (c) in 2020." */
function changeSentences({ region, sector }: Place, { diff }: LifeStep): string {
  const lists = [
    ["region", diff?.regions.moved ?? [], region],
    ["sector", diff?.sectors.moved ?? [], sector],
  ] as const;
  return lists
    .flatMap(([noun, moved, id]) =>
      moved
        .filter(({ from }) => from.some((entry) => entry.id === id))
        .map((move) => ` ${moveSentence(noun, move)}`),
    )
    .join("");
}

function text(words: string): TextPart {
  return { text: words };
}

/** By its id, as everywhere where editions stand beside each other: titles are long, and much alike. */
function edition({ atlas: { dataset } }: LifeStep): TextPart {
  return { text: dataset.id, to: { edition: dataset.id } };
}

/** Why the pair entered, left or goes on in an edition; undefined where nothing is told of it. */
function reasonOf({ events }: LifeStep): string | undefined {
  for (const event of events) {
    if (event.kind === "entered" || event.kind === "left")
      return moveReason(event.diff, event.move);
  }
  return undefined;
}

/** What happened to the pair in the edition at a place of its life, one sentence each. */
export function stepSentences(life: Life, at: number): readonly string[] {
  const step = life.steps[at];
  if (step === undefined) return [];
  if (at === 0) return openingSentences(step);
  if (step.events.length > 0) return step.events.map((event) => eventSentence(event, step));
  const hasGone = step.status === "absent" && life.steps[at - 1]?.status !== "absent";
  return hasGone ? [goneSentence(life, step)] : [];
}

/** Why a pair is no longer there that was no cluster in the edition before. */
function goneSentence(life: Life, step: LifeStep): string {
  const told = changeSentences(life, step) + endSentences(life, step);
  return told === "" ? `The edition has no such ${lackingWords(life, step)}.` : told.trimStart();
}

/** The pairs that an event binds to the pair of the page. */
export function eventPlaces(event: LifeEvent): readonly Place[] {
  switch (event.kind) {
    case "entered":
    case "left":
      return event.move.bound;
    case "joined":
      return event.cluster.parts;
    case "continued":
      return event.clusters;
  }
}

function eventSentence(event: LifeEvent, { status }: Pick<LifeStep, "status">): string {
  switch (event.kind) {
    case "entered":
      return `It entered the list: ${moveReason(event.diff, event.move)}.`;
    case "left":
      return `It left the list: ${moveReason(event.diff, event.move)}.`;
    case "joined":
      return followedNote(event.diff, event.cluster);
    case "continued":
      return `${status === "absent" ? "It" : "A part of it"} continues as ${listWords(event.clusters.map(pairName))}.`;
  }
}

/** What the oldest edition says of the pair. */
function openingSentences({ atlas, listed, isCertain }: LifeStep): readonly string[] {
  const { clusterYears } = atlas.dataset.descriptor;
  const [year, before] = [clusterYears.at(-1), clusterYears.at(-2)];
  const only = (is: number | undefined, other: number | undefined): string =>
    isCertain
      ? `A potential regional cluster in ${is}, and none in ${other}.`
      : `A potential regional cluster in ${is}; withheld figures leave it open whether it is one in ${other}.`;
  switch (listed) {
    case "current":
      return [`A potential regional cluster in ${year}.`];
    case "stable":
      return [`A potential regional cluster in ${before} and in ${year}.`];
    case "new":
      return [only(year, before)];
    case "ex":
      return [only(before, year)];
    case undefined:
      return [];
  }
}
