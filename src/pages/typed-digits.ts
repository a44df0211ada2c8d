/**
 * Digits that an author typed into prose, and that neither a figure, a claim nor a reference to the publication
 * accounts for. The rule, and what is exempt from it, stands in docs/claims.md.
 */

import { allParts, isClaimError, parseClaim } from "../model/claim.ts";
import type { Narrative } from "../model/narrative.ts";
import type { Speech } from "../words/speech.ts";
import { type ProseProblem, placeInFile } from "./prose.ts";
import { type Piece, type ShortcodePiece, scanShortcodes } from "./shortcodes.ts";
import { createTypedNumbers, type TypedNumber } from "./typed-numbers.ts";

/** A stretch of the body to which references and figures extend: a paragraph, an entry of a list, a row of a table. */
interface Block {
  readonly start: number;
  readonly end: number;
}

/**
 * Every digit of the narrative that nothing accounts for; none where its front matter says `digits: quoted`. Numbers are
 * read as the narrative's language writes them.
 */
export function typedDigits(narrative: Narrative, speech: Speech): readonly ProseProblem[] {
  if (narrative.digits === "quoted") return [];
  const pieces = scanShortcodes(narrative.body);
  const text = visibleText(pieces);
  const numbersIn = createTypedNumbers(speech);
  return blocksOf(narrative.body).flatMap((block) => {
    const codes = pieces
      .filter((piece) => piece.kind === "shortcode")
      .filter(({ offset }) => offset >= block.start && offset < block.end);
    const years = new Set(codes.flatMap(yearsNamed));
    const quoted = codes.some(({ name }) => name === "paper");
    return numbersIn(text.slice(block.start, block.end)).flatMap((typed) => {
      const found = { ...typed, offset: block.start + typed.offset };
      const claim = claimAt(codes, found.offset);
      // A reference accounts for what the publication says, not for what is claimed of the data.
      if (claim === undefined && quoted) return [];
      const bound = new Set([...years, ...(claim === undefined ? [] : valuesOfClaim(claim))]);
      if (found.values.every((value) => bound.has(value))) return [];
      return [problem(narrative, found, claim !== undefined)];
    });
  });
}

function problem(
  narrative: Narrative,
  { text, offset }: TypedNumber,
  inClaim: boolean,
): ProseProblem {
  return {
    rule: "prose-digits",
    file: narrative.file,
    ...placeInFile(narrative, offset),
    value: text,
    message: inClaim
      ? "A number is typed into a claim whose condition does not have it, so that nothing would notice if it became false."
      : "A number is typed into the prose: neither a figure, a claim nor a reference to the publication accounts for it.",
    remedy: inClaim
      ? 'Put it into the condition, or take it from the data: {% figure "…" %}.'
      : 'Take it from the data ({% figure "…" %}), bind its sentence to the data ({% claim "…" %}), give the section of the publication in the same paragraph ({% paper "…" %}), or say what else it is ({% typed "reason" %}).',
  };
}

/** The body with everything blanked that is no visible prose, or exempt; offsets stay. */
function visibleText(pieces: readonly Piece[]): string {
  let exempt: string | undefined;
  const shown = pieces.map((piece) => {
    if (piece.kind === "text") return exempt === undefined ? piece.text : blank(piece.text);
    if (piece.name === exempt) exempt = undefined;
    // Names and years of works in a link to the bibliography are a reference.
    if (piece.name === "link" && piece.argument?.startsWith("argument/bibliography") === true)
      exempt = "endlink";
    if (piece.name === "typed") exempt = "endtyped";
    return blank(piece.text);
  });
  return EXEMPT.reduce((text, form) => text.replace(form, blank), shown.join(""));
}

const EXEMPT: readonly RegExp[] = [
  // Headings, and the numbers of an ordered list.
  /^ {0,3}#{1,6}[^\n]*/gm,
  /^\s*\d+[.)](?=\s)/gm,
  // Code, tags and comments, addresses of links.
  /(`+)[^`][\s\S]*?\1/g,
  /<!--[\s\S]*?-->/g,
  /<\/?[a-zA-Z][^>]*>/g,
  /\]\([^)]*\)/g,
  // Anchors.
  /\{#[^}\s]*\}/g,
];

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** A block ends at an empty line, and before a row of a table or an entry of a list. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let at = 0;
  const cut = (end: number): void => {
    if (end > start) blocks.push({ start, end });
    start = end;
  };
  for (const line of text.split("\n")) {
    if (/^\s*(?:$|\||[-*+]\s)/.test(line)) cut(at);
    at += line.length + 1;
  }
  cut(text.length);
  return blocks;
}

/** Years of a figure or of a claim's condition: in the same paragraph they may be typed. */
function yearsNamed({ name, argument = "" }: ShortcodePiece): readonly number[] {
  if (name !== "figure" && name !== "claim") return [];
  const years = [...argument.matchAll(/:(\d+)(?:-(\d+))?(?=[\s)]|$)|\bin (\d+)/g)];
  return years.flatMap(([, ...found]) => found.filter((year) => year !== undefined).map(Number));
}

/** The claim that is open at a place; undefined outside claims. */
function claimAt(codes: readonly ShortcodePiece[], offset: number): ShortcodePiece | undefined {
  const before = codes.filter((code) => code.offset < offset && /^(?:end)?claim$/.test(code.name));
  const last = before.at(-1);
  return last?.name === "claim" ? last : undefined;
}

/** The numbers that stand in a claim's condition, without their sign. */
function valuesOfClaim({ argument = "" }: ShortcodePiece): readonly number[] {
  const condition = parseClaim(argument);
  if (isClaimError(condition)) return [];
  return allParts(condition).flatMap((part) =>
    part.kind === "number" ? [Math.abs(part.value)] : [],
  );
}
