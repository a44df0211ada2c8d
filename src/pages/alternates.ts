/** A page in the site's languages: where each version stands, and what others are told of it. */

import type { Language } from "../words/language.ts";
import { absolute, href } from "./urls.ts";
import type { AlternateView } from "./view.ts";

/** A language of the site. */
export interface PublishedLanguage {
  /** BCP 47: "en", "nb". */
  readonly code: string;
  /** As it calls itself: "English", "Norsk". */
  readonly name: string;
  /** First part of the paths of its pages: "" for the site's first language, else "nb/". */
  readonly segment: string;
}

/** The first one has no segment. */
export type PublishedLanguages = readonly [PublishedLanguage, ...PublishedLanguage[]];

/** How languages are published, in their order: the first has no segment. */
export function publishedLanguages(languages: readonly Language[]): PublishedLanguages {
  const [first, ...others] = languages.map(({ code, messages }, position) => ({
    code,
    name: messages["language.name"] ?? code,
    segment: position === 0 ? "" : `${code}/`,
  }));
  if (first === undefined) throw new RangeError("a site needs a language");
  return [first, ...others];
}

/** Segment of a language; none where the site has one language alone. */
export function segmentOf(code: string, languages: readonly PublishedLanguage[]): string {
  return languages.find((language) => language.code === code)?.segment ?? "";
}

/** The language of a page, by its path below the site's root; the first one where the path has no segment. */
export function languageOf(
  path: string,
  [first, ...others]: PublishedLanguages,
): PublishedLanguage {
  return others.find(({ segment }) => path.startsWith(`/${segment}`)) ?? first;
}

/** A path without the segment of its language: "/nb/1998/" → "/1998/". */
export function pathWithout(path: string, languages: readonly PublishedLanguage[]): string {
  const segment = languages.find(
    (language) => language.segment !== "" && path.startsWith(`/${language.segment}`),
  )?.segment;
  return segment === undefined ? path : path.slice(segment.length);
}

/** Every version of the page at a path without segment; none where the site has one language alone. */
export function languageAlternates(
  site: {
    readonly baseUrl: string | undefined;
    readonly filesPrefix: string;
    readonly languages: readonly PublishedLanguage[];
    readonly speech: { readonly language: string };
  },
  path: string,
): readonly AlternateView[] {
  const { baseUrl, filesPrefix, languages, speech } = site;
  if (languages.length < 2) return [];
  return languages.map(({ code, name, segment }) => ({
    language: code,
    name,
    href: href(filesPrefix + segment, path),
    // Search engines take complete addresses alone.
    url: baseUrl === undefined ? undefined : absolute(baseUrl, filesPrefix + segment, path),
    current: code === speech.language,
    isDefault: segment === "",
  }));
}
