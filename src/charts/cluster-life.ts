/** A cluster through all editions: jobs, quotient and verdict of each year. */

import type { Verdict } from "../model/verdict.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { ClusterLifeInput, ClusterLifeRow } from "./inputs.ts";
import { fitText, wrapText } from "./text-width.ts";
import { COLOUR, SMALL, TEXT, WIDTH } from "./theme.ts";
import { counted, numberText, quotientText } from "./words.ts";

const PADDING = { left: 2, right: 2, top: 2, bottom: 4 };
const WHEN_ROOM = 150;

const WORDS: Readonly<Record<Verdict, string>> = {
  cluster: "cluster",
  possible: "possible cluster",
  none: "no cluster",
};

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
  const times = rows.filter(({ verdict }) => verdict === "cluster").length;

  return chart(input, {
    kind: "cluster-life",
    headline: `${input.name}: a cluster in ${times} of ${counted(rows.length, "count")}, ${WORDS[last.verdict]} in ${last.year}`,
    subtitle:
      "Jobs by edition and year, with the location quotient; dark bars are clusters" +
      (rows.length < input.rows.length ? ", grey ones sums of what was merged later" : ""),
    description:
      `Bar chart of jobs in ${input.name} over ${counted(rows.length, "count")} in the editions. Most jobs in ${largest.year} ` +
      `(${numberText(largest.jobs)}), fewest in ${smallest.year} (${numberText(smallest.jobs)}). ` +
      [...input.rows.flatMap(rowSentences), ...(input.closing ?? [])].join(" "),
    columns: [
      { key: "edition", label: "Edition", numeric: false },
      { key: "year", label: "Year", numeric: true },
      { key: "jobs", label: "Jobs", numeric: true },
      { key: "lq", label: "Location quotient", numeric: true },
      { key: "verdict", label: "Verdict", numeric: false },
      ...(rows.length < input.rows.length
        ? [{ key: "sum_of", label: "Sum of so many", numeric: true }]
        : []),
    ],
    rows: input.rows.map(({ edition, year, jobs, lq, verdict, sumOf }) => ({
      edition,
      year,
      jobs,
      lq,
      verdict: sumOf === undefined ? verdict : undefined,
      sum_of: sumOf,
    })),
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

function tuples({ rows, closing = [] }: ClusterLifeInput): readonly Tuple[] {
  return [
    ...rows.flatMap((row) => [...noteTuples(row.marks ?? []), rowTuple(row)]),
    ...noteTuples(closing),
  ];
}

function rowTuple(row: ClusterLifeRow): Tuple {
  const { edition, year, jobs, lq, verdict, sumOf } = row;
  const when = edition === String(year) ? edition : `${year}, ed. ${edition}`;
  return {
    kind: sumOf === undefined ? verdict : "sum",
    edition,
    year,
    jobs: jobs ?? null,
    lq: lq ?? null,
    when: fitText(sumOf === undefined ? when : `${when}, sum of ${sumOf}`, WHEN_ROOM, TEXT, 600),
    value: measures(row),
    note: "",
    more: "",
  };
}

/** Notes that stand together, two lines of text to a line of the picture; the first is ruled off. */
function noteTuples(texts: readonly string[]): readonly Tuple[] {
  const room = WIDTH - PADDING.left - PADDING.right;
  const lines = texts.flatMap((text) => wrapText(text, room, 2, SMALL));
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

function rowSentences(row: ClusterLifeRow): readonly string[] {
  const { edition, year, sumOf, marks = [] } = row;
  const sum = sumOf === undefined ? "" : `, ${sumOf} together`;
  return [...marks, `${year}, edition ${edition}${sum}: ${measures(row)}.`];
}

function measures({ jobs, lq }: ClusterLifeRow): string {
  const size = jobs === undefined ? "jobs withheld" : counted(jobs, "job");
  return lq === undefined ? size : `${size}, quotient ${quotientText(lq)}`;
}
