/** The Atom feed of editions (RFC 4287). Dates are the editions' own. */

import type { History } from "../model/life.ts";
import type { Narrative } from "../model/narrative.ts";
import { type ChangeItem, type ChangeList, editionChanges } from "./changes.ts";
import { PLACEHOLDER_BASE_URL, type SiteOptions } from "./context.ts";
import { escapeHtml } from "./html.ts";
import { absolute, paths } from "./urls.ts";

/**
 * One entry an edition, the latest first. An entry's id is the edition's address, and its text depends on that edition
 * and the one before alone: adding another changes nothing in it.
 */
export function atomFeed(
  history: History,
  narratives: readonly Narrative[],
  site: SiteOptions,
): string {
  const { atlases } = history;
  const { say, language } = site.speech;
  const base = site.baseUrl ?? PLACEHOLDER_BASE_URL;
  const address = (path: string): string => escapeHtml(absolute(base, site.pathPrefix, path));
  const changes = editionChanges(history, narratives, site);
  const entries = atlases.toReversed().map((atlas, index) => {
    const { id, descriptor } = atlas.dataset;
    const change = changes[index];
    const counts = change?.counts ?? "";
    const summary = [
      change?.before === undefined ? counts : say("history.feed-clusters", { counts }),
      ...(change?.findings ?? []),
    ].join(" ");
    const marked =
      descriptor.status === "modelled" ? say("history.feed-modelled", { summary }) : summary;
    return [
      "  <entry>",
      `    <title>${escapeHtml(descriptor.title)}</title>`,
      `    <id>${address(paths.edition(id))}</id>`,
      `    <link href="${address(paths.edition(id))}"/>`,
      `    <published>${timestamp(descriptor.published)}</published>`,
      `    <updated>${timestamp(descriptor.published)}</updated>`,
      `    <summary>${escapeHtml(marked)}</summary>`,
      ...(change?.before === undefined ? [] : contentOf(change.lists, base)),
      "  </entry>",
    ].join("\n");
  });
  const updated = atlases
    .map(({ dataset }) => timestamp(dataset.descriptor.published))
    .toSorted()
    .at(-1);
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  <title>${escapeHtml(say("history.feed-title", { site: site.title }))}</title>`,
    `  <id>${address(paths.changes())}</id>`,
    `  <link rel="self" href="${address(paths.feed())}"/>`,
    `  <link rel="alternate" href="${address(paths.changes())}"/>`,
    `  <updated>${updated}</updated>`,
    `  <author><name>${escapeHtml(site.title)}</name></author>`,
    ...entries,
    "</feed>",
  ].join("\n")}\n`;
}

/** What entered, left, is followed or changed, with the reasons, as HTML within the entry; nothing where none did. */
function contentOf(lists: readonly ChangeList[], base: string): readonly string[] {
  if (lists.length === 0) return [];
  const html = lists.map(
    ({ label, items }) =>
      `<h2>${escapeHtml(label)}</h2><ul>${items.map((item) => itemOf(item, base)).join("")}</ul>`,
  );
  return [`    <content type="html">${escapeHtml(html.join(""))}</content>`];
}

function itemOf({ href, text, note }: ChangeItem, base: string): string {
  const address = escapeHtml(absolute(base, "/", href));
  return `<li><a href="${address}">${escapeHtml(text)}</a> ${escapeHtml(note)}</li>`;
}

/** A date of the data as Atom wants it; a day without an hour is taken at its beginning, UTC. */
function timestamp(iso: string): string {
  return `${iso.slice(0, 10)}T00:00:00Z`;
}
