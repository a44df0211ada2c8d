import { cellIndex, type Dataset } from "./dataset.ts";
import { positionsOf, VERDICT, type VerdictCode } from "./verdict.ts";

/** A region and a sector: positions in the dataset's arrays, and ids. */
export interface Cell {
  readonly r: number;
  readonly s: number;
  readonly region: string;
  readonly sector: string;
}

/** Clusters over the last two cluster years: in both, only the later, only the earlier; `current` where there is one year. */
export type Status = "stable" | "new" | "ex" | "current";

export interface Cluster extends Cell {
  readonly status: Status;
  /** False where withheld figures leave it open whether the pair was a cluster in the other year too. */
  readonly certain: boolean;
}

/** The cells of a year with the given verdict, ordered by region id, then sector id. */
export function cellsWith(
  dataset: Dataset,
  verdicts: Uint8Array,
  code: VerdictCode,
  year: number,
): readonly Cell[] {
  const y = dataset.years.indexOf(year);
  const size = dataset.regions.length * dataset.sectors.length;
  if (y < 0) return [];
  return positionsOf(verdicts, code, y * size, (y + 1) * size).map((i) =>
    cellAt(dataset, i - y * size),
  );
}

/** The cell at a position of the region × sector layout of one year. */
export function cellAt({ regions, sectors }: Dataset, position: number): Cell {
  const r = Math.floor(position / sectors.length);
  const s = position % sectors.length;
  return { r, s, region: regions[r]?.id ?? "", sector: sectors[s]?.id ?? "" };
}

/**
 * The potential regional clusters of the edition: every pair that is one in either of the last two
 * cluster years, with its status between them (Isaksen 1998, section 4, footnote 5). Ordered by region, then sector.
 */
export function clusters(dataset: Dataset, verdicts: Uint8Array): readonly Cluster[] {
  const [later, earlier] = dataset.descriptor.clusterYears.toReversed();
  if (later === undefined) return [];
  const now = cellsWith(dataset, verdicts, VERDICT.cluster, later);
  if (earlier === undefined) {
    return now.map((cell) => ({ ...cell, status: "current", certain: true }));
  }
  const before = cellsWith(dataset, verdicts, VERDICT.cluster, earlier);
  const verdictIn = (year: number, cell: Cell) =>
    verdicts[cellIndex(dataset, dataset.years.indexOf(year), cell.r, cell.s)];
  return unionOfCells([now, before]).map((cell) => {
    const atEnd = verdictIn(later, cell);
    const atStart = verdictIn(earlier, cell);
    if (atEnd !== VERDICT.cluster) {
      return { ...cell, status: "ex", certain: atEnd === VERDICT.none };
    }
    if (atStart !== VERDICT.cluster) {
      return { ...cell, status: "new", certain: atStart === VERDICT.none };
    }
    return { ...cell, status: "stable", certain: true };
  });
}

/** Each cell of the lists once, ordered by region, then sector. */
export function unionOfCells(lists: readonly (readonly Cell[])[]): readonly Cell[] {
  const sorted = lists.flat().sort((a, b) => a.r - b.r || a.s - b.s);
  return sorted.filter((cell, i) => {
    const previous = sorted[i - 1];
    return previous?.r !== cell.r || previous.s !== cell.s;
  });
}

/** The cells a period covers: those that were clusters in any cluster year from its first year to its last. */
export function cellsOfPeriod(
  clusterCells: ReadonlyMap<number, readonly Cell[]>,
  [from, to]: readonly [number, number],
): readonly Cell[] {
  const lists = [...clusterCells].filter(([year]) => from <= year && year <= to);
  const [first, second] = lists;
  // The list of one year is in order as it is; thousands of figures ask for it.
  if (first !== undefined && second === undefined) return first[1];
  return unionOfCells(lists.map(([, cells]) => cells));
}
