/**
 * The interactive charts, a bundle of its own that is fetched on demand. Runs under a strict content security
 * policy: expressions are interpreted, never compiled, and no style is injected.
 */

import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { element } from "./dom.ts";
import {
  colourNames,
  liveSpec,
  type RowLine,
  rowLines,
  type Spec,
  safeColour,
} from "./live-spec.ts";

/** Draws the chart of a published spec into `place`; answers what takes it away again. Throws where that fails. */
export async function drawChart(
  place: HTMLElement,
  specAddress: string,
  picture: SVGElement,
  words: DOMStringMap,
): Promise<() => void> {
  const response = await fetch(specAddress);
  if (!response.ok) throw new Error(`${specAddress}: ${response.status}`);
  const spec: Spec = await response.json();
  const chart = element("div", {
    className: "chart-live-picture",
    attributes: { tabindex: "0", role: "group" },
  });
  chart.setAttribute("aria-label", picture.querySelector("title")?.textContent ?? "");
  const reading = element("p", { className: "chart-reading", attributes: { role: "status" } });
  const tooltip = element("div", {
    className: "chart-tooltip",
    attributes: { "aria-hidden": "true" },
  });
  tooltip.hidden = true;
  place.replaceChildren(chart, reading, tooltip);

  const embedOptions = {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true,
    expr: expressionInterpreter,
    defaultStyle: false,
    tooltip: (_handler: unknown, event: MouseEvent, _item: unknown, value: unknown) => {
      showTooltip(tooltip, event, rowLines(spec, value));
    },
  } as const;
  const { view, finalize } = await embed(
    chart,
    liveSpec(spec, pageColours(picture)) as never,
    embedOptions as never,
  );
  fitWidth(chart);

  const rows: readonly unknown[] = view.data("rows");
  let at = -1;
  chart.addEventListener("keydown", (event) => {
    const step = STEPS.get(event.key);
    if (step === undefined || rows.length === 0) return;
    event.preventDefault();
    at = at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length;
    reading.textContent = `${placeText(words, at + 1, rows.length)}. ${rowLines(spec, rows[at]).map(lineText).join("; ")}`;
  });
  return () => {
    finalize();
    place.replaceChildren();
  };
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
]);

/** "3 of 13", in the words of the figure. */
function placeText({ at = "" }: DOMStringMap, place: number, all: number): string {
  return at.replace("{at}", String(place)).replace("{all}", String(all));
}

const lineText = ({ label, value }: RowLine): string => `${label}: ${value}`;

/** The page's colours now, by the colour that stands in the spec. */
function pageColours(picture: SVGElement): ReadonlyMap<string, string> {
  const style = getComputedStyle(picture);
  const colours = new Map<string, string>();
  for (const [hex, name] of colourNames(picture.outerHTML)) {
    const colour = safeColour(style.getPropertyValue(name));
    if (colour !== undefined) colours.set(hex, colour);
  }
  return colours;
}

/** As wide as the static picture was: the page's width, not the spec's. */
function fitWidth(chart: HTMLElement): void {
  const svg = chart.querySelector("svg");
  if (svg === null) return;
  svg.classList.add("chart");
  svg.setAttribute("aria-hidden", "true");
}

function showTooltip(tooltip: HTMLElement, event: MouseEvent, lines: readonly RowLine[]): void {
  tooltip.hidden = lines.length === 0;
  if (lines.length === 0) return;
  tooltip.replaceChildren(...lines.map((line) => element("p", { text: lineText(line) })));
  const { width, height } = tooltip.getBoundingClientRect();
  const left = Math.min(event.clientX + 12, document.documentElement.clientWidth - width - 8);
  const above = event.clientY + 16 + height > document.documentElement.clientHeight;
  tooltip.style.left = `${Math.max(8, left)}px`;
  tooltip.style.top = `${above ? event.clientY - height - 8 : event.clientY + 16}px`;
}
