/**
 * Folders with query files: a recipe that comes with the program, what an analyst wrote, or the `queries/` of an
 * earlier edition. Files that a query names are looked for in the folder of the query file.
 */

import { existsSync } from "node:fs";
import { cp, readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { byCodePoint } from "../read/cell.ts";
import { errorCode, shownPath } from "../read/file.ts";
import { createLog, type ProblemLog } from "../read/problem-log.ts";
import { createPlacedLog, type QueryReading, readQueryFile } from "./query-file.ts";

export interface NamedQuery {
  /** As it will be called in the new edition: `queries/cells.yaml`. */
  readonly name: string;
  /** As problems call the file. */
  readonly shown: string;
  readonly text: string;
  readonly reading: QueryReading;
  /** Adds the line of the file to problems that name a property. */
  readonly log: ProblemLog;
  /** Folder in which the files that it names are. */
  readonly folder: string;
}

/** All query files of a folder, by name. */
export async function readQueryFolder(folder: string): Promise<readonly Outcome[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort(byCodePoint);
  return Promise.all(names.map((name) => readNamedQuery(join(folder, name))));
}

/** A query, or the log of a file that is none. */
export type Outcome = NamedQuery | { readonly log: ProblemLog };

export async function readNamedQuery(path: string): Promise<Outcome> {
  const shown = shownPath(path);
  const log = createLog(shown);
  const bytes = await readFile(path).catch((error: unknown) => {
    log.error({
      rule: "query-file",
      message: `The query file cannot be read (${errorCode(error)}).`,
      remedy: "Correct its name.",
    });
    return undefined;
  });
  if (bytes === undefined) return { log };
  const reading = readQueryFile(bytes, log);
  if (reading === undefined) return { log };
  const name = `queries/${basename(path).replace(/\.yml$/, ".yaml")}`;
  return {
    name,
    shown,
    text: bytes.toString("utf8"),
    reading,
    log: createPlacedLog(log, reading),
    folder: resolve(dirname(path)),
  };
}

export function isQuery(outcome: Outcome): outcome is NamedQuery {
  return "reading" in outcome;
}

/** The code list that a query writes beside itself; undefined where it writes none. */
export function writtenBy({ reading }: NamedQuery): string | undefined {
  const own = reading.query.query;
  if (typeof own !== "object" || own === null || !("write" in own)) return undefined;
  return typeof own.write === "string" ? own.write : undefined;
}

/** Code lists come before what they are needed for. */
export function inOrder(queries: readonly NamedQuery[]): readonly NamedQuery[] {
  const rank = ({ reading }: NamedQuery): number => (reading.query.gives === "codes" ? 0 : 1);
  return queries.toSorted((a, b) => rank(a) - rank(b) || byCodePoint(a.name, b.name));
}

/**
 * Copies the code lists of a query's folder (`codes/`) into the new edition's `queries/`, but for those that
 * queries write anew and those that are there already.
 */
export async function copyCodes(queries: readonly NamedQuery[], target: string): Promise<void> {
  const written = new Set(queries.map(writtenBy));
  for (const folder of new Set(queries.map((query) => query.folder))) {
    const codes = join(folder, "codes");
    if (!existsSync(codes)) continue;
    await cp(codes, join(target, "codes"), {
      recursive: true,
      force: false,
      filter: (source) => {
        const name = source
          .slice(resolve(folder).length + 1)
          .split(sep)
          .join("/");
        return !written.has(name);
      },
    });
  }
}

/**
 * Queries that read the given files instead of those that they name: of several queries for files, each takes the
 * files of the names that it asks for; a single one takes all.
 */
export function withFiles(
  queries: readonly Outcome[],
  files: readonly string[],
): readonly Outcome[] {
  if (files.length === 0) return queries;
  const readers = queries.filter(isQuery).filter(readsFiles);
  return queries.map((query) => {
    if (!isQuery(query) || !readsFiles(query)) return query;
    const own =
      readers.length === 1 ? files : files.filter((path) => asksFor(query, basename(path)));
    if (own.length === 0) return query;
    const { reading } = query;
    const part = { ...(reading.query.query as object), files: own };
    return { ...query, reading: { ...reading, query: { ...reading.query, query: part } } };
  });
}

function readsFiles({ reading }: NamedQuery): boolean {
  return reading.query.source === "table" || reading.query.source === "micro-data";
}

/** Files that no query would read. */
export function untaken(queries: readonly Outcome[], files: readonly string[]): readonly string[] {
  const readers = queries.filter(isQuery).filter(readsFiles);
  if (readers.length === 1) return [];
  return files.filter((path) => !readers.some((query) => asksFor(query, basename(path))));
}

/** Whether a query names a file of that name among those that it reads. */
export function asksFor({ reading }: NamedQuery, name: string): boolean {
  const own = reading.query.query;
  if (typeof own !== "object" || own === null || !("files" in own)) return false;
  return Array.isArray(own.files) && own.files.some((file) => basename(String(file)) === name);
}
