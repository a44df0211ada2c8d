/** What the vocabularies of a page's head are written from. */

import type { Thing } from "schema-dts";
import type { Dataset } from "../../model/dataset.ts";
import type { DownloadedFile } from "../downloads.ts";

/** What a page is besides a page. */
export type PageWork =
  /** The front page of an edition, which stands for the whole report. */
  | {
      readonly kind: "report";
      readonly pdf: string | undefined;
      /** What can be downloaded of it. */
      readonly items: readonly EditionFile[];
    }
  /** The page of an edition's data, with the files below it. */
  | { readonly kind: "dataset"; readonly files: readonly DownloadedFile[] };

/** A file of an edition, by its path from the site's root. */
export interface EditionFile {
  readonly path: string;
  readonly mediatype: string;
}

/** A page whose head is to be written. */
export interface HeadPage {
  /** From the site's root, without the language: "/1998/clusters/". */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** From the site's front page down to the parent. */
  readonly trail: readonly { readonly path: string; readonly text: string }[];
  /** Undefined on pages outside editions. */
  readonly dataset?: Dataset | undefined;
  readonly work?: PageWork | undefined;
  /** What the page is about: regions and sectors. */
  readonly about?: readonly Exclude<Thing, string>[] | undefined;
  /** The page's drawn card, as a path from the site's root, and what it shows. */
  readonly card?: PageCard | undefined;
  /** Whether the page's citation is published beside it. */
  readonly isCited: boolean;
}

export interface PageCard {
  readonly path: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** A meta element with a name, or one with a property. */
export interface MetaView {
  readonly attribute: "name" | "property";
  readonly key: string;
  readonly content: string;
}

export interface HeadLinkView {
  readonly rel: string;
  readonly href: string;
  readonly type?: string | undefined;
}

export function named(key: string, content: string): MetaView {
  return { attribute: "name", key, content };
}

export function property(key: string, content: string): MetaView {
  return { attribute: "property", key, content };
}

/** The element where something is known, none where it is not. */
export function known<T>(value: T | undefined, write: (value: T) => MetaView): readonly MetaView[] {
  return value === undefined ? [] : [write(value)];
}
