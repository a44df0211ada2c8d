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
import type { Speech } from "../words/speech.ts";
import { clusterSentences, pairName, ruleWords } from "./cluster-change-words.ts";
import { type CodeListNoun, endClause, entryName, moveSentence, noted } from "./crosswalk-words.ts";

/** A part of what changed, under its heading. */
export interface DiffSection {
  readonly heading: string;
  /** Never empty: where nothing changed, one sentence says so. */
  readonly sentences: readonly string[];
}

/** All that changed, one finding a sentence, for analysts, to whom the program speaks English. */
export function diffSections(diff: EditionDiff, speech: Speech): readonly DiffSection[] {
  const definitions = definitionSentences(diff, speech);
  const codeLists = codeListSentences(diff, speech);
  return [
    { heading: "Clusters", sentences: clusterSentences(diff, speech) },
    {
      heading: "Criteria and units",
      sentences:
        definitions.length > 0 ? definitions : ["They are the same, and so are the years."],
    },
    {
      heading: "Code lists",
      sentences: codeLists.length > 0 ? codeLists : ["Regions and sectors are the same."],
    },
    { heading: "Revised figures", sentences: revisionSentences(diff, speech) },
  ];
}

/** Criteria, units, the kind of figures, years and breaks: one sentence for each that changed. */
export function definitionSentences(diff: EditionDiff, speech: Speech): readonly string[] {
  const { criteria, units, dataStatus, clusterYears, years, breaks } = diff;
  const { say } = speech;
  const yearWords = (each: readonly number[]): string => speech.list(each.map(String));
  return [
    ...criteria.map(({ criterion, before, after }) =>
      say("history.criterion-changed", {
        criterion,
        before: ruleWords(before, speech),
        after: ruleWords(after, speech),
      }),
    ),
    ...units.map(({ unit, before, after }) =>
      say("history.counted-as", { unit: unit === "jobsUnit" ? "jobs" : "firms", before, after }),
    ),
    ...(dataStatus === undefined ? [] : [say("history.data-status-changed", { ...dataStatus })]),
    ...(clusterYears === undefined
      ? []
      : [
          say("history.cluster-years-changed", {
            before: yearWords(clusterYears.before),
            after: yearWords(clusterYears.after),
          }),
        ]),
    ...(years.added.length > 0
      ? [say("history.years-added", { years: yearWords(years.added) })]
      : []),
    ...(years.removed.length > 0
      ? [say("history.years-removed", { years: yearWords(years.removed) })]
      : []),
    ...breaks.map(({ year, note }) =>
      say("history.series-breaks", { year: String(year), note: note.replace(/\.$/, "") }),
    ),
  ];
}

/** Regions and sectors that appeared, vanished or changed: one sentence each, for analysts. */
export function codeListSentences(
  { regions, sectors }: EditionDiff,
  speech: Speech,
): readonly string[] {
  return [
    ...entrySentences("region", regions, speech),
    ...entrySentences("sector", sectors, speech),
  ];
}

function entrySentences(
  noun: CodeListNoun,
  list: CodeListChanges,
  speech: Speech,
): readonly string[] {
  const name = (entry: CodeListEntry): string => `The ${noun} ${entryName(entry)}`;
  const end = ({ ended }: VanishedEntry): string =>
    ended === undefined ? "vanished" : noted(`ended in ${ended.since}`, [ended], speech);
  const { appeared, vanished } = unexplained(list);
  return [
    ...list.moved.map((move) => moveSentence(noun, move, speech)),
    ...appeared.map((entry) => `${name(entry)} appeared.`),
    ...vanished.map((entry) => `${name(entry)} ${end(entry)}.`),
    ...list.changed.map((change) => entryChangeSentence(noun, change)),
  ];
}

/** "The region ended in 2018: its note.", "The region is no longer in the data.": for its own page. */
export function endSentence(kind: CodeListNoun, { ended }: VanishedEntry, speech: Speech): string {
  return ended === undefined
    ? speech.say("history.no-longer", { kind })
    : speech.sentence(endClause(kind, ended, speech));
}

/** The same where the name of the entry stands before. */
export function endNote({ ended }: VanishedEntry, speech: Speech): string {
  if (ended === undefined) return speech.say("history.it-vanished");
  return `${noted(speech.say("history.it-ended", { year: String(ended.since) }), [ended], speech)}.`;
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
export function codeListSummary(
  { regions, sectors }: EditionDiff,
  speech: Speech,
): readonly string[] {
  return [...listSummary("region", regions, speech), ...listSummary("sector", sectors, speech)];
}

const MOVES: readonly Reorganisation["change"][] = ["merged", "split", "reorganised", "renamed"];

function listSummary(kind: CodeListNoun, list: CodeListChanges, speech: Speech): readonly string[] {
  const { say, number } = speech;
  const having = (property: EntryChange["property"]): number =>
    list.changed.filter((change) => change.property === property).length;
  const { appeared, vanished } = unexplained(list);
  const parts = [
    [appeared.length, "appeared"],
    [vanished.length, "vanished"],
    [having("name"), "renamed"],
    [having("group"), "group"],
    [having("branch"), "branch"],
  ] as const;
  const said = [
    ...MOVES.flatMap((change) => movedCount(list, change, speech)),
    ...parts
      .filter(([count]) => count > 0)
      .map(([n, what]) => say("history.list-part", { n, count: number(n), what })),
  ];
  return said.length === 0 ? [] : [say("history.list-summary", { kind, parts: speech.list(said) })];
}

/** "5 merged into 2", "340 with another id"; nothing where there are none. */
function movedCount(
  { moved }: CodeListChanges,
  change: Reorganisation["change"],
  { say, number }: Speech,
): readonly string[] {
  const moves = moved.filter((move) => move.change === change);
  if (moves.length === 0) return [];
  const count = (entries: (move: CodeListChanges["moved"][number]) => readonly CodeListEntry[]) =>
    number(moves.reduce((sum, move) => sum + entries(move).length, 0));
  const [from, to] = [count((move) => move.from), count((move) => move.to)];
  return [say("history.list-moved", { change, from, to })];
}

/** How many figures were revised, and the country's totals that moved. */
export function revisionSummary(diff: EditionDiff, speech: Speech): readonly string[] {
  const { years, revisions, national, units } = diff;
  const { cells, jobs, firms, disclosed, withheld } = revisions;
  const { say, number } = speech;
  if (years.shared.length === 0) return [say("history.no-shared-years")];
  const parts = [...measureWords("jobs", jobs, speech), ...measureWords("firms", firms, speech)];
  const shared = speech.list(years.shared.map(String));
  return [
    cells === 0
      ? say("history.none-revised", { years: shared })
      : say("history.revised", {
          n: cells,
          count: number(cells),
          years: shared,
          parts: speech.list(parts),
        }),
    ...(cells > 0 && units.length > 0 ? [say("history.revised-units")] : []),
    ...(disclosed > 0
      ? [say("history.disclosed", { n: disclosed, count: number(disclosed) })]
      : []),
    ...(withheld > 0 ? [say("history.withheld", { n: withheld, count: number(withheld) })] : []),
    ...reorganisedSentences(revisions.reorganised, speech),
    ...national.map((change) => nationalSentence(change, speech)),
  ];
}

function reorganisedSentences(
  { regions, sectors }: EditionDiff["revisions"]["reorganised"],
  speech: Speech,
): readonly string[] {
  const counts = [
    [regions, "region"],
    [sectors, "sector"],
  ] as const;
  const said = counts
    .filter(([n]) => n > 0)
    .map(([n, kind]) => speech.say("history.places", { n, count: speech.number(n), kind }));
  return said.length === 0
    ? []
    : [speech.say("history.not-compared", { places: speech.list(said) })];
}

/** The summary, then the cells that changed most: for analysts. */
export function revisionSentences(diff: EditionDiff, speech: Speech): readonly string[] {
  const { cells, largest } = diff.revisions;
  const opening =
    cells > largest.length
      ? [`The ${speech.number(largest.length)} largest changes of ${speech.number(cells)}:`]
      : [];
  return [...revisionSummary(diff, speech), ...opening, ...largestRevisions(diff, speech)];
}

/** The cells that changed most, one sentence each. */
export function largestRevisions({ revisions }: EditionDiff, speech: Speech): readonly string[] {
  return revisions.largest.map((cell) => cellSentence(cell, speech));
}

function measureWords(
  measure: "jobs" | "firms",
  { cells, sum }: MeasureRevisions,
  { say, number, apart }: Speech,
): readonly string[] {
  if (cells === 0) return [];
  // A sum above zero is never told as none.
  const [amount = ""] = apart([sum, 0], (value) => number(value));
  return [say("history.revised-measure", { measure, cells: number(cells), amount })];
}

function nationalSentence(
  { year, measure, before, after }: NationalChange,
  speech: Speech,
): string {
  const moved = movedWords(before, after, speech);
  return speech.say("history.national-moved", { measure, year: String(year), moved });
}

function cellSentence(cell: RevisedCell, speech: Speech): string {
  const measures = [
    ["jobs", cell.jobsBefore, cell.jobsAfter],
    ["firms", cell.firmsBefore, cell.firmsAfter],
  ] as const;
  const parts = measures
    .filter(([, before, after]) => before !== after)
    .map(([measure, before, after]) =>
      speech.say("history.measure-moved", { measure, moved: movedWords(before, after, speech) }),
    );
  return `${pairName(cell)}, ${cell.year}: ${parts.join("; ")}.`;
}

/** "1,200 before, 1,250 now (+50)". */
function movedWords(
  before: number | undefined,
  after: number | undefined,
  { say, number, change }: Speech,
): string {
  if (before === undefined || after === undefined) {
    const text = (value: number | undefined) =>
      value === undefined ? say("history.figure-unknown") : number(value);
    return say("history.moved-unknown", { before: text(before), after: text(after) });
  }
  const decimals = decimalsApart(before, after, number);
  return say("history.moved", {
    before: number(before, decimals),
    after: number(after, decimals),
    change: change(after - before, decimals),
  });
}

/** More decimals than these tell no two figures of statistics apart. */
const MOST_DECIMALS = 10;

/** With how many decimals two numbers that differ can be told apart. */
function decimalsApart(before: number, after: number, number: Speech["number"]): number {
  let decimals = 0;
  while (
    decimals < MOST_DECIMALS &&
    before !== after &&
    number(before, decimals) === number(after, decimals)
  )
    decimals += 1;
  return decimals;
}
