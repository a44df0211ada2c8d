/** What became of a cluster through the editions, in sentences. */

import type { Life, LifeEvent, LifeStep, Place } from "../model/life.ts";
import type { MessageKey } from "../words/language.ts";
import type { Speech } from "../words/speech.ts";
import { followedNote, moveReason, pairName } from "./cluster-change-words.ts";
import { endClause, moveSentence } from "./crosswalk-words.ts";
import { listPieces, sayPieces } from "./pieces.ts";

/** A piece of a sentence; with a place or an edition, it leads there. */
export interface TextPart {
  readonly text: string;
  readonly to?: { readonly place: Place } | { readonly edition: string } | undefined;
}

/** Names a pair of an edition. */
export type NameOf = (place: Place) => string;

type Values = Readonly<Record<string, string | number | readonly TextPart[]>>;

/** The sentences of a message, its editions and places as links. */
function told(speech: Speech, key: MessageKey, values: Values): readonly TextPart[] {
  return sayPieces(speech, plain, key, values);
}

function plain(text: string): TextPart {
  return { text };
}

/** Sentences that follow others. */
function followedBy(sentences: readonly string[]): readonly TextPart[] {
  return sentences.map((sentence) => plain(` ${sentence}`));
}

/** What the pair is in the latest edition, since when and why: the first sentences of its page. */
export function lifeLede(life: Life, nameOf: NameOf, speech: Speech): readonly TextPart[] {
  const last = life.steps.at(-1);
  if (last === undefined) return [];
  if (last.isCluster) return presentLede(life, last, speech);
  switch (last.status) {
    case "undecided":
      return undecidedLede(life, last, speech);
    case "absent":
      return absentLede(life, last, nameOf, speech);
    default:
      return formerLede(life, last, speech);
  }
}

function presentLede({ steps }: Life, last: LifeStep, speech: Speech): readonly TextPart[] {
  const joined = steps.flatMap(({ events }) => events).findLast((event) => event.kind === "joined");
  return [
    ...presentSentence(steps, last, speech),
    ...followedBy(joined === undefined ? [] : [eventSentence(joined, last, speech)]),
  ];
}

function presentSentence(
  steps: readonly LifeStep[],
  last: LifeStep,
  speech: Speech,
): readonly TextPart[] {
  const [first] = steps;
  const entry = lastEntry(steps);
  const latest = [edition(last)];
  if (entry === undefined)
    return first === undefined || first === last
      ? told(speech, "history.life-only", { latest })
      : told(speech, "history.life-always", { first: [edition(first)], latest });
  const isBack = entry.status === "re-entered";
  const reason = reasonOf(entry, speech);
  if (entry !== last)
    return [
      ...told(speech, "history.life-since", {
        again: isBack ? "yes" : "no",
        since: [edition(entry)],
        latest,
      }),
      ...followedBy(reason === undefined ? [] : [speech.say("history.entered-then", { reason })]),
    ];
  return told(speech, "history.life-newly", {
    time: entry.status === "new" ? "first" : isBack ? "again" : "other",
    latest,
    ...reasoned(reason),
  });
}

/** A reason that a message may lack. */
function reasoned(reason: string | undefined): Values {
  return { reasoned: reason === undefined ? "no" : "yes", reason: reason ?? "" };
}

/** The step from which on the pair is a cluster without a gap; undefined where it is one from the oldest edition on. */
function lastEntry(steps: readonly LifeStep[]): LifeStep | undefined {
  const gap = steps.findLastIndex(({ isCluster }) => !isCluster);
  return gap < 0 ? undefined : steps[gap + 1];
}

function undecidedLede({ steps }: Life, last: LifeStep, speech: Speech): readonly TextPart[] {
  return [
    ...told(speech, "history.life-undecided", { latest: [edition(last)] }),
    ...wasOne(steps, "one", speech),
  ];
}

/** " It was one in the edition A.": the last edition in which it was a cluster. */
function wasOne(
  steps: readonly LifeStep[],
  what: "one" | "cluster",
  speech: Speech,
): readonly TextPart[] {
  const latest = steps.findLast(({ isCluster }) => isCluster);
  if (latest === undefined) return earlierYear(steps, what, speech);
  return [plain(" "), ...told(speech, "history.was-one", { what, edition: [edition(latest)] })];
}

/** The cluster year of an edition in which the pair was a cluster, where it was in the last of none. */
function earlierYear(
  steps: readonly LifeStep[],
  what: "one" | "cluster",
  speech: Speech,
): readonly TextPart[] {
  const step = steps.find(({ listed }) => listed === "ex");
  const year = step?.atlas.dataset.descriptor.clusterYears.at(-2);
  if (step === undefined || year === undefined) return [];
  const values = { what, year: String(year), edition: [edition(step)] };
  return [plain(" "), ...told(speech, "history.was-one-year", values)];
}

function formerLede({ steps }: Life, last: LifeStep, speech: Speech): readonly TextPart[] {
  const at = steps.findLastIndex(({ isCluster }) => isCluster);
  if (at < 0)
    return [...told(speech, "history.life-never-latest", {}), ...earlierYear(steps, "one", speech)];
  // Where withheld figures left it open at first, it is none from the edition on that says so.
  const gone = steps.find(({ status }, n) => n > at && status !== "undecided") ?? last;
  return [
    ...told(speech, "history.life-former", {
      which: gone === last ? "latest" : "earlier",
      edition: [edition(gone)],
      ...reasoned(reasonOf(gone, speech)),
    }),
    ...wasOne(steps, "one", speech),
  ];
}

function absentLede(
  life: Life,
  last: LifeStep,
  nameOf: NameOf,
  speech: Speech,
): readonly TextPart[] {
  const { steps } = life;
  const at = steps.findLastIndex(({ status }) => status !== "absent");
  const gone = steps[at + 1] ?? last;
  const since = [edition(gone)];
  if (last.heirs.length === 0)
    return [
      ...told(speech, "history.life-gone", { since, what: lackingOf(life, gone) }),
      ...followedBy(endSentences(life, gone, speech)),
      ...wasOne(steps, "cluster", speech),
    ];
  const heirs = last.heirs.map((place) => ({ text: nameOf(place), to: { place } }));
  return [
    ...told(speech, "history.life-continued", {
      since,
      whole: gone.events.some(({ kind }) => kind === "continued") ? "yes" : "no",
      heirs: listPieces<TextPart>(speech, plain, heirs),
    }),
    ...followedBy(changeSentences(life, gone, speech)),
    ...wasOne(steps, "cluster", speech),
  ];
}

/** What the edition lacks of the pair: its region, its sector or both. */
function lackingOf({ region, sector }: Place, { atlas }: LifeStep): "region" | "sector" | "both" {
  if (atlas.regionIndex.has(region)) return "sector";
  return atlas.sectorIndex.has(sector) ? "region" : "both";
}

/** What the crosswalk of the edition says of the end: "The region ended in 2018: Given up." */
function endSentences(
  { region, sector }: Place,
  { atlas }: LifeStep,
  speech: Speech,
): readonly string[] {
  return atlas.dataset.crosswalk
    .filter(
      ({ kind, from, to }) => to === undefined && from === (kind === "region" ? region : sector),
    )
    .map((row) => speech.sentence(endClause(row.kind, row, speech)));
}

/** How its region and its sector changed: "The regions A (a) and B (b) merged into C (c) in 2020." */
function changeSentences(
  { region, sector }: Place,
  { diff }: LifeStep,
  speech: Speech,
): readonly string[] {
  const lists = [
    ["region", diff?.regions.moved ?? [], region],
    ["sector", diff?.sectors.moved ?? [], sector],
  ] as const;
  return lists.flatMap(([kind, moved, id]) =>
    moved
      .filter(({ from }) => from.some((entry) => entry.id === id))
      .map((move) => moveSentence(kind, move, speech)),
  );
}

/** By its id, as everywhere where editions stand beside each other: titles are long, and much alike. */
function edition({ atlas: { dataset } }: LifeStep): TextPart {
  return { text: dataset.id, to: { edition: dataset.id } };
}

/** Why the pair entered, left or goes on in an edition; undefined where nothing is told of it. */
function reasonOf({ events }: LifeStep, speech: Speech): string | undefined {
  for (const event of events) {
    if (event.kind === "entered" || event.kind === "left")
      return moveReason(event.diff, event.move, speech);
  }
  return undefined;
}

/** What happened to the pair in the edition at a place of its life, one sentence each. */
export function stepSentences(life: Life, at: number, speech: Speech): readonly string[] {
  const step = life.steps[at];
  if (step === undefined) return [];
  if (at === 0) return openingSentences(step, speech);
  if (step.events.length > 0) return step.events.map((event) => eventSentence(event, step, speech));
  const hasGone = step.status === "absent" && life.steps[at - 1]?.status !== "absent";
  return hasGone ? [goneSentence(life, step, speech)] : [];
}

/** Why a pair is no longer there that was no cluster in the edition before. */
function goneSentence(life: Life, step: LifeStep, speech: Speech): string {
  const sentences = [...changeSentences(life, step, speech), ...endSentences(life, step, speech)];
  return sentences.length === 0
    ? speech.say("history.edition-lacks", { what: lackingOf(life, step) })
    : sentences.join(" ");
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

function eventSentence(
  event: LifeEvent,
  { status }: Pick<LifeStep, "status">,
  speech: Speech,
): string {
  switch (event.kind) {
    case "entered":
    case "left":
      return speech.say("history.life-moved", {
        way: event.kind,
        reason: moveReason(event.diff, event.move, speech),
      });
    case "joined":
      return followedNote(event.diff, event.cluster, speech);
    case "continued":
      return speech.say("history.life-goes-on", {
        whole: status === "absent" ? "yes" : "no",
        names: speech.list(event.clusters.map(pairName)),
      });
  }
}

/** What the oldest edition says of the pair. */
function openingSentences(
  { atlas, listed, isCertain }: LifeStep,
  { say }: Speech,
): readonly string[] {
  const { clusterYears } = atlas.dataset.descriptor;
  const [year, before] = [clusterYears.at(-1), clusterYears.at(-2)].map(String);
  const only = (is = "", other = ""): string =>
    say("history.opening-one", { certain: isCertain ? "yes" : "no", is, other });
  switch (listed) {
    case "current":
      return [say("history.opening-current", { year: year ?? "" })];
    case "stable":
      return [say("history.opening-stable", { before: before ?? "", year: year ?? "" })];
    case "new":
      return [only(year, before)];
    case "ex":
      return [only(before, year)];
    case undefined:
      return [];
  }
}
