/**
 * Errata: what was found wrong with published pages. They stand outside the editions, at `/errata/` and `/errata/E/`,
 * since a published page does not change; each page of an edition links to those of its edition from the start.
 */

import MarkdownIt from "markdown-it";
import type { Atlas } from "../model/atlas.ts";
import type { Erratum } from "../model/erratum.ts";
import { linkTo, type SiteOptions, siteSheet, type WriteFile } from "./context.ts";
import { href, type PathPrefix, paths } from "./urls.ts";
import type { LinkView, Sheet } from "./view.ts";

export interface ErratumView {
  /** Its place on the page. */
  readonly id: string;
  /** Language of title and text; undefined where it is that of the page. */
  readonly lang: string | undefined;
  readonly title: string;
  readonly date: string;
  /** The page that the erratum is about. */
  readonly page: LinkView;
  /** Safe to print as it is. */
  readonly html: string;
}

export interface EditionErrata {
  readonly edition: LinkView;
  /** The edition's own page of errata. */
  readonly all: LinkView;
  /** Latest first; empty where none is known. */
  readonly errata: readonly ErratumView[];
}

export interface ErrataView {
  /** Latest edition first; one on the page of an edition. */
  readonly editions: readonly EditionErrata[];
  /** Whether the page is that of one edition. */
  readonly single: boolean;
}

/** `/errata/` and a page for each edition, also for those without errata: their pages link to it. */
export async function* errataSheets(
  atlases: readonly Atlas[],
  errata: readonly Erratum[],
  site: SiteOptions,
  write: WriteFile,
): AsyncGenerator<Sheet<ErrataView>> {
  const front = { path: paths.front(), text: site.title };
  const editions = atlases.map((atlas) => ({
    id: atlas.dataset.id,
    title: atlas.dataset.descriptor.title,
    view: editionErrata(atlas, errata, site),
  }));
  yield await siteSheet(site, write, {
    kind: "errata",
    path: paths.errata(),
    title: site.speech.say("history.errata"),
    description: site.speech.say("history.errata-description"),
    trail: [front],
    view: { editions: editions.map(({ view }) => view).toReversed(), single: false },
  });
  for (const { id, title, view } of editions)
    yield await siteSheet(site, write, {
      kind: "errata",
      path: paths.errataOf(id),
      title: site.speech.say("history.errata-of", { id }),
      description: site.speech.say("history.errata-of-description", { title }),
      trail: [front, { path: paths.errata(), text: site.speech.say("history.errata") }],
      view: { editions: [view], single: true },
    });
}

function editionErrata(
  { dataset: { id, descriptor } }: Atlas,
  errata: readonly Erratum[],
  site: SiteOptions,
): EditionErrata {
  return {
    edition: linkTo(site, paths.edition(id), descriptor.title),
    all: linkTo(site, paths.errataOf(id), site.speech.say("history.errata-of", { id })),
    errata: errata
      .filter(({ edition }) => edition === id)
      .map((erratum) => ({
        id: `erratum-${erratum.slug}`,
        lang: erratum.language === site.speech.language ? undefined : erratum.language,
        title: erratum.title,
        date: site.speech.date(erratum.date),
        page: linkTo(site, erratum.page, erratum.page),
        html: erratumHtml(erratum.body, site),
      })),
  };
}

/**
 * The text of an erratum: paragraphs, lists, emphasis, code and links. Headings, tables, pictures and markup of the
 * author's own have no place in it. Links that begin with "/" lead to the site, wherever it stands.
 */
export function erratumHtml(
  markdown: string,
  site: Pick<SiteOptions, "pathPrefix" | "filesPrefix">,
): string {
  const parser = new MarkdownIt({ html: false }).disable([
    "heading",
    "lheading",
    "table",
    "image",
    "hr",
  ]);
  const { rules } = parser.renderer;
  rules.link_open = (tokens, index, options, _environment, self) => {
    const token = tokens[index];
    const target = token?.attrGet("href");
    if (typeof target === "string" && /^\/(?!\/)/.test(target))
      token?.attrSet("href", href(prefixFor(target, site), target));
    return self.renderToken(tokens, index, options);
  };
  return parser.render(markdown);
}

/** What an edition has to download is published once, for all languages; all else stands beside the page. */
function prefixFor(
  target: string,
  { pathPrefix, filesPrefix }: Pick<SiteOptions, "pathPrefix" | "filesPrefix">,
): PathPrefix {
  return /^\/[^/]+\/data\/[^#?]/.test(target) ? filesPrefix : pathPrefix;
}

/** An erratum about a page that there is not. */
export interface ErratumProblem {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/** Errata about pages that no edition has. `addresses`: of every page of every edition. */
export function errataProblems(
  errata: readonly Erratum[],
  editions: readonly string[],
  addresses: ReadonlySet<string>,
): readonly ErratumProblem[] {
  return errata
    .filter(({ page }) => !addresses.has(page))
    .map(({ file, line, page, edition }) => ({
      file,
      line,
      column: "page",
      value: page,
      rule: "erratum-page",
      message: editions.includes(edition)
        ? `The edition ${edition} has no page of this address.`
        : `The address belongs to no edition; there are ${editions.join(", ")}.`,
      remedy: "Copy the address from the page itself, without host and path prefix.",
    }));
}
