/** Messages in ICU MessageFormat, of which languages need places, plurals and choices. The only file that knows the library. */

import { type FormatXMLElementFn, IntlMessageFormat } from "intl-messageformat";

/** A value may be text, a number (for a plural or a choice), or something opaque that is handed through, such as markup. */
export type Values<T extends object = never> = Readonly<Record<string, string | number | T>>;

export interface Message {
  /** Names of the places in the text. */
  readonly places: ReadonlySet<string>;
  /** Fills the places; what is opaque stands between the stretches of text. Throws where a place has no value. */
  readonly fill: <T extends object>(values: Values<T>) => readonly (string | T)[];
}

/** A message that cannot be read, and where in it. */
export class MessageError extends Error {
  /** 1-based. */
  readonly column: number | undefined;

  constructor(message: string, column: number | undefined) {
    super(message);
    this.name = "MessageError";
    this.column = column;
  }
}

/** Reads a message of a language. Throws `MessageError`. */
export function readMessage(text: string, language: string): Message {
  // Angle brackets are text: pages escape what they print, and no message holds markup.
  const format = parsed(text, language);
  const places = new Set<string>();
  collect(format.getAst(), places);
  return {
    places,
    fill: <T extends object>(values: Values<T>) => {
      const filled = format.format<T>(values as Record<string, string | T | FormatXMLElementFn<T>>);
      return Array.isArray(filled) ? filled : [filled];
    },
  };
}

function parsed(text: string, language: string): IntlMessageFormat {
  try {
    return new IntlMessageFormat(text, language, undefined, {
      ignoreTag: true,
      captureLocation: true,
    });
  } catch (error) {
    const column =
      error instanceof Error && "location" in error ? columnOf(error.location) : undefined;
    throw new MessageError(error instanceof Error ? plain(error.message) : String(error), column);
  }
}

/** The library's errors are names in capitals: "EXPECT_ARGUMENT_CLOSING_BRACE". */
function plain(name: string): string {
  return `The message is not well-formed (${name.toLowerCase().replaceAll("_", " ")}).`;
}

function columnOf(location: unknown): number | undefined {
  if (typeof location !== "object" || location === null || !("start" in location)) return undefined;
  const { start } = location;
  return typeof start === "object" && start !== null && "offset" in start
    ? Number(start.offset) + 1
    : undefined;
}

/** Kinds of element in the library's syntax tree: text is 0, a plural's "#" is 7. */
const LITERAL = 0;
const POUND = 7;

function collect(elements: readonly object[], places: Set<string>): void {
  for (const element of elements) {
    if (!("type" in element) || element.type === LITERAL) continue;
    // It would be printed by the machine's own idea of a number, not by the language's messages.
    if (element.type === POUND)
      throw new MessageError('"#" stands for a number; name a place such as {count}.', undefined);
    if ("value" in element && typeof element.value === "string") places.add(element.value);
    if ("options" in element && typeof element.options === "object" && element.options !== null)
      for (const option of Object.values(element.options))
        if (typeof option === "object" && option !== null && "value" in option)
          if (Array.isArray(option.value)) collect(option.value, places);
  }
}
