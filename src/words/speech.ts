/** A language, ready to be spoken: what pages and charts are given to say things with. */

import type { Language, MessageKey } from "./language.ts";
import { type Message, readMessage, type Values } from "./message.ts";
import { createNumerals, type Numerals } from "./numerals.ts";

export interface Speech extends Numerals {
  /** BCP 47: "en", "nb". */
  readonly language: string;
  /** The message of a key with its places filled. Throws where a place has no value, which is a mistake of ours. */
  readonly say: (key: MessageKey, values?: Values) => string;
  /** As `say`, for values that are more than text, such as numbers with their markup: stretches of text and values in turn. */
  readonly sayParts: <T extends object>(
    key: MessageKey,
    values: Values<T>,
  ) => readonly (string | T)[];
  /** All messages of an area by key, their places open: for texts that are filled in the reader's browser. They have places alone. */
  readonly templatesOf: (area: string) => Readonly<Record<string, string>>;
  /** "5.8%", "5,8 %". */
  readonly percent: (text: string) => string;
  /** Small whole numbers as words ("seven"), larger ones as digits: for counts in running text. */
  readonly countWord: (value: number) => string;
  /** An ISO date (YYYY-MM-DD, time ignored) as "1 April 1998"; shorter dates keep what they have. */
  readonly date: (iso: string) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
  /** "1970–1990". */
  readonly period: (from: number, to: number) => string;
  /** First letter in upper case, for a label that opens a line. */
  readonly capitalised: (text: string) => string;
  /** Words that end nowhere, as a sentence of their own. */
  readonly sentence: (words: string) => string;
}

/** How many small numbers have words of their own: none to twelve. */
const WORDS_TO = 12;

export function createSpeech({ code, messages }: Language): Speech {
  const read = new Map<string, Message>();
  const messageOf = (key: string): Message => {
    const known = read.get(key);
    if (known !== undefined) return known;
    const text = messages[key];
    if (text === undefined) throw new Error(`The language ${code} has no message ${key}.`);
    const message = readMessage(text, code);
    read.set(key, message);
    return message;
  };
  // Most messages of a table's head or a label have no places, and are asked for on every page.
  const say = (key: string, values: Values = {}): string => {
    const message = messageOf(key);
    return message.fill(values).join("");
  };
  const numerals = createNumerals({
    decimal: say("language.decimal"),
    group: say("language.group"),
  });
  const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    language: code,
    ...numerals,
    say,
    sayParts: (key, values) => messageOf(key).fill(values),
    templatesOf: (area) =>
      Object.fromEntries(
        Object.entries(messages).flatMap(([key, text]) =>
          key.startsWith(`${area}.`) ? [[key.slice(area.length + 1), text]] : [],
        ),
      ),
    percent: (text) => say("language.percent", { number: text }),
    countWord: (value) =>
      Number.isInteger(value) && value >= 0 && value <= WORDS_TO
        ? say(`language.count-${value}`)
        : numerals.number(value),
    date: (iso) => {
      const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso) ?? [];
      if (year === undefined) return iso;
      if (month === undefined) return year;
      const name = say(`language.month-${Number(month)}`);
      if (day === undefined) return say("language.date-month", { month: name, year });
      return say("language.date", { day: String(Number(day)), month: name, year });
    },
    list: (items) => {
      const last = items.at(-1) ?? "";
      if (items.length < 2) return last;
      const first = items.slice(0, -1).join(", ");
      return say("language.list", { first, last });
    },
    period: (from, to) => `${from}–${to}`,
    capitalised,
    sentence: (words) => `${capitalised(words)}.`,
  };
}
