/**
 * Reads a condition and checks its units. By recursive descent, one function for each level of precedence:
 *
 *     condition  = conjunction { "or" conjunction }
 *     conjunction = negation { "and" negation }
 *     negation   = "not" negation | relation
 *     relation   = sum [ ( ">" | "<" | ">=" | "<=" | "=" ) sum
 *                      | "between" sum "and" sum
 *                      | ( "rounds to" | "is about" ) number ]
 *     sum        = product { ( "+" | "-" ) product }
 *     product    = factor { ( "*" | "/" ) factor }
 *     factor     = "-" factor | "(" condition-or-sum ")" | number | figure | cell predicate
 */

import {
  type CellStatus,
  type ClaimError,
  type ClaimPart,
  type Condition,
  isQuantity,
  type Operator,
  type Quantity,
  type Relation,
  type WrittenNumber,
} from "./claim-syntax.ts";
import { type Token, tokenise } from "./claim-token.ts";
import { UNIT_WORDS, unitNamed, unitOfArithmetic, unitWords } from "./claim-unit.ts";
import {
  type FigureUnit,
  isFigureError,
  parseFigureId,
  RESERVED_REGIONS,
  unitOfFigure,
} from "./figure-id.ts";
import { unknown } from "./nearest.ts";

/** Longer conditions, and deeper ones, say more than one sentence can. */
export const LONGEST_CONDITION = 2000;
const DEEPEST = 40;

const RELATIONS: readonly Relation[] = [">", "<", ">=", "<=", "="];
const STATUSES: readonly CellStatus[] = ["stable", "new", "ex", "current"];
const WORDS = ["and", "or", "not", "between", "rounds", "is"];
const RESERVED = new Set(RESERVED_REGIONS);
const ID = /^[a-z0-9-]+$/;

/** Reads a condition; an error names the column. Whether its regions, sectors and years exist is for the evaluation to say. */
export function parseClaim(text: string): Condition | ClaimError {
  if (text.length > LONGEST_CONDITION) {
    const message = `A condition has at most ${LONGEST_CONDITION} characters; make several claims of it.`;
    return { message, column: LONGEST_CONDITION + 1 };
  }
  const tokens = tokenise(text);
  if ("message" in tokens) return tokens;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, column: error.column };
    throw error;
  }
}

export function isClaimError(value: object): value is ClaimError {
  return "message" in value && "column" in value;
}

/** An error on its way out of the parser; never leaves this file. */
class Fault extends Error {
  readonly column: number;

  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    if (this.#next.kind === "end") {
      throw new Fault(
        "The condition is empty; write one such as lq:horten/electronics:1990 > 3.",
        1,
      );
    }
    const condition = asCondition(this.#disjunction());
    const rest = this.#next;
    if (rest.kind !== "end") throw new Fault(leftover(rest, condition), rest.column);
    return condition;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "", column: 1 };
  }

  /** Takes the next token if it is this word or sign. */
  #take(...texts: readonly string[]): Token | undefined {
    const token = this.#next;
    if (token.kind === "end" || !texts.includes(token.text)) return undefined;
    this.#at += 1;
    return token;
  }

  #expect(text: string, why: string): void {
    const { column } = this.#next;
    if (this.#take(text) === undefined) throw new Fault(why, column);
  }

  /** One level further in; a condition that nests too deeply is refused before it exhausts the stack. */
  #within<Part>(read: () => Part): Part {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new Fault(
        "The condition is nested too deeply; make several claims of it.",
        this.#next.column,
      );
    }
    const part = read();
    this.#depth -= 1;
    return part;
  }

  #disjunction(): ClaimPart {
    let left = this.#conjunction();
    while (this.#take("or") !== undefined) {
      const condition = asCondition(left);
      const right = asCondition(this.#conjunction());
      left = { kind: "or", left: condition, right, column: condition.column };
    }
    return left;
  }

  #conjunction(): ClaimPart {
    let left = this.#negation();
    while (this.#take("and") !== undefined) {
      const condition = asCondition(left);
      const right = asCondition(this.#negation());
      left = { kind: "and", left: condition, right, column: condition.column };
    }
    return left;
  }

  #negation(): ClaimPart {
    const sign = this.#take("not");
    if (sign === undefined) return this.#relation();
    const operand = asCondition(this.#within(() => this.#negation()));
    return { kind: "not", operand, column: sign.column };
  }

  #relation(): ClaimPart {
    const left = this.#sum();
    const { kind, text, column } = this.#next;
    const relation = RELATIONS.find((known) => kind === "sign" && known === text);
    const words = kind === "word" && ["between", "rounds", "is"].includes(text);
    if (relation === undefined && !words) return left;
    if (!isQuantity(left)) throw new Fault(twoSides(text), column);
    this.#at += 1;
    if (relation !== undefined) {
      const right = asQuantity(this.#sum());
      sameUnit(left, right);
      return { kind: "comparison", relation, left, right, column: left.column };
    }
    return text === "between" ? this.#between(left) : this.#near(left, text);
  }

  #between(value: Quantity): Condition {
    const low = asQuantity(this.#sum());
    sameUnit(value, low);
    this.#expect("and", "After between come two bounds: between 12 % and 14 %.");
    const high = asQuantity(this.#sum());
    sameUnit(value, high);
    return { kind: "between", value, low, high, column: value.column };
  }

  #near(value: Quantity, word: string): Condition {
    const how = word === "rounds" ? "rounds to" : "is about";
    this.#expect(
      how === "rounds to" ? "to" : "about",
      how === "rounds to"
        ? "Write rounds to and a number, such as rounds to 13 %."
        : "Of a number one can say is about; is a cluster, is stable and the like are said of a region and a sector, such as horten/electronics.",
    );
    const sign = this.#take("-", "−");
    const { kind, column } = this.#next;
    if (kind !== "number") {
      throw new Fault(`After ${how} comes a number, such as ${how} 13 %.`, column);
    }
    const written = this.#number();
    const target =
      sign === undefined ? written : { ...written, value: 0 - written.value, column: sign.column };
    sameUnit(value, target);
    return { kind: "near", how, value, target, column: value.column };
  }

  #sum(): ClaimPart {
    return this.#chain(["+", "-", "−"], () => this.#product());
  }

  #product(): ClaimPart {
    return this.#chain(["*", "/"], () => this.#factor());
  }

  #chain(signs: readonly string[], operand: () => ClaimPart): ClaimPart {
    let left = operand();
    for (let sign = this.#take(...signs); sign !== undefined; sign = this.#take(...signs)) {
      const operator = OPERATORS[sign.text] ?? "-";
      left = arithmetic(operator, asQuantity(left), asQuantity(operand()), sign.column);
    }
    return left;
  }

  #factor(): ClaimPart {
    const minus = this.#take("-", "−");
    if (minus !== undefined) {
      const operand = asQuantity(this.#within(() => this.#factor()));
      return { kind: "negative", operand, unit: operand.unit, column: minus.column };
    }
    const open = this.#take("(");
    if (open !== undefined) {
      const inner = this.#within(() => this.#disjunction());
      const { column } = this.#next;
      if (this.#take(")") === undefined) {
        throw new Fault(`The parenthesis of column ${open.column} is not closed here.`, column);
      }
      return inner;
    }
    const token = this.#next;
    if (token.kind === "number") return this.#number();
    if (token.kind !== "name") throw new Fault(notATerm(token), token.column);
    this.#at += 1;
    return token.text.includes(":") ? figureTerm(token) : this.#cell(token);
  }

  #number(): WrittenNumber {
    const { text, column } = this.#next;
    this.#at += 1;
    const unit = this.#unit();
    const decimals = text.split(".")[1]?.length ?? 0;
    return { kind: "number", value: Number(text), decimals, unit, column };
  }

  /** The unit after a number; a word that is neither a unit nor of the language is a mistyped unit. */
  #unit(): FigureUnit {
    const { kind, text, column } = this.#next;
    const unit = unitNamed(text);
    if (unit !== undefined) this.#at += 1;
    else if (kind === "word" && !WORDS.includes(text)) {
      throw new Fault(
        unknown(
          "unit",
          text,
          Object.values(UNIT_WORDS).map(([word]) => word),
        ),
        column,
      );
    }
    return unit ?? "ratio";
  }

  #cell({ text, column }: Token): Condition {
    const [region = "", sector = "", ...more] = text.split("/");
    if (!ID.test(region) || !ID.test(sector) || more.length > 0 || RESERVED.has(region)) {
      const message = `"${text}" is neither a figure, which has colons (lq:horten/electronics:1990), nor a region and a sector (horten/electronics).`;
      throw new Fault(message, column);
    }
    this.#expect(
      "is",
      `After ${text} comes is: ${text} is a cluster in 1990, or ${text} is stable.`,
    );
    const negated = this.#take("not") !== undefined;
    const property = this.#property(text);
    const predicate: Condition = { kind: "cell", region, sector, property, column };
    return negated ? { kind: "not", operand: predicate, column } : predicate;
  }

  #property(cell: string): Extract<Condition, { kind: "cell" }>["property"] {
    this.#take("a", "an");
    const { text, column } = this.#next;
    const status = STATUSES.find((known) => known === text);
    if (status !== undefined) {
      this.#at += 1;
      this.#take("cluster");
      return { status };
    }
    const verdict = this.#take("possible") === undefined ? "cluster" : "possible";
    const named = this.#take("cluster");
    if (verdict === "cluster" && named === undefined) {
      const known = ["cluster", "possible", ...STATUSES];
      throw new Fault(
        text === ""
          ? `What is ${cell}? Known are ${known.join(", ")}.`
          : unknown("status", text, known),
        column,
      );
    }
    this.#expect("in", "Say in which year: is a cluster in 1990.");
    const year = this.#next;
    if (year.kind !== "number" || !/^\d{1,9}$/.test(year.text)) {
      throw new Fault("After in comes a year, such as in 1990.", year.column);
    }
    this.#at += 1;
    return { verdict, year: Number(year.text), yearColumn: year.column };
  }
}

const OPERATORS: Readonly<Record<string, Operator>> = { "+": "+", "*": "*", "/": "/" };

function figureTerm({ text, column }: Token): Quantity {
  const id = parseFigureId(text);
  if (isFigureError(id)) throw new Fault(id.message, column + id.column - 1);
  return { kind: "figure", id, unit: unitOfFigure(id), column };
}

function arithmetic(operator: Operator, left: Quantity, right: Quantity, column: number): Quantity {
  const unit = unitOfArithmetic(operator, left.unit, right.unit);
  if (unit === undefined) throw new Fault(misfit(operator, left.unit, right.unit), column);
  return { kind: "arithmetic", operator, left, right, unit, column: left.column };
}

function misfit(operator: Operator, left: FigureUnit, right: FigureUnit): string {
  const [a, b] = [unitWords(left), unitWords(right)];
  switch (operator) {
    case "+":
      return `${a} and ${b} cannot be added: the units differ.`;
    case "-":
      return `${b} cannot be taken from ${a}: the units differ.`;
    case "*":
      return `${a} cannot be multiplied by ${b}: one of the two must be a ratio.`;
    case "/":
      return `${a} cannot be divided by ${b}: both must have one unit, or the second be a ratio.`;
  }
}

function sameUnit(left: Quantity, right: Quantity): void {
  if (left.unit === right.unit) return;
  const percents = [left.unit, right.unit].every((unit) => unit.startsWith("percent"));
  const hint =
    percents && left.unit !== right.unit
      ? " The difference of two percentages is in points, such as 5 points."
      : right.kind === "number" && right.unit === "ratio"
        ? ` Write the unit after the number: ${right.value} ${UNIT_WORDS[left.unit as keyof typeof UNIT_WORDS][0]}.`
        : "";
  throw new Fault(
    `${unitWords(left.unit)} cannot be compared with ${unitWords(right.unit)}.${hint}`,
    right.column,
  );
}

function asCondition(part: ClaimPart): Condition {
  if (!isQuantity(part)) return part;
  throw new Fault(
    "This is a number, and a condition is needed: compare it, such as … > 0 %, … rounds to 13 %.",
    part.column,
  );
}

function asQuantity(part: ClaimPart): Quantity {
  if (isQuantity(part)) return part;
  throw new Fault("This is a condition, and a number is needed here.", part.column);
}

function twoSides(sign: string): string {
  return `What stands before "${sign}" is a condition already; join two with and: a < b and b < c.`;
}

function notATerm({ kind, text }: Token): string {
  if (kind === "end") return "The condition ends here, where a figure or a number is needed.";
  if (kind === "word" && !WORDS.includes(text)) {
    return `"${text}" is neither a figure (lq:horten/electronics:1990), a number, nor a region and a sector (horten/electronics).`;
  }
  return `A figure or a number is needed here, not "${text}".`;
}

function leftover({ kind, text }: Token, before: Condition): string {
  if (text === ")") return "This parenthesis was never opened.";
  if (kind === "sign" || ["between", "rounds", "is"].includes(text)) return twoSides(text);
  const after = before.kind === "comparison" ? "The comparison" : "The condition";
  return `${after} is complete before "${text}"; join conditions with and, or.`;
}
