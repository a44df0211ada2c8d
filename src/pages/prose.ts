/**
 * Prose of narratives: Markdown with shortcodes, turned into HTML and the charts between.
 *
 *     {% figure "lq:horten/electronics:1990" %}     a figure computed from the data
 *     {% claim "CONDITION" %}…{% endclaim %}        a sentence bound to a condition over the data
 *     {% paper "2, characteristic 3" %}             a reference to a section of the source publication
 *     {% link "clusters/horten/electronics" %}…{% endlink %}   a link within the edition
 *     {% typed "REASON" %}…{% endtyped %}           digits that are no figure of the data
 *     {% chart "arendal-map" %}                     a chart, alone on its line
 *
 * Nothing else is evaluated: what an author writes cannot run, and a shortcode that cannot be
 * resolved is a problem with file, line and column.
 */

import MarkdownIt from "markdown-it";
import type { ClaimError, Condition } from "../model/claim.ts";
import type { Figure } from "../model/figure-quantity.ts";
import type { Narrative } from "../model/narrative.ts";
import { slug } from "../model/slug.ts";
import type { Speech } from "../words/speech.ts";
import { anchorAtEnd, misplacedAnchors } from "./anchors.ts";
import { claimHtml } from "./claim-html.ts";
import { isGlossary } from "./glossary.ts";
import { escapeHtml, textOfHtml } from "./html.ts";
import { type Piece, type ShortcodePiece, scanShortcodes } from "./shortcodes.ts";

/** What is wrong in a narrative, where, and what to do. */
export interface ProseProblem {
  /** An error where not said. */
  readonly severity?: "warning" | undefined;
  /** Name of the rule, where it has one. */
  readonly rule?: string | undefined;
  readonly file: string;
  readonly line: number;
  /** Column in the line, 1-based. */
  readonly column: number;
  readonly value: string;
  readonly message: string;
  readonly remedy: string;
}

/** How a shortcode's argument becomes HTML; an answer of `{ problem, remedy }` refuses it. */
export type Resolved = string | { readonly problem: string; readonly remedy: string };

/** Whether a claim holds; "open" where withheld or undefined figures do not decide. */
export type ClaimVerdict = "holds" | "fails" | "open";

export interface JudgedClaim {
  /** The edition over whose data it is judged. */
  readonly edition: string;
  readonly condition: Condition;
  readonly verdict: ClaimVerdict;
  /** What it rests on. */
  readonly figures: readonly Figure[];
  /** Why it is open. */
  readonly reasons: readonly string[];
}

/** A claim of which nothing can be said. */
export interface RefusedClaim {
  /** What is wrong with it, as the beginning of a sentence that each error ends. */
  readonly why: string;
  readonly errors: readonly ClaimError[];
}

export interface Shortcodes {
  readonly figure: (id: string, options: FigureOptions) => Resolved;
  /** What the data say of a condition; or every error in it, with its column. */
  readonly claim: (condition: string) => JudgedClaim | RefusedClaim;
  readonly paper: (section: string) => Resolved;
  /** The address of a target within the edition. */
  readonly link: (target: string) => Resolved;
}

export interface FigureOptions {
  /** Round to a multiple of this. */
  readonly round: number | undefined;
  /** Number of decimals. */
  readonly digits: number | undefined;
}

/** A claim where it stands in a narrative. */
export interface ProseClaim extends JudgedClaim {
  /** Of its entry in the page's list of claims. */
  readonly id: string;
  /** In order on the page, from 1. */
  readonly number: number;
  /** The sentence as plain text, figures printed. */
  readonly sentence: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of the page: HTML, or the id of a chart that stands there. */
export type ProsePart = { readonly html: string } | { readonly chart: string };

export interface Heading {
  readonly id: string;
  readonly text: string;
}

export interface Prose {
  readonly parts: readonly ProsePart[];
  /** Headings of the second level, for a table of contents. */
  readonly headings: readonly Heading[];
  readonly claims: readonly ProseClaim[];
  readonly problems: readonly ProseProblem[];
}

const ANY_TAG = /\{%|%\}|\{\{|\}\}/;

/** Renders a narrative's body. */
export function renderProse(narrative: Narrative, shortcodes: Shortcodes, speech: Speech): Prose {
  const headings: Heading[] = [];
  const names: TableNames = { heading: narrative.title, tables: 0 };
  const { text: expanded, claims, problems } = new Expansion(narrative, shortcodes, speech).run();
  const parts = expanded.split(/^\uE000(.*)\uE000$/m).map((text, position): ProsePart => {
    if (position % 2 === 1) return { chart: text };
    const rendered = renderMarkdown(text, names, speech);
    headings.push(...rendered.headings);
    return { html: rendered.html };
  });
  return {
    parts: parts.filter((part) => "chart" in part || part.html.trim() !== ""),
    headings,
    claims,
    problems,
  };
}

/** A claim or a stretch of typed digits that is still open, and where its text begins in the output. */
interface Open {
  readonly name: "claim" | "typed";
  readonly piece: ShortcodePiece;
  readonly start: number;
}

/**
 * Replaces shortcodes by HTML, piece by piece; a chart by a line of its own between characters of the private use
 * area, which no author types.
 */
class Expansion {
  readonly #narrative: Narrative;
  readonly #shortcodes: Shortcodes;
  readonly #speech: Speech;
  readonly #claims: ProseClaim[] = [];
  readonly #problems: ProseProblem[] = [];
  #text = "";
  /** Outermost first: typed digits may stand within a claim. */
  readonly #open: Open[] = [];

  constructor(narrative: Narrative, shortcodes: Shortcodes, speech: Speech) {
    this.#narrative = narrative;
    this.#shortcodes = shortcodes;
    this.#speech = speech;
  }

  run(): {
    readonly text: string;
    readonly claims: readonly ProseClaim[];
    readonly problems: readonly ProseProblem[];
  } {
    const pieces = scanShortcodes(this.#narrative.body);
    for (const piece of pieces) {
      // First the markup: at the end of a claim its sentence is taken from the text.
      const markup = this.#expand(piece);
      this.#text += markup;
    }
    for (const open of this.#open) this.#neverClosed(open);
    this.#reportLeftovers(pieces);
    this.#reportAnchors(pieces);
    return { text: this.#text, claims: this.#claims, problems: this.#problems };
  }

  #report(offset: number, value: string, message: string, remedy: string): string {
    const { file } = this.#narrative;
    this.#problems.push({
      file,
      ...placeInFile(this.#narrative, offset),
      value,
      message,
      remedy,
    });
    return "";
  }

  #expand(piece: Piece): string {
    // Within a claim, what looks like a tag is text: the sentence is quoted in lists and messages.
    if (piece.kind === "text")
      return this.#open[0]?.name === "claim" ? piece.text.replaceAll("<", "&lt;") : piece.text;
    const { name, argument, offset, text } = piece;
    if (name === "endlink") return "</a>";
    if (name === "endclaim") return this.#close("claim", piece);
    if (name === "endtyped") return this.#close("typed", piece);
    if (argument === undefined)
      return this.#report(
        offset,
        text,
        `The shortcode ${name} lacks its argument.`,
        `Write {% ${name} "…" %}.`,
      );
    switch (name) {
      case "figure":
        return this.#settle(this.#shortcodes.figure(argument, figureOptions(piece)), piece);
      case "paper":
        return this.#settle(this.#shortcodes.paper(argument), piece);
      case "link":
        return `<a href="${escapeHtml(this.#settle(this.#shortcodes.link(argument), piece))}">`;
      case "chart":
        return this.#open.length === 0
          ? `\uE000${argument}\uE000`
          : this.#report(offset, argument, "A chart cannot stand within a sentence.", CLOSE_FIRST);
      case "claim":
      case "typed":
        return this.#begin(name, argument, piece);
      default:
        return this.#report(
          offset,
          text,
          `There is no shortcode ${name}.`,
          "Use figure, claim … endclaim, paper, link … endlink, typed … endtyped, or chart.",
        );
    }
  }

  #settle(resolved: Resolved, { offset, argument = "" }: ShortcodePiece): string {
    return typeof resolved === "string"
      ? resolved
      : this.#report(offset, argument, resolved.problem, resolved.remedy);
  }

  #begin(name: "claim" | "typed", argument: string, piece: ShortcodePiece): string {
    const outer = this.#open.at(-1);
    if (outer !== undefined && !(name === "typed" && outer.name === "claim"))
      return this.#report(
        piece.offset,
        argument,
        `A shortcode ${name} cannot begin within ${outer.name}.`,
        CLOSE_FIRST,
      );
    this.#open.push({ name, piece, start: this.#text.length });
    if (name === "typed" && argument.trim() === "")
      this.#report(
        piece.offset,
        piece.text,
        "The shortcode typed gives no reason.",
        'Say what the digits are: {% typed "name of a road" %}E18{% endtyped %}.',
      );
    return "";
  }

  #close(name: Open["name"], { offset, text }: ShortcodePiece): string {
    const open = this.#open.at(-1);
    if (open?.name !== name)
      return this.#report(
        offset,
        text,
        `No shortcode ${name} is open here.`,
        `Begin it with {% ${name} "…" %}.`,
      );
    this.#open.pop();
    if (name === "typed") return "";
    const source = this.#text.slice(open.start);
    const claim = this.#judge(open.piece, source);
    if (claim === undefined) return "";
    this.#claims.push(claim);
    this.#text = this.#text.slice(0, open.start);
    return claimHtml(claim, source, this.#speech);
  }

  /** The claim, judged; undefined where it is not well made, which is reported. */
  #judge(piece: ShortcodePiece, source: string): ProseClaim | undefined {
    const { argument = "", argumentOffset, offset } = piece;
    const misplaced = misplacement(this.#narrative.body, offset, source);
    if (misplaced !== undefined) {
      this.#report(
        offset,
        argument,
        misplaced,
        "Put one sentence, or a few of one paragraph, between {% claim … %} and {% endclaim %}.",
      );
      return undefined;
    }
    const judged = this.#shortcodes.claim(argument);
    if (!("verdict" in judged)) {
      for (const { message, column } of judged.errors)
        this.#report(
          argumentOffset + column - 1,
          argument,
          `${judged.why}: ${message}`,
          "See docs/claims.md for conditions and docs/figure-ids.md for figures.",
        );
      return undefined;
    }
    const number = this.#claims.length + 1;
    return {
      ...judged,
      id: `${this.#narrative.kind}-${this.#narrative.slug}-claim-${number}`,
      number,
      sentence: sentenceText(source),
      file: this.#narrative.file,
      ...placeInFile(this.#narrative, offset),
    };
  }

  #neverClosed({ name, piece }: Open): void {
    this.#report(
      piece.offset,
      piece.argument ?? "",
      `The shortcode ${name} is never closed.`,
      `Write {% end${name} %} after its text.`,
    );
  }

  /** An anchor that is none would be printed. */
  #reportAnchors(pieces: readonly Piece[]): void {
    const text = withoutShortcodes(pieces);
    for (const at of misplacedAnchors(text, { glossary: isGlossary(this.#narrative) }))
      this.#report(
        at,
        /^\{#[^}\s]*\}?/.exec(text.slice(at))?.[0] ?? "",
        "This is no anchor: it stands elsewhere than at the end of a heading, or has other characters.",
        "Write {#two-paths}, with small letters a to z, digits and hyphens, as the last of the heading; in the glossary after the entry’s name.",
      );
  }

  /** Braces that no shortcode accounts for are a slip of the author's, never text. */
  #reportLeftovers(pieces: readonly Piece[]): void {
    const blanked = withoutShortcodes(pieces);
    const at = blanked.search(ANY_TAG);
    if (at < 0) return;
    const line = blanked.slice(at).split("\n", 1)[0] ?? "";
    this.#report(
      at,
      line.slice(0, 60),
      "This is not a well-formed shortcode.",
      'Write {% name "argument" %}, with straight quotes and on one line.',
    );
  }
}

/** The body with its shortcodes blanked; offsets stay. */
function withoutShortcodes(pieces: readonly Piece[]): string {
  return pieces
    .map(({ kind, text }) => (kind === "text" ? text : " ".repeat(text.length)))
    .join("");
}

const CLOSE_FIRST = "Close what is open first.";

/** What is wrong with the place of a claim, or with the extent of its sentence. */
function misplacement(body: string, offset: number, source: string): string | undefined {
  if (source.trim() === "") return "The claim has no sentence.";
  if (/\n\s*\n/.test(source)) return "The claim runs over several paragraphs.";
  const line = body.slice(body.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^ {0,3}#/.test(line) ? "A claim cannot stand in a heading." : undefined;
}

function figureOptions({ options }: ShortcodePiece): FigureOptions {
  return { round: options.get("round"), digits: options.get("digits") };
}

/** The sentence as a reader hears it: without markup, and without the marks of flags. */
function sentenceText(source: string): string {
  const html = new MarkdownIt({ html: true }).renderInline(source.trim());
  return textOfHtml(html.replace(/<abbr class="flag"[^>]*>[^<]*<\/abbr>/g, ""))
    .replace(/\s+/g, " ")
    .trim();
}

/** Line and column in the narrative's file of a place in its body. */
export function placeInFile(
  narrative: Narrative,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = narrative.body.slice(0, offset).split("\n");
  return {
    line: narrative.bodyLine + before.length - 1,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

/** What names the tables of a page: the heading above, and how many tables came before. */
interface TableNames {
  heading: string;
  tables: number;
}

/** Markdown with ids on headings, and tables that scroll by keyboard where they are too wide. */
function renderMarkdown(
  text: string,
  names: TableNames,
  { say }: Speech,
): { html: string; headings: readonly Heading[] } {
  const markdown = new MarkdownIt({ html: true, typographer: false });
  const { rules } = markdown.renderer;
  const headings: Heading[] = [];
  rules.heading_open = (tokens, index) => {
    const token = tokens[index];
    const inline = tokens[index + 1]?.children ?? [];
    const given = takeAnchor(inline);
    const words = plainText(inline);
    const id = given ?? slug(words);
    names.heading = words;
    if (token?.tag === "h2") headings.push({ id, text: words });
    return `<${token?.tag ?? "h2"} id="${escapeHtml(id)}">`;
  };
  rules.table_open = () => {
    names.tables += 1;
    const name = escapeHtml(
      say("prose.table-name", { number: names.tables, heading: names.heading }),
    );
    return `<div class="table-scroll" role="region" tabindex="0" aria-label="${name}"><table>`;
  };
  rules.table_close = () => "</table></div>";
  // Markdown's column alignment comes as style attributes, which the site's content policy forbids.
  rules.th_open = () => '<th scope="col">';
  let isRowHeader = false;
  rules.td_open = (tokens, index) => {
    isRowHeader = tokens[index - 1]?.type === "tr_open";
    return isRowHeader ? '<th scope="row">' : "<td>";
  };
  rules.td_close = () => (isRowHeader ? "</th>" : "</td>");
  return { html: markdown.render(text), headings };
}

/** Takes the anchor from the end of a heading's words, and answers its id. */
function takeAnchor(
  tokens: readonly { readonly type: string; content: string }[],
): string | undefined {
  const last = tokens.at(-1);
  const found = last?.type === "text" ? anchorAtEnd(last.content) : undefined;
  if (last === undefined || found === undefined) return undefined;
  last.content = found.words;
  return found.id;
}

function plainText(tokens: readonly { readonly type: string; readonly content: string }[]): string {
  return tokens
    .filter(({ type }) => type === "text" || type === "code_inline")
    .map(({ content }) => content)
    .join("");
}
