/**
 * The files under /E/data/: clusters, location quotients and growth as CSV and JSON, the figures
 * shown on pages, and a data package that describes and hashes them. Rows are made one by one,
 * so that a large edition never stands in memory as text.
 */

import { createHash } from "node:crypto";
import type { Atlas } from "../model/atlas.ts";
import { cellIndex } from "../model/dataset.ts";
import { type Figure, figureNamed } from "../model/figure.ts";
import { isFigureError } from "../model/figure-id.ts";
import { verdictAt } from "../model/verdict.ts";
import { claimsJson, type PublishedClaim } from "./claims.ts";
import type { WriteFile } from "./context.ts";
import { type CsvValue, csvLine } from "./csv.ts";

/** A table to download: its fields, which of them tell rows apart, and its rows made on demand. */
export interface DownloadTable extends TableKeys {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly rows: () => Iterable<readonly CsvValue[]>;
}

export interface Field {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "year";
  readonly description: string;
  /** Every row has a value. */
  readonly required?: boolean | undefined;
  /** No value is less than 0. */
  readonly counted?: boolean | undefined;
  /** No other value occurs. */
  readonly values?: readonly string[] | undefined;
}

/** What binds the rows of tables. */
export interface TableKeys {
  /** Names of the fields whose values together occur once. */
  readonly primaryKey: readonly string[];
  /** A table that has a row with the same values in the same fields, for each row of this one. */
  readonly foreignKey?: { readonly table: string; readonly fields: readonly string[] } | undefined;
}

/** A published file with what the data package says of it. */
export interface DownloadedFile {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly mediatype: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fields: readonly Field[] | undefined;
  readonly keys?: TableKeys | undefined;
}

type FieldRules = Pick<Field, "required" | "counted" | "values">;

const field = (
  name: string,
  type: Field["type"],
  description: string,
  rules: FieldRules = {},
): Field => ({ name, type, description, ...rules });

const REQUIRED: FieldRules = { required: true };
/** Empty where it is withheld. */
const COUNTED: FieldRules = { counted: true };
const oneOf = (...values: readonly string[]): FieldRules => ({ required: true, values });

const STATUS_FIELD = field(
  "data_status",
  "string",
  "observed, or modelled: whether the row's figures are observations",
  oneOf("observed", "modelled"),
);

/** A cell of the edition. */
const CELL = ["year", "region", "sector"] as const;

/** The three tables that every edition publishes. */
export function downloadTables(atlas: Atlas): readonly DownloadTable[] {
  return [clustersTable(atlas), quotientsTable(atlas), growthTable(atlas)];
}

function clustersTable(atlas: Atlas): DownloadTable {
  const { dataset } = atlas;
  const { jobsUnit, firmsUnit, status } = dataset.descriptor;
  return {
    name: "clusters",
    title: "Potential regional clusters, one row for each cluster year",
    primaryKey: CELL,
    foreignKey: { table: "location-quotients", fields: CELL },
    fields: [
      field("year", "year", "cluster year", REQUIRED),
      field("region", "string", "id of the region", REQUIRED),
      field("region_name", "string", "name of the region", REQUIRED),
      field("sector", "string", "id of the sector", REQUIRED),
      field("sector_name", "string", "name of the sector", REQUIRED),
      field("group", "string", "group of the sector", REQUIRED),
      field("jobs", "number", jobsUnit, COUNTED),
      field("firms", "integer", firmsUnit, COUNTED),
      field(
        "location_quotient",
        "number",
        "share of the region's jobs over share of the country's",
        COUNTED,
      ),
      field("verdict", "string", "cluster", oneOf("cluster")),
      field(
        "status",
        "string",
        "over the last two cluster years: stable, new, ex; current where there is one cluster year",
        oneOf("stable", "new", "ex", "current"),
      ),
      STATUS_FIELD,
    ],
    *rows() {
      for (const { r, s, region, sector, status: life } of atlas.clusters) {
        for (const year of dataset.descriptor.clusterYears) {
          const y = dataset.years.indexOf(year);
          const index = cellIndex(dataset, y, r, s);
          if (verdictAt(atlas.verdicts, index) !== "cluster") continue;
          const named = dataset.sectors[s];
          yield [
            year,
            region,
            dataset.regions[r]?.name,
            sector,
            named?.name,
            named?.group,
            dataset.jobs[index],
            dataset.firms[index],
            atlas.lq[index],
            "cluster",
            life,
            status,
          ];
        }
      }
    },
  };
}

function quotientsTable(atlas: Atlas): DownloadTable {
  const { dataset } = atlas;
  const { jobsUnit, firmsUnit, status } = dataset.descriptor;
  return {
    name: "location-quotients",
    title: "Location quotients of every cell with jobs",
    primaryKey: CELL,
    fields: [
      field("year", "year", "year of the figures", REQUIRED),
      field("region", "string", "id of the region", REQUIRED),
      field("sector", "string", "id of the sector", REQUIRED),
      field("jobs", "number", `${jobsUnit}; empty where withheld`, COUNTED),
      field("firms", "integer", `${firmsUnit}; empty where withheld`, COUNTED),
      field(
        "location_quotient",
        "number",
        "share of the region's jobs over share of the country's",
        COUNTED,
      ),
      field(
        "verdict",
        "string",
        "cluster, possible or none by the edition's criteria",
        oneOf("cluster", "possible", "none"),
      ),
      STATUS_FIELD,
    ],
    *rows() {
      for (const [y, year] of dataset.years.entries()) {
        for (const [r, region] of dataset.regions.entries()) {
          for (const [s, sector] of dataset.sectors.entries()) {
            const index = cellIndex(dataset, y, r, s);
            const jobs = dataset.jobs[index];
            if (jobs === 0) continue;
            yield [
              year,
              region.id,
              sector.id,
              jobs,
              dataset.firms[index],
              atlas.lq[index],
              verdictAt(atlas.verdicts, index),
              status,
            ];
          }
        }
      }
    },
  };
}

function growthTable(atlas: Atlas): DownloadTable {
  const { jobsUnit, status } = atlas.dataset.descriptor;
  return {
    name: "growth",
    title: "Growth of clusters against the same sectors nationally",
    primaryKey: ["period", "level", "id"],
    fields: [
      field("period", "string", "from–to, written with a hyphen", REQUIRED),
      field(
        "level",
        "string",
        "sector, branch, group or all",
        oneOf("sector", "branch", "group", "all"),
      ),
      field("id", "string", "id of the sector, branch or group; all", REQUIRED),
      field("name", "string", "its name", REQUIRED),
      field("clusters", "integer", "number of clusters that the period covers", {
        required: true,
        counted: true,
      }),
      field("jobs_from", "number", `${jobsUnit} in these clusters in the first year`, COUNTED),
      field("jobs_to", "number", "the same in the last year", COUNTED),
      field("change", "number", "last less first"),
      field("change_percent", "number", "in percent of the first"),
      field(
        "national_from",
        "number",
        "the same sectors in the whole country, first year",
        COUNTED,
      ),
      field("national_to", "number", "the same, last year", COUNTED),
      field("national_change_percent", "number", "in percent of the first"),
      STATUS_FIELD,
    ],
    *rows() {
      for (const row of atlas.growth) {
        yield [
          `${row.period[0]}-${row.period[1]}`,
          row.level,
          row.id,
          row.name,
          row.clusters.length,
          row.jobsFrom,
          row.jobsTo,
          row.change,
          row.changePercent,
          row.nationalFrom,
          row.nationalTo,
          row.nationalChangePercent,
          status,
        ];
      }
    },
  };
}

/** Writes a table as CSV and JSON below the folder. */
export async function publishTable(
  write: WriteFile,
  folder: string,
  table: DownloadTable,
): Promise<readonly DownloadedFile[]> {
  const describe = (file: string, mediatype: string, counted: Counted): DownloadedFile => ({
    name: file.replace(".", "-"),
    file,
    title: table.title,
    mediatype,
    ...counted.result(),
    fields: mediatype === "text/csv" ? table.fields : undefined,
    keys:
      mediatype === "text/csv"
        ? { primaryKey: table.primaryKey, foreignKey: table.foreignKey }
        : undefined,
  });
  const csv = count(csvText(table));
  await write(`${folder}${table.name}.csv`, csv.chunks);
  const json = count(jsonText(table));
  await write(`${folder}${table.name}.json`, json.chunks);
  return [
    describe(`${table.name}.csv`, "text/csv", csv),
    describe(`${table.name}.json`, "application/json", json),
  ];
}

function* csvText(table: DownloadTable): Iterable<string> {
  yield csvLine(table.fields.map(({ name }) => name));
  for (const row of table.rows()) yield csvLine(row);
}

function* jsonText(table: DownloadTable): Iterable<string> {
  let separator = "[\n";
  for (const row of table.rows()) {
    const entries = table.fields.map(({ name }, index) => [name, jsonValue(row[index])]);
    yield `${separator}${JSON.stringify(Object.fromEntries(entries))}`;
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** What is not defined is null, so that every row has every property. */
function jsonValue(value: CsvValue): string | number | null {
  if (value === undefined) return null;
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}

/** Figures shown on the edition's pages: id → value, unit, formula, inputs. Each is handed on besides. */
export async function publishFigures(
  write: WriteFile,
  folder: string,
  atlas: Atlas,
  ids: ReadonlySet<string>,
  onFigure: (figure: Figure) => void,
): Promise<DownloadedFile> {
  const counted = count(figuresText(atlas, [...ids].sort(), onFigure));
  await write(`${folder}figures.json`, counted.chunks);
  return {
    name: "figures-json",
    file: "figures.json",
    title: "Every computed figure on the pages, with formula and inputs",
    mediatype: "application/json",
    ...counted.result(),
    fields: undefined,
  };
}

function* figuresText(
  atlas: Atlas,
  ids: readonly string[],
  onFigure: (figure: Figure) => void,
): Iterable<string> {
  const { status } = atlas.dataset.descriptor;
  let separator = "{\n";
  for (const id of ids) {
    const figure = figureNamed(atlas, id);
    if (isFigureError(figure)) throw new Error(`figure ${id}: ${figure.message}`);
    onFigure(figure);
    const { value, unit, formula, inputs, source } = figure;
    const entry = { value: value ?? null, unit, formula, inputs, source, data_status: status };
    yield `${separator}${JSON.stringify(id)}:${JSON.stringify(entry)}`;
    separator = ",\n";
  }
  yield separator === "{\n" ? "{}\n" : "\n}\n";
}

/** What the edition's narratives claim of its data: sentence, condition, verdict, figures. */
export async function publishClaims(
  write: WriteFile,
  folder: string,
  atlas: Atlas,
  claims: readonly PublishedClaim[],
): Promise<DownloadedFile> {
  const counted = count([claimsJson(atlas, claims)]);
  await write(`${folder}claims.json`, counted.chunks);
  return {
    name: "claims-json",
    file: "claims.json",
    title: "Every claim of the text, with its condition, verdict and figures",
    mediatype: "application/json",
    ...counted.result(),
    fields: undefined,
  };
}

interface Counted {
  readonly chunks: Iterable<string>;
  /** Known once the chunks have been written. */
  readonly result: () => { readonly bytes: number; readonly sha256: string };
}

/** Passes text on, larger pieces at a time, and keeps its size and hash. */
function count(source: Iterable<string>): Counted {
  const hash = createHash("sha256");
  let bytes = 0;
  const note = (chunk: string): string => {
    hash.update(chunk);
    bytes += Buffer.byteLength(chunk);
    return chunk;
  };
  function* chunks(): Iterable<string> {
    let pending = "";
    for (const text of source) {
      pending += text;
      if (pending.length < 65_536) continue;
      yield note(pending);
      pending = "";
    }
    if (pending !== "") yield note(pending);
  }
  let digest: string | undefined;
  return {
    chunks: chunks(),
    result() {
      digest ??= hash.digest("hex");
      return { bytes, sha256: digest };
    },
  };
}
