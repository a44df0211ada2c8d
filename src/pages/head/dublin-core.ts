/** Dublin Core in HTML's meta elements (DCMI 2008, "Expressing Dublin Core metadata using HTML/XHTML meta and link elements"). */

import { authorsOf, invertedName, publishersOf } from "../authors.ts";
import type { SiteOptions } from "../context.ts";
import { paths } from "../urls.ts";
import { type HeadLinkView, type HeadPage, known, type MetaView, named } from "./cited-work.ts";
import { addressIn } from "./highwire.ts";

/** The elements' own names; terms beyond the fifteen elements begin with DCTERMS. */
export const DUBLIN_CORE_SCHEMAS: readonly HeadLinkView[] = [
  { rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" },
  { rel: "schema.DCTERMS", href: "http://purl.org/dc/terms/" },
];

export function dublinCore(page: HeadPage, site: SiteOptions): readonly MetaView[] {
  const { dataset, work } = page;
  const { descriptor } = dataset ?? {};
  const [licence] = descriptor?.licences ?? [];
  return [
    named("DC.title", page.title),
    ...(descriptor === undefined
      ? []
      : [
          ...authorsOf(descriptor).map((author) => named("DC.creator", invertedName(author))),
          ...publishersOf(descriptor).map(({ title }) => named("DC.publisher", title)),
          named("DC.date", descriptor.published.slice(0, 10)),
          ...known(descriptor.place?.name, (name) => named("DC.coverage", name)),
        ]),
    named("DC.description", page.description),
    named("DC.language", site.speech.language),
    named("DC.type", typeOf(work)),
    ...known(identifierOf(page, site), (id) => named("DC.identifier", id)),
    ...known(licence?.path ?? licence?.title ?? licence?.name, (text) => named("DC.rights", text)),
    ...(dataset === undefined || work?.kind === "report"
      ? []
      : known(addressIn(site, paths.edition(dataset.id)), (url) => named("DCTERMS.isPartOf", url))),
  ];
}

/** Words of the DCMI type vocabulary, but for reports, which it lacks and reference managers know. */
function typeOf(work: HeadPage["work"]): string {
  if (work?.kind === "report") return "Report";
  return work?.kind === "dataset" ? "Dataset" : "Text";
}

function identifierOf({ path, work, dataset }: HeadPage, site: SiteOptions): string | undefined {
  const doi = dataset?.descriptor.doi;
  return work !== undefined && doi !== undefined ? doiAddress(doi) : addressIn(site, path);
}

export function doiAddress(doi: string): string {
  return `https://doi.org/${doi}`;
}
