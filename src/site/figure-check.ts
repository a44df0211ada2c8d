/** Whether every figure on a page resolves in its edition's figures.json, and with the value the page gives. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { editionOf, ownerOf } from "./edition-files.ts";
import type { Diagnostic } from "./failure.ts";
import { detached } from "./link-check.ts";
import type { PageScan } from "./page-scan.ts";

export interface FigureCheck {
  /** Notes the figures of a page. */
  readonly add: (page: string, scan: PageScan) => void;
  /**
   * Judges all figures, once every page is in. `editions`: ids of the editions of the site in `root`,
   * whose ledgers are `<edition>/data/figures.json`.
   */
  readonly finish: (root: string, editions: readonly string[]) => FigureVerdict;
}

export interface FigureVerdict {
  readonly problems: readonly Diagnostic[];
  /** Different figures met on pages. */
  readonly count: number;
}

/** Values by figure id, as text; "null" where a figure is not defined. */
type Ledger = ReadonlyMap<string, string>;

export function createFigureCheck(): FigureCheck {
  /** The same figures stand on many pages: pages by edition, figure and value, so that each is judged once. */
  const sightings = new Map<string, string[]>();
  return {
    add: (page, scan) => {
      const owner = ownerOf(page);
      for (const { id, value } of scan.figures) {
        const key = `${owner}\n${id}\n${value}`;
        const pages = sightings.get(key);
        if (pages === undefined) sightings.set(detached(key), [page]);
        else pages.push(page);
      }
    },
    finish: (root, editions) => {
      const ledgers = new Map(editions.map((edition) => [edition, readLedger(root, edition)]));
      const met = new Set<string>();
      const problems = [...sightings].flatMap(([key, pages]) => {
        const [owner = "", id = "", value = ""] = key.split("\n");
        // The same figures stand on pages in all languages.
        const edition = editionOf(owner, editions) ?? owner.slice(owner.lastIndexOf("/") + 1);
        met.add(`${edition}\n${id}`);
        // A page outside editions may show figures of any of them.
        const own = ledgers.get(edition);
        const candidates = own === undefined ? [...ledgers.values()] : [own];
        const wrong = judgeFigure(id, value, candidates);
        return wrong === undefined ? [] : pages.map((page) => ({ page, ...wrong }));
      });
      return { problems, count: met.size };
    },
  };
}

function judgeFigure(
  id: string,
  value: string,
  candidates: readonly Ledger[],
): Diagnostic | undefined {
  const values = candidates.flatMap((ledger) => ledger.get(id) ?? []);
  if (values.includes(value)) return undefined;
  const element = `<data data-figure="${id}">`;
  if (values.length === 0)
    return { element, value: id, message: "No figures.json of its edition has this figure." };
  const message = `The page shows another value than figures.json, which has ${values.join(", ")}.`;
  return { element, value, message };
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
