/** `sectors.csv` → sectors. */

import type { Sector } from "../model/dataset.ts";
import { byCodePoint, checkName, checkText, furtherCells } from "./cell.ts";
import { createClassIds } from "./class-ids.ts";
import type { InputFile } from "./file.ts";
import type { ProblemLog } from "./problem-log.ts";
import { createRegister, enterId, type OpenRegister, type Register } from "./register.ts";
import { sameAsCell } from "./same-as.ts";
import { type RowReader, readTable } from "./table.ts";
import type { Columns } from "./table-header.ts";
import { checkTranslations, createClassCheck, translatedColumns } from "./translated-columns.ts";

export interface SectorTable {
  /** Ascending by id. */
  readonly sectors: readonly Sector[];
  readonly register: Register;
}

/** Reads the sectors; undefined where there is no such table to read. The log holds what is wrong. */
export async function readSectors(file: InputFile): Promise<SectorTable | undefined> {
  const sectors: Sector[] = [];
  const register = createRegister();
  const form = {
    required: ["sector", "name", "group"],
    optional: ["branch", "group_id", "branch_id", "same_as"],
    further: "kept",
  } as const;
  const done = await readTable(file, form, (columns) =>
    sectorReader(columns, register, sectors, file.log),
  );
  if (!done) return undefined;
  return { sectors: sectors.sort((a, b) => byCodePoint(a.id, b.id)), register };
}

function sectorReader(
  columns: Columns,
  register: OpenRegister,
  sectors: Sector[],
  log: ProblemLog,
): RowReader {
  const at = {
    id: columns.of("sector"),
    name: columns.of("name"),
    group: columns.of("group"),
    branch: columns.of("branch"),
    groupId: columns.of("group_id"),
    branchId: columns.of("branch_id"),
    sameAs: columns.of("same_as"),
  };
  const translated = translatedColumns(columns.further, ["name", "group", "branch"]);
  const checkClass = createClassCheck(log);
  const classIdOf = createClassIds((column) => columns.of(column) >= 0, log);
  return (cells, line) => {
    const id = cells[at.id] ?? "";
    const name = cells[at.name] ?? "";
    const group = cells[at.group] ?? "";
    const branch = cells[at.branch] ?? "";
    const fresh = enterId(id, { line, column: "sector" }, register, log);
    checkName(name, { line, column: "name" }, log);
    checkName(group, { line, column: "group" }, log);
    checkText(branch, { line, column: "branch" }, log);
    const sameAs = sameAsCell(cells[at.sameAs] ?? "", { line, column: "same_as" }, log);
    const groupId = classIdOf("group_id", group, cells[at.groupId] ?? "", line);
    const branchId = classIdOf("branch_id", branch, cells[at.branchId] ?? "", line);
    const extra = furtherCells(cells, columns.further);
    checkTranslations(extra, translated, line, log);
    for (const column of translated) {
      if (column.startsWith("group_")) checkClass(column, group, extra[column] ?? "", line);
      if (column.startsWith("branch_")) checkClass(column, branch, extra[column] ?? "", line);
    }
    if (fresh)
      sectors.push({
        id,
        name,
        group,
        branch: branch === "" ? undefined : branch,
        groupId,
        branchId,
        sameAs,
        extra,
      });
  };
}
