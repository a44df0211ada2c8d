/** The column of flags: letters beside the figures of a row. */

import type { FlagCode } from "../model/dataset.ts";
import type { ProblemLog } from "../read/problem-log.ts";
import { type Header, isFlag } from "./header.ts";

export interface RowFlags {
  /** Why figures of the row are empty; undefined where no letter says so. */
  readonly withheld: "c" | "x" | undefined;
  /** What is said of figures that are given. */
  readonly beside: readonly FlagCode[];
}

export const NO_FLAGS: RowFlags = { withheld: undefined, beside: [] };

/** Reads the flags of a row. Undefined where no column is named, or the file lacks it, which the log says. */
export function flagsReader(
  header: Header,
  column: string | undefined,
  told: Readonly<Record<string, FlagCode | "">>,
  log: ProblemLog,
): ((cells: readonly string[], line: number) => RowFlags) | undefined {
  const at = column === undefined ? undefined : header.position(column, "columns.flag");
  if (at === undefined) return undefined;
  return (cells, line) => {
    const text = (cells[at] ?? "").trim();
    const letters = text === "" ? [] : lettersOf(text, told);
    if (letters !== undefined) return flagsOf(letters);
    log.error({
      rule: "unknown-flag",
      line,
      column,
      value: text,
      message: "The query file does not say what this flag means.",
      remedy:
        'Name it under flags, such as flags: {K: c}; an empty text ("") says that it means nothing here.',
    });
    return NO_FLAGS;
  };
}

/** A flag of the file as a whole, or letter by letter; undefined where one is not known. */
function lettersOf(
  text: string,
  told: Readonly<Record<string, FlagCode | "">>,
): readonly (FlagCode | "")[] | undefined {
  const one = (letters: string): FlagCode | "" | undefined => {
    if (Object.hasOwn(told, letters)) return told[letters];
    return isFlag(letters) ? letters : undefined;
  };
  const whole = one(text);
  if (whole !== undefined) return [whole];
  const each = [...text].map(one);
  return each.every((letter) => letter !== undefined) ? each : undefined;
}

function flagsOf(letters: readonly (FlagCode | "")[]): RowFlags {
  const withheld = letters.find((letter) => letter === "c" || letter === "x");
  const beside = letters.filter(
    (letter): letter is FlagCode => letter !== "" && letter !== "c" && letter !== "x",
  );
  return { withheld, beside };
}
