/** What changed from edition to edition: the page `/changes/`. The feed says the same (atom.ts). */

import type { Atlas } from "../model/atlas.ts";
import type { ClusterMove } from "../model/cluster-change.ts";
import type { CodeListChanges } from "../model/code-list-change.ts";
import type { Kind } from "../model/crosswalk.ts";
import type { DataStatus } from "../model/dataset.ts";
import type { EditionDiff } from "../model/edition-diff.ts";
import type { History } from "../model/life.ts";
import type { Narrative } from "../model/narrative.ts";
import type { Pair } from "../model/pair.ts";
import type { Speech } from "../words/speech.ts";
import { claimChanges, claimCount, claimOutcome } from "./claim-changes.ts";
import { clusterNames } from "./cluster.ts";
import {
  clusterCounts,
  criterionWord,
  decidedSentence,
  followedNote,
  moveReason,
  pairName,
  ruleWords,
} from "./cluster-change-words.ts";
import { linkTo, type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { entryName, moveSentence } from "./crosswalk-words.ts";
import {
  codeListSummary,
  definitionSentences,
  endNote,
  largestRevisions,
  revisionSummary,
  unexplained,
} from "./edition-diff-words.ts";
import { narrativePath } from "./narrative-path.ts";
import { placePath } from "./place-history.ts";
import { href, paths } from "./urls.ts";
import type { LinkView, Sheet } from "./view.ts";

export interface ChangeItem extends LinkView {
  /** Why the cluster entered or left, or what became of a region or sector, a sentence; empty in the first edition. */
  readonly note: string;
}

/** Clusters that entered, left or are followed by the crosswalk; regions and sectors that are not what they were. */
export interface ChangeList {
  /** What the list is of. */
  readonly label: string;
  /** How many. */
  readonly count: string;
  /** Whether the list is short enough to begin unfolded. */
  readonly open: boolean;
  /** What decided most of a long list; undefined for a short one. */
  readonly summary: string | undefined;
  readonly items: readonly ChangeItem[];
}

export interface EditionChange {
  /** The edition's title; with its id where another edition has the same title. */
  readonly heading: string;
  readonly edition: LinkView;
  readonly published: string;
  readonly status: DataStatus;
  /** The edition before, and the years whose clusters are compared; undefined for the first. */
  readonly before:
    | { readonly title: string; readonly clusterYear: string; readonly clusterYearNow: string }
    | undefined;
  /** The lists that are not empty. */
  readonly lists: readonly ChangeList[];
  /** How many entered, left and stayed, one line. */
  readonly counts: string;
  /** The criteria of the edition, one line. */
  readonly criteria: string;
  /** Other changes of definitions, code lists and figures, one sentence each. */
  readonly findings: readonly string[];
  /** The figures that were revised most, one sentence each. */
  readonly revised: readonly string[];
}

export interface ChangesView {
  /** Latest first. */
  readonly changes: readonly EditionChange[];
  readonly feedHref: string;
  /** Whether any edition's figures are modelled. */
  readonly modelled: boolean;
}

/** Longer lists begin folded: the rest of the page stays in sight. */
const MOST_UNFOLDED = 40;

/** What changed from edition to edition. */
export function changesSheet(
  history: History,
  narratives: readonly Narrative[],
  site: SiteOptions,
  write: WriteFile,
): Promise<Sheet<ChangesView>> {
  return siteSheet(site, write, {
    kind: "changes",
    path: paths.changes(),
    title: site.speech.say("history.changes"),
    description: site.speech.say("history.changes-description"),
    trail: [{ path: paths.front(), text: site.title }],
    view: {
      changes: editionChanges(history, narratives, site),
      feedHref: href(site.pathPrefix, paths.feed()),
      modelled: history.atlases.some(({ dataset }) => dataset.descriptor.status === "modelled"),
    },
  });
}

/** Each edition against the one before, latest first; with it, what the narratives of the one before claim. */
export function editionChanges(
  { atlases, diffs }: History,
  narratives: readonly Narrative[],
  site: SiteOptions,
): readonly EditionChange[] {
  return atlases
    .map((atlas, index) => {
      const [before, diff] = [atlases[index - 1], diffs[index - 1]];
      const change =
        before === undefined || diff === undefined
          ? firstEdition(atlas, site)
          : laterEdition(atlas, diff, turnedSentences(before, atlas, narratives, site), site);
      return { ...change, heading: headingOf(atlas, atlases) };
    })
    .toReversed();
}

/** Claims of the earlier edition's narratives over the later one's data. */
interface TurnedSentences {
  readonly count: readonly string[];
  readonly items: readonly ChangeItem[];
}

function turnedSentences(
  before: Atlas,
  after: Atlas,
  narratives: readonly Narrative[],
  site: SiteOptions,
): TurnedSentences {
  const changes = claimChanges(before, after, narratives, site.speech);
  if (changes.total === 0) return { count: [], items: [] };
  const { id } = before.dataset;
  const pageOf = (file: string): string => {
    const narrative = narratives.find((one) => one.file === file);
    return (narrative && narrativePath(id, narrative)) ?? paths.method(id);
  };
  return {
    count: [claimCount(changes, id, after.dataset.id, site.speech)],
    items: changes.changed.map((change) => ({
      ...linkTo(
        site,
        pageOf(change.file),
        site.speech.say("history.quoted", { sentence: change.sentence }),
      ),
      note: claimOutcome(change, site.speech),
    })),
  };
}

function headingOf({ dataset: { id, descriptor } }: Atlas, atlases: readonly Atlas[]): string {
  const { title } = descriptor;
  const same = atlases.filter(({ dataset }) => dataset.descriptor.title === title);
  return same.length === 1 ? title : `${title} (${id})`;
}

function firstEdition(atlas: Atlas, site: SiteOptions): Omit<EditionChange, "heading"> {
  const clusters = atlas.clusters.filter(({ status }) => status !== "ex");
  const items = clusters.map((cluster) => ({
    ...linkTo(site, paths.life(cluster.region, cluster.sector), clusterNames(atlas, cluster).title),
    note: "",
  }));
  return {
    ...headOf(atlas, site),
    before: undefined,
    lists: changeList("entered", items, [], site.speech, false),
    counts: site.speech.say("history.first-counts", {
      n: items.length,
      count: site.speech.number(items.length),
    }),
    findings: [],
    revised: [],
  };
}

function laterEdition(
  atlas: Atlas,
  diff: EditionDiff,
  turned: TurnedSentences,
  site: SiteOptions,
): Omit<EditionChange, "heading"> {
  const { speech } = site;
  const { entered, left, followed } = diff.clusters;
  const items = (moves: readonly ClusterMove[]): readonly ChangeItem[] =>
    moves.map((move) => ({
      ...lifeLink(site, move),
      note: speech.sentence(moveReason(diff, move, speech, "changed")),
    }));
  return {
    ...headOf(atlas, site),
    before: {
      title: diff.before.title,
      clusterYear: String(diff.before.clusterYear),
      clusterYearNow: String(diff.after.clusterYear),
    },
    lists: [
      ...changeList("entered", items(entered), decidedSentence("entered", entered, speech), speech),
      ...changeList("left", items(left), decidedSentence("left", left, speech), speech),
      ...changeList(
        "followed",
        followed.map((cluster) => ({
          ...lifeLink(site, cluster),
          note: followedNote(diff, cluster, speech),
        })),
        [],
        speech,
      ),
      ...changeList("regions", entryItems("region", diff.regions, site), [], speech),
      ...changeList("sectors", entryItems("sector", diff.sectors, site), [], speech),
      ...changeList("sentences", turned.items, [], speech),
    ],
    counts: speech.sentence(clusterCounts(diff.clusters, speech)),
    findings: [
      ...definitionSentences(diff, speech),
      ...codeListSummary(diff, speech),
      ...revisionSummary(diff, speech),
      ...turned.count,
    ],
    revised: largestRevisions(diff, speech),
  };
}

const CRITERIA = ["locationQuotient", "jobs", "firms"] as const;

function headOf(
  { dataset: { id, descriptor } }: Atlas,
  site: SiteOptions,
): Pick<EditionChange, "edition" | "published" | "status" | "criteria"> {
  const { speech } = site;
  const criteria = CRITERIA.map((criterion) =>
    speech.say("history.criterion-rule", {
      criterion: criterionWord(criterion, speech),
      rule: ruleWords(descriptor.criteria[criterion], speech),
    }),
  );
  return {
    edition: linkTo(site, paths.edition(id), descriptor.title),
    published: site.speech.date(descriptor.published),
    status: descriptor.status,
    criteria: criteria.join(", "),
  };
}

function lifeLink(site: SiteOptions, pair: Pair): LinkView {
  return linkTo(site, paths.life(pair.region, pair.sector), pairName(pair));
}

/** Regions or sectors that merged, split, have another id, or are no longer there: each leads to its history. */
function entryItems(kind: Kind, list: CodeListChanges, site: SiteOptions): readonly ChangeItem[] {
  const moved = list.moved.map((move) => {
    const first = move.from.find(({ id }) => move.to.every((entry) => entry.id !== id));
    return { entry: first ?? move.from[0], note: moveSentence(kind, move, site.speech) };
  });
  const vanished = unexplained(list).vanished.map((entry) => ({
    entry,
    note: endNote(entry, site.speech),
  }));
  return [...moved, ...vanished].flatMap(({ entry, note }) =>
    entry === undefined
      ? []
      : [{ ...linkTo(site, placePath(kind, entry.id), entryName(entry)), note }],
  );
}

function changeList(
  list: "entered" | "left" | "followed" | "regions" | "sectors" | "sentences",
  items: readonly ChangeItem[],
  [summary]: readonly string[],
  { say, number }: Speech,
  open = items.length <= MOST_UNFOLDED,
): readonly ChangeList[] {
  if (items.length === 0) return [];
  const label = say(`history.list-${list}`);
  return [{ label, count: number(items.length), open, summary, items }];
}
