/**
 * Highwire Press tags, as Google Scholar (Inclusion Guidelines for Webmasters, "Indexing") and Zotero (its translator
 * "Embedded Metadata") read them. Of an edition, whose front page is a report, an institution and its PDF are told too.
 */

import { authorsOf, invertedName, isPerson, publishersOf } from "../authors.ts";
import type { SiteOptions } from "../context.ts";
import { absolute } from "../urls.ts";
import { type HeadPage, known, type MetaView, named } from "./cited-work.ts";

export function highwireTags(page: HeadPage, site: SiteOptions): readonly MetaView[] {
  const descriptor = page.dataset?.descriptor;
  return [
    named("citation_title", page.title),
    ...(descriptor === undefined
      ? []
      : [
          ...authorsOf(descriptor).map((author) => named("citation_author", invertedName(author))),
          named(
            "citation_publication_date",
            descriptor.published.slice(0, 10).replaceAll("-", "/"),
          ),
        ]),
    named("citation_language", site.speech.language),
    ...known(addressIn(site, page.path), (url) => named("citation_public_url", url)),
    ...(page.work?.kind === "report" ? reportTags(page, page.work.pdf, site) : []),
  ];
}

function reportTags(
  { dataset }: HeadPage,
  pdf: string | undefined,
  site: SiteOptions,
): readonly MetaView[] {
  if (dataset === undefined) return [];
  const { descriptor } = dataset;
  return [
    ...known(institutionOf(descriptor), (name) =>
      named("citation_technical_report_institution", name),
    ),
    ...descriptor.keywords.map((keyword) => named("citation_keywords", keyword)),
    ...known(descriptor.doi, (doi) => named("citation_doi", doi)),
    ...known(pdf && addressIn(site, pdf), (url) => named("citation_pdf_url", url)),
  ];
}

/** Who issues the report: a publisher that is named, else an author that is an organisation. */
function institutionOf(
  descriptor: NonNullable<HeadPage["dataset"]>["descriptor"],
): string | undefined {
  const [publisher] = publishersOf(descriptor);
  return (publisher ?? authorsOf(descriptor).find((author) => !isPerson(author)))?.title;
}

/** The absolute address; undefined where the site's own is not known. */
export function addressIn({ baseUrl, pathPrefix }: SiteOptions, path: string): string | undefined {
  return baseUrl === undefined ? undefined : absolute(baseUrl, pathPrefix, path);
}
