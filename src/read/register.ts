/** The ids that a table of regions or sectors gives, with the lines on which it does. */

import { checkId, type Place } from "./cell.ts";
import type { ProblemLog } from "./problem-log.ts";

/** Lines by id, the first where an id stands twice. */
export type Register = ReadonlyMap<string, number>;

/** Enters an id; the log says where it cannot be one, or stands twice. Answers whether it is new. */
export function enterId(
  id: string,
  place: Place,
  register: Map<string, number>,
  log: ProblemLog,
): boolean {
  const before = register.get(id);
  if (before !== undefined) {
    reportDuplicate(id, before, place, log);
    return false;
  }
  const lower = id.toLowerCase();
  const alike = [...register.keys()].find((other) => other.toLowerCase() === lower);
  if (alike !== undefined) {
    log.error({
      rule: "id-case",
      ...place,
      value: id,
      message: `The id differs from ${alike}, on line ${register.get(alike)}, in capital letters only.`,
      remedy: "Write ids in small letters, and each once.",
    });
  } else checkId(id, place, log);
  // An id at fault is entered all the same, so that rows that use it are not reported as well.
  register.set(id, place.line);
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
  const wanted = loosely(id);
  const alike = [...register.keys()].find((other) => loosely(other) === wanted);
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
