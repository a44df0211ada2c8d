/**
 * The Norwegian register of sub-units (Enhetsregisteret, Brønnøysund): jobs and establishments by municipality
 * and industry, counted from its bulk file, which has one entry for each establishment of the country. In a
 * query file:
 *
 *     source: register
 *     gives: cells
 *     years: ["{edition}"]        # one year: the file is the register as it is now
 *     regions: {file: codes/regions.csv, code: kommunenr, …}
 *     sectors: {digits: 2, …}     # codes are of the form 10.110
 *     query:
 *       url: https://data.brreg.no/enhetsregisteret/api/underenheter/lastned    # the default
 *       file: underenheter.json.gz     # instead: a file that is there already
 *       smallUnits: one-job            # units with one to four employees: one-job (default) or leave-out
 *       classification: SN2025         # fails where the register uses another; absent: says which it uses
 *       mixed: error                   # or accept: the register is being recoded, and holds both
 */

import { z } from "zod";
import { streamRecords } from "../read/table.ts";
import { type BulkFile, openLocalFile, openWebFile } from "./register-bytes.ts";
import { createElementSplitter } from "./register-elements.ts";
import { count, mixedText, registerNotes, units } from "./register-notes.ts";
import { createTally, type Tally, type TallyResult } from "./register-tally.ts";
import { REQUIRED_COLUMNS, unitOfCsv, unitOfJson } from "./register-unit.ts";
import { type Delivery, type Source, SourceFailure, type SourceTask } from "./source.ts";

export const REGISTER_URL = "https://data.brreg.no/enhetsregisteret/api/underenheter/lastned";

const schema = z
  .strictObject({
    url: z.url().optional(),
    file: z.string().min(1).optional(),
    smallUnits: z.enum(["one-job", "leave-out"]).default("one-job"),
    classification: z.enum(["SN2007", "SN2025"]).optional(),
    mixed: z.enum(["error", "accept"]).default("error"),
  })
  .refine(({ url, file }) => url === undefined || file === undefined, {
    error: "Name a file or an address (url), not both.",
  });

export type RegisterQuery = z.output<typeof schema>;

const LICENCE = {
  name: "NLOD-2.0",
  title: "Norwegian Licence for Open Government Data (NLOD) 2.0",
  path: "https://data.norge.no/nlod/en/2.0",
} as const;

/** Units between two words of progress. */
const STEP = 200_000;

export const register: Source<RegisterQuery> = {
  name: "register",
  schema,
  read: readRegister,
};

async function readRegister(task: SourceTask<RegisterQuery>): Promise<Delivery> {
  const { query, queryName, progress } = task;
  const year = onlyYear(task);
  const file =
    query.file === undefined
      ? await openWebFile(query.url ?? REGISTER_URL, task.web)
      : await openLocalFile(task.resolve(query.file), task.now);
  progress(`Counting the register of sub-units (${file.from}).`);
  const tally = createTally({ year, smallUnits: query.smallUnits, take: task.take });
  await readUnits(file, withProgress(tally, progress));
  const result = tally.result();
  checkUse(result, file.from);
  checkClassification(result, query, file.from);
  const received = await file.received();
  const notes = registerNotes(
    result,
    query.smallUnits,
    file.updated === undefined
      ? `read on ${received.retrieved.slice(0, 10)}`
      : `as it was on ${file.updated}`,
  );
  return {
    regionNames: new Map(),
    sectorNames: new Map(),
    receipts: [
      {
        title: "Brønnøysund Register Centre, register of sub-units (Enhetsregisteret)",
        from: file.from,
        query: queryName,
        ...received,
        updated: file.updated,
        licence: LICENCE,
        notes: [`${units(result.read)}.`],
      },
    ],
    notes,
    crosswalk: [],
  };
}

/** The register is the state of one day, and so of one year. */
function onlyYear({ years, queryName }: SourceTask<RegisterQuery>): number {
  const [year, ...others] = years ?? [];
  if (year !== undefined && others.length === 0) return year;
  throw new SourceFailure(
    queryName,
    years === undefined
      ? "The query does not say of which year the register's figures are."
      : `The query asks the register for ${years.length} years, and it has the present state alone.`,
    'Write years: ["{edition}"] where the edition is named after a year, and otherwise the year, such as years: [2026].',
  );
}

function withProgress(tally: Tally, progress: (text: string) => void): Tally["add"] {
  let read = 0;
  return (unit, line) => {
    tally.add(unit, line);
    read += 1;
    if (read % STEP === 0) progress(`${units(read)} read.`);
  };
}

/** Gives every unit of the file, by the form that its first mark shows: a list, or a table. */
async function readUnits(file: BulkFile, add: Tally["add"]): Promise<void> {
  const iterator = file.bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true)
    throw new SourceFailure(file.from, "The file is empty.", "Fetch it again.");
  const bytes = (async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
      yield next.value;
  })();
  const beginning = new TextDecoder("utf-8").decode(first.value);
  if (isTable(beginning)) await readTableOfUnits(bytes, delimiterOf(beginning), file.from, add);
  else await readListOfUnits(bytes, file.from, add);
}

/** A table begins with the name of its first column. */
function isTable(beginning: string): boolean {
  return /^\s*"?[a-zæøå]/i.test(beginning);
}

/** The register writes commas; spreadsheets in Norway write semicolons. */
function delimiterOf(beginning: string): string {
  const header = beginning.split("\n", 1)[0] ?? "";
  return header.split(";").length > header.split(",").length ? ";" : ",";
}

async function readListOfUnits(
  bytes: AsyncIterable<Uint8Array>,
  from: string,
  add: Tally["add"],
): Promise<void> {
  let read = 0;
  const splitter = createElementSplitter((text) => {
    read += 1;
    const unit = unitOfJson(parseElement(text, read, from));
    if (unit === undefined) throw notAUnit(text, read, from);
    add(unit, undefined);
  });
  for await (const chunk of bytes) splitter.read(chunk);
  checkEnd(splitter.end(), read, from);
}

async function readTableOfUnits(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  from: string,
  add: Tally["add"],
): Promise<void> {
  let read = 0;
  let header: readonly string[] = [];
  let unitOf: ReturnType<typeof unitOfCsv>;
  const fault = await streamRecords(bytes, delimiter, (cells, line) => {
    if (unitOf === undefined) {
      header = cells;
      unitOf = unitOfCsv(cells);
      if (unitOf === undefined) throw notTheTable(cells, from);
      return;
    }
    if (cells.length !== header.length) throw notARow(cells, header, line, from);
    read += 1;
    add(unitOf(cells), line);
  });
  checkEnd(
    fault === undefined
      ? undefined
      : `cannot be read beyond line ${String(fault.lines)} (${fault.code})`,
    read,
    from,
  );
}

function checkEnd(fault: string | undefined, read: number, from: string): void {
  if (fault === undefined) return;
  throw new SourceFailure(
    from,
    `The register's file ${fault} (after ${units(read)}).`,
    "Fetch it again, and check the address: the bulk file of sub-units is a JSON list or a table, packed with gzip.",
  );
}

function notTheTable(header: readonly string[], from: string): SourceFailure {
  const missing = REQUIRED_COLUMNS.filter((column) => !header.includes(column));
  return new SourceFailure(
    from,
    `The table lacks the ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")}.`,
    "Use the register's file of sub-units (underenheter) as it came, with its header.",
  );
}

function notARow(
  cells: readonly string[],
  header: readonly string[],
  line: number,
  from: string,
): SourceFailure {
  return new SourceFailure(
    from,
    `The row that begins on line ${line} has ${cells.length} cells, the header ${header.length}.`,
    "Fetch the file again; a spreadsheet that saved it may have changed it.",
  );
}

function parseElement(text: string, position: number, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notAUnit(text, position, from);
  }
}

function notAUnit(text: string, position: number, from: string): SourceFailure {
  return new SourceFailure(
    from,
    `Entry ${count(position)} of the register's file is no sub-unit: “${text.slice(0, 80)}${text.length > 80 ? "…" : ""}”.`,
    "Fetch the file again; where it stays so, the register has changed its form.",
  );
}

/** A file without a single establishment is another file than it seems. */
function checkUse({ read, counted }: TallyResult, from: string): void {
  if (counted > 0) return;
  throw new SourceFailure(
    from,
    `Of ${count(read)} entries none is an establishment with employees, a municipality and an industry.`,
    "Check the address: the bulk file of sub-units (underenheter) is needed, not that of main units (enheter).",
  );
}

function checkClassification(
  { classification }: TallyResult,
  { classification: wanted, mixed }: RegisterQuery,
  from: string,
): void {
  const { SN2007: old, SN2025: recent } = classification;
  if (old.units > 0 && recent.units > 0 && mixed === "error")
    throw new SourceFailure(
      from,
      `The file mixes two versions of the industrial classification: ${mixedText(classification)}.`,
      "Use a file from before or after the change; mixed: accept in the query takes it as it is, and says so in the edition's notes.",
    );
  if (wanted === undefined) return;
  const others = wanted === "SN2007" ? recent : old;
  if (others.units === 0 || mixed === "accept") return;
  throw new SourceFailure(
    from,
    `The query expects ${wanted}, and ${units(others.units)} in the file ${others.units === 1 ? "has a code" : "have codes"} of the other version alone (${others.examples.join(", ")}).`,
    `Write classification: ${wanted === "SN2007" ? "SN2025" : "SN2007"} and the code list that belongs to it, or use a file of another date.`,
  );
}
