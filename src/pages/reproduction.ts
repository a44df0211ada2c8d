/** The source publication's figures beside the computed ones. */

import { type Agreement, type Reproduction, reproduce } from "../model/reproduction.ts";
import type { Speech } from "../words/speech.ts";
import { type EditionContext, editionSheet } from "./context.ts";
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
  const { say } = site.speech;
  const { id, descriptor } = atlas.dataset;
  const rows = reproduce(atlas).map((reproduction) => rowView(context, reproduction));
  return editionSheet(context, {
    kind: "reproduction",
    path: paths.reproduction(id),
    title: say("edition.reproduction-title"),
    description: say("edition.reproduction-description", { edition: descriptor.title }),
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
  const { numbers, site } = context;
  const style = { unmarked: true };
  return {
    id: row.id,
    section: row.section,
    years: [row.yearFrom, row.yearTo].filter((year) => year !== undefined).join("–"),
    subject: row.subject,
    measure: row.measure,
    published: publishedWords(row, site.speech),
    figures: parts.map(({ figure, against, difference }) => ({
      ours: numbers.figure(figure.id, style),
      against: against === undefined ? undefined : numbers.figure(against.id, style),
      difference: difference === undefined ? undefined : differenceView(difference, site.speech),
    })),
    agrees,
    reason,
    note: row.note,
  };
}

/** What the publication says in words alone. */
const VERDICT = new Map([
  ["better", "edition.relation-better"],
  ["similar", "edition.relation-similar"],
  ["worse", "edition.relation-worse"],
] as const);

const RELATION = new Map([
  ["about", "edition.relation-about"],
  ["greater-than", "edition.relation-above"],
  ["at-least", "edition.relation-at-least"],
] as const);

function publishedWords(
  { relation, value, unit }: Reproduction["row"],
  { number, percent, say }: Speech,
): string {
  if (value === undefined) {
    const verdict = [...VERDICT].find(([name]) => name === relation)?.[1];
    return verdict === undefined ? relation : say(verdict);
  }
  const decimals = (String(value).split(".")[1] ?? "").length;
  const digits = number(value, decimals);
  const plain = unit === "" || unit === "ratio";
  const text =
    unit === "percent"
      ? percent(digits)
      : plain
        ? digits
        : say("edition.published-unit", { value: digits, unit });
  const word = [...RELATION].find(([name]) => name === relation)?.[1];
  return word === undefined ? text : say(word, { value: text });
}

function differenceView(difference: number, { change }: Speech): NumberView {
  const decimals = Number.isInteger(difference) ? 0 : 2;
  return plainNumber(difference, change(difference, decimals));
}
