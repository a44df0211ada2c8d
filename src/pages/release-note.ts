/** A draft of the note with which an edition is announced, in Markdown: what it has, and what changed. */

import type { ClusterMove } from "../model/cluster-change.ts";
import type { EditionDiff } from "../model/edition-diff.ts";
import type { Speech } from "../words/speech.ts";
import { decidedSentence, followedNote, moveReason, pairName } from "./cluster-change-words.ts";
import { codeListSentences, definitionSentences, revisionSummary } from "./edition-diff-words.ts";

/** Longer lists are summed up: a note is read, and the page of changes has them all. */
const MOST_NAMED = 20;

/**
 * The draft, ending in a line break. `claims` are sentences about claims of the prose that turned, as `diff` tells
 * them; without any, the note says nothing of claims. It is for analysts to edit, and English.
 */
export function releaseNote(diff: EditionDiff, claims: readonly string[], speech: Speech): string {
  const { clusters } = diff;
  const sections = [
    section("Clusters that entered the list", moveItems(diff, "entered", clusters.entered, speech)),
    section("Clusters that left it", moveItems(diff, "left", clusters.left, speech)),
    section("Clusters that continue in another form", followedItems(diff, speech)),
    section("Definitions", items(definitionSentences(diff, speech))),
    section("Regions and sectors", shortened(codeListSentences(diff, speech), "change", speech)),
    section("Revised figures", items(revisionSummary(diff, speech))),
    section("Sentences that no longer hold", items(claims)),
  ];
  return [
    `# ${escaped(diff.after.title)}`,
    "",
    ...opening(diff, speech),
    ...sections.flat(),
    "",
  ].join("\n");
}

/** What the edition has, and how much of it is new. */
function opening(diff: EditionDiff, speech: Speech): readonly string[] {
  const { countWord, capitalised } = speech;
  const { before, after, clusters } = diff;
  const { entered, left, stayed, followed } = clusters;
  const continued = new Set(
    followed.flatMap(({ parts }) =>
      parts.filter(({ isCluster }) => isCluster).map(({ region, sector }) => `${region}/${sector}`),
    ),
  );
  const now = stayed.length + followed.length + entered.length;
  const then = stayed.length + continued.size + left.length;
  const some = (count: number): string => (count === 0 ? "none" : countWord(count));
  const changes = [
    `${some(entered.length)} entered the list`,
    `${some(left.length)} left it`,
    ...(followed.length > 0
      ? [`${some(followed.length)} continue${followed.length === 1 ? "s" : ""} in another form`]
      : []),
    `${some(stayed.length)} stayed as ${stayed.length === 1 ? "it was" : "they were"}`,
  ];
  const comparable = diff.units.length === 0 && diff.breaks.length === 0;
  return [
    `${escaped(after.title)} was published on ${speech.date(after.published)}. ` +
      `${after.status === "modelled" ? "Its figures are modelled. " : ""}It lists ${counted(now, speech)}, by the figures of ${after.clusterYear}; ` +
      `${escaped(before.title)} listed ${counted(then, speech)}, by those of ${before.clusterYear}. ` +
      `${capitalised(speech.list(changes))}.` +
      (comparable
        ? ""
        : " The two are not strictly comparable, for reasons given under Definitions."),
  ];
}

function counted(clusters: number, { countWord }: Speech): string {
  return `${countWord(clusters)} potential regional cluster${clusters === 1 ? "" : "s"}`;
}

function moveItems(
  diff: EditionDiff,
  verb: "entered" | "left",
  moves: readonly ClusterMove[],
  speech: Speech,
): readonly string[] {
  if (moves.length > MOST_NAMED) return items(decidedSentence(verb, moves, speech));
  return moves.map((move) => item(pairName(move), speech.sentence(moveReason(diff, move, speech))));
}

function followedItems(diff: EditionDiff, speech: Speech): readonly string[] {
  const { followed } = diff.clusters;
  const named = followed.map((cluster) =>
    item(pairName(cluster), followedNote(diff, cluster, speech)),
  );
  return cut(named, "cluster", speech);
}

function shortened(sentences: readonly string[], noun: string, speech: Speech): readonly string[] {
  return cut(items(sentences), noun, speech);
}

/** The first of a long list, and how many more there are. */
function cut(list: readonly string[], noun: string, { countWord }: Speech): readonly string[] {
  const more = list.length - MOST_NAMED;
  if (more <= 0) return list;
  return [
    ...list.slice(0, MOST_NAMED),
    `- And ${countWord(more)} more ${noun}${more === 1 ? "" : "s"}.`,
  ];
}

function items(sentences: readonly string[]): readonly string[] {
  return sentences.map((sentence) => `- ${escaped(sentence)}`);
}

function item(name: string, sentence: string): string {
  return `- **${escaped(name)}.** ${escaped(sentence)}`;
}

/** A heading and its list; nothing where there is nothing to say. */
function section(heading: string, list: readonly string[]): readonly string[] {
  return list.length === 0 ? [] : ["", `## ${heading}`, "", ...list];
}

/** Names of the data as they are: no character of theirs is markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`);
}
