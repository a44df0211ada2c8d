/**
 * The files under /E/data/: clusters, location quotients and growth as CSV and JSON, the figures
 * shown on pages, and a data package that describes and hashes them. Rows are made one by one,
 * so that a large edition never stands in memory as text.
 */

import { createHash } from "node:crypto";
import type { Atlas } from "../model/atlas.ts";
import { cellIndex } from "../model/dataset.ts";
import { figureNamed } from "../model/figure.ts";
import { isFigureError } from "../model/figure-id.ts";
import { verdictAt } from "../model/verdict.ts";
import { claimsJson, type PublishedClaim } from "./claims.ts";
import type { WriteFile } from "./context.ts";
import { type CsvValue, csvLine } from "./csv.ts";

/** A table to download: its fields, and its rows made on demand. */
export interface DownloadTable {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly rows: () => Iterable<readonly CsvValue[]>;
}

interface Field {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "year";
  readonly description: string;
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
}

const field = (name: string, type: Field["type"], description: string): Field => ({
  name,
  type,
  description,
});

const STATUS_FIELD = field(
  "data_status",
  "string",
  "observed, or modelled: whether the row's figures are observations",
);

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
    fields: [
      field("year", "year", "cluster year"),
      field("region", "string", "id of the region"),
      field("region_name", "string", "name of the region"),
      field("sector", "string", "id of the sector"),
      field("sector_name", "string", "name of the sector"),
      field("group", "string", "group of the sector"),
      field("jobs", "number", jobsUnit),
      field("firms", "integer", firmsUnit),
      field(
        "location_quotient",
        "number",
        "share of the region's jobs over share of the country's",
      ),
      field("verdict", "string", "cluster"),
      field(
        "status",
        "string",
        "over the last two cluster years: stable, new, ex; current where there is one cluster year",
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
    fields: [
      field("year", "year", "year of the figures"),
      field("region", "string", "id of the region"),
      field("sector", "string", "id of the sector"),
      field("jobs", "number", `${jobsUnit}; empty where withheld`),
      field("firms", "integer", `${firmsUnit}; empty where withheld`),
      field(
        "location_quotient",
        "number",
        "share of the region's jobs over share of the country's",
      ),
      field("verdict", "string", "cluster, possible or none by the edition's criteria"),
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
    fields: [
      field("period", "string", "from–to, written with a hyphen"),
      field("level", "string", "sector, branch, group or all"),
      field("id", "string", "id of the sector, branch or group; all"),
      field("name", "string", "its name"),
      field("clusters", "integer", "number of clusters that the period covers"),
      field("jobs_from", "number", `${jobsUnit} in these clusters in the first year`),
      field("jobs_to", "number", "the same in the last year"),
      field("change", "number", "last less first"),
      field("change_percent", "number", "in percent of the first"),
      field("national_from", "number", "the same sectors in the whole country, first year"),
      field("national_to", "number", "the same, last year"),
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

/** Figures shown on the edition's pages: id → value, unit, formula, inputs. */
export async function publishFigures(
  write: WriteFile,
  folder: string,
  atlas: Atlas,
  ids: ReadonlySet<string>,
): Promise<DownloadedFile> {
  const counted = count(figuresText(atlas, [...ids].sort()));
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

function* figuresText(atlas: Atlas, ids: readonly string[]): Iterable<string> {
  const { status } = atlas.dataset.descriptor;
  let separator = "{\n";
  for (const id of ids) {
    const figure = figureNamed(atlas, id);
    if (isFigureError(figure)) throw new Error(`figure ${id}: ${figure.message}`);
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

/** The data package of /E/data/: what each file is, and its hash. */
export function dataPackage(atlas: Atlas, files: readonly DownloadedFile[]): string {
  const { descriptor, id } = atlas.dataset;
  const content = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `klyngeatlas-${id}`,
    title: descriptor.title,
    description:
      descriptor.status === "modelled"
        ? "Modelled figures: single cells are modelled to agree with a publication’s printed figures; see the method page."
        : (descriptor.description ?? descriptor.title),
    created: descriptor.created,
    version: descriptor.published,
    ...(descriptor.licences.length > 0 ? { licenses: descriptor.licences } : {}),
    ...(descriptor.sources.length > 0 ? { sources: descriptor.sources } : {}),
    ...(descriptor.contributors.length > 0
      ? { contributors: descriptor.contributors.map(contributor) }
      : {}),
    klyngeatlas: {
      edition: id,
      status: descriptor.status,
      criteria: descriptor.criteria,
      ...(descriptor.receipts.length > 0 ? { receipts: descriptor.receipts } : {}),
      ...(descriptor.decisions.length > 0 ? { decisions: descriptor.decisions } : {}),
    },
    resources: files.map((file) => ({
      name: file.name,
      path: file.file,
      title: file.title,
      format: file.file.split(".").at(-1),
      mediatype: file.mediatype,
      encoding: "utf-8",
      bytes: file.bytes,
      hash: `sha256:${file.sha256}`,
      ...(file.fields === undefined
        ? {}
        : { schema: { fields: file.fields, missingValues: [""] } }),
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function contributor({
  title,
  role,
  path,
}: Atlas["dataset"]["descriptor"]["contributors"][number]): {
  readonly title: string;
  readonly roles?: readonly string[];
  readonly path?: string;
} {
  return {
    title,
    ...(role === undefined ? {} : { roles: [role] }),
    ...(path === undefined ? {} : { path }),
  };
}
