import type { Dataset, Sector } from "./dataset.ts";
import { byCodePoint, distinctSlugs, slug } from "./slug.ts";

/** Sectors that are compared together: a group, or a branch, the coarser level of the paper's figures 1 and 2. */
export interface SectorClass {
  /** As the edition gives it; else made from the name, and then another where the name is. */
  readonly id: string;
  readonly name: string;
  /** Positions in the dataset's sectors, ascending. */
  readonly sectors: readonly number[];
}

/** The edition's groups, ordered by id. */
export function groupsOf(dataset: Dataset): readonly SectorClass[] {
  return classesBy(dataset, ({ group, groupId }) => ({ name: group, id: groupId }));
}

/** The edition's branches, ordered by id; none where the edition has no such level. */
export function branchesOf(dataset: Dataset): readonly SectorClass[] {
  return classesBy(dataset, ({ branch, branchId }) =>
    branch === undefined ? undefined : { name: branch, id: branchId },
  );
}

interface ClassNames {
  readonly name: string;
  readonly id: string | undefined;
}

function classesBy(
  { sectors }: Dataset,
  classOf: (sector: Sector) => ClassNames | undefined,
): readonly SectorClass[] {
  const members = new Map<string, { readonly id: string | undefined; readonly at: number[] }>();
  for (const [s, sector] of sectors.entries()) {
    const found = classOf(sector);
    if (found === undefined) continue;
    const known = members.get(found.name);
    if (known === undefined) members.set(found.name, { id: found.id, at: [s] });
    else known.at.push(s);
  }
  // An edition gives an id to each of its classes or to none.
  const made = distinctSlugs(members.keys());
  return [...members]
    .map(([name, { id, at }]) => ({ id: id ?? made.get(name) ?? slug(name), name, sectors: at }))
    .sort((a, b) => byCodePoint(a.id, b.id));
}
