/** Numbers as files write them: the marks are told by the query file, never guessed. */

import { z } from "zod";

export const numberFormat = z
  .strictObject(
    {
      decimal: z.enum([".", ","], '"." or ","'),
      thousands: z.enum(["", " ", ".", ",", "'"], 'one of "", " ", ".", "," and "\'"').default(""),
    },
    'an object such as {decimal: ",", thousands: " "}',
  )
  .refine(({ decimal, thousands }) => decimal !== thousands, {
    error: "two different marks: one mark cannot stand before decimals and between thousands",
  });

export type NumberFormat = z.output<typeof numberFormat>;

/** Why a text is no number. */
export interface UnreadNumber {
  readonly message: string;
  readonly remedy: string;
}

/** What stands between thousands: a space may be one that does not break, an apostrophe a curled one. */
const THOUSANDS: Readonly<Record<NumberFormat["thousands"], string>> = {
  "": "",
  " ": "[ \\u00a0\\u2009\\u202f]",
  ".": "\\.",
  ",": ",",
  "'": "['’]",
};

/**
 * Digits with a point before decimals. Not 1.234, which is either a little more than one or a thousand and more;
 * 0.123 and 1234.567 can be one thing only.
 */
const PLAIN = /^(?:\d+(?:\.(?:\d{1,2}|\d{4,}))?|(?:0|\d{4,})\.\d{3})$/;

/** Larger counts are not employment. */
const LARGEST = 1e12;

const TELL =
  'Tell how the file writes numbers: numbers: {decimal: ",", thousands: " "} for 1 234,5, or {decimal: ".", thousands: ","} for 1,234.5.';

/** A reader of numbers, not negative, in the format; without one, of digits with a point before decimals. */
export function createNumberReader(
  format: NumberFormat | undefined,
): (text: string) => number | UnreadNumber {
  const pattern = format === undefined ? PLAIN : patternOf(format);
  return (text) => {
    const trimmed = text.trim();
    if (!pattern.test(trimmed)) return fault(trimmed, format);
    const value = Number(plainDigits(trimmed, format));
    if (value <= LARGEST) return value;
    return {
      message: "The number is larger than 1 000 000 000 000.",
      remedy: "Check that the digits of two figures have not run together.",
    };
  };
}

function patternOf({ decimal, thousands }: NumberFormat): RegExp {
  const whole = thousands === "" ? "\\d+" : `(?:\\d+|\\d{1,3}(?:${THOUSANDS[thousands]}\\d{3})+)`;
  return new RegExp(`^${whole}(?:\\${decimal}\\d+)?$`);
}

function plainDigits(text: string, format: NumberFormat | undefined): string {
  if (format === undefined) return text;
  const [whole = "", fraction] = text.split(format.decimal);
  const digits = whole.replace(/\D/g, "");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function fault(text: string, format: NumberFormat | undefined): UnreadNumber {
  if (format === undefined && /^\d{1,3}[.,]\d{3}$/.test(text))
    return { message: "This may be thousands or decimals.", remedy: TELL };
  if (/^[-−]\d/.test(text))
    return { message: "The number is negative.", remedy: "Counts are 0 or more; correct it." };
  if (/^\d.*%$/.test(text))
    return {
      message: "This is a percentage, and a count is needed.",
      remedy: "Use a table of counts, or another column.",
    };
  if (/^\d[\d\s.,'’]*$/.test(text))
    return {
      message:
        format === undefined
          ? "The number has marks between its digits, and the query file does not say what they mean."
          : "The number is not written as numbers says in the query file.",
      remedy: TELL,
    };
  return {
    message: "This is no number.",
    remedy:
      'Name it under missing where it stands for a figure that is not given, such as missing: {"..": x, ":": c}.',
  };
}
