/** The Atom feed of editions (RFC 4287). Dates are the editions' own. */

import type { Atlas } from "../model/atlas.ts";
import { PLACEHOLDER_BASE_URL, type SiteOptions } from "./context.ts";
import { escapeHtml } from "./html.ts";
import { editionChanges } from "./site-pages.ts";
import { absolute, paths } from "./urls.ts";

export function atomFeed(atlases: readonly Atlas[], site: SiteOptions): string {
  const base = site.baseUrl ?? PLACEHOLDER_BASE_URL;
  const address = (path: string): string => escapeHtml(absolute(base, site.pathPrefix, path));
  const changes = editionChanges(atlases, site);
  const entries = atlases.toReversed().map((atlas, index) => {
    const { id, descriptor } = atlas.dataset;
    const change = changes[index];
    const summary =
      change?.before === undefined
        ? `${change?.entered.length ?? 0} potential regional clusters.`
        : `${change.entered.length} clusters entered, ${change.left.length} left, ${change.stayed} stayed.`;
    const marked = descriptor.status === "modelled" ? `${summary} Modelled figures.` : summary;
    return [
      "  <entry>",
      `    <title>${escapeHtml(descriptor.title)}</title>`,
      `    <id>${address(paths.edition(id))}</id>`,
      `    <link href="${address(paths.edition(id))}"/>`,
      `    <updated>${timestamp(descriptor.published)}</updated>`,
      `    <summary>${escapeHtml(marked)}</summary>`,
      "  </entry>",
    ].join("\n");
  });
  const updated = atlases
    .map(({ dataset }) => timestamp(dataset.descriptor.published))
    .reduce((latest, date) => (date > latest ? date : latest), "0000");
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `  <title>${escapeHtml(site.title)}: changes</title>`,
    `  <id>${address(paths.changes())}</id>`,
    `  <link rel="self" href="${address(paths.feed())}"/>`,
    `  <link rel="alternate" href="${address(paths.changes())}"/>`,
    `  <updated>${updated}</updated>`,
    `  <author><name>${escapeHtml(site.title)}</name></author>`,
    ...entries,
    "</feed>",
  ].join("\n")}\n`;
}

/** A date of the data as Atom wants it; a day without an hour is taken at its beginning, UTC. */
function timestamp(iso: string): string {
  return `${iso.slice(0, 10)}T00:00:00Z`;
}
