/**
 * The card that stands for a page where its address is shared: 1200 by 630, the size that Open Graph readers cut
 * least from. Type alone, in the site's own font and colours; the status of modelled figures is on every card.
 */

import { textWidth, wrapText } from "./text-width.ts";
import { COLOUR } from "./theme.ts";
import { escapeXml } from "./xml.ts";

export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

/** All colours of a card but the rims of its letters, which lie between them. */
export const CARD_COLOURS = [
  COLOUR.paper,
  COLOUR.ink,
  COLOUR.muted,
  COLOUR.cluster,
  COLOUR.rule,
  COLOUR.pale,
] as const;

/** What a card says; ready words. */
export interface Card {
  readonly site: string;
  /** Title of the edition; undefined outside editions, and where the page's own title says it. */
  readonly edition: string | undefined;
  readonly title: string;
  /** A sentence on the page; shown where there are no facts. */
  readonly line: string;
  /** At most three figures. */
  readonly facts: readonly CardFact[];
  /** "Modelled figures."; undefined of observed ones. */
  readonly status: string | undefined;
  /** Where the site stands: "atlas.example.org"; undefined where it is not known. */
  readonly host: string | undefined;
}

export interface CardFact {
  readonly value: string;
  readonly label: string;
}

const MARGIN = 80;
const ROOM = CARD_WIDTH - 2 * MARGIN;

/** Sizes of the title, the largest first: the first in which it takes no more than its lines is taken. */
const TITLE_SIZES = [
  { size: 84, lines: 2 },
  { size: 68, lines: 2 },
  { size: 56, lines: 3 },
  { size: 46, lines: 3 },
] as const;

/** The card as SVG. */
export function cardSvg(card: Card): string {
  const { title } = card;
  const [first] = TITLE_SIZES;
  const chosen =
    TITLE_SIZES.find(({ size, lines }) => fits(title, size, lines)) ?? TITLE_SIZES.at(-1) ?? first;
  const lines = wrapText(bare(title), ROOM, chosen.lines, chosen.size, 600);
  const leading = chosen.size * 1.12;
  const top = (card.edition === undefined ? 134 : 172) + chosen.size;
  const end = top + (lines.length - 1) * leading;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${CARD_HEIGHT}">`,
    rectangle(0, 0, CARD_WIDTH, CARD_HEIGHT, COLOUR.paper),
    rectangle(0, 0, CARD_WIDTH, 14, COLOUR.cluster),
    text(bare(card.site), { y: 96, size: 34, weight: 600, colour: COLOUR.cluster }),
    ...wrapText(bare(card.edition ?? ""), ROOM, 1, 27)
      .filter((line) => line !== "")
      .map((line) => text(line, { y: 140, size: 27, colour: COLOUR.muted })),
    ...lines.map((line, n) =>
      text(line, { y: top + n * leading, size: chosen.size, weight: 600, colour: COLOUR.ink }),
    ),
    ...(card.facts.length > 0 ? facts(card.facts) : sentence(card.line, end + 66)),
    ...foot(card),
    "</svg>",
  ].join("");
}

/** Whether all of a title stands in so many lines: none is cut, none is wider than the card. */
function fits(title: string, size: number, lines: number): boolean {
  const wrapped = wrapText(bare(title), ROOM, lines + 1, size, 600);
  return wrapped.length <= lines && !wrapped.some((line) => line.endsWith("…"));
}

function facts(all: readonly CardFact[]): readonly string[] {
  const column = ROOM / Math.max(all.length, 3);
  return all.flatMap(({ value, label }, n) => {
    const x = MARGIN + n * column;
    const [short = ""] = wrapText(bare(label), column - 24, 1, 27);
    return [
      text(value, { x, y: 466, size: 64, weight: 600, colour: COLOUR.cluster }),
      text(short, { x, y: 508, size: 27, colour: COLOUR.muted }),
    ];
  });
}

/** As many lines as there is room for above the foot. */
function sentence(line: string, top: number): readonly string[] {
  const [size, leading] = [33, 44];
  const room = Math.max(1, Math.min(3, Math.floor((530 - top) / leading) + 1));
  return wrapText(bare(line), ROOM, room, size).map((each, n) =>
    text(each.replace(/ \S*…$/, " …"), { y: top + n * leading, size, colour: COLOUR.muted }),
  );
}

function foot({ status, host }: Card): readonly string[] {
  return [
    rectangle(MARGIN, 548, ROOM, 2, COLOUR.pale),
    ...(status === undefined
      ? []
      : [
          rectangle(MARGIN, 572, 8, 30, COLOUR.rule),
          text(bare(status), {
            x: MARGIN + 22,
            y: 597,
            size: 28,
            weight: 600,
            colour: COLOUR.rule,
          }),
        ]),
    ...(host === undefined
      ? []
      : [
          text(host, {
            x: CARD_WIDTH - MARGIN - textWidth(host, 27),
            y: 597,
            size: 27,
            colour: COLOUR.muted,
          }),
        ]),
  ];
}

/** Without soft hyphens, and with one kind of space, at which lines may break. */
function bare(words: string): string {
  return words.replaceAll("\u00ad", "").replace(/\s+/g, " ").trim();
}

interface TextStyle {
  readonly x?: number;
  readonly y: number;
  readonly size: number;
  readonly weight?: number;
  readonly colour: string;
}

function text(words: string, { x = MARGIN, y, size, weight = 400, colour }: TextStyle): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeXml(words)}</text>`;
}

function rectangle(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
