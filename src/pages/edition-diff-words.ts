/** What changed between two editions besides their clusters, in sentences. */

import type {
  CodeListChanges,
  CodeListEntry,
  EntryChange,
  VanishedEntry,
} from "../model/code-list-change.ts";
import type { Reorganisation } from "../model/crosswalk.ts";
import type { EditionDiff } from "../model/edition-diff.ts";
import type { NationalChange } from "../model/national-change.ts";
import type { MeasureRevisions, RevisedCell } from "../model/revision.ts";
import { CRITERION_WORDS, clusterSentences, pairName, ruleWords } from "./cluster-change-words.ts";
import { type CodeListNoun, entryName, moveSentence, noteWords } from "./crosswalk-words.ts";
import {
  capitalised,
  decimalsOf,
  formatApart,
  formatChange,
  formatNumber,
  listWords,
} from "./format.ts";

/** A part of what changed, under its heading. */
export interface DiffSection {
  readonly heading: string;
  /** Never empty: where nothing changed, one sentence says so. */
  readonly sentences: readonly string[];
}

/** All that changed, one finding a sentence. */
export function diffSections(diff: EditionDiff): readonly DiffSection[] {
  const definitions = definitionSentences(diff);
  const codeLists = codeListSentences(diff);
  return [
    { heading: "Clusters", sentences: clusterSentences(diff) },
    {
      heading: "Criteria and units",
      sentences:
        definitions.length > 0 ? definitions : ["They are the same, and so are the years."],
    },
    {
      heading: "Code lists",
      sentences: codeLists.length > 0 ? codeLists : ["Regions and sectors are the same."],
    },
    { heading: "Revised figures", sentences: revisionSentences(diff) },
  ];
}

/** Criteria, units, the kind of figures, years and breaks: one sentence for each that changed. */
export function definitionSentences(diff: EditionDiff): readonly string[] {
  const { criteria, units, dataStatus, clusterYears, years, breaks } = diff;
  return [
    ...criteria.map(
      ({ criterion, before, after }) =>
        `The criterion for ${CRITERION_WORDS[criterion]} is ${ruleWords(after)}, before ${ruleWords(before)}.`,
    ),
    ...units.map(({ unit, before, after }) =>
      unit === "jobsUnit"
        ? `Jobs are counted as ${after}, before as ${before}: jobs and location quotients of the two editions are not strictly comparable.`
        : `Firms are counted as ${after}, before as ${before}: firms of the two editions are not strictly comparable.`,
    ),
    ...(dataStatus === undefined
      ? []
      : [`The figures are ${dataStatus.after}, before ${dataStatus.before}.`]),
    ...(clusterYears === undefined
      ? []
      : [
          `Clusters are listed for ${yearWords(clusterYears.after)}, before for ${yearWords(clusterYears.before)}.`,
        ]),
    ...(years.added.length > 0 ? [`Figures of ${yearWords(years.added)} are added.`] : []),
    ...(years.removed.length > 0
      ? [`Figures of ${yearWords(years.removed)} are no longer given.`]
      : []),
    ...breaks.map(
      ({ year, note }) =>
        `The series breaks in ${year}, between the clusters compared: ${note.replace(/\.$/, "")}.`,
    ),
  ];
}

function yearWords(years: readonly number[]): string {
  return listWords(years.map(String));
}

/** Regions and sectors that appeared, vanished or changed: one sentence each. */
export function codeListSentences({ regions, sectors }: EditionDiff): readonly string[] {
  return [...entrySentences("region", regions), ...entrySentences("sector", sectors)];
}

function entrySentences(noun: CodeListNoun, list: CodeListChanges): readonly string[] {
  const name = (entry: CodeListEntry): string => `The ${noun} ${entryName(entry)}`;
  const { appeared, vanished } = unexplained(list);
  return [
    ...list.moved.map((move) => moveSentence(noun, move)),
    ...appeared.map((entry) => `${name(entry)} appeared.`),
    ...vanished.map((entry) => `${name(entry)} ${endWords(entry)}.`),
    ...list.changed.map((change) => entryChangeSentence(noun, change)),
  ];
}

/** "vanished", or what the crosswalk says of the end. */
export function endWords({ ended }: VanishedEntry): string {
  return ended === undefined ? "vanished" : `ended in ${ended.since}${noteWords([ended])}`;
}

/** The entries of one edition alone of which the crosswalk does not say what they became, or were. */
export function unexplained({
  appeared,
  vanished,
  moved,
}: CodeListChanges): Pick<CodeListChanges, "appeared" | "vanished"> {
  const told = (entries: (move: CodeListChanges["moved"][number]) => readonly CodeListEntry[]) =>
    new Set(moved.flatMap((move) => entries(move).map(({ id }) => id)));
  const [from, to] = [told((move) => move.from), told((move) => move.to)];
  return {
    appeared: appeared.filter(({ id }) => !to.has(id)),
    vanished: vanished.filter(({ id }) => !from.has(id)),
  };
}

function entryChangeSentence(
  noun: string,
  { id, name, property, before, after }: EntryChange,
): string {
  if (property === "name") return `The ${noun} ${id} is called ${after}, before ${before}.`;
  const place = (value: string | undefined): string => value ?? `no ${property}`;
  return `The ${noun} ${name} (${id}) belongs to another ${property}: ${place(after)}, before ${place(before)}.`;
}

/** The code lists in counts, a sentence for each list that changed. */
export function codeListSummary({ regions, sectors }: EditionDiff): readonly string[] {
  return [...listSummary("regions", regions), ...listSummary("sectors", sectors)];
}

function listSummary(noun: string, list: CodeListChanges): readonly string[] {
  const having = (property: EntryChange["property"]): number =>
    list.changed.filter((change) => change.property === property).length;
  const { appeared, vanished } = unexplained(list);
  const parts = [
    [appeared.length, "appeared"],
    [vanished.length, "vanished"],
    [having("name"), "renamed"],
    [having("group"), "in another group"],
    [having("branch"), "in another branch"],
  ] as const;
  const said = [
    ...MOVES.flatMap(([change, words]) => movedCount(list, change, words)),
    ...parts
      .filter(([count]) => count > 0)
      .map(([count, what]) => `${formatNumber(count)} ${what}`),
  ];
  return said.length === 0 ? [] : [`${capitalised(noun)}: ${listWords(said)}.`];
}

const MOVES: readonly (readonly [Reorganisation["change"], string])[] = [
  ["merged", "merged into"],
  ["split", "split into"],
  ["reorganised", "reorganised into"],
  ["renamed", "with another id"],
];

/** "5 merged into 2", "340 with another id"; nothing where there are none. */
function movedCount(
  { moved }: CodeListChanges,
  change: Reorganisation["change"],
  words: string,
): readonly string[] {
  const moves = moved.filter((move) => move.change === change);
  if (moves.length === 0) return [];
  const count = (entries: (move: CodeListChanges["moved"][number]) => readonly CodeListEntry[]) =>
    formatNumber(moves.reduce((sum, move) => sum + entries(move).length, 0));
  const from = count((move) => move.from);
  return [
    change === "renamed" ? `${from} ${words}` : `${from} ${words} ${count((move) => move.to)}`,
  ];
}

/** How many figures were revised, and the country's totals that moved. */
export function revisionSummary(diff: EditionDiff): readonly string[] {
  const { years, revisions, national, units } = diff;
  const { cells, jobs, firms, disclosed, withheld } = revisions;
  if (years.shared.length === 0) return ["The editions have no year in common."];
  const parts = [...measureWords("jobs", jobs), ...measureWords("firms", firms)];
  const given = `given in both editions (${yearWords(years.shared)})`;
  return [
    cells === 0
      ? `No figures ${given} differ.`
      : `${cellWords(cells)} ${given} ${cells === 1 ? "has" : "have"} other figures: ${listWords(parts)}.`,
    ...(cells > 0 && units.length > 0
      ? ["Units of measurement changed, so that these differences are not revisions alone."]
      : []),
    ...(disclosed > 0 ? [`${cellWords(disclosed)} withheld before, given now.`] : []),
    ...(withheld > 0 ? [`${cellWords(withheld)} given before, withheld now.`] : []),
    ...reorganisedSentences(revisions.reorganised),
    ...national.map(nationalSentence),
  ];
}

function reorganisedSentences({
  regions,
  sectors,
}: EditionDiff["revisions"]["reorganised"]): readonly string[] {
  const counts = [
    [regions, "region"],
    [sectors, "sector"],
  ] as const;
  const said = counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`);
  if (said.length === 0) return [];
  return [`The figures of ${listWords(said)} that took in or gave up a part are not compared.`];
}

/** The summary, then the cells that changed most. */
export function revisionSentences(diff: EditionDiff): readonly string[] {
  const { cells, largest } = diff.revisions;
  const opening =
    cells > largest.length
      ? [`The ${formatNumber(largest.length)} largest changes of ${formatNumber(cells)}:`]
      : [];
  return [...revisionSummary(diff), ...opening, ...largestRevisions(diff)];
}

/** The cells that changed most, one sentence each. */
export function largestRevisions({ revisions }: EditionDiff): readonly string[] {
  return revisions.largest.map(cellSentence);
}

function cellWords(count: number): string {
  return `${formatNumber(count)} cell${count === 1 ? "" : "s"}`;
}

function measureWords(noun: string, { cells, sum }: MeasureRevisions): readonly string[] {
  if (cells === 0) return [];
  return [`${noun} in ${formatNumber(cells)}, by ${amountWords(sum)} in all`];
}

/** A sum above zero is never told as none. */
function amountWords(sum: number): string {
  const [text = ""] = formatApart([sum, 0], (value) => formatNumber(value));
  return text;
}

function nationalSentence({ year, measure, before, after }: NationalChange): string {
  return `The country’s ${measure} in ${year}: ${movedWords(before, after)}.`;
}

function cellSentence(cell: RevisedCell): string {
  const parts = [
    ...(cell.jobsBefore === cell.jobsAfter
      ? []
      : [`jobs ${movedWords(cell.jobsBefore, cell.jobsAfter)}`]),
    ...(cell.firmsBefore === cell.firmsAfter
      ? []
      : [`firms ${movedWords(cell.firmsBefore, cell.firmsAfter)}`]),
  ];
  return `${pairName(cell)}, ${cell.year}: ${parts.join("; ")}.`;
}

/** "1,200 before, 1,250 now (+50)". */
function movedWords(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined) {
    const text = (value: number | undefined) =>
      value === undefined ? "not known" : formatNumber(value);
    return `${text(before)} before, ${text(after)} now`;
  }
  const [was = "", is = ""] = formatApart([before, after], (value) => formatNumber(value));
  return `${was} before, ${is} now (${formatChange(after - before, decimalsOf(is))})`;
}
