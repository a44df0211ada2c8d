/** Claims that turned: what the narratives of one edition say, evaluated over the data of another. */

import type { Atlas } from "../model/atlas.ts";
import { type Condition, formatClaim, namesIn } from "../model/claim.ts";
import { type Kind, type Lineages, lineages } from "../model/crosswalk.ts";
import type { Figure } from "../model/figure-quantity.ts";
import { belongsTo, type Narrative } from "../model/narrative.ts";
import type { Speech } from "../words/speech.ts";
import { figureText, judgeClaim } from "./claims.ts";
import { siteNowhere } from "./context.ts";
import type { DiffSection } from "./edition-diff-words.ts";
import { narrativeProse } from "./narratives.ts";
import { createNumbers } from "./numbers.ts";
import type { ClaimVerdict, JudgedClaim, ProseClaim, ProseProblem, RefusedClaim } from "./prose.ts";

/** What becomes of a claim; "unanswerable" where the edition lacks a region, sector or year that it names. */
export type ClaimOutcome = ClaimVerdict | "unanswerable";

/** A figure of a claim in both editions, as a reader sees it; undefined where the later edition does not have it. */
export interface ClaimFigureChange {
  readonly id: string;
  readonly before: string;
  readonly after: string | undefined;
}

export interface ClaimChange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** With the figures of the earlier edition. */
  readonly sentence: string;
  readonly condition: string;
  readonly before: ClaimVerdict;
  readonly after: ClaimOutcome;
  /** Why it cannot be decided or evaluated in the later edition, for analysts, in English; empty where it can. */
  readonly reasons: readonly string[];
  /** The same for readers: sentences in the language of the page. */
  readonly why: readonly string[];
  /** What became of the regions and sectors it names, by the crosswalk; empty where they are what they were. */
  readonly notes: readonly string[];
  readonly figures: readonly ClaimFigureChange[];
}

export interface ClaimChanges {
  /** Claims in the narratives of the earlier edition. */
  readonly total: number;
  /** How many of them hold in both editions. */
  readonly lasting: number;
  /**
   * Those that turned, cannot be evaluated, or name what is not what it was (`before` and `after` may then be the same),
   * in the order of files and lines.
   */
  readonly changed: readonly ClaimChange[];
  /** What keeps narratives of the earlier edition from being read. */
  readonly problems: readonly ProseProblem[];
}

/** Evaluates every claim of the earlier edition's narratives over the data of the later one. */
export function claimChanges(
  before: Atlas,
  after: Atlas,
  narratives: readonly Narrative[],
  speech: Speech,
): ClaimChanges {
  const own = narratives.filter((narrative) => belongsTo(narrative, before.dataset.id));
  const basis = {
    atlas: before,
    numbers: createNumbers(before, speech),
    narratives: own,
    site: siteNowhere(speech),
  };
  const prose = own
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .map((narrative) => narrativeProse(basis, narrative));
  const claims = prose.flatMap((each) => each.claims);
  const lines = lineages(before.dataset, after.dataset);
  const compared = claims.map((claim) => compare(claim, after, lines, speech));
  return {
    total: claims.length,
    lasting: compared.filter((claim) => claim.before === "holds" && claim.after === "holds").length,
    changed: compared.filter((claim) => claim.before !== claim.after || claim.notes.length > 0),
    problems: prose.flatMap((each) => each.problems),
  };
}

function compare(claim: ProseClaim, after: Atlas, lines: Lineages, speech: Speech): ClaimChange {
  const { file, line, column, sentence, verdict } = claim;
  const condition = formatClaim(claim.condition);
  const judged = judgeClaim(after, condition);
  const found = "verdict" in judged ? judged.figures : [];
  const inLater = new Map(found.map((figure) => [figure.id, figureText(figure, speech)]));
  return {
    file,
    line,
    column,
    sentence,
    condition,
    before: verdict,
    after: "verdict" in judged ? judged.verdict : "unanswerable",
    reasons: "verdict" in judged ? judged.reasons : judged.errors.map(({ message }) => message),
    why: "verdict" in judged ? withheldWords(judged, speech) : lackWords(judged.errors, speech),
    notes: lineNotes(claim.condition, lines, speech),
    figures: claim.figures.map((figure: Figure) => ({
      id: figure.id,
      before: figureText(figure, speech),
      after: inLater.get(figure.id),
    })),
  };
}

/** What the later edition lacks, each once: several figures of a claim may name it. */
function lackWords(errors: RefusedClaim["errors"], { say }: Speech): readonly string[] {
  const sentences = errors.flatMap(({ lack }) =>
    lack === undefined ? [] : [say("history.claim-lacks", { ...lack })],
  );
  return [...new Set(sentences)];
}

/** Figures that keep a claim open. */
function withheldWords({ verdict, figures }: JudgedClaim, speech: Speech): readonly string[] {
  return verdict !== "open"
    ? []
    : figures
        .filter(({ value }) => value === undefined)
        .map((figure) =>
          speech.say("history.claim-withheld", { id: figure.id, text: figureText(figure, speech) }),
        );
}

function lineNotes(condition: Condition, lines: Lineages, speech: Speech): readonly string[] {
  const { regions, sectors } = namesIn(condition);
  return [
    ...regions.flatMap((id) => lineNote("region", id, lines, speech) ?? []),
    ...sectors.flatMap((id) => lineNote("sector", id, lines, speech) ?? []),
  ];
}

/** What the crosswalk says of an id that is not what it was. */
function lineNote(
  kind: Kind,
  id: string,
  lines: Lineages,
  { say, list }: Speech,
): string | undefined {
  const { heirs, ancestors, isSame } = lines[kind];
  if (isSame(id)) return undefined;
  const [first, ...more] = heirs(id);
  if (first === undefined) return undefined;
  if (more.length > 0) return say("history.line-divided", { kind, id, heirs: list(heirs(id)) });
  const joined = ancestors(first).filter((other) => other !== id && other !== first);
  const values = { kind, id, joined: joined.length === 0 ? "no" : "yes", others: list(joined) };
  if (first === id) return say("history.line-changed", values);
  const part = ancestors(first).includes(first) ? "yes" : "no";
  return say("history.line-moved", { ...values, heir: first, part });
}

/** The changes in sentences, under the heading “Claims”: for analysts, to whom the program speaks English. */
export function claimSection(
  changes: ClaimChanges,
  before: string,
  after: string,
  speech: Speech,
): DiffSection {
  const { total, changed } = changes;
  const none = `The narratives of edition ${before} claim nothing of its data.`;
  return {
    heading: "Claims",
    sentences: [
      total === 0 ? none : claimCount(changes, before, after, speech),
      ...changed.map((change) => claimChangeSentence(change, speech)),
    ],
  };
}

/** How many of the claims hold in both editions. */
export function claimCount(
  { total, lasting }: ClaimChanges,
  before: string,
  after: string,
  { say }: Speech,
): string {
  return say("history.claim-count", {
    total,
    totalText: String(total),
    lasting,
    lastingText: String(lasting),
    before,
    after,
  });
}

/** One claim that turned: where it stands, what became of it, and why. For analysts. */
export function claimChangeSentence(change: ClaimChange, speech: Speech): string {
  const { file, line, column, sentence, condition } = change;
  return `${file}:${line}:${column}: “${sentence}” ${turnedWords(change, speech)}.${reasonWords(change, speech)} Condition: ${condition}.${movedFigures(change, speech)}`;
}

/** What became of a claim, and why, for readers. */
export function claimOutcome(change: ClaimChange, speech: Speech): string {
  const opening = speech.sentence(turnedWords(change, speech));
  return `${[opening, ...change.why, ...change.notes].join(" ")}${movedFigures(change, speech)}`;
}

/** "no longer holds"; of a claim whose verdict is the same, though what it names is not: "still holds, but …". */
function turnedWords({ before, after }: ClaimChange, { say }: Speech): string {
  return before === after
    ? say("history.claim-still", { verdict: before })
    : say("history.claim-turned", { outcome: after });
}

function reasonWords({ reasons, notes }: ClaimChange, speech: Speech): string {
  const why = reasons.length === 0 ? [] : [speech.sentence(speech.list(reasons.map(withoutStop)))];
  return [...why, ...notes].map((sentence) => ` ${sentence}`).join("");
}

function movedFigures({ figures }: ClaimChange, { say }: Speech): string {
  const moved = figures.flatMap(({ id, before, after }) =>
    after === undefined || after === before
      ? []
      : [say("history.figure-turned", { id, before, after })],
  );
  return moved.length === 0 ? "" : ` ${moved.join("; ")}.`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
