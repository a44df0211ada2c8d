/** Colours, type and the Vega-Lite configuration that every spec carries. */

import type { Config } from "vega-lite";

/** Width of every chart in its own units: a phone's column. Pages scale it, up to about 480 px. */
export const WIDTH = 360;

/** Base size of text in chart units; the smallest is two below. */
export const TEXT = 13;
export const SMALL = 11.5;

/** Quoted: a family name with a word that begins with a digit is no CSS identifier. */
export const FONT =
  "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/**
 * Colours by what they mean. Each is different from every other, so that the picture's
 * colours can be handed to the style sheet: `cluster` becomes `var(--chart-cluster, #0f5c6e)`.
 * `content/assets/css/tokens.css` holds a custom property for each, in light and dark.
 * Hue is never the only difference: stable, new and former clusters differ in lightness and shape too.
 */
export const COLOUR = {
  ink: "#1f2933",
  muted: "#56616b",
  axis: "#8a969f",
  grid: "#e3e7ea",
  paper: "#ffffff",
  cluster: "#0f5c6e",
  nation: "#968c80",
  new: "#c5730f",
  ex: "#7a5c9e",
  pale: "#c3ccd2",
  rule: "#b0392e",
  land: "#e4e8df",
  coast: "#b9c2b6",
  "heat-0": "#f3f6f7",
  "heat-1": "#d3e4e8",
  "heat-2": "#9cc5ce",
  "heat-3": "#5799a6",
  "heat-4": "#0f5c6f",
} as const;

export type ColourName = keyof typeof COLOUR;

/** Shared by all specs; it stands in each of them, so that a downloaded spec draws the same picture. */
export const CONFIG: Config = {
  aria: false,
  background: "transparent",
  font: FONT,
  view: { stroke: null },
  text: { fontSize: TEXT, fill: COLOUR.ink },
  axis: {
    labelFontSize: SMALL,
    labelColor: COLOUR.muted,
    labelLimit: 0,
    titleFontSize: SMALL,
    titleFontWeight: 400,
    titleColor: COLOUR.muted,
    titleLimit: 0,
    domainColor: COLOUR.axis,
    tickColor: COLOUR.axis,
    gridColor: COLOUR.grid,
    ticks: false,
    labelPadding: 4,
  },
  locale: {
    number: { decimal: ".", thousands: ",", grouping: [3], currency: ["", ""], minus: "\u2212" },
  },
};
