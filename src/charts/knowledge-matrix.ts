/** Where industries find their knowledge: at home, abroad, or both (Isaksen 1998, table 1). */

import type { Speech } from "../words/speech.ts";
import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { KnowledgeMatrixInput, KnowledgeMatrixRow, Reach } from "./inputs.ts";
import { wrapText } from "./text-width.ts";
import { COLOUR, SMALL, TEXT } from "./theme.ts";

const PADDING = { left: 2, right: 2, top: 44, bottom: 4 };
const NAMES = 138;
/** Centres of the four columns: national and global, of institutions and of suppliers. */
const COLUMNS = {
  rd: { national: 168, global: 222 },
  suppliers: { national: 278, global: 332 },
} as const;
const STEP = 36;

type Part = "rd" | "suppliers";

/** A row of dots an industry: circle for national, diamond for global, joined where both; undefined without rows. */
export function knowledgeMatrix(input: KnowledgeMatrixInput): Chart | undefined {
  const { rows } = input;
  if (rows.length === 0) return undefined;
  const abroad = (part: Part): readonly KnowledgeMatrixRow[] =>
    rows.filter((row) => row[part] === "global");
  const national = rows.filter(({ rd }) => rd !== "global").length;
  const global = rows.filter(({ suppliers }) => suppliers !== "national").length;

  const { say, number } = input.speech;
  const counted = { n: rows.length, count: number(rows.length) };

  return chart(input, {
    kind: "knowledge-matrix",
    headline: say("charts.knowledge-headline", { national, ...counted, global }),
    subtitle: say("charts.knowledge-subtitle"),
    description: say("charts.knowledge-description", {
      ...counted,
      rdGlobal: names(abroad("rd"), input.speech),
      global: names(abroad("suppliers"), input.speech),
      both: names(
        rows.filter(({ suppliers }) => suppliers === "both"),
        input.speech,
      ),
      national: names(
        rows.filter(({ suppliers }) => suppliers === "national"),
        input.speech,
      ),
    }),
    columns: [
      { key: "industry", label: say("charts.knowledge-col-industry"), numeric: false },
      { key: "rd", label: say("charts.knowledge-col-rd"), numeric: false },
      { key: "rd_note", label: say("charts.knowledge-col-rd-note"), numeric: false },
      { key: "suppliers", label: say("charts.knowledge-col-suppliers"), numeric: false },
      { key: "suppliers_note", label: say("charts.knowledge-col-suppliers-note"), numeric: false },
    ],
    rows: rows.map(({ industry, rd, rdNote, suppliers, suppliersNote }) => ({
      industry,
      rd: say(`charts.reach-${rd}`),
      rd_note: rdNote,
      suppliers: say(`charts.reach-${suppliers}`),
      suppliers_note: suppliersNote,
    })),
    marks: {
      dots: rows.flatMap((row, index) =>
        [...reachesOf(row.rd), ...reachesOf(row.suppliers)].map(() => index),
      ),
    },
    padding: PADDING,
    height: rows.length * STEP,
    datasets: {
      rows: rows.map(({ industry, rd, suppliers }, index) => ({
        middle: (index + 0.5) * STEP,
        industry,
        rd,
        suppliers,
        label: wrapText(industry, NAMES, 2, TEXT),
      })),
      dots: rows.flatMap((row, index) => [
        ...dots(row, "rd", (index + 0.5) * STEP),
        ...dots(row, "suppliers", (index + 0.5) * STEP),
      ]),
      heads: [
        { left: 195, top: -34, label: say("charts.knowledge-head-rd"), weight: 600 },
        { left: 305, top: -34, label: say("charts.knowledge-head-suppliers"), weight: 600 },
        ...(["rd", "suppliers"] as const).flatMap((part) =>
          (["national", "global"] as const).map((reach) => ({
            left: COLUMNS[part][reach],
            top: -14,
            label: say(`charts.reach-${reach}`),
            weight: 400,
          })),
        ),
      ],
    },
    view: {
      layer: [
        {
          mark: { type: "rule", color: COLOUR.grid, yOffset: -STEP / 2 },
          encoding: { y: MIDDLE, x: { value: 0 }, x2: { value: "width" } },
        },
        {
          mark: {
            type: "text",
            align: "left",
            baseline: "middle",
            x: 0,
            dy: { expr: "length(datum.label) > 1 ? -7 : 0" },
            lineHeight: 15,
          },
          encoding: { y: MIDDLE, text: { field: "label" } },
        },
        {
          data: { name: "dots" },
          transform: [{ filter: { field: "joined", equal: 1 } }],
          mark: { type: "rule", strokeWidth: 2, color: COLOUR.cluster },
          encoding: { y: MIDDLE, x: LEFT, x2: { field: "right" } },
        },
        {
          data: { name: "dots" },
          mark: { type: "point", filled: true, opacity: 1, size: 130 },
          encoding: {
            y: MIDDLE,
            x: LEFT,
            shape: {
              field: "reach",
              type: "nominal",
              scale: { domain: REACHES, range: ["circle", "diamond"] },
              legend: null,
            },
            color: {
              field: "reach",
              type: "nominal",
              scale: { domain: REACHES, range: [COLOUR.cluster, COLOUR.new] },
              legend: null,
            },
          },
        },
        {
          data: { name: "heads" },
          mark: {
            type: "text",
            baseline: "middle",
            fontSize: SMALL,
            fontWeight: { expr: "datum.weight" },
          },
          encoding: {
            x: LEFT,
            y: { field: "top", type: "quantitative", scale: null, axis: null },
            text: { field: "label" },
          },
        },
      ],
    },
  });
}

const REACHES = ["national", "global"] as const;
const MIDDLE = { field: "middle", type: "quantitative", scale: null, axis: null } as const;
const LEFT = { field: "left", type: "quantitative", scale: null, axis: null } as const;

function dots(
  row: KnowledgeMatrixRow,
  part: Part,
  middle: number,
): readonly Readonly<Record<string, unknown>>[] {
  const reaches = reachesOf(row[part]);
  return reaches.map((reach) => ({
    middle,
    reach,
    left: COLUMNS[part][reach],
    right: COLUMNS[part].national,
    joined: reaches.length === 2 && reach === "global" ? 1 : 0,
  }));
}

function reachesOf(reach: Reach): readonly ("national" | "global")[] {
  return reach === "both" ? ["national", "global"] : [reach];
}

function names(rows: readonly KnowledgeMatrixRow[], { list, say }: Speech): string {
  return rows.length === 0
    ? say("charts.knowledge-none")
    : list(rows.map(({ industry }) => industry));
}
