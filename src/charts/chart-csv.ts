/** A chart's data as a CSV file. */

import type { Chart } from "./chart.ts";

/**
 * One header row, one line per row, lines end in LF; what is not defined is empty. The last column,
 * `data_status`, travels with every row, so that modelled figures cannot lose their status on the way.
 */
export function chartCsv(chart: Chart): string {
  const header = [...chart.columns.map(({ key }) => key), "data_status"];
  const lines = chart.rows.map((row) => [
    ...chart.columns.map(({ key }) => field(row[key])),
    chart.status,
  ]);
  return [header, ...lines].map((cells) => `${cells.join(",")}\n`).join("");
}

function field(value: string | number | undefined): string {
  if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
