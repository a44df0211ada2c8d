/** Requests to PxWeb, in either version of its interface. */

import { HttpFailure } from "./http-failure.ts";
import { fetchText, type TextAnswer } from "./http-text.ts";
import { JsonStatFault } from "./json-stat.ts";
import { own } from "./own.ts";
import { CAREFUL, type PxLimits, parseLimitsV1, parseLimitsV2 } from "./pxweb-limits.ts";
import type { Selection } from "./pxweb-parts.ts";
import type { PxwebQuery } from "./pxweb-query.ts";
import {
  type PxCodelist,
  type PxTable,
  parseCodelist,
  parseTableV1,
  parseTableV2,
} from "./pxweb-table.ts";
import { SourceFailure } from "./source.ts";
import type { Web, WebRequest } from "./web.ts";

const JSON_TYPES = ["application/json"] as const;
const CSV_TYPES = ["text/csv"] as const;

export interface PxApi {
  readonly limits: (web: Web) => Promise<PxLimits>;
  /** What the table has; variables with a code list have its values. */
  readonly table: (web: Web, spacing: number) => Promise<PxTable>;
  /** A code list by its id; undefined where the interface does not give it. */
  readonly codelist: (web: Web, id: string, spacing: number) => Promise<PxCodelist | undefined>;
  /** The request for the figures of a selection. */
  readonly data: (selection: Selection, spacing: number) => WebRequest;
}

export function apiOf(query: PxwebQuery): PxApi {
  return query.api === "v2" ? version2(query) : version1(query);
}

function version2(query: PxwebQuery): PxApi {
  const { base, language } = query;
  const table = `${base}/tables/${encodeURIComponent(query.table)}`;
  const lang = `lang=${encodeURIComponent(language)}`;
  const lists = Object.entries(query.codelists).map(byVariable("codelist"));
  const outputs = Object.entries(query.outputValues).map(byVariable("outputValues"));
  const csv = query.format === "csv";
  const form = csv ? "outputFormat=csv&outputFormatParams=UseCodes" : "outputFormat=json-stat2";
  return {
    limits: async (web) => (await limitsAt(web, `${base}/config`, parseLimitsV2)) ?? CAREFUL,
    table: async (web, spacing) =>
      opened(
        await fetchText(web, get([`${table}/metadata?${lang}`, ...lists].join("&"), spacing)),
        parseTableV2,
      ),
    codelist: async (web, id, spacing) =>
      parseCodelist(
        parseJson(
          await fetchText(web, get(`${base}/codelists/${encodeURIComponent(id)}?${lang}`, spacing)),
        ),
      ),
    data: (selection, spacing) => ({
      url: [`${table}/data?${lang}`, form, ...outputs].join("&"),
      post: {
        selection: selection.map(({ variable, codes }) => {
          const codelist = own(query.codelists, variable);
          return {
            variableCode: variable,
            ...(codelist === undefined ? {} : { codelist }),
            valueCodes: codes,
          };
        }),
        ...(csv
          ? { placement: { heading: [], stub: selection.map(({ variable }) => variable) } }
          : {}),
      },
      accept: csv ? CSV_TYPES : JSON_TYPES,
      spacing,
    }),
  };
}

function byVariable(parameter: string): (entry: readonly [string, string]) => string {
  return ([variable, text]) =>
    `${parameter}[${encodeURIComponent(variable)}]=${encodeURIComponent(text)}`;
}

function version1(query: PxwebQuery): PxApi {
  const { base, language } = query;
  const table = `${base}/${language}/${query.table.replace(/^\/+/, "")}`;
  const csv = query.format === "csv";
  return {
    limits: async (web) => {
      for (const url of [`${base}/${language}/?config`, `${base}/${language}?config`]) {
        const limits = await limitsAt(web, url, parseLimitsV1);
        if (limits !== undefined) return limits;
      }
      return CAREFUL;
    },
    table: async (web, spacing) => {
      const described = opened(await fetchText(web, get(table, spacing)), parseTableV1);
      return withListedCodes(described, query);
    },
    codelist: async () => undefined,
    data: (selection, spacing) => ({
      url: table,
      post: {
        query: selection.map(({ variable, codes }) => ({
          code: variable,
          selection: { filter: own(query.codelists, variable) ?? "item", values: codes },
        })),
        response: { format: csv ? "csv3" : "json-stat2" },
      },
      accept: csv ? CSV_TYPES : JSON_TYPES,
      spacing,
    }),
  };
}

/**
 * Limits that a host tells at an address; undefined where it tells none there, as some hosts of version 1 do at
 * one of the two addresses.
 */
async function limitsAt(
  web: Web,
  url: string,
  parse: (data: unknown) => PxLimits | undefined,
): Promise<PxLimits | undefined> {
  try {
    return parse(parseJson(await fetchText(web, get(url))));
  } catch (error) {
    if (error instanceof HttpFailure && error.status < 500 && error.status !== 429)
      return undefined;
    throw error;
  }
}

/** Version 1 does not say what a code list has: the codes that the query lists are taken to be its own. */
function withListedCodes(table: PxTable, { codelists, selection }: PxwebQuery): PxTable {
  return {
    ...table,
    variables: table.variables.map((variable) => {
      if (own(codelists, variable.code) === undefined) return variable;
      const listed = own(selection, variable.code) ?? [];
      return { ...variable, values: listed.map((code) => ({ code, label: code })) };
    }),
  };
}

function get(url: string, spacing?: number): WebRequest {
  return { url, accept: JSON_TYPES, spacing };
}

function parseJson({ text, url }: TextAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(url, "It is no JSON.");
  }
}

/** Opens an answer; its faults become failures that name the address. */
export function opened<T>(answer: TextAnswer, parse: (data: unknown) => T): T {
  const data = parseJson(answer);
  try {
    return parse(data);
  } catch (error) {
    if (error instanceof JsonStatFault) throw unreadable(answer.url, error.message);
    throw error;
  }
}

export function unreadable(url: string, why: string): SourceFailure {
  return new SourceFailure(
    url,
    `The answer of ${new URL(url).host} cannot be read. ${why}`,
    "Check that the address is that of the interface the query file names; where it is, the host may have changed its answers.",
  );
}
