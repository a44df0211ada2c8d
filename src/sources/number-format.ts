/** Numbers as files write them: the marks are told by the query file, never guessed. */

import { z } from "zod";

export const numberFormat = z
  .strictObject({
    decimal: z.enum([".", ","], '"." or ","'),
    thousands: z.enum(["", " ", ".", ",", "'"], '"", " ", ".", "," or "\'"').default(""),
  })
  .refine(({ decimal, thousands }) => decimal !== thousands, {
    error: "two different marks: one mark cannot stand before decimals and between thousands",
  });

export type NumberFormat = z.output<typeof numberFormat>;

/** Why a text is no number. */
export interface UnreadNumber {
  readonly message: string;
  readonly remedy: string;
}

/** What stands between thousands where a space does: also the ones that do not break. */
const SPACES = "[ \\u00a0\\u2009\\u202f]";

const TELL =
  'Tell how the file writes numbers: numbers: {decimal: ",", thousands: " "} for 1 234,5, or {decimal: ".", thousands: ","} for 1,234.5.';

/** A reader of numbers, not negative, in the format; without one, of digits with a point before decimals. */
export function createNumberReader(
  format: NumberFormat | undefined,
): (text: string) => number | UnreadNumber {
  const pattern = format === undefined ? /^\d+(?:\.(?:\d{1,2}|\d{4,}))?$/ : patternOf(format);
  return (text) => {
    const trimmed = text.trim();
    if (pattern.test(trimmed)) return Number(plainDigits(trimmed, format));
    return fault(trimmed, format);
  };
}

function patternOf({ decimal, thousands }: NumberFormat): RegExp {
  const mark = thousands === " " ? SPACES : `\\${thousands}`;
  const whole = thousands === "" ? "\\d+" : `(?:\\d+|\\d{1,3}(?:${mark}\\d{3})+)`;
  return new RegExp(`^${whole}(?:\\${decimal}\\d+)?$`);
}

function plainDigits(text: string, format: NumberFormat | undefined): string {
  if (format === undefined) return text;
  const [whole = "", fraction] = text.split(format.decimal);
  const digits = whole.replace(/\D/g, "");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function fault(text: string, format: NumberFormat | undefined): UnreadNumber {
  if (/^\d{1,3}[.,]\d{3}$/.test(text) && format === undefined)
    return {
      message: "This may be thousands or decimals.",
      remedy: TELL,
    };
  if (/^[-−]\d/.test(text))
    return { message: "The number is negative.", remedy: "Counts are 0 or more; correct it." };
  if (/%$/.test(text))
    return {
      message: "This is a percentage, and a count is needed.",
      remedy: "Use a table of counts, or another column.",
    };
  if (/^[\d\s\u00a0\u2009\u202f.,']+$/.test(text))
    return {
      message:
        format === undefined
          ? "The number has marks between its digits, and the query file does not say what they mean."
          : "The number is not written as the query file says.",
      remedy: TELL,
    };
  return {
    message: "This is no number.",
    remedy:
      'Name it under missing where it stands for a figure that is not given, such as missing: {"..": x, ":": c}.',
  };
}
