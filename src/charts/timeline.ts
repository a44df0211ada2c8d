/** Events in the order of time, one below the other. */

import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { TimelineInput } from "./inputs.ts";
import { wrapText } from "./text-width.ts";
import { COLOUR, TEXT, WIDTH } from "./theme.ts";

const PADDING = { left: 8, right: 2, top: 10, bottom: 2 };
const TEXT_LEFT = 18;
const LINE = 17;
const GAP = 14;
/** Another font may stand in for ours and be wider. */
const ROOM = (WIDTH - PADDING.left - PADDING.right - TEXT_LEFT) * 0.92;

/**
 * A line with a dot, a date and some lines of text for each event. Dates are text ("early 1997"), so the
 * distances between dots say nothing about the time between events. Undefined without events.
 */
export function timeline(input: TimelineInput): Chart | undefined {
  const first = input.rows[0];
  const last = input.rows.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let next = 0;
  const events = input.rows.map(({ when, label }) => {
    const lines = wrapText(label, ROOM, 6, TEXT);
    const top = next;
    next += (1 + lines.length) * LINE + GAP;
    return { when, event: label, lines, top, textTop: top + LINE };
  });

  const { say, number } = input.speech;

  return chart(input, {
    kind: "timeline",
    headline: input.headline,
    subtitle: say("charts.timeline-subtitle", {
      n: input.rows.length,
      count: number(input.rows.length),
      first: first.when,
      last: last.when,
    }),
    description: say("charts.timeline-description", {
      events: input.rows
        .map(({ when, label }) =>
          say("charts.timeline-event", { when, event: label.replace(/\.$/, "") }),
        )
        .join(" "),
    }),
    columns: [
      { key: "when", label: say("charts.timeline-col-when"), numeric: false },
      { key: "event", label: say("charts.timeline-col-event"), numeric: false },
    ],
    rows: input.rows.map(({ when, label }) => ({ when, event: label })),
    padding: PADDING,
    height: Math.max(1, next - GAP),
    datasets: { rows: events, line: [{ top: 0, end: events.at(-1)?.top ?? 0 }] },
    view: {
      layer: [
        {
          data: { name: "line" },
          mark: { type: "rule", x: 0, color: COLOUR.axis, strokeWidth: 1.5 },
          encoding: { y: place("top"), y2: { field: "end" } },
        },
        {
          mark: { type: "point", filled: true, x: 0, opacity: 1, size: 75, color: COLOUR.cluster },
          encoding: { y: place("top") },
        },
        {
          mark: { type: "text", align: "left", baseline: "middle", x: TEXT_LEFT, fontWeight: 600 },
          encoding: { y: place("top"), text: { field: "when" } },
        },
        {
          mark: { type: "text", align: "left", baseline: "middle", x: TEXT_LEFT, lineHeight: LINE },
          encoding: { y: place("textTop"), text: { field: "lines" } },
        },
      ],
    },
  });
}

function place(field: string): object {
  return { field, type: "quantitative", scale: null, axis: null };
}
