/** All sources, by the names that query files use. Each is loaded when it is first asked for. */

import { unknown } from "../model/nearest.ts";
import type { Source } from "./source.ts";

/** A source whose own part of a query is yet to be checked. */
export type AnySource = Source<unknown>;

const SOURCES: Readonly<Record<string, () => Promise<AnySource>>> = {
  table: async () => plain((await import("./table-source.ts")).table),
  "micro-data": async () => plain((await import("./micro-data.ts")).microData),
  pxweb: async () => plain((await import("./pxweb.ts")).pxweb),
  eurostat: async () => plain((await import("./eurostat.ts")).eurostat),
  register: async () => plain((await import("./register.ts")).register),
  klass: async () => plain((await import("./klass.ts")).klass),
};

export const SOURCE_NAMES: readonly string[] = Object.keys(SOURCES).sort();

/** The source of that name, or a sentence that says which there are. */
export async function sourceNamed(name: string): Promise<AnySource | string> {
  const load = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
  return load === undefined ? unknown("source", name, SOURCE_NAMES) : load();
}

/** Reads the own part by its schema right before it is used, so that sources of all shapes are treated alike. */
function plain<Query>({ name, schema, read }: Source<Query>): AnySource {
  return { name, schema, read: (task) => read({ ...task, query: schema.parse(task.query) }) };
}
