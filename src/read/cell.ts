/** Checks of single cells that several tables share. */

import { type NumberFault, parseSigned } from "./number.ts";
import type { ProblemLog } from "./problem-log.ts";

/** Where a cell stands. */
export interface Place {
  readonly line: number;
  readonly column: string;
}

const ID = /^[a-z0-9-]+$/;
/** Ids become names of files; file systems take names of some 255 bytes. */
const LONGEST_ID = 100;

/** Whether a text may be the id of a region or sector; the log says why not. */
export function checkId(id: string, place: Place, log: ProblemLog): boolean {
  if (id === "") {
    reportEmpty(place, log);
    return false;
  }
  if (!ID.test(id)) {
    log.error({
      rule: "id-characters",
      ...place,
      value: id,
      message: "An id has small letters a to z, digits and hyphens only.",
      remedy: `Write it such as ${suggestedId(id)}, here and in every other table.`,
    });
    return false;
  }
  if (id.length <= LONGEST_ID) return true;
  log.error({
    rule: "id-too-long",
    ...place,
    value: id,
    message: `The id has ${id.length} characters; it becomes the name of a folder.`,
    remedy: `Choose one of at most ${LONGEST_ID} characters.`,
  });
  return false;
}

const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  ø: "o",
  å: "a",
  ä: "a",
  ö: "o",
  ü: "u",
};

function suggestedId(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[æøåäöü]/g, (letter) => LETTERS[letter] ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "agder" : plain;
}

/** Whether a text may be printed as a name; the log says why not. */
export function checkName(name: string, place: Place, log: ProblemLog): boolean {
  if (name === "") {
    reportEmpty(place, log);
    return false;
  }
  return checkText(name, place, log);
}

/** Whether a text, which may be empty, holds nothing that cannot be seen and no space around it. */
export function checkText(text: string, place: Place, log: ProblemLog): boolean {
  if (!checkVisible(text, place, log)) return false;
  if (text.trim() !== text) {
    log.error({
      rule: "outer-space",
      ...place,
      value: text,
      message: "A space stands before or after the text.",
      remedy: "Remove it.",
    });
    return false;
  }
  return true;
}

/** As `checkText`, but spaces around the text pass. */
export function checkVisible(text: string, place: Place, log: ProblemLog): boolean {
  if (!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) return true;
  log.error({
    rule: "control-character",
    ...place,
    value: text,
    message: "The text holds a line break, tab, other control character or half a character.",
    remedy:
      "Write it on one line, without such characters; a line break may come from a double quote that is not closed.",
  });
  return false;
}

export function reportEmpty(place: Place, log: ProblemLog): void {
  log.error({
    rule: "empty-cell",
    ...place,
    value: "",
    message: "The cell is empty.",
    remedy: `Fill in the ${place.column}.`,
  });
}

/** Says what is wrong with a number. */
export function reportNumber(
  fault: NumberFault,
  value: string,
  place: Place,
  log: ProblemLog,
): void {
  log.error({ ...fault, ...place, value });
}

/** A signed number, or undefined where the cell is empty or wrong (the log says so). */
export function signedCell(text: string, place: Place, log: ProblemLog): number | undefined {
  if (text === "") return undefined;
  const number = parseSigned(text);
  if (typeof number === "number") return number;
  reportNumber(number, text, place, log);
  return undefined;
}

/** Says where a number of firms is not whole; what is undefined or withheld passes. */
export function checkWhole(
  firms: number | undefined,
  text: string,
  line: number,
  log: ProblemLog,
): void {
  if (firms === undefined || Number.isNaN(firms) || Number.isInteger(firms)) return;
  log.error({
    rule: "fractional-firms",
    line,
    column: "firms",
    value: text,
    message: "Firms are counted whole.",
    remedy: "Give a whole number; check that columns have not changed places.",
  });
}

const YEAR = /^\d{4}$/;

/** The year that a text is; undefined where it is none (the log says so). */
export function yearCell(text: string, place: Place, log: ProblemLog): number | undefined {
  if (YEAR.test(text)) return Number(text);
  if (text === "") reportEmpty(place, log);
  else
    log.error({
      rule: "bad-year",
      ...place,
      value: text,
      message: "This is no year.",
      remedy: "Write a year of four digits, such as 1990.",
    });
  return undefined;
}

/** The row's cells of further columns, by header; a header such as `__proto__` is a name like any other. */
export function furtherCells(
  cells: readonly string[],
  further: readonly { readonly name: string; readonly position: number }[],
): Readonly<Record<string, string>> {
  const extra: Record<string, string> = Object.create(null);
  for (const { name, position } of further) extra[name] = cells[position] ?? "";
  return extra;
}

export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
