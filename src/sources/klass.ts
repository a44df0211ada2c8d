/**
 * KLASS, Statistics Norway's classifications: code lists for other queries, and what became of regions. In a
 * query file one of four:
 *
 *     source: klass
 *     gives: codes
 *     query:
 *       correspondence: {from: "131", to: "108", date: "2026-01-01"}    # municipality → economic region
 *       write: codes/regions.csv            # columns code, code_name, region, name
 *
 *     query:
 *       codes: {classification: "6", level: 2, date: "2026-01-01"}      # divisions of industry
 *       join: codes/groups.csv              # further columns by code
 *       write: codes/sectors.csv            # columns code, name, and those of the file that is joined
 *
 *     query:
 *       changes: {classification: "131", from: "2020-01-02", to: "2026-01-02"}    # the last day is not included
 *       carry: {file: codes/labour-markets-2020.csv, code: kommunenr, id: ba_nr, name: ba_navn}
 *       write: codes/regions.csv            # the same regions by the codes of the last day
 *
 *     source: klass
 *     gives: crosswalk
 *     query:
 *       changes: {classification: "131", from: "2020-01-02", to: "2024-01-02"}
 *       before: {file: codes/regions-2020.csv, code: kommunenr, id: ba_nr, name: ba_navn, prefix: ba-}
 *       after: {file: codes/regions.csv, …}     # absent, both: rows in the codes themselves, with prefix: before them
 *
 * Without a date, codes are those of 1 January of the year that is asked for; without a last day, changes are
 * those up to and with that day.
 */

import { z } from "zod";
import { KLASS_URL, type KlassApi, type KlassChange, klassAt } from "./klass-api.ts";
import { codeListCsv, correspondenceCsv, type FurtherColumns } from "./klass-code-list.ts";
import {
  type CodeStep,
  carryForward,
  codeCrosswalk,
  type Membership,
  regionCrosswalk,
} from "./klass-crosswalk.ts";
import { readFurther, readMembership } from "./klass-table.ts";
import type { Receipt } from "./receipt.ts";
import { together } from "./receipt-of.ts";
import { type Delivery, type Source, SourceFailure, type SourceTask } from "./source.ts";

const id = z.string('a number in quotes, such as "131"').regex(/^\d+$/, "a number in quotes");
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date in quotes, such as "2026-01-01"');
const column = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const written = z.string().regex(/^codes\/[\w.-]+\.csv$/, "a file such as codes/regions.csv");
const list = z.strictObject({
  file: z.string().min(1),
  code: column.default("code"),
  id: column.default("region"),
  name: column.default("name"),
  prefix: z.string().default(""),
  /** Codes that stand for no place, such as “unknown”. */
  leaveOut: z.array(z.string()).default(["9999"]),
});
const common = {
  /** Address without a slash at its end. */
  base: z.url("a web address").default(KLASS_URL),
  language: z.enum(["nb", "nn", "en"]).default("nb"),
} as const;

const period = z.strictObject({ classification: id, from: date, to: date.optional() });

const correspondenceQuery = z.strictObject({
  ...common,
  correspondence: z.strictObject({ from: id, to: id, date: date.optional() }),
  write: written,
});
const codesQuery = z.strictObject({
  ...common,
  codes: z.strictObject({
    classification: id,
    level: z.int().min(1).optional(),
    date: date.optional(),
  }),
  join: z.string().min(1).optional(),
  write: written,
});
const changesQuery = z.strictObject({
  ...common,
  changes: period,
  kind: z.enum(["region", "sector"]).default("region"),
  /** Put before the codes, where these are ids of the edition. */
  prefix: z.string().default(""),
  before: list.optional(),
  after: list.optional(),
});
const carryQuery = z.strictObject({
  ...common,
  changes: period,
  carry: list.omit({ prefix: true }),
  write: written,
});

export type KlassQuery =
  | z.output<typeof correspondenceQuery>
  | z.output<typeof codesQuery>
  | CarryQuery
  | ChangesQuery;

/** Of a union, mistakes would be reported of no form in particular: the form is told by the property that it alone has. */
const schema: z.ZodType<KlassQuery> = z.unknown().transform((value, context): KlassQuery => {
  const result = formOf(value).safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const place = { path: [...issue.path], message: issue.message, input: undefined };
    if (issue.code === "unrecognized_keys")
      context.issues.push({ ...place, code: issue.code, keys: issue.keys });
    else context.issues.push({ ...place, code: "custom" });
  }
  return z.NEVER;
});

function formOf(value: unknown): z.ZodType<KlassQuery> {
  const has = (name: string): boolean =>
    typeof value === "object" && value !== null && name in value;
  if (has("correspondence")) return correspondenceQuery;
  if (has("codes")) return codesQuery;
  return has("carry") ? carryQuery : changesQuery;
}
type CarryQuery = z.output<typeof carryQuery>;
type ChangesQuery = z.output<typeof changesQuery>;
type ListQuery = z.output<typeof list>;

const LICENCE = {
  name: "CC-BY-4.0",
  title: "Creative Commons Attribution 4.0",
  path: "https://creativecommons.org/licenses/by/4.0/",
} as const;

export const klass: Source<KlassQuery> = { name: "klass", schema, read: readKlass };

async function readKlass(task: SourceTask<KlassQuery>): Promise<Delivery> {
  const { query, web } = task;
  const api = klassAt(web, query.base.replace(/\/+$/, ""), query.language);
  if ("correspondence" in query) {
    const { from, to } = query.correspondence;
    const answer = await api.correspondsAt(from, to, query.correspondence.date ?? newYear(1, task));
    checkOne(
      answer.rows.map(({ sourceCode }) => sourceCode),
      task,
    );
    return withList(
      query.write,
      correspondenceCsv(answer.rows),
      new Map(answer.rows.map(({ targetCode, targetName }) => [targetCode, targetName])),
      await receiptOf(`KLASS, correspondence of ${from} and ${to}`, answer, task),
    );
  }
  if ("codes" in query) {
    const { classification, level } = query.codes;
    const answer = await api.codesAt(classification, query.codes.date ?? newYear(1, task), level);
    const further = await furtherOf(
      query.join,
      answer.rows.map(({ code }) => code),
      task,
    );
    return withList(
      query.write,
      codeListCsv(answer.rows, further),
      new Map(answer.rows.map(({ code, name }) => [code, name])),
      await receiptOf(`KLASS, classification ${classification}`, answer, task),
    );
  }
  return "carry" in query ? readCarried(api, query, task) : readChanges(api, query, task);
}

/** A day in January of the year that is asked for. */
function newYear(day: number, { years, queryName }: SourceTask<KlassQuery>): string {
  const [year, ...others] = years ?? [];
  if (year !== undefined && others.length === 0) return `${year}-01-0${day}`;
  throw new SourceFailure(
    queryName,
    "The query does not say at which date the codes are wanted.",
    'Write the date beside the classification, such as "2026-01-01", or one year under years.',
  );
}

function withList(
  name: string,
  text: string,
  names: ReadonlyMap<string, string>,
  receipt: Receipt,
): Delivery {
  return {
    regionNames: names,
    sectorNames: names,
    receipts: [receipt],
    notes: [],
    crosswalk: [],
    codeLists: new Map([[name, text]]),
  };
}

/** A code that belongs to two regions would be counted in one of them alone, or twice. */
function checkOne(codes: readonly string[], { log }: SourceTask<KlassQuery>): void {
  const seen = new Set<string>();
  for (const code of codes) {
    if (seen.has(code))
      log.error({
        rule: "klass-correspondence",
        value: code,
        message: `In this correspondence ${code} belongs to more than one code.`,
        remedy: "Choose a correspondence in which each code has one, or give a list of your own.",
      });
    seen.add(code);
  }
}

async function furtherOf(
  name: string | undefined,
  codes: readonly string[],
  task: SourceTask<KlassQuery>,
): Promise<FurtherColumns> {
  if (name === undefined) return { names: [], cells: new Map() };
  const log = task.logFor(name);
  const further = await readFurther(task.resolve(name), log);
  const missing = codes.filter((code) => !further.cells.has(code));
  if (missing.length > 0)
    log.error({
      rule: "klass-join",
      value: missing.join(", "),
      message: `The file lacks ${missing.length === 1 ? "a code" : `${missing.length} codes`} that KLASS has.`,
      remedy: "Add a row for each.",
    });
  return further;
}

/** The list of one year in the codes of another. */
async function readCarried(
  api: KlassApi,
  query: CarryQuery,
  task: SourceTask<KlassQuery>,
): Promise<Delivery> {
  const { classification, from } = query.changes;
  const to = query.changes.to ?? newYear(2, task);
  const { file } = query.carry;
  const log = task.logFor(file);
  const before = await readMembership(task.resolve(file), { ...query.carry, prefix: "" }, log);
  const changed = await api.changes(classification, from, to);
  const valid = await api.codesAt(classification, to, undefined);
  const codes = valid.rows
    .map(({ code }) => code)
    .filter((code) => !query.carry.leaveOut.includes(code));
  const { membership, divided, open } = carryForward(changed.rows.map(stepOf), before, codes);
  for (const [code, regions] of divided)
    log.error({
      rule: "klass-divided",
      value: code,
      message: `${code} is made of codes that belong to different regions of this list: ${regions.join(", ")}.`,
      remedy: "Decide to which it belongs, and give a list in the later codes.",
    });
  if (open.length > 0)
    log.error({
      rule: "klass-open",
      value: open.join(", "),
      message: `The list has no region for ${open.length === 1 ? "a code" : `${open.length} codes`} of ${to}, nor for what they were before.`,
      remedy: `Complete the list, and check that it is of ${from}.`,
    });
  const names = new Map(valid.rows.map(({ code, name }) => [code, name]));
  const pairs = [...membership].map(([code, region]) => ({
    sourceCode: code,
    sourceName: names.get(code) ?? "",
    targetCode: region.id,
    targetName: region.name,
  }));
  const title = `KLASS, ${classification} at ${to} and its changes from ${from}`;
  return withList(
    query.write,
    correspondenceCsv(pairs),
    new Map([...membership.values()].map(({ id: region, name }) => [region, name])),
    await receiptOf(
      title,
      { url: changed.url, received: together([changed.received, valid.received]) },
      task,
    ),
  );
}

async function readChanges(
  api: KlassApi,
  query: ChangesQuery,
  task: SourceTask<KlassQuery>,
): Promise<Delivery> {
  const { classification, from } = query.changes;
  const to = query.changes.to ?? newYear(2, task);
  const answer = await api.changes(classification, from, to);
  const steps = answer.rows.map(stepOf);
  const receipt = await receiptOf(
    `KLASS, changes of ${classification} from ${from} to ${to}`,
    answer,
    task,
  );
  const nothing = { regionNames: new Map(), sectorNames: new Map(), receipts: [receipt] } as const;
  const { before, after, kind, prefix } = query;
  if (before === undefined && after === undefined) {
    const crosswalk = codeCrosswalk(kind, steps).map((entry) => ({
      ...entry,
      from: `${prefix}${entry.from}`,
      to: `${prefix}${entry.to}`,
    }));
    return { ...nothing, notes: [], crosswalk };
  }
  if (before === undefined || after === undefined)
    throw new SourceFailure(
      task.queryName,
      "The query names the regions of one side of the changes alone.",
      "Name a list both before and after, or neither.",
    );
  const [old, recent] = [await membershipOf(before, task), await membershipOf(after, task)];
  const { entries, exchanges, lost } = regionCrosswalk(steps, old, recent, Number(to.slice(0, 4)));
  reportLost(lost, before, query, to, task);
  const notes =
    exchanges.length === 0
      ? []
      : [
          `Between regions that go on, these moved, so that their figures are not quite comparable: ${exchanges.join(" ")}`,
        ];
  return { ...nothing, notes, crosswalk: entries };
}

function stepOf({ oldCode, oldName, newCode, newName, changeOccurred }: KlassChange): CodeStep {
  return {
    from: oldCode ?? undefined,
    to: newCode ?? undefined,
    since: Number(changeOccurred.slice(0, 4)),
    fromName: oldName ?? "",
    toName: newName ?? "",
  };
}

async function membershipOf(query: ListQuery, task: SourceTask<KlassQuery>): Promise<Membership> {
  return readMembership(task.resolve(query.file), query, task.logFor(query.file));
}

function reportLost(
  lost: readonly string[],
  { file }: ListQuery,
  { changes, after }: ChangesQuery,
  to: string,
  task: SourceTask<KlassQuery>,
): void {
  if (lost.length === 0) return;
  task.logFor(file).error({
    rule: "klass-lost",
    value: lost.join(", "),
    message: `By the changes from ${changes.from} to ${to}, nothing became of ${lost.length === 1 ? "a code" : `${lost.length} codes`} of this list that ${after?.file ?? "the later list"} has.`,
    remedy: "Make the two dates those of the two lists, and complete the later list.",
  });
}

async function receiptOf(
  title: string,
  answer: {
    readonly url: string;
    readonly received: Pick<Receipt, "sha256" | "bytes" | "retrieved">;
  },
  task: SourceTask<KlassQuery>,
): Promise<Receipt> {
  return {
    title: `Statistics Norway, ${title}`,
    from: answer.url,
    query: task.queryName,
    ...answer.received,
    licence: LICENCE,
  };
}
