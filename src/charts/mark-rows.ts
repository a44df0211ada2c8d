/** Which row of the chart's table a mark stands for, written on the marks of a drawn picture. */

import { COLOUR } from "./theme.ts";

/** The field of a row in the picture that holds the place of its row in the table. */
export const TABLE_ROW = "tableRow";

/** What is needed of Vega's scenegraph: groups hold marks, marks hold items. */
export interface SceneNode {
  readonly marktype?: string;
  readonly items?: readonly SceneNode[];
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly fill?: unknown;
  description?: string;
}

const SHAPES: ReadonlySet<string> = new Set(["rect", "symbol"]);
/** Lines of a scale are drawn in these, row by row in some kinds; they are no marks. */
const SCALE_LINES: ReadonlySet<unknown> = new Set([COLOUR.ink, COLOUR.rule]);

/** Describes every bar, cell and symbol of a scene by "row:" and its row, which compact-svg.ts makes an attribute of. */
export function nameMarks({ marktype = "", items = [] }: SceneNode): void {
  for (const item of items) {
    if (item.items !== undefined) nameMarks(item);
    const row = item.datum?.[TABLE_ROW];
    if (!SHAPES.has(marktype) || typeof row !== "number" || SCALE_LINES.has(item.fill)) continue;
    item.description = [item.description, `row:${row}`].filter(Boolean).join(" ");
  }
}
