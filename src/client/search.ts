/** The search page: loads the index that `[data-index]` names and lists what matches while the reader types. */

import { element } from "./dom.ts";
import {
  findEntries,
  indexEntries,
  readEntries,
  type SearchEntry,
  type SearchIndex,
} from "./search-match.ts";

/** More would be a list to read, not an answer. */
const MOST = 60;

const root = document.querySelector<HTMLElement>("[data-index]");
if (root !== null) void startSearch(root);

async function startSearch(place: HTMLElement): Promise<void> {
  const input = place.querySelector<HTMLInputElement>('input[type="search"]') ?? addInput(place);
  const status = place.querySelector<HTMLElement>('[role="status"]') ?? addStatus(place);
  const list = place.querySelector<HTMLElement>("[data-results]") ?? addList(place);
  place.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  input.disabled = false;
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";

  const index = await loadIndex(place.dataset.index ?? "");
  if (index === undefined) {
    status.textContent =
      "The search index could not be loaded. The lists on this page lead to every cluster, sector and region.";
    return;
  }
  const show = (): void => {
    const query = input.value.trim();
    const found = findEntries(index, query);
    list.replaceChildren(...found.slice(0, MOST).map(resultItem));
    status.textContent = statusText(query, found.length, index.entries.length);
    history.replaceState(
      history.state,
      "",
      query === "" ? location.pathname : `?q=${encodeURIComponent(query)}`,
    );
  };
  input.addEventListener("input", show);
  show();
}

async function loadIndex(address: string): Promise<SearchIndex | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? indexEntries(readEntries(await response.json())) : undefined;
  } catch {
    return undefined;
  }
}

function statusText(query: string, found: number, all: number): string {
  if (query === "") return `Type a region, sector or cluster; ${all} pages can be found.`;
  if (found === 0) return `Nothing found for “${query}”. Try fewer letters, or another spelling.`;
  return found > MOST
    ? `${found} pages found, the first ${MOST} shown.`
    : `${found} ${found === 1 ? "page" : "pages"} found.`;
}

function resultItem({ t, u, k, e }: SearchEntry): HTMLLIElement {
  const item = element("li");
  item.append(
    element("a", { text: t, attributes: { href: u } }),
    element("span", {
      text: [k, e].filter((part) => part !== undefined && part !== "").join(", "),
      className: "search-kind",
    }),
  );
  return item;
}

function addInput(place: HTMLElement): HTMLInputElement {
  const label = element("label", { text: "Search the atlas " });
  const input = element("input", { attributes: { type: "search", autocomplete: "off" } });
  label.append(input);
  place.append(label);
  return input;
}

function addStatus(place: HTMLElement): HTMLElement {
  const status = element("p", { attributes: { role: "status" } });
  place.append(status);
  return status;
}

function addList(place: HTMLElement): HTMLElement {
  const list = element("ul", { className: "search-results" });
  place.append(list);
  return list;
}
