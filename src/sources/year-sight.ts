/** Which years a query asks for, and whether its files have them. */

import type { ProblemLog } from "../read/problem-log.ts";

export interface YearSight {
  /** Whether a year is asked for; remembers that the files have it. */
  readonly wants: (year: number) => boolean;
  /** Says which years were asked for and never seen; of files without any year nothing is said, since other problems explain it. */
  readonly report: (queryLog: ProblemLog) => void;
}

export function createYearSight(asked: readonly number[] | undefined): YearSight {
  const wanted = asked === undefined ? undefined : new Set(asked);
  const seen = new Set<number>();
  return {
    wants: (year) => {
      seen.add(year);
      return wanted === undefined || wanted.has(year);
    },
    report: (queryLog) => {
      const years = [...seen].sort((a, b) => a - b);
      const [first, last] = [years[0], years.at(-1)];
      const absent = asked?.filter((year) => !seen.has(year)) ?? [];
      if (first === undefined || last === undefined || absent.length === 0) return;
      queryLog.error({
        rule: "missing-year",
        column: "years",
        value: absent.join(", "),
        message: `The files have no such year; they have ${first === last ? first : `${first} to ${last}`}.`,
        remedy: "Ask for other years, or give the files that have them.",
      });
    },
  };
}
