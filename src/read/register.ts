/** The ids that a table of regions or sectors gives, with the lines on which it does. */

import { checkId, type Place } from "./cell.ts";
import type { ProblemLog } from "./problem-log.ts";

/** Ids and their lines. Each question takes one step, since a table may ask it a hundred thousand times. */
export interface Register {
  readonly has: (id: string) => boolean;
  /** Line of an id, the first where it stands twice; undefined where it stands nowhere. */
  readonly lineOf: (id: string) => number | undefined;
  /** The first id that is the same save for capital letters. */
  readonly sameLetters: (id: string) => string | undefined;
  /** The first id that is the same save for capital letters, spaces, hyphens and underscores. */
  readonly nearly: (id: string) => string | undefined;
}

/** A register to which ids are still added. */
export interface OpenRegister extends Register {
  readonly add: (id: string, line: number) => void;
}

/** An empty register. */
export function createRegister(): OpenRegister {
  const lines = new Map<string, number>();
  const byLetters = new Map<string, string>();
  const byLooseForm = new Map<string, string>();
  return {
    has: (id) => lines.has(id),
    lineOf: (id) => lines.get(id),
    sameLetters: (id) => byLetters.get(id.toLowerCase()),
    nearly: (id) => byLooseForm.get(loosely(id)),
    add: (id, line) => {
      if (lines.has(id)) return;
      lines.set(id, line);
      const letters = id.toLowerCase();
      if (!byLetters.has(letters)) byLetters.set(letters, id);
      if (!byLooseForm.has(loosely(id))) byLooseForm.set(loosely(id), id);
    },
  };
}

/** Enters an id; the log says where it cannot be one, or stands twice. Answers whether it is new. */
export function enterId(
  id: string,
  place: Place,
  register: OpenRegister,
  log: ProblemLog,
): boolean {
  const before = register.lineOf(id);
  if (before !== undefined) {
    reportDuplicate(id, before, place, log);
    return false;
  }
  const alike = register.sameLetters(id);
  if (alike !== undefined) {
    log.error({
      rule: "id-case",
      ...place,
      value: id,
      message: `The id differs from ${alike}, on line ${register.lineOf(alike)}, in capital letters only.`,
      remedy: "Write ids in small letters, and each once.",
    });
  } else checkId(id, place, log);
  // An id at fault is entered all the same, so that rows that use it are not reported as well.
  register.add(id, place.line);
  return true;
}

/** Whether a row's region or sector is registered; the log says where it is not. */
export function checkKnown(
  kind: "region" | "sector",
  id: string,
  place: Place,
  register: Register,
  log: ProblemLog,
): boolean {
  if (register.has(id)) return true;
  const alike = register.nearly(id);
  log.error({
    rule: kind === "region" ? "unknown-region" : "unknown-sector",
    ...place,
    value: id,
    message:
      alike === undefined
        ? `${kind}s.csv has no ${kind} of this id.`
        : `${kind}s.csv has no ${kind} of this id, but ${alike}.`,
    remedy: alike === undefined ? `Add it to ${kind}s.csv, or correct it.` : `Write ${alike}.`,
  });
  return false;
}

/** An id without what is most often mistyped in it. */
function loosely(id: string): string {
  return id.toLowerCase().replace(/[\s_-]+/g, "");
}

/** Enters an id that is no address, such as that of a published figure: any text, but only once. */
export function enterName(
  id: string,
  place: Place,
  lines: Map<string, number>,
  log: ProblemLog,
): void {
  const before = lines.get(id);
  if (before === undefined) lines.set(id, place.line);
  else if (id !== "") reportDuplicate(id, before, place, log);
}

function reportDuplicate(id: string, before: number, place: Place, log: ProblemLog): void {
  log.error({
    rule: "duplicate-id",
    ...place,
    value: id,
    message: `The id stands on line ${before} already.`,
    remedy: "Remove one of the rows, or give it another id.",
  });
}
