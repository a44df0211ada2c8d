/** The cells that rows gave: one that is given twice, such as by a total beside its parts, would be counted twice. */

import type { ProblemLog } from "../read/problem-log.ts";
import type { Header } from "./header.ts";
import { createPlacesSeen } from "./places-seen.ts";

/** A cell as a row gives it, in the source's codes. */
export interface GivenCell {
  /** Undefined where columns have years, and a row has figures of all of them. */
  readonly year: number | undefined;
  readonly region: string;
  readonly sector: string;
  /** What the query says that rows of one year, region and sector differ in. */
  readonly part: string;
}

export interface CellsGiven {
  /**
   * What is told the cell of each row of a file. `named` are the columns that the query names: rows of one cell can
   * differ in the others only.
   */
  readonly of: (
    header: Header,
    named: ReadonlySet<string>,
    log: ProblemLog,
  ) => (cell: GivenCell, line: number) => void;
}

export function createCellsGiven(): CellsGiven {
  const places = createPlacesSeen();
  const regions = createNumbering();
  const rest = createNumbering();
  return {
    of: (header, named, log) => {
      const see = places.of(log.file);
      const others = header.names.filter((name) => name !== "" && !named.has(name));
      return ({ year = 0, region, sector, part }, line) => {
        const key = regions(region) * MOST_NUMBERED + rest(`${sector}\t${part}`) + 1;
        const before = see(key, year, line);
        if (before === undefined) return;
        log.error({
          rule: "cell-twice",
          line,
          message: `${before} gives the same year, region, sector and measure${differences(others)}.`,
          remedy:
            others.length === 0
              ? "Remove one of the two; where a cell says more than the year, such as a quarter, choose one with where."
              : "Choose one row of each with where, such as the total; or, where the rows are parts and none is their total, name the columns in which they differ under sumOver.",
        });
      };
    },
  };
}

/** A Map holds no more than this, so that two numbers make one without loss. */
const MOST_NUMBERED = 2 ** 24;

/** Numbers texts as they come: the same text, the same number. */
function createNumbering(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    if (number === known.size) known.set(text, number);
    return number;
  };
}

function differences(others: readonly string[]): string {
  if (others.length === 0) return "";
  return `; the query file does not name ${others.join(" | ")}, in which the rows may differ`;
}
