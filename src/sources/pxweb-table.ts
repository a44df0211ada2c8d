/** What a PxWeb table has: its variables and their values, in the same shape for both versions of the interface. */

import { z } from "zod";
import { JsonStatFault, parseJsonStatHead } from "./json-stat.ts";
import { own } from "./own.ts";

export interface PxValue {
  readonly code: string;
  readonly label: string;
}

export interface PxVariable {
  readonly code: string;
  readonly label: string;
  readonly values: readonly PxValue[];
  /** Whether a query may leave it out: the host then gives its total, or adds its values up. */
  readonly eliminable: boolean;
  /** Code lists that may take the place of its values; version 1 does not say them. */
  readonly codelists: readonly PxValue[];
  /** Codes that a code contains, where the host says so. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

export interface PxTable {
  readonly title: string;
  readonly variables: readonly PxVariable[];
}

const list = z.array(z.object({ id: z.string(), label: z.string().optional() })).optional();
const extension = z
  .object({ elimination: z.boolean().optional(), codelists: list, codeLists: list })
  .optional();
const extensions = z.object({ dimension: z.record(z.string(), z.object({ extension })) });

/** Metadata of version 2: JSON-stat 2.0, with what PxWeb adds to each variable. Throws `JsonStatFault`. */
export function parseTableV2(data: unknown): PxTable {
  const head = parseJsonStatHead(data);
  const added = extensions.safeParse(data);
  const more = (id: string) =>
    added.success ? own(added.data.dimension, id)?.extension : undefined;
  return {
    title: head.label,
    variables: head.dimensions.map(({ id, label, categories, children }) => ({
      code: id,
      label,
      values: categories,
      eliminable: more(id)?.elimination === true,
      codelists: (more(id)?.codelists ?? more(id)?.codeLists ?? []).map((entry) => ({
        code: entry.id,
        label: entry.label ?? entry.id,
      })),
      children,
    })),
  };
}

const tableV1 = z.object({
  title: z.string(),
  variables: z.array(
    z.object({
      code: z.string(),
      text: z.string(),
      values: z.array(z.string()),
      valueTexts: z.array(z.string()),
      elimination: z.boolean().default(false),
    }),
  ),
});

/** Metadata of version 1. Throws `JsonStatFault` where it is something else. */
export function parseTableV1(data: unknown): PxTable {
  const parsed = tableV1.safeParse(data);
  if (!parsed.success)
    throw new JsonStatFault(
      "The answer is no description of a table: it lacks a title, or variables with values and texts.",
    );
  return {
    title: parsed.data.title,
    variables: parsed.data.variables.map(({ code, text, values, valueTexts, elimination }) => ({
      code,
      label: text,
      values: values.map((value, i) => ({ code: value, label: valueTexts[i] ?? value })),
      eliminable: elimination,
      codelists: [],
      children: new Map(),
    })),
  };
}

const codelist = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(["Aggregation", "Valueset"]),
  values: z.array(
    z.object({ code: z.string(), label: z.string(), valueMap: z.array(z.string()).optional() }),
  ),
});

export type PxCodelist = Readonly<z.infer<typeof codelist>>;

/** A code list of version 2; undefined where the answer is none. */
export function parseCodelist(data: unknown): PxCodelist | undefined {
  return codelist.safeParse(data).data;
}
