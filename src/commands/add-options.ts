/** Options of add that are more than text. */

import { type OptionValues, UsageError } from "./command.ts";
import { listOption, textOption } from "./site-options.ts";

/** What an edition may be called: its folder, and a segment of its addresses. */
export const EDITION_ID = /^[a-z0-9-]+$/;

const YEAR = /^[1-9]\d{3}$/;

/** Years divided by commas; undefined where the option is not given. */
export function yearsOption(values: OptionValues, option: string): readonly number[] | undefined {
  if (textOption(values, option) === undefined) return undefined;
  const years = listOption(values, option);
  const wrong = years.find((year) => !YEAR.test(year));
  if (wrong !== undefined)
    throw new UsageError(`--${option} must be years such as 1990,2000, not "${wrong}".`);
  return [...new Set(years.map(Number))].sort((a, b) => a - b);
}

/** Pairs of years; undefined where the option is not given. */
export function periodsOption(
  values: OptionValues,
  option: string,
): readonly (readonly [number, number])[] | undefined {
  if (textOption(values, option) === undefined) return undefined;
  return listOption(values, option).map((text): readonly [number, number] => {
    const [from, to, ...more] = text.split("-");
    const isPeriod = YEAR.test(from ?? "") && YEAR.test(to ?? "") && more.length === 0;
    if (!isPeriod || Number(from) >= Number(to))
      throw new UsageError(`--${option} must be periods such as 1990-2000, not "${text}".`);
    return [Number(from), Number(to)];
  });
}

/** A percentage above 0; undefined where the option is not given. */
export function percentOption(values: OptionValues, option: string): number | undefined {
  const text = textOption(values, option);
  if (text === undefined) return undefined;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value > 0) return value;
  throw new UsageError(`--${option} must be a percentage above 0, such as 5, not "${text}".`);
}
