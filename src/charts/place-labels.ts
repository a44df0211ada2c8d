/** Labels beside marks, as many as fit without touching one another. */

import { textWidth } from "./text-width.ts";
import { COLOUR, SMALL } from "./theme.ts";

export interface LabelCandidate {
  readonly x: number;
  readonly y: number;
  /** Radius of the mark that the label stands beside. */
  readonly radius: number;
  readonly text: string;
}

export interface PlacedLabel {
  /** Position of the candidate in the list. */
  readonly index: number;
  readonly align: "left" | "right" | "center";
  readonly dx: number;
  readonly dy: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Another font may stand in for ours and be wider. */
const CAUTION = 1.08;

/**
 * Goes through the candidates in order and gives each the first of four places (right, left, above, below)
 * that lies inside the room and touches neither a label placed before nor a mark to keep clear.
 * A candidate without such a place stays without a label.
 */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  room: { readonly width: number; readonly height: number },
  size: number,
  most: number,
  clear: readonly { readonly x: number; readonly y: number; readonly radius: number }[] = [],
): readonly PlacedLabel[] {
  const taken: Box[] = clear.map(({ x, y, radius }) => around(x, y, radius, radius));
  const placed: PlacedLabel[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (placed.length === most) break;
    for (const { box, ...place } of places(candidate, size)) {
      const inside =
        box.left >= 0 && box.right <= room.width && box.top >= 0 && box.bottom <= room.height;
      if (!inside || taken.some((other) => touch(box, other))) continue;
      taken.push(box);
      placed.push({ index, ...place });
      break;
    }
  }
  return placed;
}

function places(
  { x, y, radius, text }: LabelCandidate,
  size: number,
): readonly (Omit<PlacedLabel, "index"> & { readonly box: Box })[] {
  const width = textWidth(text, size) * CAUTION;
  const half = size * 0.6;
  const beside = radius + 3;
  const over = radius + half + 1;
  return [
    { align: "left", dx: beside, dy: 0, box: around(x + beside + width / 2, y, width / 2, half) },
    { align: "right", dx: -beside, dy: 0, box: around(x - beside - width / 2, y, width / 2, half) },
    { align: "center", dx: 0, dy: -over, box: around(x, y - over, width / 2, half) },
    { align: "center", dx: 0, dy: over, box: around(x, y + over, width / 2, half) },
  ];
}

function around(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The labels as two layers: a halo that keeps them legible over marks, and the words. */
export function labelLayers(place: Readonly<Record<string, unknown>>): readonly object[] {
  const mark = {
    type: "text",
    clip: false,
    fontSize: SMALL,
    baseline: "middle",
    align: { expr: "datum.align" },
    dx: { expr: "datum.dx" },
    dy: { expr: "datum.dy" },
  };
  const encoding = { ...place, text: { field: "label" } };
  const halo = { color: COLOUR.paper, stroke: COLOUR.paper, strokeWidth: 3, strokeJoin: "round" };
  return [
    { data: { name: "labels" }, mark: { ...mark, ...halo }, encoding },
    { data: { name: "labels" }, mark, encoding },
  ];
}
