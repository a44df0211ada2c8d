/** Clusters that entered and left between two editions, in sentences. */

import type { Status } from "../model/cluster.ts";
import type {
  BoundPair,
  Cause,
  ClusterMove,
  FollowedCluster,
  PairState,
  StatusChange,
} from "../model/cluster-change.ts";
import { threshold } from "../model/criterion.ts";
import type { Criterion } from "../model/dataset.ts";
import type { EditionDiff } from "../model/edition-diff.ts";
import type { CriterionName } from "../model/near-miss.ts";
import type { Pair } from "../model/pair.ts";
import { noteWords, originClause } from "./crosswalk-words.ts";
import {
  asSentence,
  decimalsOf,
  formatApart,
  formatExact,
  formatNumber,
  formatQuotient,
  listWords,
  NOT_DEFINED,
} from "./format.ts";

export const CRITERION_WORDS: Readonly<Record<CriterionName, string>> = {
  locationQuotient: "location quotient",
  jobs: "jobs",
  firms: "firms",
};

/** Whether a reason ends with the criterion; where a page says the criteria once, only those that changed are said. */
export type RulesSaid = "all" | "changed";

/** "Horten: Electronics". */
export function pairName({ regionName, sectorName }: Pair): string {
  return `${regionName}: ${sectorName}`;
}

/** "above 3", "at least 200". */
export function ruleWords(criterion: Criterion): string {
  const text = formatExact(threshold(criterion));
  return "above" in criterion ? `above ${text}` : `at least ${text}`;
}

/** Which clusters entered, left and are followed, one a sentence, each with its reason; then those with another status. */
export function clusterSentences(diff: EditionDiff): readonly string[] {
  const { entered, left, followed, statusChanged } = diff.clusters;
  return [
    countSentence(diff),
    ...decidedSentence("entered", entered),
    ...decidedSentence("left", left),
    ...entered.map((move) => `${pairName(move)} entered the list: ${moveReason(diff, move)}.`),
    ...left.map((move) => `${pairName(move)} left the list: ${moveReason(diff, move)}.`),
    ...followed.map((cluster) => followedSentences(diff, cluster)),
    ...statusSentences(statusChanged),
  ];
}

function countSentence({ before, after, clusters }: EditionDiff): string {
  const counts = clusterCounts(clusters);
  return `The clusters of ${after.clusterYear} in edition ${after.id}, against those of ${before.clusterYear} in edition ${before.id}: ${counts}.`;
}

/** "2 entered, 1 left, 4 stayed"; those that are followed are counted where there are any. */
export function clusterCounts({
  entered,
  left,
  stayed,
  followed,
}: EditionDiff["clusters"]): string {
  const parts = [
    `${formatNumber(entered.length)} entered`,
    `${formatNumber(left.length)} left`,
    `${formatNumber(stayed.length)} stayed`,
    ...(followed.length > 0
      ? [`${formatNumber(followed.length)} followed through changes of the code lists`]
      : []),
  ];
  return parts.join(", ");
}

/** "A: Boats and B: Boats continue as C: Boats. Its region was formed of A and B in 2020; 640 jobs together in edition 1, 700 in 2." */
export function followedSentences(diff: EditionDiff, cluster: FollowedCluster): string {
  const { others, isSame } = continuedBy(cluster);
  const verb = others.length === 1 ? "continues" : "continue";
  const told = isSame
    ? `${pairName(cluster)} continues${joinedWords(others)}.`
    : `${listWords(others.map(pairName))} ${verb} as ${pairName(cluster)}.`;
  return [told, ...clauseSentence(diff, cluster)].join(" ");
}

/** The same where the cluster's name stands before: "It continues A: Boats and B: Boats. …" */
export function followedNote(diff: EditionDiff, cluster: FollowedCluster): string {
  const { others, isSame } = continuedBy(cluster);
  const told = isSame
    ? `It continues${joinedWords(others)}.`
    : `It continues ${listWords(others.map(pairName))}.`;
  return [told, ...clauseSentence(diff, cluster)].join(" ");
}

/** The clusters that it continues, apart from itself, and whether it was one before. */
function continuedBy(cluster: FollowedCluster): {
  readonly others: readonly Pair[];
  readonly isSame: boolean;
} {
  const listed = cluster.parts.filter(({ isCluster }) => isCluster);
  const others = listed.filter((part) => !isPair(part, cluster));
  return { others, isSame: others.length < listed.length };
}

function joinedWords(others: readonly Pair[]): string {
  return others.length === 0 ? "" : `, with ${listWords(others.map(pairName))}`;
}

function clauseSentence(diff: EditionDiff, cluster: FollowedCluster): readonly string[] {
  const clauses = [...originClauses(diff, cluster), ...sumClauses(diff, cluster)];
  return clauses.length === 0 ? [] : [asSentence(clauses.join("; "))];
}

function isPair(a: Pick<Pair, "region" | "sector">, b: Pick<Pair, "region" | "sector">): boolean {
  return a.region === b.region && a.sector === b.sector;
}

/** How the region and the sector of a pair of the later edition came about, where they are not what they were. */
function originClauses({ regions, sectors }: EditionDiff, pair: Pair): readonly string[] {
  const clauses = [
    ["region", regions, pair.region],
    ["sector", sectors, pair.sector],
  ] as const;
  return clauses.flatMap(([noun, { moved }, id]) =>
    moved
      .filter(({ to }) => to.some((entry) => entry.id === id))
      .map((move) => originClause(noun, move, id)),
  );
}

/** "640 jobs together in edition 2015, 700 in 2020", where all parts are whole and known. */
function sumClauses(diff: EditionDiff, cluster: FollowedCluster): readonly string[] {
  const together = cluster.parts.length > 1 ? " together" : "";
  const measures = [
    ["jobs", cluster.jobsBefore, cluster.after.jobs.value, "jobsUnit"],
    ["firms", cluster.firmsBefore, cluster.after.firms.value, "firmsUnit"],
  ] as const;
  return measures.flatMap(([noun, was, is, unit]) => {
    if (was === undefined || is === undefined) return [];
    const [from = "", to = ""] = formatApart([was, is], formatWhole);
    const counted = diff.units.some((change) => change.unit === unit)
      ? ", counted in another unit"
      : "";
    return [
      `${from} ${noun}${together} in edition ${diff.before.id}, ${to} in ${diff.after.id}${counted}`,
    ];
  });
}

/** Fewer are read one by one. */
const FEWEST_TO_SUM_UP = 10;

/** What decided most of a long list: "Of those that left: by location quotient 98; by firms 40.". */
export function decidedSentence(
  verb: "entered" | "left",
  moves: readonly ClusterMove[],
): readonly string[] {
  if (moves.length < FEWEST_TO_SUM_UP) return [];
  const counts = new Map<string, number>();
  for (const move of moves) {
    const what = decidedBy(move);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const parts = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([what, count]) => `by ${what} ${formatNumber(count)}`);
  return [`Of those that ${verb}: ${parts.join("; ")}.`];
}

function decidedBy(move: ClusterMove): string {
  if (move.missing.length > 0) return "change of the code lists";
  const decisive = decisiveCauses(move);
  if (decisive.length === 0) return "withheld figures";
  return listWords(decisive.map(({ criterion }) => CRITERION_WORDS[criterion]));
}

/** Causes that are known to have decided; beside them, what withheld figures leave open is of no account. */
function decisiveCauses({ causes }: ClusterMove): readonly Cause[] {
  return causes.filter(({ by }) => by !== "withheld");
}

/** Why a pair entered or left: "its location quotient fell from 3.40 to 2.95; the criterion is above 3". */
export function moveReason(diff: EditionDiff, move: ClusterMove, rules: RulesSaid = "all"): string {
  if (move.bound.length === 0) return ownReason(diff, move, rules);
  if (!move.bound.some((pair) => isPair(pair, move))) return boundReason(diff, move);
  return [ownReason(diff, move, rules), ...originClauses(diff, move)].join("; ");
}

/** Why a pair moved that is another in the other edition: what it became, or was made of, is no cluster there. */
function boundReason(diff: EditionDiff, move: ClusterMove): string {
  const names = listWords(move.bound.map(pairName));
  if (hasEntered(move)) {
    const before = `${names} before, ${noClusterWords(move.bound, diff.before.id, "was")}`;
    return [...originClauses(diff, move), `it was ${before}`].join("; ");
  }
  const only = move.bound.length === 1;
  const became = `${only ? "it is part of" : "it is divided among"} ${names} now, ${noClusterWords(move.bound, diff.after.id, "is")}`;
  return only && move.after !== undefined ? `${became}${lacking(diff, move.after)}` : became;
}

/** "which is no cluster in edition 2020"; "of which withheld figures in edition 2020 leave open whether it is one". */
function noClusterWords(bound: readonly BoundPair[], edition: string, verb: "is" | "was"): string {
  if (bound.some(({ isUndecided }) => isUndecided))
    return `and figures withheld in edition ${edition} ${verb === "is" ? "leave" : "left"} open whether that ${verb} a cluster`;
  return bound.length === 1
    ? `which ${verb} no cluster in edition ${edition}`
    : `none of them a cluster in edition ${edition}`;
}

/** "; its jobs are 90, and the criterion is at least 200": what a pair lacks, by what is known of it. */
function lacking({ after: { criteria } }: EditionDiff, state: PairState): string {
  const order: readonly CriterionName[] = ["locationQuotient", "jobs", "firms"];
  const clauses = order.flatMap((criterion) => {
    const { value, holds } = state[criterion];
    if (holds !== "no" || value === undefined) return [];
    const bound = threshold(criteria[criterion]);
    const format = criterion === "locationQuotient" ? formatQuotient : formatWhole;
    const [text = ""] = formatApart([value, bound], besideBounds(format, [bound]));
    const verb = criterion === "locationQuotient" ? "is" : "are";
    return [
      `its ${CRITERION_WORDS[criterion]} ${verb} ${text}, and the criterion is ${ruleWords(criteria[criterion])}`,
    ];
  });
  return clauses.map((clause) => `; ${clause}`).join("");
}

/** Why a pair entered or left that is the same in both editions, or stands in one alone. */
function ownReason(diff: EditionDiff, move: ClusterMove, rules: RulesSaid): string {
  const { before, after } = move;
  if (before === undefined || after === undefined) return missingReason(diff, move);
  const decisive = decisiveCauses(move);
  if (decisive.length === 0) return withheldReason(diff, move);
  const absent = noJobs(diff, before, after);
  if (absent !== undefined) return absent;
  const clauses = decisive.map(({ criterion }) => clause(diff, criterion, before, after));
  const said = decisive
    .map(({ criterion }) => criterion)
    .filter((criterion) => rules === "all" || hasChanged(diff, criterion));
  return [
    listWords(clauses),
    ...ruleClause(
      diff,
      said,
      decisive.every(({ by }) => by === "threshold"),
    ),
    ...unitClause(diff, decisive),
  ].join("; ");
}

function hasEntered({ after }: Pick<ClusterMove, "after">): boolean {
  return after?.status !== undefined && after.status !== "ex";
}

function missingReason(diff: EditionDiff, move: ClusterMove): string {
  const ends = hasEntered(move) ? [] : endClauses(diff, move);
  if (ends.length > 0) return ends.join("; ");
  const { before, after } = diff;
  const [verb, edition] = hasEntered(move) ? ["was", before.id] : ["is", after.id];
  const [first, second] = move.missing;
  const what =
    second === undefined ? `the ${first} ${verb} not` : `neither region nor sector ${verb}`;
  return `${what} in edition ${edition}`;
}

/** What the crosswalk says of the end of a pair's region or sector: "the region ended in 2018: Given up". */
function endClauses({ regions, sectors }: EditionDiff, pair: Pair): readonly string[] {
  const lists = [
    ["region", regions.vanished, pair.region],
    ["sector", sectors.vanished, pair.sector],
  ] as const;
  return lists.flatMap(([noun, vanished, id]) => {
    const ended = vanished.find((entry) => entry.id === id)?.ended;
    return ended === undefined ? [] : [`the ${noun} ended in ${ended.since}${noteWords([ended])}`];
  });
}

function withheldReason({ before, after }: EditionDiff, move: ClusterMove): string {
  const [verb, edition] = hasEntered(move) ? ["left", before.id] : ["leave", after.id];
  const what = listWords(move.causes.map(({ criterion }) => CRITERION_WORDS[criterion]));
  return `figures withheld in edition ${edition} ${verb} open whether its ${what} would do`;
}

/** A pair without jobs fails each criterion for the same reason, which need be said once. */
function noJobs({ before, after }: EditionDiff, was: PairState, is: PairState): string | undefined {
  const [jobsWas, jobsIs] = [was.jobs.value, is.jobs.value];
  if (jobsIs === 0)
    return `it has no jobs in edition ${after.id}, ${jobsWords(jobsWas)} in ${before.id}`;
  if (jobsWas === 0)
    return `it had no jobs in edition ${before.id}, ${jobsWords(jobsIs)} in ${after.id}`;
  return undefined;
}

function jobsWords(jobs: number | undefined): string {
  return jobs === undefined ? "a number not known" : formatNumber(jobs);
}

/** "its jobs fell from 210 to 180". */
function clause(
  diff: EditionDiff,
  criterion: CriterionName,
  before: PairState,
  after: PairState,
): string {
  const its = `its ${CRITERION_WORDS[criterion]}`;
  const [was, is] = [before[criterion].value, after[criterion].value];
  const verb = criterion === "locationQuotient" ? "is" : "are";
  const bounds = [diff.before, diff.after].map(({ criteria }) => threshold(criteria[criterion]));
  const format = besideBounds(
    criterion === "locationQuotient" ? formatQuotient : formatWhole,
    bounds,
  );
  if (was === undefined || is === undefined) {
    const text = (value: number | undefined) => (value === undefined ? "not known" : format(value));
    return `${its} ${verb} ${text(was)} in edition ${diff.before.id} and ${text(is)} in ${diff.after.id}`;
  }
  const [from = NOT_DEFINED, to = NOT_DEFINED] = formatApart([was, is, ...bounds], format);
  if (was === is) return `${its} ${verb} ${to}`;
  return `${its} ${is > was ? "rose" : "fell"} from ${from} to ${to}`;
}

function formatWhole(value: number): string {
  return formatNumber(value);
}

/** Never fewer decimals than the thresholds have that a figure is held against: not "1.56; the criterion is above 1.5625". */
function besideBounds(
  format: (value: number) => string,
  bounds: readonly number[],
): (value: number) => string {
  const fewest = Math.max(...bounds.map((bound) => decimalsOf(formatExact(bound))));
  return (value) =>
    decimalsOf(format(value)) < fewest ? formatNumber(value, fewest) : format(value);
}

function hasChanged(diff: EditionDiff, criterion: CriterionName): boolean {
  return diff.criteria.some((change) => change.criterion === criterion);
}

/** "the criterion is above 3", "the criteria are at least 250 (before: at least 200) and at least 10". */
function ruleClause(
  diff: EditionDiff,
  criteria: readonly CriterionName[],
  byThreshold: boolean,
): readonly string[] {
  if (criteria.length === 0) return [];
  const rules = criteria.map((criterion) => {
    const rule = ruleWords(diff.after.criteria[criterion]);
    return hasChanged(diff, criterion)
      ? `${rule} (before: ${ruleWords(diff.before.criteria[criterion])})`
      : rule;
  });
  const verb = criteria.length === 1 ? "criterion is" : "criteria are";
  return [`the ${verb} ${listWords(rules)}${byThreshold ? ", which alone decided" : ""}`];
}

/** Figures in two units are never set beside each other without saying so. */
function unitClause(diff: EditionDiff, causes: readonly Cause[]): readonly string[] {
  return diff.units
    .filter(({ unit }) =>
      causes.some(({ criterion }) => (criterion === "firms") === (unit === "firmsUnit")),
    )
    .map(
      ({ unit }) =>
        `${unit === "jobsUnit" ? "jobs" : "firms"} are counted in another unit than before`,
    );
}

/** One sentence for each pair of statuses; those that only a lack of earlier years makes are not named one by one. */
function statusSentences(changes: readonly StatusChange[]): readonly string[] {
  const groups = new Map<string, StatusChange[]>();
  for (const change of changes) {
    const key = `Status ${statusWord(change.before)} before, ${statusWord(change.after)} now`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, members]) => {
      const counted = `${what}: ${formatNumber(members.length)}`;
      const incomparable = members.some(
        ({ before, after }) => before === "current" || after === "current",
      );
      return incomparable ? `${counted}.` : `${counted} (${members.map(pairName).join("; ")}).`;
    });
}

function statusWord(status: Status | undefined): string {
  return status ?? "not listed";
}
