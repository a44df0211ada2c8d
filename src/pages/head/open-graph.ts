/**
 * Open Graph (ogp.me), and the one tag of Twitter's that asks for a large card. Addresses there must be absolute, so
 * that a site whose address is not known shows no picture.
 */

import type { SiteOptions } from "../context.ts";
import { type HeadPage, known, type MetaView, named, property } from "./cited-work.ts";
import { addressIn } from "./highwire.ts";

export function openGraph(page: HeadPage, site: SiteOptions): readonly MetaView[] {
  const { dataset, work } = page;
  const { say } = site.speech;
  // Zotero takes "website" for a web page, and leaves the type of anything else to Dublin Core, which says report.
  const isReport = work?.kind === "report";
  return [
    property("og:title", page.title),
    property("og:type", isReport ? "article" : "website"),
    property("og:site_name", site.title),
    property("og:description", page.description),
    property("og:locale", say("language.territory")),
    ...known(addressIn(site, page.path), (url) => property("og:url", url)),
    ...(isReport && dataset !== undefined
      ? [property("article:published_time", dataset.descriptor.published)]
      : []),
    ...cardTags(page, site),
  ];
}

function cardTags({ card }: HeadPage, site: SiteOptions): readonly MetaView[] {
  const address = card && addressIn(site, card.path);
  if (card === undefined || address === undefined) return [named("twitter:card", "summary")];
  return [
    property("og:image", address),
    property("og:image:type", "image/png"),
    property("og:image:width", String(card.width)),
    property("og:image:height", String(card.height)),
    property("og:image:alt", card.alt),
    named("twitter:card", "summary_large_image"),
  ];
}
