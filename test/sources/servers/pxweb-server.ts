/**
 * A PxWeb host on this machine, version 1 and 2 of its interface in the shapes that are documented
 * (PxApiSpecs, PxAPI-2.yml; PxWeb API 1.0) and observed at Statistics Norway, with its limits and refusals.
 * Every figure is MADE, and every answer says so.
 *
 *     /v2/config · /v2/tables/ID/metadata · /v2/tables/ID/data · /v2/codelists/ID
 *     /v1/LANGUAGE/?config · /v1/LANGUAGE/ID (GET: description, POST: figures)
 */

import {
  type Answer,
  JSON_TYPE,
  jsonAnswer,
  type LocalServer,
  type SeenRequest,
  startServer,
} from "./local-server.ts";

export const MADE_NOTE = "MADE for a test: these figures are invented.";

export interface MadeVariable {
  readonly code: string;
  readonly label: string;
  readonly values: Readonly<Record<string, string>>;
  readonly elimination?: boolean;
  readonly role?: "time" | "geo" | "metric";
  /** Ids of code lists that may take the place of the values. */
  readonly codelists?: readonly string[];
  readonly child?: Readonly<Record<string, readonly string[]>>;
}

export interface MadeCodelist {
  readonly label: string;
  readonly type: "Aggregation" | "Valueset";
  /** Name and members by code. */
  readonly values: Readonly<
    Record<string, { readonly label: string; readonly members: readonly string[] }>
  >;
}

/** A figure, or a symbol in its place. */
export type MadeFigure = number | string;

export interface MadeTable {
  readonly title: string;
  readonly variables: readonly MadeVariable[];
  /** The figure of a code of each variable. */
  readonly figure: (codes: Readonly<Record<string, string>>) => MadeFigure;
}

export interface PxwebOptions {
  readonly tables: Readonly<Record<string, MadeTable>>;
  readonly codelists?: Readonly<Record<string, MadeCodelist>>;
  readonly maxCells?: number;
  /** The host does not tell its limits. */
  readonly silent?: boolean;
  /** What `config` says, where it is more than the host keeps. */
  readonly announcedCells?: number;
  readonly maxValues?: number;
  /** Requests in a window of seconds; `announce` says where the host tells of it. */
  readonly rate?: {
    readonly calls: number;
    readonly window: number;
    readonly announce: "config" | "headers";
    readonly now: () => number;
  };
  /** Version 1 refuses with a web page, as some installations do. */
  readonly refuseWithPage?: boolean;
  readonly csvCharset?: "iso-8859-1" | "utf-8";
}

interface Refusal {
  readonly status: number;
  readonly said: string;
}

type Selected = readonly { readonly variable: MadeVariable; readonly codes: readonly string[] }[];

export async function startPxweb(options: PxwebOptions): Promise<LocalServer> {
  const calls: number[] = [];
  return startServer((request) => {
    const { rate } = options;
    const busy = rate === undefined ? undefined : countCall(calls, rate);
    const answer = busy ?? route(request, options);
    if (rate?.announce !== "headers") return answer;
    return {
      ...answer,
      headers: { ...answer.headers, "x-ratelimit-policy": `${rate.calls};w=${rate.window}s` },
    };
  });
}

/** Refuses the call that is one too many in the window, with the seconds until the first of them leaves it. */
function countCall(calls: number[], rate: NonNullable<PxwebOptions["rate"]>): Answer | undefined {
  const now = rate.now();
  const open = now - rate.window * 1000;
  while ((calls[0] ?? now) <= open) calls.shift();
  if (calls.length < rate.calls) {
    calls.push(now);
    return undefined;
  }
  const wait = Math.ceil(((calls[0] ?? now) - open) / 1000);
  return {
    ...jsonAnswer({ title: "Too many requests", status: 429 }, 429),
    headers: { "retry-after": String(wait) },
  };
}

function route(request: SeenRequest, options: PxwebOptions): Answer {
  const [version, ...path] = request.url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (version === "v2") return routeV2(request, path, options);
  if (version === "v1") return routeV1(request, path, options);
  return notFound();
}

function notFound(): Answer {
  return { status: 404, type: "text/plain", body: "Not Found" };
}

function routeV2(request: SeenRequest, path: readonly string[], options: PxwebOptions): Answer {
  const [first, id = "", last] = path;
  if (first === "config")
    return options.silent === true ? notFound() : jsonAnswer(configV2(options));
  if (first === "codelists") return codelistAnswer(id, options);
  const table = options.tables[id];
  if (first !== "tables" || table === undefined) return notFound();
  if (last === "metadata") return metadataV2(request, id, table, options);
  if (last === "data" && request.method === "POST") return dataV2(request, id, table, options);
  return notFound();
}

function configV2({ maxCells, announcedCells, rate }: PxwebOptions) {
  const inConfig = rate?.announce === "config";
  return {
    apiVersion: "2.3.2",
    appVersion: "made",
    languages: [{ id: "no", label: "Norsk" }],
    defaultLanguage: "no",
    maxDataCells: announcedCells ?? maxCells ?? 800_000,
    maxCallsPerTimeWindow: inConfig ? rate.calls : 0,
    timeWindow: inConfig ? rate.window : 0,
    license: "https://example.org/licence",
    sourceReferences: [{ language: "no", text: "Kilde: MADE" }],
    defaultDataFormat: "json-stat2",
    dataFormats: ["json-stat2", "csv"],
  };
}

function codelistAnswer(id: string, { codelists }: PxwebOptions): Answer {
  const list = codelists?.[id];
  if (list === undefined) return problem({ status: 404, said: "Non-existent codelist" });
  return jsonAnswer({
    id,
    label: list.label,
    language: "no",
    languages: ["no"],
    type: list.type,
    values: Object.entries(list.values).map(([code, { label, members }]) => ({
      code,
      label,
      valueMap: members,
    })),
    links: [],
  });
}

function problem({ status, said }: Refusal): Answer {
  return {
    ...jsonAnswer({ type: "Parameter error", title: said, status }, status),
    type: "application/problem+json; charset=utf-8",
  };
}

function metadataV2(
  { url }: SeenRequest,
  id: string,
  table: MadeTable,
  options: PxwebOptions,
): Answer {
  const variables: MadeVariable[] = [];
  for (const variable of table.variables) {
    const list = url.searchParams.get(`codelist[${variable.code}]`);
    const shown = list === null ? variable : withCodelist(variable, list, options);
    if (shown === undefined) return problem({ status: 400, said: "Non-existent codelist" });
    variables.push(shown);
  }
  const all = variables.map((variable) => ({ variable, codes: Object.keys(variable.values) }));
  return jsonAnswer({ ...headOf(id, table, all), dimension: dimensionsOf(all, true) });
}

/** The variable with the values of a code list; undefined where the table offers no such list. */
function withCodelist(
  variable: MadeVariable,
  id: string,
  { codelists }: PxwebOptions,
): MadeVariable | undefined {
  const list = variable.codelists?.includes(id) === true ? codelists?.[id] : undefined;
  return (
    list && {
      ...variable,
      values: Object.fromEntries(
        Object.entries(list.values).map(([code, { label }]) => [code, label]),
      ),
    }
  );
}

function headOf(id: string, { title, variables }: MadeTable, selected: Selected) {
  const shown = selected.map(({ variable }) => variable);
  const withRole = (role: MadeVariable["role"]) =>
    shown.filter((variable) => variable.role === role).map(({ code }) => code);
  return {
    version: "2.0",
    class: "dataset",
    label: `${id}: ${title}`,
    source: "MADE office",
    updated: "2026-02-25T07:00:00Z",
    note: [MADE_NOTE],
    id: shown.map(({ code }) => code),
    size: selected.map(({ codes }) => codes.length),
    role: { time: withRole("time"), geo: withRole("geo"), metric: withRole("metric") },
    extension: { px: { tableid: id, language: "no", contents: title, made: variables.length } },
  };
}

function dimensionsOf(selected: Selected, withLists: boolean) {
  return Object.fromEntries(
    selected.map(({ variable, codes }) => [
      variable.code,
      {
        label: variable.label,
        category: {
          index: Object.fromEntries(codes.map((code, i) => [code, i])),
          label: Object.fromEntries(codes.map((code) => [code, variable.values[code] ?? code])),
          ...(variable.child === undefined ? {} : { child: variable.child }),
        },
        extension: {
          elimination: variable.elimination === true,
          show: "code_value",
          ...(withLists && variable.codelists !== undefined
            ? {
                codelists: variable.codelists.map((id) => ({
                  id,
                  label: id,
                  type: "Aggregation",
                  links: [],
                })),
              }
            : {}),
        },
      },
    ]),
  );
}

interface SelectionV2 {
  readonly selection: readonly {
    readonly variableCode: string;
    readonly valueCodes: readonly string[];
    readonly codelist?: string;
  }[];
  readonly placement?: { readonly stub: readonly string[] };
}

function dataV2(
  { body, url }: SeenRequest,
  id: string,
  table: MadeTable,
  options: PxwebOptions,
): Answer {
  const { selection, placement }: SelectionV2 = JSON.parse(body);
  for (const { variableCode } of selection)
    if (!table.variables.some(({ code }) => code === variableCode))
      return problem({ status: 400, said: "Non-existent variable" });
  const selected: Selected[number][] = [];
  for (const variable of table.variables) {
    const entry = selection.find(({ variableCode }) => variableCode === variable.code);
    if (entry === undefined) {
      if (variable.elimination === true) continue;
      return problem({ status: 400, said: "Missing selection for mandantory variable" });
    }
    const shown =
      entry.codelist === undefined ? variable : withCodelist(variable, entry.codelist, options);
    if (shown === undefined) return problem({ status: 400, said: "Non-existent codelist" });
    // As observed: a code that stands twice is an error without a word.
    if (new Set(entry.valueCodes).size < entry.valueCodes.length)
      return { status: 500, type: "text/plain", body: "" };
    if (entry.valueCodes.some((code) => !(code in shown.values)))
      return problem({ status: 400, said: "Non-existent value" });
    selected.push({ variable: shown, codes: entry.valueCodes });
  }
  const lists = new Map(
    selection.flatMap(({ variableCode, codelist }) =>
      codelist === undefined ? [] : [[variableCode, codelist] as const],
    ),
  );
  if (cellsOf(selected) > (options.maxCells ?? 800_000))
    return problem({ status: 400, said: "Too many cells selected" });
  const figures = figuresOf(table, selected, lists, options);
  if (url.searchParams.get("outputFormat") === "csv")
    return csvAnswer(placement?.stub, selected, figures, "codes", `${id}: ${table.title}`, options);
  return jsonStatAnswer(id, table, selected, figures);
}

function cellsOf(selected: Selected): number {
  return selected.reduce((product, { codes }) => product * codes.length, 1);
}

/** Figures in the order of the cells; of a code of a list, the sum over its members that have a figure. */
function figuresOf(
  table: MadeTable,
  selected: Selected,
  lists: ReadonlyMap<string, string>,
  { codelists }: PxwebOptions,
): readonly MadeFigure[] {
  const membersOf = (variable: string, code: string): readonly string[] => {
    const list = lists.get(variable);
    return list === undefined ? [code] : (codelists?.[list]?.values[code]?.members ?? []);
  };
  return combinations(selected.map(({ codes }) => codes)).map((codes) => {
    const members = selected.map(({ variable }, i) => membersOf(variable.code, codes[i] ?? ""));
    const figures = combinations(members).map((cell) =>
      table.figure(
        Object.fromEntries(selected.map(({ variable }, i) => [variable.code, cell[i] ?? ""])),
      ),
    );
    const numbers = figures.filter((figure) => typeof figure === "number");
    return numbers.length === 0 ? (figures[0] ?? ".") : numbers.reduce((sum, n) => sum + n, 0);
  });
}

/** Every choice of one element of each list, the last varying fastest. */
function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (chosen, list) => chosen.flatMap((codes) => list.map((code) => [...codes, code])),
    [[]],
  );
}

function jsonStatAnswer(
  id: string,
  table: MadeTable,
  selected: Selected,
  figures: readonly MadeFigure[],
): Answer {
  const status = Object.fromEntries(
    figures.flatMap((figure, i) => (typeof figure === "string" ? [[i, figure] as const] : [])),
  );
  return {
    status: 200,
    type: JSON_TYPE,
    body: JSON.stringify({
      ...headOf(id, table, selected),
      dimension: dimensionsOf(selected, false),
      value: figures.map((figure) => (typeof figure === "number" ? figure : null)),
      ...(Object.keys(status).length === 0 ? {} : { status }),
    }),
  };
}

/** The long form: one row a figure. */
function csvAnswer(
  stub: readonly string[] | undefined,
  selected: Selected,
  figures: readonly MadeFigure[],
  show: "codes" | "texts",
  valueColumn: string,
  { csvCharset = "iso-8859-1" }: PxwebOptions,
): Answer {
  if (stub !== undefined && stub.length !== selected.length)
    return { status: 200, type: "text/csv", body: "the made host has the long form alone\r\n" };
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const header = selected.map(({ variable }) =>
    show === "codes" ? variable.code : variable.label,
  );
  const rows = combinations(selected.map(({ codes }) => codes)).map((codes, row) =>
    [
      ...codes.map((code, i) =>
        quote(show === "codes" ? code : (selected[i]?.variable.values[code] ?? code)),
      ),
      String(figures[row] ?? "."),
    ].join(","),
  );
  const text = `${[...header, valueColumn].map(quote).join(",")}\r\n${rows.join("\r\n")}\r\n`;
  return {
    status: 200,
    type: `text/csv; charset=${csvCharset}`,
    body: Buffer.from(
      csvCharset === "utf-8" ? `\ufeff${text}` : text,
      csvCharset === "utf-8" ? "utf8" : "latin1",
    ),
  };
}

function routeV1(request: SeenRequest, path: readonly string[], options: PxwebOptions): Answer {
  const [, ...rest] = path;
  if (request.url.search === "?config")
    return options.silent === true ? notFound() : jsonAnswer(configV1(options));
  const id = rest.join("/");
  const table = options.tables[id];
  if (table === undefined) return notFound();
  return request.method === "POST"
    ? dataV1(request, id, table, options)
    : jsonAnswer(descriptionV1(table));
}

function configV1({ maxCells, announcedCells, maxValues, rate }: PxwebOptions) {
  return {
    maxValues: maxValues ?? 50_000,
    maxCells: announcedCells ?? maxCells ?? 800_000,
    maxCalls: rate?.calls ?? 300,
    timeWindow: rate?.window ?? 60,
    CORS: true,
  };
}

function descriptionV1({ title, variables }: MadeTable) {
  return {
    title,
    variables: variables.map(({ code, label, values, elimination, role }) => ({
      code,
      text: label,
      values: Object.keys(values),
      valueTexts: Object.values(values),
      ...(elimination === true ? { elimination: true } : {}),
      ...(role === "time" ? { time: true } : {}),
    })),
  };
}

interface QueryV1 {
  readonly query: readonly {
    readonly code: string;
    readonly selection: { readonly filter: string; readonly values: readonly string[] };
  }[];
  readonly response: { readonly format: string };
}

function dataV1(
  { body }: SeenRequest,
  id: string,
  table: MadeTable,
  options: PxwebOptions,
): Answer {
  const { query, response }: QueryV1 = JSON.parse(body);
  const refuse = (status: number, error: string): Answer =>
    options.refuseWithPage === true
      ? {
          status,
          type: "text/html",
          body: `<html><head><title>${status} - Forbidden: Access is denied.</title></head></html>`,
        }
      : jsonAnswer({ error }, status);
  if (query.some(({ code }) => !table.variables.some((variable) => variable.code === code)))
    return refuse(400, "Parameter error");
  const selected: Selected[number][] = [];
  const lists = new Map<string, string>();
  for (const variable of table.variables) {
    const entry = query.find(({ code }) => code === variable.code);
    if (entry === undefined) {
      if (variable.elimination !== true)
        selected.push({ variable, codes: Object.keys(variable.values) });
      continue;
    }
    const { filter, values } = entry.selection;
    const list = filter.startsWith("agg:") ? filter.replace(":", "_") : undefined;
    const shown = list === undefined ? variable : withCodelist(variable, list, options);
    if (shown === undefined || values.some((code) => !(code in shown.values)))
      return refuse(
        400,
        `The request for variable '${variable.code}' has an error. Please check your query.`,
      );
    if (list !== undefined) lists.set(variable.code, list);
    selected.push({ variable: shown, codes: values });
  }
  const values = selected.reduce((sum, { codes }) => sum + codes.length, 0);
  if (cellsOf(selected) > (options.maxCells ?? 800_000) || values > (options.maxValues ?? 50_000))
    return refuse(403, "Too many values selected");
  const figures = figuresOf(table, selected, lists, options);
  switch (response.format) {
    case "json-stat2":
      return jsonStatAnswer(id, table, selected, figures);
    case "csv3":
      return csvAnswer(undefined, selected, figures, "codes", id, options);
    case "csv2":
      return csvAnswer(undefined, selected, figures, "texts", table.title, options);
    default:
      return refuse(400, "Parameter error");
  }
}
