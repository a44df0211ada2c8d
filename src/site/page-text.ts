/** What a page says, for the full-text search: title, first paragraph, headings, charts, and every word of its main part. */

export interface Anchored {
  /** Id of the element in the page; undefined where it has none to lead to. */
  readonly id: string | undefined;
  readonly text: string;
}

export interface PageText {
  readonly title: string;
  readonly lede: string;
  readonly headings: readonly string[];
  readonly charts: readonly Anchored[];
  readonly words: string;
}

type Attributes = Readonly<Record<string, string>>;

/** Elements whose text is no text of the page; an abbreviation is the mark of a flag. */
const SILENT = new Set([
  "abbr",
  "button",
  "form",
  "noscript",
  "script",
  "style",
  "svg",
  "template",
]);
const HEADING = /^h[1-4]$/;

/** Takes the elements of a page one by one, as a parser meets them. */
export class PageTextCollector {
  #inMain = false;
  #silent = 0;
  #words: string[] = [];
  #heading: string | undefined;
  #lede: string | undefined;
  #title = "";
  #firstParagraph = "";
  readonly #headings: string[] = [];
  readonly #charts: { id: string | undefined; text: string }[] = [];
  #chart: { id: string | undefined; text: string } | undefined;

  open(name: string, attributes: Attributes): void {
    if (name === "main") this.#inMain = true;
    if (!this.#inMain) return;
    if (SILENT.has(name)) this.#silent += 1;
    if (HEADING.test(name)) this.#heading = "";
    if (name === "p" && attributes.class === "lede") this.#lede = "";
    if (name === "figure" && attributes["data-chart"] !== undefined) {
      this.#chart = { id: attributes.id, text: "" };
      this.#charts.push(this.#chart);
    }
  }

  close(name: string): void {
    if (!this.#inMain) return;
    if (SILENT.has(name)) this.#silent -= 1;
    if (HEADING.test(name)) this.#endHeading(name);
    if (name === "p" && this.#lede !== undefined) {
      this.#firstParagraph = tidy(this.#lede);
      this.#lede = undefined;
    }
    if (name === "figure") this.#chart = undefined;
    if (name === "main") this.#inMain = false;
    // Words of neighbouring cells and paragraphs are words of their own.
    this.#words.push(" ");
  }

  text(text: string): void {
    if (!this.#inMain || this.#silent > 0) return;
    this.#words.push(text);
    if (this.#heading !== undefined) this.#heading += text;
    if (this.#lede !== undefined) this.#lede += text;
  }

  result(): PageText {
    return {
      title: this.#title,
      lede: this.#firstParagraph,
      headings: this.#headings,
      charts: this.#charts,
      words: tidy(this.#words.join("")),
    };
  }

  #endHeading(name: string): void {
    const text = tidy(this.#heading ?? "");
    this.#heading = undefined;
    if (name === "h1") this.#title = text;
    else if (this.#chart !== undefined && this.#chart.text === "") this.#chart.text = text;
    else this.#headings.push(text);
  }
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
