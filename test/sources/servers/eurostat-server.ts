/**
 * Eurostat's API Statistics on this machine, in the shapes that are documented and observed: sparse
 * JSON-stat 2.0, its errors and its warning. Every figure is MADE, and every answer says so.
 */

import {
  type Answer,
  jsonAnswer,
  type LocalServer,
  type SeenRequest,
  startServer,
} from "./local-server.ts";

export interface MadeDataset {
  readonly label: string;
  /** Names by code, by dimension, in the order of the cube. */
  readonly dimensions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A figure, a figure with flags such as "123 bp", flags alone such as ": c", or nothing. */
  readonly figure: (codes: Readonly<Record<string, string>>) => string | undefined;
}

export interface EurostatOptions {
  readonly datasets: Readonly<Record<string, MadeDataset>>;
  /** More cells are refused for good. */
  readonly maxCells?: number;
  /** More cells are answered later: as a warning with status 200, or as an error with status 413. */
  readonly asyncCells?: number;
  readonly asyncAs?: "warning" | "error";
}

const ASYNC =
  "ASYNCHRONOUS_RESPONSE. Your request will be treated asynchronously. Please try again later.";
const OWN: readonly string[] = ["format", "lang", "geoLevel"];
const LEVELS: Readonly<Record<string, number>> = { country: 2, nuts1: 3, nuts2: 4, nuts3: 5 };

export function startEurostat(options: EurostatOptions): Promise<LocalServer> {
  return startServer((request) => answerTo(request, options));
}

function answerTo({ url }: SeenRequest, options: EurostatOptions): Answer {
  const name = /^\/data\/([^/]+)$/.exec(url.pathname)?.[1] ?? "";
  const dataset = options.datasets[name];
  if (dataset === undefined)
    return refusal(404, 100, `ERR_NOT_FOUND_4: The requested resource (${name}) is not available.`);
  for (const parameter of new Set(url.searchParams.keys()))
    if (!OWN.includes(parameter) && !(parameter in dataset.dimensions))
      return refusal(400, 150, `Dimension ${parameter} does not exist in ${name}`);
  const chosen = Object.entries(dataset.dimensions).map(([id, names]) => ({
    id,
    names,
    codes: codesOf(id, names, url),
  }));
  const cells = chosen.reduce((product, { codes }) => product * codes.length, 1);
  if (cells > (options.maxCells ?? 5_000_000))
    return refusal(
      413,
      413,
      `EXTRACTION_TOO_BIG: The requested extraction is too big, estimated ${cells} rows, max authorised is ${options.maxCells}, please change your filters to reduce the extraction size`,
    );
  if (cells > (options.asyncCells ?? Number.POSITIVE_INFINITY))
    return options.asyncAs === "error"
      ? refusal(413, 413, ASYNC)
      : jsonAnswer({ warning: { status: 413, label: ASYNC } });
  return cube(dataset, chosen);
}

function refusal(status: number, id: number, label: string): Answer {
  return jsonAnswer({ error: [{ status, id, label }] }, status);
}

/** A code that does not exist is no error: it has no figures. */
function codesOf(id: string, names: Readonly<Record<string, string>>, url: URL): readonly string[] {
  const wanted = url.searchParams.getAll(id);
  const level = LEVELS[url.searchParams.get("geoLevel") ?? ""];
  return Object.keys(names).filter((code) => {
    if (wanted.length > 0) return wanted.includes(code);
    return id !== "geo" || level === undefined || code.length === level;
  });
}

function cube(
  { label, figure }: MadeDataset,
  chosen: readonly {
    readonly id: string;
    readonly names: Readonly<Record<string, string>>;
    readonly codes: readonly string[];
  }[],
): Answer {
  const value: Record<string, number> = {};
  const status: Record<string, string> = {};
  const cells = chosen.reduce<readonly (readonly string[])[]>(
    (rows, { codes }) => rows.flatMap((row) => codes.map((code) => [...row, code])),
    [[]],
  );
  for (const [i, codes] of cells.entries()) {
    const text = figure(Object.fromEntries(chosen.map(({ id }, d) => [id, codes[d] ?? ""])));
    const [first = "", flags] = text?.split(" ") ?? [];
    if (/^\d/.test(first)) value[i] = Number(first);
    if (flags !== undefined) status[i] = flags;
  }
  return jsonAnswer({
    version: "2.0",
    class: "dataset",
    label,
    source: "ESTAT (MADE)",
    updated: "2026-06-30T11:00:00+0200",
    note: ["MADE for a test: these figures are invented."],
    id: chosen.map(({ id }) => id),
    size: chosen.map(({ codes }) => codes.length),
    dimension: Object.fromEntries(
      chosen.map(({ id, names, codes }) => [
        id,
        {
          label: id,
          category: {
            index: Object.fromEntries(codes.map((code, i) => [code, i])),
            label: Object.fromEntries(codes.map((code) => [code, names[code] ?? code])),
          },
        },
      ]),
    ),
    value,
    ...(Object.keys(status).length === 0
      ? {}
      : { status, extension: { status: { label: { c: "confidential" } } } }),
  });
}

/** A MADE data set in the shape of sbs_r_nuts2021: a country of two regions, and one of its neighbour. */
export const MADE_SBS: MadeDataset = {
  label: "MADE business statistics by NUTS 2 region and NACE Rev. 2",
  dimensions: {
    freq: { A: "Annual" },
    nace_r2: {
      C: "Manufacturing",
      C10: "Food products",
      C26: "Electronic products",
      C30: "Other transport equipment",
      "C10-C12": "Food, beverages, tobacco",
    },
    indic_sbs: {
      LOC_NR: "Local units - number",
      EMP_LOC_NR: "Persons employed in local units - number",
      WAGE_LOC_MEUR: "Wages",
    },
    geo: {
      QM: "Madeland",
      QM11: "Upper Madeland",
      QM12: "Lower Madeland",
      QMZZ: "Extra-regio",
      QN11: "Neighbour",
    },
    time: { "2021": "2021", "2022": "2022" },
  },
  figure: madeSbs,
};

/** What the host knows of a cell; tests compare with it. */
export function madeSbs(codes: Readonly<Record<string, string>>): string | undefined {
  const { nace_r2 = "", indic_sbs, geo = "", time } = codes;
  if (geo === "QMZZ" || nace_r2 === "C30") return undefined;
  if (geo === "QM12" && nace_r2 === "C26") return indic_sbs === "LOC_NR" ? ": c" : ": C";
  if (geo === "QM11" && nace_r2 === "C26" && time === "2021") return undefined;
  const size = (nace_r2.length + geo.charCodeAt(geo.length - 1)) * (geo.length === 2 ? 100 : 30);
  const value = indic_sbs === "LOC_NR" ? Math.floor(size / 12) : size;
  if (time === "2022" && nace_r2 === "C10") return `${value} bp`;
  return geo === "QN11" ? `${value} e` : String(value);
}
