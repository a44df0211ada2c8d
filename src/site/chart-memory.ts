/** Remembers charts that were drawn, apart for each edition and for the pages around the editions. */

import { type RenderedChart, renderChart } from "../charts/render.ts";
import type { RenderChart } from "../pages/chart-press.ts";
import { fingerprint } from "./fingerprint.ts";
import { createRecall, type Recall } from "./recall.ts";

export interface ChartMemory {
  /** As renderChart, for an edition's charts; for those of pages around the editions where none is named. */
  readonly of: (edition?: string) => RenderChart;
  /** How many charts have been drawn, and not remembered. */
  readonly drawn: () => number;
  /**
   * Forgets what nobody asked for since the last sweep, save for editions that were not `planned`, whose charts nobody
   * had to ask for; and all of editions that are not `present`.
   */
  readonly sweep: (planned: readonly string[], present: readonly string[]) => void;
}

/** Stands for the pages around the editions: no edition has an empty id. */
const AROUND = "";

export function createChartMemory(): ChartMemory {
  const scopes = new Map<string, Recall<RenderedChart>>();
  let drawn = 0;
  return {
    of: (edition = AROUND) => {
      const scope = scopes.get(edition) ?? createRecall<RenderedChart>();
      scopes.set(edition, scope);
      return (chart, idPrefix) =>
        scope.recall(fingerprint([chart, idPrefix]), () => {
          drawn += 1;
          return renderChart(chart, idPrefix);
        });
    },
    drawn: () => drawn,
    sweep: (planned, present) => {
      for (const [edition, scope] of scopes) {
        if (edition === AROUND || planned.includes(edition)) scope.sweep();
        else if (!present.includes(edition)) scopes.delete(edition);
      }
    },
  };
}
