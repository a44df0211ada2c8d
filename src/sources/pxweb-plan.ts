/** What is asked of a table: the codes of each variable, worked out of a query and the table itself. */

import type { ProblemLog } from "../read/problem-log.ts";
import type { Measure } from "./observation.ts";
import { own } from "./own.ts";
import type { Selection } from "./pxweb-parts.ts";
import { partOfYear, yearOf } from "./pxweb-period.ts";
import type { PxwebQuery } from "./pxweb-query.ts";
import { chooseCodes } from "./pxweb-selection.ts";
import type { PxTable, PxVariable } from "./pxweb-table.ts";

export interface PxPlan {
  readonly selection: Selection;
  /** Years by the chosen codes of time. */
  readonly years: ReadonlyMap<string, number>;
  /** Measures by the chosen codes of the measure variable. */
  readonly measures: ReadonlyMap<string, Measure>;
  /** What was left out or added up, for readers. */
  readonly notes: readonly string[];
}

const SHOWN = 12;

/** The plan; undefined where the query does not fit the table: the log says why, all at once. */
export function planQuery(
  query: PxwebQuery,
  table: PxTable,
  years: readonly number[] | undefined,
  log: ProblemLog,
): PxPlan | undefined {
  const before = log.total();
  checkNames(query, table, log);
  const { sector, region, time, measure } = query.variables;
  const selection: Selection[number][] = [];
  const notes: string[] = [];
  const yearByCode = new Map<string, number>();
  for (const variable of table.variables) {
    const { code } = variable;
    const chosen =
      own(query.selection, code) ?? (code === sector || code === region ? ["*"] : undefined);
    const codes =
      code === time
        ? timeCodes(variable, chosen, query, years, yearByCode, log)
        : code === measure && chosen === undefined
          ? measureCodes(variable, query, log)
          : otherCodes(variable, chosen, notes, log);
    if (codes === undefined) continue;
    if (code === sector || code === region) warnOfOverlap(variable, codes, log);
    else if (code !== time && code !== measure && codes.length > 1)
      notes.push(
        `The figures are added up over ${codes.length} values of “${variable.label}”: ${namesOf(variable, codes)}.`,
      );
    selection.push({ variable: code, codes });
  }
  if (log.total() > before) return undefined;
  if (query.lag > 0)
    notes.push(
      ...[...yearByCode].map(
        ([code, year]) => `Figures of ${code} of table ${query.table} stand for ${year}.`,
      ),
    );
  return { selection, years: yearByCode, measures: measuresByCode(query), notes };
}

function measuresByCode({ measures }: PxwebQuery): ReadonlyMap<string, Measure> {
  return typeof measures === "string" ? new Map() : new Map(Object.entries(measures));
}

/** Every variable that the query names is one of the table. */
function checkNames(query: PxwebQuery, table: PxTable, log: ProblemLog): void {
  const { variables, selection, codelists, outputValues, measures } = query;
  const named = new Set([
    ...Object.values(variables).filter((name) => name !== undefined),
    ...[selection, codelists, outputValues].flatMap((part) => Object.keys(part)),
  ]);
  for (const name of named) {
    if (table.variables.some(({ code }) => code === name)) continue;
    log.error({
      rule: "pxweb-unknown-variable",
      value: name,
      message: `Table ${query.table} has no variable ${name}.`,
      remedy: `Its variables are ${table.variables.map(({ code, label }) => `${code} (${label})`).join(", ")}.`,
    });
  }
  if (typeof measures !== "string" && variables.measure === undefined)
    log.error({
      rule: "pxweb-measures",
      message: "The query says what codes of a measure are, but not which variable has them.",
      remedy: "Name it under variables, as measure; or give measures as jobs or firms.",
    });
  if (typeof measures === "string" && variables.measure !== undefined)
    log.error({
      rule: "pxweb-measures",
      message: `The query names ${variables.measure} as its measure, but not what its codes are.`,
      remedy: `Give measures by code, such as {Sysselsatte: ${measures}}.`,
    });
}

function measureCodes(
  variable: PxVariable,
  { measures }: PxwebQuery,
  log: ProblemLog,
): readonly string[] | undefined {
  return typeof measures === "string" ? undefined : known(variable, Object.keys(measures), log);
}

/** Codes of a variable that is neither time nor measure; undefined where the query leaves it out. */
function otherCodes(
  variable: PxVariable,
  chosen: readonly string[] | undefined,
  notes: string[],
  log: ProblemLog,
): readonly string[] | undefined {
  if (chosen !== undefined) return known(variable, chosen, log);
  const [only] = variable.values;
  if (only !== undefined && variable.values.length === 1) return [only.code];
  if (variable.eliminable) {
    notes.push(`The figures are of all values of “${variable.label}” together.`);
    return undefined;
  }
  log.error({
    rule: "pxweb-open-variable",
    value: variable.code,
    message: `The table divides its figures by ${variable.code} (${variable.label}), which the query does not mention and the host does not add up.`,
    remedy: `Choose under selection, one of its total codes best: ${valuesOf(variable)}.`,
  });
  return undefined;
}

function known(
  variable: PxVariable,
  expressions: readonly string[],
  log: ProblemLog,
): readonly string[] {
  const { codes, unknown } = chooseCodes(
    expressions,
    variable.values.map(({ code }) => code),
  );
  for (const { expression, why } of unknown)
    log.error({
      rule: "pxweb-unknown-code",
      value: expression,
      message: `“${expression}” chooses nothing of ${variable.code} (${variable.label}): ${why}.`,
      remedy: `Its codes are ${valuesOf(variable)}.${codelistsOf(variable)}`,
    });
  return codes;
}

/** Codes of time whose year is wanted; fills in the year for which each stands. */
function timeCodes(
  variable: PxVariable,
  chosen: readonly string[] | undefined,
  { period, lag }: PxwebQuery,
  years: readonly number[] | undefined,
  yearByCode: Map<string, number>,
  log: ProblemLog,
): readonly string[] {
  const within = chosen === undefined ? undefined : new Set(known(variable, chosen, log));
  const labelled = new Map(variable.values.map(({ code, label }) => [code, label]));
  const dated = [...labelled]
    .filter(([code]) => within?.has(code) !== false)
    .map(([code, label]) => ({ code, year: yearOf(code, label) }))
    .filter(({ code }) => period === undefined || partOfYear(code) === period);
  const byYear = new Map<number, string[]>();
  for (const { code, year: dateYear } of dated) {
    if (dateYear === undefined) continue;
    const year = dateYear + lag;
    if (years !== undefined && !years.includes(year)) continue;
    byYear.set(year, [...(byYear.get(year) ?? []), code]);
  }
  for (const [year, codes] of byYear) {
    if (codes.length > 1) return reportPeriods(variable, year - lag, codes, period, log);
    for (const code of codes) yearByCode.set(code, year);
  }
  const missing = years?.filter((year) => !byYear.has(year)) ?? [];
  if (missing.length > 0 || byYear.size === 0)
    reportYears(
      variable,
      missing.map((year) => year - lag),
      period,
      log,
    );
  return variable.values.map(({ code }) => code).filter((code) => yearByCode.has(code));
}

function reportPeriods(
  variable: PxVariable,
  year: number,
  codes: readonly string[],
  period: string | undefined,
  log: ProblemLog,
): readonly string[] {
  const parts = codes.map(partOfYear).filter((part) => part !== "");
  log.error({
    rule: "pxweb-period",
    value: codes.join(", "),
    message: `${variable.code} (${variable.label}) has ${codes.length} periods of ${year}${period === undefined ? "" : ` that end in ${period}`}; a year of an edition has one.`,
    remedy:
      parts.length > 0
        ? `Say under period which one stands for the year: ${parts.join(", ")}.`
        : "Choose one of them under selection.",
  });
  return [];
}

function reportYears(
  variable: PxVariable,
  missing: readonly number[],
  period: string | undefined,
  log: ProblemLog,
): void {
  const first = variable.values[0];
  const last = variable.values.at(-1);
  const wanted = missing.length === 0 ? "no year" : `no figures of ${missing.join(", ")}`;
  log.error({
    rule: "pxweb-missing-year",
    value: missing.join(", "),
    message: `The table has ${wanted}${period === undefined ? "" : ` in periods that end in ${period}`}.`,
    remedy: `${variable.code} (${variable.label}) goes from ${first?.code ?? "nothing"} to ${last?.code ?? "nothing"}: ask for those years, or look for the table that continues this one.`,
  });
}

/** A code that contains another chosen one counts its figures twice. */
function warnOfOverlap(variable: PxVariable, codes: readonly string[], log: ProblemLog): void {
  const chosen = new Set(codes);
  for (const [parent, children] of variable.children) {
    const child = children.find((code) => chosen.has(code));
    if (child === undefined || !chosen.has(parent)) continue;
    log.warning({
      rule: "pxweb-overlap",
      value: parent,
      message: `${parent} of ${variable.code} (${variable.label}) contains ${child}, and both are chosen: together they count twice.`,
      remedy: "Choose one level under selection, or leave one out in the mapping.",
    });
  }
}

/** Code lists that a variable may be seen through, for a code that is none of its own. */
function codelistsOf({ codelists }: PxVariable): string {
  if (codelists.length === 0) return "";
  const named = codelists.map(({ code, label }) => (code === label ? code : `${code} (${label})`));
  return ` It may be a code of a list, which is then named under codelists: ${named.join(", ")}.`;
}

function namesOf({ values }: PxVariable, codes: readonly string[]): string {
  const names = new Map(values.map(({ code, label }) => [code, label]));
  const shown = codes.slice(0, SHOWN).map((code) => names.get(code) ?? code);
  return codes.length > SHOWN ? `${shown.join(", ")} …` : shown.join(", ");
}

function valuesOf({ values }: PxVariable): string {
  const shown = values.slice(0, SHOWN).map(({ code, label }) => `${code} (${label})`);
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
