/** The offer to explore a chart. The program behind it is fetched when a reader shows interest. */

import { element } from "./dom.ts";

/** What the charts bundle exports. */
interface ChartsModule {
  /** Draws the chart into `place` and answers how to take it away again. */
  readonly drawChart: (
    place: HTMLElement,
    specAddress: string,
    picture: SVGElement,
    words: DOMStringMap,
  ) => Promise<() => void>;
}

/** Adds the button to a figure whose picture is inline and which carries the words; `bundle` is the address of the charts bundle. */
export function offerExploring(figure: HTMLElement, bundle: string): void {
  const picture = figure.querySelector("svg");
  const holder = picture?.parentElement;
  const words = figure.dataset;
  const { spec } = words;
  if (picture === null || holder == null || spec === undefined) return;

  const button = element("button", {
    text: words.explore ?? "",
    className: "explore-button",
    attributes: { type: "button" },
  });
  const status = element("p", { className: "explore-status", attributes: { role: "status" } });
  const place = element("div", { className: "chart-live" });
  place.hidden = true;
  holder.after(place, button, status);

  const load = once(() => import(bundle) as Promise<ChartsModule>);
  // Looking at the button is enough reason to fetch what it needs; a failure shows when it is pressed.
  for (const interest of ["pointerenter", "focus"]) {
    button.addEventListener(interest, () => void load().catch(() => undefined), { once: true });
  }
  let leave: (() => void) | undefined;

  button.addEventListener("click", async () => {
    if (leave !== undefined) {
      leave();
      leave = undefined;
      show(false);
      return;
    }
    button.disabled = true;
    status.textContent = words.loading ?? "";
    try {
      const { drawChart } = await load();
      // Drawn out of sight, so that nothing moves until both can change places.
      leave = await drawChart(place, spec, picture, words);
      show(true);
      status.textContent = words.help ?? "";
    } catch {
      show(false);
      status.textContent = words.failed ?? "";
    } finally {
      button.disabled = false;
      button.focus();
    }
  });

  function show(live: boolean): void {
    if (holder instanceof HTMLElement) holder.hidden = live;
    place.hidden = !live;
    button.textContent = (live ? words.back : words.explore) ?? "";
    if (!live) {
      place.replaceChildren();
      status.textContent = "";
    }
  }
}

/** Runs once and remembers the answer; a failure is forgotten, so that it may be tried again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
