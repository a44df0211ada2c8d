import type { ModelledYear } from "./model.ts";
import type { Assumptions } from "./tables.ts";

/** A file of the edition: its name and its text. */
export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

/** The three tables of the edition that the model makes. */
export function outputFiles(
  assumptions: Assumptions,
  years: readonly ModelledYear[],
): readonly OutputFile[] {
  return [regionsFile(assumptions), sectorsFile(assumptions), employmentFile(assumptions, years)];
}

function regionsFile({ regions }: Assumptions): OutputFile {
  return csv(
    "regions.csv",
    ["region", "name", "longitude", "latitude", "centre", "basis", "name_nb"],
    regions.map((row) => [
      ...[row.id, row.name, row.longitude, row.latitude],
      ...[row.centre, row.basis, row.bokmaal],
    ]),
  );
}

function sectorsFile({ sectors }: Assumptions): OutputFile {
  return csv(
    "sectors.csv",
    [
      "sector",
      "name",
      "group",
      "branch",
      "group_id",
      "branch_id",
      "isic2",
      "name_nb",
      "group_nb",
      "branch_nb",
    ],
    sectors.map(({ id, name, group, branch, groupId, branchId, isic2, bokmaal }) => [
      ...[id, name, group, branch, groupId, branchId, isic2],
      ...[bokmaal.name, bokmaal.group, bokmaal.branch],
    ]),
  );
}

/** A row for each cell with jobs; every figure is flagged m, modelled. */
function employmentFile(
  { regions, sectors }: Assumptions,
  years: readonly ModelledYear[],
): OutputFile {
  const rows = years.flatMap(({ year, jobs, firms }) =>
    regions.flatMap((region, r) =>
      sectors.flatMap((sector, s) => {
        const count = jobs[r]?.[s] ?? 0;
        if (count === 0) return [];
        return [
          [String(year), region.id, sector.id, String(count), String(firms[r]?.[s] ?? 0), "m"],
        ];
      }),
    ),
  );
  return csv("employment.csv", ["year", "region", "sector", "jobs", "firms", "flag"], rows);
}

function csv(
  name: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): OutputFile {
  const text = [header, ...rows].map((row) => `${row.map(quote).join(",")}\n`).join("");
  return { name, text };
}

/** RFC 4180: quoted where a comma, a quotation mark or a line end requires it. */
function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
