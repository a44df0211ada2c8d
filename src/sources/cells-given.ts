/** The cells that rows gave: one that is given twice, such as by a total beside its parts, would be counted twice. */

import type { ProblemLog } from "../read/problem-log.ts";
import type { Header } from "./header.ts";

export interface CellsGiven {
  /**
   * Is told what each row of a file gives, as a text that only rows of the same cell share. `named` are the columns
   * that the query names: rows of one cell can differ in the others only.
   */
  readonly of: (
    header: Header,
    named: ReadonlySet<string>,
    log: ProblemLog,
  ) => (key: string, line: number) => void;
}

export function createCellsGiven(): CellsGiven {
  const files: { readonly name: string; readonly lines: Map<string, number> }[] = [];
  return {
    of: (header, named, log) => {
      const lines = new Map<string, number>();
      const others = header.names.filter((name) => name !== "" && !named.has(name));
      files.push({ name: log.file, lines });
      return (key, line) => {
        const before = files.find((file) => file.lines.has(key));
        if (before === undefined) {
          lines.set(key, line);
          return;
        }
        const place = `Line ${before.lines.get(key) ?? ""}${before.lines === lines ? "" : ` of ${before.name}`}`;
        log.error({
          rule: "cell-twice",
          line,
          message: `${place} gives the same year, region, sector and measure${differences(others)}.`,
          remedy:
            others.length === 0
              ? "Remove one of the two."
              : "Choose one row of each with where, such as the total; or, where the rows are parts and none is their total, name the columns in which they differ under sumOver.",
        });
      };
    },
  };
}

function differences(others: readonly string[]): string {
  if (others.length === 0) return "";
  return `; the query file does not name ${others.join(" | ")}, in which the rows may differ`;
}
