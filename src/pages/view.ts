/**
 * What templates are given. Everything is ready to print: numbers are already words,
 * addresses already carry the path prefix, order is final. Templates choose markup, and compute nothing.
 */

import type { CardView } from "./card.ts";
import type { HeadView } from "./head/head.ts";

/** A number as a reader sees it, and what stands behind it. */
export interface NumberView {
  /** The id that `figures.json` resolves; undefined where the number is read from a cell of the data. */
  readonly figure: string | undefined;
  /** `year/region/sector/jobs` of the data, where the number is read and not computed. */
  readonly cell: string | undefined;
  /** The number in full precision as plain text ("3.2017543859649122"); undefined where it is not defined. */
  readonly value: string | undefined;
  /** The number as printed ("3.2"); an en dash where it is not defined, "withheld" where confidential. */
  readonly text: string;
  /** Printed after the number, with a thin space where one belongs; empty where there is none. */
  readonly unit: string;
  /** Letters of the flags that stand behind the number ("m" modelled, "e" estimated …); empty where there are none. */
  readonly flags: string;
}

export interface LinkView {
  readonly text: string;
  readonly href: string;
}

/** One cell of a table. Exactly one of number and text is shown; href makes it a link. */
export interface CellView {
  readonly text?: string | undefined;
  readonly number?: NumberView | undefined;
  readonly href?: string | undefined;
  /** A status or verdict: shown as a labelled mark ("stable", "new", "ex", "current", "cluster", "possible", "none"). */
  readonly badge?: string | undefined;
}

export interface ColumnView {
  readonly label: string;
  readonly numeric: boolean;
  /** Explains the column; shown under the label, or undefined. */
  readonly note?: string | undefined;
}

export interface RowView {
  /** data-* attributes of the row by name without the prefix, such as region, sector, status. */
  readonly data: Readonly<Record<string, string>>;
  readonly cells: readonly CellView[];
}

/** A table a person can read; the first cell of a row is its header. */
export interface TableView {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
  /** Where the figures come from, one line; undefined where the caption says it. */
  readonly source?: string | undefined;
  /** Whether the reader may sort and filter it when JavaScript is there. */
  readonly interactive: boolean;
}

/** A chart on a page: static picture, words, table and downloads. */
export interface ChartView {
  /** Unique on the page; also the name of its files: `<page>/<id>.svg`. */
  readonly id: string;
  readonly headline: string;
  readonly subtitle: string;
  /** Inline SVG markup, safe to print as it is. */
  readonly svg: string;
  /** Text alternative. */
  readonly description: string;
  /** Source and status line ("Modelled figures …"). */
  readonly source: string;
  readonly status: "observed" | "modelled";
  readonly table: TableView;
  /** How many columns of the table, from its first, are told of a mark that a reader points at. */
  readonly told: number;
  readonly svgHref: string;
  readonly specHref: string;
  readonly csvHref: string;
  /** The chart as a figure of its edition, in each style. */
  readonly citations: readonly CitationTextView[];
  /** HTML that shows the chart on another page. */
  readonly embed: string;
}

export interface KeyFigureView {
  readonly label: string;
  readonly number: NumberView;
  readonly note: string;
  /** A second figure with which the note ends, for comparison. */
  readonly against?: NumberView | undefined;
}

/** A reference as text in one style; markup, safe to print as it is. */
export interface CitationTextView {
  readonly style: string;
  readonly name: string;
  readonly html: string;
}

export interface CitationView {
  readonly texts: readonly CitationTextView[];
  /** The style that is shown until the reader chooses another. */
  readonly style: string;
  readonly bibHref: string;
  readonly risHref: string;
  readonly cslHref: string;
  /** True where the build was given no base URL, so that the address is a placeholder. */
  readonly placeholder: boolean;
}

/** Where the explanations of a page's numbers are found. */
export interface ExplainView {
  /** The edition of numbers that stand in no row of another; undefined outside editions. */
  readonly edition: string | undefined;
  /** Stands before the edition in addresses of its data, and of its pages in the language. */
  readonly files: string;
  readonly pages: string;
  /** All figures of the edition in one file. */
  readonly href: string | undefined;
  /** What prints the same in a terminal. */
  readonly command: string;
}

export interface StatusView {
  readonly status: "observed" | "modelled";
  /** One or two plain sentences: which figures are the publication's, which are modelled to agree with them. */
  readonly words: string;
  readonly methodHref: string;
}

export interface NavigationItem extends LinkView {
  /** True on the section that holds the page. */
  readonly current: boolean;
}

/** One version of a page, in one of the site's languages. */
export interface AlternateView {
  /** BCP 47. */
  readonly language: string;
  /** The language as it calls itself. */
  readonly name: string;
  readonly href: string;
  /** Absolute address; undefined where the build was given no base URL. */
  readonly url: string | undefined;
  /** True of the page itself. */
  readonly current: boolean;
  /** True of the version for readers of whose language nothing is known. */
  readonly isDefault: boolean;
}

/** The parts every page has. Its own material is in `view`, whose type depends on `kind`. */
export interface Sheet<V = unknown> {
  /** Names the template: `content/pages/<kind>.njk`. */
  readonly kind: string;
  /** The page's address below the path prefix, from "/" to "/": "/1998/clusters/", "/nb/1998/clusters/". */
  readonly path: string;
  /** Output file below the site's root: "1998/clusters/index.html". */
  readonly file: string;
  readonly lang: string;
  /** True of the front page, in whatever language. */
  readonly isHome: boolean;
  /** The one h1. */
  readonly title: string;
  /** For <title>: the page's title, edition and site. */
  readonly headTitle: string;
  readonly description: string;
  readonly editionId: string | undefined;
  readonly editionTitle: string | undefined;
  readonly status: StatusView | undefined;
  readonly breadcrumbs: readonly LinkView[];
  /** The edition's sections; the site's own outside an edition. */
  readonly navigation: readonly NavigationItem[];
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
  /** Undefined on a page that nobody can cite, such as the one for addresses that lead nowhere. */
  readonly citation: CitationView | undefined;
  /** Undefined on pages that show no figures. */
  readonly explain?: ExplainView | undefined;
  /** Absolute address; undefined where the build was given no base URL. */
  readonly canonical: string | undefined;
  /** The page in all languages, itself included; empty where the site has one language, or the page is in one alone. */
  readonly alternates: readonly AlternateView[];
  /** The card that is drawn for it; undefined where it has none, or shares another page's. */
  readonly card?: CardView | undefined;
  /** What machines are told of the page. */
  readonly head: HeadView;
  /** The search form's and other fixed links. */
  readonly links: {
    readonly home: string;
    readonly search: string;
    readonly about: string;
    readonly data: string | undefined;
    readonly changes: string;
    /** Errata of the sheet's edition; of all editions on a page outside them. */
    readonly errata: string;
  };
  /** On a page that has moved: where a browser goes at once. */
  readonly redirect?: string | undefined;
  readonly view: V;
}

/** A file of the site that is no page. `content` is made when it is written. */
export interface PublishedFile {
  /** Below the site's root: "1998/data/clusters.csv". */
  readonly file: string;
  readonly content: () => string | Uint8Array | Iterable<string>;
}
