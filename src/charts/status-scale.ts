/** How a cluster's status looks: colour, shape and lightness all differ. */

import type { Speech } from "../words/speech.ts";
import { COLOUR } from "./theme.ts";

/** Fixed words of the specs; `none` is a mark without a status. */
export const STATUSES = ["stable", "new", "ex", "current", "none"] as const;
export type StatusWord = (typeof STATUSES)[number];

/** Filled dark circle, filled light triangle, hollow square. */
export const STATUS_SHAPE = {
  field: "status",
  type: "nominal",
  scale: { domain: STATUSES, range: ["circle", "triangle-up", "square", "circle", "circle"] },
  legend: null,
} as const;

export const STATUS_FILL = {
  field: "status",
  type: "nominal",
  scale: {
    domain: STATUSES,
    range: [COLOUR.cluster, COLOUR.new, COLOUR.paper, COLOUR.cluster, COLOUR.nation],
  },
  legend: null,
} as const;

export const STATUS_STROKE = {
  field: "status",
  type: "nominal",
  scale: {
    domain: STATUSES,
    range: [COLOUR.paper, COLOUR.paper, COLOUR.ex, COLOUR.paper, COLOUR.paper],
  },
  legend: null,
} as const;

export function statusText(status: StatusWord, { say }: Speech): string {
  return say(`charts.status-${status}`);
}

/** A key to the statuses that occur, as a row of marks and words from the left edge. */
export function statusKey(
  present: ReadonlySet<StatusWord>,
  width: (text: string) => number,
  speech: Speech,
): readonly { readonly status: StatusWord; readonly label: string; readonly left: number }[] {
  let left = 6;
  const shown = STATUSES.filter((status) => status !== "none" && present.has(status));
  // Where all clusters look alike there is nothing to tell apart.
  return (shown.length === 1 && shown[0] === "current" ? [] : shown).map((status) => {
    const entry = { status, label: statusText(status, speech), left };
    left += 12 + width(entry.label) + 16;
    return entry;
  });
}
