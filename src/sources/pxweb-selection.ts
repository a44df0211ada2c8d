/**
 * Expressions for the values of a variable, as PxWebApi 2 has them (PxApiSpecs, “value expressions”), worked
 * out here by the table's own codes: so they hold for version 1 too, and the number of cells is known before
 * anything is asked for.
 */

export interface UnknownExpression {
  readonly expression: string;
  readonly why: string;
}

export interface Chosen {
  /** In the order of the table, each once. */
  readonly codes: readonly string[];
  readonly unknown: readonly UnknownExpression[];
}

/** Codes that any of the expressions chooses; those that choose none are given back with the reason. */
export function chooseCodes(expressions: readonly string[], codes: readonly string[]): Chosen {
  const chosen = new Set<string>();
  const unknown: UnknownExpression[] = [];
  for (const expression of expressions) {
    const found = choose(expression.trim(), codes);
    if (typeof found === "string") unknown.push({ expression, why: found });
    else for (const code of found) chosen.add(code);
  }
  return { codes: codes.filter((code) => chosen.has(code)), unknown };
}

/** Codes of one expression, or why there are none. */
function choose(expression: string, codes: readonly string[]): readonly string[] | string {
  if (codes.includes(expression)) return [expression];
  const call = /^\[?(top|bottom|from|to|range)\(([^)]*)\)\]?$/i.exec(expression);
  if (call !== null) {
    const [, name = "", inner = ""] = call;
    return callOf(
      name.toLowerCase(),
      inner.split(",").map((part) => part.trim()),
      codes,
    );
  }
  if (!/[*?]/.test(expression)) return "the table has no such code";
  const pattern = wildcard(expression);
  const found = codes.filter((code) => pattern.test(code));
  return found.length === 0 ? "no code of the table matches" : found;
}

function callOf(
  name: string,
  inner: readonly string[],
  codes: readonly string[],
): readonly string[] | string {
  const [first = "", second] = inner;
  if (name === "top" || name === "bottom") {
    const count = Number(first);
    const skip = Number(second ?? "0");
    if (!/^\d+$/.test(first) || count === 0 || !/^\d+$/.test(second ?? "0") || inner.length > 2)
      return `${name} takes how many codes, and how many to pass over, such as ${name}(3) or ${name}(3,1)`;
    return name === "top"
      ? codes.slice(Math.max(0, codes.length - skip - count), Math.max(0, codes.length - skip))
      : codes.slice(skip, skip + count);
  }
  const ends = name === "range" ? 2 : 1;
  if (inner.length !== ends) return `${name} takes ${ends === 2 ? "two codes" : "one code"}`;
  const missing = inner.find((code) => !codes.includes(code));
  if (missing !== undefined) return `the table has no code ${missing}`;
  const from = name === "to" ? 0 : codes.indexOf(first);
  const to = name === "from" ? codes.length - 1 : codes.indexOf(second ?? first);
  return from > to ? `${first} comes after ${second ?? ""}` : codes.slice(from, to + 1);
}

/** `*` any characters, `?` one. */
function wildcard(expression: string): RegExp {
  const escaped = expression.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}
