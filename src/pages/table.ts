/** Small makers of table parts, so that pages read as lists of columns. */

import type { CellView, ColumnView, NumberView } from "./view.ts";

export function textColumn(label: string, note?: string): ColumnView {
  return { label, numeric: false, note };
}

export function numberColumn(label: string, note?: string): ColumnView {
  return { label, numeric: true, note };
}

export function textCell(text: string): CellView {
  return { text };
}

export function linkCell(text: string, href: string): CellView {
  return { text, href };
}

export function numberCell(number: NumberView): CellView {
  return { number };
}

export function badgeCell(badge: string): CellView {
  return { badge };
}
