/**
 * Claims of narratives: judged over an edition's data, told in messages where they fail, shown on the page with what
 * they rest on, and published as claims.json.
 */

import type { Atlas } from "../model/atlas.ts";
import {
  type Condition,
  evaluateClaim,
  formatClaim,
  isClaimError,
  isEvaluated,
  parseClaim,
} from "../model/claim.ts";
import { isFigureError, parseFigureId, unitOfFigure } from "../model/figure-id.ts";
import type { Figure, FigureInput } from "../model/figure-quantity.ts";
import { createRows, type RowsOf, type SourceRows } from "../model/figure-rows.ts";
import type { Speech } from "../words/speech.ts";
import { claimWarning, sentenceId } from "./claim-html.ts";
import { formulaWords } from "./formula-words.ts";
import { figureView, type Numbers } from "./numbers.ts";
import type { JudgedClaim, ProseClaim, ProseProblem, RefusedClaim } from "./prose.ts";
import type { NumberView } from "./view.ts";

/** Rules whose problems `--claims warn` turns into warnings: all that says that prose and data disagree. */
export const CLAIM_RULES = ["claim-fails", "claim-open", "prose-digits"] as const;

/** Whether prose that the data do not bear out ends the work, or is marked and reported. */
export type ClaimPolicy = "fail" | "warn";

/** Problems of the prose by what they lead to. */
export interface SortedProblems {
  readonly errors: readonly ProseProblem[];
  readonly warnings: readonly ProseProblem[];
}

/** With the policy "warn", what says that prose and data disagree is but a warning; all else is an error. */
export function sortProblems(
  problems: readonly ProseProblem[],
  policy: ClaimPolicy = "fail",
): SortedProblems {
  const lenient = ({ rule }: ProseProblem): boolean =>
    policy === "warn" && CLAIM_RULES.some((known) => known === rule);
  const distinct = [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
  return {
    errors: distinct.filter((problem) => !lenient(problem)),
    warnings: distinct.filter(lenient).map((problem) => ({ ...problem, severity: "warning" })),
  };
}

/** A narrative of several editions has the same slips in each. */
function keyOf({ file, line, column, message }: ProseProblem): string {
  return `${file}:${line}:${column} ${message}`;
}

const VERDICTS = { true: "holds", false: "fails", open: "open" } as const;

/** What an edition's data say of a condition; every error in it where it cannot be told. */
export function judgeClaim(atlas: Atlas, text: string): JudgedClaim | RefusedClaim {
  const edition = atlas.dataset.id;
  const condition = parseClaim(text);
  if (isClaimError(condition))
    return { why: "The condition of the claim cannot be read", errors: [condition] };
  const outcome = evaluateClaim(atlas, condition);
  if (!isEvaluated(outcome))
    return { why: `The claim names what edition ${edition} does not have`, errors: outcome };
  const { truth, figures, reasons } = outcome;
  return { edition, condition, verdict: VERDICTS[truth], figures, reasons };
}

/** What a message says of a claim that does not hold; undefined of one that does. */
export function claimProblem(claim: ProseClaim, speech: Speech): ProseProblem | undefined {
  const { edition, verdict, sentence, condition, figures, reasons, file, line, column } = claim;
  if (verdict === "holds") return undefined;
  const says =
    verdict === "fails"
      ? `The claim does not hold in the data of edition ${edition}`
      : `The claim cannot be decided from the data of edition ${edition}, since ${reasons.join(" and ")}`;
  return {
    rule: verdict === "fails" ? "claim-fails" : "claim-open",
    file,
    line,
    column,
    value: "",
    message: `${says}: “${sentence}”${/[.!?]$/.test(sentence) ? "" : "."} Condition: ${formatClaim(condition)}. Today: ${figures.map((figure) => figureWords(figure, speech)).join("; ")}.`,
    remedy: "Rewrite the sentence and its condition, or correct the data.",
  };
}

/** A figure with the number a reader would see: "share:bergen/textiles:1990 is 13.1 %". */
function figureWords(figure: Figure, speech: Speech): string {
  return `${figure.id} is ${figureText(figure, speech)}`;
}

/** The figure's number with its unit, or why there is none. */
export function figureText({ id, value, unit, interval }: Figure, speech: Speech): string {
  if (value === undefined)
    return interval === undefined
      ? speech.say("prose.not-defined")
      : speech.say("prose.withheld-bounds", { bounds: boundsText(interval, speech) });
  const { text } = figureView({ id, value, unit, flagged: "" }, { bare: true }, speech);
  if (unit === "percent") return speech.percent(text);
  // A choice in a message is one word.
  const counted = unit === "percentage points" ? "points" : unit;
  return speech.say("prose.figure-of-unit", { unit: counted, n: value, number: text });
}

function boundsText(
  { low, high }: NonNullable<Figure["interval"]>,
  { number, say }: Speech,
): string {
  return high === Number.POSITIVE_INFINITY
    ? say("prose.at-least", { low: number(low) })
    : say("prose.from-to", { low: number(low), high: number(high) });
}

/** A claim as an entry of its page's list. */
export interface ClaimView {
  readonly id: string;
  readonly number: number;
  /** Fragment of the sentence on the page. */
  readonly sentenceId: string;
  readonly sentence: string;
  /** A line for each condition that is joined by and. */
  readonly condition: readonly string[];
  /** What the figures do not bear out; undefined where they do. */
  readonly warning: string | undefined;
  readonly figures: readonly ClaimFigureView[];
}

export interface ClaimFigureView {
  readonly id: string;
  readonly number: NumberView;
  /** What a withheld figure may be; undefined where the value is known. */
  readonly bounds: string | undefined;
  readonly formula: string;
  /** Where it is read; empty where it is computed. */
  readonly rows: string;
  /** What it is computed from. */
  readonly parts: readonly ClaimInputView[];
}

export interface ClaimInputView {
  readonly id: string;
  readonly text: string;
  /** Files and lines, in words. */
  readonly rows: string;
}

/** More inputs than these are told by their rows alone. */
const MOST_INPUTS = 8;
/** More lines, or stretches of them, than these are told by their number, the first and the last. */
const MOST_STRETCHES = 6;

/** Entries for a page's list of claims. The figures are noted among those that pages show. */
export function claimViews(
  atlas: Atlas,
  numbers: Numbers,
  claims: readonly ProseClaim[],
  speech: Speech,
): readonly ClaimView[] {
  const rowsOf = createRows(atlas);
  return claims.map((claim) => ({
    id: claim.id,
    number: claim.number,
    sentenceId: sentenceId(claim),
    sentence: speech.capitalised(claim.sentence),
    condition: conditionLines(claim.condition),
    warning: claimWarning(claim.verdict, speech),
    figures: claim.figures.map((figure) => ({
      id: figure.id,
      number: numbers.figure(figure.id, { unmarked: true }),
      bounds: figure.interval === undefined ? undefined : boundsText(figure.interval, speech),
      formula: formulaWords(figure.formula, speech) ?? figure.formula,
      rows: figure.inputs.length > 0 ? "" : inputRows(figure, rowsOf, speech),
      parts: partsOf(figure, rowsOf, speech),
    })),
  }));
}

function partsOf(figure: Figure, rowsOf: RowsOf, speech: Speech): readonly ClaimInputView[] {
  const { inputs } = figure;
  if (inputs.length > MOST_INPUTS) {
    const all = mergedRows(inputs.flatMap((input) => rowsOf(input)));
    const text = speech.say("prose.figures-behind", { count: speech.number(inputs.length) });
    return [{ id: "", text, rows: rowsText(all, speech) }];
  }
  return inputs.map((input) => ({
    id: input.id,
    text: inputText(input, speech),
    rows: inputRows(input, rowsOf, speech),
  }));
}

/** Where a figure is read, or that it has no row. */
function inputRows({ id, value, source }: FigureInput, rowsOf: RowsOf, speech: Speech): string {
  return rowsText(rowsOf({ id, value, source }), speech) || (source ?? "");
}

function conditionLines(condition: Condition): readonly string[] {
  if (condition.kind !== "and") return [formatClaim(condition)];
  // A chain of and hangs to the left; what hangs to the right, or is joined by or, keeps its parentheses.
  const right = condition.right;
  const last =
    right.kind === "and" || right.kind === "or" ? `(${formatClaim(right)})` : formatClaim(right);
  const { left } = condition;
  const before = left.kind === "or" ? [`(${formatClaim(left)})`] : conditionLines(left);
  return [...before, `and ${last}`];
}

function inputText({ id, value }: FigureInput, speech: Speech): string {
  const parsed = parseFigureId(id);
  if (isFigureError(parsed))
    return value === undefined ? speech.say("prose.not-defined") : String(value);
  const view = figureView(
    { id, value, unit: unitOfFigure(parsed), flagged: "" },
    { unmarked: true },
    speech,
  );
  return view.text + view.unit;
}

function mergedRows(all: readonly SourceRows[]): readonly SourceRows[] {
  const files = [...new Set(all.map(({ file }) => file))].sort();
  return files.map((file) => {
    const lines = all.filter((rows) => rows.file === file).flatMap((rows) => rows.lines);
    return { file, lines: [...new Set(lines)].sort((a, b) => a - b) };
  });
}

/** "employment.csv, lines 12, 40–43"; many lines by their number. Empty where there are none. */
export function rowsText(rows: readonly SourceRows[], speech: Speech): string {
  return rows
    .map(({ file, lines }) => (lines.length === 0 ? file : linesText(file, lines, speech)))
    .join("; ");
}

function linesText(file: string, lines: readonly number[], { number, say }: Speech): string {
  const stretches = stretchesOf(lines);
  const [first, last] = [lines[0] ?? 0, lines.at(-1) ?? 0];
  if (lines.length === 1) return say("prose.one-line", { file, line: String(first) });
  if (stretches.length > MOST_STRETCHES)
    return say("prose.many-lines", {
      file,
      count: number(lines.length),
      first: String(first),
      last: String(last),
    });
  const texts = stretches.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return say("prose.lines", { file, lines: texts.join(", ") });
}

function stretchesOf(lines: readonly number[]): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (const line of lines) {
    const open = stretches.at(-1);
    if (open !== undefined && open[1] === line - 1) open[1] = line;
    else stretches.push([line, line]);
  }
  return stretches;
}

/** A claim with the page on which it stands. */
export interface PublishedClaim {
  /** Address below the path prefix. */
  readonly page: string;
  readonly claim: ProseClaim;
}

/**
 * claims.json: every claim of the edition, as an array in the order of files and lines. `rows` are the lines of the data
 * on which a figure rests in the end, as stretches from–to; there are none where it is read from the file as a whole.
 */
export function claimsJson(atlas: Atlas, claims: readonly PublishedClaim[]): string {
  const rowsOf = createRows(atlas);
  const entries = claims.map(({ page, claim }) => ({
    id: claim.id,
    page,
    fragment: sentenceId(claim),
    file: claim.file,
    line: claim.line,
    column: claim.column,
    sentence: claim.sentence,
    condition: formatClaim(claim.condition),
    verdict: claim.verdict,
    reasons: claim.reasons,
    figures: claim.figures.map(({ id, value, unit, formula, inputs, source, interval }) => ({
      id,
      value: value ?? null,
      unit,
      formula,
      source: source ?? null,
      inputs: inputs.map((input) => ({
        id: input.id,
        value: input.value ?? null,
        source: input.source ?? null,
      })),
      rows: rowsOf({ id, value, source }).map(({ file, lines }) => ({
        file,
        count: lines.length,
        lines: stretchesOf(lines),
      })),
      ...(interval === undefined
        ? {}
        : {
            low: interval.low,
            high: Number.isFinite(interval.high) ? interval.high : null,
          }),
    })),
  }));
  return `[${entries.map((entry) => `\n${JSON.stringify(entry)}`).join(",")}\n]\n`;
}
