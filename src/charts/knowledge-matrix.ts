/** Where industries find their knowledge: at home, abroad, or both (Isaksen 1998, table 1). */

import type { Chart } from "./chart.ts";
import { chart } from "./chart-spec.ts";
import type { KnowledgeMatrixInput, KnowledgeMatrixRow, Reach } from "./inputs.ts";
import { wrapText } from "./text-width.ts";
import { COLOUR, SMALL, TEXT } from "./theme.ts";
import { counted, listText } from "./words.ts";

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

  return chart(input, {
    kind: "knowledge-matrix",
    headline: `${national} of ${counted(rows.length, "industry", "industries")} use national research institutions; ${global} buy from suppliers abroad`,
    subtitle: "Location of R&D institutions and of suppliers of equipment, by industry",
    description:
      `Matrix of ${counted(rows.length, "industry", "industries")}. Research and development institutions are mainly global for ` +
      `${names(abroad("rd"))}; suppliers of equipment are global for ${names(abroad("suppliers"))}, both national and global for ` +
      `${names(rows.filter(({ suppliers }) => suppliers === "both"))}, and national for ${names(rows.filter(({ suppliers }) => suppliers === "national"))}.`,
    columns: [
      { key: "industry", label: "Industry", numeric: false },
      { key: "rd", label: "R&D institutions", numeric: false },
      { key: "rd_note", label: "Note on institutions", numeric: false },
      { key: "suppliers", label: "Suppliers of equipment", numeric: false },
      { key: "suppliers_note", label: "Note on suppliers", numeric: false },
    ],
    rows: rows.map(({ industry, rd, rdNote, suppliers, suppliersNote }) => ({
      industry,
      rd,
      rd_note: rdNote,
      suppliers,
      suppliers_note: suppliersNote,
    })),
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
        { left: 195, top: -34, label: "R&D institutions", weight: 600 },
        { left: 305, top: -34, label: "Suppliers", weight: 600 },
        ...(["rd", "suppliers"] as const).flatMap((part) =>
          (["national", "global"] as const).map((reach) => ({
            left: COLUMNS[part][reach],
            top: -14,
            label: reach,
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

function names(rows: readonly KnowledgeMatrixRow[]): string {
  return rows.length === 0 ? "none" : listText(rows.map(({ industry }) => industry));
}
