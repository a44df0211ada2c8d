/**
 * Languages: a folder each in `content/languages/`, with catalogues of messages as JSON. The first language
 * (English) says which messages there are; the others must have the same, with the same places.
 */

import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Language } from "../words/language.ts";
import { MessageError, readMessage } from "../words/message.ts";
import { byCodePoint } from "./cell.ts";
import { shownPath } from "./file.ts";
import { parseJson } from "./json.ts";
import { firstOfEachKind, type Reading } from "./problem.ts";
import { createLog, type ProblemLog } from "./problem-log.ts";

/** The language that all others are measured by; its pages have no segment of their own. */
export const FIRST_LANGUAGE = "en";

/** A message, and where it stands. */
interface Entry {
  /** Without its area. */
  readonly key: string;
  readonly text: string;
  readonly places: ReadonlySet<string>;
  readonly log: ProblemLog;
  readonly line: number;
}

type Entries = ReadonlyMap<string, Entry>;

interface Reader {
  readonly code: string;
  readonly entries: Map<string, Entry>;
  readonly logs: ProblemLog[];
}

/** The first language, and after it the others by code. */
export type Languages = readonly [Language, ...Language[]];

/** Reads every language of a folder. All problems of all are found at once. */
export async function readLanguages(folder: string): Promise<Reading<Languages>> {
  const codes = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort(byCodePoint);
  const first = await readCatalogues(join(folder, FIRST_LANGUAGE), FIRST_LANGUAGE);
  const others: Reader[] = [];
  for (const code of codes.filter((other) => other !== FIRST_LANGUAGE))
    others.push(await readCatalogues(join(folder, code), code));
  for (const other of others) compare(other, first.entries, folder);
  const logs = [first, ...others].flatMap((reader) => reader.logs);
  const total = logs.reduce((sum, log) => sum + log.total(), 0);
  if (total > 0)
    return { ok: false, problems: firstOfEachKind(logs.flatMap((log) => log.errors())), total };
  return { ok: true, value: [languageOf(first), ...others.map(languageOf)], warnings: [] };
}

function languageOf({ code, entries }: Reader): Language {
  return {
    code,
    messages: Object.fromEntries([...entries].map(([key, { text }]) => [key, text])),
  };
}

/** Codes are parts of addresses, where capitals are no good. */
const CODE = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/;

function checkCode(code: string, folder: string): ProblemLog {
  const log = createLog(shownPath(folder));
  if (!CODE.test(code))
    log.error({
      rule: "language-code",
      value: code,
      message: "The folder's name is the language's code, and part of its pages' addresses.",
      remedy: "Rename it with a code in small letters, such as nb or pt-br.",
    });
  return log;
}

async function readCatalogues(folder: string, code: string): Promise<Reader> {
  const reader: Reader = { code, entries: new Map(), logs: [checkCode(code, folder)] };
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort(byCodePoint);
  for (const name of names) {
    const log = createLog(shownPath(join(folder, name)));
    reader.logs.push(log);
    readCatalogue(await readFile(join(folder, name), "utf8"), basename(name, ".json"), log, reader);
  }
  return reader;
}

function readCatalogue(text: string, area: string, log: ProblemLog, reader: Reader): void {
  const json = parseJson(text);
  if (!json.ok) {
    log.error({
      rule: "language-json",
      line: json.line,
      message: `${json.message}.`,
      remedy: "Correct the file there.",
    });
    return;
  }
  if (typeof json.value !== "object" || json.value === null || Array.isArray(json.value)) {
    log.error({
      rule: "language-json",
      line: 1,
      message: "A catalogue is one object, with a text for each key.",
      remedy: 'Write {"key": "text", …}.',
    });
    return;
  }
  for (const [key, message] of Object.entries(json.value)) {
    const line = json.lineOf([key]);
    if (typeof message !== "string") {
      log.error({
        rule: "language-message",
        line,
        column: key,
        message: "A message is a text.",
        remedy: "Put it in double quotes.",
      });
      continue;
    }
    const places = placesOf(message, reader.code, { key, line, log });
    if (places !== undefined)
      reader.entries.set(`${area}.${key}`, { key, text: message, places, log, line });
  }
}

function placesOf(
  text: string,
  code: string,
  { key, line, log }: { readonly key: string; readonly line: number; readonly log: ProblemLog },
): ReadonlySet<string> | undefined {
  try {
    return readMessage(text, code).places;
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    log.error({
      rule: "language-message",
      line,
      column: key,
      value: error.column === undefined ? text : text.slice(error.column - 1),
      message: error.message,
      remedy:
        "Write places as {name}, plurals as {n, plural, one {…} other {…}}, choices as {which, select, a {…} other {…}}.",
    });
    return undefined;
  }
}

/** Every message of the first language, no other, and the same places in each. */
function compare({ code, entries, logs }: Reader, first: Entries, folder: string): void {
  const missing = createLog(shownPath(join(folder, code)));
  logs.push(missing);
  for (const [key, { text, places, log, line }] of first) {
    const entry = entries.get(key);
    if (entry === undefined) {
      missing.error({
        rule: "language-missing",
        column: key,
        message: `The message is not translated; ${log.file}:${line} has it as “${text}”.`,
        remedy: "Add it to the catalogue of the same name.",
      });
    } else if (!sameNames(places, entry.places)) {
      entry.log.error({
        rule: "language-places",
        line: entry.line,
        column: entry.key,
        value: entry.text,
        message: `The message has the places ${named(entry.places)}; in ${log.file}:${line} it has ${named(places)}.`,
        remedy: "Use the same places, each at least once.",
      });
    }
  }
  for (const [name, { key, text, log, line }] of entries) {
    if (first.has(name)) continue;
    log.error({
      rule: "language-unknown",
      line,
      column: key,
      value: text,
      message: "No page or chart asks for this message.",
      remedy: "Remove it, or correct its key.",
    });
  }
}

function sameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

function named(places: ReadonlySet<string>): string {
  return places.size === 0 ? "none" : [...places].sort(byCodePoint).join(", ");
}
