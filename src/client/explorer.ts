/** The map and the list of all clusters as one: filters, marks, and an address for every view. Loaded where the page has them. */

import { copyText } from "./copy.ts";
import { element } from "./dom.ts";
import { createMap, type MapEntry } from "./explorer-map.ts";
import { filled, groupedDigits } from "./phrase.ts";
import { keyAt, type Row, readRow, sortButton } from "./table.ts";
import { compareKeys, nextSort } from "./table-state.ts";
import {
  type Choices,
  isFiltered,
  type Listed,
  passes,
  readView,
  type ViewState,
  WHOLE_LIST,
  writeView,
} from "./view-state.ts";

interface ClusterRow extends Row, Listed {
  readonly id: string;
  readonly region: string;
  readonly entry: MapEntry;
}

/** A browser takes longer to lay out more rows than a reader notices; the others are a press away. */
const AT_ONCE = 150;

/** Brings an explorer to life: the element with `data-explorer`, its form, its figure and its table. */
export function startExplorer(root: HTMLElement): void {
  const form = root.querySelector("form");
  const table = root.querySelector("table");
  const body = table?.tBodies[0];
  if (form === null || table === null || body === undefined) return;
  const words = root.dataset;
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const controls = controlsOf(form);
  const choices: Choices = {
    columns: heads.length,
    statuses: new Set(valuesOf(controls.status)),
    sectors: sectorsOf(controls.sector),
  };
  const labels = heads.map((head) => (head.firstChild?.textContent ?? "").trim());
  const rows = [...body.rows].map((row) => readCluster(row, labels, choices));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parts = {
    count: root.querySelector(".explorer-count"),
    note: root.querySelector<HTMLElement>(".explorer-note"),
    none: root.querySelector<HTMLElement>(".explorer-none"),
    more: root.querySelector<HTMLElement>(".explorer-more"),
    headline: root.querySelector(".plate-headline"),
    reading: root.querySelector(".explorer-reading"),
  };
  const wholeHeadline = parts.headline?.textContent ?? "";
  const number = (value: number): string => groupedDigits(value, words.groupMark);

  let markedRow: ClusterRow | undefined;
  const markRow = (id: string | undefined): void => {
    markedRow?.element.classList.remove("is-marked");
    markedRow = id === undefined ? undefined : byId.get(id);
    markedRow?.element.classList.add("is-marked");
    if (markedRow !== undefined) tell(parts.reading, markedRow.entry);
  };
  const picture = root.querySelector<SVGSVGElement>(".plate-picture svg");
  const map =
    picture === null
      ? undefined
      : createMap(
          picture,
          new Map(rows.map(({ id, entry }) => [id, entry])),
          words.map ?? "",
          markRow,
        );

  let { state, ignored } = readView(location.search, choices);
  let order = sortOf(WHOLE_LIST);
  let isLong = false;
  const show = (): void => {
    const visible = rows.filter((row) => passes(row, state));
    const ids = new Set(visible.map(({ id }) => id));
    const ordered = inOrder(visible, state);
    const listed = new Set(isLong ? ordered : ordered.slice(0, AT_ONCE));
    for (const row of rows) row.element.hidden = !listed.has(row);
    if (sortOf(state) !== order) {
      order = sortOf(state);
      body.append(...inOrder(rows, state).map((row) => row.element));
    }
    if (parts.more !== null) {
      parts.more.hidden = listed.size === visible.length;
      setText(parts.more.firstElementChild, filled(words.more, { all: number(visible.length) }));
    }
    for (const [index, head] of heads.entries()) {
      if (index === state.column) head.setAttribute("aria-sort", state.direction);
      else head.removeAttribute("aria-sort");
    }
    map?.show(ids);
    setText(parts.count, countWords(visible, rows, words, number));
    const isFormer = state.status === FORMER;
    const counted = (row: ClusterRow): boolean => (row.status === FORMER) === isFormer;
    const headline = filled(isFormer ? words.headlineFormer : words.headline, {
      shown: number(visible.filter(counted).length),
      all: number(rows.filter(counted).length),
      filters: filterWords(state, controls, words, number).join(", "),
    });
    setText(parts.headline, isFiltered(state) ? headline : wholeHeadline);
    if (parts.none !== null) parts.none.hidden = visible.length > 0;
  };
  const change = (next: ViewState): void => {
    state = next;
    show();
    if (parts.note !== null) parts.note.hidden = true;
    const query = writeView(location.search, state);
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  };
  const address = (): string => {
    const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
    return (canonical ?? location.origin + location.pathname) + writeView("", state);
  };

  controls.text.addEventListener("input", () =>
    change({ ...state, filter: controls.text.value.trim() }),
  );
  controls.sector.addEventListener("change", () =>
    change({ ...state, ...sectorChoice(controls.sector.value) }),
  );
  controls.status?.addEventListener("change", () =>
    change({ ...state, status: controls.status?.value ?? "" }),
  );
  controls.jobs.addEventListener("input", () =>
    change({ ...state, jobs: leastJobs(controls.jobs.value) }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    change(WHOLE_LIST);
    fillIn(controls, state);
  });
  const status = form.querySelector<HTMLElement>(".copy-status") ?? element("span");
  controls.link?.addEventListener("click", () => copyText(address(), status, words));
  controls.citation?.addEventListener("click", () =>
    copyText(citationWith(writeView("", state)), status, words),
  );
  for (const [index, head] of heads.entries()) {
    const numeric = rows.some(({ keys }) => keys[index]?.number !== undefined);
    sortButton(head).addEventListener("click", () =>
      change({ ...state, ...nextSort(state, index, numeric) }),
    );
  }
  parts.more?.addEventListener("click", () => {
    const next = inOrder(
      rows.filter((row) => passes(row, state)),
      state,
    )[AT_ONCE];
    isLong = true;
    show();
    next?.element.querySelector("a")?.focus();
  });
  // Paper has no button to press.
  addEventListener("beforeprint", () => {
    isLong = true;
    show();
  });
  const point = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLTableRowElement>("tbody tr");
    const id = row === null ? undefined : idOf(row);
    map?.mark(id);
    markRow(id);
  };
  body.addEventListener("pointerover", point);
  body.addEventListener("focusin", point);
  body.addEventListener("pointerleave", () => {
    map?.mark(undefined);
    markRow(undefined);
  });

  fillIn(controls, state);
  show();
  if (parts.note !== null && ignored.length > 0) {
    parts.note.textContent = filled(words.ignored, { values: ignored.join(", ") });
    parts.note.hidden = false;
  }
  for (const control of form.querySelectorAll<HTMLInputElement>("[disabled]"))
    control.disabled = false;
}

interface Controls {
  readonly text: HTMLInputElement;
  readonly sector: HTMLSelectElement;
  readonly status: HTMLSelectElement | undefined;
  readonly jobs: HTMLInputElement;
  readonly link: HTMLButtonElement | undefined;
  readonly citation: HTMLButtonElement | undefined;
}

function controlsOf(form: HTMLFormElement): Controls {
  const named = <T extends Element>(name: string): T | undefined =>
    form.querySelector<T>(`[name="${name}"]`) ?? undefined;
  return {
    text: named("q") ?? element("input"),
    sector: named("sector") ?? element("select"),
    status: named("status"),
    jobs: named("jobs") ?? element("input"),
    link: named("link"),
    citation: named("citation"),
  };
}

function valuesOf(select: HTMLSelectElement | undefined): readonly string[] {
  return [...(select?.options ?? [])].map(({ value }) => value).filter((value) => value !== "");
}

function sectorsOf(select: HTMLSelectElement): ReadonlyMap<string, string> {
  return new Map(
    [...select.options].flatMap(({ value, dataset: { inGroup } }) =>
      inGroup === undefined ? [] : [[value, inGroup] as const],
    ),
  );
}

const WHOLE_GROUP = "group/";

function sectorChoice(value: string): Pick<ViewState, "sector" | "group"> {
  return value.startsWith(WHOLE_GROUP)
    ? { sector: "", group: value.slice(WHOLE_GROUP.length) }
    : { sector: value, group: "" };
}

/** A whole number above nothing, or none. */
function leastJobs(text: string): number {
  const value = Math.floor(Number(text));
  return value > 0 && value < 1e7 ? value : 0;
}

function fillIn(controls: Controls, { filter, sector, group, status, jobs }: ViewState): void {
  controls.text.value = filter;
  controls.sector.value = group === "" ? sector : WHOLE_GROUP + group;
  if (controls.status !== undefined) controls.status.value = status;
  controls.jobs.value = jobs === 0 ? "" : String(jobs);
}

function readCluster(
  row: HTMLTableRowElement,
  labels: readonly string[],
  { sectors }: Choices,
): ClusterRow {
  const read = readRow(row);
  const { region = "", sector = "" } = row.dataset;
  const jobs = row.querySelector('data[data-cell$="/jobs"]')?.getAttribute("value");
  const texts = read.keys.map(({ text }) => text);
  const facts = texts.slice(2).map((text, n) => (n === 0 ? text : `${labels[n + 2]}: ${text}`));
  return {
    ...read,
    id: idOf(row),
    region,
    sector,
    group: sectors.get(sector) ?? "",
    jobs: jobs == null ? undefined : Number(jobs),
    entry: {
      id: idOf(row),
      place: texts[0] ?? "",
      href: row.querySelector("a")?.getAttribute("href") ?? "",
      name: `${texts[0]}: ${texts[1]}`,
      facts: facts.join("; "),
    },
  };
}

function idOf({ dataset }: HTMLTableRowElement): string {
  return `${dataset.region}/${dataset.sector}`;
}

function sortOf({ column, direction }: ViewState): string {
  return column === undefined ? "" : `${column} ${direction}`;
}

function inOrder(rows: readonly ClusterRow[], state: ViewState): readonly ClusterRow[] {
  const { column, direction } = state;
  if (column === undefined) return rows;
  return [...rows].sort((a, b) => compareKeys(keyAt(a, column), keyAt(b, column), direction));
}

/** Listed beside the clusters of today, and counted apart. */
const FORMER = "ex";

/** How many clusters are shown, in how many regions, with how many jobs; and how many that no longer are. */
function countWords(
  visible: readonly ClusterRow[],
  rows: readonly ClusterRow[],
  words: DOMStringMap,
  number: (value: number) => string,
): string {
  const isPresent = ({ status }: ClusterRow): boolean => status !== FORMER;
  const present = visible.filter(isPresent);
  const all = rows.filter(isPresent).length;
  const regions = new Set(present.map(({ region }) => region)).size;
  const sum = present.reduce((total, { jobs = 0 }) => total + jobs, 0);
  const isWhole = present.every(({ jobs }) => jobs !== undefined);
  const phrases: readonly (readonly [boolean, string | undefined])[] = [
    [present.length === 0, words.none],
    [present.length === 1, words.one],
    [regions === 1, words.oneRegion],
    [present.length === all, words.all],
    [true, words.some],
  ];
  const count = filled(phrases.find(([holds]) => holds)?.[1], {
    shown: number(present.length),
    all: number(all),
    regions: number(regions),
    jobs: filled(isWhole ? words.jobs : words.atLeast, { jobs: number(sum) }),
  });
  const former = visible.length - present.length;
  const allFormer = rows.length - all;
  if (former === 0) return count;
  return filled(former === allFormer ? words.formerAll : words.former, {
    count,
    shown: number(former),
    all: number(allFormer),
  });
}

/** What the view is limited to, each in the words of its control. */
function filterWords(
  state: ViewState,
  { sector, status }: Controls,
  words: DOMStringMap,
  number: (value: number) => string,
): readonly string[] {
  const chosen = (select: HTMLSelectElement | undefined): string =>
    select?.selectedOptions[0]?.textContent?.trim() ?? "";
  return [
    ...(state.sector + state.group === "" ? [] : [chosen(sector)]),
    ...(state.status === "" ? [] : [chosen(status)]),
    ...(state.jobs === 0 ? [] : [filled(words.least, { jobs: number(state.jobs) })]),
    ...(state.filter === "" ? [] : [filled(words.text, { text: state.filter })]),
  ];
}

function setText(place: Element | null, text: string): void {
  if (place !== null && place.textContent !== text) place.textContent = text;
}

/** The line under the map: what is marked, with the way to its page. */
function tell(place: Element | null, { href, name, facts }: MapEntry): void {
  place?.replaceChildren(
    element("a", { text: name, attributes: { href } }),
    document.createTextNode(` ${facts}`),
  );
}

/** The page's own citation, with the view in its address. */
function citationWith(query: string): string {
  const text = (document.querySelector<HTMLElement>(".cite .citations")?.innerText ?? "").trim();
  return text.replace(/https?:\/\/[^\s)]+\//, (address) => address + query);
}
