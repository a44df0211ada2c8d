/** JSON text → value, with the line of each property, and the place of the first fault. */

/** Names and positions that lead to a value, such as `["klyngeatlas", "periods", 0]`. */
export type JsonPath = readonly (string | number)[];

export type JsonReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Line, 1-based, on which the value at a path begins; for a path that is not there, that of what holds it. */
      readonly lineOf: (path: JsonPath) => number;
      /** Paths of names that stand twice in an object. */
      readonly repeated: readonly JsonPath[];
    }
  | {
      readonly ok: false;
      readonly line: number;
      readonly column: number;
      readonly message: string;
    };

/** Deeper nesting is no description of statistics, and would exhaust the stack. */
const DEEPEST = 200;

class Fault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Parses JSON (RFC 8259). Objects have no prototype, so that `__proto__` is a name like any other. */
export function parseJson(text: string): JsonReading {
  const starts = new Map<string, number>();
  const repeated: JsonPath[] = [];
  try {
    const value = new Parser(text, starts, repeated).document();
    const lineOf = (path: JsonPath): number => {
      for (let length = path.length; length > 0; length--) {
        const start = starts.get(JSON.stringify(path.slice(0, length)));
        if (start !== undefined) return position(text, start).line;
      }
      return position(text, starts.get("[]") ?? 0).line;
    };
    return { ok: true, value, lineOf, repeated };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ok: false, ...position(text, error.at), message: error.message };
  }
}

/** A property's path as people write it: `klyngeatlas.periods[0]`. */
export function formatPath(path: JsonPath): string {
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join("");
}

function position(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

class Parser {
  readonly #text: string;
  readonly #starts: Map<string, number>;
  readonly #repeated: JsonPath[];
  #at = 0;

  constructor(text: string, starts: Map<string, number>, repeated: JsonPath[]) {
    this.#text = text;
    this.#starts = starts;
    this.#repeated = repeated;
  }

  document(): unknown {
    const value = this.#value([]);
    this.#space();
    if (this.#at < this.#text.length) this.#fail("More text follows the end of the JSON value");
    return value;
  }

  #value(path: JsonPath): unknown {
    this.#space();
    if (path.length > DEEPEST) this.#fail("The values are nested too deeply");
    this.#starts.set(JSON.stringify(path), this.#at);
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(path);
      case "[":
        return this.#array(path);
      case '"':
        return this.#string();
      default:
        return this.#literal();
    }
  }

  #object(path: JsonPath): unknown {
    const object: Record<string, unknown> = Object.create(null);
    this.#at += 1;
    if (this.#take("}")) return object;
    do {
      this.#space();
      if (this.#text[this.#at] !== '"') {
        this.#fail(
          this.#text[this.#at] === "}"
            ? "A comma stands after the last property"
            : "A property's name in double quotes is expected",
        );
      }
      const name = this.#string();
      if (name in object) this.#repeated.push([...path, name]);
      if (!this.#take(":")) this.#fail(`A colon is expected after the name "${name}"`);
      object[name] = this.#value([...path, name]);
    } while (this.#take(","));
    if (!this.#take("}")) this.#fail("A comma or } is expected");
    return object;
  }

  #array(path: JsonPath): unknown {
    const array: unknown[] = [];
    this.#at += 1;
    if (this.#take("]")) return array;
    do {
      this.#space();
      if (this.#text[this.#at] === "]") this.#fail("A comma stands after the last value");
      array.push(this.#value([...path, array.length]));
    } while (this.#take(","));
    if (!this.#take("]")) this.#fail("A comma or ] is expected");
    return array;
  }

  #string(): string {
    const pattern = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      this.#fail("A text is not closed on its line, or has a backslash that means nothing");
    }
    this.#at += found.length;
    return String(JSON.parse(found));
  }

  #literal(): unknown {
    const pattern = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      this.#fail(
        this.#at >= this.#text.length
          ? "The text ends before the JSON value does"
          : "A JSON value is expected",
      );
    }
    this.#at += found.length;
    return JSON.parse(found);
  }

  #space(): void {
    const pattern = /[ \t\n\r]*/y;
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#text)?.[0].length ?? 0;
  }

  /** Passes a mark, where it is next. */
  #take(mark: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #fail(message: string): never {
    throw new Fault(message, this.#at);
  }
}
