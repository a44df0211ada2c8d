/** Sorting and filtering of `table[data-interactive]`. Without this script the table is complete as it is. */

import { fold, matches } from "../words/fold.ts";
import { element } from "./dom.ts";
import { filled, groupedDigits } from "./phrase.ts";
import {
  compareKeys,
  nextSort,
  readState,
  type SortKey,
  type TableState,
  writeState,
} from "./table-state.ts";

export interface Row {
  readonly element: HTMLTableRowElement;
  readonly folded: string;
  readonly status: string;
  readonly keys: readonly SortKey[];
}

/** Gives a table its tools. `prefix` tells its state in the address from that of other tables on the page. */
export function enhanceTable(table: HTMLTableElement, prefix: string): void {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (body === undefined || heads.length === 0) return;
  const rows = [...body.rows].map(readRow);
  let state = readState(location.search, prefix, heads.length);

  const words = table.dataset;
  const count = element("p", { className: "table-count", attributes: { role: "status" } });
  const filter = filterField(words.filter ?? "", state.filter);
  const statuses = statusWords(rows);
  const select = statuses.size > 1 ? statusField(words, statuses, state.status) : undefined;

  const show = (): void => {
    const visible = rows.filter(
      ({ folded, status }) =>
        matches(folded, state.filter) && (state.status === "" || status === state.status),
    );
    const { column, direction } = state;
    const ordered =
      column === undefined
        ? visible
        : [...visible].sort((a, b) => compareKeys(keyAt(a, column), keyAt(b, column), direction));
    body.replaceChildren(...ordered.map((row) => row.element));
    count.textContent = filled(words.count, {
      shown: groupedDigits(visible.length, words.groupMark),
      all: groupedDigits(rows.length, words.groupMark),
    });
    for (const [index, head] of heads.entries()) {
      if (index === column) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    }
  };
  const change = (next: TableState): void => {
    state = next;
    show();
    history.replaceState(
      history.state,
      "",
      location.pathname + writeState(location.search, prefix, state) + location.hash,
    );
  };

  filter.input.addEventListener("input", () =>
    change({ ...state, filter: filter.input.value.trim() }),
  );
  select?.select.addEventListener("change", () =>
    change({ ...state, status: select.select.value }),
  );
  for (const [index, head] of heads.entries()) {
    const numeric = rows.some(({ keys }) => keys[index]?.number !== undefined);
    sortButton(head).addEventListener("click", () => change(nextSort(state, index, numeric)));
  }
  const tools = element("div", { className: "table-tools" });
  tools.append(filter.label, ...(select === undefined ? [] : [select.label]), count);
  (table.closest(".table-scroll") ?? table).before(tools);
  show();
}

export function readRow(row: HTMLTableRowElement): Row {
  return {
    element: row,
    folded: fold(row.textContent ?? ""),
    status: row.dataset.status ?? "",
    keys: [...row.cells].map(readKey),
  };
}

function readKey(cell: HTMLTableCellElement): SortKey {
  const value = cell.querySelector("data")?.getAttribute("value") ?? "";
  const number = value === "" ? Number.NaN : Number(value);
  return {
    number: Number.isFinite(number) ? number : undefined,
    text: (cell.textContent ?? "").trim(),
  };
}

export function keyAt(row: Row, column: number): SortKey {
  return row.keys[column] ?? { number: undefined, text: "" };
}

/** The statuses that occur, in the order of the page's key, and the word that the page has for each. */
function statusWords(rows: readonly Row[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { element: row, status } of rows) {
    if (status === "" || found.has(status)) continue;
    found.set(
      status,
      row.querySelector(`[data-badge="${CSS.escape(status)}"]`)?.textContent ?? status,
    );
  }
  return new Map([...found].sort(([a], [b]) => STATUSES.indexOf(a) - STATUSES.indexOf(b)));
}

const STATUSES: readonly string[] = ["stable", "new", "ex", "current"];

function filterField(
  words: string,
  value: string,
): {
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
} {
  const label = element("label", { text: `${words} ` });
  const input = element("input", {
    attributes: { type: "search", autocomplete: "off", spellcheck: "false" },
  });
  input.value = value;
  label.append(input);
  return { label, input };
}

function statusField(
  words: DOMStringMap,
  statuses: ReadonlyMap<string, string>,
  value: string,
): { readonly label: HTMLLabelElement; readonly select: HTMLSelectElement } {
  const label = element("label", { text: `${words.statusLabel ?? ""} ` });
  const select = element("select");
  select.append(
    new Option(words.any ?? "", ""),
    ...[...statuses].map(([status, word]) => new Option(word, status)),
  );
  select.value = statuses.has(value) ? value : "";
  label.append(select);
  return { label, select };
}

/** Puts the column's label into a button; its note stays beside it. */
export function sortButton(head: HTMLTableCellElement): HTMLButtonElement {
  const button = element("button", { className: "table-sort", attributes: { type: "button" } });
  const note = head.querySelector(".column-note");
  button.append(...[...head.childNodes].filter((node) => node !== note));
  head.prepend(button);
  return button;
}
