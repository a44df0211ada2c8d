/** Explanations of figures as text: the figure, its formula, then what it is computed from, indented. */

import type { Explanation } from "../model/explanation.ts";
import { LISTED } from "../model/figure-shard.ts";
import { filledExpression } from "../model/filled-expression.ts";
import type { ExplainedFigure, ExplainedPage } from "../site/explain-figures.ts";

const FLAGS: Readonly<Record<string, string>> = {
  c: "confidential",
  x: "not available",
  e: "estimated",
  m: "modelled",
  r: "revised",
  b: "break in series",
};

/** How many operands are printed of the figure itself, and of one that it is computed from; deeper ones are counted. */
const PRINTED = [LISTED, 3] as const;

export function explanationLines(page: ExplainedPage, all: boolean): readonly string[] {
  return [
    ...page.figures.flatMap((figure, n) => [
      ...(n === 0 ? [] : [""]),
      ...explanation(figure, page, all),
    ]),
    ...(page.others === 0 ? [] : ["", othersLine(page)]),
  ];
}

function othersLine({ others, measure }: ExplainedPage): string {
  return `The page shows ${others} more of the measure ${measure}, of other regions or sectors (--all prints them).`;
}

function explanation(
  { edition, explanation, shown }: ExplainedFigure,
  page: ExplainedPage,
  all: boolean,
): readonly string[] {
  const { value, flagged } = explanation.figure;
  const now = value === undefined ? "" : String(value);
  return [
    ...operand(explanation, 0, { edition, rowOf: page.rowOf, all }),
    ...(shown === undefined ? [] : [`  shown as: ${shown.text}`]),
    ...(shown === undefined || shown.value === now
      ? []
      : [`  the page has ${shown.value}: it was built from other data`]),
    ...(flagged === "" ? [] : [`  flags of its data: ${flagWords(flagged)}`]),
    ...(explanation.code.length === 0 ? [] : [`  computed by: ${codeText(explanation.code)}`]),
  ];
}

function codeText(code: Explanation["code"]): string {
  return code.map(({ file, name }) => `${file} (${name})`).join(", ");
}

function flagWords(letters: string): string {
  return [...letters].map((letter) => `${letter} ${FLAGS[letter] ?? ""}`.trim()).join(", ");
}

interface Setting extends Pick<ExplainedPage, "rowOf"> {
  readonly edition: string;
  /** Whether long sums are printed in full. */
  readonly all: boolean;
}

function operand(
  { figure, expression, operands }: Explanation,
  depth: number,
  setting: Setting,
): readonly string[] {
  const indent = "  ".repeat(depth);
  const { id, value, unit, formula, source, interval } = figure;
  const known = value === undefined ? "not known" : String(value);
  const between = interval === undefined ? "" : `, between ${interval.low} and ${interval.high}`;
  const row = source === undefined ? undefined : setting.rowOf(setting.edition, source);
  const filled =
    expression === undefined
      ? undefined
      : filledExpression(
          expression,
          operands.map(({ figure: { value: each } }) => each?.toString()),
        );
  const shown = setting.all ? operands : operands.slice(0, PRINTED[depth] ?? 0);
  const left = operands.length - shown.length;
  const counted = left > 0 && shown.length === 0 ? `, of ${left} figures` : "";
  return [
    `${indent}${id} = ${known} ${unit}${between}`,
    source === undefined
      ? `${indent}  = ${formula}${counted}`
      : `${indent}  ${setting.edition}/${source}${row === undefined ? "" : `: ${row}`}`,
    ...(filled === undefined ? [] : [`${indent}  = ${filled}`]),
    ...shown.flatMap((each) => operand(each, depth + 1, setting)),
    ...(left > 0 && counted === "" ? [`${indent}  and ${left} more (--all prints them)`] : []),
  ];
}
