/**
 * Prose of narratives: Markdown with four shortcodes, turned into HTML and the charts between.
 *
 *     {% figure "lq:horten/electronics:1990" %}     a figure computed from the data
 *     {% paper "2, characteristic 3" %}             a reference to a section of the source publication
 *     {% link "clusters/horten/electronics" %}…{% endlink %}   a link within the edition
 *     {% chart "arendal-map" %}                     a chart, alone on its line
 *
 * Nothing else is evaluated: what an author writes cannot run, and a shortcode that cannot be
 * resolved is a problem with file, line and column.
 */

import MarkdownIt from "markdown-it";
import type { Narrative } from "../model/narrative.ts";
import { slug } from "../model/slug.ts";
import { escapeHtml } from "./html.ts";

/** What is wrong in a narrative, where, and what to do. */
export interface ProseProblem {
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

export interface Shortcodes {
  readonly figure: (id: string, options: FigureOptions) => Resolved;
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
  readonly problems: readonly ProseProblem[];
}

const SHORTCODE = /\{%\s*([a-z]+)\s*(?:"([^"]*)")?((?:\s+[a-z]+=\d+)*)\s*%\}/g;
const ANY_TAG = /\{%|%\}|\{\{|\}\}/;

/** Renders a narrative's body. */
export function renderProse(narrative: Narrative, shortcodes: Shortcodes): Prose {
  const problems: ProseProblem[] = [];
  const headings: Heading[] = [];
  const names: TableNames = { heading: narrative.title, tables: 0 };
  const expanded = expand(narrative, shortcodes, problems);
  const parts = expanded.split(/^\uE000(.*)\uE000$/m).map((text, position): ProsePart => {
    if (position % 2 === 1) return { chart: text };
    const rendered = renderMarkdown(text, names);
    headings.push(...rendered.headings);
    return { html: rendered.html };
  });
  return {
    parts: parts.filter((part) => "chart" in part || part.html.trim() !== ""),
    headings,
    problems,
  };
}

/** Replaces shortcodes by HTML; a chart by a line of its own between characters of the private use area, which no author types. */
function expand(narrative: Narrative, shortcodes: Shortcodes, problems: ProseProblem[]): string {
  const report = (offset: number, value: string, message: string, remedy: string): string => {
    problems.push({ file: narrative.file, ...position(narrative, offset), value, message, remedy });
    return "";
  };
  const settle = (resolved: Resolved, offset: number, value: string): string =>
    typeof resolved === "string"
      ? resolved
      : report(offset, value, resolved.problem, resolved.remedy);

  const body = narrative.body;
  const expanded = body.replace(
    SHORTCODE,
    (whole: string, name: string, argument: string | undefined, rest: string, offset: number) => {
      if (name === "endlink") return "</a>";
      if (argument === undefined)
        return report(
          offset,
          whole,
          `The shortcode ${name} lacks its argument.`,
          `Write {% ${name} "…" %}.`,
        );
      switch (name) {
        case "figure":
          return settle(shortcodes.figure(argument, figureOptions(rest)), offset, argument);
        case "paper":
          return settle(shortcodes.paper(argument), offset, argument);
        case "link": {
          const target = settle(shortcodes.link(argument), offset, argument);
          return `<a href="${escapeHtml(target)}">`;
        }
        case "chart":
          return `\uE000${argument}\uE000`;
        default:
          return report(
            offset,
            whole,
            `There is no shortcode ${name}.`,
            "Use figure, paper, link … endlink, or chart.",
          );
      }
    },
  );
  reportLeftovers(narrative, report);
  return expanded;
}

/** Braces that no shortcode accounts for are a slip of the author's, never text. */
function reportLeftovers(
  narrative: Narrative,
  report: (offset: number, value: string, message: string, remedy: string) => string,
): void {
  const blanked = narrative.body.replace(SHORTCODE, (whole) => " ".repeat(whole.length));
  const at = blanked.search(ANY_TAG);
  if (at < 0) return;
  const line = blanked.slice(at).split("\n", 1)[0] ?? "";
  report(
    at,
    line.slice(0, 60),
    "This is not a well-formed shortcode.",
    'Write {% name "argument" %}, with straight quotes and on one line.',
  );
}

function figureOptions(rest: string): FigureOptions {
  const option = (name: string): number | undefined => {
    const found = new RegExp(`\\b${name}=(\\d+)`).exec(rest)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  return { round: option("round"), digits: option("digits") };
}

function position(narrative: Narrative, offset: number): { line: number; column: number } {
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
): { html: string; headings: readonly Heading[] } {
  const markdown = new MarkdownIt({ html: true, typographer: false });
  const { rules } = markdown.renderer;
  const headings: Heading[] = [];
  rules.heading_open = (tokens, index) => {
    const token = tokens[index];
    const words = plainText(tokens[index + 1]?.children ?? []);
    const id = slug(words);
    names.heading = words;
    if (token?.tag === "h2") headings.push({ id, text: words });
    return `<${token?.tag ?? "h2"} id="${escapeHtml(id)}">`;
  };
  rules.table_open = () => {
    names.tables += 1;
    const name = escapeHtml(`Table ${names.tables}: ${names.heading}`);
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

function plainText(tokens: readonly { readonly type: string; readonly content: string }[]): string {
  return tokens
    .filter(({ type }) => type === "text" || type === "code_inline")
    .map(({ content }) => content)
    .join("");
}
