/**
 * A language of no country, for finding words that no catalogue says: every letter a to z of messages, data and prose
 * becomes a Cyrillic one. Whatever page shows Latin letters then has them from the program itself.
 */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { IntlMessageFormat } from "intl-messageformat";
import { listFiles } from "../../src/site/check-site.ts";

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const CYRILLIC = "абцдефгхийклмнопярстувшюыз";

/** "New, 1990" becomes "Неш, 1990". */
export function pseudo(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const other = CYRILLIC.charAt(LATIN.indexOf(letter.toLowerCase()));
    return letter === letter.toLowerCase() ? other : other.toUpperCase();
  });
}

/** The same for what is text in a message; its places, choices and classes of number stay. */
export function pseudoMessage(message: string): string {
  const ast = new IntlMessageFormat(message, "en", undefined, {
    ignoreTag: true,
    captureLocation: true,
  }).getAst();
  return textsIn(ast).reduceRight(
    (text, { from, to }) => text.slice(0, from) + pseudo(text.slice(from, to)) + text.slice(to),
    message,
  );
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Kind of element in the library's syntax tree that is text. */
const LITERAL = 0;

/** Stretches of text of a message, in their order. */
function textsIn(elements: ReturnType<IntlMessageFormat["getAst"]>): readonly Stretch[] {
  return elements.flatMap((element) => {
    if (element.type === LITERAL) {
      if (element.location === undefined) throw new Error("The library says no place of a text.");
      return [{ from: element.location.start.offset, to: element.location.end.offset }];
    }
    return "options" in element
      ? Object.values(element.options).flatMap(({ value }) => textsIn(value))
      : [];
  });
}

/** Copies the catalogues of a language, as those of the pseudo-language. */
export function pseudoCatalogues(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (file) => !file.endsWith(".md") });
  for (const file of listFiles(to)) {
    const messages: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(join(to, file), "utf8"),
    );
    const said = Object.entries(messages).map(([key, text]) => [key, pseudoMessage(text)]);
    writeFileSync(join(to, file), JSON.stringify(Object.fromEntries(said)));
  }
}

/** Columns for machines: ids, numbers, flags, kinds; all others hold words for readers. */
const MACHINE = new Set(
  "region,sector,longitude,latitude,year,jobs,firms,flag,kind,from,to,since,id,year_from,year_to,relation,value,figure,against".split(
    ",",
  ),
);
/** Columns that the program knows by name, and that hold words. */
const WORDS = new Set("name,group,branch,section,subject,measure,unit,note,reason".split(","));
/** The same in descriptors; a unit of measurement is a word too. */
const PROPERTIES = new Set(["title", "description", "note", "notes", "jobsUnit", "firmsUnit"]);

/** Puts the words of every edition in a data folder into the pseudo-language. */
export function pseudoData(folder: string): void {
  for (const file of listFiles(folder)) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (file.endsWith(".csv")) writeFileSync(path, pseudoTable(text));
    if (file.endsWith(".json")) writeFileSync(path, JSON.stringify(pseudoJson(JSON.parse(text))));
  }
}

/** A column that a provider has added is named in its own words, which pages show. */
function columnName(name: string): string {
  return MACHINE.has(name) || WORDS.has(name) ? name : pseudo(name);
}

function pseudoTable(text: string): string {
  const [head = [], ...rows]: readonly (readonly string[])[] = parse(text);
  const said = rows.map((row) =>
    row.map((cell, column) => (MACHINE.has(head[column] ?? "") ? cell : pseudo(cell))),
  );
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return [head.map(columnName), ...said].map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

function pseudoJson(value: unknown, key = ""): unknown {
  if (typeof value === "string") return PROPERTIES.has(key) ? pseudo(value) : value;
  if (Array.isArray(value))
    return value.map((item) => (key === "fields" ? pseudoField(item) : pseudoJson(item, key)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, pseudoJson(inner, name)]),
  );
}

/** A column of a table's schema. */
function pseudoField(field: { readonly name: string }): unknown {
  return { ...field, name: columnName(field.name) };
}
