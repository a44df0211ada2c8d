/**
 * What a language is: its messages by key. The English catalogues in `content/languages/en/` say which
 * keys there are; every other language has the same.
 */

import type charts from "../../content/languages/en/charts.json";
import type frame from "../../content/languages/en/frame.json";
import type language from "../../content/languages/en/language.json";
import type pages from "../../content/languages/en/pages.json";

type Keys<Area extends string, Catalogue> = `${Area}.${Extract<keyof Catalogue, string>}`;

/** `area.key`: the catalogue's name and the key in it. */
export type MessageKey =
  | Keys<"charts", typeof charts>
  | Keys<"frame", typeof frame>
  | Keys<"language", typeof language>
  | Keys<"pages", typeof pages>;

export interface Language {
  /** BCP 47: "en", "nb". Also the first segment of its pages' addresses, but for the first language. */
  readonly code: string;
  /** Messages in ICU MessageFormat by `area.key`; complete. */
  readonly messages: Readonly<Record<string, string>>;
}
