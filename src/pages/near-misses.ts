/** What just failed, and what only just passed. */

import { fragileClusters, nearMisses } from "../model/near-miss.ts";
import { tableSource } from "./clusters.ts";
import { type EditionContext, editionSheet } from "./context.ts";
import { lastClusterYear, yearIndex } from "./edition-years.ts";
import { linkCell, numberCell, numberColumn, textCell, textColumn } from "./table.ts";
import { href, paths } from "./urls.ts";
import type { CellView, Sheet, TableView } from "./view.ts";

export interface NearMissesView {
  readonly year: number;
  readonly missed: TableView;
  readonly fragile: TableView;
  readonly fragileWithin: number;
  readonly shown: number;
  readonly sensitivityHref: string;
}
