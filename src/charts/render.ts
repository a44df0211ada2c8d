/**
 * Specs → SVG. The only maker of a Vega view.
 *
 * Rendering is synchronous: the specs load nothing and are laid out without a second pass (autosize "none"),
 * so that one run of the dataflow is complete when it returns. Charts that differ only in data, parameters
 * and words share one compiled plan; the plan is found by the rest of the spec, never by name alone.
 *
 * Vega's run leaves a promise behind that holds its view until the event loop turns: a caller that draws
 * thousands of charts awaits something between them (a write will do), or memory grows by 0.3 MB a chart.
 */

import { parse, type Runtime, resetSVGDefIds, SVGStringRenderer, textMetrics, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Chart, MarkRows } from "./chart.ts";
import { compactMarkup, withoutRows } from "./compact-svg.ts";
import { nameMarks, type SceneNode, TABLE_ROW } from "./mark-rows.ts";
import { inlineSvg, type Picture, standaloneSvg } from "./svg-frame.ts";
import { textWidth } from "./text-width.ts";
import { TEXT } from "./theme.ts";

export interface RenderedChart {
  /** For the page: no title, colours as `var(--chart-…)`, ids under the prefix, no style of its own. */
  readonly inline: string;
  /** A file of its own: headline, subtitle, source and status printed in the picture. */
  readonly standalone: string;
}

interface Plan {
  readonly runtime: Runtime;
}

interface Skeleton {
  readonly spec: TopLevelSpec;
  readonly key: string;
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly params: readonly { readonly name: string; readonly value: unknown }[];
}

// Without a canvas Vega estimates widths far too wide, which drops axis labels.
textMetrics.width = (item, text) => {
  const line = text ?? item.text;
  const longest = (part: unknown): number =>
    textWidth(String(part ?? ""), item.fontSize ?? TEXT, weightOf(item.fontWeight));
  return Array.isArray(line) ? Math.max(0, ...line.map(longest)) : longest(line);
};

const plans = new Map<string, Plan>();

/**
 * Draws a chart. `idPrefix` makes the ids of the inline picture unique on the page.
 * Throws where the spec does not compile without a warning: that is a mistake of ours.
 */
export function renderChart(chart: Chart, idPrefix: string): RenderedChart {
  const skeleton = skeletonOf(chart.spec);
  const plan = plans.get(skeleton.key) ?? compilePlan(chart.kind, skeleton.spec);
  plans.set(skeleton.key, plan);
  const picture = draw(plan, skeleton, chart.marks);
  return { inline: inlineSvg(chart, picture, idPrefix), standalone: standaloneSvg(chart, picture) };
}

/** What remains of a spec without its data, the values of its parameters and its words. */
function skeletonOf(full: TopLevelSpec): Skeleton {
  const {
    title,
    description,
    usermeta,
    datasets = {},
    params = [],
    ...rest
  } = full as TopLevelSpec & {
    readonly params?: Skeleton["params"];
  };
  const spec = {
    ...rest,
    autosize: "none",
    ...(params.length === 0 ? {} : { params: params.map(({ name }) => ({ name, value: null })) }),
  } as TopLevelSpec;
  return { spec, key: JSON.stringify(spec), datasets: datasets as Skeleton["datasets"], params };
}

function compilePlan(kind: string, spec: TopLevelSpec): Plan {
  const complaints: string[] = [];
  const complain = (...words: readonly unknown[]): typeof logger => {
    complaints.push(words.join(" "));
    return logger;
  };
  const quiet = (): typeof logger => logger;
  const logger = {
    level: () => logger,
    error: complain,
    warn: complain,
    info: quiet,
    debug: quiet,
  } as unknown as NonNullable<Parameters<typeof compile>[1]>["logger"] & object;
  const compiled = compile(spec, { logger });
  if (complaints.length > 0) throw new Error(`chart kind ${kind}: ${complaints.join("; ")}`);
  return { runtime: parse(compiled.spec) };
}

function draw(plan: Plan, skeleton: Skeleton, marks: MarkRows): Picture {
  resetSVGDefIds();
  const view = new View(plan.runtime, { renderer: "none" });
  try {
    for (const { name, value } of skeleton.params) view.signal(name, value);
    // Vega marks the objects it takes in: it gets copies.
    for (const [name, rows] of Object.entries(skeleton.datasets))
      view.data(
        name,
        rows.map((row, index) => ({ ...row, [TABLE_ROW]: marks[name]?.[index] })),
      );
    view.run();
    const padding = view.padding();
    const inset =
      typeof padding === "number"
        ? { left: padding, right: padding, top: padding, bottom: padding }
        : padding;
    const { left = 0, right = 0, top = 0, bottom = 0 } = inset;
    const width = view.width() + left + right;
    const height = view.height() + top + bottom;
    const { root } = view.scenegraph();
    nameMarks(root as SceneNode);
    const renderer = new SVGStringRenderer(view.loader());
    renderer.initialize(null, width, height, [left, top], 1);
    const marked = compactMarkup(renderer.render(root).svg());
    return { width, height, content: withoutRows(marked), marked };
  } finally {
    view.finalize();
  }
}

function weightOf(weight: unknown): number {
  return weight === "bold" ? 700 : Number(weight ?? 400) || 400;
}
