/** Text → number, and what is wrong with it where it is none. */

/** Why a text is no number that the tables take. */
export interface NumberFault {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/** Larger counts are not employment; sums of many such counts stay exact in double precision. */
const LARGEST = 1e12;

const PLAIN = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The number that a text is, not negative: digits, with a point before decimals. 1.234 is a decimal. */
export function parseCount(text: string): number | NumberFault {
  if (!PLAIN.test(text)) return notPlain(text);
  const value = Number(text);
  if (value <= LARGEST) return value;
  return {
    rule: "number-too-large",
    message: "The number is larger than 1 000 000 000 000.",
    remedy: "Give single units, and check that the digits of two figures have not run together.",
  };
}

/** As `parseCount`, and negative numbers too. */
export function parseSigned(text: string): number | NumberFault {
  if (!/^-\d/.test(text)) return parseCount(text);
  const size = parseCount(text.slice(1));
  return typeof size === "number" ? -size : size;
}

const SPACE = "[\\s\\u00a0\\u2007\\u2009\\u202f'’]";

/** 1 234 567,8 · 1,234,567.8 · 1.234.567,8 · 1.234,5; not 1.234, which is a decimal. */
const GROUPED = new RegExp(
  [
    `^[-−]?\\d{1,3}(?:${SPACE}\\d{3})+(?:[.,]\\d+)?$`,
    "^[-−]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?$",
    "^[-−]?\\d{1,3}(?:\\.\\d{3}){2,}(?:,\\d+)?$",
    "^[-−]?\\d{1,3}\\.\\d{3},\\d+$",
  ].join("|"),
);

function notPlain(text: string): NumberFault {
  if (text.trim() !== text && text.trim() !== "") {
    return {
      rule: "outer-space",
      message: "A space stands before or after the text.",
      remedy: "Remove it.",
    };
  }
  if (/^[-+−]?(?:nan|inf(?:inity)?|∞)$/i.test(text)) {
    return {
      rule: "not-finite",
      message: "The cell holds no finite number.",
      remedy: "Leave the cell empty; in employment.csv give the row the flag x (not available).",
    };
  }
  if (GROUPED.test(text)) {
    return {
      rule: "thousands-separator",
      message: "The number has a thousands separator.",
      remedy: `Write the digits alone, with a point before decimals: ${withoutGroups(text)}.`,
    };
  }
  if (/^[-−]?\d+,\d+$/.test(text)) {
    return {
      rule: "decimal-comma",
      message: "The number has a decimal comma.",
      remedy: `Write a point: ${text.replace(",", ".")}.`,
    };
  }
  if (/^[-−]\d/.test(text)) {
    return {
      rule: "negative-number",
      message: "The number is negative, or its minus sign is no hyphen.",
      remedy: "Counts are 0 or more; where a table takes negative numbers, write -5.",
    };
  }
  if (/^(?:[.:*–—-]{1,3}|n\.?\/?a\.?|#n\/a|null|none|[cx])$/i.test(text)) {
    return {
      rule: "missing-mark",
      message: "A mark stands for a missing figure.",
      remedy:
        "Leave the cell empty; in employment.csv give the row the flag c (confidential) or x (not available).",
    };
  }
  return {
    rule: "not-a-number",
    message: "This is no number.",
    remedy: "Write digits, with a point before decimals.",
  };
}

/** The digits as their writer most likely meant them: where two marks are used, the last one is the decimal one. */
function withoutGroups(text: string): string {
  const decimals = /^(.*[^.,].*)[.,](\d+)$/.exec(text);
  const [, whole, fraction] = decimals ?? [];
  const mark = /[.,](?=\d+$)/.exec(text)?.[0];
  const twoMarks =
    mark !== undefined && whole !== undefined && /[^\d−-]/.test(whole.replaceAll(mark, ""));
  const digits = (part: string): string => part.replace(/\D/g, "");
  return twoMarks ? `${digits(whole)}.${digits(fraction ?? "")}` : digits(text);
}
