/** The search page: fetches the parts of the index that a query needs and lists what answers it while the reader types. */

import { element } from "./dom.ts";
import { markMatches } from "./search-marks.ts";
import { findPages, type Hits, type Shard, shardsOf } from "./search-query.ts";
import { type FoundPage, openIndex, type SearchIndex } from "./search-store.ts";

/** Results that are shown at a time; each may be in another part of the list. */
const AT_ONCE = 40;

const root = document.querySelector<HTMLElement>("[data-index]");
if (root !== null) startSearch(root);

function startSearch(place: HTMLElement): void {
  const input = place.querySelector<HTMLInputElement>('input[type="search"]');
  const kind = place.querySelector<HTMLSelectElement>("select");
  const status = place.querySelector<HTMLElement>('[role="status"]');
  const list = place.querySelector<HTMLElement>("[data-results]");
  const more = place.querySelector<HTMLButtonElement>("[data-more]");
  if (input === null || kind === null || status === null || list === null || more === null) return;
  const words = place.dataset;
  const kinds: Readonly<Record<string, string>> = JSON.parse(words.kinds ?? "{}");
  const given = new URLSearchParams(location.search);
  input.value ||= given.get("q") ?? "";
  const wanted = given.get("kind") ?? "";
  if (wanted in kinds) kind.value = wanted;

  let index: Promise<SearchIndex> | undefined;
  let asked = 0;
  const show = async (): Promise<void> => {
    const query = input.value.trim();
    remember(query, kind.value);
    asked += 1;
    const turn = asked;
    if (query === "") {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = words.empty ?? "";
      return;
    }
    try {
      index ??= openIndex(words.index ?? "");
      const opened = await index;
      const answer = await search(opened, query, kind.value);
      const first = await opened.find(answer.pages.slice(0, AT_ONCE));
      // A reader who typed on meanwhile waits for the answer to that.
      if (turn !== asked) return;
      list.replaceChildren(...first.map((page) => resultItem(page, query, kinds)));
      tell(answer, AT_ONCE);
      more.onclick = () => void showMore(opened, answer, turn);
    } catch {
      fail(turn);
    }
  };
  const showMore = async (opened: SearchIndex, answer: Hits, turn: number): Promise<void> => {
    const shown = list.children.length;
    try {
      const next = await opened.find(answer.pages.slice(shown, shown + AT_ONCE));
      if (turn !== asked) return;
      const items = next.map((page) => resultItem(page, input.value.trim(), kinds));
      list.append(...items);
      tell(answer, shown + AT_ONCE);
      // The button may be gone; a reader goes on with the first result that came.
      items[0]?.querySelector("a")?.focus();
    } catch {
      fail(turn);
    }
  };
  const tell = (answer: Hits, shown: number): void => {
    status.textContent = statusText(words, input.value.trim(), answer, shown);
    more.hidden = answer.pages.length <= shown;
  };
  const fail = (turn: number): void => {
    index = undefined;
    if (turn === asked) status.textContent = words.failed ?? "";
  };
  place.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  input.addEventListener("input", () => void show());
  kind.addEventListener("change", () => void show());
  place.addEventListener("keydown", (event) => walk(event, input, list));
  void show();
}

/** All pages that answer a query, of a kind or of any. */
async function search(index: SearchIndex, query: string, kind: string): Promise<Hits> {
  const shards = new Map<string, Shard>();
  for (const name of shardsOf(query)) shards.set(name, await index.shard(name));
  return findPages(
    query,
    shards,
    index.pages,
    (page) => kind === "" || index.kindOf(page) === kind,
  );
}

function remember(query: string, kind: string): void {
  const state = new URLSearchParams();
  if (query !== "") state.set("q", query);
  if (kind !== "") state.set("kind", kind);
  const text = state.toString();
  history.replaceState(history.state, "", text === "" ? location.pathname : `?${text}`);
}

function statusText(
  words: DOMStringMap,
  query: string,
  { pages: { length: found }, all }: Hits,
  shown: number,
): string {
  if (found === 0) return (words.none ?? "").replace("{query}", query);
  const form = found > shown ? words.first : found === 1 ? words.one : words.many;
  const count = (form ?? "").replace("{count}", String(found)).replace("{shown}", String(shown));
  return all ? count : `${words.some ?? ""} ${count}`;
}

function resultItem(
  { title, url, kind, edition, lede }: FoundPage,
  query: string,
  kinds: Readonly<Record<string, string>>,
): HTMLLIElement {
  const item = element("li");
  const link = element("a", { attributes: { href: url } });
  link.append(...markMatches(title, query));
  item.append(
    link,
    element("span", {
      text: [kinds[kind] ?? kind, edition].filter((part) => part !== "").join(", "),
      className: "search-kind",
    }),
  );
  if (lede !== "") {
    const text = element("p");
    text.append(...markMatches(lede, query));
    item.append(text);
  }
  return item;
}

/** Arrow keys walk from the field through the results and back; Escape leads back to the field. */
function walk(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  const links = [...list.querySelectorAll("a")];
  const at = links.findIndex((link) => link.matches(":focus"));
  const isInside = at >= 0 || document.activeElement === input;
  if (!isInside) return;
  if (event.key === "Escape" && at >= 0) input.focus();
  else if (event.key === "ArrowDown" && at < links.length - 1) links[at + 1]?.focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
  else return;
  event.preventDefault();
}
