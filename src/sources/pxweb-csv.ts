/**
 * The CSV of PxWeb in its long form, one row a figure: version 1's csv2 (texts) and csv3 (codes), version 2's
 * csv with every variable in the stub. The last column is the figure; the others are variables, by code or
 * name, in any order, and their cells codes or names of values.
 */

import { parseSigned } from "../read/number.ts";
import { createLog } from "../read/problem-log.ts";
import { readTable } from "../read/table.ts";
import { JsonStatFault } from "./json-stat.ts";
import type { PxTable, PxVariable } from "./pxweb-table.ts";

export interface PxCell {
  /** Code of each variable of the answer, in the order of `variables`. */
  readonly codes: readonly string[];
  readonly value: number | undefined;
  readonly status: string | undefined;
  readonly line: number;
}

export interface PxCsv {
  /** Codes of the variables, in the order of the columns. */
  readonly variables: readonly string[];
  readonly cells: readonly PxCell[];
}

const UNNAMED = { required: [], optional: [], further: "kept" } as const;
const SYMBOL = /^(?:\.{1,3}|:|-|\*)?$/;

/** Reads a CSV answer by what the table is known to have. Throws `JsonStatFault` where it does not fit. */
export async function readPxCsv(text: string, table: PxTable): Promise<PxCsv> {
  const log = createLog("the answer");
  const bytes = new TextEncoder().encode(text);
  const variables: string[] = [];
  const cells: PxCell[] = [];
  await readTable({ name: "csv", log, bytes }, UNNAMED, ({ further }) => {
    const valueAt = further.length - 1;
    const columns = further.slice(0, valueAt).map(({ name }) => columnOf(name, table));
    variables.push(...columns.map(({ code }) => code));
    return (row, line) => {
      const codes = columns.map(({ code, codeOf }, i) => {
        const cell = row[i] ?? "";
        const found = codeOf.get(cell);
        if (found !== undefined) return found;
        throw new JsonStatFault(`Line ${line}: “${cell}” is no value of ${code}.`);
      });
      cells.push({ codes, ...figureOf(row[valueAt] ?? "", line), line });
    };
  });
  const [problem] = log.errors();
  if (problem !== undefined)
    throw new JsonStatFault(`Line ${problem.line ?? 1}: ${problem.message}`);
  return { variables, cells };
}

interface Column {
  readonly code: string;
  /** Code by code and by name; a name that several values have is left to the code. */
  readonly codeOf: ReadonlyMap<string, string>;
}

function columnOf(header: string, { variables }: PxTable): Column {
  const same = (text: string): boolean => text.toLowerCase() === header.toLowerCase();
  const variable =
    variables.find(({ code }) => code === header) ??
    variables.find(({ code, label }) => same(code) || same(label));
  if (variable === undefined)
    throw new JsonStatFault(
      `The column “${header}” is no variable of the table; only the last column may hold figures.`,
    );
  return { code: variable.code, codeOf: codesByText(variable) };
}

function codesByText({ code: variable, values }: PxVariable): ReadonlyMap<string, string> {
  const byText = new Map<string, string>();
  const shared = new Set<string>();
  for (const { code, label } of values) {
    if (byText.has(label)) shared.add(label);
    byText.set(label, code);
  }
  for (const label of shared) byText.delete(label);
  for (const { code } of values) byText.set(code, code);
  if (values.length > 0 && byText.size === 0) throw new JsonStatFault(`${variable} has no values.`);
  return byText;
}

function figureOf(text: string, line: number): Pick<PxCell, "value" | "status"> {
  const cell = text.trim();
  if (SYMBOL.test(cell)) return { value: undefined, status: cell === "" ? undefined : cell };
  const value = parseSigned(cell);
  if (typeof value === "number") return { value, status: undefined };
  throw new JsonStatFault(`Line ${line}: “${cell}” is no figure. ${value.message}`);
}
