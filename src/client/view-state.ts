/** A view of the list of clusters: what a reader has chosen, and the published query that says it (docs/explorer.md). */

import { matches } from "../words/fold.ts";
import { readState, type TableState, UNTOUCHED, writeState } from "./table-state.ts";

export interface ViewState extends TableState {
  /** Id of a sector; empty for all. */
  readonly sector: string;
  /** Id of a group of sectors; empty for all, and where a sector is chosen. */
  readonly group: string;
  /** Least number of jobs; 0 for any. */
  readonly jobs: number;
}

export const WHOLE_LIST: ViewState = { ...UNTOUCHED, sector: "", group: "", jobs: 0 };

/** What the page offers to choose from; anything else in an address is of another edition, or a mistake. */
export interface Choices {
  readonly columns: number;
  readonly statuses: ReadonlySet<string>;
  /** The group's id by the sector's. */
  readonly sectors: ReadonlyMap<string, string>;
}

export interface ReadView {
  readonly state: ViewState;
  /** Parameters that make no sense here, as the address has them: "sector=fishing". */
  readonly ignored: readonly string[];
}

/** More is no search; it would also be printed. */
const LONGEST_TEXT = 200;

/** The view that a query names. What this list does not have is left out, and said. */
export function readView(query: string, choices: Choices): ReadView {
  const parameters = new URLSearchParams(query);
  const ignored: string[] = [];
  const take = (name: string, known: (value: string) => boolean): string => {
    const value = parameters.get(name) ?? "";
    if (value === "" || known(value)) return value;
    ignored.push(`${name}=${value.slice(0, LONGEST_TEXT)}`);
    return "";
  };
  const table = readState(query, "", choices.columns);
  const sort = take("sort", () => table.column !== undefined);
  const sector = take("sector", (value) => choices.sectors.has(value));
  const groups = new Set(choices.sectors.values());
  const group = take("group", (value) => groups.has(value));
  const jobs = take("jobs", (value) => /^\d{1,7}$/.test(value));
  return {
    state: {
      filter: table.filter.trim().slice(0, LONGEST_TEXT),
      status: take("status", (value) => choices.statuses.has(value)),
      column: sort === "" ? undefined : table.column,
      direction: sort === "" ? "ascending" : table.direction,
      sector,
      group: sector === "" ? group : "",
      jobs: Number(jobs),
    },
    ignored,
  };
}

/**
 * The query with the view in it: parameters of others first, then the view's own in one order, so that a view has one
 * address however a reader came to it. What is not chosen leaves no trace.
 */
export function writeView(query: string, state: ViewState): string {
  const table = new URLSearchParams(writeState("", "", state));
  const own: readonly (readonly [string, string])[] = [
    ["q", state.filter],
    ["sector", state.sector],
    ["group", state.group],
    ["status", state.status],
    ["jobs", state.jobs === 0 ? "" : String(state.jobs)],
    ["sort", table.get("sort") ?? ""],
  ];
  const parameters = new URLSearchParams(query);
  for (const [name] of own) parameters.delete(name);
  for (const [name, value] of own) if (value !== "") parameters.append(name, value);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** Whether anything is left out of the list. */
export function isFiltered({ filter, status, sector, group, jobs }: ViewState): boolean {
  return filter !== "" || status !== "" || sector !== "" || group !== "" || jobs > 0;
}

/** What a row is chosen by. */
export interface Listed {
  /** Its text, folded. */
  readonly folded: string;
  readonly status: string;
  readonly sector: string;
  readonly group: string;
  /** Undefined where withheld: such a row is never known to have enough. */
  readonly jobs: number | undefined;
}

export function passes(row: Listed, state: ViewState): boolean {
  return (
    (state.status === "" || row.status === state.status) &&
    (state.sector === "" || row.sector === state.sector) &&
    (state.group === "" || row.group === state.group) &&
    (state.jobs === 0 || (row.jobs ?? -1) >= state.jobs) &&
    matches(row.folded, state.filter)
  );
}
