/** Whether every figure on a page resolves in its edition's figures.json, and with the value the page gives. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "./failure.ts";
import type { PageScan } from "./page-scan.ts";

export interface FigureCheck {
  /** Judges the figures of a page. */
  readonly judge: (page: string, scan: PageScan) => readonly Diagnostic[];
  /** Different figures met on pages so far. */
  readonly count: () => number;
}

/** Values by figure id, as text; "null" where a figure is not defined. */
type Ledger = ReadonlyMap<string, string>;

/**
 * `editions`: ids of the editions, whose ledgers are `<edition>/data/figures.json`.
 * A page outside editions may show figures of any of them.
 */
export function createFigureCheck(root: string, editions: readonly string[]): FigureCheck {
  const ledgers = new Map(editions.map((edition) => [edition, readLedger(root, edition)]));
  const met = new Set<string>();
  const ledgersOf = (edition: string): readonly Ledger[] => {
    const own = ledgers.get(edition);
    return own === undefined ? [...ledgers.values()] : [own];
  };
  return {
    count: () => met.size,
    judge: (page, scan) => {
      const edition = page.split("/")[1] ?? "";
      const candidates = ledgersOf(edition);
      return scan.figures.flatMap(({ id, value }) => {
        met.add(`${edition} ${id}`);
        const values = candidates.flatMap((ledger) => ledger.get(id) ?? []);
        if (values.includes(value)) return [];
        const element = `<data data-figure="${id}">`;
        return values.length === 0
          ? { page, element, value: id, message: "No figures.json of its edition has this figure." }
          : {
              page,
              element,
              value,
              message: `The page shows another value than figures.json, which has ${values.join(", ")}.`,
            };
      });
    },
  };
}

function readLedger(root: string, edition: string): Ledger {
  const file = join(root, edition, "data", "figures.json");
  if (!existsSync(file)) return new Map();
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof parsed !== "object" || parsed === null) return new Map();
  return new Map(Object.entries(parsed).map(([id, figure]) => [id, figureValue(figure)]));
}

function figureValue(figure: unknown): string {
  return typeof figure === "object" && figure !== null && "value" in figure
    ? String(figure.value)
    : "null";
}
