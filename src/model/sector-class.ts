import type { Dataset, Sector } from "./dataset.ts";
import { byCodePoint, distinctSlugs } from "./slug.ts";

/** Sectors that are compared together: a group, or a branch, the coarser level of the paper's figures 1 and 2. */
export interface SectorClass {
  readonly id: string;
  readonly name: string;
  /** Positions in the dataset's sectors, ascending. */
  readonly sectors: readonly number[];
}

/** The edition's groups, ordered by id. */
export function groupsOf(dataset: Dataset): readonly SectorClass[] {
  return classesBy(dataset, (sector) => sector.group);
}

/** The edition's branches, ordered by id; none where the edition has no such level. */
export function branchesOf(dataset: Dataset): readonly SectorClass[] {
  return classesBy(dataset, (sector) => sector.branch);
}

function classesBy(
  { sectors }: Dataset,
  nameOf: (sector: Sector) => string | undefined,
): readonly SectorClass[] {
  const members = new Map<string, number[]>();
  for (const [s, sector] of sectors.entries()) {
    const name = nameOf(sector);
    if (name === undefined) continue;
    const positions = members.get(name);
    if (positions === undefined) members.set(name, [s]);
    else positions.push(s);
  }
  return [...distinctSlugs(members.keys())]
    .map(([name, id]) => ({ id, name, sectors: members.get(name) ?? [] }))
    .sort((a, b) => byCodePoint(a.id, b.id));
}
