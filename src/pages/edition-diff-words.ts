/** What changed between two editions besides their clusters, in sentences. */

import type { CodeListChanges, CodeListEntry, EntryChange } from "../model/code-list-change.ts";
import type { EditionDiff } from "../model/edition-diff.ts";
import type { NationalChange } from "../model/national-change.ts";
import type { MeasureRevisions, RevisedCell } from "../model/revision.ts";
import { CRITERION_WORDS, clusterSentences, pairName, ruleWords } from "./cluster-change-words.ts";
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

function entrySentences(noun: string, list: CodeListChanges): readonly string[] {
  const name = (entry: CodeListEntry): string => `The ${noun} ${entry.name} (${entry.id})`;
  return [
    ...list.appeared.map((entry) => `${name(entry)} appeared.`),
    ...list.vanished.map((entry) => `${name(entry)} vanished.`),
    ...list.changed.map((change) => entryChangeSentence(noun, change)),
  ];
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

function listSummary(
  noun: string,
  { appeared, vanished, changed }: CodeListChanges,
): readonly string[] {
  const having = (property: EntryChange["property"]): number =>
    changed.filter((change) => change.property === property).length;
  const parts = [
    [appeared.length, "appeared"],
    [vanished.length, "vanished"],
    [having("name"), "renamed"],
    [having("group"), "in another group"],
    [having("branch"), "in another branch"],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatNumber(count)} ${what}`);
  return said.length === 0 ? [] : [`${capitalised(noun)}: ${listWords(said)}.`];
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
    ...national.map(nationalSentence),
  ];
}

/** The summary, then the cells that changed most. */
export function revisionSentences(diff: EditionDiff): readonly string[] {
  const { cells, largest } = diff.revisions;
  const opening =
    cells > largest.length
      ? [`The ${formatNumber(largest.length)} largest changes of ${formatNumber(cells)}:`]
      : [];
  return [...revisionSummary(diff), ...opening, ...largest.map(cellSentence)];
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
