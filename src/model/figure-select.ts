import type { Atlas } from "./atlas.ts";
import { type Cell, cellAt, cellsOfPeriod, unionOfCells } from "./cluster.ts";
import type { ClusterSet, Part, Scope } from "./figure-id.ts";
import type { Selection } from "./figure-quantity.ts";

/**
 * The cells, or the country's sectors, that a scope names in a year or over a period. The names are known to exist
 * (see figure-check.ts). A scope that names neither, such as `edition`, selects no cells.
 */
export function select(atlas: Atlas, scope: Scope, years: readonly number[]): Selection {
  switch (scope.kind) {
    case "region": {
      const cells = sectorsOf(atlas, scope.part).map((s) =>
        cellOf(atlas, regionOf(atlas, scope.region.text), s),
      );
      const [cell] = cells;
      return scope.part.kind === "sector" && cell !== undefined
        ? { kind: "cell", cell }
        : { kind: "cells", cells, rowsOnly: true };
    }
    case "nation":
      return { kind: "sectors", sectors: sectorsOf(atlas, scope.part) };
    case "clusters":
      return { kind: "cells", cells: clustersOf(atlas, scope.set, years), rowsOnly: false };
    case "same":
      return { kind: "sectors", sectors: sectorsWith(clustersOf(atlas, scope.set, years)) };
    case "edition":
    case "levels":
    case "literals":
      return { kind: "cells", cells: [], rowsOnly: false };
  }
}

/** The clusters of a set in a cluster year, or over a period; the named cells whatever their verdict. */
export function clustersOf(
  atlas: Atlas,
  set: ClusterSet,
  years: readonly number[],
): readonly Cell[] {
  if (set.kind === "cells") {
    const cells = set.cells.map(({ region, sector }) =>
      cellOf(atlas, regionOf(atlas, region.text), atlas.sectorIndex.get(sector.text) ?? -1),
    );
    return unionOfCells([cells]);
  }
  const [from = 0, to = from] = years;
  return cellsInSet(atlas, set, cellsOfPeriod(atlas.clusterCells, [from, to]));
}

/** Those of the cells that lie in the set. */
export function cellsInSet(atlas: Atlas, set: ClusterSet, cells: readonly Cell[]): readonly Cell[] {
  switch (set.kind) {
    case "region":
      return cells.filter(({ region }) => region === set.region.text);
    case "cells":
      return cells.filter((cell) =>
        set.cells.some(
          ({ region, sector }) => cell.region === region.text && cell.sector === sector.text,
        ),
      );
    default: {
      const sectors = new Set(sectorsOf(atlas, set));
      return cells.filter(({ s }) => sectors.has(s));
    }
  }
}

/** Positions of the sectors of a part of the economy, ascending. */
export function sectorsOf(atlas: Atlas, part: Part): readonly number[] {
  switch (part.kind) {
    case "all":
      return [...atlas.dataset.sectors.keys()];
    case "sector":
      return [atlas.sectorIndex.get(part.sector.text) ?? -1];
    case "branch":
    case "group": {
      const classes = part.kind === "branch" ? atlas.branches : atlas.groups;
      return classes.find(({ id }) => id === part.sectorClass.text)?.sectors ?? [];
    }
  }
}

/** The sectors in which cells lie, each once, ascending. */
export function sectorsWith(cells: readonly Cell[]): readonly number[] {
  return [...new Set(cells.map(({ s }) => s))].sort((a, b) => a - b);
}

function regionOf(atlas: Atlas, id: string): number {
  return atlas.regionIndex.get(id) ?? -1;
}

function cellOf({ dataset }: Atlas, r: number, s: number): Cell {
  return cellAt(dataset, r * dataset.sectors.length + s);
}
