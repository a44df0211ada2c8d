/**
 * Tables of PxWeb, the data bank of Statistics Norway, Sweden, Finland and others: PxWebApi 2 (PxApiSpecs,
 * PxAPI-2.yml) and PxWebApi 1.
 */

import { codesInUse, noteOfUnused } from "./codes-in-use.ts";
import { HttpFailure } from "./http-failure.ts";
import { fetchText, type TextAnswer } from "./http-text.ts";
import { JsonStatFault, type JsonStatHead, parseJsonStat } from "./json-stat.ts";
import type { Measure } from "./observation.ts";
import { own } from "./own.ts";
import { apiOf, opened, type PxApi, unreadable } from "./pxweb-api.ts";
import { readPxCsv } from "./pxweb-csv.ts";
import type { PxLimits } from "./pxweb-limits.ts";
import { cellsOf, divide, halve, type Selection } from "./pxweb-parts.ts";
import { type PxPlan, planQuery } from "./pxweb-plan.ts";
import { type PxwebQuery, pxwebQuery } from "./pxweb-query.ts";
import type { PxTable } from "./pxweb-table.ts";
import type { Receipt } from "./receipt.ts";
import { together } from "./receipt-of.ts";
import type { Delivery, Source, SourceTask } from "./source.ts";
import { pxFlag } from "./status-flags.ts";

export const pxweb: Source<PxwebQuery> = {
  name: "pxweb",
  schema: pxwebQuery,
  read,
};

const NOTHING: Delivery = {
  regionNames: new Map(),
  sectorNames: new Map(),
  receipts: [],
  notes: [],
  crosswalk: [],
};

/** How often a part that a host refuses is halved: a table that is closed to everyone refuses them all. */
const MOST_HALVINGS = 8;

async function read(task: SourceTask<PxwebQuery>): Promise<Delivery> {
  const { query, web, log } = task;
  const api = apiOf(query);
  task.progress(`Asking ${new URL(query.base).host} for table ${query.table}.`);
  const limits = await api.limits(web);
  if (!listsCodes(task)) return NOTHING;
  const table = await api.table(web, limits.spacing);
  const plan = planQuery(query, table, task.years, log);
  if (plan === undefined) return NOTHING;
  const parts = divide(plan.selection, {
    mostCells: Math.min(limits.mostCells, query.mostCells ?? Number.POSITIVE_INFINITY),
    mostValues: limits.mostValues,
  });
  const answers: PxAnswer[] = [];
  for (const [i, part] of parts.entries()) {
    if (parts.length > 1)
      task.progress(
        `Table ${query.table}: part ${i + 1} of ${parts.length}, ${cellsOf(part)} cells.`,
      );
    answers.push(...(await fetchPart(part, table, api, limits, task, MOST_HALVINGS)));
  }
  const remarks = deliverCells(answers, plan, task);
  const lists = await noteCodelists(api, limits, task);
  return {
    regionNames: namesOf(query.variables.region, table, answers),
    sectorNames: namesOf(query.variables.sector, table, answers),
    receipts: [receiptOf(answers, table, limits, task)],
    notes: [...plan.notes, ...lists, ...remarks],
    crosswalk: [],
  };
}

/** Version 1 takes no wildcards with a code list, since it does not say what the list has. */
function listsCodes({ query, log }: SourceTask<PxwebQuery>): boolean {
  if (query.api === "v2") return true;
  const open = Object.keys(query.codelists).filter((variable) => {
    const codes = own(query.selection, variable);
    return codes === undefined || codes.some((code) => /[*?(]/.test(code));
  });
  for (const variable of open)
    log.error({
      rule: "pxweb-codelist-codes",
      value: own(query.codelists, variable),
      message: `Version 1 does not say which codes the list for ${variable} has.`,
      remedy: `List its codes under selection, one by one, or use the table through version 2.`,
    });
  return open.length === 0;
}

/** Figures of a part as they came, and the names that came with them. */
interface PxAnswer {
  readonly text: TextAnswer;
  readonly request: string;
  readonly head: Pick<JsonStatHead, "source" | "updated" | "notes" | "label"> | undefined;
  /** Variables in the order of the codes of each cell. */
  readonly variables: readonly string[];
  readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly cells: number;
  readonly forEachCell: (
    take: (
      codes: readonly string[],
      value: number | undefined,
      status: string | undefined,
      line: number | undefined,
    ) => void,
  ) => void;
}

/** A part of the query; where the host finds it too large all the same, its halves. */
async function fetchPart(
  part: Selection,
  table: PxTable,
  api: PxApi,
  limits: PxLimits,
  task: SourceTask<PxwebQuery>,
  halvings: number,
): Promise<readonly PxAnswer[]> {
  const request = api.data(part, limits.spacing);
  try {
    const text = await fetchText(task.web, request);
    return [await openData(text, JSON.stringify(request.post), part, table, task.query)];
  } catch (error) {
    const halves = halvings > 0 && isTooLarge(error) ? halve(part) : undefined;
    if (halves === undefined) throw error;
    task.progress(
      `Table ${task.query.table}: ${cellsOf(part)} cells are too many; asking in halves.`,
    );
    const answers: PxAnswer[] = [];
    for (const half of halves)
      answers.push(...(await fetchPart(half, table, api, limits, task, halvings - 1)));
    return answers;
  }
}

/** Version 1 answers 403 to too many cells (some hosts with a page), version 2 400 with those words, or 403. */
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof HttpFailure)) return false;
  return (
    error.status === 403 || error.status === 413 || /too many (?:cells|values)/i.test(error.said)
  );
}

async function openData(
  text: TextAnswer,
  request: string,
  part: Selection,
  table: PxTable,
  query: PxwebQuery,
): Promise<PxAnswer> {
  const answer =
    query.format === "csv" ? await openCsv(text, request, table) : openJsonStat(text, request);
  const lacking = Object.values(query.variables).find(
    (variable) => variable !== undefined && !answer.variables.includes(variable),
  );
  if (lacking !== undefined) throw unreadable(text.url, `It lacks the variable ${lacking}.`);
  const unasked = answer.variables.find(
    (variable) => !part.some((entry) => entry.variable === variable),
  );
  if (unasked !== undefined)
    throw unreadable(text.url, `It has the variable ${unasked}, which was not asked for.`);
  const asked = cellsOf(part);
  if (answer.cells !== asked)
    throw unreadable(
      text.url,
      `It has ${answer.cells} ${answer.cells === 1 ? "cell" : "cells"} where ${asked} were asked for.`,
    );
  return answer;
}

function openJsonStat(text: TextAnswer, request: string): PxAnswer {
  const data = opened(text, parseJsonStat);
  return {
    text,
    request,
    head: data,
    variables: data.dimensions.map(({ id }) => id),
    names: new Map(
      data.dimensions.map(({ id, categories }) => [
        id,
        new Map(categories.map(({ code, label }) => [code, label])),
      ]),
    ),
    cells: data.cells,
    forEachCell: (take) =>
      data.forEachCell((codes, value, status) => take(codes, value, status, undefined)),
  };
}

async function openCsv(text: TextAnswer, request: string, table: PxTable): Promise<PxAnswer> {
  try {
    const { variables, cells } = await readPxCsv(text.text, table);
    return {
      text,
      request,
      head: undefined,
      variables,
      names: new Map(),
      cells: cells.length,
      forEachCell: (take) => {
        for (const { codes, value, status, line } of cells) take(codes, value, status, line);
      },
    };
  } catch (error) {
    if (error instanceof JsonStatFault) throw unreadable(text.url, error.message);
    throw error;
  }
}

/**
 * Gives every figure as an observation; answers what readers must know of them. A region or sector whose every
 * figure is `.` was not in use in these years, such as a municipality that became part of another: it is left out.
 */
function deliverCells(
  answers: readonly PxAnswer[],
  plan: PxPlan,
  { query, take }: SourceTask<PxwebQuery>,
): readonly string[] {
  const { region, sector, time, measure } = query.variables;
  const only = typeof query.measures === "string" ? query.measures : undefined;
  const regions = codesOf(answers, region);
  const sectors = codesOf(answers, sector);
  const remarks = new Map<string, number>();
  for (const { variables, forEachCell } of answers) {
    const [r = -1, s = -1, t = -1, m = -1] = [region, sector, time, measure].map((variable) =>
      variable === undefined ? -1 : variables.indexOf(variable),
    );
    forEachCell((codes, value, status, line) => {
      const place = r < 0 ? undefined : (codes[r] ?? "");
      const branch = codes[s] ?? "";
      if ((place !== undefined && !regions.used.has(place)) || !sectors.used.has(branch)) return;
      const year = plan.years.get(codes[t] ?? "");
      const counted: Measure | undefined = only ?? plan.measures.get(codes[m] ?? "");
      if (year === undefined || counted === undefined) return;
      const { flag, remark } = pxFlag(value, status);
      if (remark !== undefined) remarks.set(remark, (remarks.get(remark) ?? 0) + 1);
      take({ year, region: place, sector: branch, measure: counted, value, flag, line });
    });
  }
  return [
    noteOfUnused("region", regions.unused, `table ${query.table}`),
    noteOfUnused("sector", sectors.unused, `table ${query.table}`),
    ...[...remarks].map(
      ([remark, count]) => `Of the figures of table ${query.table}, ${count} are ${remark}.`,
    ),
  ].filter((note) => note !== undefined);
}

/** Codes of a variable that have a figure in any answer, or a word about one, and those that have none. */
function codesOf(answers: readonly PxAnswer[], variable: string | undefined) {
  if (variable === undefined) return { used: new Set<string>(), unused: [] };
  const used = new Set<string>();
  const all = new Set<string>();
  for (const { variables, forEachCell } of answers) {
    const at = variables.indexOf(variable);
    for (const code of codesInUse(forEachCell, at, isWord)) used.add(code);
    for (const code of codesInUse(forEachCell, at, () => true)) all.add(code);
  }
  return { used, unused: [...all].filter((code) => !used.has(code)).sort() };
}

function isWord(value: number | undefined, status: string | undefined): boolean {
  return value !== undefined || status !== ".";
}

/** Names as the data has them, or else the table. */
function namesOf(
  variable: string | undefined,
  table: PxTable,
  answers: readonly PxAnswer[],
): ReadonlyMap<string, string> {
  if (variable === undefined) return new Map();
  const described = table.variables.find(({ code }) => code === variable)?.values ?? [];
  return new Map([
    ...described.map(({ code, label }) => [code, label] as const),
    ...answers.flatMap(({ names }) => [...(names.get(variable) ?? [])]),
  ]);
}

/** An answer does not say which code list made its figures; the notes do. */
async function noteCodelists(
  api: PxApi,
  { spacing }: PxLimits,
  { query, web }: SourceTask<PxwebQuery>,
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const [variable, id] of Object.entries(query.codelists)) {
    const list = await api.codelist(web, id, spacing);
    const name = list === undefined ? id : `${id} (“${list.label}”)`;
    const sums = list?.values.some(({ valueMap }) => (valueMap?.length ?? 0) > 1) === true;
    notes.push(
      sums
        ? `The values of ${variable} are sums by the code list ${name} of table ${query.table}.`
        : `The values of ${variable} are those of the code list ${name} of table ${query.table}.`,
    );
  }
  return notes;
}

function receiptOf(
  answers: readonly PxAnswer[],
  table: PxTable,
  limits: PxLimits,
  { query, queryName }: SourceTask<PxwebQuery>,
): Receipt {
  const head = answers.find((answer) => answer.head !== undefined)?.head;
  const office = head?.source ?? new URL(query.base).host;
  const licence =
    query.licence ?? (limits.licence === undefined ? undefined : { path: limits.licence });
  const notes = [...new Set(answers.flatMap((answer) => answer.head?.notes ?? []))];
  return {
    title: query.title ?? `${office}, table ${query.table}: ${head?.label ?? table.title}`,
    from: answers[0]?.text.url ?? query.base,
    query: queryName,
    request: answers.map(({ request }) => request).join("\n"),
    ...together(answers.map(({ text }) => text.received)),
    updated: head?.updated,
    licence,
    notes,
  };
}
