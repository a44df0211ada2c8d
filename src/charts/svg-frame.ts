/** The svg element round a drawn picture: as part of a page, and as a file of its own. */

import type { Chart } from "./chart.ts";
import { wrapText } from "./text-width.ts";
import { COLOUR, FONT, SMALL, TEXT } from "./theme.ts";
import { escapeXml } from "./xml.ts";

/** A drawn chart without its frame. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Markup inside the svg element. */
  readonly content: string;
  /** The same with `data-row` on its marks: the place of their row in the chart's table. */
  readonly marked: string;
}

const TOKENS = new Map<string, string>(
  Object.entries(COLOUR).map(([name, hex]) => [hex, `var(--chart-${name}, ${hex})`]),
);

/**
 * The picture for a page. Its colours are custom properties with the printed colour as fallback, so that
 * the page's style sheet restyles it for dark mode, print and forced colours; it carries no style itself.
 */
export function inlineSvg(chart: Chart, picture: Picture, idPrefix: string): string {
  const id = escapeXml(idPrefix);
  const content = forPage(picture.marked, id);
  return (
    `<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${picture.width} ${picture.height}"` +
    ` width="${picture.width}" height="${picture.height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc"` +
    ` font-family="${FONT}" font-size="${TEXT}"><title id="${id}-title">${escapeXml(chart.headline)}</title>` +
    `<desc id="${id}-desc">${escapeXml(chart.description)}</desc>${content}</svg>`
  );
}

const MARGIN = 14;
const HEADLINE = 16;
/** Lines are broken as if the room were less, because another font may stand in for ours. */
const CAUTION = 0.92;

/** The picture as a file: white ground, headline and subtitle above, status and source below. */
export function standaloneSvg(chart: Chart, picture: Picture): string {
  const room = picture.width * CAUTION;
  const head = [
    ...textLines(wrapText(chart.headline, room, 4, HEADLINE, 600), HEADLINE, 600, COLOUR.ink),
    ...textLines(wrapText(chart.subtitle, room, 4, TEXT), TEXT, 400, COLOUR.muted),
  ];
  const foot = [
    ...(chart.statusWords === undefined
      ? []
      : textLines([chart.statusWords], SMALL, 600, COLOUR.rule)),
    ...textLines(wrapText(chart.source, room, 6, SMALL), SMALL, 400, COLOUR.muted),
  ];
  const above = stack(head, MARGIN);
  const top = above.bottom + 10;
  const below = stack(foot, top + picture.height + 8);
  const width = picture.width + 2 * MARGIN;
  const height = Math.ceil(below.bottom + MARGIN);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
    ` role="img" aria-labelledby="title" aria-describedby="desc" font-family="${FONT}" font-size="${TEXT}">` +
    `<title id="title">${escapeXml(chart.headline)}</title><desc id="desc">${escapeXml(chart.description)}</desc>` +
    `<rect width="${width}" height="${height}" fill="${COLOUR.paper}"/>${above.markup}` +
    `<g transform="translate(${MARGIN},${top})">${picture.content}</g>${below.markup}</svg>\n`
  );
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
}

const textLines = (
  texts: readonly string[],
  size: number,
  weight: number,
  fill: string,
): readonly Line[] => texts.map((text) => ({ text, size, weight, fill }));

function stack(
  lines: readonly Line[],
  top: number,
): { readonly markup: string; readonly bottom: number } {
  let bottom = top;
  let markup = "";
  for (const { text, size, weight, fill } of lines) {
    bottom += Math.round(size * 1.3);
    const bold = weight === 400 ? "" : ` font-weight="${weight}"`;
    markup += `<text x="${MARGIN}" y="${bottom - Math.round(size * 0.3)}" font-size="${size}"${bold} fill="${fill}">${escapeXml(text)}</text>`;
  }
  return { markup, bottom };
}

/** Colours as custom properties; ids of clips, and references to them, under the prefix. Tags alone: text stays as it is. */
function forPage(content: string, id: string): string {
  return content.replace(/<[^>]+>/g, (tag) =>
    tag
      .replace(
        /(fill|stroke)="(#[0-9a-f]{6})"/g,
        (_pair, name, hex) => `${name}="${TOKENS.get(hex) ?? hex}"`,
      )
      .replace(/ id="([\w-]+)"/, ` id="${id}-$1"`)
      .replace(/url\(#([\w-]+)\)/, `url(#${id}-$1)`),
  );
}
