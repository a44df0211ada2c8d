/**
 * The whole edition as one HTML document, composed from its finished pages: title page, contents with page numbers, and
 * the main part of each page, with figures and tables numbered through and links that lead within the document.
 */

import { escapeHtml } from "../pages/html.ts";
import type { Speech } from "../words/speech.ts";

/** A page of the edition, as it is published. */
export interface ReportPage {
  /** Address as pages write it: with path prefix and language. */
  readonly address: string;
  readonly html: string;
  /** Pages of single clusters stand one step deeper in the contents. */
  readonly deeper: boolean;
}

export interface ReportInput {
  readonly title: string;
  readonly siteTitle: string;
  readonly published: string;
  readonly url: string;
  /** Origin before addresses. */
  readonly origin: string;
  readonly status: string | undefined;
  readonly notes: readonly string[];
  readonly licences: readonly string[];
  readonly pages: readonly ReportPage[];
  /** Style sheets as text. */
  readonly styles: readonly string[];
  readonly speech: Speech;
}

/** `pageOf`: pages by place, as the print before found them; a place that is not known yet takes as much room. */
export function reportDocument(input: ReportInput, pageOf: ReadonlyMap<string, number>): string {
  const { speech, title, pages } = input;
  const { say } = speech;
  const counts = { figures: 0, tables: 0 };
  const figures: Entry[] = [];
  const places = new Map(pages.map(({ address }, n) => [address, `p${n + 1}`]));
  const parts = pages.map((page, n) => {
    const id = `p${n + 1}`;
    const body = numbered(
      adopted(mainOf(page.html), id, places, input),
      id,
      counts,
      figures,
      speech,
    );
    const address = say("print.report-address", { url: input.origin + page.address });
    return `<section class="report-page${page.deeper ? " report-cluster" : ""}">${body}<p class="report-address">${escapeHtml(address)}</p></section>`;
  });
  const chapters = pages.map(
    ({ html, deeper }, n): Entry => ({ id: `p${n + 1}`, text: titleOf(html), deeper }),
  );
  return [
    `<!doctype html><html lang="${speech.language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>`,
    ...input.styles.map((style) => `<style>${style}</style>`),
    "</head><body>",
    titlePage(input),
    contents(say("print.report-contents"), chapters, pageOf),
    figures.length === 0 ? "" : contents(say("print.report-figures"), figures, pageOf),
    ...parts,
    "</body></html>\n",
  ].join("\n");
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly deeper: boolean;
}

function titlePage({
  title,
  siteTitle,
  published,
  url,
  status,
  notes,
  licences,
  speech,
}: ReportInput): string {
  const { say, date } = speech;
  const lines = [
    say("print.report-published", { date: date(published) }),
    url,
    ...licences,
    ...notes,
  ];
  return [
    '<section class="report-title">',
    `<p>${escapeHtml(siteTitle)}</p><h1>${escapeHtml(title)}</h1>`,
    status === undefined
      ? ""
      : `<p data-status="modelled"><strong>${escapeHtml(say("frame.modelled"))}</strong> ${escapeHtml(status)}</p>`,
    ...lines.map((line) => `<p class="small">${escapeHtml(line)}</p>`),
    "</section>",
  ].join("");
}

function contents(
  heading: string,
  entries: readonly Entry[],
  pageOf: ReadonlyMap<string, number>,
): string {
  const items = entries.map(
    ({ id, text, deeper }) =>
      `<li${deeper ? ' class="deeper"' : ""}><a href="#${id}">${escapeHtml(text)}</a><span class="dots"></span><span class="number">${pageOf.get(id) ?? "000"}</span></li>`,
  );
  return `<section class="report-contents"><h2>${escapeHtml(heading)}</h2><ol>${items.join("")}</ol></section>`;
}

function titleOf(html: string): string {
  return textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "");
}

function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** The main part of a page, without what only works on a screen or repeats a picture as a table. */
function mainOf(html: string): string {
  const start = html.indexOf(">", html.indexOf("<main ")) + 1;
  const main = html.slice(start, html.indexOf("</main>", start));
  return withoutElements(withoutElements(main, "details", "plate-data"), "form", "")
    .replace(/<(script|template|noscript|button)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<details\b/g, "<details open");
}

/** Takes away elements of a name and class; elements of the same name may be nested in them. */
function withoutElements(html: string, name: string, className: string): string {
  const opening = new RegExp(
    `<${name}\\b[^>]*${className === "" ? "" : `class="${className}"`}[^>]*>`,
  );
  const tags = new RegExp(`<(/?)${name}\\b[^>]*>`, "g");
  let rest = html;
  for (let found = opening.exec(rest); found !== null; found = opening.exec(rest)) {
    tags.lastIndex = found.index;
    let depth = 0;
    let end = rest.length;
    for (let tag = tags.exec(rest); tag !== null; tag = tags.exec(rest)) {
      depth += tag[1] === "/" ? -1 : 1;
      if (depth > 0) continue;
      end = tags.lastIndex;
      break;
    }
    rest = rest.slice(0, found.index) + rest.slice(end);
  }
  return rest;
}

/** Ids that are unique in the document, headings one level deeper, links that lead to the page's place in it. */
function adopted(
  html: string,
  id: string,
  places: ReadonlyMap<string, string>,
  { origin }: Pick<ReportInput, "origin">,
): string {
  const own = (name: string): string => `${id}-${name}`;
  return html
    .replace(/ (id|for)="([^"]*)"/g, (_, key: string, name: string) => ` ${key}="${own(name)}"`)
    .replace(
      / (aria-labelledby|aria-describedby)="([^"]*)"/g,
      (_, key: string, names: string) => ` ${key}="${names.split(" ").map(own).join(" ")}"`,
    )
    .replace(/url\(#([^)]*)\)/g, (_, name: string) => `url(#${own(name)})`)
    .replace(
      / href="([^"]*)"/g,
      (_, address: string) => ` href="${withinReport(address, own, places, origin)}"`,
    )
    .replace(
      /<(\/?)h([1-5])\b/g,
      (_, slash: string, level: string) => `<${slash}h${Number(level) + 1}`,
    )
    .replace(/<h2\b/, `<h2 id="${id}"`);
}

function withinReport(
  address: string,
  own: (name: string) => string,
  places: ReadonlyMap<string, string>,
  origin: string,
): string {
  if (address.startsWith("#")) return `#${own(address.slice(1))}`;
  if (!address.startsWith("/")) return address;
  const [page = "", fragment] = address.split("#");
  const place = places.get(page);
  if (place === undefined) return origin + address;
  return fragment === undefined ? `#${place}` : `#${place}-${fragment}`;
}

/** Numbers figures and tables through the document, in their order. */
function numbered(
  html: string,
  page: string,
  counts: { figures: number; tables: number },
  figures: Entry[],
  { say }: Speech,
): string {
  return html
    .replace(/<(h\d) class="plate-headline">([\s\S]*?)<\/\1>/g, (_, tag: string, text: string) => {
      counts.figures += 1;
      const id = `${page}-f${counts.figures}`;
      const label = say("print.report-figure", { number: counts.figures });
      figures.push({ id, text: `${label} ${textOf(text)}`, deeper: false });
      return `<${tag} id="${id}" class="plate-headline">${escapeHtml(label)} ${text}</${tag}>`;
    })
    .replace(/(<caption\b[^>]*>)(<span>)?/g, (whole) => {
      counts.tables += 1;
      return `${whole}${escapeHtml(say("print.report-table", { number: counts.tables }))} `;
    });
}
