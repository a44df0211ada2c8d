/** What a code list says: the id of each code, and what is known of each id. */

import type { ProblemLog } from "../read/problem-log.ts";
import {
  type CodeList,
  type CodeListRow,
  columnOf,
  optionalColumn,
  readCodeList,
} from "./code-list.ts";
import type { CodeKind, CodeMapping } from "./query.ts";
import { SourceFailure } from "./source.ts";

/** What is known of a region or sector; what is not is undefined. */
export interface CodeFacts {
  readonly name?: string | undefined;
  readonly group?: string | undefined;
  readonly branch?: string | undefined;
  readonly longitude?: string | undefined;
  readonly latitude?: string | undefined;
  /** Further columns that are kept, by name. */
  readonly extra?: Readonly<Record<string, string>> | undefined;
}

export interface ListedCodes {
  readonly ids: ReadonlyMap<string, string>;
  /** By id: of several codes with the same id, what stands first. */
  readonly facts: ReadonlyMap<string, CodeFacts>;
}

const ID = /^[a-z0-9-]+$/;

export function isId(text: string): boolean {
  return ID.test(text);
}

/** Reads the mapping's file. Undefined where it cannot be read at all, which the log says. */
export async function readListedCodes(
  kind: CodeKind,
  mapping: CodeMapping,
  path: string,
  log: ProblemLog,
): Promise<ListedCodes | undefined> {
  const list = await readList(path, log);
  if (list === undefined) return undefined;
  const codeAt = columnOf(list, mapping.code ?? "code", log);
  const idAt = columnOf(list, mapping.id ?? kind, log);
  if (codeAt === undefined || idAt === undefined) return undefined;
  const keep = (mapping.keep ?? []).map((column) => [column, columnOf(list, column, log)] as const);
  const positions = {
    name: optionalColumn(list, mapping.name ?? "name"),
    group: optionalColumn(list, mapping.group ?? "group"),
    branch: optionalColumn(list, mapping.branch ?? "branch"),
    longitude: optionalColumn(list, "longitude"),
    latitude: optionalColumn(list, "latitude"),
  };
  const ids = new Map<string, string>();
  const facts = new Map<string, CodeFacts>();
  for (const row of list.rows) {
    const [code, own] = [cellOf(row, codeAt), cellOf(row, idAt)];
    const id = `${mapping.prefix ?? ""}${own ?? ""}`;
    if (!isUsable(code, own, id, row.line, ids, log)) continue;
    ids.set(code, id);
    facts.set(id, joined(facts.get(id), factsOf(row, positions, keep), id, row.line, log));
  }
  return { ids, facts };
}

/** A list that is not there is one problem among others: the data file is read all the same. */
async function readList(path: string, log: ProblemLog): Promise<CodeList | undefined> {
  try {
    return await readCodeList(path, log);
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    log.error({ rule: "code-list-file", message: error.message, remedy: error.remedy });
    return undefined;
  }
}

/** The text of a cell; undefined where it is empty, or there is no such column. */
function cellOf({ cells }: CodeListRow, at: number | undefined): string | undefined {
  const cell = at === undefined ? "" : (cells[at] ?? "").trim();
  return cell === "" ? undefined : cell;
}

function isUsable(
  code: string | undefined,
  own: string | undefined,
  id: string,
  line: number,
  ids: ReadonlyMap<string, string>,
  log: ProblemLog,
): code is string {
  if (code === undefined || own === undefined) {
    log.error({
      rule: "code-list-empty",
      line,
      value: code ?? own,
      message: `The row has no ${code === undefined ? "code" : "id"}.`,
      remedy: "Fill it in, or remove the row.",
    });
    return false;
  }
  if (!isId(id)) {
    log.error({
      rule: "code-list-id",
      line,
      value: id,
      message: "This cannot be an id: ids have small letters a to z, digits and hyphens only.",
      remedy: "Write another id, or name the right column under id in the query file.",
    });
    return false;
  }
  const before = ids.get(code);
  if (before === undefined || before === id) return true;
  log.error({
    rule: "code-list-twice",
    line,
    value: code,
    message: `The code stands twice, for ${before} and for ${id}.`,
    remedy: "Remove one of the rows: a code belongs to one id.",
  });
  return false;
}

type Positions = Readonly<
  Record<"name" | "group" | "branch" | "longitude" | "latitude", number | undefined>
>;

function factsOf(
  row: CodeListRow,
  { name, group, branch, longitude, latitude }: Positions,
  keep: readonly (readonly [column: string, at: number | undefined])[],
): CodeFacts {
  return {
    name: cellOf(row, name),
    group: cellOf(row, group),
    branch: cellOf(row, branch),
    longitude: cellOf(row, longitude),
    latitude: cellOf(row, latitude),
    extra: Object.fromEntries(keep.map(([column, at]) => [column, cellOf(row, at) ?? ""])),
  };
}

/** What was known before stands; what contradicts it is pointed out, since one of the rows has a wrong id. */
function joined(
  known: CodeFacts | undefined,
  more: CodeFacts,
  id: string,
  line: number,
  log: ProblemLog,
): CodeFacts {
  if (known === undefined) return more;
  for (const what of ["name", "group", "branch"] as const) {
    const [before, now] = [known[what], more[what]];
    if (before === undefined || now === undefined || before === now) continue;
    log.warning({
      rule: "code-list-differs",
      line,
      value: now,
      message: `The ${what} of ${id} was “${before}” further up, which is used.`,
      remedy: `Write the same ${what} in all rows of an id, or give the code another id.`,
    });
  }
  return {
    name: known.name ?? more.name,
    group: known.group ?? more.group,
    branch: known.branch ?? more.branch,
    longitude: known.longitude ?? more.longitude,
    latitude: known.latitude ?? more.latitude,
    extra: known.extra,
  };
}
