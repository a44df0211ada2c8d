/** A cluster through all editions: jobs, quotient and verdict of each year. */

import type { Verdict } from "../model/verdict.ts";
import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { ClusterLifeInput, ClusterLifeRow } from "./inputs.ts";
import { fitText, wrapText } from "./text-width.ts";
import { COLOUR, SMALL, TEXT, WIDTH } from "./theme.ts";

const PADDING = { left: 2, right: 2, top: 2, bottom: 4 };
const WHEN_ROOM = 150;
/** Another font may stand in for ours and be wider. */
const CAUTION = 0.92;
const NOTE_LINES = 4;

/**
 * A bar of jobs for each edition and year, in the caller's order, dark where the pair was a cluster. Sums of the pairs
 * of which it was made later have a shade of their own, and are no counts. Between the bars stands what makes them not
 * strictly comparable. A year whose jobs are withheld keeps its line without a bar. Undefined where no year has jobs.
 */
export function clusterLife(input: ClusterLifeInput): Chart | undefined {
  const rows = input.rows.filter(({ sumOf }) => sumOf === undefined);
  const known = rows.filter(hasJobs);
  const largest = known.reduce<KnownRow | undefined>(
    (best, row) => (best === undefined || row.jobs > best.jobs ? row : best),
    undefined,
  );
  const smallest = known.reduce<KnownRow | undefined>(
    (best, row) => (best === undefined || row.jobs < best.jobs ? row : best),
    undefined,
  );
  const last = rows.at(-1);
  if (largest === undefined || smallest === undefined || last === undefined) return undefined;
  const { speech } = input;
  const { say, number } = speech;
  const times = rows.filter(({ verdict }) => verdict === "cluster").length;

  return chart(input, {
    kind: "cluster-life",
    headline: say("charts.life-headline", {
      name: input.name,
      times,
      n: rows.length,
      count: number(rows.length),
      verdict: say(`charts.verdict-${last.verdict}`),
      year: last.year,
    }),
    subtitle: say(
      rows.length < input.rows.length ? "charts.life-subtitle-sums" : "charts.life-subtitle",
    ),
    description: [
      say("charts.life-description", {
        name: input.name,
        n: rows.length,
        count: number(rows.length),
        mostYear: largest.year,
        most: number(largest.jobs),
        fewestYear: smallest.year,
        fewest: number(smallest.jobs),
      }),
      ...input.rows.flatMap((row) => rowSentences(row, speech)),
      ...(input.closing ?? []),
    ].join(" "),
    columns: [
      { key: "edition", label: say("charts.col-edition"), numeric: false },
      { key: "year", label: say("charts.col-year"), numeric: true },
      { key: "jobs", label: say("charts.col-jobs"), numeric: true },
      { key: "lq", label: say("charts.col-quotient"), numeric: true },
      { key: "verdict", label: say("charts.col-verdict"), numeric: false },
      ...(rows.length < input.rows.length
        ? [{ key: "sum_of", label: say("charts.life-col-sum"), numeric: true }]
        : []),
    ],
    rows: input.rows.map(({ edition, year, jobs, lq, verdict, sumOf }) => ({
      edition,
      year,
      jobs,
      lq,
      verdict: sumOf === undefined ? say(`charts.value-${verdict}`) : undefined,
      sum_of: sumOf,
    })),
    marks: {
      rows: input.rows.flatMap(({ marks = [] }, row) => [
        ...noteTuples(marks).map(() => undefined),
        row,
      ]),
    },
    padding: PADDING,
    height: { step: 38 },
    params: { domain: [0, Math.max(...input.rows.map(({ jobs }) => jobs ?? 0)) || 1] },
    datasets: {
      rows: tuples(input).map((tuple, index) => ({ order: index + 1, ...tuple })),
    },
    view: {
      layer: [
        {
          transform: [{ filter: "datum.kind == 'note'" }],
          mark: { type: "rule", color: COLOUR.rule, strokeDash: [4, 3], yOffset: -16 },
          encoding: { x: { value: 0 }, x2: { value: "width" } },
        },
        ...[
          { field: "note", yOffset: -7 },
          { field: "more", yOffset: 9 },
        ].map(({ field, yOffset }) => ({
          mark: {
            type: "text",
            align: "left",
            baseline: "middle",
            x: 0,
            yOffset,
            fontSize: SMALL,
            color: COLOUR.rule,
          },
          encoding: { text: { field } },
        })),
        {
          mark: {
            type: "text",
            align: "left",
            baseline: "middle",
            x: 0,
            yOffset: -8,
            fontWeight: 600,
          },
          encoding: { text: { field: "when" } },
        },
        {
          mark: { type: "text", align: "right", baseline: "middle", yOffset: -8 },
          encoding: { x: { value: "width" }, text: { field: "value" } },
        },
        {
          transform: [{ filter: { field: "jobs", valid: true } }],
          mark: { type: "bar", height: 11, yOffset: 8 },
          encoding: {
            x: {
              field: "jobs",
              type: "quantitative",
              scale: { domain: { expr: "domain" }, nice: false, zero: false },
              axis: null,
            },
            x2: { datum: 0 },
            color: {
              field: "kind",
              type: "nominal",
              scale: {
                domain: ["cluster", "possible", "none", "sum"],
                range: [COLOUR.cluster, COLOUR["heat-2"], COLOUR.pale, COLOUR.axis],
              },
              legend: null,
            },
          },
        },
      ],
      encoding: {
        y: {
          field: "order",
          type: "ordinal",
          axis: null,
          scale: { paddingInner: 0, paddingOuter: 0 },
        },
      },
    },
  });
}

type KnownRow = ClusterLifeRow & { readonly jobs: number };

const hasJobs = (row: ClusterLifeRow): row is KnownRow => Number.isFinite(row.jobs);

/** A line of the picture: a count, a sum, or a note between them. */
interface Tuple {
  readonly kind: Verdict | "sum" | "note" | "more";
  readonly edition: string | null;
  readonly year: number | null;
  readonly jobs: number | null;
  readonly lq: number | null;
  readonly when: string;
  readonly value: string;
  readonly note: string;
  readonly more: string;
}

function tuples({ rows, closing = [], speech }: ClusterLifeInput): readonly Tuple[] {
  return [
    ...rows.flatMap((row) => [...noteTuples(row.marks ?? []), rowTuple(row, speech)]),
    ...noteTuples(closing),
  ];
}

function rowTuple(row: ClusterLifeRow, speech: Speech): Tuple {
  const { edition, year, jobs, lq, verdict, sumOf } = row;
  const { say } = speech;
  const when = edition === String(year) ? edition : say("charts.life-when", { year, edition });
  const shown = sumOf === undefined ? when : say("charts.life-when-sum", { when, count: sumOf });
  return {
    kind: sumOf === undefined ? verdict : "sum",
    edition,
    year,
    jobs: jobs ?? null,
    lq: lq ?? null,
    when: fitText(shown, WHEN_ROOM, TEXT, 600),
    value: measures(row, speech),
    note: "",
    more: "",
  };
}

/** Notes that stand together, two lines of text to a line of the picture; the first is ruled off. */
function noteTuples(texts: readonly string[]): readonly Tuple[] {
  const room = (WIDTH - PADDING.left - PADDING.right) * CAUTION;
  const lines = texts.flatMap((text) => wrapText(text, room, NOTE_LINES, SMALL));
  return lines.flatMap((note, n) => {
    if (n % 2 === 1) return [];
    return [
      {
        kind: n === 0 ? ("note" as const) : ("more" as const),
        edition: null,
        year: null,
        jobs: null,
        lq: null,
        when: "",
        value: "",
        note,
        more: lines[n + 1] ?? "",
      },
    ];
  });
}

function rowSentences(row: ClusterLifeRow, speech: Speech): readonly string[] {
  const { edition, year, sumOf, marks = [] } = row;
  const told = { year, edition, measures: measures(row, speech) };
  const sentence =
    sumOf === undefined
      ? speech.say("charts.life-row", told)
      : speech.say("charts.life-row-sum", { ...told, count: sumOf });
  return [...marks, sentence];
}

function measures({ jobs, lq }: ClusterLifeRow, { number, quotient, say }: Speech): string {
  const size =
    jobs === undefined
      ? say("charts.life-withheld")
      : say("charts.jobs", { n: jobs, count: number(jobs) });
  return lq === undefined
    ? size
    : say("charts.life-measures", { jobs: size, quotient: quotient(lq) });
}
