/** A harvest as the files of an edition: the same rows, the same bytes. */

import { createHash } from "node:crypto";
import type { Dataset, Descriptor } from "../model/dataset.ts";
import type { HarvestRow } from "./assembly.ts";
import type { CodeFacts } from "./code-mapping.ts";
import type { CrosswalkEntry } from "./source.ts";

/** A region or sector as its table has it. */
export interface NamedCode extends CodeFacts {
  readonly id: string;
  readonly name: string;
}

/** All that an edition is made of, but for its description. */
export interface Harvest {
  readonly cells: readonly HarvestRow[];
  readonly nation: readonly HarvestRow[];
  readonly regions: readonly NamedCode[];
  readonly sectors: readonly (NamedCode & { readonly group: string })[];
  readonly crosswalk: readonly CrosswalkEntry[];
}

/** What the description says beyond its resources. */
export type Description = Pick<
  Descriptor,
  | "name"
  | "title"
  | "description"
  | "keywords"
  | "place"
  | "created"
  | "published"
  | "status"
  | "jobsUnit"
  | "firmsUnit"
  | "criteria"
  | "clusterYears"
  | "periods"
  | "breaks"
  | "notes"
  | "licences"
  | "sources"
  | "contributors"
  | "receipts"
  | "decisions"
>;

export type EditionFiles = ReadonlyMap<string, string>;

/** The tables by file name; national.csv and crosswalk.csv only where there are rows. */
export function tableFiles({ cells, nation, regions, sectors, crosswalk }: Harvest): EditionFiles {
  const files = new Map<string, string>([
    ["regions.csv", placesCsv("region", regions)],
    ["sectors.csv", sectorsCsv(sectors)],
    [
      "employment.csv",
      csv(
        ["year", "region", "sector", "jobs", "firms", "flag"],
        cells.map((row) => [
          row.year,
          row.region ?? "",
          row.sector,
          row.jobs ?? "",
          row.firms ?? "",
          row.flags,
        ]),
      ),
    ],
  ]);
  if (nation.length > 0)
    files.set(
      "national.csv",
      csv(
        ["year", "sector", "jobs", "firms"],
        nation.map((row) => [row.year, row.sector, row.jobs ?? "", row.firms ?? ""]),
      ),
    );
  if (crosswalk.length > 0)
    files.set(
      "crosswalk.csv",
      csv(
        ["kind", "from", "to", "since", "note"],
        crosswalk.map(({ kind, from, to, since, note }) => [kind, from, to, since, note]),
      ),
    );
  return files;
}

function placesCsv(id: string, entries: readonly NamedCode[]): string {
  const extra = extraColumns(entries);
  return csv(
    [id, "name", "longitude", "latitude", ...extra],
    entries.map((entry) => [
      entry.id,
      entry.name,
      entry.longitude ?? "",
      entry.latitude ?? "",
      ...extra.map((column) => entry.extra?.[column] ?? ""),
    ]),
  );
}

function sectorsCsv(entries: Harvest["sectors"]): string {
  const extra = extraColumns(entries);
  const branched = entries.some(({ branch }) => branch !== undefined);
  return csv(
    ["sector", "name", "group", ...(branched ? ["branch"] : []), ...extra],
    entries.map((entry) => [
      entry.id,
      entry.name,
      entry.group,
      ...(branched ? [entry.branch ?? ""] : []),
      ...extra.map((column) => entry.extra?.[column] ?? ""),
    ]),
  );
}

function extraColumns(entries: readonly NamedCode[]): readonly string[] {
  return [...new Set(entries.flatMap(({ extra }) => Object.keys(extra ?? {})))].sort();
}

function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const FIELDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "regions.csv": [
    ["region", "string"],
    ["name", "string"],
    ["longitude", "number"],
    ["latitude", "number"],
  ],
  "sectors.csv": [
    ["sector", "string"],
    ["name", "string"],
    ["group", "string"],
  ],
  "employment.csv": [
    ["year", "year"],
    ["region", "string"],
    ["sector", "string"],
    ["jobs", "number"],
    ["firms", "integer"],
    ["flag", "string"],
  ],
  "national.csv": [
    ["year", "year"],
    ["sector", "string"],
    ["jobs", "number"],
    ["firms", "integer"],
  ],
  "crosswalk.csv": [
    ["kind", "string"],
    ["from", "string"],
    ["to", "string"],
    ["since", "year"],
    ["note", "string"],
  ],
};

/** `datapackage.json` (Frictionless Data Package 1), with size and hash of each table. */
export function descriptorFile(description: Description, files: EditionFiles): string {
  const { name, title, created, licences, sources, contributors } = description;
  const content = {
    profile: "tabular-data-package",
    name,
    title,
    ...(description.description === undefined ? {} : { description: description.description }),
    ...(description.keywords.length > 0 ? { keywords: description.keywords } : {}),
    created,
    ...(licences.length > 0 ? { licenses: licences } : {}),
    ...(sources.length > 0 ? { sources } : {}),
    ...(contributors.length > 0 ? { contributors } : {}),
    resources: [...files]
      .filter(([file]) => file.endsWith(".csv"))
      .map(([file, text]) => resource(file, text)),
    klyngeatlas: own(description),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function own(description: Description): object {
  const { published, status, jobsUnit, firmsUnit, criteria, clusterYears, periods } = description;
  const { breaks, notes, place, receipts, decisions } = description;
  return {
    published,
    status,
    ...(place === undefined ? {} : { place }),
    jobsUnit,
    firmsUnit,
    criteria,
    clusterYears,
    periods,
    breaks,
    notes,
    ...(receipts.length > 0 ? { receipts } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
  };
}

function resource(file: string, text: string): object {
  const header = text.slice(0, text.indexOf("\n")).split(",");
  const types = new Map(FIELDS[file] ?? []);
  return {
    name: file.replace(/\.csv$/, ""),
    path: file,
    profile: "tabular-data-resource",
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes: Buffer.byteLength(text),
    hash: `sha256:${createHash("sha256").update(text).digest("hex")}`,
    schema: { fields: header.map((name) => ({ name, type: types.get(name) ?? "string" })) },
  };
}

/** Regions and sectors as they were read, in the form in which they are written. */
export function codesOf(
  dataset: Pick<Dataset, "regions" | "sectors">,
): Pick<Harvest, "regions" | "sectors"> {
  const text = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : String(value);
  return {
    regions: dataset.regions.map(({ id, name, longitude, latitude, extra }) => ({
      id,
      name,
      longitude: text(longitude),
      latitude: text(latitude),
      extra,
    })),
    sectors: dataset.sectors.map(({ id, name, group, branch, extra }) => ({
      id,
      name,
      group,
      branch,
      extra,
    })),
  };
}
