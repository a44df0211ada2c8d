/**
 * Explains the numbers of a page, a bundle of its own: a panel beside the number that a reader points at, or chooses
 * with the keyboard. What it says comes from the edition's small files, and is what the command explain says.
 */

import { addressedIn, fragmentOf } from "../model/figure-address.ts";
import { element } from "./dom.ts";
import { once } from "./explore.ts";
import { startChoosing } from "./figure-choice.ts";
import { createPanel, fillPanel } from "./figure-panel.ts";
import { type FigureSource, openSource } from "./figure-source.ts";
import { NUMBERS } from "./load-figures.ts";

const HINT = "figure-hint";
const ASKED = "is-asked";
/** Between a number and its panel, and between the panel and the edge of the window. */
const GAP = 8;
const LEAST_HEIGHT = 200;

const panel = createPanel();
/** The number that is explained; the page's title for one that an address names and the page does not show. */
let asked: HTMLElement | undefined;
let hadFocus = false;

panel.addEventListener("beforetoggle", () => {
  hadFocus = panel.contains(document.activeElement);
});
panel.addEventListener("toggle", (event) => {
  if (!(event instanceof ToggleEvent) || event.newState === "open") return;
  asked?.classList.remove(ASKED);
  if (!hadFocus) return;
  // The browser gives the focus back to what had it; a number that was clicked had none, and the reader may have gone on.
  const { activeElement: now } = document;
  const isLost = now === null || panel.contains(now) || now.contains(asked ?? null);
  if (!isLost) return;
  if (asked?.hasAttribute("tabindex") === false) asked.setAttribute("tabindex", "-1");
  asked?.focus({ preventScroll: true });
});

/** Opens the panel at a number. Throws where the explanation cannot be fetched. */
export async function explainNumber(number: HTMLElement, foot: HTMLElement): Promise<void> {
  await explain(idOf(number), editionOf(number) ?? foot.dataset.edition, number, foot);
}

/** Opens it at the number that the page's address names. Throws likewise, also where the edition has no such figure. */
export async function explainAddress(fragment: string, foot: HTMLElement): Promise<void> {
  const address = addressedIn(fragment);
  if (address === undefined) return;
  const { id, edition = foot.dataset.edition } = address;
  const shown = [...document.querySelectorAll<HTMLElement>(NUMBERS)].find(
    (number) =>
      idOf(number) === id &&
      (editionOf(number) ?? foot.dataset.edition) === edition &&
      number.checkVisibility(),
  );
  const place = shown ?? document.querySelector<HTMLElement>("h1");
  if (place === null) return;
  // Fonts that come late would move it away again.
  await document.fonts.ready;
  place.scrollIntoView({ block: "center", behavior: "instant" });
  await explain(id, edition, place, foot);
}

/** Of the row that a number stands in, on pages of several editions. */
function editionOf(number: HTMLElement): string | undefined {
  return number.closest<HTMLElement>("[data-edition]")?.dataset.edition;
}

async function explain(
  id: string,
  edition: string | undefined,
  number: HTMLElement,
  foot: HTMLElement,
): Promise<void> {
  const { files = "/", pages = "/" } = foot.dataset;
  asked?.classList.remove(ASKED);
  asked = number;
  const [source] = await Promise.all([openSource(edition ?? "", files, pages), loadStyle(foot)]);
  // A page of one edition need not name it in its addresses.
  const named = foot.dataset.edition === undefined ? edition : undefined;
  await show(id, { ...source, named }, number, []);
}

interface NamedSource extends FigureSource {
  /** The edition as addresses of its figures name it. */
  readonly named: string | undefined;
}

/** `before` are the ids through which the reader came here. */
async function show(
  id: string,
  source: NamedSource,
  number: HTMLElement,
  before: readonly string[],
): Promise<void> {
  const figure = await source.figure(id);
  // The reader may have asked for another number meanwhile.
  if (asked !== number) return;
  const last = before.at(-1);
  const title = fillPanel(panel, figure, source, {
    go: (operand) => void show(operand, source, number, [...before, id]),
    back:
      last === undefined ? undefined : () => void show(last, source, number, before.slice(0, -1)),
    close: () => panel.hidePopover(),
    fragment: fragmentOf({ id, edition: source.named }),
  });
  if (!panel.isConnected) document.body.append(panel);
  if (!panel.matches(":popover-open")) panel.showPopover();
  number.classList.add(ASKED);
  place(number);
  title.focus({ preventScroll: true });
}

function idOf({ dataset: { figure, cell, unknown } }: HTMLElement): string {
  const mark = figure ?? cell ?? unknown ?? "";
  if (mark.includes(":")) return mark;
  const [year, region, sector, measure] = mark.split("/");
  return `${measure}:${region}/${sector}:${year}`;
}

/**
 * Below the number, or above it where there is more room, so that it stays in view. On a narrow screen the style makes
 * it a sheet, from behind which the number is taken.
 */
function place(number: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const at = number.getBoundingClientRect();
  if (getComputedStyle(panel).position === "fixed") {
    const behind = at.bottom + GAP - panel.getBoundingClientRect().top;
    if (behind > 0) scrollBy({ top: behind, behavior: "instant" });
    return;
  }
  const below = height - at.bottom - 2 * GAP;
  const above = at.top - 2 * GAP;
  panel.style.setProperty("--figure-room", "36rem");
  const isBelow = panel.offsetHeight <= below || below >= above;
  // In a very low window it scrolls with the page.
  panel.style.setProperty("--figure-room", `${Math.max(LEAST_HEIGHT, isBelow ? below : above)}px`);
  const x = Math.max(GAP, Math.min(at.left, width - panel.offsetWidth - GAP));
  const y = isBelow ? at.bottom + GAP : at.top - GAP - panel.offsetHeight;
  panel.style.setProperty("--figure-x", `${x + scrollX}px`);
  panel.style.setProperty("--figure-y", `${Math.max(GAP, y + scrollY)}px`);
}

let end: (() => void) | undefined;

/** Makes the numbers a choice for the keyboard, or text again. */
export async function chooseNumbers(button: HTMLButtonElement, foot: HTMLElement): Promise<void> {
  if (end !== undefined) {
    end();
    return;
  }
  await loadStyle(foot);
  const { button: words = "", buttonEnd = "", hint = "" } = foot.dataset;
  const told = element("span", { className: HINT });
  const stopButton = element("button", {
    text: buttonEnd,
    className: "link-button",
    attributes: { type: "button" },
  });
  stopButton.addEventListener("click", () => end?.());
  told.append(element("span", { text: hint, attributes: { id: HINT } }), " ", stopButton);
  foot.append(told);
  const stop = startChoosing(HINT);
  if (stop === undefined) {
    told.remove();
    return;
  }
  const onKey = ({ key }: KeyboardEvent): void => {
    // The first Escape closes the panel, which the browser does.
    if (key === "Escape" && !panel.matches(":popover-open")) end?.();
  };
  end = () => {
    stop();
    told.remove();
    document.removeEventListener("keydown", onKey);
    button.textContent = words;
    button.setAttribute("aria-pressed", "false");
    button.focus();
    end = undefined;
  };
  button.textContent = buttonEnd;
  button.setAttribute("aria-pressed", "true");
  document.addEventListener("keydown", onKey);
}

let style: (() => Promise<void>) | undefined;

/** The panel's style, which no page needs before. */
function loadStyle({ dataset: { explainStyle = "" } }: HTMLElement): Promise<void> {
  style ??= once(
    () =>
      new Promise<void>((resolve, reject) => {
        const link = element("link", { attributes: { rel: "stylesheet", href: explainStyle } });
        link.addEventListener("load", () => resolve());
        link.addEventListener("error", () => reject(new Error(explainStyle)));
        document.head.append(link);
      }),
  );
  return style();
}
