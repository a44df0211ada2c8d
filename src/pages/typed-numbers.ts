/** Numbers in text as a language writes them: digits with its marks, and words where they can be nothing but a statistic. */

import type { Speech } from "../words/speech.ts";

export interface TypedNumber {
  readonly text: string;
  /** Where in the text it begins. */
  readonly offset: number;
  /** One, or as many as the words name; NaN where the digits are no number. */
  readonly values: readonly number[];
}

/** Finds the numbers of a text, in reading order. */
export type TypedNumbers = (text: string) => readonly TypedNumber[];

/** In catalogues, other forms of a word or phrase stand behind a stroke: "sju/syv". */
const OTHER_FORM = "/";

const made = new WeakMap<Speech, TypedNumbers>();

export function createTypedNumbers(speech: Speech): TypedNumbers {
  const known = made.get(speech);
  if (known !== undefined) return known;
  const finders = [digits(speech), ...phrases(speech)];
  const find: TypedNumbers = (text) =>
    finders.flatMap((finder) => finder(text)).sort((a, b) => a.offset - b.offset);
  made.set(speech, find);
  return find;
}

/** Runs of digits, with marks of thousands and decimals within; a space is one where three digits follow. */
function digits({ say }: Speech): TypedNumbers {
  const [decimal, group] = [say("language.decimal"), say("language.group")];
  // A keyboard has but one space.
  const between = group.trim() === "" ? "\\s" : escaped(group);
  const mark = group.trim() === "" ? escaped(decimal) : `(?:${between}|${escaped(decimal)})`;
  const form = new RegExp(
    `\\d{1,3}(?:${between}\\d{3})+(?!\\d)(?:${escaped(decimal)}\\d+)?|\\d+(?:${mark}\\d+)*`,
    "g",
  );
  const groups = new RegExp(between, "g");
  return (text) =>
    [...text.matchAll(form)].map((match) => ({
      text: match[0],
      offset: match.index,
      values: [Number(match[0].replace(groups, "").replace(decimal, "."))],
    }));
}

/** “Seven of thirteen”, “twenty per cent”. */
function phrases(speech: Speech): readonly TypedNumbers[] {
  const words = numberWords(speech);
  const any = [...words.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join("|");
  const number = `(${any})`;
  const said = [
    speech.say("prose.typed-share", { some: number, all: number }),
    speech.say("prose.typed-percent", { some: number }),
  ];
  return said.map((phrase): TypedNumbers => {
    const form = new RegExp(
      `(?<!\\p{L})(?:${phrase.split(OTHER_FORM).join("|")})(?!\\p{L})`,
      "giu",
    );
    return (text) =>
      [...text.matchAll(form)].map((match) => ({
        text: match[0],
        offset: match.index,
        values: match
          .slice(1)
          .flatMap((word: string | undefined) =>
            word === undefined ? [] : [words.get(word.toLowerCase()) ?? Number.NaN],
          ),
      }));
  });
}

/** Values of the words from two to ninety-nine. */
function numberWords({ say }: Speech): ReadonlyMap<string, number> {
  const units = say("prose.typed-units").split(" ");
  const teens = say("prose.typed-teens").split(" ");
  const tens = say("prose.typed-tens").split(" ");
  const small = [...units, ...teens].map((forms, n) => [forms, n + 1] as const).slice(1);
  const large = tens.flatMap((forms, n) => {
    const value = (n + 2) * 10;
    const compounds = forms.split(OTHER_FORM).flatMap((ten) =>
      units.flatMap((unitForms, m) =>
        unitForms.split(OTHER_FORM).map((unit) => {
          const word = say("prose.typed-compound", { ten, unit });
          return [word, value + m + 1] as const;
        }),
      ),
    );
    return [[forms, value] as const, ...compounds];
  });
  return new Map(
    [...small, ...large].flatMap(([forms, value]) =>
      forms.split(OTHER_FORM).map((form) => [form, value] as const),
    ),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
