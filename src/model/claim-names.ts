/** The regions and sectors that a condition names. */

import { allParts, type Condition } from "./claim-syntax.ts";
import type { ClusterSet, Part, Scope } from "./figure-id.ts";
import { byCodePoint } from "./slug.ts";

export interface ClaimNames {
  /** Ids, ascending, each once. */
  readonly regions: readonly string[];
  readonly sectors: readonly string[];
}

export function namesIn(condition: Condition): ClaimNames {
  const found = allParts(condition).map((part): ClaimNames => {
    if (part.kind === "figure") return namesInScope(part.id.scope);
    return part.kind === "cell" ? { regions: [part.region], sectors: [part.sector] } : NONE;
  });
  return {
    regions: ascending(found.flatMap(({ regions }) => regions)),
    sectors: ascending(found.flatMap(({ sectors }) => sectors)),
  };
}

const NONE: ClaimNames = { regions: [], sectors: [] };

function ascending(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort(byCodePoint);
}

function namesInScope(scope: Scope): ClaimNames {
  switch (scope.kind) {
    case "region":
      return { regions: [scope.region.text], sectors: sectorsIn(scope.part) };
    case "nation":
      return { regions: [], sectors: sectorsIn(scope.part) };
    case "clusters":
    case "same":
      return namesInSet(scope.set);
    default:
      return NONE;
  }
}

function namesInSet(set: ClusterSet): ClaimNames {
  if (set.kind === "region") return { regions: [set.region.text], sectors: [] };
  if (set.kind !== "cells") return { regions: [], sectors: sectorsIn(set) };
  return {
    regions: set.cells.map(({ region }) => region.text),
    sectors: set.cells.map(({ sector }) => sector.text),
  };
}

function sectorsIn(part: Part): readonly string[] {
  return part.kind === "sector" ? [part.sector.text] : [];
}
