/** The columns of a wide table whose names hold years, sectors or regions. */

import type { ProblemLog } from "../read/problem-log.ts";
import type { Header } from "./header.ts";
import type { Measure } from "./observation.ts";
import type { TableQuery } from "./table-query.ts";

/** A column with figures, and what it says of them beyond the row. */
export interface FigureColumn {
  readonly at: number;
  readonly measure: Measure;
  readonly year?: number | undefined;
  readonly sector?: string | undefined;
  readonly region?: string | undefined;
  /** What the name of the column calls the sector or region. */
  readonly label?: string | undefined;
}

type Wide = NonNullable<TableQuery["wide"]>;

interface Pattern {
  readonly pattern: string;
  readonly measure: Measure;
  /** Where the query file has it. */
  readonly property: string;
}

interface Match extends FigureColumn {
  readonly code: string;
}

/** None where the patterns do not fit the header, which the log says. */
export function wideColumns(header: Header, wide: Wide, log: ProblemLog): readonly FigureColumn[] {
  return patternsOf(wide).flatMap((one) => {
    const matches = matchesOf(header, one, wide.holds);
    if (matches.length === 0) reportNoMatch(header, one, wide.holds, log);
    const strange = matches.find(({ year }) => year !== undefined && !isYear(year));
    if (strange !== undefined) reportNoYear(header, strange, one, log);
    const again = matches.find(({ code }, i) => matches.findIndex((m) => m.code === code) < i);
    if (again !== undefined) reportTwice(header, matches, again, one, log);
    return matches;
  });
}

/** A pattern without a measure stands beside a column that says what the figures count. */
function patternsOf({ pattern, measure = "jobs" }: Wide): readonly Pattern[] {
  if (typeof pattern === "string") return [{ pattern, measure, property: "query.wide.pattern" }];
  return (["jobs", "firms"] as const).flatMap((name) => {
    const own = pattern[name];
    return own === undefined
      ? []
      : [{ pattern: own, measure: name, property: `query.wide.pattern.${name}` }];
  });
}

function matchesOf(
  { names }: Header,
  { pattern, measure }: Pattern,
  holds: Wide["holds"],
): readonly Match[] {
  const expression = new RegExp(pattern);
  return names.flatMap((name, at): readonly Match[] => {
    const found = expression.exec(name);
    const label = found?.groups?.label;
    const code = found?.groups?.code ?? found?.[1];
    if (code === undefined) return [];
    const held = holds === "year" ? { year: Number(code) } : { [holds]: code, label };
    return [{ at, measure, code, ...held }];
  });
}

function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1000 && year <= 9999;
}

function reportNoMatch(
  { names }: Header,
  { pattern, property }: Pattern,
  holds: string,
  log: ProblemLog,
): void {
  log.error({
    rule: "no-column-matches",
    column: property,
    value: pattern,
    message: `No column of the file matches. Its header has: ${names.join(" | ")}.`,
    remedy: `Correct the pattern; its first group is the ${holds}.`,
  });
}

function reportNoYear(
  { names }: Header,
  { at, code }: Match,
  { pattern, property }: Pattern,
  log: ProblemLog,
): void {
  log.error({
    rule: "pattern-no-year",
    column: property,
    value: pattern,
    message: `In the column ${names[at] ?? ""} the group is “${code}”, no year of four digits.`,
    remedy: "Write the group around the year alone, such as ^(\\d{4})$.",
  });
}

function reportTwice(
  { names }: Header,
  matches: readonly Match[],
  { code }: Match,
  { pattern, property }: Pattern,
  log: ProblemLog,
): void {
  const same = matches.filter((match) => match.code === code).map(({ at }) => names[at] ?? "");
  log.error({
    rule: "pattern-twice",
    column: property,
    value: pattern,
    message: `The columns ${same.join(" | ")} are all taken for ${code}, and would be added.`,
    remedy: "Write more of the columns' names into the pattern, so that only one of them matches.",
  });
}
