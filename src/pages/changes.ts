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
import { claimChanges, claimCount, claimOutcome } from "./claim-changes.ts";
import { clusterNames } from "./cluster.ts";
import {
  CRITERION_WORDS,
  clusterCounts,
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
  endWords,
  largestRevisions,
  revisionSummary,
  unexplained,
} from "./edition-diff-words.ts";
import { asSentence, formatDate, formatNumber } from "./format.ts";
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
  readonly label: "Entered" | "Left" | "Followed" | "Regions" | "Sectors" | "Sentences";
  /** How many, in words. */
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
    title: "Changes from edition to edition",
    description: "Clusters that entered and left the list with each edition.",
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
    count: [claimCount(changes, id, after.dataset.id)],
    items: changes.changed.map((change) => ({
      ...linkTo(site, pageOf(change.file), `“${change.sentence}”`),
      note: claimOutcome(change),
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
    lists: changeList("Entered", items, [], false),
    counts: `${formatNumber(items.length)} potential regional cluster${items.length === 1 ? "" : "s"}.`,
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
  const { entered, left, followed } = diff.clusters;
  const items = (moves: readonly ClusterMove[]): readonly ChangeItem[] =>
    moves.map((move) => ({
      ...lifeLink(site, move),
      note: asSentence(moveReason(diff, move, "changed")),
    }));
  return {
    ...headOf(atlas, site),
    before: {
      title: diff.before.title,
      clusterYear: String(diff.before.clusterYear),
      clusterYearNow: String(diff.after.clusterYear),
    },
    lists: [
      ...changeList("Entered", items(entered), decidedSentence("entered", entered)),
      ...changeList("Left", items(left), decidedSentence("left", left)),
      ...changeList(
        "Followed",
        followed.map((cluster) => ({
          ...lifeLink(site, cluster),
          note: followedNote(diff, cluster),
        })),
        [],
      ),
      ...changeList("Regions", entryItems("region", diff.regions, site), []),
      ...changeList("Sectors", entryItems("sector", diff.sectors, site), []),
      ...changeList("Sentences", turned.items, []),
    ],
    counts: `${clusterCounts(diff.clusters)}.`,
    findings: [
      ...definitionSentences(diff),
      ...codeListSummary(diff),
      ...revisionSummary(diff),
      ...turned.count,
    ],
    revised: largestRevisions(diff),
  };
}

function headOf(
  { dataset: { id, descriptor } }: Atlas,
  site: SiteOptions,
): Pick<EditionChange, "edition" | "published" | "status" | "criteria"> {
  const { locationQuotient, jobs, firms } = descriptor.criteria;
  return {
    edition: linkTo(site, paths.edition(id), descriptor.title),
    published: formatDate(descriptor.published),
    status: descriptor.status,
    criteria: `${CRITERION_WORDS.locationQuotient} ${ruleWords(locationQuotient)}, ${CRITERION_WORDS.jobs} ${ruleWords(jobs)}, ${CRITERION_WORDS.firms} ${ruleWords(firms)}`,
  };
}

function lifeLink(site: SiteOptions, pair: Pair): LinkView {
  return linkTo(site, paths.life(pair.region, pair.sector), pairName(pair));
}

/** Regions or sectors that merged, split, have another id, or are no longer there: each leads to its history. */
function entryItems(kind: Kind, list: CodeListChanges, site: SiteOptions): readonly ChangeItem[] {
  const moved = list.moved.map((move) => {
    const first = move.from.find(({ id }) => move.to.every((entry) => entry.id !== id));
    return { entry: first ?? move.from[0], note: moveSentence(kind, move) };
  });
  const vanished = unexplained(list).vanished.map((entry) => ({
    entry,
    note: asSentence(`it ${endWords(entry)}`),
  }));
  return [...moved, ...vanished].flatMap(({ entry, note }) =>
    entry === undefined
      ? []
      : [{ ...linkTo(site, placePath(kind, entry.id), entryName(entry)), note }],
  );
}

function changeList(
  label: ChangeList["label"],
  items: readonly ChangeItem[],
  [summary]: readonly string[],
  open = items.length <= MOST_UNFOLDED,
): readonly ChangeList[] {
  if (items.length === 0) return [];
  return [{ label, count: formatNumber(items.length), open, summary, items }];
}
