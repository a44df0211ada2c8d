/** Rows that charts are made from, and the words they share: id, source line, status. */

import type { ChartBasics } from "../charts/chart.ts";
import type { QuotientBarsRow } from "../charts/inputs.ts";
import type { Atlas } from "../model/atlas.ts";
import { cellIndex } from "../model/dataset.ts";
import type { GrowthRow } from "../model/growth.ts";
import { verdictAt } from "../model/verdict.ts";
import type { Speech } from "../words/speech.ts";
import { authorsOf } from "./authors.ts";
import type { EditionContext } from "./context.ts";

/** What every chart of an edition is given. */
export function chartFrame({ atlas, site }: EditionContext, id: string): ChartBasics {
  const { descriptor } = atlas.dataset;
  return {
    id,
    source: sourceLine(atlas, site.speech),
    status: descriptor.status,
    speech: site.speech,
  };
}

/** Who made the edition and when; its sources in full are on its method and data pages. */
export function sourceLine({ dataset }: Atlas, { say }: Speech): string {
  const { descriptor } = dataset;
  const names = authorsOf(descriptor)
    .map(({ title }) => title)
    .join("; ");
  // Who modelled figures matters less than what they are modelled after, which the title says.
  if (descriptor.status === "modelled" || names === "")
    return say("charts.source", { source: descriptor.title });
  return say("charts.source-year", { names, year: descriptor.published.slice(0, 4) });
}

/** A bar of a quotient chart, named by the region or the sector that varies; none where the quotient is not known. */
export function quotientBars(
  atlas: Atlas,
  y: number,
  r: number,
  s: number,
  named: { readonly id: string; readonly name: string } | undefined,
): readonly QuotientBarsRow[] {
  const lq = cellQuotient(atlas, y, r, s);
  if (named === undefined || lq === undefined) return [];
  const { id, name } = named;
  const verdict = verdictAt(atlas.verdicts, cellIndex(atlas.dataset, y, r, s));
  return [{ id, name, lq, jobs: cellJobs(atlas, y, r, s), verdict }];
}

/** Growth rows a chart compares: branches where the edition has them, else sectors. */
export function comparedGrowth(
  { growth }: Atlas,
  [from, to]: readonly [number, number],
): readonly GrowthRow[] {
  const rows = growth.filter(({ period }) => period[0] === from && period[1] === to);
  const branches = rows.filter(({ level }) => level === "branch");
  return branches.length > 0 ? branches : rows.filter(({ level }) => level === "sector");
}

/** A value of a typed array as charts take it: undefined where it is not defined or withheld. */
export function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Jobs of a cell, undefined where withheld. */
export function cellJobs({ dataset }: Atlas, y: number, r: number, s: number): number | undefined {
  return known(dataset.jobs[cellIndex(dataset, y, r, s)]);
}

/** The country's jobs in a sector. */
export function nationalJobs({ dataset, totals }: Atlas, y: number, s: number): number | undefined {
  return known(totals.sectorJobs[y * dataset.sectors.length + s]);
}

/** Location quotient of a cell. */
export function cellQuotient(atlas: Atlas, y: number, r: number, s: number): number | undefined {
  return known(atlas.lq[cellIndex(atlas.dataset, y, r, s)]);
}
