/** A query too large for one request, divided into parts that are not. */

/** Chosen codes by variable, in the table's order of variables. */
export type Selection = readonly {
  readonly variable: string;
  readonly codes: readonly string[];
}[];

export interface PartLimits {
  /** Most cells of a request: the product of the numbers of codes. */
  readonly mostCells: number;
  /** Most codes of a request: their sum over the variables. */
  readonly mostValues: number;
}

/** Product of the numbers of codes; empty cells count too. */
export function cellsOf(selection: Selection): number {
  return selection.reduce((product, { codes }) => product * codes.length, 1);
}

/**
 * Parts that together ask for every cell once, each within the limits where single codes allow it. Divides the
 * variable with the most codes (the first of several), into as few pieces as will do.
 */
export function divide(selection: Selection, limits: PartLimits): readonly Selection[] {
  const cells = cellsOf(selection);
  const values = selection.reduce((sum, { codes }) => sum + codes.length, 0);
  if (cells <= limits.mostCells && values <= limits.mostValues) return [selection];
  const longest = longestOf(selection);
  if (longest === undefined) return [selection];
  const size = longest.codes.length;
  const byCells = Math.floor((limits.mostCells * size) / cells);
  const byValues = limits.mostValues - (values - size);
  const fitting = Math.max(1, Math.min(byCells, byValues, size - 1));
  const pieces = Math.ceil(size / fitting);
  return inPieces(selection, longest.variable, pieces).flatMap((part) => divide(part, limits));
}

/** Two halves along the longest variable; undefined where every variable has one code. */
export function halve(selection: Selection): readonly Selection[] | undefined {
  const longest = longestOf(selection);
  return longest && inPieces(selection, longest.variable, 2);
}

function longestOf(selection: Selection): Selection[number] | undefined {
  return selection
    .filter(({ codes }) => codes.length > 1)
    .reduce<Selection[number] | undefined>(
      (best, entry) =>
        best === undefined || entry.codes.length > best.codes.length ? entry : best,
      undefined,
    );
}

/** Pieces whose sizes differ by one at most. */
function inPieces(selection: Selection, variable: string, pieces: number): readonly Selection[] {
  const codes = selection.find((entry) => entry.variable === variable)?.codes ?? [];
  return Array.from({ length: pieces }, (_, i) => {
    const from = Math.round((i * codes.length) / pieces);
    const to = Math.round(((i + 1) * codes.length) / pieces);
    return selection.map((entry) =>
      entry.variable === variable ? { variable, codes: codes.slice(from, to) } : entry,
    );
  });
}
