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
import { NOT_DEFINED } from "../words/numerals.ts";
import type { Speech } from "../words/speech.ts";
import { endClause, originClause } from "./crosswalk-words.ts";

/** Whether a reason ends with the criterion; where a page says the criteria once, only those that changed are said. */
export type RulesSaid = "all" | "changed";

/** "Horten: Electronics". */
export function pairName({ regionName, sectorName }: Pair): string {
  return `${regionName}: ${sectorName}`;
}

/** "jobs", "location quotient". */
export function criterionWord(criterion: CriterionName, { say }: Speech): string {
  return say("history.criterion", { criterion });
}

/** "above 3", "at least 200". */
export function ruleWords(criterion: Criterion, { say, exact }: Speech): string {
  const way = "above" in criterion ? "above" : "least";
  return say("history.rule", { way, value: exact(threshold(criterion)) });
}

/**
 * Which clusters entered, left and are followed, one a sentence, each with its reason; then those with another
 * status. For analysts, to whom the program speaks English.
 */
export function clusterSentences(diff: EditionDiff, speech: Speech): readonly string[] {
  const { entered, left, followed, statusChanged } = diff.clusters;
  const told = (what: string, moves: readonly ClusterMove[]): readonly string[] =>
    moves.map((move) => `${pairName(move)} ${what} the list: ${moveReason(diff, move, speech)}.`);
  return [
    countSentence(diff, speech),
    ...decidedSentence("entered", entered, speech),
    ...decidedSentence("left", left, speech),
    ...told("entered", entered),
    ...told("left", left),
    ...followed.map((cluster) => followedSentences(diff, cluster, speech)),
    ...statusSentences(statusChanged, speech),
  ];
}

function countSentence({ before, after, clusters }: EditionDiff, speech: Speech): string {
  const counts = clusterCounts(clusters, speech);
  return `The clusters of ${after.clusterYear} in edition ${after.id}, against those of ${before.clusterYear} in edition ${before.id}: ${counts}.`;
}

/** "2 entered, 1 left, 4 stayed"; those that are followed are counted where there are any. */
export function clusterCounts(
  { entered, left, stayed, followed }: EditionDiff["clusters"],
  { say, number }: Speech,
): string {
  const counts = {
    entered: number(entered.length),
    left: number(left.length),
    stayed: number(stayed.length),
  };
  return followed.length === 0
    ? say("history.cluster-counts", counts)
    : say("history.cluster-counts-followed", { ...counts, followed: number(followed.length) });
}

/** "A: Boats and B: Boats continue as C: Boats. Its region was formed of A and B in 2020; 640 jobs together in edition 1, 700 in 2." */
export function followedSentences(
  diff: EditionDiff,
  cluster: FollowedCluster,
  speech: Speech,
): string {
  const { others, isSame } = continuedBy(cluster);
  const names = namesOf(others, speech);
  const joined = others.length === 0 ? "" : `, with ${names}`;
  const told = isSame
    ? `${pairName(cluster)} continues${joined}.`
    : `${names} ${others.length === 1 ? "continues" : "continue"} as ${pairName(cluster)}.`;
  return [told, ...clauseSentence(diff, cluster, speech)].join(" ");
}

/** The same where the cluster's name stands before: "It continues A: Boats and B: Boats. …" */
export function followedNote(diff: EditionDiff, cluster: FollowedCluster, speech: Speech): string {
  const { others, isSame } = continuedBy(cluster);
  const names = namesOf(others, speech);
  const told = isSame
    ? speech.say("history.continues-itself", {
        joined: others.length === 0 ? "no" : "yes",
        others: names,
      })
    : speech.say("history.continues-others", { others: names });
  return [told, ...clauseSentence(diff, cluster, speech)].join(" ");
}

function namesOf(pairs: readonly Pair[], speech: Speech): string {
  return speech.list(pairs.map(pairName));
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

function clauseSentence(
  diff: EditionDiff,
  cluster: FollowedCluster,
  speech: Speech,
): readonly string[] {
  const clauses = [...originClauses(diff, cluster, speech), ...sumClauses(diff, cluster, speech)];
  return clauses.length === 0 ? [] : [speech.sentence(clauses.join("; "))];
}

function isPair(a: Pick<Pair, "region" | "sector">, b: Pick<Pair, "region" | "sector">): boolean {
  return a.region === b.region && a.sector === b.sector;
}

/** How the region and the sector of a pair of the later edition came about, where they are not what they were. */
function originClauses(
  { regions, sectors }: EditionDiff,
  pair: Pair,
  speech: Speech,
): readonly string[] {
  const clauses = [
    ["region", regions, pair.region],
    ["sector", sectors, pair.sector],
  ] as const;
  return clauses.flatMap(([kind, { moved }, id]) =>
    moved
      .filter(({ to }) => to.some((entry) => entry.id === id))
      .map((move) => originClause(kind, move, id, speech)),
  );
}

/** "640 jobs together in edition 2015, 700 in 2020", where all parts are whole and known. */
function sumClauses(
  diff: EditionDiff,
  cluster: FollowedCluster,
  { say, apart, number }: Speech,
): readonly string[] {
  const measures = [
    ["jobs", cluster.jobsBefore, cluster.after.jobs.value, "jobsUnit"],
    ["firms", cluster.firmsBefore, cluster.after.firms.value, "firmsUnit"],
  ] as const;
  return measures.flatMap(([measure, was, is, unit]) => {
    if (was === undefined || is === undefined) return [];
    const [from = "", to = ""] = apart([was, is], (value) => number(value));
    const clause = say("history.sum", {
      measure,
      from,
      to,
      together: cluster.parts.length > 1 ? "yes" : "no",
      before: diff.before.id,
      after: diff.after.id,
      unit: diff.units.some((change) => change.unit === unit) ? "other" : "same",
    });
    return [clause];
  });
}

/** Fewer are read one by one. */
const FEWEST_TO_SUM_UP = 10;

/** What decided most of a long list: "Of those that left: by location quotient 98; by firms 40.". */
export function decidedSentence(
  way: "entered" | "left",
  moves: readonly ClusterMove[],
  speech: Speech,
): readonly string[] {
  if (moves.length < FEWEST_TO_SUM_UP) return [];
  const counts = new Map<string, number>();
  for (const move of moves) {
    const what = decidedBy(move, speech);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const parts = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([what, count]) =>
      speech.say("history.decided-part", { what, count: speech.number(count) }),
    );
  return [speech.say("history.decided", { way, parts: parts.join("; ") })];
}

function decidedBy(move: ClusterMove, speech: Speech): string {
  if (move.missing.length > 0) return speech.say("history.decided-code-lists");
  const decisive = decisiveCauses(move);
  if (decisive.length === 0) return speech.say("history.decided-withheld");
  return criterionWords(decisive, speech);
}

function criterionWords(causes: readonly Cause[], speech: Speech): string {
  return speech.list(causes.map(({ criterion }) => criterionWord(criterion, speech)));
}

/** Causes that are known to have decided; beside them, what withheld figures leave open is of no account. */
function decisiveCauses({ causes }: ClusterMove): readonly Cause[] {
  return causes.filter(({ by }) => by !== "withheld");
}

/** Why a pair entered or left: "its location quotient fell from 3.40 to 2.95; the criterion is above 3". */
export function moveReason(
  diff: EditionDiff,
  move: ClusterMove,
  speech: Speech,
  rules: RulesSaid = "all",
): string {
  if (move.bound.length === 0) return ownReason(diff, move, rules, speech);
  if (!move.bound.some((pair) => isPair(pair, move))) return boundReason(diff, move, speech);
  return [ownReason(diff, move, rules, speech), ...originClauses(diff, move, speech)].join("; ");
}

/** Why a pair moved that is another in the other edition: what it became, or was made of, is no cluster there. */
function boundReason(diff: EditionDiff, move: ClusterMove, speech: Speech): string {
  const { bound, after } = move;
  const [n, names] = [bound.length, namesOf(bound, speech)];
  const verdict = noClusterVerdict(bound);
  if (hasEntered(move)) {
    const was = speech.say("history.was-part", { names, verdict, edition: diff.before.id });
    return [...originClauses(diff, move, speech), was].join("; ");
  }
  const became = speech.say("history.is-part", { n, names, verdict, edition: diff.after.id });
  const lacks = n === 1 && after !== undefined ? lacking(diff, after, speech) : [];
  return [became, ...lacks].join("; ");
}

/** Whether withheld figures leave open that any of them is a cluster; else, whether it is one pair or several. */
function noClusterVerdict(bound: readonly BoundPair[]): "open" | "one" | "several" {
  if (bound.some(({ isUndecided }) => isUndecided)) return "open";
  return bound.length === 1 ? "one" : "several";
}

/** "its jobs are 90, and the criterion is at least 200": what a pair lacks, by what is known of it. */
function lacking(
  { after: { criteria } }: EditionDiff,
  state: PairState,
  speech: Speech,
): readonly string[] {
  const order: readonly CriterionName[] = ["locationQuotient", "jobs", "firms"];
  return order.flatMap((criterion) => {
    const { value, holds } = state[criterion];
    if (holds !== "no" || value === undefined) return [];
    const bound = threshold(criteria[criterion]);
    const format = besideBounds(criterion, [bound], speech);
    const [text = ""] = speech.apart([value, bound], format);
    const rule = ruleWords(criteria[criterion], speech);
    return [speech.say("history.lacking", { criterion, value: text, rule })];
  });
}

/** Why a pair entered or left that is the same in both editions, or stands in one alone. */
function ownReason(diff: EditionDiff, move: ClusterMove, rules: RulesSaid, speech: Speech): string {
  const { before, after } = move;
  if (before === undefined || after === undefined) return missingReason(diff, move, speech);
  const decisive = decisiveCauses(move);
  if (decisive.length === 0) return withheldReason(diff, move, speech);
  const absent = noJobs(diff, before, after, speech);
  if (absent !== undefined) return absent;
  const clauses = decisive.map(({ criterion }) => clause(diff, criterion, before, after, speech));
  const said = decisive
    .map(({ criterion }) => criterion)
    .filter((criterion) => rules === "all" || hasChanged(diff, criterion));
  const byThreshold = decisive.every(({ by }) => by === "threshold");
  return [
    speech.list(clauses),
    ...ruleClause(diff, said, byThreshold, speech),
    ...unitClause(diff, decisive, speech),
  ].join("; ");
}

function hasEntered({ after }: Pick<ClusterMove, "after">): boolean {
  return after?.status !== undefined && after.status !== "ex";
}

/** The edition that lacks the pair, or leaves it open: the one before a pair entered, the one from which it left. */
function otherEdition(
  { before, after }: EditionDiff,
  move: ClusterMove,
): { readonly when: "before" | "now"; readonly edition: string } {
  return hasEntered(move)
    ? { when: "before", edition: before.id }
    : { when: "now", edition: after.id };
}

function missingReason(diff: EditionDiff, move: ClusterMove, speech: Speech): string {
  const ends = hasEntered(move) ? [] : endClauses(diff, move, speech);
  if (ends.length > 0) return ends.join("; ");
  const other = otherEdition(diff, move);
  const [first = "", second] = move.missing;
  return second === undefined
    ? speech.say("history.missing-one", { ...other, kind: first })
    : speech.say("history.missing-both", other);
}

/** What the crosswalk says of the end of a pair's region or sector: "the region ended in 2018: Given up". */
function endClauses(
  { regions, sectors }: EditionDiff,
  pair: Pair,
  speech: Speech,
): readonly string[] {
  const lists = [
    ["region", regions.vanished, pair.region],
    ["sector", sectors.vanished, pair.sector],
  ] as const;
  return lists.flatMap(([kind, vanished, id]) => {
    const ended = vanished.find((entry) => entry.id === id)?.ended;
    return ended === undefined ? [] : [endClause(kind, ended, speech)];
  });
}

function withheldReason(diff: EditionDiff, move: ClusterMove, speech: Speech): string {
  return speech.say("history.withheld-reason", {
    ...otherEdition(diff, move),
    n: move.causes.length,
    what: criterionWords(move.causes, speech),
  });
}

/** A pair without jobs fails each criterion for the same reason, which need be said once. */
function noJobs(
  { before, after }: EditionDiff,
  was: PairState,
  is: PairState,
  { say, number }: Speech,
): string | undefined {
  const said = (jobs: number | undefined) => ({
    before: before.id,
    after: after.id,
    known: jobs === undefined ? "no" : "yes",
    jobs: jobs === undefined ? "" : number(jobs),
  });
  if (is.jobs.value === 0) return say("history.no-jobs-now", said(was.jobs.value));
  if (was.jobs.value === 0) return say("history.no-jobs-then", said(is.jobs.value));
  return undefined;
}

/** "its jobs fell from 210 to 180". */
function clause(
  diff: EditionDiff,
  criterion: CriterionName,
  before: PairState,
  after: PairState,
  speech: Speech,
): string {
  const { say } = speech;
  const [was, is] = [before[criterion].value, after[criterion].value];
  const bounds = [diff.before, diff.after].map(({ criteria }) => threshold(criteria[criterion]));
  const format = besideBounds(criterion, bounds, speech);
  if (was === undefined || is === undefined) {
    const text = (value: number | undefined) =>
      value === undefined ? say("history.figure-unknown") : format(value);
    const editions = { before: diff.before.id, after: diff.after.id };
    return say("history.figure-beside", { criterion, was: text(was), is: text(is), ...editions });
  }
  const [from = NOT_DEFINED, to = NOT_DEFINED] = speech.apart([was, is, ...bounds], format);
  if (was === is) return say("history.figure-same", { criterion, value: to });
  return say("history.figure-moved", { criterion, way: is > was ? "rose" : "fell", from, to });
}

/** Never fewer decimals than the thresholds have that a figure is held against: not "1.56; the criterion is above 1.5625". */
function besideBounds(
  criterion: CriterionName,
  bounds: readonly number[],
  { quotient, number, decimalsOf }: Speech,
): (value: number) => string {
  const fewest = Math.max(...bounds.map(decimalsOf));
  return (value) => {
    const usual = criterion === "locationQuotient" ? quotient(value) : number(value);
    const decimals = [0, 1, 2].find((few) => number(value, few) === usual) ?? 0;
    return decimals < fewest ? number(value, fewest) : usual;
  };
}

function hasChanged(diff: EditionDiff, criterion: CriterionName): boolean {
  return diff.criteria.some((change) => change.criterion === criterion);
}

/** "the criterion is above 3", "the criteria are at least 250 (before: at least 200) and at least 10". */
function ruleClause(
  diff: EditionDiff,
  criteria: readonly CriterionName[],
  byThreshold: boolean,
  speech: Speech,
): readonly string[] {
  if (criteria.length === 0) return [];
  const rules = criteria.map((criterion) => {
    const rule = ruleWords(diff.after.criteria[criterion], speech);
    const before = ruleWords(diff.before.criteria[criterion], speech);
    return hasChanged(diff, criterion)
      ? speech.say("history.rule-changed", { rule, before })
      : rule;
  });
  return [
    speech.say("history.rules", {
      n: criteria.length,
      rules: speech.list(rules),
      alone: byThreshold ? "yes" : "no",
    }),
  ];
}

/** Figures in two units are never set beside each other without saying so. */
function unitClause(
  diff: EditionDiff,
  causes: readonly Cause[],
  { say }: Speech,
): readonly string[] {
  return diff.units
    .filter(({ unit }) =>
      causes.some(({ criterion }) => (criterion === "firms") === (unit === "firmsUnit")),
    )
    .map(({ unit }) =>
      say("history.unit-changed", { unit: unit === "jobsUnit" ? "jobs" : "firms" }),
    );
}

/** One sentence for each pair of statuses; those that only a lack of earlier years makes are not named one by one. */
function statusSentences(changes: readonly StatusChange[], { number }: Speech): readonly string[] {
  const groups = new Map<string, StatusChange[]>();
  for (const change of changes) {
    const key = `Status ${statusWord(change.before)} before, ${statusWord(change.after)} now`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, members]) => {
      const counted = `${what}: ${number(members.length)}`;
      const incomparable = members.some(
        ({ before, after }) => before === "current" || after === "current",
      );
      return incomparable ? `${counted}.` : `${counted} (${members.map(pairName).join("; ")}).`;
    });
}

function statusWord(status: Status | undefined): string {
  return status ?? "not listed";
}
