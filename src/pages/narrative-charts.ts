/** Charts that narratives place, made from the data in their front matter. */

import type { Chart } from "../charts/chart.ts";
import { knowledgeMatrix } from "../charts/knowledge-matrix.ts";
import { symbolMap } from "../charts/symbol-map.ts";
import { timeline } from "../charts/timeline.ts";
import type { Narrative } from "../model/narrative.ts";
import type { Speech } from "../words/speech.ts";
import type { EditionContext } from "./context.ts";
import type { ChartView } from "./view.ts";

/** The chart with that id, placed on the page; undefined where the narrative has none. */
export async function placeNarrativeChart(
  context: EditionContext,
  narrative: Narrative,
  id: string,
  pagePath: string,
): Promise<ChartView | undefined> {
  const chart = narrativeChart(narrative, id, context.site.speech);
  return chart === undefined ? undefined : context.placeChart(pagePath, chart);
}

/**
 * The chart with that id; undefined where the narrative has none. What these charts show is the publication's own, so
 * they are not marked as modelled.
 */
export function narrativeChart(
  narrative: Narrative,
  id: string,
  speech: Speech,
): Chart | undefined {
  const basics = { id, status: "observed" as const, speech };
  switch (id) {
    case "arendal-map":
      return symbolMap({
        ...basics,
        source: speech.say("charts.arendal-source"),
        headline: speech.say("charts.arendal-headline"),
        subtitle: speech.say("charts.arendal-subtitle"),
        valueLabel: "",
        rows: narrative.points.map((point) => ({
          id: point.name,
          name: point.name,
          longitude: point.longitude,
          latitude: point.latitude,
          value: undefined,
          status: undefined,
          note: point.note,
        })),
      });
    case "ericsson-timeline":
      return timeline({
        ...basics,
        source: speech.say("charts.ericsson-source"),
        headline: speech.say("charts.ericsson-headline"),
        rows: narrative.timeline.map(({ when, label }) => ({ when, label })),
      });
    case "knowledge-bases":
      return knowledgeMatrix({
        ...basics,
        source: speech.say("charts.knowledge-source"),
        rows: narrative.knowledge,
      });
    default:
      return undefined;
  }
}
