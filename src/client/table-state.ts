/** The state of an interactive table, in the page's address, and the order it puts rows in. */

export type Direction = "ascending" | "descending";

export interface TableState {
  /** Text that rows must contain; empty for all. */
  readonly filter: string;
  /** `data-status` that rows must have; empty for all. */
  readonly status: string;
  /** Position of the column that sorts; undefined for the order in which the page came. */
  readonly column: number | undefined;
  readonly direction: Direction;
}

export const UNTOUCHED: TableState = {
  filter: "",
  status: "",
  column: undefined,
  direction: "ascending",
};

/** The state in a query, under a prefix that tells several tables of a page apart. What makes no sense is ignored. */
export function readState(query: string, prefix: string, columns: number): TableState {
  const parameters = new URLSearchParams(query);
  const [, digits, down] = /^(\d{1,3})(d?)$/.exec(parameters.get(`${prefix}sort`) ?? "") ?? [];
  const column = digits === undefined ? undefined : Number(digits) - 1;
  const known = column !== undefined && column >= 0 && column < columns;
  return {
    filter: parameters.get(`${prefix}q`) ?? "",
    status: parameters.get(`${prefix}status`) ?? "",
    column: known ? column : undefined,
    direction: known && down === "d" ? "descending" : "ascending",
  };
}

/** The query with the state in it; what is untouched leaves no trace, and other parameters stay. */
export function writeState(query: string, prefix: string, state: TableState): string {
  const parameters = new URLSearchParams(query);
  const set = (name: string, value: string): void => {
    if (value === "") parameters.delete(prefix + name);
    else parameters.set(prefix + name, value);
  };
  set("q", state.filter);
  set("status", state.status);
  set(
    "sort",
    state.column === undefined
      ? ""
      : `${state.column + 1}${state.direction === "descending" ? "d" : ""}`,
  );
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** A cell for sorting: its number where it has one, else its text. */
export interface SortKey {
  readonly number: number | undefined;
  readonly text: string;
}

/**
 * Order of two cells. Numbers before text, and cells that hold nothing (an empty text, a dash) last in either
 * direction. Text in code point order without case.
 */
export function compareKeys(a: SortKey, b: SortKey, direction: Direction): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  const order =
    a.number !== undefined && b.number !== undefined
      ? a.number - b.number
      : compareText(a.text.toLowerCase(), b.text.toLowerCase());
  return direction === "ascending" ? order : -order;
}

function rankOf({ number, text }: SortKey): number {
  if (number !== undefined) return 0;
  return text === "" || text === "–" ? 2 : 1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a press on a column's button leads to: numbers start with the largest, text with the first. */
export function nextSort(state: TableState, column: number, numeric: boolean): TableState {
  if (state.column !== column)
    return { ...state, column, direction: numeric ? "descending" : "ascending" };
  return { ...state, direction: state.direction === "ascending" ? "descending" : "ascending" };
}
