/** A cluster through all editions: jobs, quotient and verdict of each year. */

import type { Verdict } from "../model/verdict.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { ClusterLifeInput, ClusterLifeRow } from "./inputs.ts";
import { fitText } from "./text-width.ts";
import { COLOUR, TEXT } from "./theme.ts";
import { counted, numberText, quotientText } from "./words.ts";

const PADDING = { left: 2, right: 2, top: 2, bottom: 4 };
const WHEN_ROOM = 150;

const WORDS: Readonly<Record<Verdict, string>> = {
  cluster: "cluster",
  possible: "possible cluster",
  none: "no cluster",
};

/**
 * A bar of jobs for each edition and year, in the caller's order, dark where the pair was a cluster.
 * A year whose jobs are withheld keeps its line without a bar. Undefined where no year has jobs.
 */
export function clusterLife(input: ClusterLifeInput): Chart | undefined {
  const { rows } = input;
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
    subtitle: "Jobs by edition and year, with the location quotient; dark bars are clusters",
    description:
      `Bar chart of jobs in ${input.name} over ${counted(rows.length, "count")} in the editions. Most jobs in ${largest.year} ` +
      `(${numberText(largest.jobs)}), fewest in ${smallest.year} (${numberText(smallest.jobs)}). ` +
      rows.map((row) => `${row.year}, edition ${row.edition}: ${measures(row)}.`).join(" "),
    columns: [
      { key: "edition", label: "Edition", numeric: false },
      { key: "year", label: "Year", numeric: true },
      { key: "jobs", label: "Jobs", numeric: true },
      { key: "lq", label: "Location quotient", numeric: true },
      { key: "verdict", label: "Verdict", numeric: false },
    ],
    rows: rows.map(({ edition, year, jobs, lq, verdict }) => ({
      edition,
      year,
      jobs,
      lq,
      verdict,
    })),
    padding: PADDING,
    height: { step: 38 },
    params: { domain: [0, largest.jobs > 0 ? largest.jobs : 1] },
    datasets: {
      rows: rows.map((row, index) => ({
        order: index + 1,
        edition: row.edition,
        year: row.year,
        jobs: row.jobs ?? null,
        lq: row.lq ?? null,
        verdict: row.verdict,
        when: fitText(
          row.edition === String(row.year) ? row.edition : `${row.year} (${row.edition})`,
          WHEN_ROOM,
          TEXT,
          600,
        ),
        value: measures(row),
      })),
    },
    view: {
      layer: [
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
              field: "verdict",
              type: "nominal",
              scale: {
                domain: ["cluster", "possible", "none"],
                range: [COLOUR.cluster, COLOUR["heat-2"], COLOUR.pale],
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

function measures({ jobs, lq }: ClusterLifeRow): string {
  const size = jobs === undefined ? "jobs withheld" : counted(jobs, "job");
  return lq === undefined ? size : `${size}, quotient ${quotientText(lq)}`;
}
