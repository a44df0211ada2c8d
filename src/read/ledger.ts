/**
 * The ledger of published addresses, `published.txt` of a data folder: what was once published and must not be lost.
 * Only additions are made to it, by the command publish; it is text, so that version control shows each.
 *
 *     # A comment, kept where it stands.
 *     /1998/clusters/horten/electronics/ 2027-01-31 1998 cite trend.*
 *     /changes/ 2027-01-31 – cite feed.xml
 *     edition 1998 2027-01-31 sha256:3b0c…
 *
 * A line has an address, the day on which it was first published, the edition it belongs to (– for none), and the
 * files that were published with a page: `cite` stands for its three citations, `NAME.*` for the three files of a
 * chart. A page may have several lines: later ones add files. A line `edition` has a hash over all files of an
 * edition as they were published on that day.
 */

import { isAddress, isDay } from "./address.ts";
import { openInput } from "./file.ts";
import { firstOfEachKind, type Reading } from "./problem.ts";
import type { ProblemLog } from "./problem-log.ts";
import { cleanUtf8, decodeUtf8 } from "./text.ts";

export const LEDGER_FILE = "published.txt";

export interface LedgerEntry {
  readonly kind: "address";
  readonly address: string;
  /** ISO date. */
  readonly date: string;
  readonly edition: string | undefined;
  /** Names of files below the page, each in full. */
  readonly files: readonly string[];
  /** 1-based; 0 for an entry that is not written yet. */
  readonly line: number;
  /** Comment lines above it. */
  readonly comments: readonly string[];
}

export interface EditionEntry {
  readonly kind: "edition";
  readonly edition: string;
  readonly date: string;
  readonly sha256: string;
  readonly line: number;
  readonly comments: readonly string[];
}

export interface Ledger {
  /** As problems name it. */
  readonly file: string;
  readonly entries: readonly (LedgerEntry | EditionEntry)[];
  /** Comment lines after the last entry. */
  readonly ending: readonly string[];
}

const NO_EDITION = "–";
const CITATIONS = ["cite.bib", "cite.csl.json", "cite.ris"];
const CHART_ENDINGS = [".csv", ".svg", ".vl.json"];
const FILE = /^(?:CITATION\.cff|(?:[a-z0-9-]+\/)*[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+)$/;

/** Reads the ledger of a data folder; one without entries where the file is not there. */
export async function readLedger(dataDir: string): Promise<Reading<Ledger>> {
  const { log, bytes } = await openInput(dataDir, LEDGER_FILE, "optional");
  const clean = bytes && cleanUtf8(bytes, log);
  const ledger = parseLedger(clean === undefined ? "" : decodeUtf8(clean), log);
  if (log.total() === 0) return { ok: true, value: ledger, warnings: [] };
  return { ok: false, problems: firstOfEachKind(log.errors()), total: log.total() };
}

/** A ledger from its text; the log says what is wrong with lines. */
export function parseLedger(text: string, log: ProblemLog): Ledger {
  const entries: Ledger["entries"][number][] = [];
  let comments: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim();
    if (content === "" || content.startsWith("#")) {
      comments.push(content);
      continue;
    }
    const entry = parseLine(content.split(/\s+/), { line: index + 1, comments }, log);
    if (entry === undefined) continue;
    entries.push(entry);
    comments = [];
  }
  // The last line ends the file, and is no empty line of it.
  if (comments.at(-1) === "") comments.pop();
  return { file: log.file, entries, ending: comments };
}

type Place = Pick<LedgerEntry, "line" | "comments">;

function parseLine(
  words: readonly string[],
  place: Place,
  log: ProblemLog,
): LedgerEntry | EditionEntry | undefined {
  const [first = "", second = "", third = "", ...rest] = words;
  if (first !== "edition") return parseAddress(first, second, third, rest, place, log);
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(rest[0] ?? "")?.[1];
  if (!checkDay(third, place.line, log)) return undefined;
  if (sha256 !== undefined && rest.length === 1)
    return { kind: "edition", edition: second, date: third, sha256, ...place };
  log.error({
    rule: "ledger-line",
    line: place.line,
    column: "hash",
    value: rest.join(" "),
    message: "The line of an edition ends in sha256: and 64 digits.",
    remedy: "Put the line back as klyngeatlas publish wrote it; version control has it.",
  });
  return undefined;
}

function parseAddress(
  address: string,
  date: string,
  edition: string,
  files: readonly string[],
  place: Place,
  log: ProblemLog,
): LedgerEntry | undefined {
  const { line } = place;
  if (!isAddress(address)) {
    log.error({
      rule: "bad-address",
      line,
      column: "address",
      value: address,
      message: "This is no address of the site.",
      remedy: "Begin the line with an address such as /1998/clusters/, or with # for a comment.",
    });
    return undefined;
  }
  if (!checkDay(date, line, log)) return undefined;
  const names = files.flatMap(expandName);
  const wrong =
    names.find((name) => !FILE.test(name)) ?? (address.endsWith("/") ? undefined : files[0]);
  if (!/^(?:[a-z0-9-]+|–)$/.test(edition) || wrong !== undefined) {
    log.error({
      rule: "ledger-line",
      line,
      column: wrong === undefined ? "edition" : "files",
      value: wrong ?? edition,
      message: "The line is not an address, a date, an edition and the files of a page.",
      remedy: "Write such as: /1998/growth/ 2027-01-31 1998 cite growth.*",
    });
    return undefined;
  }
  return {
    kind: "address",
    address,
    date,
    edition: edition === NO_EDITION || edition === "-" ? undefined : edition,
    files: names,
    ...place,
  };
}

function checkDay(date: string, line: number, log: ProblemLog): boolean {
  if (isDay(date)) return true;
  log.error({
    rule: "bad-date",
    line,
    column: "date",
    value: date,
    message: "This is no day of the calendar.",
    remedy: "Write the day of publication, such as 2027-01-31.",
  });
  return false;
}

/** The ledger as text: by address, then date, whatever the order of the entries; comments stay with the line below them. */
export function ledgerText({ entries, ending }: Ledger): string {
  const lines = entries
    .map((entry) => ({ entry, text: entryText(entry) }))
    // As text: a space comes before every character of an address.
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .flatMap(({ entry, text }) => [...entry.comments, text]);
  return [...lines, ...ending].map((line) => `${line}\n`).join("");
}

function entryText(entry: LedgerEntry | EditionEntry): string {
  const { date } = entry;
  if (entry.kind === "edition") return `edition ${entry.edition} ${date} sha256:${entry.sha256}`;
  const { address, edition = NO_EDITION, files } = entry;
  return [address, date, edition, ...contractNames(files)].join(" ");
}

/** Every address that an entry stands for. */
export function addressesOf({ address, files }: LedgerEntry): readonly string[] {
  return [address, ...files.map((file) => address + file)];
}

function expandName(word: string): readonly string[] {
  if (word === "cite") return CITATIONS;
  if (!word.endsWith(".*")) return [word];
  return CHART_ENDINGS.map((ending) => word.slice(0, -2) + ending);
}

/** The shortest words for names of files, ascending. */
function contractNames(files: readonly string[]): readonly string[] {
  const left = new Set(files);
  const words: string[] = [];
  const takeAll = (word: string): void => {
    const names = expandName(word);
    if (!names.every((name) => left.has(name))) return;
    for (const name of names) left.delete(name);
    words.push(word);
  };
  takeAll("cite");
  for (const file of files) if (file.endsWith(".svg")) takeAll(`${file.slice(0, -4)}.*`);
  return [...words, ...left].sort();
}
