/** How codes of a source become regions or sectors of the edition: one function from code to id, and what is known of each id. */

import { nearest } from "../model/nearest.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { type CodeFacts, isId, type ListedCodes, readListedCodes } from "./listed-codes.ts";
import type { CodeKind, CodeMapping } from "./query.ts";
import { guess } from "./sought.ts";

export type { CodeFacts, CodeKind };

export interface Codes {
  /** The id of a code; undefined where it is left out or not known (which is noted). An empty text is no code. */
  readonly idOf: (code: string, line: number | undefined) => string | undefined;
  /** Facts by id, from the file of the mapping. */
  readonly facts: ReadonlyMap<string, CodeFacts>;
  /** Ids that were asked for, each with the source's codes that led to it: names of the source are found by it. */
  readonly used: ReadonlyMap<string, readonly string[]>;
  /** Reports codes that are not known. Answers sentences about those that were left out because they are not. */
  readonly finish: () => readonly string[];
}

/** The first are named, with a guess each; the others are counted. */
const MOST_NAMED = 20;

/** Of a list that cannot be read, which has been reported: every code would be unknown. */
const NO_CODES: Codes = {
  idOf: () => undefined,
  facts: new Map(),
  used: new Map(),
  finish: () => [],
};

/** Reads the mapping's file, where it has one. */
export async function openCodes(
  kind: CodeKind,
  mapping: CodeMapping,
  path: (name: string) => string,
  log: ProblemLog,
  logFor: (file: string) => ProblemLog,
): Promise<Codes> {
  const { file } = mapping;
  if (file === undefined) return createCodes(kind, mapping, undefined, log);
  const listed = await readListedCodes(kind, mapping, path(file), logFor(file));
  return listed === undefined ? NO_CODES : createCodes(kind, mapping, listed, log);
}

/** A code that is not known, and how often it came. */
interface Strange {
  rows: number;
  readonly line: number | undefined;
}

const LEFT_OUT = Symbol("left out");

function createCodes(
  kind: CodeKind,
  mapping: CodeMapping,
  listed: ListedCodes | undefined,
  log: ProblemLog,
): Codes {
  const find = createFinder(mapping, listed);
  const known = new Map<string, string | typeof LEFT_OUT>();
  const used = new Map<string, string[]>();
  const strange = new Map<string, Strange>();
  /** Sources name few codes and many rows: each code is looked up once. */
  const first = (code: string): string | typeof LEFT_OUT | undefined => {
    const id = find(code);
    if (id === undefined) return undefined;
    known.set(code, id);
    if (id !== LEFT_OUT) used.set(id, [...(used.get(id) ?? []), code]);
    return id;
  };
  return {
    idOf: (code, line) => {
      const id = known.get(code) ?? first(code);
      if (id === undefined) {
        const entry = strange.get(code);
        if (entry === undefined) strange.set(code, { rows: 1, line });
        else entry.rows += 1;
      }
      return id === LEFT_OUT ? undefined : id;
    },
    facts: listed?.facts ?? new Map(),
    used,
    finish: () => {
      if (strange.size === 0) return [];
      if (mapping.unknown === "leave-out") return [leftOut(kind, strange)];
      report(kind, mapping, listed, strange, log);
      return [];
    },
  };
}

function createFinder(
  { prefix = "", digits, leaveOut = [] }: CodeMapping,
  listed: ListedCodes | undefined,
): (code: string) => string | typeof LEFT_OUT | undefined {
  const left = new Set(leaveOut);
  return (code) => {
    const key = digits === undefined ? code : code.slice(0, digits);
    if (left.has(code) || left.has(key)) return LEFT_OUT;
    if (listed !== undefined) return listed.ids.get(code) ?? listed.ids.get(key);
    return code !== "" && isId(prefix + key) ? prefix + key : undefined;
  };
}

function report(
  kind: CodeKind,
  mapping: CodeMapping,
  listed: ListedCodes | undefined,
  strange: ReadonlyMap<string, Strange>,
  log: ProblemLog,
): void {
  const all = [...strange];
  for (const [code, found] of all.slice(0, MOST_NAMED)) {
    if (code === "") reportNone(kind, found, log);
    else if (listed === undefined) reportNoId(kind, mapping, code, found, log);
    else reportUnknown(kind, mapping, code, found, listed, log);
  }
  const others = all.slice(MOST_NAMED);
  if (others.length === 0) return;
  const rows = others.reduce((sum, [, found]) => sum + found.rows, 0);
  log.error({
    rule: "unknown-codes",
    column: `${kind}s`,
    message: `Further ${kind} codes that are not known: ${others.length}, with ${figures(rows)}.`,
    remedy: "Mend the first ones; the others often have the same cause.",
  });
}

function reportNone(kind: CodeKind, found: Strange, log: ProblemLog): void {
  log.error({
    rule: "no-code",
    column: `${kind}s`,
    message: `The source gives ${figures(found.rows)} without a ${kind}${lineOf(found)}.`,
    remedy:
      kind === "region"
        ? "Say in the query where the region stands; where the figures are the country's, write gives: nation."
        : "Say in the query where the sector stands, or choose the rows that have one.",
  });
}

function reportNoId(
  kind: CodeKind,
  { prefix = "" }: CodeMapping,
  code: string,
  found: Strange,
  log: ProblemLog,
): void {
  log.error({
    rule: "code-as-id",
    column: `${kind}s`,
    value: code,
    message: `${prefix}${code} cannot be the id of a ${kind}: ids have small letters a to z, digits and hyphens only. The source gives ${figures(found.rows)} for it${lineOf(found)}.`,
    remedy: `Give the source's codes ids of your own in a code list (${kind}s: {file: codes/${kind}s.csv}).`,
  });
}

function reportUnknown(
  kind: CodeKind,
  { file = "" }: CodeMapping,
  code: string,
  found: Strange,
  { ids }: ListedCodes,
  log: ProblemLog,
): void {
  log.error({
    rule: "unknown-code",
    column: `${kind}s.file`,
    value: code,
    message: `The source gives ${figures(found.rows)} for this ${kind} code${lineOf(found)}, and ${file} lacks it${guess(nearest(code, ids.keys()))}.`,
    remedy: `Add the code to ${file}, or name it under leaveOut where it is to be left out.`,
  });
}

function figures(rows: number): string {
  return rows === 1 ? "one figure" : `${rows} figures`;
}

function lineOf({ line }: Strange): string {
  return line === undefined ? "" : ` (first on line ${line})`;
}

function leftOut(kind: CodeKind, strange: ReadonlyMap<string, Strange>): string {
  const codes = [...strange.keys()].sort();
  const shown = codes.slice(0, 8).join(", ");
  return `Figures of ${codes.length} ${kind} ${codes.length === 1 ? "code" : "codes"} without a place in this edition are left out: ${shown}${codes.length > 8 ? " …" : ""}.`;
}
