/** Regions or sectors as one of the directions of the arrays of cells: id → position. */

import type { ProblemLog } from "./problem-log.ts";
import { checkKnown, type Register } from "./register.ts";

/** Ids in the order of the dataset, and the lines that give them. */
export interface Axis {
  readonly ids: readonly string[];
  readonly register: Register;
}

/** Positions along an axis as rows ask for them. */
export interface Positions {
  /** Position of an id; undefined where it is unknown, which the log says. */
  readonly of: (id: string, line: number, log: ProblemLog) => number | undefined;
  /** Ids by position. */
  readonly ids: () => readonly string[];
}

/** Positions of the ids of an axis, of which there are no others. */
export function fixedPositions(kind: "region" | "sector", { ids, register }: Axis): Positions {
  const positions = new Map(ids.map((id, i) => [id, i]));
  return {
    of: (id, line, log) => {
      const found = positions.get(id);
      if (found === undefined) checkKnown(kind, id, { line, column: kind }, register, log);
      return found;
    },
    ids: () => ids,
  };
}

/**
 * Positions in the order in which ids turn up. They serve where the table of ids cannot be read: what
 * is wrong with the cells is then still found, though the cells cannot be used.
 */
export function foundPositions(): Positions {
  const positions = new Map<string, number>();
  return {
    of: (id) => {
      const position = positions.get(id) ?? positions.size;
      positions.set(id, position);
      return position;
    },
    ids: () => [...positions.keys()],
  };
}
