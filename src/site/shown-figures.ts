/** Which figures a built page shows: computed ones, and cells read from the data. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { fileOf } from "../pages/urls.ts";

export interface PageFigure {
  /** As the page has it: a figure's id, or `1990/horten/electronics/jobs` for a cell. */
  readonly mark: string;
  /** The id of the figure, also of a cell. */
  readonly id: string;
  /** In full precision, as the page carries it; empty where it is withheld or not defined. */
  readonly value: string;
  /** As a reader sees it. */
  readonly text: string;
}

/** Figures of a page in its order, each once; undefined where the site has no such page. */
export function shownFigures(site: string, path: string): readonly PageFigure[] | undefined {
  const file = join(site, fileOf(path));
  if (!existsSync(file)) return undefined;
  const found = new Map<string, PageFigure>();
  let open: Omit<PageFigure, "text"> | undefined;
  let text = "";
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name !== "data" && name !== "span") return;
      const { value = "", "data-figure": figure, "data-cell": cell } = attributes;
      const mark = figure ?? cell ?? attributes["data-unknown"];
      if (mark === undefined) return;
      open = { mark, id: mark.includes(":") ? mark : idOfCell(mark), value };
      text = "";
    },
    ontext: (piece) => {
      text += piece;
    },
    onclosetag: (name) => {
      if ((name !== "data" && name !== "span") || open === undefined) return;
      if (!found.has(open.id)) found.set(open.id, { ...open, text: text.trim() });
      open = undefined;
    },
  });
  parser.end(readFileSync(file, "utf8"));
  return [...found.values()];
}

/** `1990/horten/electronics/jobs` → `jobs:horten/electronics:1990`. */
function idOfCell(cell: string): string {
  const [year, region, sector, measure] = cell.split("/");
  return `${measure}:${region}/${sector}:${year}`;
}
