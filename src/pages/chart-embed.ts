/** The HTML that shows a published chart on somebody else's page: picture, finding, status, source, and a link back. */

import type { Chart } from "../charts/chart.ts";
import { PLACEHOLDER_BASE_URL, type SiteOptions } from "./context.ts";
import { escapeHtml } from "./html.ts";
import { absolute } from "./urls.ts";

/** `standalone` is the published picture, from which the size is taken, so that the other page does not jump. */
export function chartEmbed(
  chart: Chart,
  standalone: string,
  pagePath: string,
  {
    baseUrl = PLACEHOLDER_BASE_URL,
    pathPrefix,
    speech,
  }: Pick<SiteOptions, "baseUrl" | "pathPrefix" | "speech">,
): string {
  const page = absolute(baseUrl, pathPrefix, pagePath);
  const [, size = ""] = /^<svg[^>]*? (width="\d+" height="\d+")/.exec(standalone) ?? [];
  const caption = [
    escapeHtml(chart.headline),
    ...(chart.statusWords === undefined ? [] : [escapeHtml(chart.statusWords)]),
    `<a href="${page}#figure-${chart.id}">${escapeHtml(chart.source)}</a>`,
  ].join(". ");
  return [
    `<figure lang="${speech.language}">`,
    `<img src="${page}${chart.id}.svg" ${size} alt="${escapeHtml(chart.description)}">`,
    `<figcaption>${caption}</figcaption>`,
    "</figure>",
  ].join("\n");
}
