/** The source publication's figures beside the computed ones. */

import { type Agreement, type Reproduction, reproduce } from "../model/reproduction.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { formatChange, formatNumber } from "./format.ts";
import { plainNumber } from "./numbers.ts";
import { href, paths } from "./urls.ts";
import type { NumberView, Sheet } from "./view.ts";

export interface ReproducedFigure {
  readonly ours: NumberView;
  /** What it is set against, where the publication compares two figures. */
  readonly against: NumberView | undefined;
  readonly difference: NumberView | undefined;
}

export interface ReproducedRow {
  readonly id: string;
  /** Section of the publication. */
  readonly section: string;
  readonly years: string;
  readonly subject: string;
  readonly measure: string;
  /** What the publication says, in words: "about 63,000 jobs", "better". */
  readonly published: string;
  readonly figures: readonly ReproducedFigure[];
  readonly agrees: Agreement;
  readonly reason: string;
  readonly note: string;
}

export interface ReproductionView {
  readonly rows: readonly ReproducedRow[];
  readonly total: number;
  readonly agreeing: number;
  readonly differing: readonly ReproducedRow[];
  readonly notComputed: number;
  readonly modelled: boolean;
  readonly dataHref: string;
  readonly sourceHref: string;
}

export async function reproductionSheet(context: EditionContext): Promise<Sheet<ReproductionView>> {
  const { atlas, site } = context;
  const { id, descriptor } = atlas.dataset;
  const rows = reproduce(atlas).map((reproduction) => rowView(context, reproduction));
  return editionSheet(context, {
    kind: "reproduction",
    path: paths.reproduction(id),
    title: "Reproduction of the published figures",
    description: `Every figure of the source publication beside the one computed from the data of ${descriptor.title}.`,
    trail: [{ path: paths.edition(id), text: descriptor.title }],
    view: {
      rows,
      total: rows.length,
      agreeing: rows.filter(({ agrees }) => agrees === "agrees").length,
      differing: rows.filter(({ agrees }) => agrees === "differs"),
      notComputed: rows.filter(({ agrees }) => agrees === "not computed").length,
      modelled: descriptor.status === "modelled",
      dataHref: href(site.pathPrefix, paths.data(id)),
      sourceHref: href(site.filesPrefix, `${paths.data(id)}source/published-figures.csv`),
    },
  });
}

function rowView(
  context: EditionContext,
  { row, parts, agrees, reason }: Reproduction,
): ReproducedRow {
  const { numbers } = context;
  const style = { unmarked: true };
  return {
    id: row.id,
    section: row.section,
    years: [row.yearFrom, row.yearTo].filter((year) => year !== undefined).join("–"),
    subject: row.subject,
    measure: row.measure,
    published: publishedWords(row),
    figures: parts.map(({ figure, against, difference }) => ({
      ours: numbers.figure(figure.id, style),
      against: against === undefined ? undefined : numbers.figure(against.id, style),
      difference: difference === undefined ? undefined : differenceView(difference),
    })),
    agrees,
    reason,
    note: row.note,
  };
}

const RELATION_WORD: ReadonlyMap<string, string> = new Map([
  ["about", "about"],
  ["greater-than", "above"],
  ["at-least", "at least"],
]);

function publishedWords({ relation, value, unit }: Reproduction["row"]): string {
  if (value === undefined) return relation;
  const decimals = (String(value).split(".")[1] ?? "").length;
  const suffix = unit === "percent" ? "%" : unit === "" || unit === "ratio" ? "" : ` ${unit}`;
  const word = RELATION_WORD.get(relation);
  return `${word === undefined ? "" : `${word} `}${formatNumber(value, decimals)}${suffix}`;
}

function differenceView(difference: number): NumberView {
  const decimals = Number.isInteger(difference) ? 0 : 2;
  return plainNumber(difference, formatChange(difference, decimals));
}
