/** Offers to explain the numbers of a page, and fetches what does so when a reader asks for one. */

import { element } from "./dom.ts";
import { once } from "./explore.ts";

/** What can be explained: figures, cells of the data, and either where it is withheld or not defined. */
export const NUMBERS = "data[data-figure], data[data-cell], [data-unknown]";

interface FiguresModule {
  readonly explainNumber: (number: HTMLElement, foot: HTMLElement) => Promise<void>;
  readonly explainAddress: (fragment: string, foot: HTMLElement) => Promise<void>;
  readonly chooseNumbers: (button: HTMLButtonElement, foot: HTMLElement) => void;
}

/** `foot` is the line that says how numbers are computed; it carries addresses and words. */
export function loadFigures(foot: HTMLElement): void {
  const { explain: address = "", button: words = "", failed = "" } = foot.dataset;
  const load = once(() => import(address) as Promise<FiguresModule>);
  const button = element("button", {
    text: words,
    className: "link-button",
    attributes: { type: "button", "aria-pressed": "false" },
  });
  const status = element("span", { attributes: { role: "status" } });
  foot.append(" ", button, " ", status);
  // Tells the style sheet that numbers answer to a pointer.
  document.documentElement.classList.add("explains");

  const ask = (answer: (figures: FiguresModule) => Promise<void> | void): void => {
    status.textContent = "";
    load()
      .then(answer)
      .catch(() => {
        status.textContent = failed;
      });
  };
  button.addEventListener("click", () => ask(({ chooseNumbers }) => chooseNumbers(button, foot)));
  document.addEventListener("click", ({ target }) => {
    const number = target instanceof Element ? target.closest<HTMLElement>(NUMBERS) : null;
    // A link stays a link, and marking text is no question.
    if (number === null || number.closest("a, button, summary") !== null) return;
    if (getSelection()?.isCollapsed === false) return;
    ask(({ explainNumber }) => explainNumber(number, foot));
  });
  const openAddressed = (): void => {
    const { hash } = location;
    if (/^#figure(?:=|%3D)/i.test(hash)) ask(({ explainAddress }) => explainAddress(hash, foot));
  };
  addEventListener("hashchange", openAddressed);
  openAddressed();
}
