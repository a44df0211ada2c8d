/** What identifies a region or sector, as its page tells readers: its permanent id, codes, addresses elsewhere. */

import type { Region, Sector } from "../model/dataset.ts";
import type { MessageKey } from "../words/language.ts";
import type { Speech } from "../words/speech.ts";
import { furtherFacts, type Identifier, identifiersOf } from "./identifiers.ts";

export interface IdentityView {
  readonly id: string;
  readonly codes: readonly CodeView[];
  readonly sameAs: readonly { readonly href: string; readonly text: string }[];
  /** Further columns of the input table, as they are called there. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export interface CodeView {
  /** Short name of the classification with its version: "ISIC Rev. 2". */
  readonly scheme: string;
  readonly code: string;
  readonly href: string | undefined;
  /** What the classification is, in words. */
  readonly title: string;
}

export function identityView(item: Region | Sector, speech: Speech): IdentityView {
  return {
    id: item.id,
    codes: identifiersOf(item).map((identifier) => ({
      scheme: identifier.scheme,
      code: identifier.code,
      href: identifier.uri,
      title: titleOf(identifier, speech),
    })),
    sameAs: (item.sameAs ?? []).map((href) => ({ href, text: href.replace(/^https?:\/\//i, "") })),
    facts: furtherFacts(item),
  };
}

const TITLES: Readonly<Record<Identifier["kind"], MessageKey>> = {
  isic: "places.scheme-isic",
  nace: "places.scheme-nace",
  sn: "places.scheme-sn",
  naics: "places.scheme-naics",
  nuts: "places.scheme-nuts",
  lau: "places.scheme-lau",
  iso3166: "places.scheme-iso3166",
  ssb: "places.scheme-ssb",
  ba: "places.scheme-ba",
  cbsa: "places.scheme-cbsa",
};

function titleOf({ kind, version = "none" }: Identifier, { say }: Speech): string {
  return say(TITLES[kind], { version });
}
