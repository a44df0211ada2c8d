/**
 * What a language is: its messages by key. The English catalogues in `content/languages/en/` say which
 * keys there are; every other language has the same.
 */

import type charts from "../../content/languages/en/charts.json";
import type edition from "../../content/languages/en/edition.json";
import type explorer from "../../content/languages/en/explorer.json";
import type figures from "../../content/languages/en/figures.json";
import type frame from "../../content/languages/en/frame.json";
import type glossary from "../../content/languages/en/glossary.json";
import type history from "../../content/languages/en/history.json";
import type language from "../../content/languages/en/language.json";
import type places from "../../content/languages/en/places.json";
import type print from "../../content/languages/en/print.json";
import type prose from "../../content/languages/en/prose.json";
import type search from "../../content/languages/en/search.json";
import type site from "../../content/languages/en/site.json";

interface Catalogues {
  readonly charts: typeof charts;
  readonly edition: typeof edition;
  readonly explorer: typeof explorer;
  readonly figures: typeof figures;
  readonly frame: typeof frame;
  readonly glossary: typeof glossary;
  readonly history: typeof history;
  readonly language: typeof language;
  readonly places: typeof places;
  readonly print: typeof print;
  readonly prose: typeof prose;
  readonly search: typeof search;
  readonly site: typeof site;
}

/** `area.key`: the catalogue's name and the key in it. */
export type MessageKey = {
  [Area in keyof Catalogues]: `${Area}.${Extract<keyof Catalogues[Area], string>}`;
}[keyof Catalogues];

export interface Language {
  /** BCP 47: "en", "nb". Also the first segment of its pages' addresses, but for the first language. */
  readonly code: string;
  /** Messages in ICU MessageFormat by `area.key`; complete. */
  readonly messages: Readonly<Record<string, string>>;
}
