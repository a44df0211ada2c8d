/** What one built page says of itself: read once with a real parser, then judged by page-rules.ts and link-check.ts. */

import { Parser } from "htmlparser2";
import { type PageText, PageTextCollector } from "./page-text.ts";

/** An address in the page, and the element that carries it: `<a href>`. */
export interface PageLink {
  readonly element: string;
  readonly value: string;
  /** Loaded with the page (script, style, image, font …), or followed by the reader. */
  readonly loads: boolean;
  /** A style sheet for paper or for a preference that few have: browsers of others load it last and do not wait for it. */
  readonly comesLast?: true;
}

/** A figure that the page shows: `<data value data-figure>`. */
export interface ShownFigure {
  readonly id: string;
  readonly value: string;
}

export interface PageScan {
  readonly lang: string | undefined;
  readonly title: string;
  readonly headings: number;
  readonly hasMain: boolean;
  readonly policy: string | undefined;
  readonly canonical: string | undefined;
  /** Where the page leads on to at once; undefined on all but pages that have moved. */
  readonly refresh: string | undefined;
  /** In the order of the page; an id given twice stands twice. */
  readonly ids: readonly string[];
  readonly links: readonly PageLink[];
  readonly figures: readonly ShownFigure[];
  /** Elements that hold code or style of their own: `<script>`, `<td onclick>`, `<p style>`. */
  readonly inline: readonly string[];
  /** `data-chart` of figures that hold neither an SVG nor a picture. */
  readonly emptyCharts: readonly string[];
  readonly hasModelledMark: boolean;
  readonly text: PageText;
}

/** Attributes that hold an address, by element; "*" for any. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "*": ["href", "xlink:href", "src", "poster", "action", "data-spec", "data-src"],
  object: ["data"],
};

/** `rel` of links that the browser fetches together with the page. */
const LOADING_RELATIONS = new Set(["stylesheet", "preload", "modulepreload", "icon", "manifest"]);

/** Media of style sheets that few readers have at once. */
const LATE_MEDIA = /^(?:print|\((?:prefers-contrast|forced-colors)\b)/;

/** Script types that are data and never run. */
const DATA_SCRIPT = /^application\/(?:ld\+)?json$/;

/** Reads a page. Markup that no browser would need is simply not there; nothing is repaired silently but what HTML implies. */
export function scanPage(html: string): PageScan {
  const collected = new Collector();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => collected.open(name, attributes),
      onclosetag: (name) => collected.close(name),
      ontext: (text) => collected.text(text),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return collected.scan();
}

/** As scanPage, from the bytes of the file. */
export function scanHtml(html: Buffer): PageScan {
  return scanPage(html.toString("utf8"));
}

type Attributes = Readonly<Record<string, string>>;

class Collector {
  #lang: string | undefined;
  #title = "";
  #headings = 0;
  #hasMain = false;
  #policy: string | undefined;
  #canonical: string | undefined;
  #refresh: string | undefined;
  #hasModelledMark = false;
  readonly #ids: string[] = [];
  readonly #links: PageLink[] = [];
  readonly #figures: ShownFigure[] = [];
  readonly #inline: string[] = [];
  readonly #emptyCharts: string[] = [];
  /** Inside `<title>` of the head; pictures have titles of their own. */
  #inTitle = false;
  #svgDepth = 0;
  /** Open figures with data-chart, and whether a picture has been met in each. */
  readonly #charts: { readonly id: string; filled: boolean }[] = [];
  readonly #figureStack: boolean[] = [];

  readonly #text = new PageTextCollector();

  open(name: string, attributes: Attributes): void {
    this.#text.open(name, attributes);
    if (name === "html") this.#lang = attributes.lang;
    if (name === "h1") this.#headings += 1;
    if (name === "title" && this.#svgDepth === 0) this.#inTitle = true;
    if (name === "main" && attributes.id === "main") this.#hasMain = true;
    if (attributes["data-status"] === "modelled" && name !== "tr") this.#hasModelledMark = true;
    this.#meta(name, attributes);
    this.#chart(name, attributes);
    this.#code(name, attributes);
    this.#addresses(name, attributes);
    const { id } = attributes;
    if (id !== undefined) this.#ids.push(id);
    const figure = attributes["data-figure"];
    if (figure !== undefined) this.#figures.push({ id: figure, value: attributes.value ?? "" });
    if (name === "svg") this.#svgDepth += 1;
  }

  close(name: string): void {
    this.#text.close(name);
    if (name === "title") this.#inTitle = false;
    if (name === "svg") this.#svgDepth -= 1;
    if (name === "figure" && this.#figureStack.pop() === true) {
      const chart = this.#charts.pop();
      if (chart?.filled === false) this.#emptyCharts.push(chart.id);
    }
  }

  text(text: string): void {
    if (this.#inTitle) this.#title += text;
    this.#text.text(text);
  }

  scan(): PageScan {
    return {
      lang: this.#lang,
      title: this.#title.trim(),
      headings: this.#headings,
      hasMain: this.#hasMain,
      policy: this.#policy,
      canonical: this.#canonical,
      refresh: this.#refresh,
      ids: this.#ids,
      links: this.#links,
      figures: this.#figures,
      inline: this.#inline,
      emptyCharts: this.#emptyCharts,
      hasModelledMark: this.#hasModelledMark,
      text: this.#text.result(),
    };
  }

  #meta(name: string, attributes: Attributes): void {
    if (name === "meta" && attributes["http-equiv"]?.toLowerCase() === "content-security-policy")
      this.#policy = attributes.content ?? "";
    if (name === "link" && attributes.rel === "canonical") this.#canonical = attributes.href;
    if (name === "meta" && attributes["http-equiv"]?.toLowerCase() === "refresh") {
      const value = (attributes.content ?? "").replace(/^\s*\d+\s*;\s*url=/i, "");
      this.#refresh = value;
      this.#links.push({ element: "<meta http-equiv=refresh>", value, loads: false });
    }
  }

  #chart(name: string, attributes: Attributes): void {
    if (name === "figure") {
      const id = attributes["data-chart"];
      this.#figureStack.push(id !== undefined);
      if (id !== undefined) this.#charts.push({ id, filled: false });
    }
    const chart = this.#charts.at(-1);
    if (chart !== undefined && (name === "svg" || name === "img")) chart.filled = true;
  }

  #code(name: string, attributes: Attributes): void {
    const type = attributes.type ?? "";
    if (name === "script" && attributes.src === undefined && !DATA_SCRIPT.test(type))
      this.#inline.push("<script>");
    if (name === "style") this.#inline.push("<style>");
    for (const attribute in attributes)
      if (attribute === "style" || /^on[a-z]+$/.test(attribute))
        this.#inline.push(`<${name} ${attribute}>`);
  }

  #addresses(name: string, attributes: Attributes): void {
    const relation = attributes.rel ?? "";
    for (const attribute in attributes) {
      const value = attributes[attribute] ?? "";
      const element = `<${name} ${attribute}>`;
      if (holdsAddress(name, attribute)) {
        // The page's own absolute address and its editions in other forms are judged apart.
        if (name === "link" && relation === "canonical") continue;
        const comesLast = relation === "stylesheet" && LATE_MEDIA.test(attributes.media ?? "");
        const loads = loadsWithPage(name, attribute, relation);
        this.#links.push({ element, value, loads, ...(comesLast ? { comesLast } : {}) });
      } else if (value.startsWith("url(#")) {
        this.#links.push({ element, value: value.slice(4, value.indexOf(")")), loads: false });
      }
    }
  }
}

function holdsAddress(name: string, attribute: string): boolean {
  return (
    ADDRESSES["*"]?.includes(attribute) === true || ADDRESSES[name]?.includes(attribute) === true
  );
}

function loadsWithPage(name: string, attribute: string, relation: string): boolean {
  if (name === "link") return relation.split(/\s+/).some((part) => LOADING_RELATIONS.has(part));
  if (name === "a" || name === "area" || name === "form") return false;
  return attribute !== "data-spec" && attribute !== "data-src";
}
