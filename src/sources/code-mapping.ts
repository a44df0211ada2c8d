/** How codes of a source become regions or sectors of the edition: one function from code to id, and what is known of each id. */

import { nearest } from "../model/nearest.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { columnOf, optionalColumn, readCodeList } from "./code-list.ts";
import type { CodeMapping, ColumnName } from "./query.ts";

export type CodeKind = "region" | "sector";

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

export interface Codes {
  /** The id of a code; undefined where it is left out or not known (which is noted). */
  readonly idOf: (code: string, line: number | undefined) => string | undefined;
  /** Facts by id, from the file of the mapping. */
  readonly facts: ReadonlyMap<string, CodeFacts>;
  /** Ids that were asked for, each with a source's code that led to it: names of the source are found by it. */
  readonly used: ReadonlyMap<string, readonly string[]>;
  /** Reports codes that are not known. Answers sentences about those that were left out because they are not. */
  readonly finish: () => readonly string[];
}

const ID = /^[a-z0-9-]+$/;
const MOST_REPORTED = 20;

/** Reads the mapping's file, where it has one. */
export async function openCodes(
  kind: CodeKind,
  mapping: CodeMapping,
  path: (name: string) => string,
  log: ProblemLog,
  logFor: (file: string) => ProblemLog,
): Promise<Codes> {
  const { file } = mapping;
  const listed =
    file === undefined ? undefined : await readListed(kind, mapping, path(file), logFor(file));
  return createCodes(kind, mapping, listed, log);
}

interface Listed {
  readonly ids: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, CodeFacts>;
}

async function readListed(
  kind: CodeKind,
  mapping: CodeMapping,
  path: string,
  log: ProblemLog,
): Promise<Listed> {
  const list = await readCodeList(path, log);
  const code = columnOf(list, mapping.code ?? "code", log);
  const id = columnOf(list, mapping.id ?? kind, log);
  const ids = new Map<string, string>();
  const facts = new Map<string, CodeFacts>();
  if (code === undefined || id === undefined) return { ids, facts };
  const at = (column: ColumnName): number | undefined => optionalColumn(list, column);
  const [name, group, branch] = [
    at(mapping.name ?? "name"),
    at(mapping.group ?? "group"),
    at(mapping.branch ?? "branch"),
  ];
  const [longitude, latitude] = [at("longitude"), at("latitude")];
  const keep = (mapping.keep ?? []).map((column) => [column, columnOf(list, column, log)] as const);
  for (const { cells, line } of list.rows) {
    const given = (position: number | undefined): string | undefined => {
      const cell = position === undefined ? "" : (cells[position] ?? "").trim();
      return cell === "" ? undefined : cell;
    };
    const key = given(code);
    const own = given(id);
    if (key === undefined || own === undefined) {
      log.error({
        rule: "code-list-empty",
        line,
        message: `The row has no ${key === undefined ? "code" : "id"}.`,
        remedy: "Fill it in, or remove the row.",
      });
      continue;
    }
    const full = `${mapping.prefix ?? ""}${own}`;
    const before = ids.get(key);
    if (!ID.test(full)) reportId(full, line, log);
    else if (before !== undefined && before !== full)
      log.error({
        rule: "code-list-twice",
        line,
        value: key,
        message: `The code stands twice, for ${before} and for ${full}.`,
        remedy: "Remove one of the rows: a code belongs to one id.",
      });
    else {
      ids.set(key, full);
      const extra = Object.fromEntries(
        keep.map(([column, position]) => [column, given(position) ?? ""]),
      );
      const known = facts.get(full);
      facts.set(full, {
        name: known?.name ?? given(name),
        group: known?.group ?? given(group),
        branch: known?.branch ?? given(branch),
        longitude: known?.longitude ?? given(longitude),
        latitude: known?.latitude ?? given(latitude),
        extra: known?.extra ?? extra,
      });
    }
  }
  return { ids, facts };
}

function reportId(id: string, line: number | undefined, log: ProblemLog): void {
  log.error({
    rule: "code-as-id",
    line,
    value: id,
    message: "This cannot be an id: ids have small letters a to z, digits and hyphens only.",
    remedy: "Give the source's codes ids of your own in a code list (file), perhaps with a prefix.",
  });
}

interface Strange {
  rows: number;
  readonly line: number | undefined;
}

function createCodes(
  kind: CodeKind,
  mapping: CodeMapping,
  listed: Listed | undefined,
  log: ProblemLog,
): Codes {
  const { prefix = "", digits, leaveOut = [] } = mapping;
  const left = new Set(leaveOut);
  const used = new Map<string, string[]>();
  const strange = new Map<string, Strange>();
  const known = new Map<string, string | undefined>();
  const find = (code: string): string | undefined => {
    const key = digits === undefined ? code : code.slice(0, digits);
    if (left.has(code) || left.has(key)) return "";
    if (listed !== undefined) return listed.ids.get(code) ?? listed.ids.get(key);
    return ID.test(prefix + key) ? prefix + key : undefined;
  };
  return {
    idOf: (code, line) => {
      // Sources name few codes and many rows.
      const id = known.has(code) ? known.get(code) : find(code);
      if (!known.has(code)) {
        known.set(code, id);
        if (id !== undefined && id !== "") used.set(id, [...(used.get(id) ?? []), code]);
      }
      if (id === undefined) {
        const entry = strange.get(code);
        if (entry === undefined) strange.set(code, { rows: 1, line });
        else entry.rows += 1;
      }
      return id === "" ? undefined : id;
    },
    facts: listed?.facts ?? new Map(),
    used,
    finish: () => {
      if (strange.size === 0) return [];
      if (mapping.unknown === "leave-out") return [leftOut(kind, strange)];
      const codes = [...(listed?.ids.keys() ?? [])];
      for (const [code, { rows, line }] of [...strange].slice(0, MOST_REPORTED)) {
        if (listed === undefined) {
          reportId(prefix + code, line, log);
          continue;
        }
        const near = nearest(code, codes);
        log.error({
          rule: "unknown-code",
          value: code,
          message: `${rows === 1 ? "One figure has" : `${rows} figures have`} a ${kind} code that ${mapping.file ?? ""} lacks${line === undefined ? "" : ` (first on line ${line})`}${near === undefined ? "" : `; the nearest is ${near}`}.`,
          remedy: `Add the code to ${mapping.file ?? ""}, or name it under leaveOut where it is to be left out.`,
        });
      }
      return [];
    },
  };
}

function leftOut(kind: CodeKind, strange: ReadonlyMap<string, Strange>): string {
  const codes = [...strange.keys()].sort();
  const shown = codes.slice(0, 8).join(", ");
  return `Figures of ${codes.length} ${kind} ${codes.length === 1 ? "code" : "codes"} without a place in this edition are left out: ${shown}${codes.length > 8 ? " …" : ""}.`;
}
