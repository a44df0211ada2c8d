import type { Atlas } from "./atlas.ts";
import type { ClusterSet, FigureError, FigureId, Lack, Name, Part, Scope } from "./figure-id.ts";
import { unknown } from "./nearest.ts";

/**
 * Whether the edition has everything that a figure's id names: its regions, sectors, branches, groups and years,
 * and, for clusters, a cluster year. The first error in reading order; undefined where there is none.
 */
export function checkFigureId(atlas: Atlas, id: FigureId): FigureError | undefined {
  for (const { what, name, known } of namesOf(atlas, id.scope)) {
    if (!known.includes(name.text)) {
      const lack = { what, name: name.text };
      return { message: unknown(what, name.text, known), column: name.column, lack };
    }
  }
  return yearError(atlas, id) ?? clusterYearError(atlas, id);
}

interface Named {
  readonly what: Lack["what"];
  readonly name: Name;
  readonly known: readonly string[];
}

function namesOf(atlas: Atlas, scope: Scope): readonly Named[] {
  switch (scope.kind) {
    case "edition":
    case "levels":
    case "literals":
      return [];
    case "nation":
      return namesOfPart(atlas, scope.part);
    case "region":
      return [region(atlas, scope.region), ...namesOfPart(atlas, scope.part)];
    case "clusters":
    case "same":
      return namesOfSet(atlas, scope.set);
  }
}

function namesOfSet(atlas: Atlas, set: ClusterSet): readonly Named[] {
  if (set.kind === "region") return [region(atlas, set.region)];
  if (set.kind !== "cells") return namesOfPart(atlas, set);
  return set.cells.flatMap((cell) => [region(atlas, cell.region), sector(atlas, cell.sector)]);
}

function namesOfPart(atlas: Atlas, part: Part): readonly Named[] {
  if (part.kind === "all") return [];
  if (part.kind === "sector") return [sector(atlas, part.sector)];
  const classes = part.kind === "branch" ? atlas.branches : atlas.groups;
  return [{ what: part.kind, name: part.sectorClass, known: classes.map(({ id }) => id) }];
}

function region(atlas: Atlas, name: Name): Named {
  return { what: "region", name, known: [...atlas.regionIndex.keys()] };
}

function sector(atlas: Atlas, name: Name): Named {
  return { what: "sector", name, known: [...atlas.sectorIndex.keys()] };
}

function yearError({ dataset }: Atlas, { years, yearsColumn }: FigureId): FigureError | undefined {
  const n = years.findIndex((year) => !dataset.years.includes(year));
  const year = years[n];
  if (year === undefined) return undefined;
  const column = yearsColumn + years.slice(0, n).join("-").length + (n > 0 ? 1 : 0);
  const message = `The edition has no year ${year}; ${theYears(dataset.years)}.`;
  return { message, column, lack: { what: "year", name: String(year) } };
}

/** The clusters of a year are those of a cluster year; those of a period need one within it. Named cells need none. */
function clusterYearError(atlas: Atlas, id: FigureId): FigureError | undefined {
  const { scope, years, yearsColumn: column } = id;
  if (scope.kind === "levels") return periodError(atlas, years, column);
  if (scope.kind !== "clusters" && scope.kind !== "same") return undefined;
  const counts = id.measure === "count" || id.measure.startsWith("count-");
  if (scope.set.kind === "cells" && !counts) return undefined;
  const both = id.measure.startsWith("count-");
  if (years.length > 1 && !both) return periodError(atlas, years, column);
  const other = years.find((year) => !atlas.clusterCells.has(year));
  if (other === undefined) return undefined;
  const known = theYears([...atlas.clusterCells.keys()], "cluster year");
  const message = `${other} is no cluster year of the edition; ${known}.`;
  return { message, column, lack: { what: "clusterYear", name: String(other) } };
}

function periodError(
  { clusterCells }: Atlas,
  [from = 0, to = 0]: readonly number[],
  column: number,
): FigureError | undefined {
  const within = [...clusterCells.keys()].some((year) => from <= year && year <= to);
  if (within) return undefined;
  const known = theYears([...clusterCells.keys()], "cluster year");
  const message = `No cluster year of the edition lies in ${from}–${to}; ${known}.`;
  return { message, column, lack: { what: "period", name: `${from}–${to}` } };
}

function theYears(years: readonly number[], what = "year"): string {
  if (years.length === 0) return `it has no ${what}`;
  return years.length === 1
    ? `its only ${what} is ${years.join("")}`
    : `its ${what}s are ${years.join(", ")}`;
}
