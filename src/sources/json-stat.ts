/**
 * JSON-stat 2.0: a cube of figures as one flat list, with the codes and names of its dimensions
 * (json-stat.org/full). Written by PxWeb, Eurostat and others.
 */

import { z } from "zod";
import { own } from "./own.ts";

export interface JsonStatCategory {
  readonly code: string;
  /** The code where the data set has no name for it. */
  readonly label: string;
  /** Unit of the figures, where the category is a measure and names it. */
  readonly unit: string | undefined;
}

export interface JsonStatDimension {
  readonly id: string;
  readonly label: string;
  readonly role: "time" | "geo" | "metric" | undefined;
  /** In the order of the cube. */
  readonly categories: readonly JsonStatCategory[];
  /** Codes of the categories that a category contains, for those that say so: adding both counts twice. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** Is given a cell: its codes, one for each dimension in their order (the same list each time, so copy what you keep). */
export type TakeCell = (
  codes: readonly string[],
  value: number | undefined,
  status: string | undefined,
) => void;

/** All but the figures; providers give it alone as the metadata of a table. */
export interface JsonStatHead {
  readonly label: string;
  readonly source: string | undefined;
  /** As the provider writes it. */
  readonly updated: string | undefined;
  readonly notes: readonly string[];
  readonly dimensions: readonly JsonStatDimension[];
  /** Product of the dimensions' sizes. */
  readonly cells: number;
}

export interface JsonStat extends JsonStatHead {
  /** Gives every cell, the last dimension varying fastest. A cell without a figure has the value undefined, never 0. */
  readonly forEachCell: (take: TakeCell) => void;
}

/** The data is not JSON-stat 2.0, or contradicts itself; the message says where. */
export class JsonStatFault extends Error {
  override readonly name = "JsonStatFault";
}

const dimensionShape = z.object({
  label: z.string().optional(),
  category: z.object({
    index: z.union([z.array(z.string()), z.record(z.string(), z.int().min(0))]).optional(),
    label: z.record(z.string(), z.string()).optional(),
    child: z.record(z.string(), z.array(z.string())).optional(),
    unit: z
      .record(z.string(), z.object({ base: z.string().optional(), label: z.string().optional() }))
      .optional(),
  }),
});
const value = z.number().nullable();
const note = z.union([z.string(), z.array(z.string())]).optional();
const headShape = z.object({
  version: z.string().optional(),
  class: z.literal("dataset", "is not a data set"),
  label: z.string().nullish(),
  source: z.string().nullish(),
  updated: z.string().nullish(),
  note,
  id: z.array(z.string()),
  size: z.array(z.int().min(0)),
  role: z
    .object({
      time: z.array(z.string()).optional(),
      geo: z.array(z.string()).optional(),
      metric: z.array(z.string()).optional(),
    })
    .nullish(),
  dimension: z.record(z.string(), dimensionShape),
});
const shape = headShape.extend({
  value: z.union([z.array(value), z.record(z.string().regex(/^\d+$/), value)]),
  status: z
    .union([
      z.string(),
      z.array(z.string().nullable()),
      z.record(z.string().regex(/^\d+$/), z.string().nullable()),
    ])
    .nullish(),
});
type HeadShape = z.infer<typeof headShape>;
type Shape = z.infer<typeof shape>;

/** Checks parsed JSON and opens it as a cube. Throws `JsonStatFault` where it is none. */
export function parseJsonStat(data: unknown): JsonStat {
  const cube = checked(shape, data);
  const head = readHead(cube);
  const { dimensions, cells } = head;
  const valueAt = readList("value", cube.value, cells);
  const statusAt = readStatus(cube.status, cells);
  return {
    ...head,
    forEachCell: (take) => forEachCell(dimensions, cells, valueAt, statusAt, take),
  };
}

/** As `parseJsonStat`, of a data set whose figures are absent or do not matter. */
export function parseJsonStatHead(data: unknown): JsonStatHead {
  return readHead(checked(headShape, data));
}

function checked<T>(form: z.ZodType<T>, data: unknown): T {
  const parsed = form.safeParse(data);
  if (!parsed.success) throw new JsonStatFault(firstIssue(parsed.error));
  return parsed.data;
}

function readHead(cube: HeadShape): JsonStatHead {
  if (cube.version !== undefined && !cube.version.startsWith("2."))
    throw new JsonStatFault(`version is ${cube.version}; 2.0 is read.`);
  if (cube.id.length !== cube.size.length)
    throw new JsonStatFault(
      `id names ${cube.id.length} dimensions, size gives the sizes of ${cube.size.length}.`,
    );
  return {
    label: cube.label ?? "",
    source: cube.source ?? undefined,
    updated: cube.updated ?? undefined,
    notes: typeof cube.note === "string" ? [cube.note] : (cube.note ?? []),
    dimensions: cube.id.map((id, i) => readDimension(id, cube.size[i] ?? 0, cube)),
    cells: cube.size.reduce((product, size) => product * size, 1),
  };
}

function firstIssue(error: z.ZodError): string {
  const issue = deepest(error.issues);
  const path = issue?.path.map(String).join(".") ?? "";
  return `${path === "" ? "The answer" : path}: ${issue?.message ?? "is not of the expected shape"}.`;
}

/** The issue within a union that says most: of the alternative that came furthest. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const first = issues[0];
  if (first?.code !== "invalid_union") return first;
  const inner = first.errors
    .map((alternative) => deepest(alternative))
    .filter((issue) => issue !== undefined)
    .sort((a, b) => b.path.length - a.path.length)[0];
  return inner === undefined ? first : { ...inner, path: [...first.path, ...inner.path] };
}

function readDimension(id: string, size: number, cube: HeadShape): JsonStatDimension {
  const found = own(cube.dimension, id);
  if (found === undefined) throw new JsonStatFault(`dimension lacks “${id}”, which id names.`);
  const { index, label, child, unit } = found.category;
  const codes = orderedCodes(id, size, index ?? Object.keys(label ?? {}));
  return {
    id,
    label: found.label ?? id,
    role: roleOf(id, cube),
    categories: codes.map((code) => ({
      code,
      label: own(label, code) ?? code,
      unit: own(unit, code)?.base ?? own(unit, code)?.label,
    })),
    children: new Map(Object.entries(child ?? {})),
  };
}

/** Codes in the order of the cube: every position from 0 has one. */
function orderedCodes(
  id: string,
  size: number,
  index: readonly string[] | Readonly<Record<string, number>>,
): readonly string[] {
  const pairs: readonly (readonly [string, number])[] = Array.isArray(index)
    ? index.map((code: string, position: number) => [code, position] as const)
    : Object.entries(index);
  if (pairs.length !== size)
    throw new JsonStatFault(
      `Dimension “${id}” has ${pairs.length} categories, but its size is ${size}.`,
    );
  const codes = new Array<string | undefined>(size).fill(undefined);
  for (const [code, position] of pairs) codes[position] = code;
  return codes.slice(0, size).map((code, position) => {
    if (code !== undefined) return code;
    throw new JsonStatFault(`Dimension “${id}” has no category at position ${position}.`);
  });
}

function roleOf(id: string, { role }: HeadShape): JsonStatDimension["role"] {
  if (role?.time?.includes(id)) return "time";
  if (role?.geo?.includes(id)) return "geo";
  return role?.metric?.includes(id) ? "metric" : undefined;
}

/** A list that is dense (one element a cell) or sparse (by position); what is not there is undefined. */
function readList<T>(
  name: string,
  list: readonly (T | null)[] | Readonly<Record<string, T | null>>,
  cells: number,
): (position: number) => T | undefined {
  if (Array.isArray(list)) {
    const dense: readonly (T | null)[] = list;
    if (dense.length !== cells)
      throw new JsonStatFault(
        `${name} has ${dense.length} elements, but the dimensions make ${cells} cells.`,
      );
    return (position) => dense[position] ?? undefined;
  }
  const sparse = new Map(Object.entries(list).map(([key, element]) => [Number(key), element]));
  for (const position of sparse.keys())
    if (position >= cells)
      throw new JsonStatFault(
        `${name} has an element at position ${position}, but the dimensions make ${cells} cells.`,
      );
  return (position) => sparse.get(position) ?? undefined;
}

/** One status for all, one a cell, or by position; a list of one element is for all. */
function readStatus(
  status: Shape["status"],
  cells: number,
): (position: number) => string | undefined {
  if (status === undefined || status === null) return () => undefined;
  const [only] = Array.isArray(status) && status.length === 1 ? status : [status];
  if (typeof only === "string") return () => only;
  const at = readList(
    "status",
    Array.isArray(status) || typeof status === "object" ? status : [],
    cells,
  );
  return (position) => {
    const symbol = at(position);
    return symbol === "" ? undefined : symbol;
  };
}

function forEachCell(
  dimensions: readonly JsonStatDimension[],
  cells: number,
  valueAt: (position: number) => number | undefined,
  statusAt: (position: number) => string | undefined,
  take: TakeCell,
): void {
  const at = dimensions.map(() => 0);
  const codes = dimensions.map(({ categories }) => categories[0]?.code ?? "");
  for (let position = 0; position < cells; position += 1) {
    take(codes, valueAt(position), statusAt(position));
    for (let d = dimensions.length - 1; d >= 0; d -= 1) {
      const categories = dimensions[d]?.categories ?? [];
      const next = ((at[d] ?? 0) + 1) % categories.length;
      at[d] = next;
      codes[d] = categories[next]?.code ?? "";
      if (next !== 0) break;
    }
  }
}
