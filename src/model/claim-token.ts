/** The words of a condition. */

import type { ClaimError } from "./claim-syntax.ts";

export interface Token {
  /** A name is a figure's id or a cell: it has a colon or a slash. */
  readonly kind: "number" | "name" | "word" | "sign" | "end";
  readonly text: string;
  /** 1-based. */
  readonly column: number;
}

const FORMS: readonly (readonly [kind: Token["kind"], form: RegExp])[] = [
  ["number", /\d+(?:\.\d+)?(?![\d.,A-Za-z:/])/y],
  ["name", /[A-Za-z][\w*+=.-]*[:/][\w:/*+=.-]*/y],
  ["word", /[A-Za-z][\w-]*/y],
  ["sign", /<=|>=|[<>=+\-−*/()%]/y],
];

/** Signs that people type for those of the language, and what to write. */
const MISTAKEN: ReadonlyMap<string, string> = new Map([
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "not … = …"],
  ["!", "not … = …"],
  ["×", "*"],
  ["÷", "/"],
  ["&", "and"],
  ["|", "or"],
]);

/** Cuts a condition into words; the last token is the end, one column beyond the text. */
export function tokenise(text: string): readonly Token[] | ClaimError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /\s*/y;
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    if (token === undefined) return unreadable(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: "end", text: "", column: text.length + 1 }];
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const found = form.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, column: at + 1 };
  }
  return undefined;
}

function unreadable(text: string, at: number): ClaimError {
  const column = at + 1;
  const number = /^[\d.,]+\w*/.exec(text.slice(at))?.[0];
  if (number !== undefined) {
    return {
      message: `"${number}" is no number; write digits without thousands marks, a point before decimals, and a space before a unit, such as 63000 jobs or 5.8 %.`,
      column,
    };
  }
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const meant = MISTAKEN.get(sign);
  const hint = meant === undefined ? "" : ` Write ${meant}.`;
  return { message: `A condition has no sign "${sign}".${hint}`, column };
}
