/** Remembers charts that were drawn, apart for each edition and for the pages around the editions, in each language. */

import { type RenderedChart, renderChart } from "../charts/render.ts";
import type { RenderChart } from "../pages/chart-press.ts";
import { fingerprint } from "./fingerprint.ts";
import { createRecall, type Recall } from "./recall.ts";
import { partName, type SitePart } from "./site-memory.ts";

type Charts = Recall<RenderedChart>;

export interface ChartMemory {
  /** As renderChart, for the charts of a part of the site. */
  readonly of: (part: SitePart) => RenderChart;
  /** How many charts have been drawn, and not remembered. */
  readonly drawn: () => number;
  /**
   * Forgets what nobody asked for since the last sweep, save for editions that were not `planned`, whose charts nobody
   * had to ask for; and all of editions that are not `present`.
   */
  readonly sweep: (planned: readonly SitePart[], present: readonly string[]) => void;
}

export function createChartMemory(): ChartMemory {
  const scopes = new Map<string, { readonly part: SitePart; readonly charts: Charts }>();
  let drawn = 0;
  return {
    of: (part) => {
      const name = partName(part);
      const charts = scopes.get(name)?.charts ?? createRecall<RenderedChart>();
      scopes.set(name, { part, charts });
      return (chart, idPrefix) =>
        charts.recall(fingerprint([chart, idPrefix]), () => {
          drawn += 1;
          return renderChart(chart, idPrefix);
        });
    },
    drawn: () => drawn,
    sweep: (planned, present) => {
      const made = new Set(planned.map(partName));
      for (const [name, { part, charts }] of scopes) {
        const { edition } = part;
        if (edition === undefined || made.has(name)) charts.sweep();
        else if (!present.includes(edition)) scopes.delete(name);
      }
    },
  };
}
